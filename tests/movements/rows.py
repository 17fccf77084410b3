"""One passing, one failing and one blind pose for every row of the table of checks."""

from dataclasses import dataclass, replace

from figures import DEEP, HINGE, PARALLEL, SHALLOW, STAND, STOOP, Motion, Shot, floor_squat, hinge, posed
from figures.body import Posture
from figures.camera import Hidden
from figures.motions import lift

from formcheck.settings import MovementChoice


@dataclass(frozen=True)
class Row:
    """Shots in which a check is good, is a fault, and cannot be told."""

    good: Shot
    fault: Shot
    blind: Shot


def side(*bottoms: Posture, **tempo: object) -> Shot:
    return Shot(motion=posed(*bottoms, **tempo))


def front(*bottoms: Posture, **tempo: object) -> Shot:
    return Shot(motion=posed(*bottoms, **tempo), body_yaw_deg=90)


def unseen(shot: Shot, *parts: str) -> Shot:
    """The shot with joints hidden once the first descent has begun."""
    return replace(shot, hidden=(Hidden(parts, 0.1, first_s=1.6),))


def swaying(bottom: Posture, by_m: float) -> Shot:
    """A repetition after which the hips swing forth and back over the planted feet."""
    motion = posed(bottom)
    lean = 57.3 * by_m / 0.86
    swings = [(0.35, lean), (0.65, -lean), (0.95, lean), (1.3, 0.0)]
    end = motion.reps[0].end_s
    after = [(end + t, replace(STAND, tibia_deg=3 + d, trunk_deg=-d)) for t, d in swings]
    return Shot(motion=Motion((*motion.keys[:-1], *after, (end + 2.0, STAND)), motion.reps))


def hips_first() -> Shot:
    """From the bottom the legs stretch while the trunk falls forward; then the trunk follows."""
    low = replace(PARALLEL, arms="hanging")
    pitched = Posture(knee_deg=55, tibia_deg=8, trunk_deg=72)
    return side(low, up_s=1.4, rising=[(0.5, pitched)])


def braced(bottom: Posture, arms: object, up_s: float) -> Shot:
    """Hands on the legs from the bottom until nearly up."""
    held = replace(bottom, arms=arms)
    half = replace(
        held, knee_deg=0.6 * held.knee_deg, tibia_deg=0.6 * held.tibia_deg, trunk_deg=min(0.8 * held.trunk_deg, 45)
    )
    return side(held, up_s=up_s, rising=[(0.6, half)])


def floor_hands() -> Shot:
    """Hands on the floor while hips and shoulders already rise."""
    low = Posture(knee_deg=110, tibia_deg=28, trunk_deg=80, arms="floor")
    higher = Posture(knee_deg=70, tibia_deg=18, trunk_deg=86, arms="floor")
    return side(low, up_s=2.4, rising=[(0.5, higher)])


GOOD_SQUAT = Shot(motion=floor_squat(3))
GOOD_HINGE = Shot(motion=hinge(3))
FRONT_SQUAT, FRONT_HINGE = front(PARALLEL), front(HINGE)
LEANING = replace(SHALLOW, knee_deg=85, tibia_deg=25, trunk_deg=68)
FAR = replace(HINGE, trunk_deg=86)
OUTLINE_HIDDEN = {"outline": False}
HANDS = ("wrist", "index")
STRAIGHT_ON = {"rest_s": 0.0}

ROWS: dict[tuple[MovementChoice, str], Row] = {
    ("squat", "depth"): Row(GOOD_SQUAT, side(SHALLOW), unseen(side(PARALLEL), "knee")),
    ("squat", "trunk_tibia"): Row(GOOD_SQUAT, side(LEANING), FRONT_SQUAT),
    ("squat", "trunk_lean"): Row(GOOD_SQUAT, side(LEANING), FRONT_SQUAT),
    ("squat", "hips_first"): Row(GOOD_SQUAT, hips_first(), FRONT_SQUAT),
    ("squat", "heels"): Row(GOOD_SQUAT, side(replace(PARALLEL, heel_lift_deg=20)), unseen(side(PARALLEL), "heel")),
    ("squat", "lower_back_rounding"): Row(
        side(LEANING), side(replace(LEANING, bulge=0.07)), replace(side(LEANING), **OUTLINE_HIDDEN)
    ),
    ("squat", "hands_on_knees"): Row(GOOD_SQUAT, braced(PARALLEL, "knee", 1.8), unseen(side(PARALLEL), *HANDS)),
    ("squat", "hands_on_floor"): Row(GOOD_SQUAT, floor_hands(), unseen(side(PARALLEL), *HANDS)),
    ("squat", "tempo"): Row(GOOD_SQUAT, side(PARALLEL, down_s=0.3), Shot(motion=lift())),
    ("squat", "steadiness"): Row(GOOD_SQUAT, swaying(PARALLEL, 0.10), side(PARALLEL, PARALLEL, **STRAIGHT_ON)),
    ("squat", "knee_valgus"): Row(FRONT_SQUAT, front(replace(PARALLEL, knees_in=0.4)), GOOD_SQUAT),
    ("squat", "asymmetry"): Row(FRONT_SQUAT, front(replace(PARALLEL, hip_tilt_deg=14)), GOOD_SQUAT),
    ("squat", "lower_back_compensation"): Row(GOOD_SQUAT, side(LEANING), FRONT_SQUAT),
    ("squat", "repeatability"): Row(GOOD_SQUAT, side(DEEP, replace(PARALLEL, knee_deg=112), DEEP), side(DEEP, DEEP)),
    ("hinge", "hinge_pattern"): Row(GOOD_HINGE, side(PARALLEL), FRONT_HINGE),
    ("hinge", "lower_back_rounding"): Row(
        GOOD_HINGE, side(replace(HINGE, bulge=0.07)), replace(side(HINGE), **OUTLINE_HIDDEN)
    ),
    ("hinge", "straight_knee_stoop"): Row(GOOD_HINGE, side(STOOP), unseen(side(HINGE), "knee")),
    ("hinge", "hands_on_knees"): Row(GOOD_HINGE, braced(HINGE, "thigh", 3.0), unseen(side(HINGE), *HANDS)),
    ("hinge", "hands_on_floor"): Row(GOOD_HINGE, floor_hands(), unseen(side(HINGE), *HANDS)),
    ("hinge", "tempo"): Row(GOOD_HINGE, side(HINGE, down_s=0.3), Shot(motion=lift())),
    ("hinge", "steadiness"): Row(GOOD_HINGE, swaying(HINGE, 0.10), side(HINGE, HINGE, **STRAIGHT_ON)),
    ("hinge", "lower_back_compensation"): Row(GOOD_HINGE, side(STOOP), FRONT_HINGE),
    ("hinge", "repeatability"): Row(GOOD_HINGE, side(FAR, replace(HINGE, trunk_deg=64), FAR), side(HINGE, HINGE)),
}
