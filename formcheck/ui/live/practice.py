"""One visitor's live practice: the session that judges, the stream that feeds it, and what came of the last one."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from formcheck.live.session import LiveSession
from formcheck.motion.calibration import Calibration
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions, MovementChoice
from formcheck.ui.before.readiness import clinician_limits
from formcheck.ui.check.running import own_calibration
from formcheck.ui.components.camera import Feed
from formcheck.ui.settings.preferences import preferences

NOW: Final = "practice"
LAST: Final = "practice-last"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished practice leaves: its report and an annotated picture per repetition, by number."""

    report: Report
    stills: dict[int, NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class Practice:
    """A session and its stream; made for the choices in force, used for one stream, then replaced."""

    session: LiveSession
    options: AnalysisOptions
    calibration: Calibration | None
    feed: Feed = field(compare=False)


def current(movement: MovementChoice) -> Practice:
    """The practice to go on with, or a new one when the last has ended or the choices have changed before it began."""
    found: Practice | None = st.session_state.get(NOW)
    options, own = _options(movement), own_calibration()
    if found is not None and found.feed.ended:
        _remember(found)
        found = None
    if found is not None and not found.feed.started and (found.options, found.calibration) != (options, own):
        found.feed.end()
        found = None
    if found is None:
        session = LiveSession(options, calibration=own)
        found = Practice(session, options, own, Feed(session, session.close))
        st.session_state[NOW] = found
    return found


def finished(practice: Practice) -> None:
    """The stream has stopped: keep what came of it. A practice that never saw a picture stays for the next start."""
    if practice.feed.started:
        practice.feed.end()
        _remember(practice)
        del st.session_state[NOW]


def last() -> Outcome | None:
    """What came of the last finished practice of this visit."""
    found: Outcome | None = st.session_state.get(LAST)
    return found


def forget() -> None:
    """Leave the last practice behind."""
    st.session_state.pop(LAST, None)


def _remember(practice: Practice) -> None:
    report = practice.session.report()
    if report is not None:
        st.session_state[LAST] = Outcome(report, dict(practice.session.stills()))


def _options(movement: MovementChoice) -> AnalysisOptions:
    """The light model, because a picture must be done before the next one comes."""
    chosen = preferences()
    return AnalysisOptions(
        movement=movement,
        model="lite",
        language=chosen.language,
        level=chosen.level,
        clinician_limits=clinician_limits(),
    )
