"""Ways of getting up from the floor, as moments with times."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from sample_videos.render import floor_moments as at
from sample_videos.render.floor_moments import HANG, ON_LEG, STAY, mirrored
from sample_videos.render.floor_path import Key
from sample_videos.render.floor_pose import FloorPose, HandPose

FloorKind = Literal["get_up", "none"]


@dataclass(frozen=True, slots=True)
class FloorScript:
    """All somebody does: the moments of ``keys`` after ``lead_s``, then standing still for ``stand_s``.

    ``mirrored``: left and right exchanged; ``slow`` stretches every way; ``sway`` as in movement.Script.
    """

    keys: tuple[Key, ...]
    kind: FloorKind = "get_up"
    lead_s: float = 1.0
    stand_s: float = 1.6
    mirrored: bool = False
    slow: float = 1.0
    sway: float = 1.0

    @property
    def timed(self) -> tuple[Key, ...]:
        """The moments with the waits at both ends."""
        keys = [replace(key, pose=mirrored(key.pose)) if self.mirrored else key for key in self.keys]
        keys[0], keys[-1] = replace(keys[0], hold_s=self.lead_s), replace(keys[-1], hold_s=self.stand_s)
        return tuple(keys)


_BESIDE: Final = HandPose("floor", (0.12, -0.14))
_HERE: Final = HandPose("floor", (0.06, 0.06))


def _staying(pose: FloorPose) -> FloorPose:
    """Both feet where they were."""
    return pose.but(left=replace(pose.left, stays=True), right=replace(pose.right, stays=True))


def _up_from(pose: FloorPose) -> FloorPose:
    """The front foot stays where it was put down."""
    return pose.but(left=replace(pose.left, stays=True))


def _leaning(pose: FloorPose) -> FloorPose:
    """Over to the left, where the hand is."""
    return pose.but(trunk=replace(pose.trunk, trunk_side_lean_deg=14.0))


HAND_AND_SQUAT: Final = (
    Key(at.SIT_ON_HAND),
    Key(_leaning(at.FEET_CLOSE).but(left_hand=_BESIDE), 0.9),
    Key(_staying(_leaning(at.LOW_SQUAT).but(left_hand=STAY)), 0.7),
    Key(_staying(at.SQUAT.but(left_hand=at.AHEAD)), 0.7),
    Key(_staying(at.STAND), 1.1),
)
NO_HANDS: Final = (
    Key(at.SIT),
    Key(at.FEET_CLOSE, 0.9),
    Key(_staying(at.LOW_SQUAT), 0.6),
    Key(_staying(at.SQUAT), 0.5),
    Key(_staying(at.STAND), 1.1),
)
FOURS_AND_KNEE: Final = (
    Key(at.SIDE_SIT),
    Key(at.SIDE_REACH, 0.9),
    Key(at.ALL_FOURS.but(left_hand=STAY, right_hand=STAY, anchor="palms"), 1.2, 0.2),
    Key(at.HALF_KNEEL_LOW.but(left_hand=STAY, right_hand=STAY, anchor="right_knee"), 1.1, 0.1),
    Key(_up_from(at.HALF_KNEEL).but(left_hand=ON_LEG, right_hand=HANG, anchor="right_knee"), 0.9, 0.3),
    Key(at.LUNGE.but(left_hand=ON_LEG), 0.9),
    Key(at.STAND.but(anchor="left_foot", left=replace(at.STAND.left, stays=True)), 1.0),
)
SIDE_AND_HAND: Final = (
    Key(at.SIDE_SIT),
    Key(at.KNEEL_PROPPED, 1.1),
    Key(mirrored(at.HALF_KNEEL_LOW).but(left_hand=_HERE, right_hand=at.HALF_WAY, anchor="left_knee"), 1.1, 0.1),
    Key(mirrored(_up_from(at.HALF_KNEEL)).but(anchor="left_knee"), 0.9, 0.2),
    Key(mirrored(at.LUNGE), 0.9),
    Key(at.STAND.but(anchor="right_foot", right=replace(at.STAND.right, stays=True)), 1.0),
)
FROM_LYING: Final = (
    Key(at.LYING),
    Key(at.SIDE_LYING, 1.2),
    Key(at.PROPPED, 1.3),
    Key(at.ALL_FOURS.but(anchor="left_knee"), 0.9, 0.2),
    Key(at.HALF_KNEEL_LOW.but(left_hand=STAY, right_hand=STAY, anchor="right_knee"), 1.1, 0.1),
    Key(_up_from(at.HALF_KNEEL).but(anchor="right_knee"), 0.9, 0.3),
    Key(at.LUNGE, 0.9),
    Key(at.STAND.but(anchor="left_foot", left=replace(at.STAND.left, stays=True)), 1.0),
)
#: As on all fours, but the hands help no further once they have left the floor.
FOURS_ONLY: Final = (
    *FOURS_AND_KNEE[:4],
    Key(_up_from(at.HALF_KNEEL).but(anchor="right_knee"), 0.9, 0.3),
    Key(at.LUNGE, 0.9),
    FOURS_AND_KNEE[-1],
)
#: Down to the floor, and nobody gets up again.
DOWN_ONLY: Final = (
    Key(at.STAND),
    Key(_staying(at.SQUAT), 1.1),
    Key(_staying(at.LOW_SQUAT), 0.6),
    Key(_staying(at.FEET_CLOSE), 0.6),
    Key(at.SIT, 0.9),
)
