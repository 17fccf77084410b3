"""Several people in view: link detections into persons, choose whom to follow, and keep the track on that person.

Pure arithmetic on poses; the detections come from `media.pose`. No tracker of the field (norfair, ByteTrack): those
join boxes that overlap from frame to frame, and somebody who walks does not overlap between scans 2 s apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from formcheck.errors import BadChoice
from formcheck.i18n import ngettext
from formcheck.motion.landmarks import pair
from formcheck.motion.track import Floats, Pose, Track
from formcheck.schema import PersonSeen

SAME_BODY_SIZES: Final = 1.5  # chosen: a squatting hip falls by up to 1.2 trunk lengths
WALKED_SIZES: Final = 5.0  # chosen: between two scans somebody walks up to 2 m, four trunk lengths
ON_TRACK_SIZES: Final = 0.5  # chosen: the two models put one body's hips nearer to each other than this
LOST_S: Final = 0.5  # chosen: after a gap of this length the model may have found somebody else
DUPLICATE_IOU: Final = 0.6  # two finds of one body overlap far more than two people do
MIN_SHARE: Final = 0.15  # chosen: who is seen in fewer scans is passing by, or a poster
JUMP_SIZES_PER_S: Final = 12.0  # chosen: hips fall at most 3 trunk lengths per second; 12 in one frame is another body
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


def link(scans: Sequence[Sequence[Pose]], track: Track | None = None) -> tuple[Person, ...]:
    """Persons from all scans, numbered from left to right; brief and duplicate detections are dropped.

    The bodies of each scan are assigned to the nearest persons seen before; a body left over, or far from everybody, is
    a new person, unless the ``track`` of one person, taken in between, leads from one to the other without a jump.
    Persons in the same place who are never seen together are merged.
    """
    people: list[Person] = []
    way = _Way(track) if track is not None else None
    for scan in scans:
        bodies = _without_doubles(scan)
        taken = _assign(people, bodies, way)
        for i, pose in enumerate(bodies):
            if i in taken:
                people[taken[i]].sightings.append(pose)
            else:
                people.append(Person([pose]))
    people = _merged(people)
    occupied = sum(bool(scan) for scan in scans)
    kept = [p for p in people if len(p.sightings) >= max(2, MIN_SHARE * occupied)] or people[:1]
    return numbered(kept)


def numbered(people: Iterable[Person]) -> tuple[Person, ...]:
    """The same people, numbered from left to right."""
    ordered = sorted(people, key=lambda p: float(np.median([centre_px(s.image_px)[0] for s in p.sightings])))
    return tuple(replace(p, number=i) for i, p in enumerate(ordered, start=1))


class _Way:
    """Where a track of one person goes without a jump or a gap."""

    def __init__(self, track: Track) -> None:
        seen = np.flatnonzero(track.seen)
        self._t_s, self._centre = track.t_s[seen], centre_px(track.image_px[seen])
        broken = _jumps(self._t_s, self._centre, trunk_px(track.image_px[seen])) | (np.diff(self._t_s) > LOST_S)
        self._stretch = np.concatenate([[0], np.cumsum(broken)])

    def leads(self, first: Pose, second: Pose) -> bool:
        """Whether it leads from one sighting to the other."""
        ends = {self._stretch_at(first), self._stretch_at(second)}
        return len(ends) == 1 and None not in ends

    def _stretch_at(self, pose: Pose) -> int | None:
        """The stretch that passes through a body; None where the track was elsewhere at the time."""
        if not len(self._t_s):
            return None
        at = int(np.argmin(np.abs(self._t_s - pose.t_s)))
        off = float(np.linalg.norm(self._centre[at] - centre_px(pose.image_px)))
        there = abs(self._t_s[at] - pose.t_s) <= LOST_S and off <= ON_TRACK_SIZES * float(trunk_px(pose.image_px))
        return int(self._stretch[at]) if there else None


def _jumps(t_s: Floats, centre: Floats, size: Floats) -> NDArray[np.bool_]:
    """(N - 1,) between which frames the hips go further than a body can."""
    step = np.linalg.norm(np.diff(centre, axis=0), axis=1) / np.maximum(size[:-1], 1.0)
    return np.asarray(step > np.maximum(JUMP_SIZES_PER_S * np.diff(t_s), 0.8))


def _assign(people: Sequence[Person], bodies: Sequence[Pose], way: _Way | None) -> dict[int, int]:
    """Which body (index) belongs to which person (index), by the least sum of distances."""
    if not people or not bodies:
        return {}
    cost = np.array([[_apart(p.sightings[-1], b, way) for p in people] for b in bodies])
    rows, columns = linear_sum_assignment(cost)
    return {int(b): int(p) for b, p in zip(rows, columns, strict=True) if cost[b, p] <= WALKED_SIZES}


def _apart(last: Pose, body: Pose, way: _Way | None) -> float:
    """How far somebody would have had to walk; within reach where the track shows that they did."""
    apart = distance_sizes(last, body)
    return WALKED_SIZES if apart > WALKED_SIZES and way is not None and way.leads(last, body) else apart


def _merged(people: Sequence[Person]) -> list[Person]:
    """Join persons never seen together whose places are nearly the same: one body that was lost for a while."""
    joined: list[Person] = []
    for person in sorted(people, key=lambda p: -len(p.sightings)):
        times = {s.t_s for s in person.sightings}
        for other in joined:
            apart = times.isdisjoint(s.t_s for s in other.sightings)
            if apart and distance_sizes(_typical(other), _typical(person)) <= SAME_BODY_SIZES:
                other.sightings = sorted([*other.sightings, *person.sightings], key=lambda s: s.t_s)
                break
        else:
            joined.append(person)
    return joined


def _typical(person: Person) -> Pose:
    """The sighting in the middle of the person's places."""
    centres = np.stack([centre_px(s.image_px) for s in person.sightings])
    return person.sightings[int(np.argmin(np.linalg.norm(centres - np.median(centres, axis=0), axis=1)))]


def _without_doubles(scan: Sequence[Pose]) -> list[Pose]:
    kept: list[Pose] = []
    for pose in sorted(scan, key=lambda p: -float(p.visibility.mean())):
        if all(_iou(box_px(pose.image_px), box_px(other.image_px)) < DUPLICATE_IOU for other in kept):
            kept.append(pose)
    return kept


def _iou(a: Floats, b: Floats) -> float:
    inner = np.clip(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0, None).prod()
    return float(inner / ((a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - inner + 1e-9))


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
    not nearer to one of the ``others``. Stretches between sightings are compared with interpolated positions.
    """
    seen = np.flatnonzero(track.seen)
    if not len(seen):
        return track
    centre, size = centre_px(track.image_px), trunk_px(track.image_px)
    jumps = np.flatnonzero(_jumps(track.t_s[seen], centre[seen], size[seen]))
    keep = np.zeros(len(track), bool)
    stretches = np.split(seen, jumps + 1)
    longest = max(stretches, key=len)
    for stretch in stretches:
        own = _distance_to(person, track.t_s[stretch], centre[stretch]) / np.median(size[stretch])
        rivals = [_distance_to(o, track.t_s[stretch], centre[stretch]) / np.median(size[stretch]) for o in others]
        alone = not others and stretch is longest
        keep[stretch] = alone or (own <= OFF_TRACK_SIZES and own <= min(rivals, default=np.inf))
    return track.without(~keep)


def _distance_to(person: Person, t_s: Floats, centre: Floats) -> float:
    times = np.array([s.t_s for s in person.sightings])
    places = np.stack([centre_px(s.image_px) for s in person.sightings])
    there = np.stack([np.interp(t_s, times, places[:, k]) for k in (0, 1)], axis=1)
    return float(np.median(np.linalg.norm(there - centre, axis=1)))
