"""What a person does over time: repetitions with pauses, faults of any size, and where the hands are."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import numpy as np

from sample_videos.render.body import SIDES, Side
from sample_videos.render.posture import KNEECAP, STANDING, Arm, LegSpot, Place, Posture, Stance, mixed

Kind = Literal["squat", "hinge", "floor_sit", "pick_up"]
Block = Literal["none", "held", "picked up", "thing"]

ARMS_ARRIVE: Final = 0.6  # share of the descent after which the hands are where they stay at the bottom
STEPPED: Final = 0.6  # share of the way down after which a stepping foot has arrived
STEP_UP_M: Final = 0.07  # how high it passes over the floor
PITCH_PEAK: Final = 0.45  # share of the ascent at which hips that rise first have pitched the trunk most


@dataclass(frozen=True, slots=True)
class Brace:
    """Hands that push on something while rising, from one share of the ascent to another; 0 is the bottom.

    ``gap_m`` above 0 is a near miss: the hands come that near and do not touch. Any place will do: "forward" after a
    push leads the hands clear of the legs.
    """

    place: Place = "knees"
    begin: float = 0.0
    end: float = 0.7
    sides: tuple[Side, ...] = SIDES
    gap_m: float = 0.0
    spot: LegSpot = KNEECAP


@dataclass(frozen=True, slots=True)
class Step:
    """The right foot goes so far back and up on the way down, and is put back on the way up: a lunge, or one leg."""

    back_m: float
    up_m: float = 0.0
    foot_deg: float = 0.0

    def at(self, stance: Stance, share: float) -> Stance:
        """The stance ``share`` of the way down. The foot is quicker than the body, and off the floor meanwhile."""
        way = eased(share / STEPPED)
        off_m = self.up_m * way + STEP_UP_M * 4 * way * (1 - way)
        return replace(stance, right_foot_m=(self.back_m * way, off_m), right_foot_deg=self.foot_deg * way)


@dataclass(frozen=True, slots=True)
class Rep:
    """Down to ``bottom``, a pause, up again, a rest.

    ``hips_first_deg``: how much further the trunk pitches while the hips already rise; ``knees_in`` 0..1 at the
    bottom; ``after``: where the hands are when standing again, None as before; ``arms_leave``: share of the ascent
    after which hands that do not push go back.
    """

    bottom: Posture
    descent_s: float = 1.3
    pause_s: float = 0.25
    ascent_s: float = 1.2
    rest_s: float = 0.5
    hips_first_deg: float = 0.0
    knees_in: float = 0.0
    braces: tuple[Brace, ...] = ()
    after: Place | None = None
    arms_leave: float = 0.3
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """A weight in both hands; ``radius_m`` of its plates or of the bell, 0 a bar without plates."""

    kind: Literal["bar", "bell"]
    radius_m: float = 0.0
    colour: str = "2b2d31"


@dataclass(frozen=True, slots=True)
class Script:
    """All a person does in a clip. ``sway`` scales small movements of a living body; 0 is a robot. ``film_s``: the
    camera stops so many seconds after it began, whatever the person still does; None films it all.
    """

    kind: Kind
    reps: tuple[Rep, ...]
    standing: Posture = STANDING
    stance: Stance = field(default_factory=Stance)
    lead_s: float = 0.7
    block: Block = "none"
    load: Load | None = None
    sway: float = 1.0
    rep_spread: float = 0.06  # one SD of speed between repetitions
    film_s: float | None = None


@dataclass(frozen=True, slots=True)
class RepTimes:
    """Seconds of one repetition: movement begins, bottom reached and left, standing again."""

    start_s: float
    down_s: float
    up_s: float
    end_s: float

    @property
    def bottom_s(self) -> float:
        """Middle of the pause at the bottom."""
        return (self.down_s + self.up_s) / 2

    def until(self, film_s: float) -> "RepTimes":
        """The same where the camera stops at a time."""
        return RepTimes(*(min(getattr(self, name), film_s) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked of the body at one time; ``rep`` counts from 0, None between repetitions."""

    t_s: float
    posture: Posture
    stance: Stance
    rep: int | None


@dataclass(frozen=True, slots=True)
class Hold:
    """A hand stays at a place from ``begin_s`` to ``end_s``."""

    begin_s: float
    end_s: float
    arm: Arm


class Performance:
    """A script with its times drawn: the same seed gives the same movement."""

    def __init__(self, script: Script, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.script = script
        self.times = _times(script, rng)
        whole_s = self.times[-1].end_s + script.reps[-1].rest_s if self.times else script.lead_s
        self.length_s = whole_s if script.film_s is None else min(whole_s, script.film_s)
        self._sway = Sway(rng, script.sway)
        late = rng.uniform(0.02, 0.06, 2)
        self._hands = {side: _holds(script, self.times, side, late[k]) for k, side in enumerate(SIDES)}

    def moments(self, fps: float) -> Iterator[Moment]:
        """One moment per frame."""
        for index in range(round(self.length_s * fps)):
            yield self.at(index / fps)

    def at(self, t_s: float) -> Moment:
        """The body at one time."""
        posture, stance, current = self.script.standing, self.script.stance, None
        for index, (rep, times) in enumerate(zip(self.script.reps, self.times, strict=True)):
            if times.start_s <= t_s <= times.end_s:
                posture, share = _in_rep(self.script.standing, rep, times, t_s)
                stance, current = replace(stance, knees_in=max(stance.knees_in, rep.knees_in * share)), index
                stance = rep.step.at(stance, share) if rep.step else stance
        left, right = (arm_at(self._hands[side], t_s) for side in SIDES)
        return Moment(t_s, self._sway.applied(posture, t_s).with_arms(left, right), stance, current)


def _times(script: Script, rng: np.random.Generator) -> list[RepTimes]:
    times, now = [], script.lead_s
    for rep in script.reps:
        speed = float(np.exp(np.clip(rng.normal(0, script.rep_spread), -0.15, 0.15)))
        down = now + rep.descent_s * speed
        up = down + rep.pause_s
        end = up + rep.ascent_s * speed
        times.append(RepTimes(now, down, up, end))
        now = end + rep.rest_s
    return times


def _in_rep(standing: Posture, rep: Rep, times: RepTimes, t_s: float) -> tuple[Posture, float]:
    """Posture and how far down (0..1) at one time of a repetition."""
    if t_s <= times.up_s:
        share = eased((t_s - times.start_s) / (times.down_s - times.start_s))
        return mixed(standing, rep.bottom, share), share
    rising = (t_s - times.up_s) / (times.end_s - times.up_s)
    share = 1 - eased(rising)
    posture = mixed(standing, rep.bottom, share)
    if rep.hips_first_deg:
        posture = _hips_first(posture, mixed(standing, rep.bottom, 1 - eased(rising**0.6)), rep, rising)
    return posture, share


def _hips_first(posture: Posture, ahead: Posture, rep: Rep, rising: float) -> Posture:
    """The legs are further on than the trunk, which pitches on and comes up last."""
    bump = eased(rising / PITCH_PEAK) if rising < PITCH_PEAK else eased((1 - rising) / (1 - PITCH_PEAK))
    held = mixed(posture, rep.bottom, bump * 0.6)
    return replace(
        posture,
        knee_flexion_deg=ahead.knee_flexion_deg,
        tibia_inclination_deg=ahead.tibia_inclination_deg,
        pelvis_tilt_deg=max(posture.pelvis_tilt_deg, held.pelvis_tilt_deg) + rep.hips_first_deg * bump,
    )


def eased(share: float) -> float:
    """0..1 with a smooth start and end (least jerk); held outside."""
    t = min(max(share, 0.0), 1.0)
    return t * t * t * (t * (6 * t - 15) + 10)


def _holds(script: Script, times: list[RepTimes], side: Side, late_s: float) -> list[Hold]:
    """Where one hand stays and when; it is on its way in between."""

    def own(posture: Posture) -> Arm:
        return posture.left_arm if side == "left" else posture.right_arm

    rest, since = own(script.standing), -1.0
    holds = []
    for rep, at in zip(script.reps, times, strict=True):
        below = own(rep.bottom)
        rising_s = at.end_s - at.up_s
        holds.append(Hold(since, at.start_s + late_s, rest))
        arrive = at.start_s + ARMS_ARRIVE * (at.down_s - at.start_s) + late_s
        braces = [brace for brace in rep.braces if side in brace.sides]
        leave = at.up_s + (min(brace.begin for brace in braces) - 0.12 if braces else rep.arms_leave) * rising_s
        if leave > arrive:
            holds.append(Hold(arrive, leave, below))
        for brace in braces:
            begin = max(at.up_s + brace.begin * rising_s, arrive if leave <= arrive else leave)
            holds.append(
                Hold(begin, at.up_s + brace.end * rising_s, Arm(brace.place, gap_m=brace.gap_m, spot=brace.spot))
            )
        rest = Arm(rep.after) if rep.after else rest
        since = at.end_s + (0.3 if braces and braces[-1].end > 0.75 else 0.0)
    holds.append(Hold(since, np.inf, rest))
    return holds


def arm_at(holds: list[Hold], t_s: float) -> Arm:
    """Where a hand is at one time: in one of its holds, or between two."""
    for hold, after in zip(holds, [*holds[1:], None], strict=True):
        if t_s <= hold.end_s:
            return hold.arm
        if after is not None and t_s < after.begin_s:
            share = eased((t_s - hold.end_s) / (after.begin_s - hold.end_s))
            if hold.arm.place == after.arm.place:
                gap = (1 - share) * hold.arm.gap_m + share * after.arm.gap_m
                return replace(hold.arm, gap_m=gap, spot=hold.arm.spot.mixed(after.arm.spot, share))
            placed = after.arm if after.arm.place in ("leg", "forearm", "post", "pick") else hold.arm
            gap = max(hold.arm.gap_m, after.arm.gap_m)
            return replace(placed, place=hold.arm.place, towards=after.arm.place, share=share, gap_m=gap)
    return holds[-1].arm


class Sway:
    """Slow small movements of a living body: sums of sines with drawn phases; ``size`` 1 as usual, 0 none."""

    SIZES: Final = {
        "knee_flexion_deg": 0.5,
        "tibia_inclination_deg": 0.35,
        "pelvis_tilt_deg": 0.6,
        "trunk_side_lean_deg": 0.7,
        "trunk_twist_deg": 0.8,
    }

    def __init__(self, rng: np.random.Generator, size: float) -> None:
        self._size = size
        self._rates_hz = rng.uniform(0.2, 0.9, (len(self.SIZES), 3))
        self._phases = rng.uniform(0, 2 * np.pi, (len(self.SIZES), 3))

    def applied(self, posture: Posture, t_s: float) -> Posture:
        """The posture, swayed."""
        waves = np.sin(2 * np.pi * self._rates_hz * t_s + self._phases).mean(axis=1)
        moved = {
            name: getattr(posture, name) + self._size * size * float(wave)
            for (name, size), wave in zip(self.SIZES.items(), waves, strict=True)
        }
        return replace(posture, **moved)
