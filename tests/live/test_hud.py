import time
from dataclasses import replace

import numpy as np
import pytest
from kiosk_visits import seen

from formcheck.drawing.scene import ACCENT, GOOD, PAPER, STATUS, Banner, Scene
from formcheck.drawing.shapes import Text
from formcheck.i18n import use_locale
from formcheck.live.cues import Cue
from formcheck.live.hud import AROUND, Hud, draw_hud
from formcheck.live.onscreen import overlay
from formcheck.live.silhouette import outline
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Pose

GREY = 128
SIZES = [(640, 480), (480, 640), (1280, 720), (540, 960), (160, 120), (64, 64)]
NOTHING = Scene.of_nobody()


def drawn(size_wh=(640, 480), **parts):
    width, height = size_wh
    return draw_hud(np.full((height, width, 3), GREY, np.uint8), Hud(scene=NOTHING, **parts))


def changed(image):
    return (image != GREY).any(axis=-1)


def rows(image):
    return np.flatnonzero(changed(image).any(axis=1))


def columns(image):
    return np.flatnonzero(changed(image).any(axis=0))


def count(image, rgb):
    return int((image == rgb).all(axis=-1).sum())


def test_nothing_to_show_leaves_the_picture_alone():
    assert not changed(drawn()).any()


@pytest.mark.parametrize("shape", [(9, 9), (9, 9, 4)])
def test_refuses_what_is_no_rgb_picture(shape):
    with pytest.raises(ValueError, match="expected"):
        draw_hud(np.zeros(shape, np.uint8), Hud(scene=NOTHING))


@pytest.mark.parametrize("size_wh", SIZES)
@pytest.mark.parametrize("verdict", STATUS)
def test_everything_at_once_at_any_size(size_wh, verdict):
    image = drawn(
        size_wh,
        reps=12,
        depth=0.8,
        phase="bottom",
        cue=Banner(verdict, "A long cue that has to be broken into several lines to fit"),
        hint="Step back until we see your head and feet.",
        outline=outline(size_wh),
        steady=0.5,
    )
    assert image.shape == (size_wh[1], size_wh[0], 3)
    assert count(image, STATUS[verdict]) > 0.02 * size_wh[0] * size_wh[1]


@pytest.mark.parametrize("size_wh", SIZES[:4])
def test_words_stay_inside_and_are_big(size_wh):
    for part in (
        {"hint": "Turn your side to the camera."},
        {"cue": Banner("watch", "Go a little lower if it feels fine.")},
    ):
        image = drawn(size_wh, **part)
        for lines, length in ((columns(image), size_wh[0]), (rows(image), size_wh[1])):
            assert 0 < lines[0] < lines[-1] < length - 1
        assert len(rows(image)) >= 0.05 * min(size_wh) * 1.6


def test_hint_above_and_cue_below():
    assert rows(drawn(hint="Stand up straight and still."))[-1] < 160
    assert rows(drawn(cue=Banner("good", "Good. Full depth.")))[0] > 320


def test_the_gauge_fills_downwards():
    fills = [int((drawn(depth=depth) == ACCENT).all(axis=-1).sum()) for depth in (0.2, 0.4, 0.6)]
    assert fills == sorted(fills)
    assert fills[0] < fills[1] < fills[2]
    deep = drawn(depth=1.0)
    assert count(deep, ACCENT) == 0
    assert count(deep, GOOD) > fills[2]


def test_counter_and_phase():
    looks = {
        drawn(reps=reps, phase=phase).tobytes()
        for reps in (0, 1, 2)
        for phase in (None, "standing", "descent", "bottom", "ascent")
    }
    assert len(looks) == 15


def test_the_outline_lights_the_person_and_turns_green_with_steadiness():
    image = drawn(outline=outline((640, 480)))
    assert (image[160, 300:340] == GREY).all(axis=-1).any(), "the trunk"
    assert (image[:, :40] == round(GREY * AROUND)).all()
    assert count(image, PAPER) > 200 > count(image, GOOD)
    steady = drawn(outline=outline((640, 480)), steady=0.3)
    assert count(steady, GOOD) > 200


def test_steadiness_is_a_bar_that_grows():
    widths = [count(drawn(hint="Stand up straight and still.", steady=share), GOOD) for share in (0.1, 0.5, 1.0)]
    assert widths[0] < widths[1] < widths[2]


def test_words_follow_the_language():
    assert (drawn(reps=1, phase="bottom", depth=0.5) == drawn(reps=1, phase="bottom", depth=0.5)).all()
    with use_locale("zh"):
        chinese = drawn(hint="站直别动。", cue=Banner("good", "很好。又深又稳。"))
    assert changed(chinese).any()


def test_drawing_is_quick():
    """A picture has 33 ms; most of it belongs to the pose model."""
    points = np.random.default_rng(1).uniform(100, 380, (lm.COUNT, 2))
    angles = {"knee": 110.0, "hip": 100.0, "trunk": 40.0, "tibia": 30.0}
    scene = replace(NOTHING, landmarks_px=points, visibility=np.ones(lm.COUNT), angles=angles)
    hud = Hud(
        scene=scene,
        reps=3,
        depth=0.9,
        phase="bottom",
        cue=Banner("fault", "Keep your back straight."),
        hint="Step back.",
    )
    image = np.full((480, 640, 3), GREY, np.uint8)
    spent = []
    for _ in range(20):
        begin = time.thread_time()
        draw_hud(image.copy(), hud)
        spent.append(time.thread_time() - begin)
    assert min(spent) < 0.006


@pytest.mark.parametrize(("hint", "says"), [("nobody", "hint"), ("ready", "cue")])
def test_one_message_at_a_time_lies_on_the_picture(hint, says):
    pose = Pose(1.0, np.zeros((lm.COUNT, 2)), np.zeros((lm.COUNT, 3)), np.zeros(lm.COUNT), np.zeros((2, 25)))
    snap = replace(seen(hint, cue=Cue("Keep your heels down.", "watch", 1, 0.5)), t_s=1.0)
    shapes = overlay((640, 480), pose, snap, "left", mirrored=False, outlined=False)
    said = " ".join(shape.words for shape in shapes if isinstance(shape, Text))
    cue, hinted = "heels" in said, hint in said
    assert (cue, hinted) == (says == "cue", says == "hint")
