"""Hands on knees, thighs, the floor or another support, per hand and frame.

Legs: by a learned model (`contact_model`), frame by frame, and the likeliest stretches from its probabilities. Floor
and other supports: a hand that keeps its place in the room, in the person's own lengths. What a contact means for a
repetition is decided in `measures.hands`.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.contact_features import palm, smoothed_yaw_deg
from formcheck.motion.contact_model import OUTPUTS, ContactModel, ContactProbabilities, contact_probabilities
from formcheck.motion.directions import angle_between_deg
from formcheck.motion.landmarks import Side
from formcheck.motion.smoothing import runs, usual_step_s
from formcheck.motion.track import Floats, Track, nanmedian, quantile
from formcheck.motion.view import CameraView, body_yaw_deg

MIN_VISIBILITY: Final = 0.5  # chosen: below this a hand is "not assessed", never "no bracing"
SURE: Final = 0.75  # chosen: a frame in which the model is less sure than this, either way, tells nothing
LOOK_S: Final = 0.12  # chosen: frames nearer than this to each other are one look at the hand, not two
SWITCH: Final = 2.0  # chosen: log odds a hand must gain to come or leave, so that a flicker of frames does neither
MOST_ODDS: Final = 4.0  # chosen: log odds of one look at most
FLOOR_LEGS: Final = 0.12  # measured: fingers on the floor 0.06 above the ankles at most, hands hanging in a squat 0.2
FLOOR_STILL_PER_S: Final = 0.35  # chosen, leg lengths: jitter of a planted hand is 0.1, a rising body makes 0.7
FLOOR_SAME_PLACE: Final = 0.05  # chosen, leg lengths
BRIDGE_S: Final = 0.12  # chosen: a flicker of a few frames does not lift a hand
STEP_S: Final = 0.1  # chosen: speeds are taken over this much to either side: touches of 0.2 s must not blur
LOADED_ELBOW_DEG: Final = 60.0  # chosen: an elbow open by more than 120 degrees can carry weight ...
LOADED_LEAN_DEG: Final = 30.0  # ... and so can a shoulder over the hand; beyond, it is beside the hand

POST_PLACE: Final = 0.08  # chosen, leg lengths: a planted hand of a push-up keeps to 0.05 half of the time
POST_STILL_PER_S: Final = 0.35  # chosen: as for hands on the floor
POST_WORLD: Final = 0.4  # measured on a push-up: world landmarks of a planted hand scatter 2.5 times as far
POST_YAW_DEG: Final = 50.0  # chosen: facing the camera, an arm that sinks as the body rises looks still
POST_LEVER_LEGS: Final = 0.25  # chosen: the shoulder moves past the hand by half an upper arm

Place = Literal["knee", "thigh", "floor", "other"]


@dataclass(frozen=True, slots=True)
class Contact:
    """One hand staying at one place: from frame ``first`` to ``last``, both included.

    ``probability`` 0..1 that it is one: the model's mean for a leg, 0.9 for floor and other supports (chosen: read off
    distances, not off touch).
    """

    side: Side
    place: Place
    first: int
    last: int
    probability: float = 0.9


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand over time.

    (N,) each: ``seen``; ``leg_known``: whether it is known if the hand is on a leg; ``loaded``: the arm could carry
    weight, whatever the hand is doing. ``contacts`` in order of time. Lies when something covers hand or knee at good
    visibility; a hand that hovers two centimetres off the leg looks like one on it.
    """

    side: Side
    seen: NDArray[np.bool_]
    leg_known: NDArray[np.bool_]
    loaded: NDArray[np.bool_]
    contacts: tuple[Contact, ...]

    @property
    def places(self) -> tuple[Place | None, ...]:
        """(N,) what the hand rests on in each frame."""
        out: list[Place | None] = [None] * len(self.seen)
        for contact in self.contacts:
            out[contact.first : contact.last + 1] = [contact.place] * (contact.last + 1 - contact.first)
        return tuple(out)


@dataclass(frozen=True, slots=True)
class HandsTrack:
    """One person for the hands: ``seen`` smoothed with hidden joints as NaN, ``guessed`` with hidden joints as the pose
    model guesses them.
    """

    seen: Track
    guessed: Track


def hands(
    tracks: HandsTrack, view: CameraView, floor_y_px: Floats, leg_length_px: float, model: ContactModel | None
) -> tuple[Hand, Hand]:
    """Left and right hand; without a model nothing is known of hands on legs."""
    yaw_deg = smoothed_yaw_deg(tracks.guessed.t_s, body_yaw_deg(tracks.guessed))

    def of(side: Side) -> Hand:
        seen, knee_seen = (tracks.seen.visibility[:, lm.at(part, side)] >= MIN_VISIBILITY for part in ("wrist", "knee"))
        known, found = np.zeros(len(seen), bool), list[Contact]()
        if model is not None and len(seen):
            probabilities = contact_probabilities(tracks.guessed, yaw_deg, side, model)
            known, found = on_legs(side, tracks.seen.t_s, probabilities, seen & knee_seen)
        return _hand(tracks.seen, view, floor_y_px, leg_length_px, Hand(side, seen, known, known, tuple(found)))

    return of("left"), of("right")


def _hand(track: Track, view: CameraView, floor_y_px: Floats, leg_length_px: float, on_legs: Hand) -> Hand:
    """The hand with what it rests on beside the legs, and whether its arm could carry weight."""
    side, seen = on_legs.side, on_legs.seen
    low = _low(track, side, seen, floor_y_px, leg_length_px)
    beside = [Contact(side, "floor", a, b - 1) for a, b in _on_floor(track, side, low, leg_length_px)]
    if view.yaw_deg <= POST_YAW_DEG:
        free = seen & ~low & np.array([place is None for place in on_legs.places], bool)
        beside += [Contact(side, "other", a, b - 1) for a, b in _on_post(track, side, free, leg_length_px)]
    loaded = arm_can_carry(track.image_px if view.side_on else track.world_m, side)
    contacts = sorted((*on_legs.contacts, *beside), key=lambda contact: contact.first)
    return replace(on_legs, loaded=loaded, contacts=tuple(contacts))


def on_legs(
    side: Side, t_s: Floats, found: ContactProbabilities, seen: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], list[Contact]]:
    """(N,) frames in which it is known whether a hand is on a leg, and its stays there.

    The likeliest path between free and on a leg, and on it between knee and thigh: every look counts by its log odds,
    every change costs `SWITCH`.
    """
    knee, thigh = (found.probability[:, OUTPUTS.index(place)] for place in ("knee", "thigh"))
    use = seen & found.in_distribution & np.isfinite(knee)
    leg = np.where(use, knee + thigh, 0.5)
    known = use & (np.maximum(leg, 1.0 - leg) >= SURE)
    looks = _look_shares(t_s)
    out = []
    for a, b in runs(likeliest(_odds(leg, 1.0 - leg) * looks, SWITCH)):
        lower = likeliest(np.where(use, _odds(knee, thigh), 0.0)[a:b] * looks[a:b], SWITCH)
        parts: list[tuple[Place, NDArray[np.bool_]]] = [("knee", lower), ("thigh", ~lower)]
        for place, frames in parts:
            for first, end in runs(frames):
                rows = np.flatnonzero(use[a + first : a + end]) + a + first
                if len(rows):
                    out.append(Contact(side, place, a + first, a + end - 1, float(leg[rows].mean())))
    return known, out


def _odds(one: Floats, other: Floats) -> Floats:
    """(N,) log odds of one against the other."""
    ratio = np.log(np.clip(one, 1e-6, 1.0)) - np.log(np.clip(other, 1e-6, 1.0))
    return np.asarray(np.clip(ratio, -MOST_ODDS, MOST_ODDS))


def _look_shares(t_s: Floats) -> Floats:
    """(N,) how much of an own look at the hand each frame is."""
    steps = np.diff(t_s, prepend=t_s[0] - LOOK_S) if len(t_s) else np.zeros(0)
    return np.asarray(np.clip(steps / LOOK_S, 0.0, 1.0))


def likeliest(odds: Floats, switch: float) -> NDArray[np.bool_]:
    """(N,) the likeliest sequence of off and on, by log odds (N,) for on and the cost of a change (Viterbi)."""
    score = np.zeros(2)
    came = np.zeros((len(odds), 2), np.int64)
    for i, gain in enumerate(odds):
        stay, change = score, score[::-1] - switch
        came[i] = np.where(stay >= change, (0, 1), (1, 0))
        score = np.maximum(stay, change) + np.array([-gain, gain]) / 2
    on = np.zeros(len(odds), bool)
    state = int(np.argmax(score))
    for i in range(len(odds) - 1, -1, -1):
        on[i] = bool(state)
        state = int(came[i, state])
    return on


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


def _low(
    track: Track, side: Side, seen: NDArray[np.bool_], floor_y_px: Floats, leg_length_px: float
) -> NDArray[np.bool_]:
    lowest = np.fmax(*(track.image_px[:, lm.at(part, side), 1] for part in ("wrist", "index")))
    with np.errstate(invalid="ignore"):
        return seen & (floor_y_px - lowest <= FLOOR_LEGS * leg_length_px)


def _on_floor(track: Track, side: Side, low: NDArray[np.bool_], leg_length_px: float) -> list[tuple[int, int]]:
    place = [palm(track.image_px, side) / leg_length_px]
    return _stays(track.t_s, low, low, place, FLOOR_STILL_PER_S, FLOOR_SAME_PLACE)


def _on_post(track: Track, side: Side, free: NDArray[np.bool_], leg_length_px: float) -> list[tuple[int, int]]:
    """Where a hand stays in the room, off legs and floor, while its shoulder moves up or down past it.

    It must stay in the picture, against the feet, and in the world landmarks, which also see it move to or from the
    camera: an arm held out that sinks as the body rises stays in one of them at most.
    """
    image, world = track.image_px / leg_length_px, track.world_m
    leg_m = usual_length(world[:, lm.at("knee", side)] - world[:, lm.at("hip", side)]) * 2
    hand, height = palm(image, side), image[:, lm.at("shoulder", side), 1]
    deep = (palm(world, side) - _feet(world)) * (POST_WORLD / leg_m)
    spots = [np.concatenate([hand, hand - _feet(image), deep], axis=1)]
    still = _stays(track.t_s, free, free, spots, POST_STILL_PER_S, POST_PLACE)
    steady = [part for a, b in still for part in _steady(a, b, spots, POST_PLACE)]
    return [(a, b) for a, b in steady if np.ptp(height[a:b]) >= POST_LEVER_LEGS]


def _feet(points: Floats) -> Floats:
    return np.asarray(points[:, list(lm.pair("ankle"))].mean(axis=1))


def arm_can_carry(points: Floats, side: Side) -> NDArray[np.bool_]:
    """(N,) arms whose geometry can carry weight: nearly straight or with the shoulder over the hand, pointing down."""
    shoulder, elbow, wrist = (points[:, lm.at(part, side)] for part in ("shoulder", "elbow", "wrist"))
    upper, fore, arm = elbow - shoulder, wrist - elbow, wrist - shoulder
    down = np.zeros(points.shape[-1])
    down[1] = 1.0
    with np.errstate(invalid="ignore"):
        straight = angle_between_deg(upper, fore) <= LOADED_ELBOW_DEG
        over = angle_between_deg(arm, down) <= LOADED_LEAN_DEG
        return np.asarray((straight | over) & (fore[:, 1] > 0) & (arm[:, 1] > 0))


def speed(place: Floats, t_s: Floats) -> Floats:
    """(N,) speed of a place (N, D) per second over a tenth of a second to either side; NaN where unseen."""
    if len(t_s) < 3:
        return np.full(len(t_s), np.nan)
    half = max(int(STEP_S / usual_step_s(t_s) + 0.01), 1)
    ahead = np.minimum(np.arange(len(t_s)) + half, len(t_s) - 1)
    behind = np.maximum(np.arange(len(t_s)) - half, 0)
    return np.asarray(np.linalg.norm(place[ahead] - place[behind], axis=1) / (t_s[ahead] - t_s[behind]))
