"""Hands on knees, thighs, the floor or another support, per hand and frame, in the person's own lengths.

Being near is not enough: a hand that slides past the knee is near, a hand on the knee keeps its place on the leg. A
contact begins and ends where the hand leaves its place, whatever the body does meanwhile; what it means for a
repetition is decided in `measures.hands`.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.landmarks import Side
from formcheck.motion.smoothing import runs
from formcheck.motion.track import Floats, Track, nanmedian, quantile
from formcheck.motion.view import CameraView

NEAR_LEG: Final = 0.34  # measured on rendered fit people, thigh lengths: on the leg 0.29 at most, 7 cm off it 0.39
LOOSE_LEG: Final = 0.42  # brief 2.3: within 0.40 of the knee; leaves room for jitter once a hand is on the leg
NEAR_WORLD: Final = 0.55  # measured on rendered fit people: braced hands within 0.5, hands held in front past 0.75
THIGH_FROM: Final = 0.22  # chosen: hands beside or on the hips lie within a fifth of the thigh
THIGH_FROM_SHORT: Final = 0.15  # chosen: on a thigh pointing at the camera the middle looks nearer the hip
THIGH_FROM_IDLE: Final = 0.35  # chosen: off side-on hands on the hips look to lie on folded thighs, but carry nothing
SHORT_SHARE: Final = 0.7  # chosen: turned out of the picture by 45 degrees
FRONT_MIN: Final = 0.13  # measured on rendered fit people: palms on the leg 0.16 to 0.27; free hands also reach that
KNEE_FROM: Final = 0.75  # chosen: nearer the knee than the thigh's middle by as much again
STILL_PER_S: Final = 0.9  # measured: landmark noise of a braced hand 0.3-0.9 thigh lengths a second, sliding 2-5
SAME_PLACE: Final = 0.15  # chosen: a hand this many thigh lengths off where it lay has left
DRIFT_MAX: Final = 0.14  # measured on rendered fit people: a braced hand drifts by 0.1 in 1 s; chosen: a bit more
DRIFT_MAX_OFF: Final = 0.25  # measured on one rendered fit person 30 degrees off: foreshortening adds as much again
FLOOR_LEGS: Final = 0.12  # measured: fingers on the floor 0.06 above the ankles at most, hands hanging in a squat 0.2
FLOOR_STILL_PER_S: Final = 0.35  # chosen, leg lengths: jitter of a planted hand is 0.1, a rising body makes 0.7
FLOOR_SAME_PLACE: Final = 0.05  # chosen, leg lengths
MIN_VISIBILITY: Final = 0.5  # brief 2.3: below this a hand is "not assessed", never "no bracing"
BRIDGE_S: Final = 0.12  # chosen: a flicker of a few frames does not lift a hand
STEP_S: Final = 0.1  # chosen: speeds are taken over this much to either side: touches of 0.2 s must not blur
LOADED_ELBOW_DEG: Final = 60.0  # brief 2.3: an elbow open by more than 120 degrees can carry weight ...
LOADED_LEAN_DEG: Final = 30.0  # ... and so can a shoulder over the hand; chosen: beyond, it is beside the hand
HANGING_LEAN_DEG: Final = 10.0  # measured on rendered fit people: hanging arms lean by 0 to 6, braced by 10 to 45 ...
HANGING_ELBOW_DEG: Final = 40.0  # ... and hang with elbows bent by 19 to 33; bent more they hold something up

POST_PLACE: Final = 0.08  # chosen, leg lengths: a planted hand of a push-up keeps to 0.05 half of the time
POST_STILL_PER_S: Final = 0.35  # chosen: as for hands on the floor
POST_WORLD: Final = 0.4  # measured on a push-up: world landmarks of a planted hand scatter 2.5 times as far
POST_YAW_DEG: Final = 50.0  # chosen: facing the camera, an arm that sinks as the body rises looks still
POST_LEVER_LEGS: Final = 0.25  # chosen: the shoulder moves past the hand by half an upper arm

Place = Literal["knee", "thigh", "floor", "other"]


@dataclass(frozen=True, slots=True)
class Contact:
    """One hand staying at one place: from frame ``first`` to ``last``, both included.

    ``idle``: on an arm that hangs as by itself, and may just as well hang before the thigh.
    """

    side: Side
    place: Place
    first: int
    last: int
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand over time.

    (N,) each: ``seen``; ``leg_seen``: and its knee too; ``near``: close to the leg, touching or not; ``loaded``: the
    arm could carry weight, whatever the hand is doing. ``contacts`` in order of time. Lies when something covers hand
    or knee at good visibility; a hand hovering two centimetres off the leg looks like one on it, one that grips the
    knee from the side may look free, and one that slides by less than half a thigh a second counts as staying.
    """

    side: Side
    seen: NDArray[np.bool_]
    leg_seen: NDArray[np.bool_]
    near: NDArray[np.bool_]
    loaded: NDArray[np.bool_]
    contacts: tuple[Contact, ...]

    @property
    def places(self) -> tuple[Place | None, ...]:
        """(N,) what the hand rests on in each frame, idle contacts left out."""
        out: list[Place | None] = [None] * len(self.seen)
        for contact in (c for c in self.contacts if not c.idle):
            out[contact.first : contact.last + 1] = [contact.place] * (contact.last + 1 - contact.first)
        return tuple(out)


@dataclass(frozen=True, slots=True)
class _OnLeg:
    """A hand against its leg, (N,) in thigh lengths: ``distance`` to the thigh, ``along`` it (0 hip .. 1 knee),
    ``front`` how far before it or, past the knee, before the kneecap; ``spot`` (N, 2) the place on it; ``short``
    whether the picture shows the thigh foreshortened.
    """

    distance: Floats
    along: Floats
    front: Floats
    spot: Floats
    short: NDArray[np.bool_]


def hands(track: Track, view: CameraView, floor_y_px: Floats, leg_length_px: float) -> tuple[Hand, Hand]:
    """Left and right hand of a smoothed track.

    Side-on a hand lies on the front of the thigh: hands hanging or held together before the shins, which the picture
    also shows near the leg, lie beside or behind it. Off side-on the picture foreshortens the thigh and lays a hand
    before the body onto it: the world landmarks must then be near too, and keeping its place in either is enough.
    """
    left, right = (_hand(track, side, view, floor_y_px, leg_length_px) for side in lm.SIDES)
    return left, right


def _hand(track: Track, side: Side, view: CameraView, floor_y_px: Floats, leg_length_px: float) -> Hand:
    seen, knee_seen = (track.visibility[:, lm.at(part, side)] >= MIN_VISIBILITY for part in ("wrist", "knee"))
    leg_seen = seen & knee_seen
    picture, world = _on_leg(track.image_px, side), _on_leg(track.world_m, side)
    arm = _arm(track.image_px if view.side_on else track.world_m, side)
    spots = [picture.spot, _from_knee(track.image_px, side)]
    with np.errstate(invalid="ignore"):
        if view.side_on:
            along, drift = picture.along, DRIFT_MAX
            there = leg_seen & (along >= THIGH_FROM) & (view.facing * picture.front >= FRONT_MIN)
        else:
            along, drift = np.where(picture.short, world.along, np.fmax(picture.along, world.along)), DRIFT_MAX_OFF
            spots.append(world.spot)
            least = np.where(picture.short, THIGH_FROM_SHORT, THIGH_FROM)
            down = np.where(arm.loaded, along >= least, world.along >= THIGH_FROM_IDLE)
            there = leg_seen & down & (world.distance <= NEAR_WORLD)
        near = there & (picture.distance <= NEAR_LEG)
        loose = there & (picture.distance <= LOOSE_LEG)

    def on_leg(frames: NDArray[np.bool_]) -> list[tuple[int, int]]:
        stays = _stays(track.t_s, frames, loose, spots, STILL_PER_S, SAME_PLACE)
        return [part for a, b in stays for part in _steady(a, b, spots, drift)]

    held = on_leg(near & ~arm.hangs)
    idle = [(a, b) for a, b in on_leg(near & arm.hangs) if not any(a < d and c < b for c, d in held)]
    contacts = [_on_thigh(side, a, b, along) for a, b in held]
    contacts += [replace(_on_thigh(side, a, b, along), idle=True) for a, b in idle]
    low = _low(track, side, seen, floor_y_px, leg_length_px)
    contacts += [Contact(side, "floor", a, b - 1) for a, b in _on_floor(track, side, low, leg_length_px)]
    if view.yaw_deg <= POST_YAW_DEG:
        free = seen & ~low & ~loose
        contacts += [Contact(side, "other", a, b - 1) for a, b in _on_post(track, side, free, leg_length_px)]
    return Hand(side, seen, leg_seen, near, arm.loaded, tuple(sorted(contacts, key=lambda c: c.first)))


def _on_leg(points: Floats, side: Side) -> _OnLeg:
    hip, knee, ankle = (points[:, lm.at(part, side)] for part in ("hip", "knee", "ankle"))
    hand = _palm(points, side)
    thigh, shank = knee - hip, ankle - knee
    length = usual_length(thigh)
    with np.errstate(invalid="ignore", divide="ignore"):
        along = np.sum((hand - hip) * thigh, axis=1) / np.sum(thigh * thigh, axis=1)
        offset = hand - (hip + np.clip(along, 0, 1)[:, None] * thigh)
        before = _before(_unit(thigh))
        kneecap = _unit(before + _before(_unit(shank)))
        front = np.sum(offset[:, :2] * np.where(along[:, None] > 1, kneecap, before), axis=1) / length
        across = np.sum(offset[:, :2] * before, axis=1) / length
        short = np.linalg.norm(thigh, axis=1) < SHORT_SHARE * length
    spot = np.stack([across, along], axis=1)
    return _OnLeg(np.linalg.norm(offset, axis=1) / length, along, front, spot, short)


def _unit(segment: Floats) -> Floats:
    return np.asarray(segment / np.linalg.norm(segment, axis=1, keepdims=True))


def _before(down: Floats) -> Floats:
    """(N, 2) directions square to segments that lead down a leg, to the front of who faces the image's right."""
    return np.stack([down[:, 1], -down[:, 0]], axis=1)


def _palm(points: Floats, side: Side) -> Floats:
    return (points[:, lm.at("wrist", side)] + points[:, lm.at("index", side)]) / 2


def _from_knee(points: Floats, side: Side) -> Floats:
    hip, knee = points[:, lm.at("hip", side)], points[:, lm.at("knee", side)]
    return (_palm(points, side) - knee) / usual_length(knee - hip)


def usual_length(segment: Floats) -> float:
    """A segment's unforeshortened length: nearly the longest it is seen."""
    length = np.linalg.norm(segment, axis=1)
    return quantile(length, 0.85) or float("nan")


def _stays(
    t_s: Floats, near: NDArray[np.bool_], loose: NDArray[np.bool_], spots: list[Floats], still: float, same: float
) -> list[tuple[int, int]]:
    """Half-open stretches in which a hand keeps its place: near and still, and on to both sides until it has left."""
    out: list[tuple[int, int]] = []
    for a, b in runs(near & np.any([speed(spot, t_s) <= still for spot in spots], axis=0)):
        last = out[-1][1] - 1 if out else -1
        if out and t_s[a] - t_s[last] <= BRIDGE_S + 1e-9 and _same(spots, a, last, same):
            first = out.pop()[0]
        else:
            first = a
            while first - 1 > last and loose[first - 1] and _same(spots, first - 1, a, same):
                first -= 1
        end = b
        while end < len(t_s) and loose[end] and _same(spots, end, b - 1, same):
            end += 1
        out.append((first, end))
    return out


def _same(spots: list[Floats], one: int, other: int, limit: float) -> bool:
    return any(float(np.linalg.norm(spot[one] - spot[other])) <= limit for spot in spots)


def _steady(a: int, b: int, spots: list[Floats], limit: float) -> list[tuple[int, int]]:
    """The longest part of a stretch in which the hand stays around one place: a slow slide does not add up."""
    with np.errstate(invalid="ignore"):
        offs = [spot[a:b] - [nanmedian(column) for column in spot[a:b].T] for spot in spots]
        kept = np.any([np.linalg.norm(off, axis=1) <= limit for off in offs], axis=0)
    first, last = max(runs(kept), key=lambda r: r[1] - r[0], default=(0, 0))
    return [(a + first, a + last)] if last else []


def _on_thigh(side: Side, a: int, b: int, along: Floats) -> Contact:
    return Contact(side, "knee" if nanmedian(along[a:b]) >= KNEE_FROM else "thigh", a, b - 1)


def _low(
    track: Track, side: Side, seen: NDArray[np.bool_], floor_y_px: Floats, leg_length_px: float
) -> NDArray[np.bool_]:
    lowest = np.fmax(*(track.image_px[:, lm.at(part, side), 1] for part in ("wrist", "index")))
    with np.errstate(invalid="ignore"):
        return seen & (floor_y_px - lowest <= FLOOR_LEGS * leg_length_px)


def _on_floor(track: Track, side: Side, low: NDArray[np.bool_], leg_length_px: float) -> list[tuple[int, int]]:
    place = [_palm(track.image_px, side) / leg_length_px]
    return _stays(track.t_s, low, low, place, FLOOR_STILL_PER_S, FLOOR_SAME_PLACE)


def _on_post(track: Track, side: Side, free: NDArray[np.bool_], leg_length_px: float) -> list[tuple[int, int]]:
    """Where a hand stays in the room, off legs and floor, while its shoulder moves up or down past it.

    It must stay in the picture, against the feet, and in the world landmarks, which also see it move to or from the
    camera: an arm held out that sinks as the body rises stays in one of them at most.
    """
    image, world = track.image_px / leg_length_px, track.world_m
    leg_m = usual_length(world[:, lm.at("knee", side)] - world[:, lm.at("hip", side)]) * 2
    palm, height = _palm(image, side), image[:, lm.at("shoulder", side), 1]
    deep = (_palm(world, side) - _feet(world)) * (POST_WORLD / leg_m)
    spots = [np.concatenate([palm, palm - _feet(image), deep], axis=1)]
    still = _stays(track.t_s, free, free, spots, POST_STILL_PER_S, POST_PLACE)
    steady = [part for a, b in still for part in _steady(a, b, spots, POST_PLACE)]
    return [(a, b) for a, b in steady if np.ptp(height[a:b]) >= POST_LEVER_LEGS]


def _feet(points: Floats) -> Floats:
    return np.asarray(points[:, list(lm.pair("ankle"))].mean(axis=1))


@dataclass(frozen=True, slots=True)
class _Arm:
    """(N,) ``loaded``: geometry that can carry weight; ``hangs``: straight down and nearly straight, as by itself."""

    loaded: NDArray[np.bool_]
    hangs: NDArray[np.bool_]


def _arm(points: Floats, side: Side) -> _Arm:
    shoulder, elbow, wrist = (points[:, lm.at(part, side)] for part in ("shoulder", "elbow", "wrist"))
    upper, fore, arm = elbow - shoulder, wrist - elbow, wrist - shoulder
    with np.errstate(invalid="ignore", divide="ignore"):
        bend = np.degrees(np.arccos(np.clip(np.sum(_unit(upper) * _unit(fore), axis=1), -1, 1)))
        lean = np.degrees(np.arccos(np.clip(_unit(arm)[:, 1], -1, 1)))
        loaded = ((bend <= LOADED_ELBOW_DEG) | (lean <= LOADED_LEAN_DEG)) & (fore[:, 1] > 0) & (arm[:, 1] > 0)
        return _Arm(loaded, (bend <= HANGING_ELBOW_DEG) & (lean <= HANGING_LEAN_DEG))


def speed(place: Floats, t_s: Floats) -> Floats:
    """(N,) speed of a place (N, D) per second over a tenth of a second to either side; NaN where unseen."""
    if len(t_s) < 3:
        return np.full(len(t_s), np.nan)
    half = max(int(STEP_S / float(np.median(np.diff(t_s))) + 0.01), 1)
    ahead = np.minimum(np.arange(len(t_s)) + half, len(t_s) - 1)
    behind = np.maximum(np.arange(len(t_s)) - half, 0)
    return np.asarray(np.linalg.norm(place[ahead] - place[behind], axis=1) / (t_s[ahead] - t_s[behind]))
