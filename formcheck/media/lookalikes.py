"""What looks like a person and is none: pictures of people, things taken for one, and reflections in a mirror.

They count as nobody; whoever follows a person has to know of them all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.media.people import Person, box_px, centre_px, trunk_px
from formcheck.motion.landmarks import pair
from formcheck.motion.track import Floats

BLOCK_PX: Final = 4  # side of the squares whose mean is kept of a picture: noise falls to a quarter
STILL_LEVELS: Final = 2.0  # of 255; measured: a poster stays below 0.4, people who stand still exceed 12 somewhere
SOMEWHERE: Final = 0.99  # quantile over the box of a body: sway shows at its edges only
LEAST_LOOKS: Final = 4  # chosen: fewer that look the same may be chance
LEAST_TOGETHER: Final = 6  # chosen: people who squat in time agree in fewer by chance
FARTHER: Final = 0.95  # chosen: a reflection is farther away than its person, so smaller than this share of it
SAME_MOTION: Final = 0.97  # correlation; measured: mirror twins 0.997, the same squats 0.4 s later 0.60, a class 0.25
MOVED_SIZES: Final = 0.15  # chosen, trunk lengths: people who hardly move agree by chance
AMPLITUDES: Final = (0.6, 1.6)  # chosen: a twin moves as far as its person for its size
MARKS: Final = ("shoulder", "elbow", "wrist", "knee", "ankle")


@dataclass(frozen=True, slots=True)
class Look:
    """A scanned picture, small: ``grey`` (H / 4, W / 4), levels 0..255."""

    t_s: float
    grey: NDArray[np.float32]


def look_of(image: NDArray[np.uint8], t_s: float) -> Look:
    """What is kept of a picture in colour (H, W, 3)."""
    height, width = (side // BLOCK_PX for side in image.shape[:2])
    blocks = image[: height * BLOCK_PX, : width * BLOCK_PX].reshape(height, BLOCK_PX, width, BLOCK_PX * 3)
    return Look(t_s, np.asarray(blocks.mean(axis=(1, 3), dtype=np.float32)))


def real_people(people: Sequence[Person], looks: Sequence[Look]) -> tuple[Person, ...]:
    """Those who are there themselves: neither pictures nor reflections. Everybody, where that would leave nobody.

    ``looks``: the scanned pictures, small. A picture shows by pixels that never change, so where the camera moves
    posters count; of people who move the same way at every scan, to the instant, the smaller one is the reflection.
    """
    moving = [person for person in people if not _is_still(person, looks)] or list(people)
    twins = [_smaller(*two) for two in combinations(moving, 2) if _move_together(*two)]
    return tuple(person for person in moving if not any(person is twin for twin in twins))


def _is_still(person: Person, looks: Sequence[Look]) -> bool:
    """Whether nothing changes where a body is seen, while it is seen; who walks by in front of it does so rarely."""
    there = {sighting.t_s for sighting in person.sightings}
    own = [look.grey for look in looks if look.t_s in there]
    if len(own) < LEAST_LOOKS:
        return False
    x0, y0, x1, y1 = np.median([box_px(s.image_px) for s in person.sightings], axis=0) / BLOCK_PX
    rows, columns = (slice(max(int(low), 0), max(int(np.ceil(high)), 1)) for low, high in ((y0, y1), (x0, x1)))
    boxes = np.stack([grey[rows, columns] for grey in own])
    change = np.median(np.abs(boxes - np.median(boxes, axis=0)), axis=0)
    return bool(change.size and np.quantile(change, SOMEWHERE) <= STILL_LEVELS)


def _move_together(one: Person, other: Person) -> bool:
    """Whether two people move the same way at every scan that shows both, left and right as seen or changed over."""
    ours, theirs = _moving(one), _moving(other)
    both = sorted(ours.keys() & theirs.keys())
    if len(both) < LEAST_TOGETHER or min(_size(one), _size(other)) > FARTHER * max(_size(one), _size(other)):
        return False
    a, b = (np.stack([way[t] for t in both]) for way in (ours, theirs))
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    far, near = (float(np.sqrt(np.mean(np.square(way).sum(axis=2)))) for way in (a, b))
    if min(far, near) < MOVED_SIZES or not AMPLITUDES[0] <= near / far <= AMPLITUDES[1]:
        return False
    size = float(np.sqrt(np.square(a).sum() * np.square(b).sum()))
    return max(float((a * b * flip).sum()) for flip in ((1.0, 1.0), (-1.0, 1.0))) >= SAME_MOTION * size


def _moving(person: Person) -> dict[float, Floats]:
    """By time, (6, 2) in trunk lengths: the hips in the picture, and the middle of each pair of joints beside them."""
    size = _size(person)
    found = {}
    for sighting in person.sightings:
        hips = centre_px(sighting.image_px)
        marks = [sighting.image_px[list(pair(part))].mean(axis=0) - hips for part in MARKS]
        found[sighting.t_s] = np.stack([hips, *marks]) / size
    return found


def _smaller(one: Person, other: Person) -> Person:
    return min(one, other, key=_size)


def _size(person: Person) -> float:
    return max(float(np.median([trunk_px(s.image_px) for s in person.sightings])), 1.0)
