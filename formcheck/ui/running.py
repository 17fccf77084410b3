"""Runs one analysis for a page: beside the script's thread, with progress, once per clip and choice."""

import hashlib
import logging
import re
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import streamlit as st

from formcheck.coaching.calibration import Calibration, calibrate
from formcheck.coaching.report import Report
from formcheck.errors import BadChoice, FormcheckError
from formcheck.settings import AnalysisOptions

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from formcheck.coaching.analysis import Analyzed
    from formcheck.pipeline import Progress

RESULTS_KEPT: Final = 6  # per visitor, a few megabytes each: enough to go back and forth between two people's choices
POLL_S: Final = 0.15  # a bar that moves seven times a second looks smooth
TELL_TIME_AFTER: Final = (2.0, 0.1)  # seconds and share of the work; earlier guesses of the time left jump about
NAME_CHARS: Final = 60  # four bytes a character at most: fits the 255 bytes a file name may have
#: Words and share of the whole work of each stage; the model takes most of it.
STAGES: Final[dict[str, tuple[str, float]]] = {
    "looking": ("Looking for people", 0.06),
    "measuring": ("Measuring every frame", 0.70),
    "judging": ("Judging the repetitions", 0.02),
    "drawing": ("Drawing the video", 0.22),
}
SORRY: Final = "Sorry, something went wrong with this clip. Try another one; the log of the server says more."
CALIBRATION: Final = "calibration"  # where a visit keeps the visitor's own
Key: TypeAlias = tuple[str, AnalysisOptions, Calibration | None]
log = logging.getLogger("formcheck.ui")


@dataclass(frozen=True, slots=True)
class Clip:
    """A chosen clip: its name, the hash of its content, and how to get the content into a folder of our own."""

    name: str
    sha256: str
    put_into: Callable[[Path], Path] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the page shows of one analysis; no file of it stays on disk.

    ``calibration`` is what the clip teaches of the person's back; None when it is no guided recording.
    """

    report: Report
    video_mp4: bytes
    angles_csv: bytes
    calibration: Calibration | None = None


class Stopped(Exception):
    """The visitor left or chose something else."""


class Ticker:
    """Takes progress from any thread, tells the share done and the time left, and stops the work when asked to."""

    def __init__(self) -> None:
        self._latest: tuple[str, int, int | None] = ("looking", 0, None)
        self._began_s = time.monotonic()
        self._stop = threading.Event()

    def __call__(self, progress: "Progress") -> None:
        """Note how far the work is. Raises Stopped after ``stop()``."""
        if self._stop.is_set():
            raise Stopped
        self._latest = (progress.stage, progress.done, progress.total)

    def stop(self) -> None:
        """Make the next call raise Stopped in the working thread."""
        self._stop.set()

    def share(self) -> float:
        """How much of the whole work is done, 0..1."""
        stage, done, total = self._latest
        before = 0.0
        for name, (_, weight) in STAGES.items():
            if name == stage:
                return before + weight * (min(done / total, 1.0) if total else 0.0)
            before += weight
        return before

    def words(self) -> str:
        """The stage, the percentage and, once it can be guessed, the time left."""
        share, passed_s = self.share(), time.monotonic() - self._began_s
        words = f"{STAGES.get(self._latest[0], ('Working', 0.0))[0]} · {share:.0%}"
        if passed_s < TELL_TIME_AFTER[0] or share < TELL_TIME_AFTER[1]:
            return words
        left_s = passed_s * (1 - share) / share
        return f"{words} · about {_rounded_time(left_s)} left"


def _rounded_time(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"


def result_for(clip: Clip, options: AnalysisOptions, place: "DeltaGenerator") -> Result | None:
    """The result of a clip and choices, from this visit's memory or made now with a bar in ``place``.

    None when it cannot be had; then ``place`` shows one sentence that says why.
    """
    result = remembered(clip, options)
    if result is None:
        try:
            result = _run(clip, options, place)
        except FormcheckError as error:
            place.error(str(error), icon=":material/error:")
            return None
        except Exception:
            log.exception("analysis of a clip failed")
            place.error(SORRY, icon=":material/error:")
            return None
        results = st.session_state["results"]
        results[_key(clip, options)] = result
        while len(results) > RESULTS_KEPT:
            del results[next(iter(results))]
    return result


def remembered(clip: Clip, options: AnalysisOptions) -> Result | None:
    """The result of a clip and choices if this visit has it already."""
    results: dict[Key, Result] = st.session_state.setdefault("results", {})
    return results.get(_key(clip, options))


def own_calibration() -> Calibration | None:
    """The visitor's own calibration, for this visit."""
    found: Calibration | None = st.session_state.get(CALIBRATION)
    return found


def _key(clip: Clip, options: AnalysisOptions) -> Key:
    return clip.sha256, options, own_calibration()


def _run(clip: Clip, options: AnalysisOptions, place: "DeltaGenerator") -> Result:
    """Work in a thread of its own, so that only the script's thread speaks to the page."""
    ticker = Ticker()
    bar = place.progress(0.0, text="Starting")
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="analysis") as pool:
        future: Future[Result] = pool.submit(_work, clip, options, own_calibration(), ticker)
        try:
            while not wait([future], timeout=POLL_S).done:
                bar.progress(ticker.share(), text=ticker.words())  # raises when the visitor has left
        finally:
            ticker.stop()
    place.empty()
    return future.result()


def _work(clip: Clip, options: AnalysisOptions, own: Calibration | None, ticker: Ticker) -> Result:
    """Analyse in a private folder that is gone afterwards, whatever happens."""
    from formcheck import pipeline
    from formcheck.records import export

    with tempfile.TemporaryDirectory(prefix="formcheck-", ignore_cleanup_errors=True) as private:
        folder = Path(private)
        path = clip.put_into(folder)
        video, table = folder / "annotated.mp4", folder / "angles.csv"
        analysis = pipeline.analyze_clip(path, options, ticker, own)
        pipeline.write_annotated(analysis, video, ticker)
        export.write_angles(analysis.angles, table)
        return Result(analysis.report, video.read_bytes(), table.read_bytes(), _taught(analysis.analyzed))


def _taught(analyzed: "Analyzed") -> Calibration | None:
    try:
        return calibrate(analyzed)
    except BadChoice:
        return None


def sample_clip(path: Path) -> Clip:
    """A clip that lies on disk already and is read where it lies."""
    return Clip(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), lambda _: path)


def uploaded_clip(name: str, content: bytes | memoryview) -> Clip:
    """A clip somebody sent: written, under its own name, only into the private folder of one analysis."""
    safe = re.sub(r"[^\w .()+-]", "_", name)[-NAME_CHARS:].lstrip(". ") or "clip"

    def put_into(folder: Path) -> Path:
        path = folder / "upload" / safe
        path.parent.mkdir()
        path.write_bytes(content)
        return path

    return Clip(safe, hashlib.sha256(content).hexdigest(), put_into)
