"""Clips of hands: everything people do with them beside or on their legs, test people only.

The contact model is fitted on random people (models/fit/hand_gather.py); nothing was fitted on these.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sample_videos.render.bench_set import FRONT_STANCE, QUICK_FLOOR, QUICK_HINGE, QUICK_SQUAT, SMALL, bench_clip
from sample_videos.render.faults import Fault
from sample_videos.render.movement import Brace, Kind, Rep, Script
from sample_videos.render.posture import Arm, LegSpot, Stance
from sample_videos.render.samples import side_camera
from sample_videos.render.spec import ClipSpec

KNEECAP: Final = LegSpot(0.98, 5.0, 10.0, 12.0)
FIST: Final = LegSpot(0.95, -5.0, 30.0, 70.0)
OUTSIDE: Final = LegSpot(0.95, 75.0, 10.0, 40.0)
INSIDE: Final = LegSpot(0.95, -50.0, 20.0, 35.0)
MID_THIGH: Final = LegSpot(0.62, 10.0, 20.0, 10.0)
ACROSS: Final = LegSpot(0.70, -10.0)


def _clip(
    words: str, person: str, azimuth_deg: float, rep: Rep, pushes: Sequence[tuple[Brace, ...]], *,
    kind: Kind = "squat", near_miss: str | None = None,
) -> ClipSpec:  # fmt: skip
    reps = tuple(replace(rep, braces=braces, ascent_s=1.6) for braces in pushes)
    faults = tuple(Fault("hands_on_knees", "clear", i) for i in range(len(pushes))) if near_miss is None else ()
    stance = FRONT_STANCE if abs(azimuth_deg) in (0, 180) else Stance()
    script = Script(kind, reps, lead_s=0.6, stance=stance)
    camera = replace(side_camera(person, azimuth_deg, SMALL))
    return bench_clip(
        f"hands_{kind}_{words}", person, script, azimuth_deg, f"{kind}, {words}", camera=camera, fps=15,
        faults=faults, near_miss=near_miss,
    )  # fmt: skip


def _on(spot: LegSpot, begin: float = -0.05, end: float = 0.6, **more: object) -> Brace:
    return Brace("leg", begin, end, spot=spot, **more)  # type: ignore[arg-type]


_TWICE: Final = 2
_SLIDE: Final = (_on(KNEECAP, -0.05, 0.1), _on(MID_THIGH, 0.5, 0.62))
_RESTS: Final = (Brace("leg", -0.45, -0.15, spot=KNEECAP), Brace("forward", 0.1, 0.5))
_RESTING: Final = replace(QUICK_SQUAT, pause_s=0.9)


def _hovering(gap_m: float, spot: LegSpot = KNEECAP) -> tuple[Brace, ...]:
    return (_on(spot, 0.05, 0.5, gap_m=gap_m),)


HAND_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _clip("palms over the kneecaps", "kemi", 90, QUICK_SQUAT, [(_on(KNEECAP),)] * _TWICE),
    _clip("palms over the kneecaps, to the floor", "mei", -90, QUICK_FLOOR, [(_on(KNEECAP, 0.1, 0.5),)] * _TWICE),
    _clip("fists on the knees", "jonas", -90, QUICK_SQUAT, [(_on(FIST),)] * _TWICE),
    _clip("knees gripped from outside", "ines", 90, QUICK_SQUAT, [(_on(OUTSIDE),)] * _TWICE),
    _clip("knees gripped from inside", "luis", -90, QUICK_SQUAT, [(_on(INSIDE),)] * _TWICE),
    _clip("palms on mid-thigh", "pax", 90, QUICK_SQUAT, [(_on(MID_THIGH),)] * _TWICE),
    _clip("forearms on the thighs", "olga", -90, QUICK_FLOOR,
          [(Brace("forearm", -0.05, 0.45, spot=ACROSS),)] * _TWICE),
    _clip("near hand only", "tove", 90, QUICK_SQUAT, [(_on(KNEECAP, sides=("left",)),)] * _TWICE),
    _clip("sliding up from knees to thighs", "rafa", -90, QUICK_SQUAT, [_SLIDE] * _TWICE),
    _clip("a short push", "suri", 90, QUICK_SQUAT, [(_on(KNEECAP, 0.15, 0.42),)] * _TWICE),
    _clip("palms on mid-thigh", "nils", 90, QUICK_HINGE, [(_on(MID_THIGH),)] * _TWICE, kind="hinge"),
    _clip("palms over the kneecaps", "suri", -75, QUICK_HINGE, [(_on(KNEECAP, -0.05, 0.5),)] * _TWICE, kind="hinge"),
    _clip("knees gripped from outside, 40 degrees off", "olga", 50, QUICK_SQUAT, [(_on(OUTSIDE),)] * _TWICE),
    _clip("palms on mid-thigh, 30 degrees off", "nils", -60, QUICK_SQUAT, [(_on(MID_THIGH),)] * _TWICE),
    _clip("palms over the kneecaps, from the front", "kemi", 0, QUICK_SQUAT, [(_on(KNEECAP),)] * _TWICE),
    _clip("palms over the kneecaps, from behind", "jonas", 180, QUICK_SQUAT, [(_on(KNEECAP),)] * _TWICE),
    _clip("hovering 6 cm over the kneecaps", "ines", -90, QUICK_SQUAT, [_hovering(0.06)] * _TWICE,
          near_miss="hands near the knees"),
    _clip("hovering 10 cm over the thighs, 45 degrees off", "pax", 45, QUICK_SQUAT,
          [_hovering(0.10, MID_THIGH)] * _TWICE, near_miss="hands near the thighs"),
    _clip("hovering 8 cm beside the knees", "tove", -90, QUICK_SQUAT, [_hovering(0.08, OUTSIDE)] * _TWICE,
          near_miss="hands beside the knees"),
    _clip("hanging between the legs", "luis", 90,
          replace(QUICK_SQUAT, bottom=QUICK_SQUAT.bottom.with_arms(Arm("carry"))), [()] * _TWICE,
          near_miss="hands between the legs"),
    _clip("hands rest on the knees at the bottom only", "rafa", 90, _RESTING, [_RESTS] * _TWICE,
          near_miss="hands rest at the bottom"),
    _clip("hovering 7 cm over the kneecaps, from the front", "mei", 0, QUICK_SQUAT, [_hovering(0.07)] * _TWICE,
          near_miss="hands near the knees"),
)  # fmt: skip
