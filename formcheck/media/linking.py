"""Bodies found in scans, linked into people: by where they are, where they were going, and what they wear.

No tracker of the field (norfair, ByteTrack): those join boxes that overlap from frame to frame, and somebody who walks
does not overlap between scans half a second apart.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from formcheck.media.clothing import apart, colours_of
from formcheck.media.people import Person, box_px, centre_px, distance_sizes, jumps, numbered, trunk_px
from formcheck.motion.track import Floats, Pose, Track, nanmedian

SAME_BODY_SIZES: Final = 1.5  # chosen: a squatting hip falls by up to 1.2 trunk lengths
WALKED_SIZES: Final = 5.0  # chosen: between two scans 2 s apart somebody walks up to 2 m, four trunk lengths
WALK_SIZES_PER_S: Final = 4.0  # chosen: a quick walk of 2 m a second
STEP_SIZES: Final = 1.5  # chosen: besides, a squat and what two guesses at one body differ by
ON_TRACK_SIZES: Final = 0.5  # chosen: the two models put one body's hips nearer to each other than this
LOST_S: Final = 0.5  # chosen: after a gap of this length the model may have found somebody else
GOING_S: Final = 1.1  # chosen: who walked keeps walking that long
DUPLICATE_IOU: Final = 0.6  # two finds of one body overlap far more than two people do
MIN_SHARE: Final = 0.15  # chosen: who is seen in fewer scans is passing by, or a poster
COLOURS_PER_SIZE: Final = 12.0  # chosen: so much in CIELAB weighs as much as a trunk length of way
UNKNOWN_COLOURS: Final = 10.0  # chosen: where nobody looked, or a part is hidden
MOST_COLOURS: Final = 40.0  # chosen: beyond it is another shirt, however much
SAME_CLOTHES: Final = 12.0  # seen in two rendered classes: one person's differ by up to 10, two people's by 20
LEFT_OUT: Final = 7.0  # chosen: a body nobody knows is likelier than two who both walked that far
OF_LATE: Final = 5  # sightings whose colours are remembered


def link(scans: Sequence[Sequence[Pose]], track: Track | None = None) -> tuple[Person, ...]:
    """Persons from all scans, numbered from left to right; brief and duplicate detections are dropped.

    The bodies of each scan are assigned to the persons seen before whose place, way and clothes fit best; a body
    left over, or far from everybody, is a new person, unless the ``track`` of one person, taken in between, leads from
    one to the other without a jump. Persons never seen together are merged where they are in the same place, or dressed
    alone in their colours. Wrong where people in the same clothes cross while nobody looks.
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


class _Way:
    """Where a track of one person goes without a jump or a gap."""

    def __init__(self, track: Track) -> None:
        seen = np.flatnonzero(track.seen)
        self._t_s, self._centre = track.t_s[seen], centre_px(track.image_px[seen])
        broken = jumps(self._t_s, self._centre, trunk_px(track.image_px[seen])) | (np.diff(self._t_s) > LOST_S)
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


def _assign(people: Sequence[Person], bodies: Sequence[Pose], way: _Way | None) -> dict[int, int]:
    """Which body (index) belongs to which person (index), by the least sum of ways walked and changes of clothes."""
    if not people or not bodies:
        return {}
    found = [[_match(person, body, way) for person in people] for body in bodies]
    cost = np.array([[LEFT_OUT if one is None else min(one, LEFT_OUT) for one in row] for row in found])
    rows, columns = linear_sum_assignment(cost)
    return {int(b): int(p) for b, p in zip(rows, columns, strict=True) if cost[b, p] < LEFT_OUT}


def _match(person: Person, body: Pose, way: _Way | None) -> float | None:
    """What speaks against a body being that person's, in trunk lengths; None where nobody gets that far."""
    last = person.sightings[-1]
    walked = distance_sizes(last, body)
    if walked > min(WALKED_SIZES, STEP_SIZES + WALK_SIZES_PER_S * (body.t_s - last.t_s)):
        if way is None or not way.leads(last, body):
            return None
        walked = WALKED_SIZES
    return min(walked, _off_course(person, body)) + _dressed_otherwise(person, body) / COLOURS_PER_SIZE


def _off_course(person: Person, body: Pose) -> float:
    """How far from where the person would be who went on as before; infinite where nobody knows."""
    if len(person.sightings) < 2:
        return float("inf")
    before, last = person.sightings[-2:]
    gone_s, since_s = last.t_s - before.t_s, body.t_s - last.t_s
    if not 0 < gone_s <= GOING_S or since_s > GOING_S:
        return float("inf")
    a, b, there = (float(centre_px(one.image_px)[0]) for one in (before, last, body))  # up and down is a squat
    sunk = abs(float(centre_px(body.image_px)[1] - centre_px(last.image_px)[1]))
    aside = abs(there - b - (b - a) / gone_s * since_s)
    return float(np.hypot(aside, sunk)) / max(float(trunk_px(last.image_px)), 1.0)


def _dressed_otherwise(person: Person, body: Pose) -> float:
    """How much the clothes differ from those the person wore of late."""
    different = apart(colours(person.sightings[-OF_LATE:]), colours_of(body))
    return min(different, MOST_COLOURS) if np.isfinite(different) else UNKNOWN_COLOURS


def colours(sightings: Sequence[Pose]) -> Floats:
    """(2, 3) the median colours of some sightings."""
    known = np.stack([colours_of(one) for one in sightings])
    return np.array([[nanmedian(known[:, row, channel]) for channel in range(3)] for row in range(known.shape[1])])


def _merged(people: Sequence[Person]) -> list[Person]:
    """Join persons never seen together who are one: lost for a while in the same place, or dressed the same."""
    joined: list[Person] = []
    for person in sorted(people, key=lambda p: -len(p.sightings)):
        times = {s.t_s for s in person.sightings}
        for other in joined:
            together = not times.isdisjoint(s.t_s for s in other.sightings)
            if not together and (_same_place(other, person) or _back(other, person, people)):
                other.sightings = sorted([*other.sightings, *person.sightings], key=lambda s: s.t_s)
                break
        else:
            joined.append(person)
    return joined


def _same_place(one: Person, other: Person) -> bool:
    return distance_sizes(_typical(one), _typical(other)) <= SAME_BODY_SIZES


def _back(one: Person, other: Person, people: Sequence[Person]) -> bool:
    """Whether somebody who was gone is back: dressed the same, as nobody else is."""
    own = colours(one.sightings)
    different = apart(own, colours(other.sightings))
    if not different <= SAME_CLOTHES:
        return False
    rest = [apart(own, colours(third.sightings)) for third in people if third is not one and third is not other]
    return all(not third <= 2 * SAME_CLOTHES for third in rest)


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
