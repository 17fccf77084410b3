"""Who does the work of a repetition: trunk against hips, knees and ankles, over the way down and up.

All of it comes from sagittal angles, which the correction gives from any camera, and from lengths of thigh, shank and
trunk; none of it from heights in the picture.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import Floats, nanmedian
from formcheck.schema import Coordination, Curve, Work

#: Share of body mass of both shanks, both thighs, and trunk with head and arms; how far from the upper joint (of the
#: trunk: from the hips) the middle of that mass lies. Winter, Biomechanics and Motor Control, table 4.1, feet left out.
SHANKS, THIGHS, TRUNK = (0.093, 0.433), (0.200, 0.433), (0.678, 0.626)
MIDFOOT_SHANKS: Final = 0.15  # Winter: the middle of the foot lies 0.04 body heights ahead of the ankle
OPEN_HIPS: Final = 0.9  # chosen: cosine of thighs turned out by 25 degrees, between hip-wide and sumo
SHIN_DEG: Final = 35.0  # weight-bearing lunge test: 30 to 38 degrees of shin lean are ordinary ankles ...
SHIN_PER_THIGH: Final = 0.45  # ... of a deep squat; measured: shins lean 0.33 to 0.5 of what thighs do on the way
#: The rig's people (25 drawn ones: thigh 0.93, trunk 1.07 shanks) and Winter's table (1.00, 1.17), between them.
USUAL_THIGH, USUAL_TRUNK = 0.96, 1.10
#: What the picture shows of people of those lengths: the landmarks of hip and shoulder lie above the joints.
SHOWN_THIGH, SHOWN_TRUNK = 1.05, 1.36
BELIEVED: Final = 0.5  # measured on 8 fit people: the picture's proportions scatter about as much as people's own do
LEAST_KNEE_DEG: Final = 30.0  # chosen: knees that stretch by less lead nothing
WATCHED_SHARE: Final = 0.6  # chosen: the early ascent; afterwards the trunk comes up last in every squat
HIPS_RISE_SHARE: Final = 0.40  # chosen: by then it shows who leads; Myer 2014, item 10: both rise at one speed
LEAST_RISE_SHANKS: Final = 0.15  # chosen: the ratio of two smaller rises is mostly noise
KNOWN_SHARE: Final = 0.8  # chosen: of the frames of a phase
EDGE_S: Final = 0.5  # chosen: 5 % of the way, where a repetition begins, are 14 degrees of a hinge's lean
CURVE_POINTS: Final = 11  # of each way; a picture of a curve needs no more


@dataclass(frozen=True, slots=True)
class Proportions:
    """Lengths of thigh and trunk (hip to shoulder joints) in shank lengths."""

    thigh: float = USUAL_THIGH
    trunk: float = USUAL_TRUNK


@dataclass(frozen=True, slots=True)
class Lead:
    """How far the trunk pitched on while the legs stretched, degrees, and the frame that shows it best."""

    deg: float
    frame: int


def proportions(clip: ClipFacts) -> Proportions:
    """The person's proportions from steady standing, drawn half-way to usual ones; usual ones where none is seen.

    Lies by about 5 % of a thigh, which is 5 degrees of needed lean at parallel.
    """
    if not clip.standing.found:
        return Proportions()
    mid = {part: clip.track.mid_px(part)[clip.standing.frames] for part in ("shoulder", "hip", "knee", "ankle")}
    upright = [nanmedian((mid[low] - mid[high])[:, 1]) for high, low in pairwise(mid)]
    trunk, thigh, shank = upright
    if not (np.isfinite(upright).all() and shank > 0):
        return Proportions()
    longer = np.array([thigh / shank / SHOWN_THIGH, trunk / shank / SHOWN_TRUNK])
    kept = 1.0 + BELIEVED * (np.clip(longer, 0.8, 1.25) - 1.0)
    return Proportions(USUAL_THIGH * float(kept[0]), USUAL_TRUNK * float(kept[1]))


def needed_trunk_deg(own: Proportions, thigh_to_horizontal_deg: float, tibia_deg: float | None = None) -> float:
    """Trunk inclination that keeps the body's middle over the midfoot, degrees, 90 where none does.

    With the shin at ``tibia_deg``, by default where ordinary ankles put it at this depth: the true shin would explain
    away every lean, since nobody falls over. Grows with the thigh's length and falls with the trunk's; lengths enter
    as ratios only. Lies by what the arms weigh (hands forward need some 5 degrees less) and with wide or narrow feet.
    """
    shin = usual_shin_deg(thigh_to_horizontal_deg) if tibia_deg is None else tibia_deg
    knee = np.sin(np.radians(shin))
    back = own.thigh * np.cos(np.radians(thigh_to_horizontal_deg)) * OPEN_HIPS
    hip = knee - back
    body = SHANKS[0] + THIGHS[0] + TRUNK[0]
    legs = SHANKS[0] * knee * (1 - SHANKS[1]) + THIGHS[0] * (hip + THIGHS[1] * back)
    lean = (body * MIDFOOT_SHANKS - legs - TRUNK[0] * hip) / (TRUNK[0] * TRUNK[1] * own.trunk)
    return float(np.degrees(np.arcsin(np.clip(lean, -1.0, 1.0))))


def usual_shin_deg(thigh_to_horizontal_deg: float) -> float:
    """How far ordinary ankles let the shin lean at a depth, degrees."""
    return min(SHIN_DEG, SHIN_PER_THIGH * (90.0 - thigh_to_horizontal_deg))


def excess_lean_deg(clip: ClipFacts, span: RepSpan) -> float:
    """Trunk inclination at the bottom beyond what the person's legs need at that depth, degrees; NaN when unknown."""
    near = clip.angles.near_side
    thigh = clip.at(near.thigh_to_horizontal_deg, span.bottom)
    if not np.isfinite(thigh):
        return float("nan")
    return clip.at(near.trunk_inclination_deg, span.bottom) - needed_trunk_deg(proportions(clip), thigh)


def trunk_lead(knee_deg: Floats, trunk_deg: Floats, span: RepSpan) -> Lead:
    """How far the trunk leans beyond the bottom's lean, and beyond that of the same knee bend on the way down.

    The smaller of the two at the moment of the early ascent where it is largest: hips that rise first, or a trunk that
    pitches on. 0 or less: the trunk rises with the legs. ``deg`` is NaN when the knees hardly stretch or were not seen.
    Lies where somebody goes down trunk first just as they come up trunk last; without a descent the first alone counts.
    """
    low = slice(span.bottom_from, span.bottom_to + 1)
    bent, lean = nanmedian(knee_deg[low]), nanmedian(trunk_deg[low])
    up_knee, up_trunk = knee_deg[span.bottom_to : span.end + 1], trunk_deg[span.bottom_to : span.end + 1]
    known = np.isfinite(up_knee + up_trunk)
    stretch = bent - float(np.nanmin(up_knee)) if known.any() else 0.0
    if known.mean() < KNOWN_SHARE or not stretch >= LEAST_KNEE_DEG or not np.isfinite(lean):
        return Lead(float("nan"), span.bottom)
    risen = np.flatnonzero(up_knee <= bent - WATCHED_SHARE * stretch)
    early = slice(0, max(int(risen[0]), 1))
    ahead = up_trunk[early] - lean
    down_knee, down_trunk = knee_deg[span.start : span.bottom_from + 1], trunk_deg[span.start : span.bottom_from + 1]
    seen = np.isfinite(down_knee + down_trunk)
    if span.began and seen.mean() >= KNOWN_SHARE:
        same_bend = np.interp(up_knee[early], np.maximum.accumulate(down_knee[seen]), down_trunk[seen])
        ahead = np.minimum(ahead, up_trunk[early] - same_bend)
    if not np.isfinite(ahead).any():
        return Lead(float("nan"), span.bottom)
    best = int(np.nanargmax(ahead))
    return Lead(float(ahead[best]), span.bottom_to + best)


def chest_to_hip_rise(own: Proportions, tibia_deg: Floats, thigh_deg: Floats, trunk_deg: Floats) -> float:
    """Rise of the shoulders over rise of the hips when the hips have made 40 % of theirs, from an ascent's angles (n,).

    NaN when the hips hardly rise. Below 1 the trunk pitches forward meanwhile.
    """
    hip = np.cos(np.radians(tibia_deg)) + own.thigh * np.sin(np.radians(thigh_deg))
    chest = hip + own.trunk * np.cos(np.radians(trunk_deg))
    known = np.isfinite(chest)
    if known.sum() < 2 or hip[known][-1] - hip[known][0] < LEAST_RISE_SHANKS:
        return float("nan")
    hip, chest = hip[known], chest[known]
    moment = int(np.argmax(hip >= hip[0] + HIPS_RISE_SHARE * (hip[-1] - hip[0])))
    return float((chest[moment] - chest[0]) / (hip[moment] - hip[0]))


def coordination(clip: ClipFacts, span: RepSpan) -> Coordination | None:
    """The share of the work and the curve of one repetition; None where the view shows no angles of the near side."""
    near, bands = clip.angles.near_side, clip.angles.near_bands
    reported = np.isfinite(bands.knee_flexion_deg) & np.isfinite(bands.trunk_inclination_deg) & clip.trusted
    if reported[span.start : span.end + 1].mean() < KNOWN_SHARE:
        return None
    lead = trunk_lead(near.knee_flexion_deg, near.trunk_inclination_deg, span)
    up = slice(span.bottom, span.end + 1)
    own = proportions(clip)
    rise = chest_to_hip_rise(
        own, near.tibia_inclination_deg[up], near.thigh_to_horizontal_deg[up], near.trunk_inclination_deg[up]
    )
    thigh = clip.at(near.thigh_to_horizontal_deg, span.bottom)
    return Coordination(
        down=_work(clip, own, _uprightest(clip, span.start), span.bottom) if span.began else None,
        up=_work(clip, own, _uprightest(clip, span.end), span.bottom) if span.ended else None,
        early_up=_work(clip, own, _half_way_up(near.knee_flexion_deg, span), span.bottom) if span.ended else None,
        curve=_curve(clip, span),
        trunk_lead_deg=_rounded(lead.deg),
        chest_to_hip_rise=_rounded(rise, 2),
        trunk_needed_deg=_rounded(needed_trunk_deg(own, thigh) if np.isfinite(thigh) else np.nan),
    )


def _work(clip: ClipFacts, own: Proportions, standing: int, bottom: int) -> Work | None:
    """Degrees each joint bends between a higher frame and the bottom, whichever comes first."""
    near, back_angles = clip.angles.near_side, clip.angles.back
    lumbar = None if back_angles is None else back_angles.lumbar_flexion_deg
    names = ("tibia_inclination_deg", "knee_flexion_deg", "hip_flexion_deg", "trunk_inclination_deg")
    ends = [[clip.at(getattr(near, name), at) for at in (standing, bottom)] for name in names]
    if not np.isfinite(ends).all():
        return None
    ankle, knee, hip, trunk = (low - high for high, low in ends)
    back = float("nan") if lumbar is None else clip.at(lumbar, bottom) - clip.at(lumbar, standing)
    thigh = [clip.at(near.thigh_to_horizontal_deg, at) for at in (standing, bottom)]
    high, low = (
        np.cos(np.radians(shin)) + own.thigh * np.sin(np.radians(level))
        for shin, level in zip(ends[0], thigh, strict=True)
    )
    upright, leant = (own.trunk * np.cos(np.radians(lean)) for lean in ends[3])
    lowered = high + upright - low - leant
    return Work(
        ankle_deg=round(ankle, 1),
        knee_deg=round(knee, 1),
        hip_deg=round(hip - (back if np.isfinite(back) else 0.0), 1),
        lower_back_deg=_rounded(back),
        trunk_deg=round(trunk, 1),
        trunk_share=_rounded(np.clip((upright - leant) / lowered, -1.0, 1.0) if lowered > 0 else np.nan, 2),
    )


def _uprightest(clip: ClipFacts, edge: int) -> int:
    """The most upright frame around an edge of a repetition, which lies a little way down."""
    near, window = clip.angles.near_side, clip.around(edge, EDGE_S)
    bend = (near.knee_flexion_deg + near.trunk_inclination_deg)[window]
    return window.start + int(np.nanargmin(bend)) if np.isfinite(bend).any() else edge


def _half_way_up(knee_deg: Floats, span: RepSpan) -> int:
    """The first frame of the ascent in which the knees have stretched half-way."""
    up = knee_deg[span.bottom : span.end + 1]
    with np.errstate(invalid="ignore"):
        stretched = np.flatnonzero(up <= (up[0] + up[-1]) / 2)
    return span.bottom + int(stretched[0]) if len(stretched) else span.end


def _curve(clip: ClipFacts, span: RepSpan) -> Curve:
    """Angles at even steps of time down and up again."""
    t_s, near = clip.track.t_s, clip.angles.near_side
    moments = np.concatenate(
        [
            np.linspace(t_s[span.start], t_s[span.bottom], CURVE_POINTS),
            np.linspace(t_s[span.bottom], t_s[span.end], CURVE_POINTS)[1:],
        ]
    )

    def along(series: Floats) -> tuple[float | None, ...]:
        known = np.where(clip.trusted, series, np.nan)
        return tuple(_rounded(value) for value in np.interp(moments, t_s, known))

    return Curve(
        t_s=tuple(round(float(t), 3) for t in moments),
        bottom=CURVE_POINTS - 1,
        knee_flexion_deg=along(near.knee_flexion_deg),
        hip_flexion_deg=along(near.hip_flexion_deg),
        trunk_inclination_deg=along(near.trunk_inclination_deg),
    )


def _rounded(value: float, digits: int = 1) -> float | None:
    return round(float(value), digits) if np.isfinite(value) else None
