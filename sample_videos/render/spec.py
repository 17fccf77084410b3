"""A clip as data: who does what, seen from where, and what it shows."""

from dataclasses import dataclass
from typing import Literal

from sample_videos.render.camera import Camera
from sample_videos.render.faults import Fault
from sample_videos.render.movement import Performance, Script
from sample_videos.render.people import PEOPLE, Person
from sample_videos.render.sit_movement import SitPerformance
from sample_videos.render.sit_script import SitScript


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody in view: who, what they do, where they stand; headings as in geometry.turn."""

    person: str
    script: Script | SitScript
    x_m: float = 0.0
    z_m: float = 0.0
    heading_deg: float = 0.0

    @property
    def who(self) -> Person:
        """The person by name."""
        return PEOPLE[self.person]

    def performed(self, seed: int) -> Performance | SitPerformance:
        """What they do, with its times drawn."""
        if isinstance(self.script, SitScript):
            return SitPerformance(self.script, seed, self.who)
        return Performance(self.script, seed)


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """Everything that decides a clip; the same spec gives the same bytes on the same machine.

    ``cast``: the first is judged, the others are in view; ``noise_sigma`` of the sensor in grey levels; ``crf`` of
    x264, raised until the file is small enough; ``near_miss``: what it nearly shows, or None.
    """

    name: str
    description: str
    cast: tuple[Cast, ...]
    camera: Camera
    purpose: Literal["sample", "bench", "calibration"]
    room_seed: int = 0
    light: str = "day"
    fps: int = 25
    noise_sigma: float = 1.5
    crf: int = 23
    seed: int = 0
    faults: tuple[Fault, ...] = ()
    near_miss: str | None = None

    @property
    def judged(self) -> Cast:
        """Whose truth is written."""
        return self.cast[0]

    def performances(self) -> list[Performance | SitPerformance]:
        """What everybody does, the judged first."""
        return [cast.performed(1000 * self.seed + i) for i, cast in enumerate(self.cast)]
