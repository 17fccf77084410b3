"""Several people in view: choose whom to follow, and keep the track on that person.

Pure arithmetic on poses; the detections come from `media.pose`, and `media.linking` makes people of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import BadChoice
from formcheck.i18n import ngettext
from formcheck.motion.landmarks import pair
from formcheck.motion.track import Floats, Pose, Track
from formcheck.schema import PersonSeen

JUMP_SIZES_PER_S: Final = 12.0  # chosen: hips fall at most 3 trunk lengths per second; 12 in one frame is another body
ASIDE_SIZES: Final = 0.8  # chosen: hips go back by half a trunk length in a squat seen from the side
PASSES_SIZES_PER_S: Final = 1.0  # chosen: half a metre a second; a squat's hips stay slower to the side
THERE_SIZES: Final = 0.4  # chosen: nearer to where somebody is than this is on them
HIDDEN_S: Final = 0.15  # chosen: half the time in which somebody walks past another
GONE_S: Final = 1.2  # chosen: who was not seen for longer may be anywhere
LOST_S: Final = 0.5  # chosen: so long before and after being seen somebody is still there
OFF_TRACK_SIZES: Final = 1.5  # chosen: further than this from where the person was seen is somebody else


@dataclass(slots=True)
class Person:
    """One person's sightings in order of time; ``number`` counts from left to right, starting at 1."""

    sightings: list[Pose] = field(default_factory=list)
    number: int = 0


def trunk_px(image_px: Floats) -> Floats:
    """Body size (...,): the longer of trunk length and shoulder width in pixels, which no turn makes vanish."""
    shoulder, hip = image_px[..., list(pair("shoulder")), :], image_px[..., list(pair("hip")), :]
    trunk = np.linalg.norm(shoulder.mean(axis=-2) - hip.mean(axis=-2), axis=-1)
    width = np.linalg.norm(shoulder[..., 0, :] - shoulder[..., 1, :], axis=-1)
    return np.asarray(np.maximum(trunk, width))


def centre_px(image_px: Floats) -> Floats:
    """Middle of the hips (..., 2), the point that follows a person best."""
    return np.asarray(image_px[..., list(pair("hip")), :].mean(axis=-2))


def box_px(image_px: Floats) -> Floats:
    """Bounding box x0, y0, x1, y1 of all landmarks (..., 4)."""
    return np.concatenate([image_px.min(axis=-2), image_px.max(axis=-2)], axis=-1)


def numbered(people: Iterable[Person]) -> tuple[Person, ...]:
    """The same people, numbered from left to right."""
    ordered = sorted(people, key=lambda p: float(np.median([centre_px(s.image_px)[0] for s in p.sightings])))
    return tuple(replace(p, number=i) for i, p in enumerate(ordered, start=1))


def jumps(t_s: Floats, centre: Floats, size: Floats) -> NDArray[np.bool_]:
    """(N - 1,) between which frames the hips go further than a body can."""
    step = np.linalg.norm(np.diff(centre, axis=0), axis=1) / np.maximum(size[:-1], 1.0)
    return np.asarray(step > np.maximum(JUMP_SIZES_PER_S * np.diff(t_s), 0.8))


def distance_sizes(a: Pose, b: Pose) -> float:
    """How far apart the hips of two poses are, in trunk lengths of the larger."""
    gap = float(np.linalg.norm(centre_px(a.image_px) - centre_px(b.image_px)))
    return gap / max(float(trunk_px(a.image_px)), float(trunk_px(b.image_px)), 1.0)


def choose(people: Sequence[Person], size_wh: tuple[int, int], number: int | None = None) -> Person | None:
    """Whom to follow: ``number`` when given (BadChoice when nobody has it), else the largest, most central and most
    moving; None when nobody was seen.
    """
    if number is not None:
        for person in people:
            if person.number == number:
                return person
        raise BadChoice(
            ngettext(
                "There is no person {number}. We found only one person. Please count from left to right.",
                "There is no person {number}. We found only {count} people. Please count from left to right.",
                len(people),
                number=number,
            )
        )
    return max(people, key=lambda p: _interest(p, size_wh), default=None)


def _interest(person: Person, size_wh: tuple[int, int]) -> float:
    points = np.stack([s.image_px for s in person.sightings])
    size = float(np.median(trunk_px(points)))
    centre = centre_px(points)
    off_middle = abs(float(np.median(centre[:, 0])) / size_wh[0] - 0.5)
    moving = min(float(np.ptp(centre[:, 1])) / max(size, 1.0), 1.0)
    return size * (1.0 - off_middle) * (1.0 + moving) * min(len(person.sightings), 5)


def seen_table(people: Sequence[Person], scans: int, size_wh: tuple[int, int]) -> tuple[PersonSeen, ...]:
    """The people found, as the report lists them."""
    table = []
    for person in people:
        box = np.median([box_px(s.image_px) for s in person.sightings], axis=0) / np.array([*size_wh, *size_wh])
        x0, y0, x1, y1 = (round(float(v), 3) for v in np.clip(box, 0, 1))
        share = len(person.sightings) / max(scans, 1)
        table.append(PersonSeen(person=person.number, box=(x0, y0, x1, y1), share_seen=round(min(share, 1.0), 3)))
    return tuple(table)


@dataclass(frozen=True, slots=True)
class Gathering:
    """The scan in which most people were seen: its time, and each person's box (x0, y0, x1, y1 as shares) by number."""

    t_s: float
    boxes: Mapping[int, tuple[float, float, float, float]]


def gathering(people: Sequence[Person], size_wh: tuple[int, int]) -> Gathering | None:
    """The first of the scans in which most of these people were seen; None when there is nobody."""
    together: dict[float, dict[int, tuple[float, float, float, float]]] = {}
    for person in people:
        for sighting in person.sightings:
            x0, y0, x1, y1 = (box_px(sighting.image_px) / np.array([*size_wh, *size_wh])).tolist()
            together.setdefault(sighting.t_s, {})[person.number] = (x0, y0, x1, y1)
    t_s = min(together, key=lambda t: (-len(together[t]), t), default=None)
    return None if t_s is None else Gathering(t_s, together[t_s])


def follow(track: Track, person: Person, others: Sequence[Person] = ()) -> Track:
    """The track with every frame in which it shows somebody else set to NaN.

    Frames are cut into stretches without a jump of the hips; a stretch stays when it is where ``person`` was seen, and
    not nearer to one of the ``others``. Stretches between sightings are compared with interpolated positions. Frames in
    which it slides away with somebody who passes go, too.
    """
    seen = np.flatnonzero(track.seen)
    if not len(seen):
        return track
    centre, size = centre_px(track.image_px), trunk_px(track.image_px)
    broken = np.flatnonzero(jumps(track.t_s[seen], centre[seen], size[seen]))
    keep = np.zeros(len(track), bool)
    stretches = np.split(seen, broken + 1)
    longest = max(stretches, key=len)
    for stretch in stretches:
        own = _distance_to(person, track.t_s[stretch], centre[stretch]) / np.median(size[stretch])
        rivals = [_distance_to(o, track.t_s[stretch], centre[stretch]) / np.median(size[stretch]) for o in others]
        alone = not others and stretch is longest
        keep[stretch] = alone or (own <= OFF_TRACK_SIZES and own <= min(rivals, default=np.inf))
    taken, passed = _passers(track, person, others)
    return track.without(~keep | taken).without_outline(passed)


def _passers(track: Track, person: Person, others: Sequence[Person]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(N,) frames in which the hips are where somebody else is and not where the person is, and frames in which
    somebody walks past in front of the person; each with those just before and after.
    """
    size = max(float(np.median([trunk_px(one.image_px) for one in person.sightings])), 1.0)
    x, own = centre_px(track.image_px)[:, 0] / size, _way(person, track.t_s, gone_s=np.inf) / size
    off, unknown = np.abs(own[0] - x), ~np.isfinite(_way(person, track.t_s)[0])
    taken, passed = np.zeros((2, len(track)), bool)
    for other in others:
        way = _way(other, track.t_s) / size
        with np.errstate(invalid="ignore"):
            near = np.abs(way[0] - x)
            taken |= (off > ASIDE_SIZES) & (near < np.minimum(off, ASIDE_SIZES)) | unknown & (near < THERE_SIZES)
            passes = np.abs(_speed(way[0] - own[0], track.t_s)) > PASSES_SIZES_PER_S
            passed |= passes & (np.abs(way[0] - own[0]) < ASIDE_SIZES) & (way[1] > own[1])
    return _widened(taken, track.t_s, HIDDEN_S), _widened(passed, track.t_s, HIDDEN_S)


def _way(person: Person, t_s: Floats, gone_s: float = GONE_S) -> Floats:
    """(2, N) where the hips are across the picture and how far down the body goes; NaN where nobody knows: in
    a gap of more than ``gone_s``, or more than half a second before or after.
    """
    times = np.array([one.t_s for one in person.sightings])
    hips = np.array([centre_px(one.image_px)[0] for one in person.sightings])
    lowest = np.array([box_px(one.image_px)[3] for one in person.sightings])
    after = np.clip(np.searchsorted(times, t_s), 1, max(len(times) - 1, 1))
    unseen_s = times[np.minimum(after, len(times) - 1)] - times[after - 1]
    there = (t_s >= times[0] - LOST_S) & (t_s <= times[-1] + LOST_S) & (unseen_s <= gone_s)
    return np.stack([np.where(there, np.interp(t_s, times, values), np.nan) for values in (hips, lowest)])


def _speed(x: Floats, t_s: Floats) -> Floats:
    return np.asarray(np.gradient(x, t_s)) if len(t_s) > 1 else np.zeros(len(t_s))


def _widened(flags: NDArray[np.bool_], t_s: Floats, by_s: float) -> NDArray[np.bool_]:
    """(N,) the same and all frames within so many seconds of them."""
    at = t_s[flags]
    if not len(at):
        return flags
    after = np.searchsorted(at, t_s)
    before = np.abs(t_s - at[np.maximum(after - 1, 0)])
    return np.asarray(np.minimum(before, np.abs(at[np.minimum(after, len(at) - 1)] - t_s)) <= by_s)


def _distance_to(person: Person, t_s: Floats, centre: Floats) -> float:
    times = np.array([s.t_s for s in person.sightings])
    places = np.stack([centre_px(s.image_px) for s in person.sightings])
    there = np.stack([np.interp(t_s, times, places[:, k]) for k in (0, 1)], axis=1)
    return float(np.median(np.linalg.norm(there - centre, axis=1)))
