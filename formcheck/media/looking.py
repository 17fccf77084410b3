"""Everybody in one picture: the detector runs on the whole of it and, where it is wide, again on parts of it.

The detector sees any picture in 224 x 224 points, in which a class side by side is small: of three people who fill half
the height of a picture of 4:3 it finds two, and which two changes from look to look. A side shows them larger. Of six
in two rows it finds the front row; squares hardly larger than these people show who stands behind them.
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

TILE_BODIES: Final = 1.15  # of a body's height; measured: in squares of 1.1 to 1.4 the row behind is found, in 1.7 not
LEAST_TILE_PX: Final = 224  # what the detector sees; a smaller square shows no more
MOST_TILES: Final = 12  # chosen: people so small that more would be needed are too small to be judged

Find = Callable[[NDArray[np.uint8], float], Sequence[Pose]]


def everybody(find: Find, image: NDArray[np.uint8], t_s: float) -> tuple[Pose, ...]:
    """What ``find`` sees in the picture (H, W, 3), and in its sides whoever stands clear of these; in its own pixels.

    A body that a side cuts off is left to the whole picture, for the model would guess the rest of it; what overlaps a
    body found before is taken for another guess at the same one. So people who hide each other are not found by this.
    """
    size_wh = (image.shape[1], image.shape[0])
    found = list(find(image, t_s))
    for side in sides(size_wh):
        _look(find, image, t_s, side, found)
    for tile in tiles(found, size_wh):
        _look(find, image, t_s, tile, found)
    return tuple(found)


def _look(find: Find, image: NDArray[np.uint8], t_s: float, part: Roi, found: list[Pose]) -> None:
    """Add who is seen in a part of the picture, and was not yet."""
    size_wh = (image.shape[1], image.shape[0])
    for pose in map(part.back, find(part.cut(image), t_s)):
        if _whole(pose, part, size_wh) and not any(_overlap(pose, other) for other in found):
            found.append(pose)


def tiles(found: Sequence[Pose], size_wh: tuple[int, int]) -> tuple[Roi, ...]:
    """Squares as high as the people found, each half over the next; none in a narrow picture or for one person."""
    width, height = size_wh
    if len(found) < 2 or not sides(size_wh):
        return ()
    boxes = np.stack([box_px(pose.image_px) for pose in found])
    across = TILE_BODIES * float(np.median(boxes[:, 3] - boxes[:, 1]))
    side = round(min(max(across, LEAST_TILE_PX, 2 * width / (MOST_TILES + 1)), height))
    top = round(min(max(float(np.median(boxes[:, [1, 3]])) - side / 2, 0), height - side))
    count = max(-(-2 * (width - side) // side), 1)
    lefts = [round(i * (width - side) / count) for i in range(count + 1)]
    return tuple(Roi((left, top, left + side, top + side)) for left in lefts)


def sides(size_wh: tuple[int, int]) -> tuple[Roi, ...]:
    """The left and right side of a wide picture, overlapping; none of a narrow one."""
    width, height = size_wh
    if width < WIDE * height:
        return ()
    share = round(SIDE_SHARE * width)
    return Roi((0, 0, share, height)), Roi((width - share, 0, width, height))


def _whole(pose: Pose, side: Roi, size_wh: tuple[int, int]) -> bool:
    """Whether a body ends before the edges at which the part cuts the picture."""
    left, top, right, bottom = side.box
    first, head, last, foot = box_px(pose.image_px)
    room = CUT_SIZES * float(trunk_px(pose.image_px))
    beside = (left == 0 or first > left + room) and (right == size_wh[0] or last < right - room)
    return bool(beside and (top == 0 or head > top) and (bottom == size_wh[1] or foot < bottom))


def _overlap(a: Pose, b: Pose) -> bool:
    """Whether two bodies share much of the smaller one's box."""
    (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = (box_px(pose.image_px) for pose in (a, b))
    shared = max(min(ax1, bx1) - max(ax0, bx0), 0.0) * max(min(ay1, by1) - max(ay0, by0), 0.0)
    return bool(shared > SHARED * min((ax1 - ax0) * (ay1 - ay0), (bx1 - bx0) * (by1 - by0)))
