"""The player in a real browser: every picture is the right one, and what is drawn is what was measured."""

import base64
from dataclasses import replace

import cv2
import numpy as np
import pytest
from coded_film import WH, figure, uneven_s, write_page
from player_page import SLOW_MS, Player
from playwright.sync_api import expect

from formcheck.drawing.draw import paint, shapes_of
from formcheck.drawing.scenes import Scenes
from formcheck.drawing.shapes import Dots
from formcheck.motion import landmarks as lm


@pytest.fixture(scope="module")
def times_s():
    return uneven_s(float(figure().track.t_s[-1]))


@pytest.fixture(scope="module")
def opened(plain_browser, tmp_path_factory, times_s):
    context = plain_browser.new_context(viewport={"width": 700, "height": 1100}, reduced_motion="reduce")
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(write_page(tmp_path_factory.mktemp("player"), times_s).as_uri())
    page.locator(".stage").wait_for(timeout=SLOW_MS)
    yield Player(page), asked
    context.close()


@pytest.fixture
def player(opened):
    found = opened[0]
    found.ask("player.pair && player.toggleBeside()")
    found.ask("player.looped && player.toggleLoop()")
    found.ask("player.setSpeed(1)")
    found.ask("Object.keys(player.clip.data.layers).forEach((one) => player.setLayer(one, one !== 'details'))")
    found.ask("player.goTo(0)")
    found.settled()
    return found


def test_nothing_is_loaded_and_nothing_plays_unasked(opened):
    player, asked = opened
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert player.left.evaluate("video => video.paused")


def test_every_step_shows_the_next_picture_at_an_uneven_rate(player, times_s):
    assert player.frame() == 0
    for number in range(1, 14):
        player.ask("player.step(1)")
        assert player.frame() == number
        assert player.ask("player.stage.t_s") == pytest.approx(times_s[number], abs=1e-4)
    player.ask("player.step(-1)")
    assert player.frame() == 12


def test_quick_steps_are_all_made(player):
    for _ in range(5):
        player.ask("player.step(1)")
    assert player.frame() == 5


@pytest.mark.parametrize(("key", "frame"), [(".", 41), (",", 39), ("ArrowRight", 41), ("ArrowLeft", 39), ("Home", 0)])
def test_keys_step_where_the_focus_is_in_the_player(player, times_s, key, frame):
    assert player.still(times_s[40] + 1e-3) == 40
    player.view.focus()
    player.page.keyboard.press(key)
    assert player.frame() == frame


def test_keys_elsewhere_are_left_to_the_page(player):
    player.page.evaluate("document.activeElement.blur()")
    player.page.keyboard.press(".")
    assert player.frame() == 0


def test_the_last_picture_can_be_reached(player, times_s):
    player.view.focus()
    player.page.keyboard.press("End")
    assert player.frame() == len(times_s) - 1
    player.page.keyboard.press(".")
    assert player.frame() == len(times_s) - 1


def test_the_speed_goes_from_a_tenth_to_double_with_a_fine_slow_end(player):
    speeds = []
    player.view.focus()
    for _ in range(12):
        player.page.keyboard.press("<")
        speeds.append(player.left.evaluate("video => video.playbackRate"))
    assert speeds[-1] == pytest.approx(0.1)
    assert sum(speed <= 0.5 for speed in set(speeds)) >= 7
    slider = player.place.get_by_label("Speed")
    slider.fill("13")
    assert player.left.evaluate("video => video.playbackRate") == 2
    expect(slider).to_have_attribute("aria-valuetext", "2×")


def test_a_repetition_repeats(player):
    rep = figure().report.reps[1]
    player.ask(f"player.goTo({rep.end_s - 0.4})")
    player.settled()
    player.button("Repeat this one").click()
    expect(player.button("Repeat this one")).to_have_attribute("aria-pressed", "true")
    player.left.evaluate(
        """video => { video.met = []; const note = () => { video.met.push(video.currentTime);
          if (video.met.length < 400) requestAnimationFrame(note); }; note(); }"""
    )
    player.ask("player.play()")
    player.page.wait_for_function(
        "([video, from, to]) => video.met.some((t) => t > to - 0.2) && video.met.at(-1) < (from + to) / 2",
        arg=[player.left.element_handle(), rep.start_s, rep.end_s],
    )
    player.ask("player.pause()")
    met = player.left.evaluate("video => video.met")
    assert min(met) > rep.start_s - 0.1
    assert max(met) < rep.end_s + 0.5  # a slow machine shows few pictures


def test_key_positions_are_buttons(player):
    rep = figure().report.reps[0]
    player.still(rep.start_s + 0.2)
    player.button("Lowest point").click()
    player.settled()
    assert player.ask("player.stage.t_s") == pytest.approx(rep.bottom_s, abs=0.07)
    player.button("End").click()
    player.settled()
    assert player.ask("player.stage.t_s") == pytest.approx(rep.end_s, abs=0.07)


def test_the_strip_and_a_finger_scrub(player):
    box = player.page.locator(".strip").bounding_box()
    player.page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + 10)
    player.settled()
    before = player.ask("player.stage.t_s")
    assert before == pytest.approx(0.3 * player.ask("player.clip.data.end_s"), abs=0.1)
    view = player.view.bounding_box()
    mouse = player.page.mouse
    mouse.move(view["x"] + 100, view["y"] + 200)
    mouse.down()
    mouse.move(view["x"] + 160, view["y"] + 200, steps=4)
    mouse.up()
    player.settled()
    assert player.ask("player.stage.t_s") > before + 0.1
    assert player.left.evaluate("video => video.paused")


def test_two_repetitions_stand_at_their_lowest_points_and_move_together(player, times_s):
    first, second = figure().report.reps
    player.still(first.start_s + 0.3)
    player.button("Side by side").click()
    player.videos.nth(1).wait_for()
    bottoms = [int(np.searchsorted(times_s, rep.bottom_s + 1e-4, side="right")) - 1 for rep in (first, second)]
    assert [player.frame(0), player.frame(1)] == bottoms
    player.button("Right one frame later").click()
    assert [player.frame(0), player.frame(1)] == [bottoms[0], bottoms[1] + 1]
    player.button("Right one frame earlier").click()
    player.button("Right one frame earlier").click()
    assert [player.frame(0), player.frame(1)] == [bottoms[0], bottoms[1] - 1]
    player.button("Right one frame later").click()
    for _ in range(6):
        player.ask("player.step(1)")
    player.frame(0)
    moved = [times_s[player.frame(side)] - times_s[bottoms[side]] for side in (0, 1)]
    assert moved[0] > 0.1
    assert moved[1] == pytest.approx(moved[0], abs=1 / 25)  # half of the longest gap between two pictures


def test_two_repetitions_stay_together_while_they_play(player):
    first, second = figure().report.reps
    player.still(first.start_s + 0.3)
    player.button("Side by side").click()
    player.frame(1)
    player.ask("player.setSpeed(0.5)")
    player.ask("player.play()")
    player.page.wait_for_timeout(1500)
    apart = player.ask("player.pair.stage.video.currentTime - player.stage.video.currentTime")
    player.ask("player.pause()")
    assert player.ask("player.stage.video.currentTime") > first.bottom_s + 0.1
    assert apart == pytest.approx(second.bottom_s - first.bottom_s, abs=0.25)
    player.settled()
    moved = player.ask("[player.stage.t_s, player.pair.stage.t_s]")
    assert moved[1] - moved[0] == pytest.approx(second.bottom_s - first.bottom_s, abs=1 / 15)


def test_all_numbers_are_for_who_asks_for_them(player):
    table = player.page.locator(".readout")
    expect(table).to_be_hidden()
    player.page.locator("summary").click()
    player.place.get_by_label("All numbers").check()
    expect(table).to_be_visible()
    rep = figure().report.reps[0]
    player.still(rep.bottom_s + 1e-3)
    knee = float(table.get_by_role("row").filter(has_text="Knee bend").locator("td").first.inner_text().rstrip("°"))
    assert knee == pytest.approx(rep.peak.knee_flexion_deg, abs=1.5)
    player.place.get_by_label("All numbers").uncheck()
    expect(table).to_be_hidden()


def test_the_full_screen_can_be_filled_and_left(player):
    player.button("Full screen").click()
    player.page.wait_for_function("document.fullscreenElement?.matches('.player')")
    player.button("Leave full screen").click()
    player.page.wait_for_function("!document.fullscreenElement")


def shot(player, layers):
    """The drawing alone, on grey, at the picture's own size."""
    player.ask(f"Object.keys(player.clip.data.layers).forEach((one) => player.setLayer(one, {layers}.includes(one)))")
    data = player.place.evaluate(
        """(element, [width, height]) => {
          const canvas = Object.assign(document.createElement("canvas"), {width, height});
          const pen = canvas.getContext("2d");
          pen.fillStyle = "rgb(128, 128, 128)";
          pen.fillRect(0, 0, width, height);
          const {painter, t_s, layers} = element.player.stage;
          painter.onto(pen, width, height, t_s, layers);
          return canvas.toDataURL().split(",")[1];
        }""",
        list(WH),
    )
    return cv2.cvtColor(
        cv2.imdecode(np.frombuffer(base64.b64decode(data), np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB
    )


def test_the_joints_are_drawn_where_the_landmarks_of_the_report_are(player):
    track, scenes = figure().seen_track, Scenes(figure())
    for rep in figure().report.reps:
        player.still(rep.bottom_s + 1e-3)
        for _ in range(4):
            player.ask("player.step(1)")
            player.frame()
            t_s = player.ask("player.stage.t_s")
            image = shot(player, ["skeleton"])
            for part in ("shoulder", "hip", "knee", "ankle"):
                joint = lm.at(part, scenes.at(0).near)
                x, y = (np.interp(t_s, track.t_s, track.image_px[:, joint, axis]) for axis in (0, 1))
                assert np.hypot(*(drawn_joint(image, x, y) - (x, y))) < 3
    player.ask(
        "Object.keys(player.clip.data.layers).forEach((layer) => layer !== 'details' && player.layers.add(layer))"
    )


def drawn_joint(image, x, y, search=6, reach=4):
    """The middle of the dot near a place: where the brush would paint the same pattern."""
    (dots,) = (s for s in shapes_of(Scenes(figure()).at(0), WH) if isinstance(s, Dots) and s.layer == "skeleton")
    pattern = np.full((2 * reach + 1, 2 * reach + 1, 3), 128, np.uint8)
    paint(pattern, [replace(dots, centres=np.array([[reach, reach]], float))])
    x0, y0 = round(float(x)) - search - reach, round(float(y)) - search - reach
    wide = 2 * (search + reach) + 1
    match = cv2.matchTemplate(image[y0 : y0 + wide, x0 : x0 + wide], pattern, cv2.TM_CCOEFF_NORMED)
    _, _, _, (left, top) = cv2.minMaxLoc(match)
    return np.array([x0 + left + reach, y0 + top + reach])


def test_a_saved_picture_is_the_film_s_with_the_drawing_on_it(player, tmp_path):
    player.still(figure().report.reps[0].bottom_s)
    with player.page.expect_download() as download:
        player.button("Save picture").click()
    download.value.save_as(tmp_path / "saved.png")
    image = cv2.imread(str(tmp_path / "saved.png"))
    assert image.shape == (WH[1], WH[0], 3)
    assert download.value.suggested_filename.endswith("s.png")
    assert (np.abs(image.astype(int) - 90) > 30).any(axis=-1).mean() > 0.02


def test_what_hides_a_face_is_in_a_saved_picture_and_not_in_the_player(player, tmp_path):
    player.still(figure().report.reps[0].bottom_s)
    with player.page.expect_download() as download:
        player.button("Save picture").click()
    download.value.save_as(tmp_path / "saved.png")
    covered = cv2.imread(str(tmp_path / "saved.png"))[:4, 70:170].astype(int)
    squares = {number >> bit & 1 for number in [player.frame()] for bit in (3, 4, 5, 6)}
    assert squares == {0, 1}  # the player shows them sharp
    assert np.abs(np.diff(covered, axis=1)).max() < 30
    assert covered.max() - covered.min() < 200


def test_two_clips_are_tied_at_the_lowest_point_of_each(plain_browser, tmp_path, times_s):
    even_s = np.arange(0, times_s[-1], 1 / 25)
    page = plain_browser.new_page(reduced_motion="reduce")
    page.goto(write_page(tmp_path, times_s, even_s).as_uri())
    page.locator(".stage").wait_for(timeout=SLOW_MS)
    player = Player(page)
    player.button("Side by side").click()
    player.videos.nth(1).wait_for()
    bottom_s = figure().report.reps[0].bottom_s + 1e-4
    bottoms = [int(np.searchsorted(t_s, bottom_s, side="right")) - 1 for t_s in (times_s, even_s)]
    assert [player.frame(0), player.frame(1)] == bottoms
    player.button("Right one frame later").click()
    assert [player.frame(0), player.frame(1)] == [bottoms[0], bottoms[1] + 1]
    page.close()
