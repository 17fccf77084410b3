"""How somebody gets down to the floor: squat, hinge, stoop or between them, and who of knees, hips and back bends.

Two numbers of the same sagittal angles, each with an error: the stoop-squat index, which tells a squat from a hinge,
and the knees' bend against the fold of trunk and thigh, which tells a hinge from a stoop. They come from angles and
proportions, so the correction gives them from any camera.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.measures.coordination import Proportions, proportions
from formcheck.measures.facts import ClipFacts
from formcheck.measures.feet import split_at
from formcheck.measures.limit import BAND_ERRORS, likely_above
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import nanmedian
from formcheck.schema import Share, Strategy

SQUAT_INDEX: Final = 40.0  # Schmid 2022: squat lifting stays below 30; measured: squats 12 to 40 ...
HINGE_INDEX: Final = 60.0  # ... and real hinges and lifts 66 to 90
BETWEEN_INDEX: Final = (45.0, 55.0)  # chosen: the middle half between them is neither
#: Knee bend over the fold of trunk and thigh. Measured: soft-kneed hinges and lifts 0.4 to 0.63, straight-kneed ones
#: 0.29; von Arx 2021 asks stoops for straight knees. Chosen: as far to either side of a third.
SOFT_KNEES, STRAIGHT_KNEES = 0.45, 0.21
BETWEEN_KNEES: Final = (0.30, 0.36)  # chosen: ratios of 2.8 to 3.3; hinges measured to 2.5, straight knees from 3.5
NAMED_FROM: Final = 0.9  # chosen: as likely as the interval is wide
FLAT_DEG: Final = 20.0  # McKean 2010, as in the check: a lower back that surely rounds less does not stoop
LUNGE_SPLIT: Final = 0.4  # chosen: one foot this many leg lengths before the other, as in judging.classify ...
LUNGE_KNEES: Final = 0.2  # ... and one knee this much lower,
LONG_SPLIT: Final = 0.6  # or so far before the other; nobody stands so to squat or hinge
FOOT_UP: Final = 0.25  # chosen: an ankle this many leg lengths over the other is off the ground, not on its ball
STEP: Final = 1.0  # degree, of the numerical slopes


@dataclass(frozen=True, slots=True)
class Known:
    """A value and its standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Bottom:
    """Sagittal angles at the floor with their errors, degrees; ``stand_*``: the same while standing."""

    knee: Known
    hip: Known
    trunk: Known
    tibia: Known
    thigh: Known
    stand_knee: float
    stand_hip: float

    @property
    def finite(self) -> bool:
        """Whether the view gives all of them."""
        known = (self.knee, self.hip, self.trunk, self.tibia, self.thigh)
        return all(math.isfinite(one.value) and math.isfinite(one.error) for one in known)


def bottom_of(clip: ClipFacts, span: RepSpan) -> Bottom:
    """The angles at the lowest point of a repetition."""
    near, bands = clip.angles.near_side, clip.angles.near_bands

    def known(name: str) -> Known:
        values = (clip.at(getattr(angles, name), span.bottom) for angles in (near, bands))
        value, band = values
        return Known(value, band / BAND_ERRORS)

    def standing(name: str) -> float:
        series = getattr(near, name)
        value = nanmedian(series[clip.standing.frames]) if clip.standing.found else math.nan
        return value if math.isfinite(value) else 0.0

    return Bottom(
        knee=known("knee_flexion_deg"),
        hip=known("hip_flexion_deg"),
        trunk=known("trunk_inclination_deg"),
        tibia=known("tibia_inclination_deg"),
        thigh=known("thigh_to_horizontal_deg"),
        stand_knee=standing("knee_flexion_deg"),
        stand_hip=standing("hip_flexion_deg"),
    )


def stoop_squat_index(own: Proportions, trunk_deg: float, tibia_deg: float, thigh_deg: float) -> float:
    """100 x the share of the shoulders' drop from standing straight that is not the hips' (Schmid 2022), by angles."""
    trunk = own.trunk * (1.0 - math.cos(math.radians(trunk_deg)))
    legs = 1.0 - math.cos(math.radians(tibia_deg)) + own.thigh * (1.0 - math.sin(math.radians(thigh_deg)))
    return 100.0 * trunk / max(trunk + legs, 1e-6)


def index_by_heights(clip: ClipFacts, span: RepSpan) -> float:
    """The same from heights in the picture; NaN where the shoulders do not sink."""
    shoulder, hip = clip.angles.shoulder_height_legs, clip.angles.hip_height_legs
    drops = [float(np.mean(height[[span.start, span.end]]) - height[span.bottom]) for height in (shoulder, hip)]
    return 100.0 * (drops[0] - drops[1]) / drops[0] if drops[0] > 0 else math.nan


def index_of(own: Proportions, at: Bottom) -> Known:
    """The index with the error that the angles' errors make together."""
    angles = (at.trunk, at.tibia, at.thigh)
    middle = stoop_squat_index(own, *(angle.value for angle in angles))
    slopes = []
    for i, angle in enumerate(angles):
        moved = [one.value + STEP * (i == j) for j, one in enumerate(angles)]
        slopes.append((stoop_squat_index(own, *moved) - middle) / STEP * angle.error)
    return Known(middle, math.hypot(*slopes))


def knees_of(at: Bottom) -> Known:
    """Knee bend over the fold of trunk and thigh, 0 straight knees."""
    fold = max(at.hip.value, 1.0)
    ratio = max(at.knee.value, 0.0) / fold
    return Known(ratio, math.hypot(at.knee.error, ratio * at.hip.error) / fold)


def place(index: float, knees: float) -> float:
    """On the scale from squat (0) over hinge (0.5) to stoop (1)."""
    hinged = np.clip((index - SQUAT_INDEX) / (HINGE_INDEX - SQUAT_INDEX), 0.0, 1.0)
    straight = np.clip((SOFT_KNEES - knees) / (SOFT_KNEES - STRAIGHT_KNEES), 0.0, 1.0)
    return float(hinged * (1.0 + straight)) / 2.0


def scale_of(index: Known, knees: Known) -> Share:
    """The place with its 90 % interval: both ends as far as both numbers' intervals take it."""
    by_index, by_knees = BAND_ERRORS * index.error, BAND_ERRORS * knees.error
    low, high = (place(index.value + sign * by_index, max(knees.value - sign * by_knees, 0.0)) for sign in (-1.0, 1.0))
    return share(place(index.value, knees.value), low, high)


def share(value: float, low: float, high: float) -> Share:
    """Rounded as a report writes it."""
    return Share(value=round(value, 3), low=round(low, 3), high=round(high, 3))


def named(index: Known, knees: Known, flat: bool) -> Strategy:
    """The name that the intervals allow, else between which two it lies. ``flat``: the lower back surely keeps long."""
    by_legs = _side(index, BETWEEN_INDEX)
    if by_legs <= 0:
        return "squatting" if by_legs < 0 else "squat_hinge"
    by_knees = _side(knees, BETWEEN_KNEES)
    if by_knees > 0:
        return "hinging"
    return "stooping" if by_knees < 0 and not flat else "hinge_stoop"


def _side(known: Known, between: tuple[float, float]) -> int:
    """-1 below, 1 above, 0 between two limits, or where the interval reaches past the middle of them."""
    below = 1.0 - likely_above(known.value, sum(between) / 2, known.error)
    if below >= NAMED_FROM and known.value <= between[0]:
        return -1
    return 1 if below <= 1.0 - NAMED_FROM and known.value >= between[1] else 0


def on_feet(clip: ClipFacts, span: RepSpan) -> Strategy | None:
    """Whether it is a lunge or on one leg, from the feet at the lowest point; None on both feet side by side."""
    found = split_at(clip, span.bottom)
    if abs(found.ankle) >= FOOT_UP:
        return "one_leg"
    if abs(found.foot) >= (LUNGE_SPLIT if abs(found.knee) >= LUNGE_KNEES else LONG_SPLIT):
        return "lunge"
    return None


def strategy(clip: ClipFacts, span: RepSpan) -> tuple[Strategy | None, Share | None]:
    """Name and place on the scale, each None where it is not known."""
    stance, at = on_feet(clip, span), bottom_of(clip, span)
    if stance is not None or not at.finite:
        return stance, None
    index, knees = index_of(proportions(clip), at), knees_of(at)
    lumbar = lumbar_at(clip, span)
    flat = lumbar is not None and lumbar.value + BAND_ERRORS * lumbar.error < FLAT_DEG
    return named(index, knees, flat), scale_of(index, knees)


def lumbar_at(clip: ClipFacts, span: RepSpan) -> Known | None:
    """Flexion of the lower back at the lowest point; None where it is not known."""
    if clip.back is None or clip.back.view_unsupported:
        return None
    lumbar, band = (
        clip.at(s, span.bottom) for s in (clip.back.angles.lumbar_flexion_deg, clip.back.angles.lumbar_band_deg)
    )
    return Known(lumbar, band / BAND_ERRORS) if math.isfinite(lumbar) and math.isfinite(band) else None


@dataclass(frozen=True, slots=True)
class Shares:
    """Of all degrees that knees, hips and lower back bend, those of each; ``fold``: hips and lower back together."""

    knees: Share
    fold: Share
    hips: Share | None
    lower_back: Share | None


def shares(clip: ClipFacts, span: RepSpan) -> Shares | None:
    """Who bends how much; None where the view shows no angles. Lies where the back's rounding is misread."""
    at = bottom_of(clip, span)
    if not at.finite:
        return None
    knee = Known(max(at.knee.value - at.stand_knee, 0.0), at.knee.error)
    fold = Known(max(at.hip.value - at.stand_hip, 0.0), at.hip.error)
    whole = knee.value + fold.value
    if whole <= 1.0:
        return None
    knees = _part(knee, fold, whole)
    both = Shares(knees, share(1.0 - knees.value, 1.0 - knees.high, 1.0 - knees.low), None, None)
    lumbar = lumbar_at(clip, span)
    if lumbar is None:
        return both
    back = Known(min(max(lumbar.value, 0.0), fold.value), lumbar.error)
    hips = Known(fold.value - back.value, math.hypot(fold.error, back.error))
    others = (Known(whole - one.value, math.hypot(knee.error, fold.error)) for one in (hips, back))
    hip_share, back_share = (_part(one, other, whole) for one, other in zip((hips, back), others, strict=True))
    return Shares(both.knees, both.fold, hip_share, back_share)


def _part(one: Known, other: Known, whole: float) -> Share:
    """One part of two with independent errors."""
    value = one.value / whole
    half = BAND_ERRORS * math.hypot((1.0 - value) * one.error, value * other.error) / whole
    return share(value, max(value - half, 0.0), min(value + half, 1.0))
