"""One visit at the kiosk, from standing still to the result: a state machine without a clock of its own."""

from dataclasses import dataclass, replace
from typing import Literal

from formcheck.live.analyzer import LiveSnapshot
from formcheck.schema import Rep

Stage = Literal["idle", "countdown", "squatting", "result"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Durations in seconds, and how many repetitions make a visit."""

    steady_s: float = 2.0  # requested: standing still this long starts it
    countdown_s: float = 3.0
    repetitions: int = 3
    squatting_s: float = 60.0  # three slow floor squats take under 30 s; longer is a pause
    away_s: float = 3.0  # chosen: longer than a landmark model loses a person it can see
    result_s: float = 30.0  # requested: long enough to read it and take out a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The state of a visit. ``since_s``: start of the stage; ``reps``: those of this visit, in order.

    Times are seconds of one clock that never runs backwards; a step back is treated as no time passed.
    """

    pace: Pace = Pace()
    stage: Stage = "idle"
    now_s: float = 0.0
    since_s: float = 0.0
    seen_s: float = 0.0
    before: int = 0
    reps: tuple[Rep, ...] = ()

    @property
    def elapsed_s(self) -> float:
        """Seconds in this stage."""
        return self.now_s - self.since_s

    @property
    def left_s(self) -> float | None:
        """Seconds until this stage ends by itself; None for idle, which waits for somebody."""
        whole_s = {"countdown": self.pace.countdown_s, "squatting": self.pace.squatting_s, "result": self.pace.result_s}
        return None if self.stage == "idle" else max(0.0, whole_s[self.stage] - self.elapsed_s)

    def step(self, t_s: float, seen: LiveSnapshot | None) -> "Visit":
        """The visit at ``t_s`` given what the session saw; ``seen`` None: there was no frame."""
        now_s = max(t_s, self.now_s)
        here = seen is not None and seen.framing.hint != "nobody"
        later = replace(self, now_s=now_s, seen_s=now_s if here else self.seen_s)
        if self.stage == "idle":
            return later._started(seen)
        if self.stage == "countdown":
            return later._counted_down(seen)
        if self.stage == "squatting":
            return later._squatted(seen)
        return later if later.left_s else later._entered("idle")

    def _started(self, seen: LiveSnapshot | None) -> "Visit":
        """Standing still before this stage does not count: after a result, everybody starts again."""
        if seen is None or not seen.framing.ready or self.elapsed_s < self.pace.steady_s:
            return self
        return self._entered("countdown") if seen.framing.steady_s >= self.pace.steady_s else self

    def _counted_down(self, seen: LiveSnapshot | None) -> "Visit":
        if self._away:
            return self._entered("idle")
        if self.left_s or seen is None:
            return self
        return replace(self._entered("squatting"), before=len(seen.reps))

    def _squatted(self, seen: LiveSnapshot | None) -> "Visit":
        done = self.reps
        if seen is not None:
            done = tuple(rep for rep in seen.reps[self.before :] if not rep.partial)[: self.pace.repetitions]
        later = replace(self, reps=done)
        if len(done) == self.pace.repetitions:
            return later._entered("result")
        if self._away:
            return self._entered("idle")
        if self.left_s:
            return later
        return later._entered("result" if done else "idle")

    @property
    def _away(self) -> bool:
        return self.now_s - self.seen_s >= self.pace.away_s

    def _entered(self, stage: Stage) -> "Visit":
        kept = self.reps if stage == "result" else ()
        return replace(self, stage=stage, since_s=self.now_s, seen_s=self.now_s, before=0, reps=kept)
