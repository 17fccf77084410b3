"""The smallest clips that once showed a fault of its kind, each with what is right; on the developers' machine only."""

from dataclasses import dataclass

import pytest

from formcheck.clip.pipeline import analyze_clip


@dataclass(frozen=True)
class Right:
    """``views`` of the repetitions, by kind; ``faults``: checks that may be at fault."""

    movement: str
    views: tuple[str, ...]
    faults: frozenset[str] = frozenset()


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
}


@pytest.mark.parametrize("name", MINI)
def test_what_is_right_is_said(clips, name):
    right, report = MINI[name], analyze_clip(clips / "mini" / f"{name}.mp4").report
    whole = [rep for rep in report.reps if not rep.partial]
    assert report.movement == right.movement
    assert tuple(rep.view.kind for rep in whole) == right.views
    assert {f.check for f in report.findings if f.verdict == "fault"} <= right.faults
    assert "dark" not in {note.code for note in report.quality.notes}
    for rep in whole:
        assert rep.movement == right.movement
        assert rep.peak.knee_flexion_deg is not None
        if rep.view.kind in ("left", "right"):
            assert rep.peak.trunk_inclination_deg is not None
