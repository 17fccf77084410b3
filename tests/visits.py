"""Made-up check-ups: a movement nobody knows, its step with two takes, and reports with a value of a test's choice."""

from dataclasses import replace
from datetime import UTC, datetime

import made_reports

from formcheck import schema as r
from formcheck.advice import visit
from formcheck.advice.visit import Step
from formcheck.movements import movements
from formcheck.movements.spec import Reading, VisitRow, VisitStep, VisitTake

FIRST = datetime(2026, 10, 29, 10, tzinfo=UTC)
SECOND = datetime(2026, 11, 29, 10, tzinfo=UTC)
ERROR = 2.0


def read_width(report):
    """The value a report of a made-up movement carries: the width of its picture."""
    return Reading(float(report.clip.width), ERROR)


ROW = VisitRow(
    id="reach",
    title="Reach",
    unit="deg",
    better="more",
    read=read_width,
    missing="Film it again.",
    limited_by="limit_knee",
)
STEP = VisitStep(
    order=1,
    title="Reach up twice",
    needs="a wall",
    film=("Stand beside the wall.",),
    takes=(
        VisitTake(id="usual", title="As you do it", instruction="Reach up twice."),
        VisitTake(id="coached", title="As coached", instruction="Reach up twice, ribs down."),
    ),
    ready="Stand still.",
    reps=2,
    longest_s=20.0,
    rows=(ROW,),
    drawn=("standing", "bent"),
)
#: A movement as a module would state it.
REACHING = replace(movements()["squat"], name="reaching", title="Reaching", short="Reach", visit=STEP)


def knowing(monkeypatch, *more):
    """The registry with more movements, for whoever asks for the steps of the check-up."""
    known = {**movements(), **{one.name: one for one in more}}
    monkeypatch.setattr(visit, "movements", lambda: known)
    return known


def report(value=40, movement="reaching", **changed):
    """A report in which this much was reached."""
    plain = {"clip": made_reports.clip(width=value), "reps": (made_reports.rep(1), made_reports.rep(2))}
    made = made_reports.report(**(plain | changed))
    return r.Report(**{**{name: getattr(made, name) for name in made.__struct_fields__}, "movement": movement})


def checkup(usual=40, coached=None, made_at=SECOND, **changed):
    """A check-up of one step."""
    step = Step(REACHING, STEP)
    parts = [visit.part_of(step, "usual", report(usual, **changed))]
    if coached is not None:
        parts.append(visit.part_of(step, "coached", report(coached, **changed)))
    return visit.visit_of(parts, made_at)
