"""Live judgement: poses come in one by one, and `analyze` is called on the last seconds when a repetition may have
ended.

It is the same function that judges clips, so the verdicts are the same. It is called about twice for each repetition.
One thread adds poses, another one judges; any thread may read.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from formcheck.judging.analyze import Analyzed
from formcheck.live.cues import Cue
from formcheck.live.framing import READY_S, Framer, Framing, nobody
from formcheck.live.moment import Moment, PhaseTracker
from formcheck.live.ring import Ring
from formcheck.live.tally import SAFE_S, Tally
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import PhaseName
from formcheck.motion.track import Pose, Track
from formcheck.schema import Clip, Finding, MovementName, Rep, Report

__all__ = ["Cue", "LiveAnalyzer", "LiveSnapshot"]

FILTER_S: Final = 0.1  # chosen: the smoothed track reaches standing at most this much later than single poses
JUDGE_EVERY_S: Final = 0.25  # chosen: while a repetition waits to be committed
SLOW_TOP_S: Final = 0.8  # chosen: somebody who never straightens fully has finished rising by then
GIVE_UP_S: Final = 2.5  # chosen: what is not a repetition by then will not become one
AWAY_S: Final = 3.0  # chosen: after this long out of view, the search for a person starts again
MOVED_SHARE: Final = (
    0.12  # chosen: legs this much longer or shorter in the picture: the person has moved to another place
)

Judge = Callable[[Track], Analyzed]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSnapshot:
    """The state a page shows, replaced as a whole: ``reps`` are numbered from 1 over the session and never revised,
    ``findings`` belong to them; ``depth`` 0 standing to 1 floor; ``angles`` now, degrees; ``fps`` frames per second
    analysed; ``problem`` one sentence when something failed inside.
    """

    t_s: float
    framing: Framing
    counting: bool
    movement: MovementName
    phase: PhaseName | None
    reps: tuple[Rep, ...]
    findings: tuple[Finding, ...]
    depth: float | None
    angles: Mapping[str, float]
    cue: Cue | None
    fps: float
    problem: str | None


class LiveAnalyzer:
    """Counts and judges one stream; ``judge`` is called by `work` only, on a copy of the buffer."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._lock = threading.Lock()
        self._judging = threading.Lock()
        self._framer = Framer()
        self._ring = Ring()
        self._tally = Tally()
        self._size_wh = (0, 0)
        self._near: Side = "right"
        self._phases: PhaseTracker | None = None
        self._framing: Framing | None = None
        self._moment = Moment(0.0)
        self._seen_s = self._judged_s = self._looked_s = float("-inf")
        self._last: Analyzed | None = None

    def add(self, pose: Pose, size_wh: tuple[int, int]) -> Moment:
        """Add the next pose of the stream, in pixels of frames of that size; returns the state at this moment.

        Time must increase: another stream needs another analyzer.
        """
        with self._lock:
            if size_wh != self._size_wh:
                self._size_wh, self._framer, self._ring, self._phases = size_wh, Framer(), Ring(), None
            self._framing = self._framer.look(pose, size_wh)
            self._ring.add(pose)
            if pose.seen:
                self._seen_s = pose.t_s
            elif pose.t_s - self._seen_s > AWAY_S:
                self._phases = None
            if self._framing.ready and pose.t_s - self._looked_s > READY_S:
                self._looked_s = pose.t_s
                self._stand(pose.t_s)
            self._moment = self._phases.look(pose) if self._phases else Moment(pose.t_s)
            standing = self._moment.phase in (None, "standing") and (
                self._phases is None or self._phases.ending.up_s is None
            )
            self._ring.trim((rep.end_s for rep in self._tally.reps), standing=standing)
            return self._moment

    def work(self, *, at_once: bool = False) -> bool:
        """Judge the buffer if there may be something new; whether it was judged. Raises what ``judge`` raises.

        Waits for another thread that is judging. ``at_once``: however short a time after the last one.
        """
        with self._judging:
            with self._lock:
                if not self._due(at_once=at_once):
                    return False
                self._judged_s = self._ring.last_s
                track, phases = self._ring.track(self._size_wh), self._phases
            analyzed = self._judge(track)
            with self._lock:
                self._last = analyzed
                counted = self._tally.take(analyzed, standing=self._standing_now())
                if phases is not None:
                    self._settle(phases, counted)
            return True

    def report(self, clip: Clip) -> Report | None:
        """Everything committed so far; None before the first pose. Judges once if nothing was judged yet."""
        with self._lock:
            last, track = self._last, self._ring.track(self._size_wh) if len(self._ring) else None
        if last is None:
            if track is None:
                return None
            last = self._judge(track)
        with self._lock:
            return self._tally.report(last, clip)

    def snapshot(self, fps: float, problem: str | None) -> LiveSnapshot:
        """The current state."""
        with self._lock:
            moment, tally = self._moment, self._tally
            return LiveSnapshot(
                t_s=moment.t_s,
                framing=self._framing or nobody(),
                counting=self._phases is not None,
                movement=tally.movement,
                phase=moment.phase,
                reps=tally.reps,
                findings=tally.findings,
                depth=moment.depth,
                angles=moment.angles,
                cue=tally.cue,
                fps=fps,
                problem=problem,
            )

    @property
    def counting(self) -> bool:
        """Whether somebody was ready and is still in view."""
        with self._lock:
            return self._phases is not None

    @property
    def reps(self) -> tuple[Rep, ...]:
        """The committed repetitions."""
        with self._lock:
            return self._tally.reps

    @property
    def near(self) -> Side:
        """The side of the body turned to the camera, as far as it is known."""
        with self._lock:
            return self._near

    def _stand(self, now_s: float) -> None:
        """Somebody stood still for a second: take that as their reference, unless it is the present one."""
        here = self._ring.since(now_s - READY_S)
        fresh = PhaseTracker(here, self._size_wh)
        if self._phases is not None:
            same_size = abs(fresh.leg_px / self._phases.leg_px - 1.0) <= MOVED_SHARE
            if (same_size and fresh.view.facing == self._phases.view.facing) or self._phases.ending.up_s is not None:
                return
        self._ring.begin(now_s - READY_S)
        self._phases, self._near = fresh, fresh.view.near

    def _settle(self, phases: PhaseTracker, counted: int) -> None:
        """Mark as judged what was counted, and what waited too long to become a repetition."""
        up_s = phases.ending.up_s
        if counted:
            phases.ending.judged(self._tally.end_s)
        elif up_s is not None and self._judged_s - up_s > GIVE_UP_S:
            phases.ending.judged(self._judged_s - SAFE_S)

    def _standing_now(self) -> bool:
        return self._moment.phase == "standing"

    def _due(self, *, at_once: bool) -> bool:
        now_s = self._ring.last_s
        if self._phases is None or now_s - self._judged_s < (0.001 if at_once else JUDGE_EVERY_S):
            return False
        if self._tally.later_due(now_s, standing=self._standing_now()):
            return True
        up_s, straight_s = self._phases.ending.up_s, self._phases.ending.straight_s
        if up_s is None:
            return False
        return now_s - up_s >= SLOW_TOP_S or (straight_s is not None and now_s - straight_s >= SAFE_S + FILTER_S)
