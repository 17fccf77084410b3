"""One repetition as a report writes it: times, angles at the bottom, depth, hands, and from where it was filmed."""

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from formcheck.judging.classify import ClassifiedRep
from formcheck.judging.depth import depth_classes
from formcheck.measures.coordination import coordination
from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.measures.hands import hands_known, supports
from formcheck.motion.angles import CSV_ANGLES
from formcheck.motion.reps import RepSpan
from formcheck.motion.view import CameraView
from formcheck.movements.spec import Movement
from formcheck.schema import Depth, Finding, Peak, Rep, Tempo, View

UNKNOWN_PEAK: Final = Peak(**dict.fromkeys(CSV_ANGLES))


def rep_of(facts: ClipFacts, rep: ClassifiedRep, index: int, movement: Movement, findings: Sequence[Finding]) -> Rep:
    """The numbers of a repetition; ``findings``: those of its take."""
    span, t_s = rep.span, facts.track.t_s
    near, bands = facts.angles.near_side, facts.angles.near_bands
    half = {name: rounded(facts.at(getattr(bands, name), span.bottom)) for name in CSV_ANGLES}
    values = {name: rounded(facts.at(getattr(near, name), span.bottom)) for name in CSV_ANGLES}
    values = {name: value if half[name] is not None else None for name, value in values.items()}
    about = _about_hands(facts, rep, index, movement)
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
        stoop_squat_index=rounded(rep.segment.stoop_squat_index),
        hip_knee_ratio=rounded(rep.segment.hip_knee_ratio, 2),
        coordination=coordination(facts, span),
        supports=None if about is None else supports(about),
        hands_seen=() if about is None else hands_known(about),
        rise=rep.segment.rise,
        hold=rep.segment.hold,
        pick=rep.segment.pick,
        get_up=rep.segment.get_up,
        view=view_of(facts.view),
    )


def _about_hands(facts: ClipFacts, rep: ClassifiedRep, index: int, movement: Movement) -> RepFacts | None:
    """What says which hands helped; None of a part, and of ways up from the floor, which have supports of their own."""
    if rep.span.partial or rep.segment.get_up is not None:
        return None
    return RepFacts(facts, index, rep.span, movement.rules, movement.checks[0].limit, rise=rep.segment.rise)


def from_nowhere(rep: Rep) -> Rep:
    """A repetition in which the person turned: no view shows it, so nothing is measured of it."""
    return msgspec.structs.replace(
        rep,
        depth=None,
        depth_or=None,
        peak=UNKNOWN_PEAK,
        peak_band=UNKNOWN_PEAK,
        stoop_squat_index=None,
        hip_knee_ratio=None,
        coordination=None,
        supports=None,
        hands_seen=(),
        pick=None,
        view=None if rep.view is None else msgspec.structs.replace(rep.view, kind="unknown", yaw_deg=None),
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


def view_of(view: CameraView) -> View:
    """A view as a report writes it."""
    return View(kind=view.kind, yaw_deg=rounded(view.yaw_deg), roll_deg=rounded(view.roll_deg), near_side=view.near)


def rounded(value: float | None, digits: int = 1) -> float | None:
    """The value as a report writes it; None where it is not known."""
    return None if value is None or not np.isfinite(value) else round(float(value), digits)
