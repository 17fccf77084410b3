"""Which movement a repetition is: one of the registry, or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.measures.pattern import SURE, hinge_probability, thrown
from formcheck.measures.two_feet import on_two_feet
from formcheck.motion import landmarks as lm
from formcheck.motion.reps import RepSpan, at_lowest_hips
from formcheck.motion.standing import Heights
from formcheck.movements import AUTO
from formcheck.movements.spec import Movement, Scene, Segment
from formcheck.schema import NO_MOVEMENT, MovementName
from formcheck.settings import MovementChoice

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
        if movement.segment is not None and choice in (AUTO, movement.name):
            own = movement.segment(clip, left, choice == movement.name)
            free = [one for one in own.found if not any(_shared(one.span, rep.span) for rep in found)]
            found += [ClassifiedRep(segment, movement.name) for segment in free]
            left = own.left
    found += [classify_rep(scene, clip, span, movements, choice) for span in left]
    return sorted(found, key=lambda rep: rep.span.start)


def _shared(one: RepSpan, other: RepSpan) -> bool:
    """Whether two repetitions have frames in common; what an earlier movement took, a later one may not take again."""
    return one.start < other.end and other.start < one.end


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
    if not np.isfinite(segment.stoop_squat_index) or not on_two_feet(clip, span) or thrown(clip, span):
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
