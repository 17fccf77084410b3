"""Following one person in a stream while others walk through the picture."""

from typing import Final

from formcheck.media.people import centre_px, distance_sizes, trunk_px
from formcheck.motion.track import Pose

FASTEST_SIZES_PER_S: Final = 5.0  # chosen: hips fall at most 3 trunk lengths a second
LEAST_SIZES: Final = 0.8  # chosen, trunk lengths: as for clips, more than what landmarks jump by themselves
SQUAT_SIZES: Final = 1.6  # chosen: how far the hips may have sunk or risen while somebody was in front
GIVE_UP_S: Final = 3.2  # chosen: a little longer than the time after which live starts to look for a person again


class PersonLock:
    """Passes on the poses of one person; a pose that jumps elsewhere belongs to somebody else.

    The person is back when a pose appears where they were. After 3.2 s without them, whoever is in view is followed.
    """

    def __init__(self) -> None:
        self._own: Pose | None = None
        self._last: Pose | None = None
        self._other = False

    def __call__(self, pose: Pose, *, held: bool) -> Pose:
        """The pose, or an unseen one in place of somebody else's. Without ``held`` every pose is passed on."""
        if not pose.seen:
            return pose
        own, last, self._last = self._own, self._last, pose
        if held and own is not None and last is not None:
            if self._other:
                self._other = not _same_place(own, pose) and pose.t_s - own.t_s < GIVE_UP_S
            else:
                reach = FASTEST_SIZES_PER_S * (pose.t_s - last.t_s)
                self._other = distance_sizes(last, pose) > max(reach, LEAST_SIZES)
            if self._other:
                return Pose.unseen(pose.t_s)
        self._own, self._other = pose, False
        return pose


def _same_place(own: Pose, pose: Pose) -> bool:
    """Whether somebody is where the person was, standing or squatting."""
    aside, down = abs(centre_px(pose.image_px) - centre_px(own.image_px)) / max(float(trunk_px(own.image_px)), 1.0)
    return bool(aside <= LEAST_SIZES and down <= SQUAT_SIZES)
