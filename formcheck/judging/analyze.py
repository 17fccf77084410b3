"""`analyze(track, ...)`: the one pure function that does all judging, for files and for the live buffer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from formcheck.judging.classify import ClassifiedRep, classify_reps
from formcheck.judging.context import JudgingContext
from formcheck.judging.judge import judge, judge_set
from formcheck.judging.lying import stored_turned
from formcheck.judging.policy import summarize
from formcheck.judging.quality import SourceFacts, quality
from formcheck.judging.reading import by_view, seen_from, usual_view
from formcheck.judging.repetition import from_nowhere, rep_of, rounded, view_of
from formcheck.judging.takes import Take, joined, takes
from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.motion.angles import Angles
from formcheck.motion.lower_back import LowerBack
from formcheck.motion.reps import RepSpan
from formcheck.motion.stretches import turns_inside
from formcheck.motion.track import Floats, Track, nanmedian
from formcheck.motion.view import CameraView
from formcheck.movements.spec import Movement, Scene
from formcheck.schema import (
    NO_MOVEMENT,
    SCHEMA_VERSION,
    SIDE_VIEWS,
    Baseline,
    Finding,
    MovementName,
    Nothing,
    Rep,
    Report,
    ViewKind,
)


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The report and what it was read from.

    ``spans`` run parallel to ``report.reps``; ``track`` is smoothed and levelled, ``seen_track`` smoothed only, as the
    landmarks lie in the picture; ``takes`` are the stretches filmed from one side each; ``context`` is what they were
    judged by.
    """

    report: Report
    track: Track
    seen_track: Track
    angles: Angles
    takes: tuple[Take, ...]
    spans: tuple[RepSpan, ...]
    context: JudgingContext

    def take_at(self, frame: int) -> Take:
        """The take that a frame of the clip lies in; the last one past the end."""
        return next((take for take in self.takes if frame < take.stop), self.takes[-1])

    @property
    def main(self) -> Take:
        """The take that stands for the clip."""
        return main_take(self.takes, self.spans, self.report.view.kind)

    @property
    def view(self) -> CameraView:
        """How most repetitions were filmed."""
        return self.main.view

    @property
    def back(self) -> LowerBack | None:
        """The lower back over the main take."""
        return self.main.back


@dataclass(frozen=True, slots=True)
class _Judged:
    """The repetitions of one take, those that are no movement of ours, and the findings."""

    take: Take
    kept: tuple[ClassifiedRep, ...]
    reps: tuple[Rep, ...]
    findings: tuple[Finding, ...]
    others: tuple[ClassifiedRep, ...]

    @property
    def spans(self) -> tuple[RepSpan, ...]:
        """When the repetitions are, in frames of the clip."""
        return tuple(rep.span.later(self.take.first) for rep in self.kept)


def analyze(track: Track, source: SourceFacts, context: JudgingContext) -> Analyzed:
    """Judge everything one track shows, as the context says.

    The level moves the limits of the checks; depth and counts are the same at every level. Never raises for what was
    filmed: nobody in view, no repetition or a wrong view are reports with a reason.
    """
    every, movements = takes(track, context), context.movements
    judged: list[_Judged] = []
    for take in every:
        judged.append(_judge_take(take, 1 + sum(len(one.reps) for one in judged), context))
    reps = tuple(rep for one in judged for rep in one.reps)
    spans = tuple(span for one in judged for span in one.spans)
    findings = tuple(finding for one in judged for finding in one.findings)
    kept = [rep for one in judged for rep in one.kept]
    others = [rep for one in judged for rep in one.others]
    main = main_movement([(rep.movement, rep.partial) for rep in reps])
    findings += over_the_set(movements, main, reps)
    view = usual_view(reps)
    shown = main_take(every, spans, view.kind if view else None)
    report = Report(
        schema_version=SCHEMA_VERSION,
        clip=source.clip,
        movement=main,
        view=view or view_of(shown.view),
        quality=quality(track, shown.view, shown.scene.stand, source),
        baseline=_baseline(shown.scene),
        reps=reps,
        findings=findings,
        summary=summarize(movements, main, reps, findings, _nothing(kept, others, track)),
        provenance=context.provenance,
    )
    return Analyzed(report, *joined(every), every, spans, context)


def main_take(every: Sequence[Take], spans: Sequence[RepSpan], usual: ViewKind | None) -> Take:
    """Of the takes from where most repetitions were filmed the one with most whole ones; of equal ones the first
    side-on.
    """

    def whole(take: Take) -> int:
        return sum(not span.partial and take.first <= span.start < take.stop for span in spans)

    fitting = [take for take in every if take.view.kind == usual] or every
    return max(fitting, key=lambda take: (whole(take), take.view.side_on))


def main_movement(reps: list[tuple[MovementName, bool]]) -> MovementName:
    """What most whole repetitions are; given as movement and whether it is partial."""
    votes = Counter(name for name, partial in reps if not partial) or Counter(name for name, _ in reps)
    return votes.most_common(1)[0][0] if votes else NO_MOVEMENT


def over_the_set(movements: Mapping[str, Movement], main: MovementName, reps: Sequence[Rep]) -> tuple[Finding, ...]:
    """What the checks over a whole set find, from all whole repetitions of its main movement from the view that
    shows most of them, since what a view misreads is no difference between repetitions.
    """
    own = [rep for rep in reps if not rep.partial and rep.movement == main]
    if not own:
        return ()
    usual = by_view(own)[0]
    rows = [row for row in movements[main].checks if row.measure_set is not None]
    return tuple(judge_set(row, main, usual, side_on=seen_from(usual[0]) in SIDE_VIEWS) for row in rows)


def _judge_take(take: Take, number: int, context: JudgingContext) -> _Judged:
    """``number``: of its first repetition in the clip."""
    movements, clip = context.movements, take.facts(context)
    ordered = classify_reps(take.scene, clip, take.spans, movements, context.options.movement)
    kept, others = ([s for s in ordered if (s.movement == NO_MOVEMENT) == left_out] for left_out in (False, True))
    facts = replace(clip, spans=tuple(rep.span for rep in kept if not rep.span.partial))
    numbered = list(enumerate(kept, start=number))
    turned = {
        index
        for index, rep in numbered
        if not movements[rep.movement].rules.turns and turns_inside(take.seen_track, rep.span)
    }
    findings = _found(facts, numbered, turned, context)
    reps = tuple(rep_of(facts, rep, i, movements[rep.movement], findings) for i, rep in numbered)
    return _Judged(
        take,
        tuple(kept),
        tuple(from_nowhere(rep) if rep.index in turned else rep for rep in reps),
        findings,
        tuple(others),
    )


def _found(
    facts: ClipFacts, numbered: list[tuple[int, ClassifiedRep]], turned: set[int], context: JudgingContext
) -> tuple[Finding, ...]:
    """The findings of every whole repetition; none of those in which the person ``turned``."""
    findings: list[Finding] = []
    for index, rep in numbered:
        if rep.span.partial:
            continue
        movement = context.movements[rep.movement]
        own: dict[str, Finding] = {}
        for check in movement.checks:
            if check.measure is not None:
                about = RepFacts(
                    facts,
                    index,
                    rep.span,
                    movement.rules,
                    check.limit,
                    earlier=own,
                    rise=rep.segment.rise,
                    hold=rep.segment.hold,
                    pick=rep.segment.pick,
                    get_up=rep.segment.get_up,
                    turned=index in turned,
                    sure=rep.sure,
                )
                own[check.id] = judge(check, about)
        findings += own.values()
    return tuple(findings)


def _nothing(kept: list[ClassifiedRep], others: list[ClassifiedRep], track: Track) -> Nothing | None:
    """Why no repetition was judged; None when one was."""
    if not track.seen.any():
        return "nobody"
    if any(not rep.span.partial for rep in kept):
        return None
    if stored_turned(track):
        return "stored_turned"
    if kept:
        return kept[0].segment.nothing
    if others and not any(np.isfinite(rep.segment.stoop_squat_index) for rep in others):
        return "hips_hidden"
    return "other_movement" if others else "no_repetition"


def _baseline(scene: Scene) -> Baseline:
    first = np.flatnonzero(scene.stand.first)
    if not scene.stand.found or not len(first):
        return Baseline(found=False)
    near = scene.angles.near_side

    def typical(series: Floats) -> float | None:
        return rounded(nanmedian(series[first]))

    return Baseline(
        found=True,
        start_s=round(float(scene.track.t_s[first[0]]), 3),
        end_s=round(float(scene.track.t_s[first[-1]]), 3),
        leg_length_px=rounded(scene.stand.leg_length_px),
        trunk_length_px=rounded(scene.stand.trunk_length_px),
        knee_flexion_deg=typical(near.knee_flexion_deg),
        trunk_inclination_deg=typical(near.trunk_inclination_deg),
    )
