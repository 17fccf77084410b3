"""Clips of people nobody has seen: ten drawn at random, four clips each, all of it drawn too.

Scored once for each release (`formcheck bench accuracy --set release`); nothing is fitted on them, no limit is chosen
and no rule made by them. Whoever mends something that they showed draws new ones first: another `RELEASE`.
"""

from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from sample_videos.render.bench_set import (
    FRONT_STANCE,
    PORTRAIT,
    QUICK_FLOOR,
    QUICK_HINGE,
    QUICK_SQUAT,
    SMALL,
    bench_clip,
)
from sample_videos.render.body import Side
from sample_videos.render.faults import Fault
from sample_videos.render.movement import Brace, Kind, Rep, Script
from sample_videos.render.moves import Level, faulty
from sample_videos.render.people import RELEASE, RELEASE_NAMES
from sample_videos.render.posture import LegSpot, Place, Stance
from sample_videos.render.samples import side_camera
from sample_videos.render.spec import ClipSpec

OTHER_FAULTS: Final = (
    "depth", "trunk_tibia", "heels", "hips_first", "knee_valgus", "tempo", "hands_on_floor", "straight_knee_stoop",
    "hinge_pattern",
)  # fmt: skip
HINGE_FAULTS: Final = ("straight_knee_stoop", "hinge_pattern")
ALSO: Final = {"trunk_tibia": "trunk_lean"}  # who leans that far fails both
T = TypeVar("T")


class _Draw:
    """The draws of one person, in order."""

    def __init__(self, number: int) -> None:
        self.rng = np.random.default_rng([RELEASE, number, 1])
        self.number, self.person = number, RELEASE_NAMES[number]

    def one(self, *these: T) -> T:
        return these[self.rng.integers(len(these))]

    def azimuth_deg(self) -> float:
        """Mostly side-on, as people are asked to film, up to 50 degrees off; one in five from anywhere."""
        if self.rng.random() < 0.2:
            return round(float(self.rng.uniform(-180, 180)))
        off_deg = self.rng.normal(0, 18)
        return round(float(self.one(-90, 90) + np.clip(off_deg, -50, 50)))

    def clip(self, words: str, kind: Kind, reps: tuple[Rep, ...], azimuth_deg: float, **changes: object) -> ClipSpec:
        """A clip with a camera, light and quality of its own."""
        frontal = abs(abs(azimuth_deg) - 90) > 60
        camera = side_camera(self.person, azimuth_deg, self.one(PORTRAIT, PORTRAIT, SMALL))
        camera = replace(
            camera,
            height_m=round(float(self.rng.uniform(0.5, 1.5)), 2),
            roll_deg=round(float(self.rng.normal(0, 1.5)), 1),
        )
        script = Script(kind, reps, lead_s=0.8, stance=FRONT_STANCE if frontal else Stance())
        return bench_clip(
            f"release_{words}", self.person, script, azimuth_deg, f"{kind}, {words}", camera=camera,
            fps=self.one(15, 20, 25), light=self.one("day", "day", "lamp", "soft", "dim"),
            noise_sigma=self.one(1.5, 3.0), purpose="release", **changes,
        )  # fmt: skip

    def clean(self) -> ClipSpec:
        """Two repetitions without a fault."""
        kind: Kind = self.one("squat", "squat", "hinge")
        rep = QUICK_HINGE if kind == "hinge" else self.one(QUICK_SQUAT, QUICK_FLOOR)
        if kind == "squat":
            arms: Place = self.one("forward", "prayer", "hips", "crossed")
            rep = replace(rep, bottom=rep.bottom.with_arms(arms))
        return self.clip(f"clean {kind}", kind, (rep, rep), self.azimuth_deg())

    def rounded(self) -> ClipSpec:
        """One clean repetition, then one with a rounded lower back."""
        kind: Kind = "hinge" if self.number % 2 else "squat"
        rep = QUICK_HINGE if kind == "hinge" else QUICK_SQUAT
        level: Level = self.one("clear", "strong")
        reps = (rep, faulty(rep, "lower_back_rounding", level))
        faults = (Fault("lower_back_rounding", level, 1),)
        return self.clip(f"rounded {kind}", kind, reps, self.azimuth_deg(), faults=faults)

    def hands(self) -> ClipSpec:
        """One repetition with hands that push on the legs, one with hands that come near; a third of people: neither
        hand touches.
        """
        share = float(self.rng.uniform(0.6, 1.0))
        spot = LegSpot(share, float(self.rng.uniform(-45, 70)), float(self.rng.uniform(0, 40)),
                       float(self.one(12, 30, 70)))  # fmt: skip
        sides: tuple[Side, ...] = self.one(("left", "right"), ("left", "right"), ("left",), ("right",))
        begin = float(self.rng.uniform(-0.05, 0.15))
        push = Brace("leg", begin, begin + float(self.rng.uniform(0.3, 0.6)), sides=sides, spot=spot)
        near = replace(push, gap_m=float(self.rng.uniform(0.06, 0.12)))
        pushes = [near, near] if self.number % 3 == 0 else [near, push]
        reps = tuple(replace(QUICK_SQUAT, braces=(one,), ascent_s=1.6) for one in pushes)
        faults = () if self.number % 3 == 0 else (Fault("hands_on_knees", "clear", 1),)
        near_miss = None if faults else "hands near the legs"
        return self.clip("hands", "squat", reps, self.azimuth_deg(), faults=faults, near_miss=near_miss)

    def other(self) -> ClipSpec:
        """One repetition with another fault, and one without."""
        check = OTHER_FAULTS[self.number % len(OTHER_FAULTS)]
        level: Level = self.one("clear", "strong")
        kind: Kind = "hinge" if check in HINGE_FAULTS else "squat"
        rep = QUICK_HINGE if kind == "hinge" else QUICK_SQUAT
        reps = (faulty(rep, check, level), rep)
        faults = tuple(Fault(one, level, 0) for one in (check, ALSO.get(check)) if one)
        azimuth_deg = round(float(self.rng.uniform(-15, 15))) if check == "knee_valgus" else self.azimuth_deg()
        return self.clip(check.replace("_", " "), kind, reps, azimuth_deg, faults=faults)


def _all() -> tuple[ClipSpec, ...]:
    draws = [_Draw(number) for number in range(len(RELEASE_NAMES))]
    return tuple(spec for draw in draws for spec in (draw.clean(), draw.rounded(), draw.hands(), draw.other()))


RELEASE_CLIPS: Final = _all()
