"""The correction on real clips, whose true angles nobody knows: what must be so whatever they are."""

from pathlib import Path

import pytest

from models.fit.guard import Reading, before_and_after, table

STRAIGHT_DEG = 8.0  # standing people of every view
KNOWN_BIAS_DEG = (-6.0, 16.0)  # the picture reads deep knees too straight, never much too bent, side-on
CONSISTENT_DEG = 4.0  # repetitions of one person filmed in the same way, unless the picture itself shows them to differ
CLIPS = {
    "km_female_bw.mp4": "right",
    "rn_deadlift.mp4": "right",
    "mk_bendfwd.gif": "front",
    "ucf_g20c04.avi": "oblique",
    "tf_pose_squats.mp4": "oblique",
}


@pytest.mark.clips
@pytest.mark.parametrize(("name", "view"), CLIPS.items(), ids=list(CLIPS))
def test_real_people_read_as_they_must(clips: Path, name: str, view: str) -> None:
    raw, best = before_and_after(clips / name)
    assert best.view == view
    assert best.share > 0.9
    shown_deg = raw.standing_knee_deg  # some never quite stand straight
    assert abs(best.standing_knee_deg) <= max(STRAIGHT_DEG, shown_deg + 3.0)
    assert abs(best.standing_trunk_deg) <= STRAIGHT_DEG
    if best.spread_knee_deg == best.spread_knee_deg:  # two repetitions or more
        assert best.spread_knee_deg <= max(CONSISTENT_DEG, raw.spread_knee_deg)
    if view in ("left", "right"):
        assert KNOWN_BIAS_DEG[0] <= best.bottom_knee_deg - raw.bottom_knee_deg <= KNOWN_BIAS_DEG[1]
    else:
        assert best.bottom_knee_deg > raw.bottom_knee_deg  # a turned camera hides bending


def test_the_table_shows_before_and_after() -> None:
    reading = Reading("left", 3.0, 1.0, 5.0, 1.0, 120.0, 38.0, 2.5, 1.5, 6.0, "floor")
    text = table([("a.mp4", reading, reading)])
    assert "| a.mp4 | left | 3 | 1.00 | 5 / 5 |" in text
    assert text.count("\n") == 2
