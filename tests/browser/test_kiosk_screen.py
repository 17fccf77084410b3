"""The kiosk alone with a visitor: it starts, counts, shows the result and waits again, without a hand on it."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import free_port, served
from visitor_clip import write_visit

from formcheck.wording.names import depth_name

VISIT_MS = 300_000  # a clip is played as slowly as the machine needs; 40 s on two idle cores
SCREEN = "body > .fck"


def kiosk(camera: Path, port: int, log: Path):
    command = [sys.executable, "-m", "formcheck", "app", "--kiosk", "--camera", str(camera)]
    return served([*command, "--port", str(port), "--result-seconds", "8"], port, log)


@pytest.fixture(scope="module")
def visit_clip(tmp_path_factory):
    return write_visit(tmp_path_factory.mktemp("visit") / "visit.mp4", gone_s=12.0)


@pytest.fixture(scope="module")
def kiosk_url(visit_clip, tmp_path_factory):
    with kiosk(visit_clip, free_port(), tmp_path_factory.mktemp("kiosk") / "log.txt") as url:
        yield url


@pytest.fixture
def screen(kiosk_url, open_page):
    page = open_page(url=kiosk_url, width=1920, height=1080)
    page.wait_for_selector(SCREEN)
    return page


def wait_for(page: Page, name: str):
    page.wait_for_function("name => formcheckKiosk.view.screen === name", arg=name, timeout=VISIT_MS)


def test_a_visit_by_itself(screen):
    wait_for(screen, "attract")
    screen.evaluate(
        """() => {
          window.went = [];
          const note = () => {
            const { screen, count } = formcheckKiosk.view, now = `${screen} ${count.done}`;
            if (went.at(-1) !== now) went.push(now);
          };
          setInterval(note, 20);
        }"""
    )
    wait_for(screen, "countdown")
    expect(screen.locator(".fck-number")).to_have_text("3")
    wait_for(screen, "squatting")
    expect(screen.locator(SCREEN)).to_contain_text("/ 3")
    wait_for(screen, "result")
    assert screen.evaluate("document.querySelector('.fck figure > img').naturalWidth") == 640
    expect(screen.locator(".fck-code svg")).to_be_visible()
    expect(screen.get_by_text("Went well")).to_be_visible()
    expect(screen.get_by_text(depth_name("floor")).first).to_be_visible()
    wait_for(screen, "attract")
    went = screen.evaluate("went")
    assert [step for step in went if step[-1] != "0" or step.split()[0] in ("countdown", "squatting")] == [
        "countdown 0",
        "squatting 0",
        "squatting 1",
        "squatting 2",
        "result 3",
    ]
    assert screen.evaluate("document.querySelector('.fck figure > img').getAttribute('src')") is None
    assert screen.evaluate("document.querySelector('.fck-code').innerHTML") == ""


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (1080, 1920), (720, 1280)])
def test_all_words_of_the_invitation_are_on_the_screen(kiosk_url, open_page, width, height):
    """With the name and logo of a studio; the last line says who should not start."""
    page = open_page(url=kiosk_url, width=width, height=height)
    page.wait_for_selector(SCREEN)
    wait_for(page, "attract")
    cut_off = page.evaluate(
        """() => {
          const head = document.querySelector('.fck-on-attract .fck-studio');
          head.querySelector('b').textContent = 'Moving House';
          head.querySelector('span').textContent = '12 Mill Lane, Oldtown';
          const logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
          head.querySelector('img').src = 'data:image/svg+xml,' + logo;
          const words = [...document.querySelectorAll('.fck-on-attract :is(h1, p, li, b)')];
          return words.filter((one) => one.textContent).filter((one) => {
            const box = one.getBoundingClientRect();
            return box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
          }).map((one) => one.textContent);
        }"""
    )
    assert cut_off == []
    assert page.get_by_text("Only if you feel well today").is_visible()


def test_the_mirror_moves(screen):
    picture = "() => document.querySelector('.fck-live').toDataURL('image/jpeg', 0.5)"
    screen.wait_for_function("() => document.querySelector('.fck').classList.contains('fck-sees')", timeout=VISIT_MS)
    before = screen.evaluate(picture)
    screen.wait_for_function(f"before => ({picture})() !== before", arg=before)


def test_nothing_but_the_kiosk_shows(screen):
    for place in ((5, 5), (1915, 5), (960, 540), (5, 1075), (1915, 1075)):
        assert screen.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.fck'))", list(place))
    assert screen.evaluate("getComputedStyle(document.elementFromPoint(960, 540)).cursor") == "none"
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight")


def hold_the_corner(page: Page):
    page.mouse.move(20, 20)
    page.mouse.down()
    page.wait_for_timeout(2200)
    page.mouse.up()


@pytest.mark.parametrize("ask", [lambda page: page.keyboard.press("s"), hold_the_corner], ids=["key", "corner"])
def test_the_trainer_finds_the_choices(screen, ask):
    expect(screen.get_by_role("dialog")).to_be_hidden()
    ask(screen)
    dialog = screen.get_by_role("dialog")
    expect(dialog).to_be_visible()
    new, typed = dialog.get_by_label("New PIN (4 to 12 digits)"), dialog.get_by_label("PIN", exact=True)
    new.or_(typed).first.wait_for()
    if new.is_visible():  # the first to open it chooses one
        new.fill("2718")
        dialog.get_by_label("The same PIN again").fill("2718")
        dialog.get_by_role("button", name="Keep this PIN").click()
    else:
        typed.fill("2718")
        dialog.get_by_role("button", name="Open", exact=True).click()
    expect(dialog.get_by_text("Hip hinge")).to_be_visible()
    box = dialog.bounding_box()
    middle = [box["x"] + box["width"] / 2, box["y"] + 30]
    assert screen.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('[role=dialog]'))", middle)
    assert screen.evaluate("getComputedStyle(document.documentElement).cursor") != "none"
    dialog.get_by_role("button", name="Close", exact=True).last.click()
    expect(dialog).to_be_hidden()
    screen.wait_for_function("!document.querySelector('.fck').classList.contains('fck-under')")


def test_a_short_press_opens_nothing(screen):
    screen.mouse.move(20, 20)
    screen.mouse.down()
    screen.wait_for_timeout(600)
    screen.mouse.up()
    screen.wait_for_timeout(1800)
    expect(screen.get_by_role("dialog")).to_be_hidden()


def test_the_screen_outlives_its_server(visit_clip, tmp_path, open_page):
    port = free_port()
    with kiosk(visit_clip, port, tmp_path / "first.txt") as url:
        page = open_page(url=url, width=1080, height=1920)
        page.wait_for_selector(SCREEN)
        page.wait_for_function("formcheckKiosk.boot")
        page.evaluate("window.before = true")
    wait_for(page, "trouble")
    expect(page.get_by_role("heading", name="Back in a moment")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    with kiosk(visit_clip, port, tmp_path / "second.txt"):
        page.wait_for_function("!window.before && window.formcheckKiosk?.boot", timeout=60_000)
        page.wait_for_function("formcheckKiosk.view.screen !== 'trouble'", timeout=60_000)
