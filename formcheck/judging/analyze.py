"""`analyze(track, ...)`: the one pure function that does all judging, for a file and for the live buffer alike."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.judging.classify import ClassifiedRep, classify_rep, lift_from_floor
from formcheck.judging.clinician_limits import movements_for
from formcheck.judging.quality import SourceFacts, quality
from formcheck.measures.coordination import coordination
from formcheck.measures.facts import ClipFacts, RepFacts, trusted_frames
from formcheck.measures.hands import hands_seen, supports
from formcheck.motion.angles import CSV_ANGLES, Angles, joint_angles, turned
from formcheck.motion.contacts import hands
from formcheck.motion.corrected import corrected_angles, seen_in_clip
from formcheck.motion.correction import Correction
from formcheck.motion.lower_back import LowerBack, lower_back
from formcheck.motion.lumbar import BackModel
from formcheck.motion.outline import StandingOutline
from formcheck.motion.reps import RepSpan, find_reps
from formcheck.motion.smoothing import smooth
from formcheck.motion.standing import Heights, Standing, heights, standing
from formcheck.motion.track import Floats, Track, nanmedian
from formcheck.motion.view import ROLL_DEAD_BAND_DEG, CameraView, camera_roll_deg, camera_view, faced
from formcheck.movements.spec import Movement, judge, judge_clip
from formcheck.schema import (
    SCHEMA_VERSION,
    Baseline,
    Depth,
    Finding,
    LimitUsed,
    MovementName,
    Peak,
    Provenance,
    Rep,
    Report,
    Tempo,
    View,
)
from formcheck.settings import NO_LIMITS, ClinicianLimits, Level, MovementChoice
from formcheck.wording import summary as wording

PARALLEL_DEG: Final = 8.0  # brief D1: thighs within the landmark error of horizontal are parallel
FLOOR_KNEE_DEG: Final = 125.0  # brief D2: a heels-down floor squat as this pose model sees it
FLOOR_THIGH_DEG: Final = -10.0
DEPTH_BAND_DEG: Final = 2.5 * PARALLEL_DEG  # chosen: wider, the true class may lie more than one off


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The report and what it was read from.

    ``spans`` run parallel to ``report.reps``; ``track`` is smoothed and levelled, ``seen_track`` smoothed only, as the
    landmarks lie in the picture. ``level``: whose limits were in force.
    """

    report: Report
    track: Track
    seen_track: Track
    angles: Angles
    view: CameraView
    spans: tuple[RepSpan, ...]
    back: LowerBack | None = None
    level: Level = "standard"


@dataclass(frozen=True, slots=True)
class _Scene:
    """The clip seen from its final view."""

    track: Track
    seen_track: Track
    view: CameraView
    height: Heights
    stand: Standing
    angles: Angles
    spans: tuple[RepSpan, ...]
    back: LowerBack | None


def analyze(
    track: Track,
    source: SourceFacts,
    provenance: Provenance,
    choice: MovementChoice = "auto",
    correction: Correction | None = None,
    back_model: BackModel | None = None,
    calibration: StandingOutline | None = None,
    level: Level = "standard",
    allowed: ClinicianLimits = NO_LIMITS,
) -> Analyzed:
    """Judge everything one track shows; without ``correction`` by the angles as the picture shows them, without
    ``back_model`` not the lower back. ``calibration`` is the person's own upright outline from a guided recording.
    ``level`` moves the limits of the checks; depth and counts are the same at every level. ``allowed`` puts the limits
    a professional set in place of the checks that would ask for more.

    Never raises for what was filmed: nobody in view, no repetition or a wrong view are reports with a reason.
    """
    scene = _scene(track, correction, back_model, calibration)
    ordered = [_sorted(scene, span, choice) for span in scene.spans]
    kept, others = ([s for s in ordered if (s.movement == "none") == left_out] for left_out in (False, True))
    movement = _main_movement(kept)
    facts = replace(_facts(scene, kept, movement), model=provenance.model)
    reps = tuple(_rep(facts, s, i) for i, s in enumerate(kept, start=1))
    findings = _judged(facts, kept, movement, movements_for(level, allowed))
    report = Report(
        schema_version=SCHEMA_VERSION,
        clip=source.clip,
        movement=movement,
        view=_view(scene.view),
        quality=quality(track, scene.view, scene.stand, source),
        baseline=_baseline(scene),
        reps=reps,
        findings=findings,
        summary=wording.summary(movement, reps, findings, others=others, seen=track.seen),
        provenance=provenance,
    )
    spans = tuple(s.span for s in kept)
    return Analyzed(report, scene.track, scene.seen_track, scene.angles, scene.view, spans, scene.back, level)


def limits_in_force(level: Level = "standard", allowed: ClinicianLimits = NO_LIMITS) -> dict[str, LimitUsed]:
    """Every row's limit at a level by "movement.check", for provenance."""
    movements = movements_for(level, allowed).values()
    return {f"{movement.name}.{check.id}": check.limit.used() for movement in movements for check in movement.checks}


def _scene(
    track: Track,
    correction: Correction | None,
    back_model: BackModel | None = None,
    calibration: StandingOutline | None = None,
) -> _Scene:
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
    if correction is not None:
        angles, heading = corrected_angles(angles, level, view, stand, correction)
        view = view if heading is None else faced(view, heading)
    back = None
    if back_model is not None and np.isfinite(view.body_yaw_deg):
        filmed = seen_in_clip(level, view, stand)
        if filmed.size_px > 0:
            back = lower_back(filmed, even, angles, view, stand, back_model, calibration)
            angles = replace(angles, back=back.angles)
    return _Scene(even, seen, view, height, stand, angles, spans, back)


def _sorted(scene: _Scene, span: RepSpan, choice: MovementChoice) -> ClassifiedRep:
    whole = lift_from_floor(span, scene.track, scene.height.floor_y_px, scene.stand)
    return classify_rep(whole, scene.track, scene.view, scene.height, scene.stand, scene.angles, choice)


def _rep_frames(spans: tuple[RepSpan, ...], count: int) -> NDArray[np.bool_] | None:
    if not spans:
        return None
    frames = np.zeros(count, bool)
    for span in spans:
        frames[span.start : span.end + 1] = True
    return frames


def _main_movement(kept: list[ClassifiedRep]) -> MovementName:
    votes = Counter(s.movement for s in kept if not s.span.partial) or Counter(s.movement for s in kept)
    return votes.most_common(1)[0][0] if votes else "none"


def _facts(scene: _Scene, kept: list[ClassifiedRep], movement: MovementName) -> ClipFacts:
    whole = [s for s in kept if not s.span.partial]
    return ClipFacts(
        track=scene.track,
        view=scene.view,
        angles=scene.angles,
        standing=scene.stand,
        trusted=trusted_frames(scene.track, scene.view, scene.stand),
        back=scene.back,
        hands=hands(scene.track, scene.view, scene.height.floor_y_px, scene.stand.leg_length_px),
        spans=tuple(s.span for s in whole),
        alike=tuple(s.span for s in whole if s.movement == movement),
    )


def _judged(
    facts: ClipFacts, kept: list[ClassifiedRep], movement: MovementName, movements: Mapping[str, Movement]
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    for index, rep in enumerate(kept, start=1):
        if rep.span.partial or rep.movement == "none":
            continue
        own: dict[str, Finding] = {}
        about = RepFacts(facts, index, rep.span, rep.movement, own)
        for check in movements[rep.movement].checks:
            if check.measure is not None:
                own[check.id] = judge(check, about)
        findings += own.values()
    if movement != "none" and facts.alike:
        findings += [judge_clip(c, facts) for c in movements[movement].checks if c.measure_clip is not None]
    return tuple(findings)


def _rep(facts: ClipFacts, rep: ClassifiedRep, index: int) -> Rep:
    span, t_s = rep.span, facts.track.t_s
    near, bands = facts.angles.near_side, facts.angles.near_bands
    half = {name: _rounded(facts.at(getattr(bands, name), span.bottom)) for name in CSV_ANGLES}
    values = {name: _rounded(facts.at(getattr(near, name), span.bottom)) for name in CSV_ANGLES}
    values = {name: value if half[name] is not None else None for name, value in values.items()}

    about = RepFacts(facts, index, span, rep.movement) if rep.movement != "none" and not span.partial else None

    def seconds(first: int, last: int, *, seen: bool) -> float | None:
        return round(float(t_s[last] - t_s[first]), 3) if seen else None

    return Rep(
        index=index,
        movement=rep.movement,
        start_s=round(float(t_s[span.start]), 3),
        bottom_s=round(float(t_s[span.bottom]), 3),
        end_s=round(float(t_s[span.end]), 3),
        partial=span.partial,
        depth=_depth(facts, span) if rep.movement == "squat" else None,
        peak=Peak(**values),
        peak_band=Peak(**half),
        tempo=Tempo(
            descent_s=seconds(span.start, span.bottom_from, seen=span.began and span.start < span.bottom_from),
            bottom_s=seconds(span.bottom_from, span.bottom_to, seen=True),
            ascent_s=seconds(span.bottom_to, span.end, seen=span.ended),
        ),
        stoop_squat_index=_rounded(rep.stoop_squat_index),
        hip_knee_ratio=_rounded(rep.hip_knee_ratio, 2),
        coordination=coordination(facts, span),
        supports=None if about is None else supports(about),
        hands_seen=() if about is None else hands_seen(about),
    )


def _depth(facts: ClipFacts, span: RepSpan) -> Depth | None:
    """Depth on the scale that ends at the floor; None where the view cannot show it."""
    near, bands = facts.angles.near_side, facts.angles.near_bands
    thigh, band = (facts.at(side.thigh_to_horizontal_deg, span.bottom) for side in (near, bands))
    knee = facts.at(near.knee_flexion_deg, span.bottom)
    return depth_of(thigh, knee) if np.isfinite(thigh) and band <= DEPTH_BAND_DEG else None


def depth_of(thigh_to_horizontal_deg: float, knee_flexion_deg: float) -> Depth:
    """Class of a squat's depth from thigh and knee at the bottom; an unseen knee (NaN) is never "floor"."""
    if thigh_to_horizontal_deg > PARALLEL_DEG:
        return "above_parallel"
    if thigh_to_horizontal_deg <= FLOOR_THIGH_DEG and knee_flexion_deg >= FLOOR_KNEE_DEG:
        return "floor"
    return "parallel" if thigh_to_horizontal_deg >= -PARALLEL_DEG else "below_parallel"


def _view(view: CameraView) -> View:
    return View(kind=view.kind, yaw_deg=_rounded(view.yaw_deg), roll_deg=_rounded(view.roll_deg), near_side=view.near)


def _baseline(scene: _Scene) -> Baseline:
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
