"""What a trainer's store holds, as plain data."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from formcheck.schema import Direction, MovementName, Report

State = Literal["new", "in_review", "done"]
STATES: Final[tuple[State, ...]] = ("new", "in_review", "done")
Answer = Literal["agree", "disagree", "correct", "withdrawn"]
Subject = Literal["finding", "movement", "bounds", "depth", "hands", "rounding"]
Outcome = Literal["added", "same", "replaced", "kept"]
Stroke = dict[str, Any]  # what was drawn on a picture: "tool", and "points" as shares of its width and height


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClip:
    """One person in one clip, to be put in the queue. ``video``: a path or URL; ``attention`` and ``checks``: what
    needs a word, as a batch says it.
    """

    name: str
    content_sha256: str
    report: Report
    video: str
    attention: str
    checks: tuple[str, ...] = ()
    person: int | None = None
    filmed_on: date | None = None
    class_name: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedClip:
    """The same in the queue, without its report. ``corrected``: values a trainer's correction stands for now."""

    id: int
    name: str
    content_sha256: str
    video: str
    attention: str
    checks: tuple[str, ...]
    person: int | None
    movement: MovementName
    reps: int
    filmed_on: date | None
    class_name: str
    member: str
    state: State
    corrected: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """Every clip that can be read, oldest first, and how many cannot."""

    clips: tuple[QueuedClip, ...]
    damaged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody said of one value: of the finding of a ``check``, or of another ``subject`` of a repetition
    (``rep`` null: of the whole set). ``corrected`` holds the value put in its place.
    """

    subject: Subject
    answer: Answer
    who: str
    rep: int | None = None
    check: str = ""
    corrected: dict[str, Any] = field(default_factory=dict)
    clip_id: int = 0
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """What was spoken, as an M4A file, and how long it is."""

    content: bytes
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipNote:
    """Words, and what was drawn or spoken, at a moment of a clip; ``voice_s``: 0 where nothing was spoken."""

    t_s: float
    words: str
    who: str
    drawn: tuple[Stroke, ...] = ()
    voice_s: float = 0.0
    id: int = 0
    clip_id: int = 0
    made_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChange:
    """A limit somebody changed, from what to what, and why. ``evidence``: the figures it was proposed with."""

    movement: MovementName
    check: str
    unit: str
    bad: Direction
    good_before: float
    fault_before: float
    good: float
    fault: float
    reason: str
    who: str
    evidence: dict[str, Any] = field(default_factory=dict)
    made_at: str = ""
