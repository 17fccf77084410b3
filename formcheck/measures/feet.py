"""Where the feet stand against each other: side by side, one before the other, or one off the ground."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats, nanmedian

HALF_FRAMES: Final = 2  # a median of five frames is no flicker
SIDE_YAW_DEG: Final = 50.0  # chosen: beyond, a foot far behind looks high in the picture


@dataclass(frozen=True, slots=True)
class Split:
    """Left foot ahead of right, left knee and left ankle above right, in leg lengths."""

    foot: float
    knee: float
    ankle: float


def split(world_m: Floats) -> Split:
    """Of one frame's world landmarks (33, 3), which see it from every side; 0 where unseen."""
    across = (world_m[lm.at("hip", "left")] - world_m[lm.at("hip", "right")])[[0, 2]]
    forward = np.array([across[1], -across[0]]) / max(float(np.linalg.norm(across)), 1e-6)
    leg = sum(
        float(np.linalg.norm(world_m[lm.at(a, "left")] - world_m[lm.at(b, "left")]))
        for a, b in (("hip", "knee"), ("knee", "ankle"))
    )
    ankle, knee = ((world_m[lm.at(p, "left")] - world_m[lm.at(p, "right")]) / leg for p in ("ankle", "knee"))
    foot = ankle[[0, 2]] @ forward
    return Split(*(float(np.nan_to_num(value)) for value in (foot, knee[1], -ankle[1])))


def split_at(clip: ClipFacts, index: int) -> Split:
    """The median of five frames around one. From the side the picture shows a lifted foot better than the world
    landmarks, which draw it down.
    """
    around = range(max(index - HALF_FRAMES, 0), min(index + HALF_FRAMES + 1, len(clip.track)))
    found = [split(clip.track.world_m[i]) for i in around]
    stance = Split(*(float(np.median([getattr(one, name) for one in found])) for name in Split.__slots__))
    ankles = clip.track.image_px[around.start : around.stop, list(lm.pair("ankle")), 1]
    lifted = nanmedian(ankles[:, 1] - ankles[:, 0]) / clip.standing.leg_length_px
    return replace(stance, ankle=lifted) if clip.view.yaw_deg <= SIDE_YAW_DEG and np.isfinite(lifted) else stance
