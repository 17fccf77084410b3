"""Measures of posture on one repetition: each function gives a value at a moment, or why it cannot."""

import math
from dataclasses import replace
from typing import Final

import numpy as np

from formcheck.coaching.checks import CannotTell, Measured, Outcome
from formcheck.coaching.facts import ClipFacts, RepFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.angles import Angles
from formcheck.motion.track import middle

LEG: Final = ("hip", "knee", "ankle")
TRUNK: Final = ("shoulder", "hip")
MIN_SEEN: Final = 0.55  # of full visibility: joints are at 0.5, where the model itself is undecided
FOOT_SEEN: Final = 0.85  # brief M2: heel and toe must be clearly seen, or a plate reads as a lifted heel
HIDDEN_LEG = CannotTell("Something hides your hip, knee or ankle: clear the view of your near leg.")
HIDDEN_TRUNK = CannotTell("Your shoulder or hip is not seen well enough: keep the whole body in view.")
MOST_RATIO: Final = 5.0  # brief H2: beyond 3 the knees are straight, and dividing by nearly nothing says no more
SHIN_EXCUSES_DEG: Final = 55.0  # brief A2: long thighs lean; short of its fault, parallel to the shin is good
HIPS_RISE_SHARE: Final = 0.40  # brief C1: judged when the hips have made 40 % of their rise
MIN_HIP_RISE_LEGS: Final = 0.12  # chosen: below, the ratio of two rises is mostly noise
REPEATED_SHARE: Final = 0.25  # chosen: most of an angle's error is the same in every repetition of a clip
BULGE_FROM_TRUNK_DEG: Final = 60.0  # brief L1: the limits were measured with the trunk inclined beyond 60 degrees


def thigh_at_bottom(rep: RepFacts) -> Outcome:
    """Depth: thigh against horizontal at the bottom."""
    return _angle(rep, "thigh_to_horizontal_deg", LEG, HIDDEN_LEG)


def trunk_minus_tibia(rep: RepFacts) -> Outcome:
    """Trunk against shin at the bottom."""
    trunk = _angle(rep, "trunk_inclination_deg", ("shoulder", *LEG), HIDDEN_LEG)
    tibia = _angle(rep, "tibia_inclination_deg", ("shoulder", *LEG), HIDDEN_LEG)
    if isinstance(trunk, CannotTell) or isinstance(tibia, CannotTell):
        return HIDDEN_LEG
    value = rep.at_bottom(rep.clip.angles.trunk_minus_tibia_deg)
    return replace(trunk, value=value, band=math.hypot(_half(trunk), _half(tibia)))


def trunk_at_bottom(rep: RepFacts) -> Outcome:
    """Trunk inclination at the bottom."""
    outcome = _angle(rep, "trunk_inclination_deg", TRUNK, HIDDEN_TRUNK)
    against_shin = rep.earlier.get("trunk_tibia")
    if isinstance(outcome, Measured) and against_shin is not None and against_shin.verdict == "good":
        return replace(outcome, at_most="good" if outcome.value < SHIN_EXCUSES_DEG else "fault")
    return outcome


def _angle(rep: RepFacts, name: str, parts: tuple[str, ...], hidden: CannotTell) -> Outcome:
    """The near side's angle of that name at the bottom, with its band."""
    angles = rep.clip.angles
    seen = rep.clip.seen(parts, rep.span.bottom_from, rep.span.bottom_to)
    value, band = rep.at_bottom(getattr(angles.near_side, name)), rep.at_bottom(getattr(angles.near_bands, name))
    if seen < MIN_SEEN or not np.isfinite(value):
        return hidden
    return Measured(value, rep.bottom_s, seen, band=band if np.isfinite(band) else math.inf)


def _half(measured: Measured) -> float:
    return math.inf if measured.band is None else measured.band


def shoulder_to_hip_rise(rep: RepFacts) -> Outcome:
    """Rise of shoulders over rise of hips when the hips have made 40 % of theirs; a fault needs pitching too."""
    angles, span = rep.clip.angles, rep.span
    if rep.clip.seen((*TRUNK, "ankle"), span.bottom, span.end) < MIN_SEEN:
        return HIDDEN_TRUNK
    low, high = rep.clip.at(angles.hip_height_legs, span.bottom), rep.clip.at(angles.hip_height_legs, span.end)
    if not high - low >= MIN_HIP_RISE_LEGS:
        return CannotTell("Your hips hardly rise in this movement, so which came first cannot be told.")
    ascent = angles.hip_height_legs[span.bottom_to : span.end + 1]
    reached = np.flatnonzero(ascent >= low + HIPS_RISE_SHARE * (high - low))
    if not len(reached):
        return HIDDEN_TRUNK
    moment = span.bottom_to + int(reached[0])
    hips = float(angles.hip_height_legs[moment]) - low
    shoulders = float(angles.shoulder_height_legs[moment]) - rep.clip.at(angles.shoulder_height_legs, span.bottom)
    pitch = pitch_growth_deg(angles, span.bottom, moment)
    return Measured(
        shoulders / hips if hips > 0 else float("nan"),
        float(angles.t_s[moment]),
        rep.clip.seen(TRUNK, span.bottom, span.end),
        at_most="fault" if pitch > 8.0 else "watch",  # brief C1: red only together with 8 degrees of pitching
        detail=f"(Your trunk pitched {pitch:.0f}° further forward meanwhile.)" if pitch > 5.0 else "",
    )


def pitch_growth_deg(angles: Angles, bottom: int, moment: int) -> float:
    """How far the trunk pitched forward between the bottom and a moment of the ascent, degrees, never negative."""
    trunk = angles.near_side.trunk_inclination_deg
    stretch = trunk[bottom : moment + 1]
    return float(np.nanmax(stretch) - trunk[bottom]) if np.isfinite(stretch).any() else 0.0


def heel_rise(rep: RepFacts) -> Outcome:
    """Heel above toe against own standing, in foot lengths, held for at least 0.3 s around the bottom."""
    clip, span = rep.clip, rep.span
    if clip.seen(("heel", "foot_index", "ankle"), span.start, span.end) < FOOT_SEEN:
        return CannotTell("Your foot is not clearly seen: film with both feet in view and nothing in front of them.")
    if not clip.standing.found:
        return CannotTell("There is no steady standing to compare your heels with: stand still for a second first.")
    heel, toe = (clip.track.image_px[:, lm.at(p, clip.view.near)] for p in ("heel", "foot_index"))
    foot = middle(np.linalg.norm(heel - toe, axis=1)[clip.standing.frames])
    rise = (toe - heel)[:, 1] / foot
    rise = rise - middle(rise[clip.standing.frames])
    held = [
        float(np.nanmin(rise[clip.around(i, 0.15)]))
        for i in range(span.start, span.end + 1)
        if np.isfinite(rise[clip.around(i, 0.15)]).any()
    ]
    if not held:
        return CannotTell("Your foot is not clearly seen: film with both feet in view and nothing in front of them.")
    at = span.start + int(np.argmax(held))
    return Measured(max(max(held), 0.0), float(clip.track.t_s[min(at, span.end)]), 0.9)


def back_bulge(rep: RepFacts) -> Outcome:
    """Bulge of the back's outline while the trunk is well inclined and, in a squat, before the thigh is level."""
    clip, span = rep.clip, rep.span
    window = np.arange(span.start, span.end + 1)
    trunk = clip.angles.near_side.trunk_inclination_deg[window]
    inclined = trunk > BULGE_FROM_TRUNK_DEG
    if rep.movement == "squat":
        if not inclined.any():
            return CannotTell("Your trunk stays upright enough that the back's outline tells nothing: that is good.")
        inclined &= clip.angles.near_side.thigh_to_horizontal_deg[window] > 0.0
        if not inclined.any():
            return CannotTell("Below parallel some rounding is normal, so it is not judged there.")
    elif not inclined.any():
        return CannotTell("The bend is too small for the back's outline to tell (it takes 60° of trunk lean).")
    values = clip.bulge[window][inclined]
    shown = np.isfinite(values)
    if shown.sum() < 3 or shown.mean() < 0.5:
        return CannotTell("The outline of your back is hidden: keep arms, hair and objects off it.")
    value = float(np.nanquantile(values, 0.7))  # brief L1: reached in at least 30 % of those frames
    moment = window[inclined][int(np.nanargmin(np.abs(values - value)))]
    loose = clip.standing_bulge > 0.03
    return Measured(
        value,
        float(clip.track.t_s[moment]),
        (1.0 if clip.standing.found else 0.8) * (0.6 if loose else 1.0) * float(shown.mean()),
        at_most="watch" if loose else "fault",
        detail="(Your outline is round while standing too; a close-fitting top would tell more.)" if loose else "",
    )


def knee_when_bent_over(rep: RepFacts) -> Outcome:
    """Knee flexion at the bottom of the bend; called a fault only together with a back that looks rounded."""
    outcome = _angle(rep, "knee_flexion_deg", LEG, HIDDEN_LEG)
    trunk = rep.at_bottom(rep.clip.angles.near_side.trunk_inclination_deg)
    if isinstance(outcome, Measured) and math.isinf(_half(outcome)):
        return outcome
    if isinstance(outcome, CannotTell) or not trunk >= 45.0:
        return outcome if isinstance(outcome, CannotTell) else CannotTell("The bend is too small to judge the knees.")
    rounding = rep.earlier.get("lower_back_rounding")
    rounded = rounding is not None and rounding.verdict in ("watch", "fault")
    return replace(outcome, at_most="fault" if rounded else "watch")


def hip_to_knee(rep: RepFacts) -> Outcome:
    """Hip fold over knee flexion at the bottom; hips that do not travel back are said in words."""
    hip = _angle(rep, "hip_flexion_deg", ("shoulder", *LEG), HIDDEN_LEG)
    knee = _angle(rep, "knee_flexion_deg", ("shoulder", *LEG), HIDDEN_LEG)
    if isinstance(hip, CannotTell) or isinstance(knee, CannotTell):
        return HIDDEN_LEG
    back = hips_back_legs(rep) if rep.clip.view.side_on else math.inf
    detail = f"(Your hips moved back only {back:.2f} leg lengths.)" if back < 0.12 else ""  # brief H4
    bend = max(knee.value, 1.0)
    least = (hip.value - _half(hip)) / (bend + _half(knee))
    most = (hip.value + _half(hip)) / max(bend - _half(knee), 1.0)
    ratio = min(hip.value / bend, MOST_RATIO)
    band = max(min(most, MOST_RATIO) - ratio, ratio - least) if math.isfinite(least) else math.inf
    return replace(hip, value=ratio, band=band, detail=detail)


def hips_back_legs(rep: RepFacts) -> float:
    """How far the hip lies behind the ankle at the bottom, in leg lengths."""
    clip = rep.clip
    hip, ankle = (clip.track.image_px[:, lm.at(p, clip.view.near)][:, 0] for p in ("hip", "ankle"))
    return rep.at_bottom(clip.view.facing * (ankle - hip) / clip.standing.leg_length_px)


def compensation(rep: RepFacts) -> Outcome:
    """Signs that the lower back does the work of hips and legs: a fault counts one, a watch half."""
    names = {
        "lower_back_rounding": "a rounding back",
        "trunk_tibia": "a trunk pitched past the shins",
        "hips_first": "hips rising before the chest",
        "straight_knee_stoop": "bending over straight knees",
    }
    own = {k: rep.earlier[k] for k in names if k in rep.earlier}
    judged = {k: f for k, f in own.items() if f.verdict != "not_assessed"}
    if not judged or (set(own) - {"lower_back_rounding"} and set(judged) == {"hips_first"}):
        return CannotTell("None of the signs of lower-back compensation could be judged in this view.")
    weight = {"good": 0.0, "watch": 0.5, "fault": 1.0}
    signs = sum(weight[f.verdict] for f in judged.values())
    shown = [names[k] for k, f in judged.items() if f.verdict != "good"]
    unknown = [names[k] for k in own if k not in judged]
    detail = f"Seen: {', '.join(shown)}." if shown else ""
    if unknown:
        detail += f"{' ' if detail else ''}Could not be judged: {', '.join(unknown)}."
    worst = max(judged.values(), key=lambda f: weight[f.verdict] + f.confidence)
    moment = worst.t_s if worst.t_s is not None else rep.bottom_s
    deciding = [f.confidence for f in judged.values() if (f.verdict != "good") == bool(shown)]
    return Measured(signs, moment, float(np.mean(deciding)) * (1.0 if not unknown else 0.8), detail=detail)


def spread_of_knee(clip: ClipFacts) -> Outcome:
    """Standard deviation of knee flexion at the bottom over the repetitions."""
    return _spread(clip, "knee_flexion_deg")


def spread_of_trunk(clip: ClipFacts) -> Outcome:
    """Standard deviation of trunk inclination at the bottom over the repetitions."""
    return _spread(clip, "trunk_inclination_deg")


def _spread(clip: ClipFacts, name: str) -> Outcome:
    series, bands = getattr(clip.angles.near_side, name), getattr(clip.angles.near_bands, name)
    values = np.array([clip.at(series, span.bottom) for span in clip.alike])
    values = values[np.isfinite(values)]
    if len(values) < 3:
        return CannotTell("It takes three whole repetitions to tell how alike they are.")
    band = REPEATED_SHARE * max(clip.at(bands, span.bottom) for span in clip.alike)
    at = clip.alike[-1].bottom
    return Measured(float(np.std(values, ddof=1)), float(clip.track.t_s[at]), 0.9, band=band)
