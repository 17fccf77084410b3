"""Before and after coaching: what changed between two sets of picks by more than the measurement's error.

The error of a set's mean is that of one repetition, since what a camera misreads is nearly the same in all of them, and
what the repetitions scatter comes on top.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from formcheck.advice.progress import Point
from formcheck.i18n import gettext_noop
from formcheck.measures.limit import BAND_ERRORS
from formcheck.movements.spec import Better
from formcheck.schema import Rep, Share, Strategy

Sure = Literal["changed", "may_be_noise", "unknown"]

SMOOTHNESS_ERROR: Final = 0.15  # measured on fit people: one pick against the next of the same person
#: Student's t of two-sided 90 % intervals, by degrees of freedom; beyond, that of a normal distribution is near enough.
STUDENT_90: Final = {1: 6.31, 2: 2.92, 3: 2.35, 4: 2.13, 5: 2.02, 6: 1.94, 7: 1.89, 8: 1.86, 9: 1.83}


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that coaching may change: ``read`` gives it of one repetition, or None where it is not known.

    ``rose`` and ``fell`` say how it changed, without numbers.
    """

    id: str
    title: str
    better: Better
    rose: str
    fell: str
    read: Callable[[Rep], Point | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect before and after; points are means with the half-widths of their 90 % intervals, None where not known.

    ``sure``: "changed" beyond the error, or "may_be_noise". ``improved``: None unless it changed.
    """

    aspect: Aspect
    before: Point | None
    after: Point | None
    sure: Sure
    improved: bool | None

    @property
    def by(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Coached:
    """Two sets of picks held beside each other; the strategies are the commonest, None where a tie or not known."""

    before: Strategy | None
    after: Strategy | None
    differences: tuple[Difference, ...]

    @property
    def changed(self) -> tuple[Difference, ...]:
        """What changed beyond the error."""
        return tuple(one for one in self.differences if one.sure == "changed")


def compared(before: Sequence[Rep], after: Sequence[Rep]) -> Coached:
    """Hold picks as at home beside picks as coached; partial repetitions and other movements are left out."""
    sets = [[rep for rep in reps if rep.pick is not None and not rep.partial] for reps in (before, after)]
    found = tuple(
        _difference(aspect, *(mean([aspect.read(rep) for rep in reps]) for reps in sets)) for aspect in ASPECTS
    )
    return Coached(_commonest(sets[0]), _commonest(sets[1]), found)


def mean(points: Sequence[Point | None]) -> Point | None:
    """The mean of what is known of one set, with its interval; None where less than half of it is known."""
    known = [point for point in points if point is not None]
    if not known or 2 * len(known) < len(points):
        return None
    values = np.array([point.value for point in known])
    own = max(point.half_width for point in known)
    if len(known) < 2:
        return Point(float(values[0]), own)
    scatter = STUDENT_90.get(len(known) - 1, BAND_ERRORS) * float(values.std(ddof=1)) / math.sqrt(len(known))
    return Point(float(values.mean()), math.hypot(own, scatter))


def _difference(aspect: Aspect, before: Point | None, after: Point | None) -> Difference:
    if before is None or after is None:
        return Difference(aspect, before, after, "unknown", None)
    by = after.value - before.value
    if abs(by) <= math.hypot(before.half_width, after.half_width):
        return Difference(aspect, before, after, "may_be_noise", None)
    return Difference(aspect, before, after, "changed", (by > 0) == (aspect.better == "more"))


def _commonest(reps: Sequence[Rep]) -> Strategy | None:
    votes = Counter(rep.pick.strategy for rep in reps if rep.pick is not None and rep.pick.strategy is not None)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _share(share: Share | None) -> Point | None:
    return None if share is None else Point(share.value, max(share.high - share.value, share.value - share.low))


def _scale(rep: Rep) -> Point | None:
    return None if rep.pick is None else _share(rep.pick.scale)


def _knees(rep: Rep) -> Point | None:
    return None if rep.pick is None else _share(rep.pick.knees)


def _lower_back(rep: Rep) -> Point | None:
    return None if rep.pick is None else _share(rep.pick.lower_back)


def _smoothness(rep: Rep) -> Point | None:
    known = None if rep.pick is None else rep.pick.smoothness
    return None if known is None else Point(known, SMOOTHNESS_ERROR)


def _leaning(rep: Rep) -> Point | None:
    """Whether a hand carried weight: 0 or 1, off by less than half."""
    if rep.supports is None:
        return None
    return Point(float(any(support.kind == "braced" for support in rep.supports)), 0.45)


ASPECTS: Final = (
    Aspect(
        "scale",
        gettext_noop("How far you stooped"),
        "less",
        gettext_noop("You stooped more than before."),
        gettext_noop("You stooped less than before."),
        _scale,
    ),
    Aspect(
        "knees",
        gettext_noop("How much of it your knees did"),
        "more",
        gettext_noop("Your knees did more than before."),
        gettext_noop("Your knees did less than before."),
        _knees,
    ),
    Aspect(
        "lower_back",
        gettext_noop("How much of it your lower back did"),
        "less",
        gettext_noop("Your lower back did more than before."),
        gettext_noop("Your lower back did less than before."),
        _lower_back,
    ),
    Aspect(
        "supports",
        gettext_noop("Leaning on a hand"),
        "less",
        gettext_noop("You leaned on a hand more often than before."),
        gettext_noop("You leaned on a hand less often than before."),
        _leaning,
    ),
    Aspect(
        "smoothness",
        gettext_noop("Smoothness"),
        "more",
        gettext_noop("You moved more smoothly than before."),
        gettext_noop("You moved less smoothly than before."),
        _smoothness,
    ),
)
