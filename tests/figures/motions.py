"""Postures through time, with the instants of every repetition known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.interpolate import PchipInterpolator

from figures.body import STAND, Moments, Posture

# Heels down, trunk along the shins: thigh to horizontal is 90 - knee + tibia.
DEEP = Posture(knee_deg=142, tibia_deg=38, trunk_deg=36, arms="forward")  # thigh 14 degrees below parallel
LOW = Posture(knee_deg=135, tibia_deg=36, trunk_deg=38, arms="forward")  # 9 below
PARALLEL = Posture(knee_deg=118, tibia_deg=30, trunk_deg=36, arms="forward")  # 2 above
SHALLOW = Posture(knee_deg=80, tibia_deg=22, trunk_deg=28, arms="forward")  # 32 above
HINGE = Posture(knee_deg=26, tibia_deg=4, trunk_deg=76)  # soft knees, hips back
STOOP = Posture(knee_deg=4, tibia_deg=0, trunk_deg=76, bulge=0.07)  # straight knees, round back


@dataclass(frozen=True)
class RepTruth:
    """Instants of one repetition: leaves the top, arrives at and leaves the bottom, arrives at the top."""

    start_s: float
    bottom_from_s: float
    bottom_to_s: float
    end_s: float

    @property
    def bottom_s(self) -> float:
        return (self.bottom_from_s + self.bottom_to_s) / 2


@dataclass(frozen=True)
class Motion:
    """Key postures in order of time; between them every number moves smoothly and without overshoot."""

    keys: tuple[tuple[float, Posture], ...]
    reps: tuple[RepTruth, ...] = ()
    last_s: float | None = None

    @property
    def end_s(self) -> float:
        return self.keys[-1][0] if self.last_s is None else self.last_s

    def at(self, t_s: np.ndarray) -> Moments:
        if len(self.keys) == 1:
            return Moments(np.repeat(self.keys[0][1].numbers()[None], len(t_s), axis=0))
        path = PchipInterpolator([t for t, _ in self.keys], np.stack([p.numbers() for _, p in self.keys]))
        return Moments(path(np.clip(t_s, self.keys[0][0], self.keys[-1][0])))

    def cut(self, first_s: float = 0.0, last_s: float | None = None) -> "Motion":
        """Only a part is filmed, from 0 on; repetitions keep their true instants, which may lie outside."""
        moved = (RepTruth(*(getattr(r, n) - first_s for n in RepTruth.__dataclass_fields__)) for r in self.reps)
        end_s = self.end_s if last_s is None else last_s
        return Motion(tuple((t - first_s, p) for t, p in self.keys), tuple(moved), end_s - first_s)

    def then(self, other: "Motion") -> "Motion":
        """This motion and the other after it, with 0.2 s to get from one to the other."""
        later = self.end_s + 0.2
        moved = (RepTruth(*(getattr(r, n) + later for n in RepTruth.__dataclass_fields__)) for r in other.reps)
        return Motion((*self.keys, *((t + later, p) for t, p in other.keys)), (*self.reps, *moved))


def posed(
    *bottoms: Posture,
    top: Posture = STAND,
    still_s: float = 1.2,
    down_s: float = 1.2,
    hold_s: float = 0.3,
    up_s: float = 1.0,
    rest_s: float = 1.2,
    rising: Sequence[tuple[float, Posture]] = (),
) -> Motion:
    """Stand, then one repetition down to each posture and up again, each followed by a rest.

    ``rising``: postures passed on the way up at shares of ``up_s``.
    """
    keys, reps, t = [(0.0, top), (still_s, top)], [], still_s
    for bottom in bottoms:
        low, up = t + down_s, t + down_s + hold_s
        keys += [(low, bottom), (up, bottom)] if hold_s > 0 else [(low, bottom)]
        keys += [(up + share * up_s, posture) for share, posture in rising]
        keys += [(up + up_s, top), (up + up_s + rest_s, top)] if rest_s > 0 else [(up + up_s, top)]
        reps.append(RepTruth(t, low, up, up + up_s))
        t = up + up_s + rest_s
    return Motion(tuple(keys), tuple(reps))


def floor_squat(count: int = 3, **tempo: float) -> Motion:
    """Upright squats right down to the floor, heels down, arms forward."""
    return posed(*[DEEP] * count, **tempo)


def hinge(count: int = 3, **tempo: float) -> Motion:
    """Hinges with soft knees, a long back and hanging arms."""
    return posed(*[HINGE] * count, **tempo)


def bounced(bottom: Posture, low_s: Sequence[float], higher: Posture) -> Motion:
    """One repetition that rises to ``higher`` between the given instants (after the first bottom) and sinks again."""
    keys = [(0.0, STAND), (1.2, STAND), (2.4, bottom)]
    for after in low_s:
        keys += [(2.4 + after - 0.3, higher), (2.4 + after, bottom)]
    end = 2.4 + low_s[-1] + 1.0
    keys += [(end, STAND), (end + 1.0, STAND)]
    return Motion(tuple(keys), (RepTruth(1.2, 2.4, 2.4 + low_s[-1], end),))


def walking_in(then: Motion, steps: int = 6, from_m: float = -2.5) -> Motion:
    """Walk to the spot, feet in turn, then do something there."""
    keys: list[tuple[float, Posture]] = []
    for step in range(steps + 1):
        here = from_m * (1 - step / steps)
        ahead = 0.0 if step == steps else 0.20 * (1 if step % 2 else -1)
        apart = Posture(knee_deg=32 if ahead else 6, tibia_deg=16 if ahead else 3)
        keys.append((0.5 * step, replace(apart, forward_m=here, left_foot_m=(ahead, 0.0), right_foot_m=(-ahead, 0.0))))
        if ahead:
            keys.append((0.5 * step + 0.25, Posture(knee_deg=12, tibia_deg=6, forward_m=here - from_m / steps / 2)))
    return Motion(tuple(keys)).then(then)


def walking(steps: int = 12) -> Motion:
    """Walking on and on; the hips rise by 2 cm over each supporting leg."""
    apart, over = Posture(knee_deg=32, tibia_deg=16), Posture(knee_deg=12, tibia_deg=6)
    keys = []
    for k in range(steps):
        ahead = 0.20 if k % 2 else -0.20
        feet = {"left_foot_m": (ahead, 0.02), "right_foot_m": (-ahead, 0.02)}
        keys += [
            (0.5 * k, replace(apart, forward_m=0.6 * k, **feet)),
            (0.5 * k + 0.25, replace(over, forward_m=0.6 * k + 0.3)),
        ]
    return Motion(tuple(keys))


def lunges(count: int = 3, step_m: float = 0.75) -> Motion:
    """Down and up with the left foot in front."""
    up = Posture(knee_deg=30, tibia_deg=-10, left_foot_m=(0.0, 0.0), right_foot_m=(-step_m, 0.06))
    down = replace(up, knee_deg=95, tibia_deg=0, right_foot_m=(-step_m, 0.10))
    return posed(*[down] * count, top=up)


def push_ups(count: int = 3) -> Motion:
    """Hands and toes on the ground."""
    high = Posture(knee_deg=0.5, tibia_deg=62, trunk_deg=62, arms="planted", heel_lift_deg=50)
    return posed(*[replace(high, tibia_deg=80, trunk_deg=80)] * count, top=high)


def burpees(count: int = 2) -> Motion:
    """Into a crouch, the feet back, the feet to the hands again, and up."""
    crouch = Posture(knee_deg=140, tibia_deg=45, trunk_deg=80, arms="planted", heel_lift_deg=20)
    plank = Posture(knee_deg=0.5, tibia_deg=62, trunk_deg=62, arms="planted", heel_lift_deg=50, forward_m=-0.7)
    keys: list[tuple[float, Posture]] = [(0.0, STAND), (1.0, STAND)]
    for k in range(count):
        t = 1.0 + 3.6 * k
        keys += [(t + 0.6, crouch), (t + 0.9, plank), (t + 1.6, plank), (t + 1.9, crouch), (t + 2.6, STAND)]
        keys.append((t + 3.6, STAND))
    return Motion(tuple(keys))


def jumping_jacks(count: int = 5) -> Motion:
    """Feet apart and together, hands up and down."""
    keys: list[tuple[float, Posture]] = [(0.0, STAND), (1.0, STAND)]
    for k in range(count):
        t = 1.0 + 0.9 * k
        crouch = Posture(knee_deg=30, tibia_deg=15)
        keys += [(t + 0.2, replace(crouch, up_m=0.05)), (t + 0.45, Posture(stance=4.5, arms="overhead"))]
        keys += [(t + 0.7, replace(crouch, stance=2.5, up_m=0.05)), (t + 0.9, STAND)]
    return Motion((*keys, (keys[-1][0] + 1.0, STAND)))


def sitting_down() -> Motion:
    """Down on a chair, and staying there."""
    leaning = Posture(knee_deg=70, tibia_deg=15, trunk_deg=40)
    seat = Posture(knee_deg=88, tibia_deg=2, trunk_deg=2, arms="thigh")
    return Motion(((0.0, STAND), (1.2, STAND), (2.2, leaning), (2.8, seat), (6.0, seat)))


def lift(bulge: float = 0.01) -> Motion:
    """Something is picked up from the floor; the clip opens with the hands on it."""
    low = replace(HINGE, knee_deg=55, tibia_deg=12, trunk_deg=75, arms="floor", bulge=bulge)
    return Motion(((0.0, low), (0.25, low), (1.6, STAND), (3.0, STAND)), (RepTruth(0.0, 0.0, 0.25, 1.6),))
