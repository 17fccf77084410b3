"""The count of a live session: repetitions committed once they are safely in the past, and never revised."""

from collections.abc import Mapping
from typing import Final

import msgspec
import numpy as np

from formcheck.judging.analyze import Analyzed, main_movement, over_the_set
from formcheck.judging.policy import summarize
from formcheck.judging.reading import usual_view
from formcheck.live.cues import Cue, cue_for
from formcheck.motion.reps import DOWN_SHARE, RepSpan
from formcheck.schema import Clip, Finding, MovementName, Rep, Report

SAFE_S: Final = 0.35  # chosen: by then the filter no longer moves the end of a repetition
SETTLED_SHARE: Final = 0.12  # chosen: of the way; who stays lower after a repetition may be pausing half-way up ...
RISING_SHARE: Final = 0.01  # ... as is who still rises by this much of the way in a fifth of a second ...
RISING_S: Final = 0.2
PAUSED_S: Final = 1.2  # ... but not for longer than this
LATER_S: Final = (
    1.6  # chosen: steadiness is measured up to 0.9 s past the end, and a next descent is certain 0.7 s later
)
LATER: Final = frozenset({"steadiness"})  # checks of what comes after a repetition: their findings follow it


class Tally:
    """Repetitions numbered from 1 in order of time, with their findings; only ever grows."""

    def __init__(self) -> None:
        self.reps: tuple[Rep, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.cue: Cue | None = None
        self._drops_legs: list[float] = []
        self._open: dict[int, tuple[Finding, ...]] = {}

    @property
    def end_s(self) -> float:
        """End of the last repetition; -inf before the first."""
        return self.reps[-1].end_s if self.reps else -np.inf

    @property
    def movement(self) -> MovementName:
        """The movement of most repetitions."""
        return main_movement([(rep.movement, rep.partial) for rep in self.reps])

    def later_due(self, now_s: float, *, standing: bool) -> bool:
        """Whether the last repetition still waits for its later findings and they are available now."""
        return standing and len(self.reps) in self._open and now_s - self.end_s >= LATER_S

    def take(self, analyzed: Analyzed, *, standing: bool) -> int:
        """Commit what is safe in a judged buffer; returns how many repetitions. ``standing``: at this moment."""
        now_s = float(analyzed.track.t_s[-1])
        before = len(self.reps)
        for rep, span in zip(analyzed.report.reps, analyzed.spans, strict=True):
            if rep.partial or not span.ended or rep.bottom_s <= self.end_s or self._hardly(span):
                continue
            if not _safe(rep, span, analyzed, now_s):
                break
            self._commit(rep, span, analyzed.report, now_s)
        self._close(analyzed.report, now_s, standing=standing)
        return len(self.reps) - before

    def report(self, last: Analyzed, clip: Clip) -> Report:
        """The whole session as a report, judged over all its repetitions as a clip of them would be.

        ``last`` is the newest judged buffer, for quality and what it was judged by.
        """
        movements, newest = last.context.movements, last.report
        open_findings = tuple(f for found in self._open.values() for f in found)
        own = tuple(sorted((*self.findings, *open_findings), key=lambda f: f.rep or 0))
        findings = own + over_the_set(movements, self.movement, self.reps)
        nothing = None if self.reps else newest.summary.nothing or "no_repetition"
        return msgspec.structs.replace(
            newest,
            clip=clip,
            movement=self.movement,
            view=usual_view(self.reps) or newest.view,
            reps=self.reps,
            findings=findings,
            summary=summarize(movements, self.movement, self.reps, findings, nothing),
        )

    def _hardly(self, span: RepSpan) -> bool:
        """Whether it is too small compared with this person's other repetitions, as in `find_reps`."""
        return bool(self._drops_legs) and span.drop_legs < DOWN_SHARE * float(np.median(self._drops_legs))

    def _commit(self, rep: Rep, span: RepSpan, report: Report, now_s: float) -> None:
        number = len(self.reps) + 1
        counted = msgspec.structs.replace(rep, index=number)
        own = _numbered(report, rep.index, number)
        self._drops_legs.append(span.drop_legs)
        self._open[number] = tuple(f for check, f in own.items() if check in LATER)
        now = tuple(f for check, f in own.items() if check not in LATER)
        self.cue = cue_for(counted, now, now_s)
        self.findings += now
        self.reps += (counted,)

    def _close(self, report: Report, now_s: float, *, standing: bool) -> None:
        """Add the findings about what came after a repetition, once the next one or a second of standing is seen."""
        for number in list(self._open):
            rep = self.reps[number - 1]
            followed = number < len(self.reps)
            if not followed and not (standing and now_s - rep.end_s >= LATER_S):
                continue
            same = next((r for r in report.reps if r.start_s <= rep.bottom_s <= r.end_s), None)
            found = {} if same is None else _numbered(report, same.index, number)
            fallback = {f.check: f for f in self._open.pop(number)}
            self.findings += tuple(found.get(check, own) for check, own in fallback.items())


def _numbered(report: Report, index: int, number: int) -> Mapping[str, Finding]:
    """The findings of a buffer's repetition under its number in the session."""
    return {f.check: msgspec.structs.replace(f, rep=number) for f in report.findings if f.rep == index}


def _safe(rep: Rep, span: RepSpan, analyzed: Analyzed, now_s: float) -> bool:
    """Whether more of the stream cannot change this repetition."""
    passed_s = now_s - rep.end_s
    height = analyzed.angles.shoulder_height_legs
    top = float(np.nanmax(height[: span.end + 1])) if np.isfinite(height[: span.end + 1]).any() else np.nan
    lately = int(np.searchsorted(analyzed.track.t_s, now_s - RISING_S))
    rising = height[-1] - height[lately] > RISING_SHARE * span.drop_legs
    settled = not rising and top - height[span.end] <= SETTLED_SHARE * span.drop_legs
    return passed_s >= (SAFE_S if settled else PAUSED_S)
