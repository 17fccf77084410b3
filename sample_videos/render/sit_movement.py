"""Somebody who gets up from a chair: what is asked of the body at any time."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np

from sample_videos.render.body import SIDES
from sample_videos.render.figure import figure_of
from sample_videos.render.movement import Moment, Sway, arm_at, eased
from sample_videos.render.people import Person
from sample_videos.render.posture import Posture, mixed
from sample_videos.render.sit_hands import holds
from sample_videos.render.sit_script import UPRIGHT_DEG, Sit, SitScript, SitTimes, Try, timed
from sample_videos.render.sitting import Sitting, sit_on

HASTE: Final = 0.8  # below 1 the legs stretch more at once than by least jerk: the lean has given them speed
SHIN_DEG: Final = 9.0  # the shins tip forward by this while rising and sitting down
SHIN_PEAK: Final = 0.25  # share of the way up at which they have tipped most
TRUNK_STAYS: Final = 0.08  # share of the rise for which the trunk stays as far forward as it came
DOWN_LEAN_DEG: Final = 36.0  # lean of the trunk when the hips touch the seat
DOWN_LEANT: Final = 0.75  # share of the way down after which the trunk leans fully
LEGS: Final = ("knee_flexion_deg", "tibia_inclination_deg")


class SitPerformance:
    """A script with its times drawn, done by somebody: the same seed gives the same movement."""

    def __init__(self, script: SitScript, seed: int, who: Person) -> None:
        rng = np.random.default_rng(seed)
        self.script = script
        self._who = who
        self.times: list[SitTimes] = []
        now = script.lead_s
        for rep in script.reps:
            speed = float(np.exp(np.clip(rng.normal(0, script.rep_spread), -0.12, 0.12)))
            self.times.append(timed(rep, now, speed))
            now = self.times[-1].end_s + rep.dwell_s
        self.length_s = now
        self._sway = Sway(rng, script.sway)
        late = rng.uniform(0.02, 0.06, 2)
        self._hands = {side: holds(script, self.times, side, late[k]) for k, side in enumerate(SIDES)}

    @cached_property
    def sitting(self) -> Sitting:
        """How the person sits on the chair of the script."""
        script = self.script
        lean_deg = float(np.mean([rep.lean_deg for rep in script.reps]))
        return sit_on(figure_of(self._who), script.chair, script.stance, UPRIGHT_DEG, lean_deg)

    def moments(self, fps: float) -> Iterator[Moment]:
        """One moment per frame."""
        for index in range(round(self.length_s * fps)):
            yield self.at(index / fps)

    def at(self, t_s: float) -> Moment:
        """The body at one time."""
        posture, up, current = self._between(t_s)
        for index, (rep, times) in enumerate(zip(self.script.reps, self.times, strict=True)):
            begin_s = min(times.start_s, *times.tries) if times.tries else times.start_s
            if begin_s <= t_s <= times.end_s:
                posture, up = self._in_rep(rep, times, t_s)
                current = index
        swayed = self._sway.applied(posture, t_s)
        legs = {name: (1 - up) * getattr(posture, name) + up * getattr(swayed, name) for name in LEGS}
        left, right = (arm_at(self._hands[side], t_s) for side in SIDES)
        return Moment(t_s, replace(swayed, **legs).with_arms(left, right), self.sitting.stance, current)

    def _between(self, t_s: float) -> tuple[Posture, float, int | None]:
        """Sitting or standing still; how far up the legs are, 0..1."""
        standing = self.script.reps[0].part == "sit_down"
        for rep, times in zip(self.script.reps, self.times, strict=True):
            if t_s > times.end_s:
                standing = rep.part == "rise"
        return (self.script.standing, 1.0, None) if standing else (self._upright, 0.0, None)

    @cached_property
    def _upright(self) -> Posture:
        return self.sitting.leaning(UPRIGHT_DEG, upright=True)

    def _in_rep(self, rep: Sit, times: SitTimes, t_s: float) -> tuple[Posture, float]:
        """Posture and how far up the legs are."""
        if t_s < times.start_s:
            return self._in_try(rep, times, t_s)
        leant = self.sitting.leaning(rep.lean_deg)
        if times.down_s is not None and t_s >= times.down_s:
            return self._down(times, t_s)
        if times.off_s is None:
            bent = eased((t_s - times.start_s) / rep.lean_s) * eased((times.end_s - t_s) / rep.settle_s)
            return mixed(self._upright, leant, bent), 0.0
        if t_s < times.off_s:
            return mixed(self._upright, leant, eased((t_s - times.start_s) / (times.off_s - times.start_s))), 0.0
        assert times.up_s is not None  # who is off the seat in a repetition comes up
        rising = min((t_s - times.off_s) / (times.up_s - times.off_s), 1.0)
        up = eased(rising**HASTE)
        return self._legs(mixed(leant, self.script.standing, eased(_after(rising, TRUNK_STAYS))), up), up

    def _in_try(self, rep: Sit, times: SitTimes, t_s: float) -> tuple[Posture, float]:
        """A try that fails, or the rest after it."""
        index = max(i for i, begin_s in enumerate(times.tries) if begin_s <= t_s)
        one: Try = rep.tries[index]
        since_s = t_s - times.tries[index]
        lifting = (since_s - one.lean_s) / one.lift_s
        up = one.share * eased(2 * min(max(lifting, 0.0), 1.0)) * eased(2 - 2 * min(max(lifting, 0.0), 1.0))
        back = eased((since_s - one.lean_s - 0.6 * one.lift_s) / (0.4 * one.lift_s + one.back_s))
        bent = eased(since_s / one.lean_s) * (1 - back)
        return self._legs(mixed(self._upright, self.sitting.leaning(one.lean_deg), bent), up), up

    def _down(self, times: SitTimes, t_s: float) -> tuple[Posture, float]:
        """From standing until sitting upright again."""
        assert times.down_s is not None
        assert times.sat_s is not None  # who sits down arrives
        leant = self.sitting.leaning(DOWN_LEAN_DEG)
        if t_s >= times.sat_s:
            return mixed(leant, self._upright, eased((t_s - times.sat_s) / (times.end_s - times.sat_s))), 0.0
        sinking = (t_s - times.down_s) / (times.sat_s - times.down_s)
        up = 1 - eased(sinking)
        return self._legs(mixed(self.script.standing, leant, eased(sinking / DOWN_LEANT)), up), up

    def _legs(self, posture: Posture, up: float) -> Posture:
        """The legs that far up from the seat, the shins tipped forward on the way."""
        standing, sitting = self.script.standing, self.sitting
        tipped = eased(up / SHIN_PEAK) if up < SHIN_PEAK else eased((1 - up) / (1 - SHIN_PEAK))
        return replace(
            posture,
            knee_flexion_deg=(1 - up) * sitting.knee_flexion_deg + up * standing.knee_flexion_deg,
            tibia_inclination_deg=(1 - up) * sitting.tibia_inclination_deg
            + up * standing.tibia_inclination_deg
            + SHIN_DEG * tipped,
        )


def _after(share: float, begin: float) -> float:
    """0..1 over what is left of a span after ``begin``."""
    return max(0.0, share - begin) / (1 - begin)
