"""Rows of the tables as plain data and back; a row that holds what no FormCheck wrote raises ValueError."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar, get_args

from formcheck.schema import Direction, Report
from formcheck.storage.review.records import (
    STATES,
    Answer,
    ClipNote,
    Decision,
    LimitChange,
    NewClip,
    QueuedClip,
    Subject,
)
from formcheck.storage.review.tables import ClipRow, DecisionRow, LimitChangeRow, NoteRow

R = TypeVar("R")
T = TypeVar("T")
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)


def now() -> str:
    """The time as it is kept: UTC, ISO 8601, so fine that what was done later sorts later."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def readable(rows: Iterable[R | None], read: Callable[[R], T]) -> tuple[list[T], int]:
    """What can be read, and how many rows cannot; None stands for a row the database did not give."""
    found, damaged = [], 0
    for row in rows:
        try:
            found.append(read(row))  # type: ignore[arg-type]
        except UNREADABLE:
            damaged += 1
    return found, damaged


def row_of_clip(new: NewClip) -> ClipRow:
    """A new clip as a row."""
    return ClipRow(
        name=new.name,
        content_sha256=new.content_sha256,
        person=new.person or 0,
        video=new.video,
        report=report_text(new.report),
        attention=new.attention,
        checks=" ".join(new.checks),
        movement=new.report.movement,
        reps=new.report.summary.reps_complete,
        state="new",
        filmed_on=new.filmed_on.isoformat() if new.filmed_on else "",
        class_name=new.class_name.strip(),
        member=new.member.strip(),
        made_at=now(),
    )


def report_text(report: Report) -> str:
    """A report as it is kept."""
    return report.to_json(indent=0)


def clip_of(row: ClipRow, corrected: int = 0, notes: int = 0) -> QueuedClip:
    """A row of the queue. Raises one of UNREADABLE."""
    if row.state not in STATES:
        raise ValueError(row.state)
    return QueuedClip(
        id=row.id,
        name=_text(row.name),
        content_sha256=_text(row.content_sha256),
        video=_text(row.video),
        attention=_text(row.attention),
        checks=tuple(row.checks.split()),
        person=int(row.person) or None,
        movement=_text(row.movement),
        reps=int(row.reps),
        filmed_on=date.fromisoformat(row.filmed_on) if row.filmed_on else None,
        class_name=_text(row.class_name),
        member=_text(row.member),
        state=row.state,
        corrected=corrected,
        notes=notes,
    )


def row_of_decision(made: Decision) -> DecisionRow:
    """A decision made now as a row."""
    return DecisionRow(
        clip_id=made.clip_id,
        rep=made.rep,
        subject=made.subject,
        check=made.check,
        answer=made.answer,
        corrected=json.dumps(made.corrected, sort_keys=True),
        who=made.who.strip(),
        made_at=now(),
    )


def decision_of(row: DecisionRow) -> Decision:
    """A row as a decision. Raises one of UNREADABLE."""
    if row.answer not in get_args(Answer) or row.subject not in get_args(Subject):
        raise ValueError(row.answer)
    return Decision(
        clip_id=row.clip_id,
        rep=None if row.rep is None else int(row.rep),
        subject=row.subject,  # type: ignore[arg-type]  # one of them
        check=_text(row.check),
        answer=row.answer,  # type: ignore[arg-type]  # one of them
        corrected=dict(_json(row.corrected)),
        who=_text(row.who),
        made_at=datetime.fromisoformat(row.made_at).isoformat(),
    )


def note_of(row: NoteRow) -> ClipNote:
    """A row as a note. Raises one of UNREADABLE."""
    return ClipNote(
        id=row.id,
        clip_id=row.clip_id,
        t_s=float(row.t_s),
        words=_text(row.words),
        who=_text(row.who),
        drawn=tuple(dict(stroke) for stroke in _json(row.drawn)),
        voice_s=float(row.voice_s),
        made_at=datetime.fromisoformat(row.made_at).isoformat(),
    )


def row_of_change(made: LimitChange) -> LimitChangeRow:
    """A limit changed now as a row."""
    return LimitChangeRow(
        movement=made.movement,
        check=made.check,
        unit=made.unit,
        bad=made.bad,
        good_before=made.good_before,
        fault_before=made.fault_before,
        good=made.good,
        fault=made.fault,
        reason=made.reason.strip(),
        who=made.who.strip(),
        evidence=json.dumps(made.evidence, sort_keys=True),
        made_at=now(),
    )


def change_of(row: LimitChangeRow) -> LimitChange:
    """A row as a changed limit. Raises one of UNREADABLE."""
    good, fault = float(row.good), float(row.fault)
    if row.bad not in get_args(Direction) or (fault >= good) != (row.bad == "above"):
        raise ValueError(row.bad)
    return LimitChange(
        movement=_text(row.movement),
        check=_text(row.check),
        unit=_text(row.unit),
        bad=row.bad,  # type: ignore[arg-type]  # one of them
        good_before=float(row.good_before),
        fault_before=float(row.fault_before),
        good=good,
        fault=fault,
        reason=_text(row.reason),
        who=_text(row.who),
        evidence=dict(_json(row.evidence)),
        made_at=datetime.fromisoformat(row.made_at).isoformat(),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _json(value: str) -> Any:
    return json.loads(_text(value))
