"""Which movement a repetition is: squat, hinge, or neither."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.motion import landmarks as lm
from formcheck.motion.angles import Angles
from formcheck.motion.reps import RepSpan, at_lowest_hips
from formcheck.motion.standing import Heights, Standing, body_points
from formcheck.motion.track import Floats, Track
from formcheck.motion.view import CameraView
from formcheck.schema import MovementName
from formcheck.settings import MovementChoice

HINGE_FROM_INDEX: Final = 65.0  # chosen: half-way between squat lifting (up to 40) and stooping (90), Schmid 2022
UPRIGHT_LEGS: Final = 1.2  # chosen: standing shoulders are 1.5-1.8 leg lengths up, a push-up's 0.4
LUNGE_SPLIT: Final = 0.4  # chosen: one foot this many leg lengths before the other ...
LUNGE_KNEES: Final = 0.3  # ... and one knee this much lower is a lunge
ONE_LEG_SPLIT: Final = 0.8  # chosen: a foot this far back is off the ground, or a long step
FEET_MOVED: Final = 0.5  # chosen: feet that travel half a leg length within the rep have stepped or jumped
BAR_HEIGHT_LEGS: Final = 0.40  # chosen: hands on a bar with 45 cm plates are 0.35 leg lengths above the ankles
AT_START_S: Final = 0.6  # chosen: a lift from the floor that opens the clip has its lowest moment this early


@dataclass(frozen=True, slots=True)
class ClassifiedRep:
    """A repetition with its movement and the two numbers that decided: stoop-squat index, hip fold over knee bend."""

    span: RepSpan
    movement: MovementName
    stoop_squat_index: float
    hip_knee_ratio: float


def classify_rep(
    span: RepSpan,
    track: Track,
    view: CameraView,
    height: Heights,
    stand: Standing,
    angles: Angles,
    choice: MovementChoice,
) -> ClassifiedRep:
    """Squat or hinge by the stoop-squat index (share of the shoulders' drop that is not the hips'), any view.

    "none" when the person was not upright before and after, stepped, or stood with one foot far before the other.
    ``choice`` other than auto overrules squat against hinge, not "none".
    """
    index = stoop_squat_index(span, height)
    near = angles.near_side
    knee = near.knee_flexion_deg[span.bottom]
    ratio = float(near.hip_flexion_deg[span.bottom] / max(knee, 1.0)) if view.side_on else float("nan")
    if not np.isfinite(index) or not _is_bending(span, track, view, height, stand):
        return ClassifiedRep(span, "none", index, ratio)
    movement = choice if choice != "auto" else "hinge" if index > HINGE_FROM_INDEX else "squat"
    return ClassifiedRep(at_lowest_hips(span, height.hip_px) if movement == "squat" else span, movement, index, ratio)


def stoop_squat_index(span: RepSpan, height: Heights) -> float:
    """100 x (shoulder drop - hip drop) / shoulder drop (after Schmid 2022): squat lifting below 30, stoop above 90."""
    tops = [i for i, seen in ((span.start, span.began), (span.end, span.ended)) if seen] or [span.start, span.end]
    with np.errstate(invalid="ignore"):
        shoulder = np.mean(height.shoulder_px[tops]) - height.shoulder_px[span.bottom]
        hip = np.mean(height.hip_px[tops]) - height.hip_px[span.bottom]
    return float(100.0 * (shoulder - hip) / shoulder) if shoulder > 0 else float("nan")


def _is_bending(span: RepSpan, track: Track, view: CameraView, height: Heights, stand: Standing) -> bool:
    """Whether somebody upright on two planted feet, side by side, went down and up."""
    tops = [i for i, seen in ((span.start, span.began), (span.end, span.ended)) if seen]
    if any(height.shoulder_px[i] < UPRIGHT_LEGS * stand.leg_length_px for i in tops):
        return False
    split, knees = _split(track, span.bottom)
    if abs(split) > ONE_LEG_SPLIT or (abs(split) > LUNGE_SPLIT and abs(knees) > LUNGE_KNEES):
        return False
    ankle = body_points(track, view)["ankle"]
    moved = [np.linalg.norm(_place(ankle, i) - _place(ankle, span.bottom)) for i in tops]
    return not any(m > FEET_MOVED * stand.leg_length_px for m in moved)


def _place(points: Floats, index: int) -> Floats:
    window = points[max(index - 2, 0) : index + 3]
    window = window[np.isfinite(window).all(axis=1)]
    return np.median(window, axis=0) if len(window) else np.full(2, np.nan)


def _split(track: Track, index: int) -> tuple[float, float]:
    """Left foot before right, and left knee above right, in leg lengths, from world landmarks; 0 where unseen."""
    world = track.world_m[index]
    across = (world[lm.at("hip", "left")] - world[lm.at("hip", "right")])[[0, 2]]
    forward = np.array([across[1], -across[0]]) / max(float(np.linalg.norm(across)), 1e-6)
    leg = sum(
        float(np.linalg.norm(world[lm.at(a, "left")] - world[lm.at(b, "left")]))
        for a, b in (("hip", "knee"), ("knee", "ankle"))
    )
    foot = (world[lm.at("ankle", "left")] - world[lm.at("ankle", "right")])[[0, 2]] @ forward / leg
    knee = (world[lm.at("knee", "left")] - world[lm.at("knee", "right")])[1] / leg
    return float(np.nan_to_num(foot)), float(np.nan_to_num(knee))


def lift_from_floor(span: RepSpan, track: Track, floor_y_px: Floats, stand: Standing) -> RepSpan:
    """A lift that opens the clip with the hands down at bar height is whole, though no descent was filmed.

    Picking something up begins at the floor; a squat that begins at its bottom has the hands elsewhere.
    """
    if span.began or not span.ended or track.t_s[span.bottom] - track.t_s[0] > AT_START_S:
        return span
    wrists = track.image_px[span.bottom, list(lm.pair("wrist")), 1]
    seen = wrists[np.isfinite(wrists)]
    if len(seen) and (floor_y_px[span.bottom] - seen.max()) <= BAR_HEIGHT_LEGS * stand.leg_length_px:
        return replace(span, from_floor=True)
    return span
