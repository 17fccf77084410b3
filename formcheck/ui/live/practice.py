"""One visitor's live practice: the session that judges, the stream that feeds it, and what came of the last one."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from formcheck.clip.annotating import ClipStills
from formcheck.drawing.stills import jpeg
from formcheck.live.session import LiveSession
from formcheck.motion.angles import Angles
from formcheck.motion.calibration import Calibration
from formcheck.reports.page import Made, report_html
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions, MovementChoice
from formcheck.ui.before.readiness import clinician_limits
from formcheck.ui.check.clips import Clip
from formcheck.ui.check.running import Result, own_calibration, set_current
from formcheck.ui.components.camera import Feed
from formcheck.ui.settings.preferences import preferences
from formcheck.ui.settings.studio_limits import studio_limits

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
    if found is not None and not found.feed.taken and (found.options, found.calibration) != (options, own):
        found.feed.end()
        found = None
    if found is None:
        session = LiveSession(options, calibration=own)
        found = Practice(session, options, own, Feed(session.look, session.close))
        st.session_state[NOW] = found
    return found


def finished(practice: Practice) -> None:
    """The camera has stopped: keep what came of it."""
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
    if report is None:
        return
    stills = dict(practice.session.stills())
    st.session_state[LAST] = Outcome(report, stills)
    if report.reps:
        _go_on_from(report, stills, practice.options)


def _go_on_from(report: Report, stills: dict[int, NDArray[np.uint8]], options: AnalysisOptions) -> None:
    """Make it the result that Next steps and the diary use, as they do of a clip."""
    content = report.to_json().encode()
    nothing = Path()
    clip = Clip(report.clip.name, hashlib.sha256(content).hexdigest(), lambda _: nothing)
    angles = Angles.unknown(report.view.near_side)
    pictures = ClipStills({number: jpeg(image) for number, image in stills.items()})
    result = Result(
        report=report,
        angles=angles,
        playing=None,
        angles_csv=b"",
        report_html=report_html(report, angles, pictures.bottoms, made=Made(date.today())),
        stills=pictures,
    )
    set_current(clip, options, result)


def _options(movement: MovementChoice) -> AnalysisOptions:
    """The light model, because a picture must be done before the next one comes."""
    chosen = preferences()
    return AnalysisOptions(
        movement=movement,
        model="lite",
        language=chosen.language,
        level=chosen.level,
        clinician_limits=clinician_limits(),
        own_limits=studio_limits(),
    )
