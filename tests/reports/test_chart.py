"""The printed timeline: curves where something is known, repetitions in place, marks that can be read."""

import re
from dataclasses import replace

import made_reports
import numpy as np
import pytest
from figures.camera import Shot
from figures.motions import floor_squat
from figures.reading import analyzed
from msgspec.structs import replace as change

from formcheck.reports.chart import LEFT, MARK_EM, POINTS_MOST, RIGHT, WIDTH, timeline
from formcheck.schema import Finding
from formcheck.wording.findings import title

SQUATS = analyzed(Shot(motion=floor_squat(3)))


def finding(t_s, verdict="fault", check="lower_back_rounding", rep=1) -> Finding:
    return made_reports.finding(check, verdict, rep, t_s=t_s)


def chart(*findings: Finding, angles=SQUATS.angles):
    return timeline(change(SQUATS.report, findings=findings), angles)


def x_of(t_s: float) -> float:
    first, last = SQUATS.angles.t_s[[0, -1]]
    return LEFT + (WIDTH - LEFT - RIGHT) * (t_s - first) / (last - first)


def points(path: str) -> np.ndarray:
    return np.array(re.findall(r"[ML](\S+) ([^ML]+)", path), dtype=float)


def test_curves_run_over_the_whole_width_and_deeper_is_higher():
    made = chart()
    knee = next(line for line in made.lines if line.name == "Knee bend")
    xy = points(knee.path)
    assert xy[0, 0] == made.left
    assert xy[-1, 0] == pytest.approx(made.right, abs=3)
    assert len(xy) <= POINTS_MOST
    deepest = xy[np.argmin(xy[:, 1]), 0]
    reps = SQUATS.report.reps
    assert min(abs(deepest - x_of(rep.bottom_s)) for rep in reps) < 8
    assert (xy[:, 1] >= made.top).all()
    assert (xy[:, 1] <= made.bottom).all()


def test_a_curve_breaks_off_where_nothing_is_known():
    angles = SQUATS.angles
    assert chart().lines[0].path.count("M") == 1
    side = angles.right if angles.near == "right" else angles.left
    holed = side.angles.knee_flexion_deg.copy()
    holed[60:90] = np.nan
    side = replace(side, angles=replace(side.angles, knee_flexion_deg=holed))
    path = chart(angles=replace(angles, **{angles.near: side})).lines[0].path
    assert path.count("M") == 2
    x = points(path)[:, 0]
    assert not ((x > x_of(angles.t_s[60])) & (x < x_of(angles.t_s[89]))).any()


def test_what_the_view_tells_nothing_of_is_not_drawn():
    front = analyzed(Shot(motion=floor_squat(2), body_yaw_deg=90.0))
    assert np.isinf(front.angles.near_bands.knee_flexion_deg).all()
    made = timeline(front.report, front.angles)
    assert made is None or "Knee bend" not in {line.name for line in made.lines}


def test_curves_differ_in_more_than_colour():
    looks = {(line.dash, line.width) for line in chart().lines}
    assert len(looks) == len(chart().lines) > 2


def test_repetitions_are_shaded_where_they_are():
    for shade, rep in zip(chart().shades, SQUATS.report.reps, strict=True):
        assert shade.x == pytest.approx(x_of(rep.start_s), abs=0.2)
        assert shade.x + shade.width == pytest.approx(x_of(rep.end_s), abs=0.3)
        assert shade.x < shade.bottom_x < shade.x + shade.width


def test_marks_stand_at_their_moment_and_never_on_each_other():
    made = chart(*(finding(t) for t in (2.0, 2.05, 2.1, 6.0)), finding(SQUATS.angles.t_s[-1]))
    assert [mark.x for mark in made.marks][:4] == pytest.approx([x_of(t) for t in (2.0, 2.05, 2.1, 6.0)], abs=0.1)
    spans = {}
    for mark in made.marks:
        wide = MARK_EM * len(mark.title) + 10
        span = (mark.x - wide, mark.x + 8) if mark.to_left else (mark.x - 8, mark.x + wide)
        assert span[0] >= 0
        assert span[1] <= WIDTH + 1
        assert made.bottom < mark.y < made.height
        for other in spans.setdefault(mark.y, []):
            assert span[1] <= other[0] or span[0] >= other[1]
        spans[mark.y].append(span)
    assert made.marks[-1].to_left
    assert len(spans) == 3


def test_only_what_asks_for_attention_and_has_a_moment_is_marked():
    shown = chart(finding(2.0, verdict="good"), finding(2.0, verdict="not_assessed"), finding(None), finding(2.0))
    assert len(shown.marks) == 1
    assert shown.height > chart().height


def test_a_way_to_cope_is_marked_as_a_watch():
    assert [mark.verdict for mark in chart(finding(2.0, check="hands_on_knees")).marks] == ["watch"]


def test_a_compensation_and_its_signs_are_one_mark():
    both = finding(2.0, check="lower_back_compensation"), finding(2.0), finding(6.0, rep=2)
    assert [mark.title for mark in chart(*both).marks] == [title(both[0]), title(both[2])]


def test_nothing_known_is_no_chart():
    angles = SQUATS.angles
    assert chart(angles=replace(angles, t_s=angles.t_s[:0], left=angles.left, right=angles.right)) is None
    nothing = np.full(len(angles.t_s), np.nan)
    blank = replace(
        angles.left, angles=type(angles.left.angles)(*([nothing] * len(angles.left.angles.__dataclass_fields__)))
    )
    assert chart(angles=replace(angles, left=blank, right=blank, back=None)) is None


@pytest.mark.parametrize(("length_s", "most"), [(3.0, 12), (40.0, 12), (300.0, 12)])
def test_the_axis_has_a_readable_number_of_seconds(length_s, most):
    angles = SQUATS.angles
    made = chart(angles=replace(angles, t_s=np.linspace(0, length_s, len(angles.t_s))))
    assert 3 <= len(made.seconds) <= most + 1
