"""Everybody in one picture: the detector runs on the whole of it and, where it is wide, again on its two sides.

The detector sees any picture in 224 x 224 points, in which a class side by side is small: of three people who fill half
the height of a picture of 4:3 it finds two, and which two changes from look to look. A side shows them larger.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.media.people import Roi, box_px, trunk_px
from formcheck.motion.track import Pose

WIDE: Final = 1.2  # width over height; chosen: in a narrower picture height limits the size, and a side shows no more
SIDE_SHARE: Final = 0.6  # of the width; chosen: the sides overlap by a fifth, more than a standing person takes
CUT_SIZES: Final = 0.15  # chosen: nearer to a side's inner edge than this many trunk lengths a body may be cut off

Find = Callable[[NDArray[np.uint8], float], Sequence[Pose]]


def everybody(find: Find, image: NDArray[np.uint8], t_s: float) -> tuple[Pose, ...]:
    """What ``find`` sees in the picture (H, W, 3) and in its sides, in the picture's pixels; one body may come twice.

    A body that a side cuts off is left to the whole picture, for the model would guess the rest of it. Lies where
    people stand so close to the middle that they hide each other.
    """
    size_wh = (image.shape[1], image.shape[0])
    found = list(find(image, t_s))
    for side in sides(size_wh):
        poses = (side.back(pose) for pose in find(side.cut(image), t_s))
        found += (pose for pose in poses if _whole(pose, side, size_wh))
    return tuple(found)


def sides(size_wh: tuple[int, int]) -> tuple[Roi, ...]:
    """The left and right side of a wide picture, overlapping; none of a narrow one."""
    width, height = size_wh
    if width < WIDE * height:
        return ()
    share = round(SIDE_SHARE * width)
    return Roi((0, 0, share, height)), Roi((width - share, 0, width, height))


def _whole(pose: Pose, side: Roi, size_wh: tuple[int, int]) -> bool:
    """Whether a body ends before the edges at which the side cuts the picture."""
    left, _, right, _ = side.box
    first, _, last, _ = box_px(pose.image_px)
    room = CUT_SIZES * float(trunk_px(pose.image_px))
    return bool((left == 0 or first > left + room) and (right == size_wh[0] or last < right - room))
