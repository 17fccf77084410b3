"""The bench: clips of people rules are fitted on and of people they are tested on, as data."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from zlib import crc32

from sample_videos.render.camera import Camera
from sample_videos.render.faults import Fault
from sample_videos.render.floor_script import FloorScript
from sample_videos.render.movement import Brace, Kind, Rep, Script
from sample_videos.render.moves import FLOOR_SQUAT, HINGE, SQUAT, Level, faulty
from sample_videos.render.people import FIT_PEOPLE, TEST_PEOPLE
from sample_videos.render.posture import STANDING, Stance
from sample_videos.render.samples import side_camera
from sample_videos.render.sit_script import SitScript
from sample_videos.render.spec import Cast, ClipSpec

PORTRAIT: Final = (480, 640)
SMALL: Final = (360, 480)
LANDSCAPE: Final = (640, 480)

QUICK_SQUAT: Final = Rep(SQUAT, 1.0, 0.2, 1.0, 0.4)
QUICK_FLOOR: Final = Rep(FLOOR_SQUAT, 1.1, 0.2, 1.1, 0.4)
QUICK_HINGE: Final = Rep(HINGE, 1.1, 0.2, 1.1, 0.4)
FRONT_STANCE: Final = Stance(1.7, 18)


def bench_clip(
    name: str, person: str, script: Script | SitScript | FloorScript, azimuth_deg: float, words: str, **changes: Any
) -> ClipSpec:
    """A clip seeded by its name; ``changes`` to any field of the spec."""
    name = f"{name}_{person}".replace(",", "").replace(" ", "_")
    seed = crc32(name.encode()) % 10_000
    name = name.replace("-", "_")
    spec = ClipSpec(
        name,
        words,
        (Cast(person, script),),
        side_camera(person, azimuth_deg, PORTRAIT),
        "bench",
        room_seed=seed,
        fps=20,
        seed=seed,
    )
    return replace(spec, **changes)


def _script(kind: Kind, reps: Sequence[Rep], stance: Stance | None = None) -> Script:
    return Script(kind, tuple(reps), lead_s=0.6, stance=stance or Stance())


def _fault(check: str, levels: Sequence[Level], person: str, azimuth_deg: float = 90.0, kind: Kind = "squat",
           also: str | None = None, **changes: Any) -> ClipSpec:  # fmt: skip
    """One repetition per level of one fault."""
    clean = QUICK_HINGE if kind == "hinge" else QUICK_SQUAT
    reps = [faulty(clean, check, level) for level in levels]
    stance = FRONT_STANCE if check == "knee_valgus" else None
    faults = [Fault(one, level, i) for i, level in enumerate(levels) for one in (check, also) if one]
    return bench_clip(
        f"{kind}_{check}",
        person,
        _script(kind, reps, stance),
        azimuth_deg,
        f"{kind} with {check.replace('_', ' ')}: {', then '.join(levels)}",
        faults=tuple(faults),
        **changes,
    )


def _push(words: str, person: str, rep: Rep, braces: tuple[Brace, ...], azimuth_deg: float = 90.0,
          kind: Kind = "squat", level: Level = "clear", **changes: Any) -> ClipSpec:  # fmt: skip
    """A repetition with hands that push, other than both hands on both knees."""
    pushed = replace(rep, braces=braces, ascent_s=1.7 if kind == "squat" else 2.3)
    return bench_clip(
        f"{kind}_push_{words}", person, _script(kind, [pushed]), azimuth_deg,
        f"{kind}, {words} while rising", faults=(Fault("hands_on_knees", level, 0),), **changes,
    )  # fmt: skip


def _clean(words: str, person: str, reps: Sequence[Rep], azimuth_deg: float = 90.0, kind: Kind = "squat",
           stance: Stance | None = None, **changes: Any) -> ClipSpec:  # fmt: skip
    return bench_clip(
        f"{kind}_{words}", person, _script(kind, reps, stance), azimuth_deg, f"{kind}, {words}", **changes
    )


def _with_arms(rep: Rep, place: str) -> Rep:
    return replace(rep, bottom=rep.bottom.with_arms(place))  # type: ignore[arg-type]


def _held(spec: ClipSpec) -> ClipSpec:
    """The same with a block held before the chest all the time."""
    script = spec.judged.script
    assert isinstance(script, Script)
    held = replace(script, block="held", standing=script.standing.with_arms("block"))
    return replace(spec, cast=(replace(spec.judged, script=held),))


def _seen(person: str, azimuth_deg: float, **changes: Any) -> Camera:
    return replace(side_camera(person, azimuth_deg, PORTRAIT), **changes)


def _slow(rep: Rep, pause_s: float) -> Rep:
    return replace(rep, pause_s=pause_s, descent_s=1.4, ascent_s=1.3)


_NEAR_KNEES: Final = Brace("knees", 0.1, 0.5, gap_m=0.07)
_ONE_HAND: Final = (Brace("knees", 0.05, 0.6, ("left",)),)
_RIGHT_HAND: Final = (Brace("knees", 0.05, 0.6, ("right",)),)
_ONE_THIGH: Final = (Brace("thighs", 0.1, 0.65, ("right",)),)
_BOTH_THIGHS: Final = (Brace("thighs", 0.05, 0.66),)
_HINGE_THIGHS: Final = (Brace("thighs", 0.0, 0.6),)
_KNEES_THIGHS: Final = (Brace("knees", -0.05, 0.3), Brace("thighs", 0.36, 0.62))

FIT_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _fault("depth", ("mild", "strong"), "bruno", 90),
    _fault("trunk_tibia", ("mild", "strong"), "emil", -90, also="trunk_lean"),
    _fault("lower_back_rounding", ("mild", "strong"), "anna", 90),
    _fault("heels", ("mild", "strong"), "chen", 90, fps=30),
    _fault("hips_first", ("mild", "strong"), "fatou", -90),
    _fault("knee_valgus", ("mild", "strong"), "bruno", 0),
    _fault("tempo", ("mild", "strong"), "dalia", 75, fps=30),
    _fault("hands_on_knees", ("mild", "strong"), "gerd", 90, fps=15),
    _fault("straight_knee_stoop", ("mild", "strong"), "chen", -90, "hinge"),
    _fault("lower_back_rounding", ("mild", "strong"), "bruno", 90, "hinge"),
    _fault("hinge_pattern", ("mild", "strong"), "anna", -75, "hinge"),
    _fault("hands_on_floor", ("mild", "strong"), "hana", 90),
    _push("left hand on the knee", "hana", QUICK_SQUAT, _ONE_HAND, 90),
    _push("right hand on the thigh", "emil", QUICK_SQUAT, _ONE_THIGH, -60, light="lamp"),
    _push("hands on the thighs", "gerd", QUICK_HINGE, _HINGE_THIGHS, 90, "hinge", fps=15),
    _clean("hands hanging past the knees", "anna", [_with_arms(QUICK_SQUAT, "hang")], 90, near_miss="hands hanging"),
    _clean("hands in prayer", "dalia", [_with_arms(QUICK_FLOOR, "prayer")], -90, near_miss="prayer"),
    _held(_clean("holding a block", "bruno", [_with_arms(QUICK_SQUAT, "block")], 80, near_miss="holding a block")),
    _clean("hands near the knees", "fatou", [replace(QUICK_SQUAT, braces=(_NEAR_KNEES,), ascent_s=1.5)], 90,
           near_miss="hands near the knees"),
    _clean("to the floor, 30 degrees off", "fatou", [QUICK_FLOOR] * 2, 60),
    _clean("to the floor, 45 degrees off", "bruno", [QUICK_FLOOR], -45),
    _clean("from the front", "chen", [QUICK_FLOOR], 0, stance=FRONT_STANCE),
    _clean("tilted camera", "hana", [QUICK_HINGE], 90, "hinge", camera=_seen("hana", 90, roll_deg=3.0)),
    _clean("four quick repetitions", "anna", [replace(QUICK_FLOOR, descent_s=0.8, ascent_s=0.7, rest_s=0.25)] * 4, 90,
           camera=replace(side_camera("anna", 90, SMALL)), fps=15),
    _clean("from the front, arms forward", "dalia", [QUICK_FLOOR, QUICK_SQUAT], 10, stance=FRONT_STANCE, fps=15),
    _clean("from behind", "emil", [QUICK_FLOOR], 170, stance=FRONT_STANCE, fps=15),
    _clean("from the front", "gerd", [QUICK_HINGE], -12, "hinge", fps=15),
)  # fmt: skip

TEST_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _fault("depth", ("clear", "strong"), "olga", 90, light="lamp"),
    _fault("trunk_tibia", ("clear", "strong"), "jonas", 90, also="trunk_lean"),
    _fault("lower_back_rounding", ("clear", "strong"), "ines", -90),
    _fault("heels", ("clear", "strong"), "pax", -90),
    _fault("hips_first", ("clear", "mild"), "luis", 90),
    _fault("knee_valgus", ("clear", "strong"), "kemi", 0, fps=15),
    _fault("tempo", ("clear", "strong"), "mei", 90, fps=30),
    _fault("hands_on_knees", ("clear", "mild"), "nils", -90, fps=15),
    _fault("straight_knee_stoop", ("clear", "strong"), "kemi", 90, "hinge"),
    _fault("lower_back_rounding", ("clear", "mild"), "jonas", -90, "hinge"),
    _fault("hinge_pattern", ("clear", "strong"), "pax", 90, "hinge"),
    _fault("hands_on_floor", ("clear", "strong"), "mei", -75),
    _push("right hand on the knee", "olga", QUICK_SQUAT, _RIGHT_HAND, -75),
    _push("both hands on the thighs", "luis", QUICK_SQUAT, _BOTH_THIGHS, 45),
    _push("both hands on the knees", "nils", QUICK_HINGE, _KNEES_THIGHS, -90, "hinge", "mild", fps=15),
    _clean("hands hanging past the knees", "pax", [_with_arms(QUICK_SQUAT, "hang")], -75, near_miss="hands hanging"),
    _clean("hands in prayer", "ines", [_slow(_with_arms(QUICK_FLOOR, "prayer"), 0.8)], 90, near_miss="prayer", fps=15),
    _held(_clean("holding a block", "kemi", [_with_arms(QUICK_FLOOR, "block")], -90, near_miss="holding a block")),
    _clean("hands near the knees", "olga", [replace(QUICK_SQUAT, braces=(_NEAR_KNEES,), ascent_s=1.5)], 90,
           near_miss="hands near the knees"),
    _clean("low camera", "jonas", [QUICK_FLOOR], 75, camera=_seen("jonas", 75, height_m=0.45),
           light="dim", noise_sigma=4.0),
    _clean("high camera, 45 degrees off", "mei", [QUICK_FLOOR], 45, camera=_seen("mei", 45, height_m=1.7)),
    _clean("from the front, landscape, compressed", "luis", [QUICK_SQUAT] * 2, 0, stance=FRONT_STANCE,
           camera=side_camera("luis", 0, LANDSCAPE), crf=36),
    _clean("60 frames per second", "ines", [QUICK_HINGE], 90, "hinge", camera=side_camera("ines", 90, SMALL), fps=60),
    _clean("three repetitions with pauses", "nils", [replace(QUICK_FLOOR, rest_s=0.6)] * 3, 60,
           camera=_seen("nils", 60, roll_deg=-3.0), fps=15, light="soft"),
    _clean("from the front", "rafa", [QUICK_FLOOR, QUICK_SQUAT], 0, stance=FRONT_STANCE, fps=15),
    _clean("from the front, prayer", "suri", [_with_arms(QUICK_FLOOR, "prayer")], -10, stance=FRONT_STANCE,
           near_miss="prayer", light="soft"),
    _clean("from the front", "tove", [QUICK_HINGE], 8, "hinge", fps=15),
    _fault("trunk_tibia", ("clear",), "ugo", 0, also="trunk_lean", fps=15),
    _clean("from behind", "rafa", [QUICK_FLOOR], 180, stance=FRONT_STANCE, fps=15),
    _clean("from behind, turned", "ugo", [QUICK_SQUAT, QUICK_FLOOR], -150, fps=15, light="lamp"),
    _clean("30 degrees off", "tove", [QUICK_FLOOR, QUICK_SQUAT], -60, fps=15),
    _fault("lower_back_rounding", ("clear", "strong"), "suri", 70, fps=15),
    _fault("lower_back_rounding", ("strong",), "ugo", -65, "hinge", fps=15),
    _clean("45 degrees off, low camera", "suri", [QUICK_FLOOR], -45, camera=_seen("suri", -45, height_m=0.5), fps=15),
    _fault("hands_on_knees", ("clear", "mild"), "rafa", 90, fps=15),
    _push("right hand on the thigh", "suri", QUICK_SQUAT, _ONE_THIGH, -60, fps=15),
    _push("hands on the thighs", "ugo", QUICK_HINGE, _HINGE_THIGHS, -90, "hinge", fps=15),
    _clean("hands near the knees", "tove", [replace(QUICK_SQUAT, braces=(_NEAR_KNEES,), ascent_s=1.5)], 60, fps=15,
           near_miss="hands near the knees"),
    _fault("hips_first", ("clear", "strong"), "tove", 60, fps=15),
    _fault("lower_back_rounding", ("clear", "mild"), "rafa", 90, "hinge", fps=15),
    _fault("hands_on_floor", ("clear",), "rafa", -60, fps=15),
)  # fmt: skip

BENCH: Final = (*FIT_CLIPS, *TEST_CLIPS)


def _calibration(person: str, azimuth_deg: float) -> ClipSpec:
    """The guided minute in short: tall with the arms forward, a flat hinge, a squat."""
    hinge, squat = (_with_arms(rep, "forward") for rep in (_slow(QUICK_HINGE, 0.2), QUICK_FLOOR))
    standing = STANDING.with_arms("forward")
    script = Script("hinge", (hinge, squat), lead_s=1.0, stance=Stance(), standing=standing)
    return bench_clip("calibration", person, script, azimuth_deg, "calibration", purpose="calibration", fps=15)


CALIBRATIONS: Final[tuple[ClipSpec, ...]] = tuple(
    _calibration(who.name, -90 if at % 2 else 90) for at, who in enumerate((*FIT_PEOPLE, *TEST_PEOPLE))
)
