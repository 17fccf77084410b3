"""What is kept of one person's back: their own upright outline, and what a back known to be flat reads."""

from typing import Final

import msgspec
import numpy as np

from formcheck.motion.outline import StandingOutline
from formcheck.motion.track import Floats

FORMAT: Final = 1
MOST_OFF_DEG: Final = 20.0  # chosen: further off a back is more likely round than misread


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a person: no picture, no landmark. Distances in standing sizes, null where not shown;
    ``offset_deg`` is taken off every later estimate of the lower back.
    """

    format: int
    made_from: str
    behind: tuple[float | None, ...]
    offset_deg: float

    @property
    def reference(self) -> StandingOutline:
        """As the estimate wants it."""
        return StandingOutline(_array(self.behind), "calibration", self.offset_deg)


def _array(values: tuple[float | None, ...]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
