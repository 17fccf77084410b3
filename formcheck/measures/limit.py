"""A limit: which values are good, which are a fault, and whether an uncertain value can be judged at all."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from formcheck.schema import Direction, LimitUsed, Verdict

BAND_ERRORS: Final = 1.645  # half-width of a 90 % interval in standard errors of a normal distribution
FARTHEST: Final = 3.0  # chosen: widths of the watch zone; a limit that far away is that of another check
WATCH_ROOM: Final = 1.2  # chosen: an interval about as wide as the watch zone around its middle still says "watch"


def likely_above(value: float, limit: float, error: float) -> float:
    """How likely (0..1) a value with this standard error lies above a limit, for normal errors."""
    return 0.5 * (1.0 + math.erf((value - limit) / (max(error, 1e-6) * math.sqrt(2.0))))


@dataclass(frozen=True, slots=True)
class Limit:
    """Good up to ``good``, fault from ``fault`` on, watch in between; ``bad`` is the side on which values get worse.

    ``noise`` is the measurement's own standard error in the same unit: how far a value may be off by itself. ``level``,
    ``step`` and ``kept``: how a level moved it (judging/levels.py).
    """

    good: float
    fault: float
    unit: str
    noise: float
    source: str
    bad: Direction = "above"
    level: str = "standard"
    step: float = 0.0
    kept: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.fault >= self.good) != (self.bad == "above") or not self.source or self.noise <= 0:
            raise ValueError(f"impossible limit: {self}")

    @property
    def middle(self) -> float:
        """The middle of the watch zone."""
        return (self.good + self.fault) / 2

    def verdict(self, value: float) -> Verdict:
        """The verdict on a finite value."""
        sign = 1.0 if self.bad == "above" else -1.0
        if sign * value <= sign * self.good:
            return "good"
        return "fault" if sign * value >= sign * self.fault else "watch"

    def decides(self, value: float, band: float) -> bool:
        """Whether a value known within ``band`` to either side can be judged.

        Not when that reaches from good to fault and is much wider than the watch zone between them, nor when the band
        is not finite.
        """
        if not math.isfinite(band):
            return False
        reaches = {self.verdict(value - band), self.verdict(value + band)} == {"good", "fault"}
        return not (reaches and 2.0 * band > WATCH_ROOM * abs(self.fault - self.good))

    def certainty(self, value: float, band: float | None = None) -> float:
        """How likely (0.5..1) the true value lies on the same side of the nearest limit, for normal noise."""
        noise = self.noise if band is None else max(band / BAND_ERRORS, 1e-6)
        distance = min(abs(value - self.good), abs(value - self.fault)) / noise
        return likely_above(distance, 0.0, 1.0)

    def may_become(self, good: float, fault: float) -> bool:
        """Whether a professional may move it there: not so far that a check would no longer see what it is for."""
        room = FARTHEST * abs(self.fault - self.good)
        return abs(good - self.good) <= room and abs(fault - self.fault) <= room

    def used(self) -> LimitUsed:
        """The limit as written into reports."""
        return LimitUsed(
            good=self.good,
            fault=self.fault,
            bad=self.bad,
            unit=self.unit,
            source=self.source,
            level=self.level,
            step=self.step,
            kept=dict(self.kept),
        )
