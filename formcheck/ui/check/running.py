"""Runs one analysis for a page: beside the script's thread, with progress, once for each clip and choice."""

import errno
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import streamlit as st

from formcheck.clip.annotating import ClipStills
from formcheck.clip.calibration import calibrate
from formcheck.drawing.stills import PeoplePicture
from formcheck.errors import BadChoice, FormcheckError
from formcheck.i18n import gettext, gettext_noop, use_locale
from formcheck.leftovers import private_folder
from formcheck.motion.angles import Angles
from formcheck.motion.calibration import Calibration
from formcheck.schema import Report
from formcheck.settings import NO_LIMITS, AnalysisOptions
from formcheck.ui.check.clips import Clip
from formcheck.ui.check.ticking import Ticker
from formcheck.ui.components.words import plain
from formcheck.ui.room import DISK_FULL, MEMORY, NO_ROOM, SHELVES, KeptFile, NoRoom, Shelf, kept_file
from formcheck.ui.turns import TURNS, place_words
from formcheck.ui.visits_kept import VISITS

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from formcheck.clip.pipeline import Analysis
    from formcheck.judging.analyze import Analyzed

RESULTS_KEPT: Final = 6  # per visitor, a few megabytes each: enough to go back and forth between two people's choices
MEASURED_KEPT: Final = 2  # per visitor, up to 20 MB for five minutes: the current clip, by two people's choices
POLL_S: Final = 0.15  # a bar that moves seven times a second looks smooth
SORRY: Final = gettext_noop(
    "Sorry, something went wrong with this video. Please try another one (the server log has details)."
)
RESULTS: Final = "results"  # where a visit keeps results, by clip and choices
MEASURED: Final = "measured"
CURRENT: Final = "looked-at"  # where a visit keeps the result shown last
BEFORE: Final = "looked-at-before"
CALIBRATION: Final = "calibration"  # where a visit keeps the visitor's own
V = TypeVar("V")
Key: TypeAlias = tuple[str, AnalysisOptions, Calibration | None]
OnJudged: TypeAlias = Callable[[Report], None]
Measured: TypeAlias = "Shelf[tuple[str, AnalysisOptions], Analysis]"
log = logging.getLogger("formcheck.ui")


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Result:
    """Everything the page shows of one analysis.

    ``playing`` is what the browser draws over the clip, None while a light copy of the clip has to be made first;
    ``copy`` is that copy. ``stills`` are pictures of bottoms and findings; ``people`` shows who is who when
    there are several;
    ``calibration`` is what the clip teaches of the person's back, None when it is no guided recording.
    """

    report: Report
    angles: Angles
    playing: dict[str, Any] | None
    angles_csv: bytes
    report_html: str
    stills: ClipStills
    copy: KeptFile | None = None
    people: PeoplePicture | None = None
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class CurrentResult:
    """The result shown last, with its clip and options, and the visitor's ``own`` calibration then."""

    clip: Clip
    options: AnalysisOptions
    result: Result
    own: Calibration | None = None


def set_current(clip: Clip, options: AnalysisOptions, result: Result) -> None:
    """Make a result the one that other pages use; that of the clip before stays to be put beside it."""
    last = current_result()
    if last is not None and last.clip.sha256 != clip.sha256:
        st.session_state[BEFORE] = last
    st.session_state[CURRENT] = CurrentResult(clip, options, result, own_calibration())


def result_before() -> CurrentResult | None:
    """The result of the clip before this one, if this visit has seen one."""
    found: CurrentResult | None = st.session_state.get(BEFORE)
    return found


def current_result() -> CurrentResult | None:
    """The result this visit has shown last."""
    found: CurrentResult | None = st.session_state.get(CURRENT)
    return found


def result_for(
    clip: Clip, options: AnalysisOptions, place: "DeltaGenerator", on_judged: OnJudged | None = None
) -> Result | None:
    """The result of a clip and choices, from this visit's memory or made now with a bar in ``place``.

    ``on_judged`` gets the report as soon as there is one, while pictures are still being made. None when it cannot be
    had; then ``place`` shows one sentence that says why.
    """
    result = remembered(clip, options)
    if result is None:
        try:
            result = _run(clip, options, place, on_judged or _no_matter)
        except FormcheckError as error:
            place.error(plain(str(error)), icon=":material/error:")
            return None
        except Exception as error:
            log.exception("analysis of a clip failed")
            full = isinstance(error, OSError) and error.errno == errno.ENOSPC
            place.error(gettext(DISK_FULL if full else SORRY), icon=":material/error:")
            return None
        SHELVES.put(_shelf(RESULTS), _key(clip, options), result, RESULTS_KEPT)
    return result


def remembered(clip: Clip, options: AnalysisOptions) -> Result | None:
    """The result of a clip and choices if this visit has it already."""
    results: Shelf[Key, Result] = _shelf(RESULTS)
    found = results.get(_key(clip, options))
    if found is None:  # it went first when others needed room; what is shown is there all the same
        for shown in (current_result(), result_before()):
            if shown and (shown.clip.sha256, shown.options, shown.own) == _key(clip, options):
                return shown.result
    return found


def _shelf(name: str) -> "Shelf[Any, Any]":
    found: Shelf[Any, Any] = st.session_state.setdefault(name, Shelf())
    return found


def own_calibration() -> Calibration | None:
    """The visitor's own calibration, for this visit."""
    found: Calibration | None = st.session_state.get(CALIBRATION)
    return found


def _key(clip: Clip, options: AnalysisOptions) -> Key:
    return clip.sha256, options, own_calibration()


def _run(clip: Clip, options: AnalysisOptions, place: "DeltaGenerator", on_judged: OnJudged) -> Result:
    """Work in a thread of its own, so that only the script's thread speaks to the page."""
    ticker = Ticker()
    bar = place.progress(0.0, text=gettext("Starting"))

    def show_place(number: int) -> None:
        ticker.wait(number)
        bar.progress(0.0, text=ticker.words())

    measured: Measured = _shelf(MEASURED)
    judged: SimpleQueue[Report] = SimpleQueue()
    with (
        TURNS.turn(show_place),
        ThreadPoolExecutor(max_workers=1, thread_name_prefix="analysis") as pool,
    ):
        if not MEMORY.make(0, SHELVES.let_go, VISITS.let_go):
            raise NoRoom(NO_ROOM)
        future: Future[Result] = pool.submit(_work, clip, options, own_calibration(), measured, ticker, judged)
        try:
            while not wait([future], timeout=POLL_S).done:
                if not judged.empty():
                    on_judged(judged.get())
                bar.progress(ticker.share(), text=ticker.words())  # raises when the visitor has left
        finally:
            ticker.stop()
    place.empty()
    return future.result()


def _no_matter(_report: Report) -> None:
    return None


def _work(
    clip: Clip,
    options: AnalysisOptions,
    own: Calibration | None,
    measured: Measured,
    ticker: Ticker,
    judged: "SimpleQueue[Report]",
) -> Result:
    """Analyse in a private folder that is gone afterwards, whatever happens."""
    from formcheck.clip import pipeline
    from formcheck.reports import export
    from formcheck.reports.page import Made, report_html

    with use_locale(options.language), private_folder() as folder:
        table = folder / "angles.csv"
        analysis = _analysed(clip.put_into(folder), clip, options, own, measured, ticker)
        judged.put(analysis.report)
        pipeline.hide_faces(analysis, ticker)
        stills = pipeline.rep_stills(analysis)
        export.write_angles(analysis.angles, table)
        return Result(
            report=analysis.report,
            angles=analysis.angles,
            playing=pipeline.playing(analysis),
            angles_csv=table.read_bytes(),
            report_html=report_html(analysis.report, analysis.angles, stills.bottoms, made=Made(date.today())),
            stills=stills,
            people=pipeline.people_still(analysis),
            calibration=_taught(analysis.analyzed),
        )


def _analysed(
    path: Path,
    clip: Clip,
    options: AnalysisOptions,
    own: Calibration | None,
    measured: Measured,
    ticker: Ticker | None = None,
) -> "Analysis":
    """The clip as it lies at a path, judged; what was measured before holds for every way of judging."""
    from formcheck.clip import pipeline

    plain = replace(
        options, movement="auto", level="standard", clinician_limits=NO_LIMITS, language="en", faces="bystanders"
    )
    key = (clip.sha256, plain)
    if key in measured:
        seen = measured[key]
        judged = pipeline.judge_track(seen.seen, seen.facts, options, own)
        analysis = replace(seen, path=path, options=options, analyzed=judged)
    else:
        analysis = pipeline.analyze_clip(path, options, ticker, own)
    SHELVES.put(measured, key, analysis, MEASURED_KEPT)
    return analysis


def later(clip: Clip, options: AnalysisOptions, make: Callable[["Analysis", Path], bytes]) -> Callable[[], bytes]:
    """What ``make`` makes of the analysed clip in a private folder: when it is called, in whatever thread, and when it
    is its turn.
    """
    make_now = _maker(clip, options, make)

    def made() -> bytes:
        with use_locale(options.language), TURNS.turn(lambda _place: None):
            return make_now()

    return made


def _maker(clip: Clip, options: AnalysisOptions, make: Callable[["Analysis", Path], V]) -> Callable[[], V]:
    own, measured = own_calibration(), _shelf(MEASURED)

    def made() -> V:
        with use_locale(options.language), private_folder() as folder:
            return make(_analysed(clip.put_into(folder), clip, options, own, measured), folder)

    return made


def with_copy(clip: Clip, options: AnalysisOptions, result: Result, waiting: "DeltaGenerator") -> Result:
    """The result with a light copy of the clip to play, made now and remembered; ``waiting`` shows the place in the
    queue. Raises FormcheckError.
    """
    from formcheck.clip import pipeline

    drawn: list[dict[str, Any]] = []

    def make(analysis: "Analysis", folder: Path) -> KeptFile:
        out = folder / "copy.mp4"
        drawn.append(pipeline.playing_copy(analysis, out))
        return kept_file(out, out.suffix, VISITS.let_go)

    with TURNS.turn(lambda place: waiting.caption(place_words(place))):
        waiting.empty()
        copy = _maker(clip, options, make)()
    whole = replace(result, playing=drawn[0], copy=copy)
    SHELVES.put(_shelf(RESULTS), _key(clip, options), whole, RESULTS_KEPT)
    return whole


def _taught(analyzed: "Analyzed") -> Calibration | None:
    try:
        return calibrate(analyzed)
    except BadChoice:
        return None
