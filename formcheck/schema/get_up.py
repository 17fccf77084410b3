"""Getting up from the floor as it was measured: phases, what the body was supported on, and how long it took."""

from typing import Literal

from formcheck.motion.landmarks import Side
from formcheck.schema.codes import Part

FloorPhase = Literal["floor", "side", "all_fours", "half_kneel", "crouch", "rise", "stand"]
SupportLimb = Literal["hand", "forearm", "knee", "hand_on_knee"]


class PhaseSpan(Part, frozen=True, kw_only=True):
    """One phase from ``from_s`` to ``to_s``. ``floor``: the hips are on it; ``side``, ``all_fours``: on hands and one
    knee or both; ``half_kneel``, ``crouch``: one foot or both stand, something else still touches the floor; ``rise``:
    on the feet alone; ``stand``: upright.
    """

    phase: FloorPhase
    from_s: float
    to_s: float


class FloorSupport(Part, frozen=True, kw_only=True):
    """One limb that helped: hand, forearm or knee on the floor, or hand on an own leg. A knee stands for the side of
    the leg too, which one camera cannot tell apart.
    """

    limb: SupportLimb
    side: Side
    from_s: float
    to_s: float


class LimbHidden(Part, frozen=True, kw_only=True):
    """A limb of which it could not be seen whether it helped."""

    limb: SupportLimb
    side: Side


class GetUp(Part, frozen=True, kw_only=True):
    """Getting up from the floor. ``off_floor_s``: the hips leave it; ``seconds`` from there until standing at
    ``stand_s``. ``supports``: each limb once on each place, in order of time, after the sitting-rising test (de Brito
    2014); null when the view cannot show them. ``hidden``: what could not be seen of them, so that their number is the
    least there were.
    """

    off_floor_s: float
    stand_s: float
    seconds: float
    phases: tuple[PhaseSpan, ...]
    supports: tuple[FloorSupport, ...] | None
    hidden: tuple[LimbHidden, ...]
