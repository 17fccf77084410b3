"""What a measure gives: a value at a moment, or why there is none; as codes and numbers, never as sentences."""

from dataclasses import dataclass
from typing import TypeAlias

from formcheck.schema import Note, Sign, SignName, Verdict


@dataclass(frozen=True, slots=True)
class Measured:
    """A value at a moment. ``seen`` 0..1: how well the joints behind it were seen; ``at_most`` caps the verdict when
    the measurement alone must not call a fault; ``band`` is the half-width of the value's 90 % interval, infinite when
    the view tells nothing, None when not known. ``notes`` is what else is worth saying; ``signs`` and ``unknown_signs``
    are those of lower-back compensation.
    """

    value: float
    t_s: float
    seen: float = 1.0
    at_most: Verdict = "fault"
    band: float | None = None
    notes: tuple[Note, ...] = ()
    signs: tuple[Sign, ...] = ()
    unknown_signs: tuple[SignName, ...] = ()


@dataclass(frozen=True, slots=True)
class CannotTell:
    """Why a check could not be judged."""

    why: Note


Outcome: TypeAlias = Measured | CannotTell


def note(code: str, **values: float | str) -> Note:
    """A note with its values."""
    return Note(code=code, values=dict(values))


def cannot_tell(code: str, **values: float | str) -> CannotTell:
    """Not assessed, for this reason: a code of ``wording.notes.ABSTAIN``."""
    return CannotTell(note(code, **values))
