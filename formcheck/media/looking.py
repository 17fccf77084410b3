"""Everybody in one picture: the detector runs on the whole of it and, where it is wide, again on its two sides.

The detector sees any picture in 224 x 224 points, in which a class side by side is small: of three people who fill half
the height of a picture of 4:3 it finds two, and which two changes from look to look. A side shows them larger.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.media.people import box_px, trunk_px
from formcheck.media.region import Roi
from formcheck.motion.track import Pose

WIDE: Final = 1.2  # width over height; chosen: in a narrower picture height limits the size, and a side shows no more
SIDE_SHARE: Final = 0.6  # of the width; chosen: the sides overlap by a fifth, more than a standing person takes
CUT_SIZES: Final = 0.15  # chosen: nearer to a side's inner edge than this many trunk lengths a body may be cut off
SHARED: Final = 0.3  # of the smaller box; measured: second guesses at one body share 0.4 and more, a class nothing

Find = Callable[[NDArray[np.uint8], float], Sequence[Pose]]


def everybody(find: Find, image: NDArray[np.uint8], t_s: float) -> tuple[Pose, ...]:
    """What ``find`` sees in the picture (H, W, 3), and in its sides whoever stands clear of these; in its own pixels.

    A body that a side cuts off is left to the whole picture, for the model would guess the rest of it; what overlaps a
    body found before is taken for another guess at the same one. So people who hide each other are not found by this.
    """
    size_wh = (image.shape[1], image.shape[0])
    found = list(find(image, t_s))
    for side in sides(size_wh):
        poses = [side.back(pose) for pose in find(side.cut(image), t_s)]
        found += [p for p in poses if _whole(p, side, size_wh) and not any(_overlap(p, other) for other in found)]
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


def _overlap(a: Pose, b: Pose) -> bool:
    """Whether two bodies share much of the smaller one's box."""
    (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = (box_px(pose.image_px) for pose in (a, b))
    shared = max(min(ax1, bx1) - max(ax0, bx0), 0.0) * max(min(ay1, by1) - max(ay0, by0), 0.0)
    return bool(shared > SHARED * min((ax1 - ax0) * (ay1 - ay0), (bx1 - bx0) * (by1 - by0)))
