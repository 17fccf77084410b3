"""The Check page in a real browser, from a file to what is taken home."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from check_page import ANALYSIS_MS
from playwright.sync_api import expect

from formcheck.media.video import FileSink, FileSource
from formcheck.movements.rows import HANDS_ON_KNEES
from formcheck.ui.check.problem_page import WORDS
from formcheck.wording.names import STRATEGY_NAME, depth_name
from formcheck.wording.parts import first_sentence

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"
LOUD = ("fault", "watch")


def truth(name):
    return json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))


def loud(report, check):
    """Verdicts on one check, repetition by repetition, as far as they ask for attention."""
    return [finding.verdict for finding in report.findings if finding.check == check and finding.verdict in LOUD]


@pytest.fixture(scope="module")
def empty_room(tmp_path_factory):
    path = tmp_path_factory.mktemp("clips") / "empty_room.mp4"
    with FileSink(path, (320, 240)) as sink:
        for i in range(40):
            sink.write(np.full((240, 320, 3), (150, 155, 160), np.uint8), i / 25)
    return path


def test_one_click_on_a_sample(hands_on_knees, tmp_path):
    page, report = hands_on_knees.page, hands_on_knees.report(tmp_path)
    assert len([rep for rep in report.reps if not rep.partial]) == len(truth("hands_on_knees_side")["reps"]) == 2
    assert len(loud(report, "hands_on_knees")) == 2
    expect(page.locator(".fc-hero")).to_contain_text("2 squats")
    expect(page.locator(".fc-hero h1")).to_have_text(first_sentence(HANDS_ON_KNEES.fault))
    for number in (1, 2):
        card = page.locator(f'[class*="-rep-{number}"]')
        expect(card.get_by_role("heading", name=f"Rep {number}")).to_be_visible()
        expect(card).to_contain_text(HANDS_ON_KNEES.title)
        expect(card.get_by_role("img", name=STRATEGY_NAME)).to_be_visible()
        expect(card.get_by_role("img", name=f"Repetition {number} at the lowest point")).to_be_visible()
    expect(page.get_by_role("heading", name="Rep 3")).to_have_count(0)


def test_an_uploaded_clip(visit, tmp_path):
    visit.upload(SAMPLES / "floor_squat_side.mp4")
    visit.result()
    expect(visit.page.get_by_text("floor_squat_side.mp4").first).to_be_visible()
    report = visit.report(tmp_path)
    assert report.clip.name == "floor_squat_side.mp4"
    assert [rep.depth for rep in report.reps if not rep.partial] == ["floor"] * 3
    assert len(truth("floor_squat_side")["reps"]) == 3
    assert not loud(report, "depth")
    expect(visit.page.locator(".fc-hero")).to_contain_text("3 squats")
    expect(visit.page.locator('[class*="-rep-3"]')).to_contain_text(depth_name("floor"))


def test_the_video_taken_home_is_the_one_shown(hands_on_knees, tmp_path):
    with FileSource(hands_on_knees.download("Video to share", tmp_path / "video.mp4")) as kept:
        frames = sum(1 for _ in kept)
    assert frames == len(truth("hands_on_knees_side")["frames"]["t_s"])


def test_the_table_taken_home_has_a_line_for_every_picture(hands_on_knees, tmp_path):
    lines = hands_on_knees.download("Angles as a table", tmp_path / "angles.csv").read_text().splitlines()
    assert len(lines) == 1 + len(truth("hands_on_knees_side")["frames"]["t_s"])
    assert "knee" in lines[0]


def test_the_report_to_print_is_whole_without_any_network(hands_on_knees, tmp_path, plain_browser):
    path = hands_on_knees.download("Report to print", tmp_path / "report.html")
    context = plain_browser.new_context(offline=True)
    try:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("body")).to_contain_text(HANDS_ON_KNEES.title)
        pictures = page.locator("img").evaluate_all("pictures => pictures.map(picture => picture.naturalWidth)")
        assert len(pictures) >= 2
        assert all(pictures)
        assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    finally:
        context.close()


def test_of_several_people_another_can_be_picked(visit, tmp_path):
    visit.start()
    visit.page.get_by_text("More samples").click()
    visit.button("Three people in a class").click()
    visit.result()
    first = visit.report(tmp_path).quality
    assert len(first.people) >= 2
    card = visit.page.locator(".st-key-card-people")
    expect(card).to_contain_text(f"We are checking number {first.person}.")
    other = next(seen.person for seen in first.people if seen.person != first.person)
    card.get_by_role("button", name=re.compile(rf"^{other} ·")).click()
    expect(card).to_contain_text(f"We are checking number {other}.", timeout=ANALYSIS_MS)
    visit.result()
    assert visit.report(tmp_path).quality.person == other


def test_nobody_in_view_is_a_page_that_helps(visit, empty_room):
    visit.upload(empty_room)
    visit.result()
    expect(visit.page.get_by_role("heading", name=WORDS["nobody"][0])).to_be_visible()
    expect(visit.page.get_by_text(WORDS["nobody"][1][1])).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content"), [("holiday.mp4", b"not a video at all" * 100), ("empty.mov", b"")], ids=["no video", "empty"]
)
def test_a_broken_file_says_one_sentence_and_the_next_one_works(visit, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    visit.upload(path)
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text(name, timeout=ANALYSIS_MS)
    visit.at_rest()
    expect(alert).to_have_count(1)
    sentence = alert.locator("p").inner_text()
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in visit.page.locator("body").inner_text()
    visit.take_sample("Hands on knees")
    expect(visit.page.locator(".fc-hero")).to_contain_text("2 squats")
