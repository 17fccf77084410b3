"""The codes of a report, and the base of its parts."""

from typing import Final, Literal

import msgspec

MovementName = str  # a module of formcheck/movements, or "none"
NO_MOVEMENT: Final = "none"
ViewKind = Literal["left", "right", "front", "back", "oblique", "unknown"]
SIDE_VIEWS: Final[frozenset[ViewKind]] = frozenset({"left", "right"})
Depth = Literal["above_parallel", "parallel", "below_parallel", "floor"]
Verdict = Literal["good", "watch", "fault", "not_assessed"]
QualityLevel = Literal["good", "limited", "poor"]
Nothing = Literal[
    "nobody",
    "partial",
    "hips_hidden",
    "other_movement",
    "no_repetition",
    "sat_down",
    "stayed_down",
    "stored_turned",
]
Direction = Literal["above", "below"]
SupportPlace = Literal["knee", "thigh", "floor", "other"]
SupportKind = Literal["braced", "touched", "rest"]
RepStatus = Literal["fault", "watch", "good", "partly", "not_assessed"]
SetOutcome = Literal["nothing", "limit", "work", "mostly", "fine", "partly"]
SignName = Literal["rounding", "pitching", "hips_first", "stooping"]
WORST_FIRST: Final[tuple[Verdict, ...]] = ("fault", "watch", "good", "not_assessed")
#: From the top down: how high the thigh ends. "floor": the thighs rest on the calves.
DEPTHS: Final[tuple[Depth, ...]] = ("above_parallel", "parallel", "below_parallel", "floor")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every part of a report: immutable, keyword-only."""


class Note(Part, frozen=True, kw_only=True):
    """Something to say: a code of ``formcheck.wording`` with the values its sentence needs."""

    code: str
    values: dict[str, float | str] = {}
