"""The part of a picture that shows one person, for a model that follows whoever it finds first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.media.people import Person, box_px, trunk_px
from formcheck.motion.track import Pose

MARGIN_SIZES: Final = 1.2  # room kept around a person in trunk lengths, for arms overhead and a step aside


@dataclass(frozen=True, slots=True)
class Roi:
    """Region of interest: the part of the picture that is given to the pose model so that it sees one person.

    ``box`` x0, y0, x1, y1 in pixels; ``dark`` boxes in the same pixels are blanked because others stand there.
    """

    box: tuple[int, int, int, int]
    dark: tuple[tuple[int, int, int, int], ...] = ()

    def cut(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The region of an image (H, W, 3), as a new contiguous array."""
        x0, y0, x1, y1 = self.box
        out = np.ascontiguousarray(image[y0:y1, x0:x1]).copy()
        for a, b, c, d in self.dark:
            out[max(b - y0, 0) : max(d - y0, 0), max(a - x0, 0) : max(c - x0, 0)] = 127
        return out

    def back(self, pose: Pose) -> Pose:
        """A pose found in the cut, in the whole picture's pixels."""
        return replace(pose, image_px=pose.image_px + np.array(self.box[:2], dtype=np.float64))


def person_roi(person: Person, others: Sequence[Person], from_s: float, to_s: float, size_wh: tuple[int, int]) -> Roi:
    """The region around ``person`` during a span of time; strips where only others stand are blanked."""
    own = _span_box(person, from_s, to_s, size_wh, MARGIN_SIZES)
    dark = []
    for other in others:
        a, b, c, d = _span_box(other, from_s, to_s, size_wh, 0.0)
        core = _span_box(person, from_s, to_s, size_wh, 0.2)
        if c <= core[0] or a >= core[2]:
            dark.append((a, b, c, d))
    return Roi(own, tuple(dark))


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
