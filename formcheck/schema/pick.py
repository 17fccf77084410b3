"""Picking something up off the floor, as it was measured."""

from typing import Literal

from formcheck.motion.landmarks import Side
from formcheck.schema.codes import Part

Strategy = Literal["squatting", "squat_hinge", "hinging", "hinge_stoop", "stooping", "lunge", "one_leg"]


class Share(Part, frozen=True, kw_only=True):
    """A share 0..1 with its 90 % interval."""

    value: float
    low: float
    high: float


class Pick(Part, frozen=True, kw_only=True):
    """How something was picked up.

    ``hands``: those that reached the floor, empty when that was not seen. ``strategy``: by its own interval; one of two
    names ("squat_hinge", "hinge_stoop") is between them, null is not known. ``scale``: its place between squat (0),
    hinge (0.5) and stoop (1), null for a lunge and on one leg. ``knees`` and ``fold`` share what the body bends;
    ``fold``, of the trunk against the thighs, is that of ``hips`` and ``lower_back`` together, which are null where the
    back is not known. ``smoothness``: spectral arc length of the less smooth way, -1.4 at best.
    """

    hands: tuple[Side, ...]
    strategy: Strategy | None
    scale: Share | None
    knees: Share | None = None
    fold: Share | None = None
    hips: Share | None = None
    lower_back: Share | None = None
    smoothness: float | None = None
