"""Whether a repetition may have just ended, so that calling the judge is worthwhile."""

from collections import deque
from typing import Final

from formcheck.motion.reps import EDGE_SHARE, MIN_DROP_LEGS, UP_SHARE

SWAY_LEGS: Final = 0.005  # chosen: jitter of the shoulders' height
REMEMBERED: Final = 2000  # frames: a minute at 30 frames per second


class Ending:
    """Follows how far the shoulders are below standing, for what has not been judged yet.

    ``up_s``: when the person came up again after going down; ``straight_s``: when they stood straight after that; None
    until then.
    """

    def __init__(self) -> None:
        self.up_s: float | None = None
        self.straight_s: float | None = None
        self._deepest_legs = 0.0
        self._drops: deque[tuple[float, float]] = deque(maxlen=REMEMBERED)

    def note(self, t_s: float, drop_legs: float) -> None:
        """The next frame: shoulders this many leg lengths below standing."""
        self._drops.append((t_s, drop_legs))
        self._weigh(t_s, drop_legs)

    def judged(self, until_s: float) -> None:
        """Everything up to then is judged; what came after it still counts."""
        self._drops = deque((d for d in self._drops if d[0] > until_s), maxlen=REMEMBERED)
        self.up_s = self.straight_s = None
        self._deepest_legs = 0.0
        for t_s, drop_legs in self._drops:
            self._weigh(t_s, drop_legs)

    def _weigh(self, t_s: float, drop_legs: float) -> None:
        self._deepest_legs = max(self._deepest_legs, drop_legs)
        if self._deepest_legs < MIN_DROP_LEGS:
            return
        if self.up_s is None and drop_legs <= UP_SHARE * self._deepest_legs:
            self.up_s = t_s
        straight = drop_legs <= EDGE_SHARE * self._deepest_legs + SWAY_LEGS
        if self.up_s is not None and self.straight_s is None and straight:
            self.straight_s = t_s
