from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np
import pytest
from figures import STAND, Motion, Shot, floor_squat
from figures.camera import Hidden
from figures.stream import filmed, hints, poses

from formcheck.i18n import LANGUAGES, gettext, use_locale
from formcheck.live.framing import READY_S, SIZE_OF_STATURE, WORDS, Framer, nobody
from formcheck.live.silhouette import outline_height_px
from formcheck.motion.features import size_px
from formcheck.motion.track import Pose

STILL = Shot(motion=Motion(((0.0, STAND), (2.5, STAND))))
BENT = replace(STAND, knee_deg=90, tibia_deg=30, trunk_deg=30)
WIDE = (640, 480)


def last(shot):
    return hints(poses(shot.film.track), shot.size_wh)[-1]


@pytest.mark.parametrize("body_yaw_deg", [0, 180, 15, 170])
@pytest.mark.parametrize("size_wh", [(540, 960), (640, 480)])
def test_standing_side_on_becomes_ready_after_a_second(body_yaw_deg, size_wh):
    said = hints(filmed(replace(STILL, body_yaw_deg=body_yaw_deg, size_wh=size_wh)), size_wh)
    first = next(i for i, f in enumerate(said) if f.ready)
    assert first / 30 == pytest.approx(READY_S, abs=0.1)
    assert all(f.ready for f in said[first:])
    assert said[-1].steady_s == pytest.approx(2.5, abs=0.1)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"lost_s": ((0.0, 9.0),)}, "nobody"),
        ({"fill": 1.15, "size_wh": WIDE}, "step_back"),
        ({"shift_px": (0.0, 330.0)}, "step_back"),
        ({"shift_px": (0.0, -330.0)}, "step_back"),
        ({"fill": 0.35}, "come_closer"),
        ({"shift_px": (150.0, 0.0), "size_wh": WIDE}, "to_the_middle"),
        ({"shift_px": (-150.0, 0.0), "size_wh": WIDE}, "to_the_middle"),
        ({"body_yaw_deg": 90}, "turn_sideways"),
        ({"body_yaw_deg": 270}, "turn_sideways"),
        ({"body_yaw_deg": 45}, "turn_sideways"),
        ({"hidden": (Hidden(("ankle", "heel", "foot_index")),)}, "show_feet"),
        ({"motion": floor_squat(1).cut(last_s=2.2)}, "stand_still"),
        ({"motion": Motion(((0.0, BENT), (2.0, BENT)))}, "stand_still"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_thing_that_is_wrong_has_its_hint(change, hint):
    framing = last(replace(STILL, **change))
    assert (framing.hint, framing.words) == (hint, WORDS[hint])
    assert framing.steady_s == 0.0
    assert not framing.ready


def test_a_step_out_of_the_limit_and_back_does_not_flicker():
    """A person who sways about any one limit gets at most one change of words."""
    rng = np.random.default_rng(3)
    for change in ("fill", "body_yaw_deg", "shift_px"):
        shots = []
        for _ in range(12):
            sway = rng.uniform(-1, 1)
            value = {"fill": 0.62 + 0.005 * sway, "body_yaw_deg": 30 + 3 * sway, "shift_px": (90 + 2 * sway, 0.0)}[
                change
            ]
            motion = Motion(((0.0, STAND), (0.3, STAND)))
            shots.append(replace(STILL, motion=motion, size_wh=WIDE, **{change: value}))
        said = [hint for hint, _ in groupby(f.hint for f in hints(filmed(*shots), WIDE))]
        assert len(said) <= 3, (change, said)


def test_one_lost_picture_changes_nothing():
    stream = poses(STILL.film.track)
    stream[50] = Pose.unseen(stream[50].t_s)
    assert all(f.ready for f in hints(stream)[40:])


def test_squatting_ends_readiness_and_standing_brings_it_back():
    said = hints(filmed(Shot(motion=floor_squat(1, still_s=1.6, rest_s=2.5))))
    assert [hint for hint, _ in groupby(f.hint for f in said)] == ["stand_still", "ready", "stand_still", "ready"]


def test_steadiness_grows_with_time_only():
    steady = [f.steady_s for f in hints(poses(STILL.film.track))]
    assert all(b >= a for a, b in pairwise(steady))


def test_another_stream_starts_again():
    framer = Framer()
    stream = poses(STILL.film.track)
    for pose in stream:
        framer.look(pose, (540, 960))
    assert framer.look(stream[0], (540, 960)).steady_s == 0.0


def test_before_the_first_picture_nobody_is_there():
    assert nobody() == Framer().look(Pose.unseen(0.0), (64, 64))


def test_words_are_said_in_the_language_of_the_context():
    for language in LANGUAGES:
        with use_locale(language):
            assert nobody().words == gettext(WORDS["nobody"])


@pytest.mark.parametrize("size_wh", [(540, 960), (640, 480), (480, 640), (1280, 720)])
def test_whoever_fills_the_outline_has_the_right_size(size_wh):
    shot = replace(STILL, size_wh=size_wh)
    stature_px = float(size_px(shot.film.track.image_px[:1])[0]) / SIZE_OF_STATURE
    for share in (0.9, 1.0, 1.1):
        assert last(replace(shot, fill=shot.fill * share * outline_height_px(size_wh) / stature_px)).ready
