"""How a short film for a member runs: how long each thing is shown, and which moment of the clip at which time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

FPS: Final = 25
BEFORE_S, AFTER_S = 1.8, 1.2  # of the clip around a moment; chosen: one sees where the movement comes from
HALF: Final = 0.5
STANDS_S, DRAWN_STANDS_S = 1.5, 2.5  # chosen: time to see one thing, and what was drawn on it
#: Characters a second, of scripts with wide signs and others; chosen: below the 9 and 17 of subtitles, since there is a
#: picture to look at, too.
WIDE_A_SECOND, OTHERS_A_SECOND = 6.0, 14.0
FIRST_WIDE: Final = "\u2e80"
LEAST_PAGE_S: Final = 1.6  # chosen: shorter flickers
VOICE_AFTER_S, VOICE_ROOM_S = 0.3, 0.4  # before and after a voice
TITLE_S: Final = 3.0


def reading_s(words: str) -> float:
    """How long somebody takes to read words and look at a picture."""
    wide = sum(char >= FIRST_WIDE for char in words)
    return wide / WIDE_A_SECOND + (len(words) - wide) / OTHERS_A_SECOND


@dataclass(frozen=True, slots=True)
class Run:
    """One moment in the film: the clip runs from ``from_s`` to ``t_s`` at a ``speed``, stands for ``stands_s``, and
    runs on to ``to_s``. All in seconds.
    """

    from_s: float
    t_s: float
    to_s: float
    speed: float
    stands_s: float

    @property
    def reached_s(self) -> float:
        """When the moment is reached, from the beginning of the run."""
        return (self.t_s - self.from_s) / self.speed

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return (self.to_s - self.from_s) / self.speed + self.stands_s

    def clip_s(self, at_s: float) -> float:
        """Which time of the clip is shown ``at_s`` from the beginning of the run."""
        if at_s <= self.reached_s:
            return self.from_s + at_s * self.speed
        return min(self.to_s, max(self.t_s, self.t_s + (at_s - self.reached_s - self.stands_s) * self.speed))

    def stands(self, at_s: float) -> bool:
        """Whether the moment itself is shown."""
        return self.reached_s <= at_s < self.reached_s + self.stands_s


def run_of(t_s: float, end_s: float, pages_s: Sequence[float], voice_s: float, *, drawn: bool, half: bool) -> Run:
    """The run of a moment of a clip that ends at ``end_s``: so long that words can be read and a voice is heard out."""
    at_s = min(max(t_s, 0.0), end_s)
    from_s, to_s, speed = max(0.0, at_s - BEFORE_S), min(end_s, at_s + AFTER_S), HALF if half else 1.0
    moving_s = (to_s - from_s) / speed
    needed_s = max(sum(pages_s), voice_s + VOICE_AFTER_S + VOICE_ROOM_S if voice_s else 0.0)
    return Run(from_s, at_s, to_s, speed, max(DRAWN_STANDS_S if drawn else STANDS_S, needed_s - moving_s))


def page_times(pages: Sequence[Sequence[str]], heading: str = "") -> list[float]:
    """How long each page of words needs; the first one with a ``heading``."""
    found = [max(LEAST_PAGE_S, reading_s(" ".join(page))) for page in pages]
    return [found[0] + reading_s(heading), *found[1:]]


def page_at(share: float, pages_s: Sequence[float]) -> int:
    """Which page is shown when that ``share`` of the time has passed."""
    ends = list(accumulate(pages_s))
    return next((i for i, end_s in enumerate(ends) if share * ends[-1] < end_s), len(ends) - 1)
