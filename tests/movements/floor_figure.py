"""A figure of sticks that gets up from the floor, seen from its right side: joints by hand, in metres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from formcheck.motion import landmarks as lm
from formcheck.motion.landmarks import SIDES, Side
from formcheck.motion.track import Track

Spot = tuple[float, float]  # forward, up

FPS: Final = 20.0
PX_PER_M: Final = 220.0
SIZE_WH: Final = (640, 480)
HALF_WIDE_M: Final = 0.1
SEEN, HIDDEN = 0.95, 0.1


@dataclass(frozen=True)
class Shape:
    """One moment; where only one spot is given of a pair, both sides are there."""

    hip: Spot
    shoulder: Spot
    knee: Mapping[Side, Spot]
    ankle: Mapping[Side, Spot]
    wrist: Mapping[Side, Spot] = field(default_factory=dict)


def both(spot: Spot) -> Mapping[Side, Spot]:
    return dict.fromkeys(SIDES, spot)


AHEAD = both((0.45, 0.5))
STAND = Shape((0.4, 0.90), (0.4, 1.40), both((0.4, 0.49)), both((0.4, 0.08)), both((0.42, 0.85)))
SIT = Shape((0.0, 0.10), (-0.05, 0.60), both((0.22, 0.44)), both((0.4, 0.08)), AHEAD)
LOW = Shape((0.22, 0.34), (0.42, 0.74), both((0.58, 0.46)), both((0.4, 0.08)), both((0.85, 0.6)))
FOURS = Shape((0.0, 0.48), (0.5, 0.52), both((0.0, 0.06)), both((-0.4, 0.10)), both((0.5, 0.05)))
HALF_KNEEL = Shape(
    (0.0, 0.48),
    (0.08, 0.98),
    {"left": (0.0, 0.06), "right": (0.4, 0.49)},
    {"left": (-0.4, 0.10), "right": (0.4, 0.08)},
    both((0.0, 0.42)),
)


def holding(shape: Shape, **spots: Spot) -> Shape:
    """The shape with one hand, or both, elsewhere."""
    return replace(shape, wrist={**shape.wrist, **spots})


def filmed(keys: Sequence[tuple[float, Shape]], hidden: Mapping[str, Sequence[Side]] | None = None) -> Track:
    """The track of a figure that is in each shape at its time; parts ``hidden`` by side."""
    t_s = np.arange(0.0, keys[-1][0], 1.0 / FPS)
    times = [at for at, _ in keys]

    def along(pick: "list[Spot]") -> np.ndarray:
        return np.stack([np.interp(t_s, times, [spot[i] for spot in pick]) for i in (0, 1)], axis=1)

    world = np.zeros((len(t_s), lm.COUNT, 3))
    visibility = np.full((len(t_s), lm.COUNT), SEEN)
    for side in SIDES:
        hip, shoulder = (along([getattr(shape, part) for _, shape in keys]) for part in ("hip", "shoulder"))
        knee, ankle, wrist = (
            along([getattr(shape, part)[side] for _, shape in keys]) for part in ("knee", "ankle", "wrist")
        )
        parts = {"hip": hip, "shoulder": shoulder, "knee": knee, "ankle": ankle, "wrist": wrist}
        beside = {"elbow": (-0.05, 0.0), "heel": (-0.05, -0.06), "foot_index": (0.15, -0.06), "index": (0.08, 0.0)}
        near = {"elbow": (shoulder + wrist) / 2, "heel": ankle, "foot_index": ankle, "index": wrist, "ear": shoulder}
        parts |= {part: spots + np.array(beside.get(part, (0.03, 0.2))) for part, spots in near.items()}
        for part, spots in parts.items():
            place = lm.at(part, side)
            world[:, place] = np.stack(
                [spots[:, 0], -spots[:, 1], np.full(len(t_s), HALF_WIDE_M if side == "left" else -HALF_WIDE_M)], axis=1
            )
            if side in (hidden or {}).get(part, ()):
                visibility[:, place] = HIDDEN
    image = world[..., :2] * PX_PER_M + [200.0, 420.0]
    silhouette = np.full((len(t_s), 2, 25), np.nan)
    return Track(t_s, image, world, visibility, silhouette, SIZE_WH)
