"""Progress of an analysis, set from any thread and read by the page."""

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.ui.turns import place_words

if TYPE_CHECKING:
    from formcheck.clip.pipeline import Progress

TELL_TIME_AFTER: Final = (2.0, 0.1)  # seconds and share of the work; earlier guesses of the time left jump about
#: Words and share of the whole work of each stage; the model takes most of it.
STAGES: Final[dict[str, tuple[str, float]]] = {
    "looking": (gettext_noop("Looking for people"), 0.06),
    "measuring": (gettext_noop("Measuring your movement"), 0.76),
    "judging": (gettext_noop("Checking each repetition"), 0.04),
    "hiding": (gettext_noop("Finding faces to blur in what you save"), 0.14),
}
#: The same where a film is made, too.
WITH_FILM: Final[dict[str, tuple[str, float]]] = {
    "looking": (STAGES["looking"][0], 0.04),
    "measuring": (STAGES["measuring"][0], 0.5),
    "judging": (STAGES["judging"][0], 0.02),
    "hiding": (STAGES["hiding"][0], 0.14),
    "drawing": (gettext_noop("Making the video"), 0.3),
}


class Stopped(Exception):
    """The visitor left or chose something else."""


class Ticker:
    """Takes progress from any thread, tells the share done and the time left, and stops the work when asked to."""

    def __init__(self, stages: Mapping[str, tuple[str, float]] = STAGES) -> None:
        self._stages = stages
        self._latest: tuple[str, int, int | None] = ("looking", 0, None)
        self._began_s = time.monotonic()
        self._stop = threading.Event()
        self._place = 0

    def __call__(self, progress: "Progress") -> None:
        """Note how far the work is. Raises Stopped after ``stop()``."""
        if self._stop.is_set():
            raise Stopped
        if self._place:  # its turn has come: the time left is guessed from here
            self._place, self._began_s = 0, time.monotonic()
        self._latest = (progress.stage, progress.done, progress.total)

    def wait(self, place: int) -> None:
        """Note the place in the queue. Raises Stopped after ``stop()``."""
        if self._stop.is_set():
            raise Stopped
        self._place = place

    def stop(self) -> None:
        """Make the next call raise Stopped in the working thread."""
        self._stop.set()

    def share(self) -> float:
        """How much of the whole work is done, 0..1."""
        stage, done, total = self._latest
        before = 0.0
        for name, (_, weight) in self._stages.items():
            if name == stage:
                return before + weight * (min(done / total, 1.0) if total else 0.0)
            before += weight
        return before

    def words(self) -> str:
        """The place in the queue; or the stage, the percentage and, once it can be guessed, the time left."""
        if self._place:
            return place_words(self._place)
        share, passed_s = self.share(), time.monotonic() - self._began_s
        words = gettext(
            "{stage} · {share}",
            stage=gettext(self._stages[self._latest[0]][0]),
            share=f"{share:.0%}",
        )
        if passed_s < TELL_TIME_AFTER[0] or share < TELL_TIME_AFTER[1]:
            return words
        left_s = passed_s * (1 - share) / share
        return gettext("{words} · about {time} left", words=words, time=_rounded_time(left_s))


def _rounded_time(seconds: float) -> str:
    if seconds < 90:
        return gettext("{seconds} s", seconds=max(1, round(seconds)))
    return gettext("{minutes} min", minutes=round(seconds / 60))
