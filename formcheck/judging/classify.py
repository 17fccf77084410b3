"""Which movement a repetition is: one of the registry, or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.measures.pattern import SURE, hinge_probability, thrown
from formcheck.motion import landmarks as lm
from formcheck.motion.directions import angle_between_deg
from formcheck.motion.reps import UPRIGHT_LEGS, RepSpan, at_lowest_hips
from formcheck.motion.standing import Heights, body_points
from formcheck.motion.track import Floats, Track
from formcheck.movements.spec import Movement, Scene, Segment
from formcheck.schema import NO_MOVEMENT, MovementName
from formcheck.settings import MovementChoice

LUNGE_SPLIT: Final = 0.4  # chosen: one foot this many leg lengths before the other ...
LUNGE_KNEES: Final = 0.3  # ... and one knee this much lower is a lunge
ONE_LEG_SPLIT: Final = 0.8  # chosen: a foot this far back is off the ground, or a long step
FEET_MOVED: Final = 0.5  # chosen: feet that travel half a leg length within the rep have stepped or jumped
#: By the world landmarks. Measured: real squats and lifts differ by up to 48, side lunges by 92 to 110.
KNEES_APART_DEG: Final = 65.0
BAR_HEIGHT_LEGS: Final = 0.40  # chosen: hands on a bar with 45 cm plates are 0.35 leg lengths above the ankles
AT_START_S: Final = 0.6  # chosen: a lift from the floor that opens the clip has its lowest moment this early


@dataclass(frozen=True, slots=True)
class ClassifiedRep:
    """A repetition with its movement, "none" where it is none of the registry. ``sure`` is false between a squat and a
    hinge, where checks of either's pattern say nothing.
    """

    segment: Segment
    movement: MovementName
    sure: bool = True

    @property
    def span(self) -> RepSpan:
        """Where it lies in the track."""
        return self.segment.span


def classify_reps(
    scene: Scene,
    clip: ClipFacts,
    spans: Iterable[RepSpan],
    movements: Mapping[str, Movement],
    choice: MovementChoice,
) -> list[ClassifiedRep]:
    """Every repetition of a clip in order of time. Movements that segment by themselves take theirs first.

    ``choice`` other than auto overrules which movement it is, not whether it is one.
    """
    left = tuple(_from_floor(span, scene) for span in spans)
    found: list[ClassifiedRep] = []
    for movement in movements.values():
        if movement.segment is not None and choice in ("auto", movement.name):
            own = movement.segment(clip, left)
            found += [ClassifiedRep(segment, movement.name) for segment in own.found]
            left = own.left
    found += [classify_rep(scene, clip, span, movements, choice) for span in left]
    return sorted(found, key=lambda rep: rep.span.start)


def classify_rep(
    scene: Scene, clip: ClipFacts, span: RepSpan, movements: Mapping[str, Movement], choice: MovementChoice
) -> ClassifiedRep:
    """The movement of a repetition that starts and ends standing, by its own numbers, from any view.

    "none" when the person was not upright before and after, stepped, stood with one foot far before the other, went
    down on one leg, or threw something up.
    """
    knee = scene.angles.near_side.knee_flexion_deg[span.bottom]
    fold = scene.angles.near_side.hip_flexion_deg[span.bottom]
    ratio = float(fold / max(knee, 1.0)) if scene.view.side_on else float("nan")
    hinge = hinge_probability(clip, span)
    segment = Segment(span, stoop_squat_index(span, scene.height), ratio, hinge)
    if not np.isfinite(segment.stoop_squat_index) or not _is_bending(span, scene) or thrown(clip, span):
        return ClassifiedRep(segment, NO_MOVEMENT)
    known = [movement for movement in movements.values() if movement.recognise is not None]
    by_itself = (movement for movement in known if movement.recognise and movement.recognise(segment))
    movement = next((movement for movement in known if movement.name == choice), None) or next(by_itself, None)
    if movement is None:
        return ClassifiedRep(segment, NO_MOVEMENT)
    if movement.bottom_at_hips:
        segment = replace(segment, span=at_lowest_hips(span, scene.height.hip_px))
    sure = movement.name == choice or not 1.0 - SURE < hinge < SURE
    return ClassifiedRep(segment, movement.name, sure)


def stoop_squat_index(span: RepSpan, height: Heights) -> float:
    """100 x (shoulder drop - hip drop) / shoulder drop (after Schmid 2022): squat lifting below 30, stoop above 90."""
    tops = [i for i, seen in ((span.start, span.began), (span.end, span.ended)) if seen] or [span.start, span.end]
    with np.errstate(invalid="ignore"):
        shoulder = np.mean(height.shoulder_px[tops]) - height.shoulder_px[span.bottom]
        hip = np.mean(height.hip_px[tops]) - height.hip_px[span.bottom]
    return float(100.0 * (shoulder - hip) / shoulder) if shoulder > 0 else float("nan")


def _is_bending(span: RepSpan, scene: Scene) -> bool:
    """Whether somebody upright on two planted feet, side by side, went down on both legs and up."""
    tops = [i for i, seen in ((span.start, span.began), (span.end, span.ended)) if seen]
    if any(scene.height.shoulder_px[i] < UPRIGHT_LEGS * scene.stand.leg_length_px for i in tops):
        return False
    if _knees_apart_deg(scene.track, span.bottom) > KNEES_APART_DEG:
        return False
    split, knees = _split(scene.track, span.bottom)
    if abs(split) > ONE_LEG_SPLIT or (abs(split) > LUNGE_SPLIT and abs(knees) > LUNGE_KNEES):
        return False
    ankle = body_points(scene.track, scene.view)["ankle"]
    moved = [np.linalg.norm(_place(ankle, i) - _place(ankle, span.bottom)) for i in tops]
    return not any(m > FEET_MOVED * scene.stand.leg_length_px for m in moved)


def _place(points: Floats, index: int) -> Floats:
    window = points[max(index - 2, 0) : index + 3]
    window = window[np.isfinite(window).all(axis=1)]
    return np.median(window, axis=0) if len(window) else np.full(2, np.nan)


def _knees_apart_deg(track: Track, index: int) -> float:
    """How much further one knee bends than the other; a leg that stays straight carries nothing, as in a side lunge."""
    world = np.median(track.world_m[max(index - 2, 0) : index + 3], axis=0)
    hip, knee, ankle = (world[list(lm.pair(part))] for part in ("hip", "knee", "ankle"))
    left, right = angle_between_deg(knee - hip, ankle - knee)
    return float(abs(left - right))


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


def _from_floor(span: RepSpan, scene: Scene) -> RepSpan:
    """A lift that opens the clip with the hands down at bar height is whole, though no descent was filmed.

    Picking something up begins at the floor; a squat that begins at its bottom has the hands elsewhere.
    """
    if span.began or not span.ended or scene.track.t_s[span.bottom] - scene.track.t_s[0] > AT_START_S:
        return span
    wrists = scene.track.image_px[span.bottom, list(lm.pair("wrist")), 1]
    seen = wrists[np.isfinite(wrists)]
    if len(seen) and (scene.height.floor_y_px[span.bottom] - seen.max()) <= BAR_HEIGHT_LEGS * scene.stand.leg_length_px:
        return replace(span, from_floor=True)
    return span
