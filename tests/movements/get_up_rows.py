"""One passing, one failing and one blind way up for every row of getting up from the floor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from floor_figure import FOURS, HALF_KNEEL, LOW, SIT, STAND, Shape, filmed, holding
from rows import Row

from formcheck.motion.landmarks import SIDES, Side
from formcheck.settings import MovementChoice

NO_HANDS = {"wrist": SIDES, "index": SIDES}


@dataclass(frozen=True, eq=False)
class FloorShot:
    """Moments of the figure of sticks, asked for like any other shot."""

    keys: Sequence[tuple[float, Shape]]
    hidden: Mapping[str, Sequence[Side]] = field(default_factory=dict)

    @property
    def film(self) -> SimpleNamespace:
        return SimpleNamespace(track=filmed(self.keys, self.hidden))


def squat_up(sit: Shape = SIT, low: Shape = LOW, stands_s: float = 9.0) -> list[tuple[float, Shape]]:
    return [(0.0, sit), (2.0, sit), (4.0, low), (5.0, LOW), (7.0, STAND), (stands_s, STAND)]


def by_the_knee(kneel: Shape = HALF_KNEEL) -> list[tuple[float, Shape]]:
    return [(0.0, SIT), (1.5, SIT), (2.5, FOURS), (3.5, FOURS), (4.2, kneel), (5.5, kneel), (6.5, STAND), (9.0, STAND)]


def swaying(by_m: float) -> list[tuple[float, Shape]]:
    """The hips swing forth and back once the person stands."""
    off = [replace(STAND, hip=(STAND.hip[0] + way, STAND.hip[1])) for way in (by_m, -by_m)]
    return [*squat_up(stands_s=7.1), (7.4, off[0]), (7.7, off[1]), (8.0, off[0]), (8.4, STAND), (9.5, STAND)]


PUSHED = holding(HALF_KNEEL, right=(0.36, 0.55))
GOOD = FloorShot(squat_up())

GET_UP_ROWS: dict[tuple[MovementChoice, str], Row] = {
    ("get_up", "floor_supports"): Row(GOOD, FloorShot(by_the_knee()), FloorShot(by_the_knee(), NO_HANDS)),
    ("get_up", "hands_on_knees"): Row(GOOD, FloorShot(by_the_knee(PUSHED)), FloorShot(squat_up(), NO_HANDS)),
    ("get_up", "steadiness"): Row(GOOD, FloorShot(swaying(0.10)), FloorShot(squat_up(stands_s=7.4))),
}
