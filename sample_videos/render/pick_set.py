"""Clips of people who pick a small thing up off the floor, each in another way."""

from dataclasses import replace
from typing import Any, Final

from sample_videos.render.bench_set import FRONT_STANCE, SMALL, bench_clip
from sample_videos.render.body import Side
from sample_videos.render.faults import Fault
from sample_videos.render.movement import Brace, Rep, Script, Step
from sample_videos.render.pick_truth import Strategy
from sample_videos.render.posture import Arm, LegSpot, Place, Posture, Stance
from sample_videos.render.samples import side_camera
from sample_videos.render.spec import ClipSpec

#: Bottoms from which the right hand reaches the floor.
BOTTOMS: Final[dict[Strategy, Posture]] = {
    "squat": Posture(132, 34, 36, 14, 6),
    "squat_hinge": Posture(98, 23, 64, 16, 8),
    "hinge": Posture(62, 13, 86, 12, 6),
    "stoop": Posture(7, -6, 80, 54, 20),
    "lunge": Posture(114, 21, 42, 14, 6),
    "one_leg": Posture(42, 9, 98, 14, 8),
}
STEPS: Final[dict[Strategy, Step]] = {"lunge": Step(0.74, 0.0, 42.0), "one_leg": Step(0.62, 0.62, 65.0)}
#: Where the thing lies, outward and ahead, metres at a stature of 1.75.
THINGS: Final[dict[Strategy, tuple[float, float]]] = {
    "squat": (0.12, 0.30), "squat_hinge": (0.12, 0.30), "hinge": (0.12, 0.32), "stoop": (0.12, 0.24),
    "lunge": (0.16, 0.22), "one_leg": (0.10, 0.34),
}  # fmt: skip
SIDE_LEAN_DEG, TWIST_DEG = 5.0, 14.0  # towards the hand that reaches, so that it hangs lower
KNEE: Final = LegSpot(0.97, 5.0, 10.0, 12.0)
MID_THIGH: Final = LegSpot(0.66, 8.0, 15.0, 10.0)


def picking(strategy: Strategy, hand: Side = "right", other: Place = "hang", braces: tuple[Brace, ...] = ()) -> Rep:
    """One pick; ``braces``: of the other hand."""
    out = 1.0 if hand == "left" else -1.0
    reach = Arm("pick", thing_m=THINGS[strategy])
    further = 2.2 if braces and strategy == "stoop" else 1.0  # who leans on a leg turns further to get down
    bottom = replace(
        BOTTOMS[strategy],
        trunk_side_lean_deg=out * further * SIDE_LEAN_DEG,
        trunk_twist_deg=-out * further * TWIST_DEG,
    )
    bottom = bottom.with_arms(*((reach, Arm(other)) if hand == "left" else (Arm(other), reach)))
    return Rep(bottom, 1.2, 0.3, 1.3 if braces else 1.1, 0.7, braces=braces, arms_leave=0.02, step=STEPS.get(strategy))


def _leaning(hand: Side, spot: LegSpot, begin: float = -0.2, end: float = 0.6) -> tuple[Brace, ...]:
    """The other hand on the own leg."""
    return (Brace("leg", begin, end, ("left" if hand == "right" else "right",), spot=spot),)


def _pick(
    words: str, person: str, azimuth_deg: float, strategy: Strategy, hand: Side = "right", *,
    spot: LegSpot | None = None, other: Place = "hang", count: int = 1, **changes: Any,
) -> ClipSpec:  # fmt: skip
    rep = picking(strategy, hand, other, _leaning(hand, spot) if spot else ())
    stance = FRONT_STANCE if azimuth_deg == 0 else Stance()
    script = Script("pick_up", (rep,) * count, lead_s=0.8, stance=stance, block="thing")
    faults = tuple(Fault("hands_on_knees", "clear", i) for i in range(count)) if spot else ()
    given = {
        "camera": side_camera(person, azimuth_deg, SMALL),
        "fps": 15,
        "crf": 28,
        "noise_sigma": 1.0,
        "faults": faults,
        "asked": strategy,
    }
    return bench_clip(
        f"pick_up_{words}", person, script, azimuth_deg, f"pick up, {words}", **given | changes
    )  # fmt: skip


PICK_FIT_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _pick("squat", "anna", 90, "squat", count=2),
    _pick("hinge", "bruno", -90, "hinge", count=2),
    _pick("stoop", "chen", 90, "stoop"),
    _pick("between squat and hinge", "dalia", -75, "squat_hinge", "left"),
    _pick("lunge", "emil", 90, "lunge"),
    _pick("one leg", "fatou", -90, "one_leg", light="soft"),
    _pick("stoop, other hand on the thigh", "gerd", 90, "stoop", spot=MID_THIGH),
    _pick("squat, other hand on the knee, 45 degrees off", "hana", 45, "squat", spot=KNEE),
    _pick("hinge, 30 degrees off", "anna", -60, "hinge", "left"),
    _pick("stoop, from the front", "bruno", 0, "stoop"),
)  # fmt: skip

PICK_TEST_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _pick("squat", "ines", -90, "squat", "left", count=2),
    _pick("squat, 30 degrees off", "rafa", 60, "squat"),
    _pick("squat, from the front", "suri", 0, "squat"),
    _pick("between squat and hinge", "jonas", 90, "squat_hinge"),
    _pick("hinge", "tove", 90, "hinge", "left", count=2, light="window"),
    _pick("hinge, 15 degrees off", "kemi", -75, "hinge"),
    _pick("hinge, 45 degrees off", "pax", -45, "hinge", "left"),
    _pick("stoop", "nils", -90, "stoop", count=2),
    _pick("stoop, 30 degrees off", "mei", -60, "stoop", "left"),
    _pick("stoop, other hand on the thigh", "olga", 90, "stoop", spot=MID_THIGH),
    _pick("squat, other hand on the knee", "luis", -90, "squat", "left", spot=KNEE),
    _pick("hinge, other hand on the knee, 20 degrees off", "ugo", 70, "hinge", spot=KNEE),
    _pick("lunge", "pax", 90, "lunge"),
    _pick("lunge, other hand on the knee", "tove", -75, "lunge", spot=KNEE),
    _pick("one leg", "kemi", 90, "one_leg"),
    _pick("other hand at the hip", "nils", 75, "hinge", other="hips", light="soft"),
)  # fmt: skip

PICK_CLIPS: Final = (*PICK_FIT_CLIPS, *PICK_TEST_CLIPS)
