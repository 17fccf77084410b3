"""One passing, one failing and one blind pose for every row of sitting in a squat."""

from dataclasses import replace

from figures import DEEP, STAND, Motion, Posture, Shot, posed
from figures.camera import Hidden
from rows import HANDS, OUTLINE_HIDDEN, Row, unseen

from formcheck.settings import MovementChoice

HELD_S = 10.5
LONG = Shot(motion=posed(DEEP, hold_s=HELD_S))
ON_POST = Posture(knee_deg=135, tibia_deg=30, trunk_deg=20, arms="post")
LEVEL = replace(DEEP, knee_deg=116, tibia_deg=30)  # thighs 4 degrees above level
PITCHED = replace(DEEP, knee_deg=130, tibia_deg=24, trunk_deg=72)


def held(bottom: Posture, **changes: object) -> Shot:
    return Shot(motion=posed(bottom, **({"hold_s": 4.0} | changes)))


def swaying(by_deg: float) -> Shot:
    """The trunk swings forth and back while the bottom is held."""
    motion = posed(DEEP, hold_s=6.0)
    (rep,) = motion.reps
    swings = [
        (rep.bottom_from_s + 0.5 * k, replace(DEEP, trunk_deg=DEEP.trunk_deg + by_deg * (-1) ** k))
        for k in range(1, 12)
    ]
    keys = sorted((*motion.keys, *swings), key=lambda key: key[0])
    return Shot(motion=Motion(tuple(keys), motion.reps))


def pushing() -> Shot:
    low = replace(DEEP, arms="knee")
    half = replace(low, knee_deg=85, tibia_deg=23, trunk_deg=30)
    return held(low, up_s=1.8, rising=[(0.6, half)])


def off_the_floor() -> Shot:
    low = Posture(knee_deg=128, tibia_deg=32, trunk_deg=70, arms="floor")
    higher = Posture(knee_deg=80, tibia_deg=20, trunk_deg=82, arms="floor")
    return held(low, up_s=2.4, rising=[(0.5, higher)])


FLOOR_ROWS: dict[tuple[MovementChoice, str], Row] = {
    ("floor_sit", "squat_help"): Row(
        LONG, Shot(motion=posed(ON_POST, top=replace(STAND, arms="post"), hold_s=4.0)), unseen(LONG, "heel")
    ),
    ("floor_sit", "hold_time"): Row(LONG, held(DEEP), Shot(motion=posed(DEEP, hold_s=8.0).cut(0.0, 7.0))),
    ("floor_sit", "depth"): Row(LONG, held(LEVEL), replace(LONG, body_yaw_deg=90)),
    ("floor_sit", "trunk_lean"): Row(LONG, held(PITCHED), replace(LONG, body_yaw_deg=90)),
    ("floor_sit", "lower_back_rounding"): Row(LONG, held(replace(DEEP, bulge=0.09)), replace(LONG, **OUTLINE_HIDDEN)),
    ("floor_sit", "hands_on_knees"): Row(LONG, pushing(), unseen(LONG, *HANDS)),
    ("floor_sit", "hands_on_floor"): Row(LONG, off_the_floor(), unseen(LONG, *HANDS)),
    ("floor_sit", "steadiness"): Row(
        LONG, swaying(14.0), replace(LONG, hidden=(Hidden(("shoulder",), 0.1, 4.0, 12.0),))
    ),
}
