"""A moment of a body on the floor or on its way up, given by the directions of its bones.

The pose solver for squats stands on two planted feet. Here the pelvis may be anywhere and lie any way; what carries the
body is whatever comes out lowest (:mod:`sample_videos.render.floor_placing`).
"""

from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from sample_videos.render.assets import Floats
from sample_videos.render.body import Side
from sample_videos.render.posture import LegSpot, Posture

Direction = tuple[float, float]  # degrees from straight down: forward, then outward
Anchor = Literal["hips", "feet", "left_foot", "right_foot", "left_knee", "right_knee", "palms"]
Rest = Literal["seat", "feet", "knees", "body"]

LEG_SPOT: Final = LegSpot(share=0.95, around_deg=0.0, fingers_deg=20.0)


@dataclass(frozen=True, slots=True)
class LegPose:
    """Where thigh and shin point. ``foot_deg``: None for a foot that stands on the floor, its heel lifted by
    ``heel_deg``, else how far it is stretched against the shin, 0 as in standing; ``stays``: the foot is where it was
    before.
    """

    thigh: Direction = (0.0, 4.0)
    shank: Direction = (0.0, 0.0)
    foot_deg: float | None = None
    toe_out_deg: float = 12.0
    heel_deg: float = 0.0
    stays: bool = False


@dataclass(frozen=True, slots=True)
class HandPose:
    """What a hand does. "floor": flat on it at ``reach_m`` from under the shoulder (outward, forward; at 1.75 m of
    stature); "stay": as before; "leg": on the own leg at ``spot``; "hang" by gravity; "held": ``reach_m`` (outward, up,
    forward) from the shoulder.
    """

    place: Literal["floor", "stay", "leg", "hang", "held"] = "hang"
    reach_m: tuple[float, ...] = ()
    spot: LegSpot = LEG_SPOT


@dataclass(frozen=True, slots=True)
class FloorPose:
    """One moment. ``trunk``: pelvis tilt and spine as in any posture; the pelvis leans ``lean_deg`` to the own left and
    faces ``heading_deg`` to the left of the room's front. ``anchor``: what stays where it was in the moment before.
    ``rests``: what carries it; ``lifted_m``: held so far above that, at 1.75 m of stature.
    """

    trunk: Posture
    left: LegPose
    right: LegPose
    left_hand: HandPose = HandPose()
    right_hand: HandPose = HandPose()
    lean_deg: float = 0.0
    heading_deg: float = 0.0
    anchor: Anchor = "hips"
    rests: Rest = "feet"
    lifted_m: float = 0.0

    def but(self, **changes: Any) -> "FloorPose":
        """The same with some of it changed."""
        return replace(self, **changes)

    def leg(self, side: Side) -> LegPose:
        """One leg."""
        return self.left if side == "left" else self.right

    def hand(self, side: Side) -> HandPose:
        """One hand."""
        return self.left_hand if side == "left" else self.right_hand


@dataclass(frozen=True)
class LegAt:
    """One leg in the room: ankle and knee (3,), the direction the knee points in, rotations of foot and toes.
    ``kneels``: its shin lies on the floor; ``fixed``: it stays there.
    """

    knee: Floats
    ankle: Floats
    towards: Floats
    foot: Floats
    kneels: bool = False
    fixed: bool = False


@dataclass(frozen=True)
class Placed:
    """A moment worked out for one body: its root, pelvis, legs, and the palms that lie on the floor (3,)."""

    pose: FloorPose
    root: Floats
    pelvis: Floats
    legs: dict[Side, LegAt]
    palms: dict[Side, Floats] = field(default_factory=dict)
