"""Measures of posture on one repetition: each function gives a value at a moment, or why it cannot."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.measures.coordination import excess_lean_deg, trunk_lead
from formcheck.measures.facts import LONGER_MAX, SHORTER_MAX, ClipFacts, RepFacts
from formcheck.measures.outcome import CannotTell, Measured, Outcome, cannot_tell, note
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats, nanmedian, quantile
from formcheck.schema import Rep, Verdict

LEG: Final = ("hip", "knee", "ankle")
TRUNK: Final = ("shoulder", "hip")
FOOT: Final = ("heel", "foot_index", "ankle")
MIN_SEEN: Final = 0.55  # of full visibility: joints are at 0.5, where the model itself is undecided
FOOT_SEEN: Final = 0.85  # measured: behind a plate of a bar a planted heel reads as lifted, with less than this
HEEL_PER_TURN: Final = 1.1  # measured on 8 fit people: foot lengths of rise per sine of the sole's turn
PLANTED_ERROR: Final = 0.035  # half-width of the 90 % interval; measured: 43 planted repetitions of the same people ...
RISE_ERROR_SHARE: Final = 0.35  # ... and 26 lifted by 0.12 to 0.37
HELD_S: Final = 0.3  # chosen: shorter is a landmark's jump
HELD_SHARE: Final = 0.25  # chosen: of that time the heel may be lower, so that one odd frame does not end it
MOSTLY_READ: Final = 0.5  # chosen: of a repetition's frames, and of those held; a lift may lie between fewer
HIDDEN_LEG: Final = "leg_hidden"
HIDDEN_TRUNK: Final = "trunk_hidden"
HIDDEN_FOOT: Final = "foot_hidden"
MOST_RATIO: Final = 5.0  # chosen: beyond 3 the knees are straight, and dividing by nearly nothing says no more
LEAD_ERROR_SHARE: Final = 0.6  # chosen: covers 29 of 30 rendered fit repetitions, and real clips scatter a little more
HIPS_BACK_LEGS: Final = 0.12  # chosen: hips of good hinges on real clips go 0.22 to 0.40 back; half is no hinge
BENT_OVER_DEG: Final = 45.0  # chosen: a smaller bend asks nothing of the knees
LEAST_REPS: Final = 3  # chosen: of two, nobody can say which one is the odd one
REPEATED_SHARE: Final = 0.25  # chosen: most of an angle's error is the same in every repetition of a clip


def thigh_at_bottom(rep: RepFacts) -> Outcome:
    """Depth: thigh against horizontal at the bottom."""
    return _angle(rep, "thigh_to_horizontal_deg", LEG, HIDDEN_LEG)


def trunk_minus_tibia(rep: RepFacts) -> Outcome:
    """Trunk against shin at the bottom; where the legs need the lean, as in a shallow squat, it is at most a watch."""
    trunk = _angle(rep, "trunk_inclination_deg", ("shoulder", *LEG), HIDDEN_LEG)
    tibia = _angle(rep, "tibia_inclination_deg", ("shoulder", *LEG), HIDDEN_LEG)
    if isinstance(trunk, CannotTell) or isinstance(tibia, CannotTell):
        return cannot_tell(HIDDEN_LEG)
    value = rep.at_bottom(rep.clip.angles.trunk_minus_tibia_deg)
    apart = replace(trunk, value=value, band=math.hypot(_half(trunk), _half(tibia)))
    if rep.excess is not None and excess_lean_deg(rep.clip, rep.span) <= rep.excess.good:
        return replace(apart, at_most="watch" if value >= rep.limit.fault else "good")
    return apart


def trunk_at_bottom(rep: RepFacts) -> Outcome:
    """Trunk inclination at the bottom; only what goes beyond the need of the person's own legs counts against it."""
    outcome = _angle(rep, "trunk_inclination_deg", TRUNK, HIDDEN_TRUNK)
    excess = excess_lean_deg(rep.clip, rep.span)
    if isinstance(outcome, CannotTell) or rep.excess is None or not math.isfinite(excess):
        return outcome
    against_shin = rep.earlier.get("trunk_tibia")
    # Long thighs lean: short of a fault by more than the error, a back parallel to the shins is good (Fuglsang 2017).
    excused = outcome.value < rep.limit.fault - rep.limit.noise
    parallel = against_shin is not None and against_shin.verdict == "good" and excused
    allowed: Verdict = "good" if parallel else rep.excess.verdict(excess)
    return replace(outcome, at_most=allowed, notes=() if allowed == "good" else (note("excess_lean", deg=excess),))


def knee_at_bottom(rep: RepFacts) -> Outcome:
    """Knee flexion at the bottom, held against a professional's limit."""
    return _angle(rep, "knee_flexion_deg", LEG, HIDDEN_LEG)


def lean_at_bottom(rep: RepFacts) -> Outcome:
    """Trunk inclination at the bottom as it is, held against a professional's limit."""
    return _angle(rep, "trunk_inclination_deg", TRUNK, HIDDEN_TRUNK)


def _angle(rep: RepFacts, name: str, parts: tuple[str, ...], hidden: str) -> Outcome:
    """The near side's angle of that name at the bottom, with its band; ``hidden`` says why where it is not seen."""
    angles = rep.clip.angles
    seen = rep.clip.seen(parts, rep.span.bottom_from, rep.span.bottom_to)
    value, band = rep.at_bottom(getattr(angles.near_side, name)), rep.at_bottom(getattr(angles.near_bands, name))
    if seen < MIN_SEEN or not np.isfinite(value):
        return cannot_tell(hidden)
    return Measured(value, rep.bottom_s, seen, band=band if np.isfinite(band) else math.inf)


def _half(measured: Measured) -> float:
    return math.inf if measured.band is None else measured.band


def hips_before_chest(rep: RepFacts) -> Outcome:
    """How far the trunk pitches on while the legs stretch; see `coordination.trunk_lead`."""
    angles, span = rep.clip.angles, rep.span
    if rep.clip.seen(("shoulder", *LEG), span.start, span.end) < MIN_SEEN:
        return cannot_tell(HIDDEN_TRUNK)
    trunk_band = angles.near_bands.trunk_inclination_deg
    knee, trunk = (
        np.where(rep.clip.trusted, series, np.nan)
        for series in (angles.near_side.knee_flexion_deg, angles.near_side.trunk_inclination_deg)
    )
    lead = trunk_lead(knee, trunk, span)
    if not math.isfinite(lead.deg):
        by_view = not rep.clip.view.side_on and not math.isfinite(rep.at_bottom(trunk_band))
        return cannot_tell("view_tells_nothing" if by_view else "knees_hardly_stretch")
    half = math.hypot(*(rep.clip.at(trunk_band, at) for at in (lead.frame, span.bottom)))
    return Measured(
        lead.deg,
        float(angles.t_s[lead.frame]),
        rep.clip.seen(("shoulder", *LEG), span.bottom, span.end),
        band=LEAD_ERROR_SHARE * half if math.isfinite(half) else math.inf,
    )


def heel_rise(rep: RepFacts) -> Outcome:
    """How far the heel is up, in foot lengths, held for 0.3 s: by how far the sole has turned since standing.

    Lies where the foot is turned far out or in (it then rises less than it does), and where the other foot or a hand
    closes the gap under the heel.
    """
    clip, span = rep.clip, rep.span
    if clip.model == "lite":  # measured on rendered people: it lifts the heel of 13 in 23 planted feet
        return cannot_tell("heels_need_full_model")
    if clip.seen(FOOT, span.start, span.end) < FOOT_SEEN:
        return cannot_tell(HIDDEN_FOOT)
    if not clip.standing.found:
        return cannot_tell("no_standing_for_heels")
    still = clip.standing.frames & (clip.seen_in_frames(FOOT) >= FOOT_SEEN)
    if not still.any():
        return cannot_tell(HIDDEN_FOOT)
    rise = heel_rise_lengths(clip, still)
    if quantile(np.abs(rise[still]), 1 - HELD_SHARE) > rep.limit.good:
        return cannot_tell(HIDDEN_FOOT)  # a post that ends the sole lifts the heel of who stands still, too
    held = np.array([_held(rise[clip.around(i, HELD_S / 2)]) for i in range(span.start, span.end + 1)])
    if not np.isfinite(held).mean() >= MOSTLY_READ:
        return cannot_tell(HIDDEN_FOOT)
    at = int(np.nanargmax(held))
    value = max(float(held[at]), 0.0)
    band = math.hypot(PLANTED_ERROR, RISE_ERROR_SHARE * value)
    return Measured(value, float(clip.track.t_s[span.start + at]), 0.9, band=band)


def heel_rise_lengths(clip: ClipFacts, still: NDArray[np.bool_]) -> Floats:
    """(N,) rise of the near heel against ``still`` frames, foot lengths; NaN where its sole is not read, or a mark of
    the foot has left it, as behind a hand: then the foot looks longer or shorter than it is.
    """
    heel, toe = (clip.track.image_px[:, lm.at(part, clip.view.near)] for part in ("heel", "foot_index"))
    length = np.linalg.norm(toe - heel, axis=1)
    usual = nanmedian(length[still])
    sole_deg = clip.track.sole_deg[:, lm.SIDES.index(clip.view.near)]
    turn_deg = sole_deg - nanmedian(sole_deg[still])
    trusted = (length > (1 - SHORTER_MAX) * usual) & (length < (1 + LONGER_MAX) * usual)
    return np.where(trusted, HEEL_PER_TURN * np.sin(np.radians(turn_deg)), np.nan)


def _held(rise: Floats) -> float:
    """What was held through some frames; NaN where most of them show nothing."""
    return quantile(rise, HELD_SHARE) if np.isfinite(rise).mean() >= MOSTLY_READ else math.nan


def knee_when_bent_over(rep: RepFacts) -> Outcome:
    """Knee flexion at the bottom of the bend; called a fault only together with a back that looks rounded."""
    outcome = _angle(rep, "knee_flexion_deg", LEG, HIDDEN_LEG)
    trunk = rep.at_bottom(rep.clip.angles.near_side.trunk_inclination_deg)
    if isinstance(outcome, Measured) and math.isinf(_half(outcome)):
        return outcome
    if isinstance(outcome, CannotTell):
        return outcome
    if not trunk >= BENT_OVER_DEG:
        return cannot_tell("bend_too_small")
    rounding = rep.earlier.get("lower_back_rounding")
    rounded = rounding is not None and rounding.verdict in ("watch", "fault")
    return replace(outcome, at_most="fault" if rounded else "watch")


def hip_to_knee(rep: RepFacts) -> Outcome:
    """Hip fold over knee flexion at the bottom; hips that do not travel back are said in words."""
    hip = _angle(rep, "hip_flexion_deg", ("shoulder", *LEG), HIDDEN_LEG)
    knee = _angle(rep, "knee_flexion_deg", ("shoulder", *LEG), HIDDEN_LEG)
    if isinstance(hip, CannotTell) or isinstance(knee, CannotTell):
        return cannot_tell(HIDDEN_LEG)
    back = hips_back_legs(rep) if rep.clip.view.side_on else math.inf
    hardly = (note("hips_hardly_back", legs=back),) if back < HIPS_BACK_LEGS else ()
    bend = max(knee.value, 1.0)
    least = (hip.value - _half(hip)) / (bend + _half(knee))
    most = (hip.value + _half(hip)) / max(bend - _half(knee), 1.0)
    ratio = min(hip.value / bend, MOST_RATIO)
    band = max(min(most, MOST_RATIO) - ratio, ratio - least) if math.isfinite(least) else math.inf
    return replace(hip, value=ratio, band=band, notes=hardly)


def hips_back_legs(rep: RepFacts) -> float:
    """How far the hip lies behind the ankle at the bottom, in leg lengths."""
    clip = rep.clip
    hip, ankle = (clip.track.image_px[:, lm.at(p, clip.view.near)][:, 0] for p in ("hip", "ankle"))
    return rep.at_bottom(clip.view.facing * (ankle - hip) / clip.standing.leg_length_px)


def spread_of(angle: str) -> Callable[[Sequence[Rep]], Outcome]:
    """A measure over a set: the standard deviation of an angle of ``Rep.peak`` over whole repetitions, degrees.

    Reads what was measured of each repetition, so that a clip and a live session that saw the same say the same.
    """

    def spread(reps: Sequence[Rep]) -> Outcome:
        known = [
            (getattr(rep.peak, angle), getattr(rep.peak_band, angle) if rep.peak_band else None, rep.bottom_s)
            for rep in reps
            if getattr(rep.peak, angle) is not None
        ]
        if len(reps) < LEAST_REPS:
            return cannot_tell("too_few_repetitions")
        if len(known) < LEAST_REPS:  # enough were done, but the view does not show the angle in enough of them
            return Measured(math.nan, reps[-1].bottom_s, 0.0, band=math.inf)
        bands = [math.inf if band is None else band for _, band, _ in known]
        value = float(np.std([value for value, _, _ in known], ddof=1))
        return Measured(value, known[-1][2], 0.9, band=REPEATED_SHARE * max(bands))

    return spread
