"""Pictures of every page for docs/screens: ``make screens`` (some minutes).

Alone: check, studio, checkup, review, live or kiosk.
Each page as on a desk, in the dark and on a phone; the kiosk on a wide and on a tall screen.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
from check_page import CheckPage
from chromium import launched, write_y4m
from pages import WAIT_MS, browser_page, ready_to_move, settled
from playwright.sync_api import Browser, FloatRect, Locator, Page, Playwright, expect, sync_playwright
from serving import app_command, free_port, kiosk_command, served
from visitor_clip import write_visit

from formcheck.advice.visit import steps

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_videos"
FOLDER = ROOT / "docs" / "screens"
CLIPS = ROOT / "tests" / "clips"
#: One person's, in the order of the takes.
CHECK_UP = {
    "pick_up": ("pick_up_stoop_nils", "pick_up_other_hand_at_the_hip_nils"),
    "get_up": ("get_up_all_fours_and_no_hand_on_the_knee_nils",),
    "floor_sit": ("floor_sit_holding_a_post_30_degrees_off_nils",),
    "sit_to_stand": ("sit_to_stand_five_times_hands_on_the_knees_nils",),
}
PICTURED = "floor_sit"
LOOKS = {
    "desktop": {"width": 1280, "height": 800, "dark": False},
    "dark": {"width": 1280, "height": 800, "dark": True},
    "phone": {"width": 390, "height": 844, "dark": False},
}
SCREENS = {"wide": (1280, 720), "tall": (720, 1280)}
TO_THE_TOP = """place => {
  const main = document.querySelector(".stMain"), menu = document.querySelector("header").getBoundingClientRect();
  main.scrollBy({top: place.getBoundingClientRect().top - menu.bottom - 8, behavior: "instant"});
}"""
STUDIO = "Moving House"  # made up
MOST_BYTES = 150_000
ROOM_PX = 20
SETTLE_MS = 1200  # for what moves by itself: a menu that slides, a chart that is drawn


def shoot(page: Page, name: str, *places: Locator) -> None:
    """What the window shows, or these places in it, as a JPEG as good as fits."""
    part = around(places) if places else None
    for quality in (88, 75, 60, 45, 30):
        picture = page.screenshot(type="jpeg", quality=quality, animations="disabled", clip=part)
        if len(picture) <= MOST_BYTES:
            break
    (FOLDER / f"{name}.jpg").write_bytes(picture)
    sys.stdout.write(f"{name}.jpg {len(picture) // 1000} kB\n")


def around(places: Sequence[Locator]) -> FloatRect:
    """The part of the window that holds these places, with a little room."""
    boxes = [box for place in places if (box := place.bounding_box())]
    left, top = (min(box[side] for box in boxes) - ROOM_PX for side in ("x", "y"))
    right = max(box["x"] + box["width"] for box in boxes) + ROOM_PX
    bottom = max(box["y"] + box["height"] for box in boxes) + ROOM_PX
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def in_every_look(visit: CheckPage, name: str, top: Locator | None = None) -> None:
    """A page as on a desk, in the dark and on a phone, from the top or from a place further down."""
    for look, window in LOOKS.items():
        visit.look(**window)
        visit.page.wait_for_timeout(SETTLE_MS)
        if top is None:
            visit.page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
        else:
            top.evaluate(TO_THE_TOP)
        visit.page.mouse.move(0, 0)  # nothing is pointed at
        visit.page.wait_for_timeout(SETTLE_MS)
        shoot(visit.page, f"{name}-{look}")
    visit.look(**LOOKS["desktop"])


def go(visit: CheckPage, name: str) -> None:
    visit.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    expect(visit.page.locator(".stMain h1").first).to_contain_text(name)
    visit.at_rest()


def check_pages(visit: CheckPage) -> None:
    """The Check page from its start to what follows from a result, and a clip that shows too little."""
    page = visit.page
    visit.start()
    in_every_look(visit, "check-start")
    visit.take_sample("Hands on knees")
    in_every_look(visit, "check-result")
    page.get_by_role("toolbar").get_by_role("button", name="Rep 1").click()
    page.get_by_role("toolbar").get_by_role("button", name="Lowest point").click()
    in_every_look(visit, "check-watch", page.get_by_role("heading", name="Watch your video"))
    in_every_look(visit, "check-reps", page.get_by_role("heading", name="Each repetition"))
    go(visit, "Before you start")
    in_every_look(visit, "before")
    ready_to_move(page)
    go(visit, "Next steps")
    in_every_look(visit, "next-steps")
    in_every_look(visit, "next-steps-drills", page.get_by_role("heading", name="What helps"))
    go(visit, "Progress")
    in_every_look(visit, "progress")
    go(visit, "Settings")
    in_every_look(visit, "settings")
    visit.start()
    page.get_by_text("More samples").click()
    visit.button("Floor squat from the front").click()
    visit.result()
    in_every_look(visit, "trouble", page.locator(".st-key-card-trouble"))


def studio(visit: CheckPage, folder: Path) -> None:
    """A manager's page, filled in and saved, and a class that is being edited."""
    page = visit.page
    visit.look(**LOOKS["desktop"])
    page.goto(visit.url + "/studio")
    settled(page)
    enter(visit, "Name of the studio", STUDIO)
    enter(visit, "Address", "12 Mill Lane")
    page.locator(".st-key-studio-logo input[type=file]").set_input_files(logo(folder / "logo.png"))
    page.get_by_text("Show the logo").wait_for()
    visit.button("Save").click()
    page.get_by_text("The app and the kiosk show it from now on").wait_for()
    in_every_look(visit, "studio")
    page.locator(".st-key-class-2 summary").click()
    in_every_look(visit, "studio-class", page.get_by_role("heading", name="Classes"))


def logo(path: Path) -> Path:
    """A made-up studio's logo: a person's arms raised to a V on its colour."""
    picture = np.full((120, 120, 3), (118, 82, 0), np.uint8)
    cv2.circle(picture, (60, 34), 14, (255, 255, 255), -1, cv2.LINE_AA)
    strokes = [((24, 30), (60, 64), (96, 30)), ((60, 60), (60, 84)), ((40, 106), (60, 84), (80, 106))]
    cv2.polylines(picture, [np.array(one) for one in strokes], False, (255, 255, 255), 10, cv2.LINE_AA)
    cv2.imwrite(str(path), picture)
    return path


def review(visit: CheckPage, folder: Path) -> None:
    """A trainer's list, and a clip under review with something decided and noted."""
    page = visit.page
    subprocess.run(
        [sys.executable, "-m", "formcheck", "batch", str(class_list(folder)), "--out", str(folder / "results")],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    page.goto(visit.url + "/review")
    settled(page)
    enter(visit, "Your name", "Kim")
    enter(visit, "Class", "Tuesday")
    enter(visit, "Folder with the results of formcheck batch", str(folder / "results"))
    visit.button("Add its clips").click()
    visit.button("Start with the first one").wait_for()
    visit.at_rest()
    in_every_look(visit, "review-list")
    visit.button("Start with the first one").click()
    page.locator(".player").wait_for(timeout=WAIT_MS)
    visit.at_rest()
    page.locator(".st-key-decide-agree").get_by_role("button").click()
    page.get_by_text("Finding 2 of").wait_for()
    visit.at_rest()
    in_every_look(visit, "review", page.get_by_text("State", exact=True))
    speak(visit)


def speak(visit: CheckPage) -> None:
    """A note that was spoken."""
    page = visit.page
    note = page.get_by_role("button", name="Note at this moment")
    note.click()
    page.get_by_label(re.compile("Note at .* s")).fill("Look ahead")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_timeout(3 * SETTLE_MS)
    page.get_by_role("button", name="Stop recording").click()
    page.get_by_role("button", name="Clear recording").wait_for()
    page.get_by_role("button", name="Save note").click()
    page.locator("audio").wait_for()
    note.evaluate(TO_THE_TOP)
    page.mouse.move(0, 0)
    page.wait_for_timeout(SETTLE_MS)
    shoot(page, "review-voice", note, page.locator('[class*="st-key-noted-"]'))


def enter(visit: CheckPage, label: str, words: str) -> None:
    visit.page.get_by_label(label, exact=True).locator("visible=true").first.fill(words)
    visit.page.keyboard.press("Enter")
    visit.at_rest()


def class_list(folder: Path) -> Path:
    """Three clips of a class."""
    names = ("hands_on_knees_side", "rounded_stoop_side", "floor_squat_side")
    (folder / "class.txt").write_text("\n".join(str(SAMPLES / f"{name}.mp4") for name in names))
    return folder / "class.txt"


def check_up(visit: CheckPage) -> None:
    """The check-up: its start, a test, and its result."""
    page = visit.page
    visit.look(**LOOKS["desktop"])
    page.goto(visit.url + "/checkup")
    settled(page)
    in_every_look(visit, "checkup-start")
    visit.button("Start the check-up").click()
    for step in steps():
        for clip, _ in zip(CHECK_UP[step.name], step.visit.takes, strict=True):
            page.get_by_role("heading", name=step.visit.title).wait_for()
            if step.name == PICTURED:
                visit.at_rest()
                in_every_look(visit, "checkup-test")
            page.locator(".st-key-checkup-upload input").set_input_files(CLIPS / f"{clip}.mp4")
            visit.button("Film again").wait_for(timeout=WAIT_MS)
            visit.button("See your result").or_(visit.button("Next")).click()
    visit.button("Start a new check-up").wait_for(timeout=WAIT_MS)
    visit.at_rest()
    in_every_look(visit, "checkup-result")


def live_page(browser: Browser, url: str) -> None:
    """The camera's page: the questions, ready, and counting."""
    with browser_page(browser, url + "/live", camera=True) as page:
        visit = CheckPage(page, url)
        settled(page)
        in_every_look(visit, "live-questions")
        ready_to_move(page)
        in_every_look(visit, "live-before")
        page.get_by_role("button", name="Start the camera").click()
        for look, window in LOOKS.items():
            page.set_viewport_size({"width": window["width"], "height": window["height"]})
            page.emulate_media(color_scheme="dark" if window["dark"] else "light")
            count = page.locator(".fc-count b")
            expect(count).to_have_text(re.compile("[1-9]"), timeout=WAIT_MS)
            page.wait_for_timeout(SETTLE_MS)
            expect(page.locator('.stMain [data-stale="true"]')).to_have_count(0)
            shoot(page, f"live-counting-{look}")


def kiosk_screen(playwright: Playwright, folder: Path) -> None:
    """The studio's screen: waiting, counting down, counting, with a result."""
    camera, port = write_visit(folder / "visit.mp4", gone_s=12.0), free_port()
    with ExitStack() as stack:
        url = stack.enter_context(served(kiosk_command(port, camera), port, folder / "kiosk.txt"))
        page = stack.enter_context(browser_page(stack.enter_context(launched(playwright)), url))
        page.wait_for_function("window.formcheckKiosk?.view", timeout=WAIT_MS)
        for screen in ("attract", "countdown", "squatting", "result"):
            for shape, (width, height) in SCREENS.items():
                page.set_viewport_size({"width": width, "height": height})
                still = False
                while not still:  # the screen may have moved on meanwhile; the visitor comes again
                    page.wait_for_function("name => formcheckKiosk.view.screen === name", arg=screen)
                    page.wait_for_timeout(200 if screen == "countdown" else SETTLE_MS)
                    still = page.evaluate("formcheckKiosk.view.screen") == screen
                shoot(page, f"kiosk-{screen}-{shape}")


def main(*wanted: str) -> None:
    """All of it, or what is named: check, checkup, review, live, studio, kiosk.

    The studio comes late: its logo shows on every page from then on, and on the kiosk.
    """
    FOLDER.mkdir(exist_ok=True)
    todo = wanted or ("check", "checkup", "review", "live", "studio", "kiosk")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, ExitStack() as stack:
        folder, port = Path(name), free_port()
        url = stack.enter_context(served(app_command(port), port, folder / "app.txt"))
        for pages, pictures in (("check", check_pages), ("checkup", check_up)):
            if pages in todo:
                with launched(playwright) as browser, browser_page(browser, url) as page:
                    pictures(CheckPage(page, url))
        if "review" in todo:
            with launched(playwright, microphone=True) as browser, browser_page(browser, url, microphone=True) as page:
                review(CheckPage(page, url), folder)
        if "live" in todo:
            y4m = write_y4m([SAMPLES / "hands_on_knees_side.mp4"], folder / "camera.y4m")
            with launched(playwright, y4m) as browser:
                live_page(browser, url)
        if "studio" in todo:
            with launched(playwright) as browser, browser_page(browser, url) as page:
                studio(CheckPage(page, url), folder)
        if "kiosk" in todo:
            kiosk_screen(playwright, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
