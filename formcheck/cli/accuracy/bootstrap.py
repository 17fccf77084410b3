"""How far a figure may be off because other people could have been filmed: bootstrap intervals over people.

Frames and repetitions of one person go together, so people are drawn and not frames: a person drawn twice brings all
clips twice.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

import msgspec
import numpy as np
from scipy.stats import norm

from formcheck.cli.accuracy.figures import Pooled
from formcheck.motion.track import Floats

T = TypeVar("T")
F = TypeVar("F", bound=Pooled)
Interval = tuple[float, float]

SHARE: Final = 0.95  # of the drawn figures within the interval; the field's habit
DRAWS: Final = 1000  # the ends of a 95 % interval then rest on 25 draws each
SEED: Final = 20  # any; the same figures every time
LEAST_PEOPLE: Final = 4  # chosen: three people make ten different draws, too few for ends of 2.5 %


def intervals(
    found: Sequence[tuple[str, T]],
    figures: Callable[[Sequence[T]], Mapping[str, float | None]],
    rates: Mapping[str, float] | None = None,
) -> dict[str, Interval]:
    """95 % percentile intervals of every figure that ``figures`` makes of the things found, each with its person.

    ``rates`` names figures that count how often something happens, with the most they can be. One that is 0 or the
    most in every draw gets, at its open end, the exact one-sided 95 % bound for as many people: never in ten people is
    still up to 26 % of them. A rate that fewer than four people have (None for the others) gets Wilson's interval for
    that many people, which is wide; another figure of so few, or one that is None in half of the draws, has none. Too
    narrow with few people (about 90 % instead of 95 for ten), because the same few are drawn again and again.
    """
    by_person: dict[str, list[T]] = {}
    for person, one in found:
        by_person.setdefault(person, []).append(one)
    people = [by_person[name] for name in sorted(by_person)]
    if not people:
        return {}
    known = rates or {}
    together, alone = figures([one for _, one in found]), [figures(own) for own in people]
    having = {name: sum(own[name] is not None for own in alone) for name in together}
    few = {
        name: _wilson(value, having[name], most)
        for name, most in known.items()
        if (value := together[name]) is not None and 0 < having[name] < LEAST_PEOPLE
    }
    return few | _drawn_ends(people, figures, {name: n for name, n in having.items() if n >= LEAST_PEOPLE}, known)


def _drawn_ends(
    people: Sequence[Sequence[T]],
    figures: Callable[[Sequence[T]], Mapping[str, float | None]],
    having: Mapping[str, int],
    rates: Mapping[str, float],
) -> dict[str, Interval]:
    """Of the figures that enough people have."""
    if not having:
        return {}
    random = np.random.default_rng(SEED)
    drawn = [
        figures([one for at in random.integers(len(people), size=len(people)) for one in people[at]])
        for _ in range(DRAWS)
    ]
    ends = {}
    for name, number in having.items():
        values = np.array([value for draw in drawn if (value := draw[name]) is not None], dtype=np.float64)
        if len(values) > DRAWS / 2:
            ends[name] = _ends(values, number, rates.get(name))
    return ends


def _ends(values: Floats, people: int, most: float | None) -> Interval:
    low, high = (float(end) for end in np.quantile(values, [(1 - SHARE) / 2, (1 + SHARE) / 2]))
    if most is not None and low == high and low in (0.0, most):
        return _open_end(low, people, most)
    return low, high


def _open_end(value: float, people: int, most: float) -> Interval:
    unseen = most * (1.0 - (1.0 - SHARE) ** (1.0 / people))
    return (0.0, unseen) if value == 0.0 else (most - unseen, most)


def _wilson(value: float, people: int, most: float) -> Interval:
    """Of a share that is seen in so many people, each counted once (Wilson 1927, JASA 22:209)."""
    share = value / most
    if share in (0.0, 1.0):
        return _open_end(value, people, most)
    z = float(norm.ppf((1 + SHARE) / 2))
    middle = (share + z**2 / (2 * people)) / (1 + z**2 / people)
    half = z / (1 + z**2 / people) * float(np.sqrt(share * (1 - share) / people + z**2 / (4 * people**2)))
    return most * max(middle - half, 0.0), most * min(middle + half, 1.0)


def with_intervals(found: Sequence[tuple[str, T]], pool: Callable[[Sequence[T]], F]) -> F:
    """What ``pool`` makes of all of them, each with its person, with the intervals of its figures."""
    figures = pool([one for _, one in found])
    most = {name: most for name, (_, most) in figures.RATES.items()}
    ends = intervals(found, lambda some: pool(some).estimates(), most)
    rounded = {name: (round(low, 4) + 0.0, round(high, 4) + 0.0) for name, (low, high) in ends.items()}
    return msgspec.structs.replace(figures, intervals=rounded)
