"""Measures of control: tempo, steadiness, and what only a front view shows. Hands are in `hands`."""

from typing import Final

import numpy as np

from formcheck.measures.facts import RepFacts
from formcheck.measures.outcome import Measured, Outcome, cannot_tell, note
from formcheck.motion import landmarks as lm
from formcheck.motion.directions import apart_deg
from formcheck.motion.stretches import TURN_DEG
from formcheck.motion.track import Floats, nanmedian, quantile
from formcheck.motion.view import body_yaw_deg

STEADY_S: Final = 0.7  # chosen: sway right after lock-out; later people move on purpose
LEAST_FRAMES: Final = 3
FILMED_SHARE: Final = 0.8  # chosen: of those 0.7 s; a camera that drops a picture or two still shows the sway
STEPPED_LEGS: Final = 0.15  # chosen: a foot that travels this far within 0.7 s steps
BENDS_DEG: Final = 20.0  # chosen: hips that fold by so much after standing do something new
SETTLE_S: Final = 0.2  # chosen: a rep ends at 95 % of the way up; the rest is still the movement, not sway


def descent_s(rep: RepFacts) -> Outcome:
    """Seconds from the start of the descent to the bottom."""
    span = rep.span
    if not span.began or span.bottom_from <= span.start:
        return cannot_tell("starts_at_bottom")
    return Measured(rep.seconds(span.start, span.bottom_from), float(rep.clip.track.t_s[span.start]))


def wobble_legs(rep: RepFacts) -> Outcome:
    """How far the middle of the hips still moves in the first 0.7 s after standing up, in leg lengths. What the feet do
    meanwhile is the camera's movement: who stands does not slide.
    """
    clip, t_s = rep.clip, rep.clip.track.t_s
    end = int(np.searchsorted(t_s, t_s[rep.span.end] + SETTLE_S))
    after = slice(end, int(np.searchsorted(t_s, t_s[rep.span.end] + SETTLE_S + STEADY_S, "right")))
    if any(rep.span.end < s.start < after.stop for s in clip.spans):
        return cannot_tell("goes_straight_on")
    if after.stop - after.start < LEAST_FRAMES or rep.seconds(end, after.stop - 1) < FILMED_SHARE * STEADY_S:
        return cannot_tell("clip_ends")
    if _leaves(rep, after):
        return cannot_tell("goes_straight_on")
    hip = clip.track.mid_px("hip")[after] - _camera_px(rep, after)
    hip = hip[np.isfinite(hip).all(axis=1)]
    if len(hip) < LEAST_FRAMES:
        return cannot_tell("hips_hidden_after")
    sideways = float(np.ptp(hip[:, 0]))
    reversal = float(np.max(np.maximum.accumulate(hip[::-1, 1])[::-1] - hip[:, 1]))
    return Measured(max(sideways, reversal) / clip.standing.leg_length_px, float(clip.track.t_s[end]), 0.8)


def _camera_px(rep: RepFacts, frames: slice) -> Floats:
    """(N, 2) how far the feet drift in the picture from the first of these frames on, along a line, so that their
    jitter does not count; nowhere where they are not seen.
    """
    t_s, feet = rep.clip.track.t_s[frames], rep.clip.track.mid_px("ankle")[frames]
    seen = np.isfinite(feet).all(axis=1)
    if seen.sum() < LEAST_FRAMES:
        return np.zeros_like(feet)
    speed = np.polyfit(t_s[seen], feet[seen], 1)[0]
    return np.outer(t_s - t_s[0], speed)


def _leaves(rep: RepFacts, after: slice) -> bool:
    """Whether the person does something else than stand: steps, turns, comes nearer, or bends again."""
    clip, leg = rep.clip, rep.clip.standing.leg_length_px
    for side in lm.SIDES:
        feet = clip.track.image_px[after, lm.at("ankle", side)]
        feet = feet[np.isfinite(feet).all(axis=1)]
        if len(feet) and float(np.ptp(feet, axis=0).max()) > STEPPED_LEGS * leg:
            return True
    turned = apart_deg(body_yaw_deg(clip.track)[after], clip.view.body_yaw_deg)
    folded = clip.angles.near_side.hip_flexion_deg[after] - clip.at(clip.angles.near_side.hip_flexion_deg, after.start)
    return quantile(turned, 0.9) > TURN_DEG or quantile(folded, 0.9) > BENDS_DEG


def knees_over_ankles(rep: RepFacts) -> Outcome:
    """Small distance between the knees over the distance between the ankles, front view."""
    clip, span = rep.clip, rep.span
    knee, ankle = (np.ptp(clip.track.image_px[:, list(lm.pair(p)), 0], axis=1) for p in ("knee", "ankle"))
    ratio = knee / np.where(ankle > 0.1 * clip.standing.leg_length_px, ankle, np.nan)
    usual = np.array(
        [nanmedian(ratio[clip.around(i)]) for i in range(span.start, span.end + 1)]
    )  # a flicker is no caving
    if not np.isfinite(usual).any():
        return cannot_tell("feet_together")
    value = quantile(usual, 0.1)  # what a tenth of the rep stays below, so that jitter alone does not count
    at = int(np.nanargmin(np.abs(usual - value)))
    return Measured(value, float(clip.track.t_s[span.start + at]), 0.8)


def hip_tilt_deg(rep: RepFacts) -> Outcome:
    """Tilt of the hip line at the bottom against own standing, front view."""
    clip = rep.clip
    left, right = (clip.track.image_px[:, i] for i in lm.pair("hip"))
    tilt = np.degrees(np.arctan2((left - right)[:, 1], np.abs((left - right)[:, 0])))
    if not clip.standing.found:
        return cannot_tell("no_standing")
    value = rep.at_bottom(tilt) - nanmedian(tilt[clip.standing.frames])
    lower = (note("lower_left" if value > 0 else "lower_right"),) if abs(value) > rep.limit.good else ()
    return Measured(abs(value), rep.bottom_s, 0.8, notes=lower)
