"""The smallest clips that once showed a fault of its kind, each with what is right; on the developers' machine only."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from formcheck.clip.pipeline import analyze_clip

ROUNDING, COMPENSATION = "lower_back_rounding", "lower_back_compensation"
ANY = frozenset({"good", "watch", "fault", "not_assessed"})


@dataclass(frozen=True)
class Right:
    """``views`` of the repetitions, by kind; ``faults``: checks that may be at fault; ``rounding``: verdicts that the
    lower back may get.
    """

    movement: str
    views: tuple[str, ...]
    faults: frozenset[str] = frozenset()
    rounding: frozenset[str] = ANY


MINI = {
    "turn_lr": Right("squat", ("left",) * 3 + ("right",) * 3),
    "turn_leftfront": Right("squat", ("left",) * 3 + ("front",) * 3),
    "hinge_lr": Right("hinge", ("left",) * 2 + ("right",) * 2),
    "softhinge_side": Right("hinge", ("left",) * 3),
    "softhinge_45": Right("hinge", ("oblique",) * 3),
    "deadlift_side": Right("hinge", ("left",) * 3),
    "kb_side": Right("hinge", ("right",) * 3),
    "shake_25": Right("none", ()),
    "cut_zoom": Right("none", ()),
    "pick_up_end": Right("squat", ("left",) * 3),
    "pillar": Right("squat", ("left",) * 2, frozenset({"depth"})),
    "post_back": Right("squat", ("left",) * 3, rounding=frozenset({"not_assessed"})),
    "post_round": Right(
        "squat", ("left",) * 3, frozenset({ROUNDING, COMPENSATION}), frozenset({"not_assessed", "watch", "fault"})
    ),
    "plate_clean": Right("squat", ("left",) * 3, rounding=frozenset({"good", "not_assessed"})),
}


@pytest.fixture(scope="module")
def mini(clips: Path) -> Path:
    """The folder of these clips; skips where the developers' clips are without it."""
    folder = clips / "mini"
    if not folder.is_dir():
        pytest.skip("the developers' folder of clips has no mini/ in it")
    return folder


@pytest.mark.clips
@pytest.mark.parametrize("name", MINI)
def test_what_is_right_is_said(mini, name):
    right, report = MINI[name], analyze_clip(mini / f"{name}.mp4").report
    whole = [rep for rep in report.reps if not rep.partial]
    assert report.movement == right.movement
    assert tuple(rep.view.kind for rep in whole) == right.views
    assert {f.check for f in report.findings if f.verdict == "fault"} <= right.faults
    assert {f.verdict for f in report.findings if f.check == ROUNDING} <= right.rounding
    assert "dark" not in {note.code for note in report.quality.notes}
    for rep in whole:
        assert rep.movement == right.movement
        assert rep.peak.knee_flexion_deg is not None
        if rep.view.kind in ("left", "right"):
            assert rep.peak.trunk_inclination_deg is not None
