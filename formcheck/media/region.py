"""The part of a picture that shows one person, for a model that follows whoever it finds first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.media.people import Person, box_px, trunk_px
from formcheck.motion.track import Floats, Pose

MARGIN_SIZES: Final = 1.2  # room kept around a person in trunk lengths, for arms overhead and a step aside
LEAST_SIZES: Final = 0.35  # chosen: what landmarks leave out of a body, and two models differ by
CORE_SIZES: Final = 0.2  # chosen: nearer to the body than this nobody else is blanked
LONG_S: Final = 1.2  # chosen: who was not seen for longer may be anywhere
BLANK: Final = 127  # grey
SIZES_PER_S: Final = 0.6  # chosen: hands and hips go out by a third of a trunk in half a second


class Boxes:
    """Where somebody is at any time, between the sightings before and after."""

    def __init__(self, person: Person) -> None:
        points = np.stack([one.image_px for one in person.sightings])
        self._t_s = np.array([one.t_s for one in person.sightings])
        self._boxes, self.size_px = box_px(points), float(np.median(trunk_px(points)))

    def unseen_s(self, t_s: float) -> float:
        """Seconds between the looks before and after, or twice those since the last or before the first."""
        after = int(np.searchsorted(self._t_s, t_s))
        if 0 < after < len(self._t_s):
            return float(self._t_s[after] - self._t_s[after - 1])
        return 2 * abs(float(self._t_s[min(after, len(self._t_s) - 1)]) - t_s)

    def around(self, t_s: float, sizes: float) -> Floats:
        """(4,) what holds the body before and after, with so many trunk lengths of room."""
        after = int(np.searchsorted(self._t_s, t_s))
        boxes = self._boxes[[i for i in (after - 1, after) if 0 <= i < len(self._t_s)]]
        room = sizes * self.size_px
        return np.concatenate([boxes[:, :2].min(axis=0) - room, boxes[:, 2:].max(axis=0) + room])

    def at(self, t_s: float) -> Floats:
        """(4,) the body on its way from one look to the next."""
        return np.array([np.interp(t_s, self._t_s, side) for side in self._boxes.T])


class Window:
    """What of the picture is shown of one person at any time: where they must be, without the others beside them."""

    def __init__(self, person: Person, others: Sequence[Person]) -> None:
        self._own, self._others = Boxes(person), [Boxes(other) for other in others]

    def blank(self, image: NDArray[np.uint8], t_s: float, corner: tuple[int, int]) -> None:
        """Blank the rest in a part of the picture, whose upper left corner is given, in place."""
        own, unseen_s = self._own, self._own.unseen_s(t_s)
        left, top, right, bottom = _pixels(
            own.around(t_s, min(LEAST_SIZES + SIZES_PER_S * unseen_s, MARGIN_SIZES)), corner
        )
        image[:top] = image[bottom:] = BLANK
        image[:, :left] = image[:, right:] = BLANK
        first, _, last, _ = _pixels(own.around(t_s, CORE_SIZES), corner)
        for other in self._others:
            if other.unseen_s(t_s) <= LONG_S:
                left, top, right, bottom = _pixels(other.at(t_s), corner)
                image[top:bottom, left : min(right, first)] = BLANK
                image[top:bottom, max(left, last) : right] = BLANK


def _pixels(box: Floats, corner: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box in the pixels of a part of the picture; never negative."""
    x0, y0, x1, y1 = np.maximum(np.rint(box - np.array([*corner, *corner])), 0).astype(int)
    return int(x0), int(y0), int(x1), int(y1)


@dataclass(frozen=True, slots=True)
class Roi:
    """Region of interest: the part of the picture that is given to the pose model so that it sees one person.

    ``box`` x0, y0, x1, y1 in pixels; outside the ``window`` it is blanked.
    """

    box: tuple[int, int, int, int]
    window: Window | None = None

    def cut(self, image: NDArray[np.uint8], t_s: float = 0.0) -> NDArray[np.uint8]:
        """The region of an image (H, W, 3) at a time, as a new contiguous array."""
        x0, y0, x1, y1 = self.box
        out = np.ascontiguousarray(image[y0:y1, x0:x1]).copy()
        if self.window is not None:
            self.window.blank(out, t_s, (x0, y0))
        return out

    def back(self, pose: Pose) -> Pose:
        """A pose found in the cut, in the whole picture's pixels."""
        return replace(pose, image_px=pose.image_px + np.array(self.box[:2], dtype=np.float64))


def person_roi(person: Person, others: Sequence[Person], from_s: float, to_s: float, size_wh: tuple[int, int]) -> Roi:
    """The region around ``person`` during a span of time."""
    window = Window(person, others) if others else None
    return Roi(_span_box(person, from_s, to_s, size_wh, MARGIN_SIZES), window)


def _span_box(
    person: Person, from_s: float, to_s: float, size_wh: tuple[int, int], margin_sizes: float
) -> tuple[int, int, int, int]:
    """Union of the person's boxes within the span and the sightings next to it, with a margin, inside the picture."""
    times = np.array([s.t_s for s in person.sightings])
    a = max(int(np.searchsorted(times, from_s, side="right")) - 1, 0)
    b = min(int(np.searchsorted(times, to_s)) + 1, len(times))
    points = np.stack([s.image_px for s in person.sightings[a : max(b, a + 1)]])
    boxes, margin = box_px(points), margin_sizes * float(np.median(trunk_px(points)))
    low = np.clip(np.floor(boxes[:, :2].min(axis=0) - margin), 0, np.array(size_wh) - 2)
    high = np.clip(np.ceil(boxes[:, 2:].max(axis=0) + margin), low + 2, size_wh)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])
