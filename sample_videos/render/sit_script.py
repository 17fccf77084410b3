"""Getting up from a chair and sitting down again, as data."""

from dataclasses import dataclass, field
from typing import Final, Literal

from sample_videos.render.body import SIDES, Side
from sample_videos.render.posture import STANDING, Place, Posture, Stance
from sample_videos.render.sitting import Chair

SitKind = Literal["sit_to_stand", "none"]
Part = Literal["whole", "rise", "sit_down", "lean"]
UPRIGHT_DEG: Final = 4.0  # trunk of somebody who sits quietly


@dataclass(frozen=True, slots=True)
class Push:
    """A hand on something while rising: from ``begin`` to ``end``, in shares of the rise after the lean.

    Below 0 is before the hips leave the seat: -1 is the beginning of the lean.
    """

    place: Place
    begin: float = -0.4
    end: float = 0.45
    sides: tuple[Side, ...] = SIDES


@dataclass(frozen=True, slots=True)
class Try:
    """A try that fails: the trunk leans by ``lean_deg``, the legs make ``share`` of the rise and sink back.

    Seconds: ``lean_s`` forward, ``lift_s`` up and down again, ``back_s`` until upright, ``rest_s`` until the next.
    """

    lean_deg: float = 36.0
    share: float = 0.08
    lean_s: float = 0.5
    lift_s: float = 0.8
    back_s: float = 0.6
    rest_s: float = 0.5


@dataclass(frozen=True, slots=True)
class Sit:
    """Once up and down again, or a part of it. "lean" only leans forward and back: nobody gets up.

    Seconds: ``lean_s`` the trunk leans by ``lean_deg``, the hips on the seat; ``rise_s`` from the seat to standing;
    ``stand_s`` upright (of a lean: leant); ``sit_s`` down until the hips are on the seat; ``settle_s`` until the trunk
    is upright; ``dwell_s`` sitting still, or standing still at the end of a rise.
    """

    part: Part = "whole"
    lean_deg: float = 42.0
    lean_s: float = 0.5
    rise_s: float = 1.1
    stand_s: float = 0.6
    sit_s: float = 1.4
    settle_s: float = 0.45
    dwell_s: float = 0.8
    tries: tuple[Try, ...] = ()
    pushes: tuple[Push, ...] = ()


@dataclass(frozen=True, slots=True)
class SitScript:
    """All somebody does with a chair. ``sitting`` and ``standing_arms``: where the hands are then;
    ``sway`` and ``rep_spread`` as in movement.Script.
    """

    reps: tuple[Sit, ...]
    kind: SitKind = "sit_to_stand"
    chair: Chair = field(default_factory=Chair)
    sitting: Place = "crossed"
    standing_arms: Place | None = None
    standing: Posture = STANDING
    stance: Stance = field(default_factory=lambda: Stance(1.35, 12))
    lead_s: float = 0.8
    sway: float = 1.0
    rep_spread: float = 0.05

    @property
    def hands_up(self) -> Place:
        """Where the hands are while standing; as while sitting when nothing else is asked."""
        return self.standing_arms or self.sitting


@dataclass(frozen=True, slots=True)
class SitTimes:
    """Seconds of one repetition: a change begins at each; None where it does not come about.

    ``start_s`` the trunk begins to lean, or somebody who stands to sit down; ``off_s`` the legs begin to stretch;
    ``up_s`` standing; ``down_s`` begins to sit down; ``sat_s`` the legs stop; ``end_s`` all is done;
    ``tries`` when each failed try begins.
    """

    start_s: float
    off_s: float | None
    up_s: float | None
    down_s: float | None
    sat_s: float | None
    end_s: float
    tries: tuple[float, ...] = ()


def timed(rep: Sit, begin_s: float, speed: float) -> SitTimes:
    """When everything in a repetition happens; ``speed`` stretches what moves."""
    tries, now = [], begin_s
    for one in rep.tries:
        tries.append(now)
        now += one.lean_s + one.lift_s + one.back_s + one.rest_s
    if rep.part == "sit_down":
        sat_s = now + rep.sit_s * speed
        return SitTimes(now, None, None, now, sat_s, sat_s + rep.settle_s)
    off_s = now + rep.lean_s * speed
    if rep.part == "lean":
        return SitTimes(now, None, None, None, None, off_s + rep.stand_s + rep.settle_s, tuple(tries))
    up_s = off_s + rep.rise_s * speed
    if rep.part == "rise":
        return SitTimes(now, off_s, up_s, None, None, up_s, tuple(tries))
    down_s = up_s + rep.stand_s
    sat_s = down_s + rep.sit_s * speed
    return SitTimes(now, off_s, up_s, down_s, sat_s, sat_s + rep.settle_s, tuple(tries))
