"""A clip as data: who does what, seen from where, and what it shows."""

from dataclasses import dataclass
from typing import Final, Literal

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


@dataclass(frozen=True, slots=True)
class Turn:
    """Turning round on the spot after repetition ``after_rep`` (from 0), whose rest must be long enough for it."""

    after_rep: int
    by_deg: float
    length_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody in view: who, what they do, where they stand; headings as in geometry.turn."""

    person: str
    script: Script | SitScript | FloorScript
    x_m: float = 0.0
    z_m: float = 0.0
    heading_deg: float = 0.0
    turn: Turn | None = None

    @property
    def who(self) -> Person:
        """The person by name."""
        return PEOPLE[self.person]

    def performed(self, seed: int) -> Performance | SitPerformance | FloorPerformance:
        """What they do, with its times drawn."""
        if isinstance(self.script, SitScript):
            return SitPerformance(self.script, seed, self.who)
        if isinstance(self.script, FloorScript):
            return FloorPerformance(self.script, seed, self.who)
        return Performance(self.script, seed)

    def heading_at(self, performance: Performance | SitPerformance | FloorPerformance, t_s: float) -> float:
        """Which way they face at one time."""
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
    purpose: Literal["sample", "bench", "calibration", "release"]
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

    def performances(self) -> list[Performance | SitPerformance | FloorPerformance]:
        """What everybody does, the judged first."""
        return [cast.performed(1000 * self.seed + i) for i, cast in enumerate(self.cast)]
