"""`analyze(track, ...)`: the one pure function that does all judging, for files and for the live buffer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.judging.classify import ClassifiedRep, classify_reps
from formcheck.judging.context import JudgingContext
from formcheck.judging.depth import depth_classes
from formcheck.judging.judge import judge, judge_set
from formcheck.judging.policy import summarize
from formcheck.judging.quality import SourceFacts, quality
from formcheck.measures.coordination import coordination
from formcheck.measures.facts import ClipFacts, RepFacts, trusted_frames
from formcheck.measures.hands import hands_seen, supports
from formcheck.motion.angles import CSV_ANGLES, Angles, joint_angles, turned
from formcheck.motion.contacts import hands
from formcheck.motion.corrected import corrected_angles, seen_in_clip
from formcheck.motion.lower_back import LowerBack, lower_back
from formcheck.motion.reps import RepSpan, find_reps
from formcheck.motion.smoothing import smooth
from formcheck.motion.standing import heights, standing
from formcheck.motion.track import Floats, Track, nanmedian
from formcheck.motion.view import ROLL_DEAD_BAND_DEG, CameraView, camera_roll_deg, camera_view, faced
from formcheck.movements.spec import Movement, Scene
from formcheck.schema import (
    NO_MOVEMENT,
    SCHEMA_VERSION,
    Baseline,
    Depth,
    Finding,
    MovementName,
    Nothing,
    Peak,
    Rep,
    Report,
    Tempo,
    View,
)


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The report and what it was read from.

    ``spans`` run parallel to ``report.reps``; ``track`` is smoothed and levelled, ``seen_track`` smoothed only, as the
    landmarks lie in the picture; ``context`` is what they were judged by.
    """

    report: Report
    track: Track
    seen_track: Track
    angles: Angles
    view: CameraView
    spans: tuple[RepSpan, ...]
    back: LowerBack | None
    context: JudgingContext


@dataclass(frozen=True, slots=True)
class _Seen:
    """The clip from its final view, with the repetitions that start and end standing."""

    scene: Scene
    seen_track: Track
    spans: tuple[RepSpan, ...]
    back: LowerBack | None


def analyze(track: Track, source: SourceFacts, context: JudgingContext) -> Analyzed:
    """Judge everything one track shows, as the context says.

    The level moves the limits of the checks; depth and counts are the same at every level. Never raises for what was
    filmed: nobody in view, no repetition or a wrong view are reports with a reason.
    """
    seen = _seen(track, context)
    scene, movements = seen.scene, context.movements
    clip = _facts(seen, context.model.name)
    ordered = classify_reps(scene, clip, seen.spans, movements, context.options.movement)
    kept, others = ([s for s in ordered if (s.movement == NO_MOVEMENT) == left_out] for left_out in (False, True))
    main = main_movement([(s.movement, s.span.partial) for s in kept])
    facts = replace(clip, spans=tuple(rep.span for rep in kept if not rep.span.partial))
    findings = _found(facts, kept, context)
    reps = tuple(_rep(facts, rep, i, movements[rep.movement], findings) for i, rep in enumerate(kept, start=1))
    findings += over_the_set(movements, main, reps, side_on=scene.view.side_on)
    report = Report(
        schema_version=SCHEMA_VERSION,
        clip=source.clip,
        movement=main,
        view=_view(scene.view),
        quality=quality(track, scene.view, scene.stand, source),
        baseline=_baseline(scene),
        reps=reps,
        findings=findings,
        summary=summarize(movements, main, reps, findings, _nothing(reps, others, track.seen)),
        provenance=context.provenance,
    )
    spans = tuple(s.span for s in kept)
    return Analyzed(report, scene.track, seen.seen_track, scene.angles, scene.view, spans, seen.back, context)


def main_movement(reps: list[tuple[MovementName, bool]]) -> MovementName:
    """What most whole repetitions are; given as movement and whether it is partial."""
    votes = Counter(name for name, partial in reps if not partial) or Counter(name for name, _ in reps)
    return votes.most_common(1)[0][0] if votes else NO_MOVEMENT


def over_the_set(
    movements: Mapping[str, Movement], main: MovementName, reps: Sequence[Rep], *, side_on: bool
) -> tuple[Finding, ...]:
    """What the checks over a whole set find, from all whole repetitions of its main movement."""
    own = [rep for rep in reps if not rep.partial and rep.movement == main]
    if not own:
        return ()
    rows = [row for row in movements[main].checks if row.measure_set is not None]
    return tuple(judge_set(row, main, own, side_on=side_on) for row in rows)


def _seen(track: Track, context: JudgingContext) -> _Seen:
    """Smooth, find the reps, then take the view again from the frames that matter and level the camera."""
    seen = even = smooth(track)
    rough = camera_view(even)
    height = heights(even, rough)
    stand = standing(even, rough, height)
    spans = find_reps(even.t_s, height, stand)
    roll = camera_roll_deg(even, stand.frames) if stand.found else None
    view = camera_view(even, _rep_frames(spans, len(even)), roll)
    if roll is not None and abs(roll) > ROLL_DEAD_BAND_DEG:
        even = turned(even, roll)
    if view.near != rough.near or view.side_on != rough.side_on or even is not seen:
        height = heights(even, view)
        stand = standing(even, view, height)
        spans = find_reps(even.t_s, height, stand)
    angles = joint_angles(even, view, height, stand)
    guessed = smooth(track, min_visibility=0.0)
    level = turned(guessed, roll) if even is not seen and roll is not None else guessed
    if context.correction is not None:
        angles, heading = corrected_angles(angles, level, view, stand, context.correction)
        view = view if heading is None else faced(view, heading)
    back = None
    if context.back_model is not None and np.isfinite(view.body_yaw_deg):
        filmed = seen_in_clip(level, view, stand)
        if filmed.size_px > 0:
            own = None if context.calibration is None else context.calibration.reference
            back = lower_back(filmed, track, even, angles, view, stand, context.back_model, own)
            angles = replace(angles, back=back.angles)
    return _Seen(Scene(even, view, height, stand, angles), seen, spans, back)


def _rep_frames(spans: tuple[RepSpan, ...], count: int) -> NDArray[np.bool_] | None:
    if not spans:
        return None
    frames = np.zeros(count, bool)
    for span in spans:
        frames[span.start : span.end + 1] = True
    return frames


def _facts(seen: _Seen, model: str) -> ClipFacts:
    """All but the repetitions, which are classified from them."""
    scene = seen.scene
    return ClipFacts(
        track=scene.track,
        view=scene.view,
        angles=scene.angles,
        standing=scene.stand,
        trusted=trusted_frames(scene.track, scene.view, scene.stand),
        back=seen.back,
        hands=hands(scene.track, scene.view, scene.height.floor_y_px, scene.stand.leg_length_px),
        spans=(),
        model=model,
    )


def _found(facts: ClipFacts, kept: list[ClassifiedRep], context: JudgingContext) -> tuple[Finding, ...]:
    """The findings of every whole repetition."""
    findings: list[Finding] = []
    for index, rep in enumerate(kept, start=1):
        if rep.span.partial:
            continue
        movement = context.movements[rep.movement]
        own: dict[str, Finding] = {}
        for check in movement.checks:
            if check.measure is not None:
                about = RepFacts(
                    facts, index, rep.span, movement.rules, check.limit, earlier=own, rise=rep.segment.rise
                )
                own[check.id] = judge(check, about)
        findings += own.values()
    return tuple(findings)


def _nothing(reps: Sequence[Rep], others: list[ClassifiedRep], seen: NDArray[np.bool_]) -> Nothing | None:
    """Why no repetition was judged; None when one was."""
    if not seen.any():
        return "nobody"
    if any(not rep.partial for rep in reps):
        return None
    if reps:
        return "partial"
    if others and not any(np.isfinite(rep.segment.stoop_squat_index) for rep in others):
        return "hips_hidden"
    return "other_movement" if others else "no_repetition"


def _rep(facts: ClipFacts, rep: ClassifiedRep, index: int, movement: Movement, findings: Sequence[Finding]) -> Rep:
    span, t_s = rep.span, facts.track.t_s
    near, bands = facts.angles.near_side, facts.angles.near_bands
    half = {name: _rounded(facts.at(getattr(bands, name), span.bottom)) for name in CSV_ANGLES}
    values = {name: _rounded(facts.at(getattr(near, name), span.bottom)) for name in CSV_ANGLES}
    values = {name: value if half[name] is not None else None for name, value in values.items()}
    about = None if span.partial else RepFacts(facts, index, span, movement.rules, movement.checks[0].limit)
    depth, depth_or = _depth(facts, span, index, movement, findings)

    def seconds(first: int, last: int, *, seen: bool) -> float | None:
        return round(float(t_s[last] - t_s[first]), 3) if seen else None

    return Rep(
        index=index,
        movement=rep.movement,
        start_s=round(float(t_s[span.start]), 3),
        bottom_s=round(float(t_s[span.bottom]), 3),
        end_s=round(float(t_s[span.end]), 3),
        partial=span.partial,
        depth=depth,
        depth_or=depth_or,
        peak=Peak(**values),
        peak_band=Peak(**half),
        tempo=Tempo(
            descent_s=seconds(span.start, span.bottom_from, seen=span.began and span.start < span.bottom_from),
            bottom_s=seconds(span.bottom_from, span.bottom_to, seen=True),
            ascent_s=seconds(span.bottom_to, span.end, seen=span.ended),
        ),
        stoop_squat_index=_rounded(rep.segment.stoop_squat_index),
        hip_knee_ratio=_rounded(rep.segment.hip_knee_ratio, 2),
        coordination=coordination(facts, span),
        supports=None if about is None else supports(about),
        hands_seen=() if about is None else hands_seen(about),
        rise=rep.segment.rise,
    )


def _depth(
    facts: ClipFacts, span: RepSpan, index: int, movement: Movement, findings: Sequence[Finding]
) -> tuple[Depth | None, Depth | None]:
    """Class of depth; none where the movement has no depth, or its check could not be judged."""
    if movement.depth is None:
        return None, None
    check = next((f for f in findings if f.rep == index and f.check == movement.depth), None)
    if check is not None and check.verdict == "not_assessed":
        return None, None
    near, bands = facts.angles.near_side, facts.angles.near_bands
    thigh, thigh_band = (facts.at(side.thigh_to_horizontal_deg, span.bottom) for side in (near, bands))
    knee, knee_band = (facts.at(side.knee_flexion_deg, span.bottom) for side in (near, bands))
    return depth_classes(thigh, thigh_band, knee, knee_band)


def _view(view: CameraView) -> View:
    return View(kind=view.kind, yaw_deg=_rounded(view.yaw_deg), roll_deg=_rounded(view.roll_deg), near_side=view.near)


def _baseline(scene: Scene) -> Baseline:
    first = np.flatnonzero(scene.stand.first)
    if not scene.stand.found or not len(first):
        return Baseline(found=False)
    near = scene.angles.near_side

    def typical(series: Floats) -> float | None:
        return _rounded(nanmedian(series[first]))

    return Baseline(
        found=True,
        start_s=round(float(scene.track.t_s[first[0]]), 3),
        end_s=round(float(scene.track.t_s[first[-1]]), 3),
        leg_length_px=_rounded(scene.stand.leg_length_px),
        trunk_length_px=_rounded(scene.stand.trunk_length_px),
        knee_flexion_deg=typical(near.knee_flexion_deg),
        trunk_inclination_deg=typical(near.trunk_inclination_deg),
    )


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None or not np.isfinite(value) else round(float(value), digits)
