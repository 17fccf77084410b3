"""A clip as data: who does what, seen from where, and what it shows."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from sample_videos.render.camera import Camera
from sample_videos.render.faults import Fault
from sample_videos.render.floor_performance import FloorPerformance
from sample_videos.render.floor_script import FloorScript
from sample_videos.render.movement import Performance, Script, eased
from sample_videos.render.people import PEOPLE, Person
from sample_videos.render.pick_truth import Strategy
from sample_videos.render.sit_movement import SitPerformance
from sample_videos.render.sit_script import SitScript

TURN_WAITS_S: Final = 0.2  # between standing up and turning round
STEP_S: Final = 0.02

AnyPerformance = Performance | SitPerformance | FloorPerformance


@dataclass(frozen=True, slots=True)
class Turn:
    """Turning round on the spot after repetition ``after_rep`` (from 0), whose rest must be long enough for it."""

    after_rep: int
    by_deg: float
    length_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody in view: who, what they do, where they stand; headings as in geometry.turn.

    ``walk``: seconds and places (x, z) between which they glide, standing, on their way; empty: they stay.
    ``mirror_x_m``: a mirror at this x shows them, too. ``faults``: of those beside the judged one.
    """

    person: str
    script: Script | SitScript | FloorScript
    x_m: float = 0.0
    z_m: float = 0.0
    heading_deg: float = 0.0
    turn: Turn | None = None
    walk: tuple[tuple[float, float, float], ...] = ()
    mirror_x_m: float | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def who(self) -> Person:
        """The person by name."""
        return PEOPLE[self.person]

    def performed(self, seed: int) -> AnyPerformance:
        """What they do, with its times drawn."""
        if isinstance(self.script, SitScript):
            return SitPerformance(self.script, seed, self.who)
        if isinstance(self.script, FloorScript):
            return FloorPerformance(self.script, seed, self.who)
        return Performance(self.script, seed)

    def place_at(self, t_s: float) -> tuple[float, float]:
        """Where they stand at one time: x and z in metres."""
        if not self.walk:
            return self.x_m, self.z_m
        times, xs, zs = zip(*self.walk, strict=True)
        return float(np.interp(t_s, times, xs)), float(np.interp(t_s, times, zs))

    def _way_deg(self, t_s: float) -> float | None:
        """Which way a walk leads at one time; None where they stand."""
        (x0, z0), (x1, z1) = self.place_at(t_s), self.place_at(t_s + STEP_S)
        return float(np.degrees(np.arctan2(x1 - x0, z1 - z0))) if (x0, z0) != (x1, z1) else None

    def heading_at(self, performance: AnyPerformance, t_s: float) -> float:
        """Which way they face at one time."""
        if (way_deg := self._way_deg(t_s)) is not None:
            return way_deg
        if self.turn is None or not isinstance(performance, Performance):
            return self.heading_deg
        begins_s = performance.times[self.turn.after_rep].end_s + TURN_WAITS_S
        return self.heading_deg + self.turn.by_deg * eased((t_s - begins_s) / self.turn.length_s)


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """Everything that decides a clip; the same spec gives the same bytes on the same machine.

    ``cast``: the first is judged, the others are in view; ``noise_sigma`` of the sensor in grey levels; ``crf`` of
    x264, raised until the file is small enough; ``near_miss``: what it nearly shows, or None; ``asked``: how a thing is
    picked up, where one is.
    """

    name: str
    description: str
    cast: tuple[Cast, ...]
    camera: Camera
    purpose: Literal["sample", "bench", "calibration", "release", "class"]
    room_seed: int = 0
    light: str = "day"
    fps: int = 25
    noise_sigma: float = 1.5
    crf: int = 23
    seed: int = 0
    faults: tuple[Fault, ...] = ()
    near_miss: str | None = None
    asked: Strategy | None = None

    @property
    def judged(self) -> Cast:
        """Whose truth is written."""
        return self.cast[0]

    def performances(self) -> list[AnyPerformance]:
        """What everybody does, the judged first."""
        return [cast.performed(1000 * self.seed + i) for i, cast in enumerate(self.cast)]
