"""Serves one visitor after the other: frames in, what the screen shows out. One thread, no clock of its own."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from formcheck.advice.classes import Studio
from formcheck.drawing.stills import jpeg
from formcheck.errors import BadChoice, StoreError
from formcheck.i18n import use_locale
from formcheck.kiosk.choices import KioskSettings
from formcheck.kiosk.result_text import ResultText, result_text
from formcheck.kiosk.visit import Pace, Stage, Visit
from formcheck.live.analyzer import Cue, LiveSnapshot
from formcheck.live.framing import Framing
from formcheck.live.session import LIVE_DEFAULTS, LiveSession
from formcheck.settings import OwnLimit
from formcheck.storage.classes import studio_in_force
from formcheck.storage.review.limits import own_limits
from formcheck.storage.visit_counts import count_visit

Image = NDArray[np.uint8]
PROBLEM_S: Final = 5.0  # chosen: a session that failed for this long does not recover by itself
log = logging.getLogger("formcheck.kiosk")


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskState:
    """Everything the screen shows except the live picture. ``left_s``: seconds until the stage ends by itself;
    ``still``: the JPEG of the best repetition; ``problem``: for the trainer, not for visitors.
    """

    settings: KioskSettings
    stage: Stage = "idle"
    framing: Framing | None = None
    left_s: float | None = None
    done: int = 0
    wanted: int = Pace().repetitions
    cue: Cue | None = None
    result: ResultText | None = None
    still: bytes | None = None
    problem: str | None = None


class Session(Protocol):
    """The methods needed of a live session; `formcheck.live.session.LiveSession` has them."""

    def __call__(self, image: Image, t_s: float) -> Image:
        """The picture to show for the frame taken at ``t_s``."""

    def snapshot(self) -> LiveSnapshot:
        """What was seen so far."""

    def stills(self) -> Mapping[int, Image]:
        """Pictures by number of repetition."""

    def restart(self) -> None:
        """Drop all persons and repetitions."""

    def close(self) -> None:
        """Release the model."""


def the_studio() -> Studio | None:
    """The studio as its file says now; None while there is a mistake in it, which its own page names."""
    try:
        return studio_in_force()
    except BadChoice:
        return None


def live_session(settings: KioskSettings) -> Session:
    """A live session with the kiosk's settings."""
    options = replace(
        LIVE_DEFAULTS,
        movement=settings.movement,
        level=settings.level,
        language=settings.language,
        own_limits=_own_limits(),
    )
    return LiveSession(options, words=False)  # the screen has them, larger


def _own_limits() -> tuple[OwnLimit, ...]:
    """Those of the studio's trainers; a store that cannot be reached does not stop the screen."""
    try:
        return own_limits()
    except StoreError as error:
        log.warning("limits changed by trainers are not used: %s", error)
        return ()


class KioskService:
    """Leads each visitor from standing still to the result, then drops everything. ``state`` is frozen and replaced as
    a whole.
    """

    def __init__(self, settings: KioskSettings, make: Callable[[KioskSettings], Session] = live_session) -> None:
        self._session, self._settings = make(settings), settings
        self._visit = Visit(pace=Pace(result_s=settings.result_s))
        self._result: ResultText | None = None
        self._still: bytes | None = None
        self._well_s: float | None = None
        self.state = KioskState(settings=settings)

    def serve(self, image: Image, t_s: float) -> Image | None:
        """The picture to show for a frame taken at ``t_s``; None while a result is shown: frames are then neither
        analysed nor shown.

        Raises RuntimeError when the session has been failing for a while: a new one is needed.
        """
        if self._visit.stage == "result":
            self.wait(t_s)
            return None
        shown = self._session(image, t_s)
        seen = self._session.snapshot()
        self._check(seen, t_s)
        self._step(t_s, seen)
        return None if self.state.stage == "result" else shown

    def wait(self, t_s: float) -> None:
        """Advance the time without a frame."""
        self._step(t_s, None)

    def reset(self) -> None:
        """The camera was opened again: start a new sequence."""
        self._session.restart()

    def close(self) -> None:
        """Let go of the model."""
        self._session.close()

    def _check(self, seen: LiveSnapshot, t_s: float) -> None:
        if not seen.problem or self._well_s is None:
            self._well_s = t_s
        if t_s - self._well_s > PROBLEM_S:
            raise RuntimeError(seen.problem)

    def _step(self, t_s: float, seen: LiveSnapshot | None) -> None:
        before, self._visit = self._visit.stage, self._visit.step(t_s, seen)
        stage = self._visit.stage
        if stage != before and stage in ("result", "idle"):
            if stage == "result":
                self._conclude()
            self._session.restart()
        if stage == "idle":
            self._result = self._still = None
        self.state = KioskState(
            settings=self._settings,
            stage=stage,
            framing=seen.framing if seen else None if "result" in (stage, before) else self.state.framing,
            left_s=self._visit.left_s,
            done=len(self._visit.reps),
            cue=self._cue(seen),
            result=self._result,
            still=self._still,
        )

    def _cue(self, seen: LiveSnapshot | None) -> Cue | None:
        """The newest cue of this visit."""
        cue = seen.cue if seen and self._visit.stage == "squatting" else None
        return cue if cue and cue.t_s >= self._visit.since_s else None

    def _conclude(self) -> None:
        reps = self._visit.reps
        own = {rep.index for rep in reps}
        findings = [f for f in self._session.snapshot().findings if f.rep in own]
        with use_locale(self._settings.language):
            self._result = result_text(reps, findings, the_studio(), date.today())
        count_visit(date.today(), self._result.found)
        picture = self._session.stills().get(self._result.best)
        self._still = None if picture is None else jpeg(picture)
