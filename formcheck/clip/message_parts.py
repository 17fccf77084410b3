"""What a short film for a member is made of, as plain data in the language of the film."""

from dataclasses import dataclass
from typing import Any

from formcheck.schema import Verdict
from formcheck.settings import Faces

Stroke = dict[str, Any]  # as trainers draw: "tool", and "points" as shares of the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of the clip: the name of what is meant with its ``verdict``, words, what was drawn on it, and what was
    spoken, as a file; None where nothing was.
    """

    t_s: float
    heading: str = ""
    verdict: Verdict | None = None
    words: str = ""
    drawn: tuple[Stroke, ...] = ()
    voice: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What stands before and after the moments: ``title`` and ``facts`` of the first card, ``sender`` below them,
    ``words`` and which ``trainer`` says them, and what is said at the ``end``.
    """

    title: str
    facts: tuple[str, ...]
    sender: tuple[str, ...]
    words: str
    trainer: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Whose faces are hidden, and whether the clip runs at half its speed."""

    faces: Faces = "bystanders"
    half_speed: bool = True
