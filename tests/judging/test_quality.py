"""Whatever was filmed, there is a report with a reason; no exception, no warning."""

import json
from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, Motion, Shot, analyzed, floor_squat, hinge, posed, read
from figures.camera import Hidden, prefix
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from formcheck.measures.outcome import note
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Track
from formcheck.schema import PersonSeen
from formcheck.wording.notes import quality_words
from formcheck.wording.summary import headline

SQUAT = Shot(motion=floor_squat(1))
SHORT = Shot(motion=posed(DEEP, still_s=0.5, down_s=0.6, hold_s=0.1, up_s=0.5, rest_s=0.5), fps=20).film.track
NOBODY = Shot(motion=floor_squat(1), lost_s=((-1, 99),)).film.track
PERSON = PersonSeen(person=1, box=(0.1, 0.1, 0.4, 0.9), share_seen=1.0)


def checked(answer):
    """A report that is one, in strict JSON."""
    json.loads(answer.report.to_json(), parse_constant=lambda name: pytest.fail(f"{name} in JSON"))
    assert headline(answer.report).text
    return answer.report


def with_nan(track, hidden):
    """The track with points (N, 33) unknown, as an estimator may leave them."""
    return Track(
        track.t_s,
        np.where(hidden[..., None], np.nan, track.image_px),
        np.where(hidden[..., None], np.nan, track.world_m),
        track.visibility,
        track.silhouette,
        track.size_wh,
    )


@pytest.mark.parametrize("choice", ["auto", "squat", "hinge"])
@pytest.mark.parametrize(
    "track", [Track.from_poses([], (540, 960)), NOBODY, prefix(NOBODY, 1)], ids=["no frame", "nobody", "one, nobody"]
)
def test_nobody_in_view(track, choice):
    report = checked(read(track, choice))
    assert report.movement == "none"
    assert report.quality.level == "poor"
    assert report.quality.detected_share == 0.0
    assert report.view.kind == "unknown"
    assert not report.baseline.found
    assert (report.summary.outcome, report.summary.nothing) == ("nothing", "nobody")


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10])
def test_very_short_clips(count):
    report = checked(read(prefix(SQUAT.film.track, count)))
    assert report.reps == ()
    assert (report.summary.outcome, report.summary.nothing) == ("nothing", "no_repetition")


@pytest.mark.parametrize("seen", [1, 2, 5, 9])
def test_somebody_in_a_few_frames_only(seen):
    hidden = np.ones((len(SHORT), lm.COUNT), bool)
    hidden[10 : 10 + seen] = False
    report = checked(read(with_nan(SHORT, hidden)))
    assert report.quality.level == "poor"
    assert report.findings == ()


@pytest.mark.parametrize("part", ["shoulder", "hip", "knee", "ankle", "heel", "wrist", "ear"])
@pytest.mark.parametrize("body_yaw_deg", [0, 90])
def test_a_joint_never_seen(part, body_yaw_deg):
    shot = Shot(motion=posed(DEEP), body_yaw_deg=body_yaw_deg, hidden=(Hidden((part,), 0.0),), fps=20)
    checked(read(shot.film.track))
    unknown = np.zeros((len(SHORT), lm.COUNT), bool)
    unknown[:, list(lm.pair(part))] = True
    checked(read(with_nan(SHORT, unknown)))


def test_a_heel_hidden_while_standing_only():
    hidden = tuple(Hidden(("heel",), 0.1, first_s=a, last_s=b) for a, b in ((-1, 1.48), (3.45, 99)))
    report = checked(read(replace(SQUAT, hidden=hidden).film.track))
    (heels,) = (f for f in report.findings if f.check == "heels")
    assert heels.verdict == "not_assessed"


def test_half_a_body():
    below = Hidden(("hip", "knee", "ankle", "heel", "foot_index"), 0.05)
    report = checked(read(replace(SQUAT, hidden=(below,)).film.track))
    assert report.findings == ()


@settings(max_examples=16, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.integers(0, 10_000), st.floats(0.0, 0.9), st.sampled_from(["holes", "hidden", "garbage", "jumps"]))
def test_damaged_tracks_give_reports(seed, share, damage):
    rng = np.random.default_rng(seed)
    hit = rng.random((len(SHORT), lm.COUNT)) < share
    image, world, visibility = SHORT.image_px.copy(), SHORT.world_m.copy(), SHORT.visibility.copy()
    if damage == "holes":
        image[hit], world[hit] = np.nan, np.nan
    elif damage == "hidden":
        visibility[hit] = rng.random(int(hit.sum()))
    elif damage == "garbage":
        image[hit] = rng.normal(0, 1e3, (int(hit.sum()), 2))
        world[hit] = 0.0
    else:
        image[hit.any(axis=1)] += 300.0
    checked(read(Track(SHORT.t_s, image, world, visibility, SHORT.silhouette, SHORT.size_wh)))


def test_all_points_in_one_place():
    zero = Track(SHORT.t_s, SHORT.image_px * 0, SHORT.world_m * 0, SHORT.visibility, SHORT.silhouette * 0, (64, 64))
    assert checked(read(zero)).findings == ()


def test_a_good_clip_has_no_notes():
    quality = analyzed(Shot(motion=floor_squat(3))).report.quality
    assert quality.level == "good"
    assert quality.notes == ()
    assert quality.detected_share == 1.0


@pytest.mark.parametrize(
    ("shot", "facts", "code"),
    [
        (SQUAT, {"brightness": 0.1}, "dark"),
        (SQUAT, {"people": (PERSON, PERSON), "person": 1}, "several_people"),
        (SQUAT, {"notes": (note("frames_lost", count=3),)}, "frames_lost"),
        (replace(SQUAT, fill=0.2), {}, "small"),
        (replace(SQUAT, fps=8), {}, "few_frames"),
        (replace(SQUAT, body_yaw_deg=90), {}, "filmed_front"),
        (replace(SQUAT, body_yaw_deg=45), {}, "filmed_oblique"),
        (replace(SQUAT, shift_px=(0, 250)), {}, "feet_out"),
        (replace(SQUAT, shift_px=(330, 0)), {}, "feet_out"),
        (replace(SQUAT, lost_s=((0.0, 1.2),)), {}, "in_view"),
        (Shot(motion=Motion(((0.0, DEEP), (2.0, DEEP)))), {}, "no_standing_in_clip"),
    ],
)
def test_what_limits_a_clip_is_said(shot, facts, code):
    quality = checked(read(shot.film.track, **facts)).quality
    assert code in {one.code for one in quality.notes}
    for words in map(quality_words, quality.notes):
        assert words.endswith((".", ")"))
        assert "{" not in words
    assert quality.level != "good"


def test_whoever_films_side_on_is_not_told_to_film_side_on():
    for yaw_deg in (0, 10, 180):
        report = read(replace(SQUAT, body_yaw_deg=yaw_deg).film.track).report
        assert not {one.code for one in report.quality.notes if one.code.startswith("filmed_")}
        assert not {f.abstain.code for f in report.findings if f.abstain} & {
            "needs_side",
            "view_tells_nothing",
            "known_roughly",
            "back_view",
        }


def test_a_person_seen_for_less_than_half_is_poor():
    quality = read(Shot(motion=hinge(1), lost_s=((0.0, 3.0),)).film.track).report.quality
    assert quality.level == "poor"
    assert quality.detected_share < 0.5
