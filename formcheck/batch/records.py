"""What is kept of a batch: a record of each clip with a row for each person, codes and numbers but for a headline."""

from typing import Annotated, Final, Literal

import msgspec

from formcheck.schema import Depth, MovementName, QualityLevel, Report, SetFinding, SetOutcome, ViewKind
from formcheck.wording.findings import row_of, shown_verdict
from formcheck.wording.summary import headline

Attention = Literal["safety", "fault", "watch", "cannot_tell", "failed", "fine"]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]  # more than a clip can hold
#: What needs a word first.
ATTENTION: Final[tuple[Attention, ...]] = ("safety", "fault", "watch", "cannot_tell", "failed", "fine")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One person in one clip, or a clip that could not be checked, with the ``reason``.

    ``name``: of its results, as in ``reports/NAME.report.json``. ``safety``, ``faults``, ``watches``, ``cannot_tell``:
    ids of safety checks at fault and of passed limits, of other faults, of what to watch, of core checks not judged.
    """

    clip: str
    name: str
    attention: Attention
    person: int | None = None
    people: Count = 0
    movement: MovementName | None = None
    reps: Count = 0
    reps_partial: Count = 0
    depth: Depth | None = None
    outcome: SetOutcome | None = None
    safety: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    cannot_tell: tuple[str, ...] = ()
    view: ViewKind | None = None
    quality: QualityLevel | None = None
    duration_s: float | None = None
    headline: str = ""
    reason: str = ""


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """What differs from run to run: seconds of work, on which worker, and traces of an error of ours."""

    seconds: float
    worker: str
    trace: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one clip, and what it depended on. ``final``: the same content and settings would end the same."""

    address: str
    name: str
    content_sha256: str
    settings_sha256: str
    final: bool
    rows: Annotated[tuple[Row, ...], msgspec.Meta(min_length=1)]
    timing: Timing


def row_of_report(report: Report, clip: str, name: str) -> Row:
    """The row of one person's report, its headline in the current language."""
    summary, quality = report.summary, report.quality
    safety = tuple(one.check for one in summary.findings if _is_safety(one))
    others = [one for one in summary.findings if one.check not in safety]
    watches = [one for one in others if shown_verdict(one) == "watch"]
    row = Row(
        clip=clip,
        name=name,
        attention="fine",
        person=quality.person,
        people=len(quality.people),
        movement=report.movement,
        reps=summary.reps_complete,
        reps_partial=summary.reps_partial,
        depth=summary.depth,
        outcome=summary.outcome,
        safety=safety,
        faults=tuple(one.check for one in others if one not in watches),
        watches=tuple(one.check for one in (*watches, *summary.sometimes)),
        cannot_tell=summary.unjudged_core,
        view=report.view.kind,
        quality=quality.level,
        duration_s=report.clip.duration_s,
        headline=headline(report).text,
    )
    return msgspec.structs.replace(row, attention=_attention(row))


def _is_safety(one: SetFinding) -> bool:
    return one.verdict == "fault" and row_of(one.movement, one.check).safety


def _attention(row: Row) -> Attention:
    if row.safety:
        return "safety"
    if row.faults:
        return "fault"
    if row.watches:
        return "watch"
    return "cannot_tell" if row.outcome in ("nothing", "partly") else "fine"


def worst_first(rows: list[Row]) -> list[Row]:
    """Safety findings, then faults, watches, then what cannot be judged; the more of them, the sooner."""

    def order(row: Row) -> tuple[int, int, int, int, str, int]:
        counts = (-len(row.safety), -len(row.faults), -len(row.watches))
        return (ATTENTION.index(row.attention), *counts, row.clip, row.person or 0)

    return sorted(rows, key=order)
