"""Getting up from a chair, with the instants of every rise known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from figures.body import STAND, Arm, Posture
from figures.motions import Motion

SEATED = Posture(knee_deg=88, tibia_deg=4, trunk_deg=5, arms="prayer")
LEANT = replace(SEATED, trunk_deg=42)
CROSSED = replace(STAND, arms="prayer")


@dataclass(frozen=True)
class RiseTruth:
    """Instants of one rise: sets out, leaves the seat, stands; begins to sink and sits, where that is shown."""

    start_s: float
    seat_off_s: float
    end_s: float
    down_from_s: float | None = None
    sat_s: float | None = None


@dataclass(frozen=True)
class ChairStands:
    """A motion and the truth of its rises."""

    motion: Motion
    rises: tuple[RiseTruth, ...]


def chair_stands(
    count: int = 2,
    *,
    rest_s: float = 1.2,
    lean_s: float = 0.6,
    up_s: float = 0.9,
    stand_s: float = 1.5,
    down_s: float = 1.2,
    leant: Posture = LEANT,
    tries: Sequence[float] = (),
    arms: tuple[Arm, Arm] | Arm = "prayer",
    whole: bool = True,
) -> ChairStands:
    """Sit, lean, stand up, and sit down again, so often; the last time only when ``whole``.

    ``tries``: degrees the knees stretch by in tries before the first rise that end on the seat. ``arms``: from before
    the hips leave the seat until half-way up.
    """
    keys, rises, t = [(0.0, SEATED), (rest_s, SEATED)], [], rest_s
    for stretch in tries:
        lifted = replace(leant, knee_deg=leant.knee_deg - stretch)
        keys += [(t + 0.6, leant), (t + 0.9, lifted), (t + 1.2, leant), (t + 1.8, SEATED), (t + 2.4, SEATED)]
        t += 2.4
    pushing = replace(leant, arms=arms)
    for index in range(count):
        off, end = t + lean_s, t + lean_s + up_s
        half = replace(pushing, knee_deg=48, tibia_deg=12, trunk_deg=34)
        keys += [(off, pushing), (off + 0.5 * up_s, half), (end, CROSSED), (end + stand_s, CROSSED)]
        if index == count - 1 and not whole:
            rises.append(RiseTruth(t, off, end))
            break
        down, sat = end + stand_s, end + stand_s + down_s
        keys += [(sat, replace(LEANT, trunk_deg=34)), (sat + 0.5, SEATED), (sat + 0.5 + rest_s, SEATED)]
        rises.append(RiseTruth(t, off, end, down, sat))
        t = sat + 0.5 + rest_s
    return ChairStands(Motion(tuple(keys)), tuple(rises))
