"""Whatever somebody types into a field, or names a file, is shown as what it is: no script runs, nobody is asked, and
neither HTML nor Markdown in it becomes a part of the page.
"""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import made_reports
import msgspec
import pytest
from check_page import ANALYSIS_MS, IDLE, CheckPage
from hostile.words import LINES, MARKUP
from made_reports import finding, rep
from pages import settled
from playwright.sync_api import Page, expect
from serving import ROOT, app_command, free_port, served
from sqlalchemy import URL

from formcheck.advice.causes import AREAS
from formcheck.advice.classes import Studio, StudioClass
from formcheck.storage.classes import save_studio
from formcheck.storage.review.address import FILE_NAME
from formcheck.storage.review.database import Database
from formcheck.storage.review.records import LimitChange, NewClip
from formcheck.storage.review.store import ReviewStore
from formcheck.storage.small_files import FOLDER
from formcheck.ui.components.words import JOINER

SAMPLE = ROOT / "sample_videos" / "shallow_squat_side.mp4"
ALL = " ".join(MARKUP)
#: Markdown, HTML and an image, short enough for every field.
SHORT = "<img src=x onerror=window.broken=1>![](//192.0.2.1/a.png)"
DIRECTIVES = "**b** `c` :material/home: :red[x] $x^2$ -> a@b.example"
FOREIGN = "[onerror], [onmouseover], [onload], [href^='javascript:'], .katex, [src*='192.0.2.1'], [href*='192.0.2.1']"
RAN = "() => Boolean(window.broken)"


class Watched:
    """A page, and whoever it asks."""

    def __init__(self, page: Page):
        self.page, self.asked = page, []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))

    def at_rest(self):
        self.page.locator(IDLE).wait_for(state="attached", timeout=ANALYSIS_MS)
        self.page.wait_for_timeout(300)  # an element that begins to load something has begun

    def fill(self, label: str, words: str, at: int = 0):
        self.page.get_by_label(label, exact=True).nth(at).fill(words)
        self.page.keyboard.press("Tab")
        self.at_rest()

    def click(self, name: str):
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.at_rest()

    def shows(self, *words: str):
        """Each as text, and nothing of it as anything else."""
        self.at_rest()
        text = _one_line(self.page.locator("body").inner_text())
        missing = [one for one in words if _one_line(one) not in text]
        assert missing == [], text
        self.is_unharmed()

    def is_unharmed(self):
        for frame in self.page.frames:
            assert not frame.evaluate(RAN), "a script ran"
            assert frame.locator(FOREIGN).evaluate_all("all => all.map(one => one.outerHTML)") == []
        strangers = [url for url in self.asked if urlsplit(url).scheme not in ("data", "blob")]
        assert {urlsplit(url).hostname for url in strangers} <= {"127.0.0.1"}


def _one_line(words: str) -> str:
    return " ".join(words.replace(JOINER, "").split())


def a_class(name: str, cause: str) -> StudioClass:
    return StudioClass(name=name, kind=AREAS[cause], trains=(cause,), times=("18:00",))


def fill_store(path: Path) -> None:
    """A clip for each of the words, which are its name, member, class and note, and the reason for a limit."""
    store = ReviewStore(Database(URL.create("sqlite", database=str(path))))
    findings = (finding("depth", "fault", rep=1, t_s=2.0),)
    for number, words in enumerate(MARKUP, 1):
        made = made_reports.report(reps=(rep(1),), findings=findings, clip=made_reports.clip(name=words))
        about = {"member": words, "class_name": words, "filmed_on": date(2026, 11, 30)}
        new = NewClip(
            name=words, content_sha256=f"{number:064x}", report=made, video="gone.mp4", attention="fault", **about
        )
        store.put(new)
        store.note(number, 1.0, words, words)
        store.change_limit(
            LimitChange(
                movement="squat", check="hips_first", unit="deg", bad="above", good_before=8.0, fault_before=20.0,
                good=8.0 + number, fault=24.0, reason=words, who=words,
            )
        )  # fmt: skip
    store.close()


@pytest.fixture(scope="module")
def hostile_url(tmp_path_factory):
    """An app whose studio, trainers and members are all called something hostile."""
    folder, port = tmp_path_factory.mktemp("hostile"), free_port()
    causes = list(AREAS)
    classes = tuple(a_class(words, causes[at % len(causes)]) for at, words in enumerate(MARKUP))
    booking = "https://studio.example/\"onmouseover='window.broken=1'"
    studio = Studio(name=ALL, address=ALL, classes=(*classes, a_class(SHORT, "ankle")), booking=booking)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(folder))
        save_studio(studio)
    (folder / "trainers.json").write_bytes(msgspec.json.encode(MARKUP))
    fill_store(folder / FILE_NAME)
    with served(app_command(port), port, folder / "log.txt") as url:
        yield url


@pytest.fixture
def watched(open_page, hostile_url):
    def open_(path: str) -> Watched:
        page = open_page("", url="about:blank")
        found = Watched(page)
        page.goto(hostile_url + path)
        settled(page)
        return found

    return open_


def test_hostile_words_would_be_noticed(watched):
    page = watched("/settings")
    page.page.evaluate(f"document.querySelector('h1').innerHTML += {MARKUP[1]!r}")
    page.page.wait_for_function(RAN)
    with pytest.raises(AssertionError, match="a script ran"):
        page.is_unharmed()


def test_the_studio_s_own_words(watched):
    page = watched("/studio")
    page.shows(*(one for one in MARKUP))
    page.fill("Name of the studio", SHORT)
    page.fill("Address", DIRECTIVES)
    page.fill("Where classes are booked", "javascript:window.broken=1")
    page.click("Save")
    page.shows('the booking address "javascript:window.broken=1" must begin with https://')
    page.fill("Where classes are booked", f"https://studio.example/{SHORT.replace(' ', '')}")
    page.click("Add a class")
    page.page.locator("[class*=st-key-class-name-] input:visible").last.fill(DIRECTIVES)
    page.page.keyboard.press("Tab")
    page.at_rest()
    page.page.locator("[class*=st-key-class-times-] input:visible").last.fill(SHORT)
    page.page.keyboard.press("Tab")
    page.click("Save")
    page.shows(f'the class "{DIRECTIVES}" begins at "{SHORT}"', DIRECTIVES)


@pytest.mark.parametrize("words", [SHORT, DIRECTIVES])
def test_a_pin_that_is_none(watched, words):
    page = watched("/studio")
    page.page.get_by_text("Protect this page with a PIN", exact=True).click()
    page.fill("New PIN (4 to 12 digits)", words)
    page.fill("The same PIN again", words)
    page.click("Keep this PIN")
    page.shows("A PIN has 4 to 12 digits.")


@pytest.mark.parametrize("words", [MARKUP[1], SHORT])
def test_a_name_in_the_uploader_s_list_and_its_tooltip(watched, words):
    page = watched("/review")
    page.page.get_by_text("Add clips", exact=True).click()
    name = f"{words.replace('/', '')}.mp4"
    chosen = page.page.get_by_test_id("stFileUploader").last
    chosen.locator("input[type=file]").set_input_files({"name": name, "mimeType": "video/mp4", "buffer": b"x"})
    shown = page.page.get_by_test_id("stFileChipName").last
    shown.wait_for()
    shown.hover()
    page.page.wait_for_timeout(1000)  # a tooltip shows after a while
    assert page.page.locator(f"[title={json.dumps(name)}]").count() == 1
    page.is_unharmed()


def test_a_trainer_s_words(watched):
    page = watched("/review")
    page.shows(*MARKUP)
    page.page.get_by_text("Agreement", exact=True).click()
    page.shows(*MARKUP)
    page.page.get_by_text("Members", exact=True).click()
    page.shows("Everything about")
    page.page.get_by_text("Clips", exact=True).first.click()
    page.at_rest()
    page.page.locator("[class*=st-key-open-]").get_by_role("button").first.click()
    page.page.get_by_label("Your words").wait_for()
    page.shows()
    page.fill("Member", DIRECTIVES)
    page.fill("Class", SHORT)
    page.fill("Your words", ALL)
    page.is_unharmed()
    page.click("All clips")
    page.shows(DIRECTIVES, SHORT)


def test_what_comes_with_clips_and_is_noted_at_them(watched, tmp_path):
    command = [sys.executable, "-m", "formcheck", "batch", str(SAMPLE), "--out", str(tmp_path), "--model", "lite"]
    subprocess.run(command, check=True, capture_output=True)
    page = watched("/review")
    page.fill("Your name", SHORT)
    page.page.get_by_text("Add clips", exact=True).click()
    page.fill("Class", DIRECTIVES)
    page.fill("Member, if all clips show the same one", ALL)
    folder = "Folder with the results of formcheck batch"
    page.fill(folder, f"nowhere {DIRECTIVES}")
    page.click("Add its clips")
    page.shows(f"There are no results of formcheck batch in nowhere {DIRECTIVES}.")
    page.fill(folder, str(tmp_path))
    page.click("Add its clips")
    page.shows("1 clip added.", ALL, DIRECTIVES)
    row = page.page.locator("[class*=st-key-row-]").filter(has_text=SAMPLE.stem)
    row.get_by_role("button", name="Open", exact=True).click()
    page.page.locator(".player").wait_for()
    page.at_rest()
    page.page.locator(".st-key-note button").click()
    page.page.get_by_label(re.compile("^Note at ")).fill(f"{ALL}\n{DIRECTIVES}")
    page.click("Save note")
    page.page.locator("[class*=st-key-noted-]").wait_for()
    page.shows(ALL, DIRECTIVES)
    for _ in range(4):  # some check among them has a limit
        page.page.keyboard.press("a")
        page.at_rest()
    page.click("All clips")
    page.page.get_by_text("Agreement", exact=True).click()
    page.at_rest()
    page.page.locator("[class*=st-key-agreed-] summary").first.click()
    page.page.locator("[class*=st-key-reason-] input").first.fill(f"{SHORT} {DIRECTIVES}")
    page.page.keyboard.press("Tab")
    page.page.locator("[class*=st-key-use-] button").first.click()
    page.shows(f"{SHORT} {DIRECTIVES}")


def test_a_calibration_without_an_end_is_refused_in_our_words(watched):
    page = watched("/")
    page.page.get_by_text("Your calibration", exact=True).first.click()
    nested = {"name": "deep.json", "mimeType": "application/json", "buffer": b"[" * 300_000}
    page.page.locator(".st-key-calibration-file input[type=file]").set_input_files(nested)
    expect(page.page.get_by_role("alert")).to_contain_text("deep.json is not a calibration")
    page.shows()
    assert page.page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize("words", [SHORT, DIRECTIVES, LINES[4]])
def test_names_of_files_and_codes(watched, words):
    page = watched("/diary")
    page.fill("Your diary's code", words)
    page.is_unharmed()
    page = watched("/")
    page.page.get_by_text("Your calibration", exact=True).first.click()
    chosen = {"name": f"{words.replace('/', '')}.json", "mimeType": "application/json", "buffer": b"{}"}
    page.page.locator(".st-key-calibration-file input[type=file]").set_input_files(chosen)
    expect(page.page.get_by_role("alert")).to_contain_text("is not a calibration")
    page.shows(chosen["name"])


def test_a_clip_s_name_and_the_classes_against_what_was_seen(watched, hostile_url, tmp_path):
    page = watched("/")
    clip = tmp_path / f"{SHORT.replace('/', '')}**b**.mp4"
    shutil.copy(SAMPLE, clip)
    check = CheckPage(page.page, hostile_url)
    check.upload(clip)
    check.result()
    page.shows("onerror_window.broken_1", "__b__.mp4")
    page.page.get_by_role("navigation").get_by_role("link", name="Next steps").click()
    page.at_rest()
    if check.button("No to all of these").is_visible():
        check.button("No to all of these").click()
    page.page.locator(".fc-cards a").first.wait_for()
    page.shows(f"Classes at {ALL}", ALL)
    links = page.page.locator(".fc-cards a").evaluate_all("all => all.map(one => one.href)")
    assert all(urlsplit(link).scheme == "https" for link in links)
    page.fill("Your name for the report (you may leave it out)", SHORT)
    page.is_unharmed()
