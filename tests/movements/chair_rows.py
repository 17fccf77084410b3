"""One passing, one failing and one blind pose for every row of the chair stand."""

from dataclasses import replace

from figures import Motion, Shot
from figures.body import STAND, Posture
from figures.camera import Hidden
from figures.chairs import LEANT, SEATED, chair_stands
from rows import OUTLINE_HIDDEN, Row

from formcheck.settings import MovementChoice

GOOD = Shot(motion=chair_stands(1).motion)
BLURRED = replace(GOOD, hidden=(Hidden(("shoulder",), 0.4, 1.3, 2.8),))
ROUND = replace(LEANT, trunk_deg=50, bulge=0.07)


def swaying(by_m: float) -> Motion:
    """A rise after which the hips swing forth and back over the planted feet."""
    stands = chair_stands(1, whole=False)
    lean, end = 57.3 * by_m / 0.86, stands.rises[0].end_s
    swings = [(0.35, lean), (0.65, -lean), (0.95, lean), (1.3, 0.0)]
    after = [(end + t, replace(STAND, tibia_deg=3 + d, trunk_deg=-d)) for t, d in swings]
    return Motion((*stands.motion.keys[:-1], *after, (end + 2.5, STAND)))


def rounded() -> Motion:
    half = Posture(knee_deg=48, tibia_deg=12, trunk_deg=40, bulge=0.07, arms="prayer")
    return Motion(((0.0, SEATED), (1.2, SEATED), (1.9, ROUND), (2.5, half), (3.1, STAND), (5.0, STAND)))


def stands(**changes: object) -> Shot:
    return Shot(motion=chair_stands(1, **changes).motion)


CHAIR_ROWS: dict[tuple[MovementChoice, str], Row] = {
    ("sit_to_stand", "hands_on_knees"): Row(
        GOOD, stands(arms="knee", up_s=1.4), replace(GOOD, hidden=(Hidden(("wrist", "index"), 0.1),))
    ),
    ("sit_to_stand", "tries"): Row(GOOD, stands(tries=(10, 12)), BLURRED),
    ("sit_to_stand", "rising_lean"): Row(GOOD, stands(leant=replace(LEANT, trunk_deg=80), lean_s=0.9), BLURRED),
    ("sit_to_stand", "lower_back_rounding"): Row(GOOD, Shot(motion=rounded()), replace(GOOD, **OUTLINE_HIDDEN)),
    ("sit_to_stand", "sitting_down"): Row(GOOD, stands(down_s=0.35), stands(whole=False)),
    ("sit_to_stand", "steadiness"): Row(GOOD, Shot(motion=swaying(0.10)), stands(stand_s=0.3)),
    ("sit_to_stand", "lower_back_compensation"): Row(GOOD, Shot(motion=rounded()), replace(GOOD, **OUTLINE_HIDDEN)),
}
