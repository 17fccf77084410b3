"""Measures of support and control: hands, tempo, steadiness, and what only a front view shows."""

from typing import Final

import numpy as np

from formcheck.coaching.checks import CannotTell, Measured, Outcome
from formcheck.coaching.contact import longest_s
from formcheck.coaching.facts import RepFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.track import middle, quantile

STEADY_S: Final = 0.7  # brief S1: the first 0.7 s after lock-out
SETTLE_S: Final = 0.2  # chosen: a rep ends at 95 % of the way up; the rest is still the movement, not sway
RISEN_SHARE: Final = 0.10  # brief 2.3: the body has risen by more than a tenth of its range
MIN_RISE_LEGS: Final = 0.03  # chosen: three times the jitter of a hip; in a hinge the hips hardly rise


def hands_on_legs_s(rep: RepFacts) -> Outcome:
    """Longest time a hand stays on knee or thigh while rising, seconds; a fault needs an arm that can carry load."""
    if rep.span.from_floor:
        return CannotTell("Your hands lift something off the floor here, so they are not judged as a support.")
    clip, first, last = rep.clip, _rising_from(rep), rep.span.end
    seen = [h for h in clip.hands if h.seen[first : last + 1].mean() >= 0.5]
    if not seen:
        return CannotTell("Your hands are hidden while you rise: keep them in view.")
    best = [(*longest_s(h.on_leg, clip.track.t_s, first, last), h) for h in seen]
    seconds, at, hand = max(best, key=lambda b: b[0])
    loaded, _ = longest_s(hand.loaded, clip.track.t_s, first, last)
    where = "knee" if hand.on_knee[at] else "thigh"
    both = sum(b[0] > 0.2 for b in best) == 2
    detail = f"(Both hands on the {where}s.)" if both else f"({hand.side.capitalize()} hand on the {where}.)"
    hidden = "" if len(seen) == 2 else "(The other hand is hidden.)"
    return Measured(
        seconds,
        float(clip.track.t_s[at]),
        0.9 if len(seen) == 2 else 0.8,
        at_most="fault" if loaded >= 0.5 * seconds else "watch",
        detail=f"{detail if seconds > 0.2 else ''} {hidden}".strip(),
    )


def _rising_from(rep: RepFacts) -> int:
    """First frame of the ascent in which hips or shoulders have made a tenth of their way: before, a hand may rest."""
    clip, first, last = rep.clip, rep.span.bottom, rep.span.end
    risen = np.zeros(last + 1 - first, bool)
    for height in (clip.angles.hip_height_legs, clip.angles.shoulder_height_legs):
        low, high = clip.at(height, first), clip.at(height, last)
        risen |= height[first : last + 1] >= low + max(RISEN_SHARE * (high - low), MIN_RISE_LEGS)
    up = np.flatnonzero(risen)
    return first + int(up[0]) if len(up) else rep.span.bottom_to


def hands_on_floor_s(rep: RepFacts) -> Outcome:
    """Longest time a hand stays at the floor after the body has begun to rise, seconds."""
    clip, first, last = rep.clip, _rising_from(rep), rep.span.end
    seen = [h for h in clip.hands if h.seen[first : last + 1].mean() >= 0.5]
    if not seen:
        return CannotTell("Your hands are hidden while you rise: keep them in view.")
    seconds, at = max((longest_s(h.on_floor, clip.track.t_s, first, last) for h in seen), key=lambda b: b[0])
    return Measured(seconds, float(clip.track.t_s[at]), 0.8)


def descent_s(rep: RepFacts) -> Outcome:
    """Seconds from the start of the descent to the bottom."""
    span = rep.span
    if not span.began or span.bottom_from <= span.start:
        return CannotTell("This repetition starts at the bottom, so there is no descent to judge.")
    return Measured(rep.seconds(span.start, span.bottom_from), float(rep.clip.track.t_s[span.start]))


def wobble_legs(rep: RepFacts) -> Outcome:
    """How far the middle of the hips still moves in the first 0.7 s after standing up, in leg lengths."""
    clip, t_s = rep.clip, rep.clip.track.t_s
    end = int(np.searchsorted(t_s, t_s[rep.span.end] + SETTLE_S))
    after = slice(end, int(np.searchsorted(t_s, t_s[rep.span.end] + SETTLE_S + STEADY_S, "right")))
    filmed = after.stop - after.start >= 3 and rep.seconds(end, after.stop - 1) >= 0.8 * STEADY_S
    if not filmed or any(rep.span.end < s.start < after.stop for s in clip.spans):
        return CannotTell("You go straight on, so standing still after the repetition cannot be judged.")
    hip = clip.track.mid_px("hip")[after]
    hip = hip[np.isfinite(hip).all(axis=1)]
    if len(hip) < 3:
        return CannotTell("Your hips are not seen well enough after the repetition.")
    sideways = float(np.ptp(hip[:, 0]))
    reversal = float(np.max(np.maximum.accumulate(hip[::-1, 1])[::-1] - hip[:, 1]))
    return Measured(max(sideways, reversal) / clip.standing.leg_length_px, float(clip.track.t_s[end]), 0.8)


def knees_over_ankles(rep: RepFacts) -> Outcome:
    """Small distance between the knees over the distance between the ankles, front view."""
    clip, span = rep.clip, rep.span
    knee, ankle = (np.ptp(clip.track.image_px[:, list(lm.pair(p)), 0], axis=1) for p in ("knee", "ankle"))
    ratio = knee / np.where(ankle > 0.1 * clip.standing.leg_length_px, ankle, np.nan)
    usual = np.array([middle(ratio[clip.around(i)]) for i in range(span.start, span.end + 1)])  # a flicker is no caving
    if not np.isfinite(usual).any():
        return CannotTell("Your feet are too close together or hidden: stand at hip width, whole body in view.")
    value = quantile(usual, 0.1)  # what a tenth of the rep stays below, so that jitter alone does not count
    at = int(np.nanargmin(np.abs(usual - value)))
    return Measured(value, float(clip.track.t_s[span.start + at]), 0.8)


def hip_tilt_deg(rep: RepFacts) -> Outcome:
    """Tilt of the hip line at the bottom against own standing, front view."""
    clip = rep.clip
    left, right = (clip.track.image_px[:, i] for i in lm.pair("hip"))
    tilt = np.degrees(np.arctan2((left - right)[:, 1], np.abs((left - right)[:, 0])))
    if not clip.standing.found:
        return CannotTell("There is no steady standing to compare with: stand still for a second first.")
    value = rep.at_bottom(tilt) - middle(tilt[clip.standing.frames])
    side = "left" if value > 0 else "right"
    return Measured(abs(value), rep.bottom_s, 0.8, detail=f"(Lower on your {side} side.)" if abs(value) > 5 else "")
