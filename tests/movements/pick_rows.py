"""One passing, one failing and one blind pose for every row of the pick-up."""

from dataclasses import replace

from figures import Motion, Shot
from figures.camera import Hidden
from figures.picks import HINGING, SQUATTING, STOOPING, TOP, picks
from rows import OUTLINE_HIDDEN, Row

from formcheck.settings import MovementChoice

GOOD = Shot(motion=picks(SQUATTING))
HINGED = Shot(motion=picks(HINGING))
STOOPED = Shot(motion=picks(STOOPING))
BLINKED = replace(GOOD, hidden=(Hidden(("shoulder",), 0.1, 1.6, 2.05),))
FRONT = replace(GOOD, body_yaw_deg=90)
HANDS = ("wrist", "index")


def unseen(shot: Shot, *parts: str) -> Shot:
    return replace(shot, hidden=(Hidden(parts, 0.1),))


def leaning() -> Shot:
    """The other hand on the knee until nearly up."""
    low = replace(SQUATTING, arms=("knee", "floor"))
    half = replace(low, knee_deg=78, tibia_deg=20, trunk_deg=45, arms=("knee", "hanging"))
    return Shot(motion=picks(low, up_s=1.6, rising=[(0.6, half)]))


def pushing_off() -> Shot:
    """The hand that picks stays on the floor while the body rises past it."""
    low = replace(SQUATTING, knee_deg=136, trunk_deg=64)
    higher = replace(low, knee_deg=104, tibia_deg=26, trunk_deg=80)
    return Shot(motion=picks(low, up_s=2.4, rising=[(0.5, higher)]))


def stopping() -> Shot:
    """Two stops on the way down."""
    still = [(0.0, TOP), (1.2, TOP)]
    parts = [(1.6, 0.33), (2.1, 0.33), (2.5, 0.67), (3.0, 0.67), (3.4, 1.0), (3.7, 1.0)]

    def at(share: float) -> object:
        angles = ("knee_deg", "tibia_deg", "trunk_deg")
        mixed = {name: (1 - share) * getattr(TOP, name) + share * getattr(SQUATTING, name) for name in angles}
        return replace(SQUATTING, **mixed) if share == 1.0 else replace(TOP, **mixed)

    return Shot(motion=Motion((*still, *((t, at(share)) for t, share in parts), (4.8, TOP), (6.0, TOP))))


def swaying(by_m: float) -> Shot:
    motion = picks(SQUATTING)
    lean, end = 57.3 * by_m / 0.86, motion.reps[0].end_s
    swings = [(0.35, lean), (0.65, -lean), (0.95, lean), (1.3, 0.0)]
    after = [(end + t, replace(TOP, tibia_deg=3 + d, trunk_deg=-d)) for t, d in swings]
    return Shot(motion=Motion((*motion.keys[:-1], *after, (end + 2.0, TOP)), motion.reps))


PICK_ROWS: dict[tuple[MovementChoice, str], Row] = {
    ("pick_up", "pick_strategy"): Row(GOOD, STOOPED, FRONT),
    ("pick_up", "lower_back_rounding"): Row(HINGED, STOOPED, replace(HINGED, **OUTLINE_HIDDEN)),
    ("pick_up", "hands_on_knees"): Row(GOOD, leaning(), unseen(GOOD, *HANDS)),
    ("pick_up", "hands_on_floor"): Row(GOOD, pushing_off(), unseen(GOOD, *HANDS)),
    ("pick_up", "tempo"): Row(GOOD, Shot(motion=picks(SQUATTING, down_s=0.27)), Shot(motion=picks(SQUATTING).cut(2.5))),
    ("pick_up", "smoothness"): Row(GOOD, stopping(), BLINKED),
    ("pick_up", "steadiness"): Row(GOOD, swaying(0.10), Shot(motion=picks(SQUATTING, rest_s=0.1))),
    ("pick_up", "lower_back_compensation"): Row(HINGED, STOOPED, replace(FRONT, **OUTLINE_HIDDEN)),
    ("pick_up", "repeatability"): Row(
        Shot(motion=picks(*[HINGING] * 3)),
        Shot(motion=picks(HINGING, replace(HINGING, trunk_deg=110), replace(HINGING, trunk_deg=82))),
        GOOD,
    ),
}
