"""A clip made ready to be played, with a bar; and the next one meanwhile, so that it opens at once."""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.i18n import Language, gettext, use_locale
from formcheck.review.kept import Ready, kept_ready
from formcheck.review.opening import ready
from formcheck.schema import Report
from formcheck.storage.review.records import QueuedClip
from formcheck.ui.check.running import SORRY
from formcheck.ui.check.ticking import Stopped, Ticker
from formcheck.ui.components.words import plain
from formcheck.ui.turns import TURNS, Turns

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

POLL_S: Final = 0.15
Key = tuple[str, int | None, Language]
log = logging.getLogger("formcheck.ui")


@dataclass(frozen=True, slots=True)
class Job:
    """A clip in work; ``ahead``: before somebody has opened it."""

    future: Future[Ready]
    ticker: Ticker
    ahead: bool


class Workshop:
    """Makes clips ready, each once however many ask for it. What is opened goes before what is done ahead, which begins
    only when nobody waits for anything.
    """

    def __init__(self, turns: Turns = TURNS) -> None:
        self._turns = turns
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="review")
        self._jobs: dict[Key, Job] = {}
        self._lock = threading.Lock()

    def job(self, clip: QueuedClip, report: Report, language: Language, *, ahead: bool) -> Job | None:
        """The work on a clip, begun now where it was not; None for one ahead while others are in work."""
        key = (clip.content_sha256, clip.person, language)
        with self._lock:
            self._jobs = {own: job for own, job in self._jobs.items() if not job.future.done()}
            if key in self._jobs:
                return self._jobs[key]
            if ahead and (self._jobs or self._turns.busy()):
                return None
            for other in self._jobs.values():
                if other.ahead:
                    other.ticker.stop()
            ticker = Ticker()
            self._jobs[key] = Job(self._pool.submit(self._made, clip, report, language, ticker), ticker, ahead)
            return self._jobs[key]

    def _made(self, clip: QueuedClip, report: Report, language: Language, ticker: Ticker) -> Ready:
        with use_locale(language), self._turns.turn(ticker.wait):
            return ready(clip, report, language, ticker)


@st.cache_resource(show_spinner=False)
def _workshop() -> Workshop:
    return Workshop()


def prepared(clip: QueuedClip, report: Report, language: Language, place: "DeltaGenerator") -> Ready | None:
    """The clip ready to play, perhaps after a while with a bar; None after saying why not."""
    found = kept_ready(clip.content_sha256, clip.person, language)
    if found is not None:
        return found
    try:
        return _waited(clip, report, language, place)
    except FormcheckError as error:
        place.error(plain(str(error)), icon=":material/error:")
    except Exception:
        log.exception("a clip could not be made ready")
        place.error(gettext(SORRY), icon=":material/error:")
    return None


def _waited(clip: QueuedClip, report: Report, language: Language, place: "DeltaGenerator") -> Ready:
    bar = place.progress(0.0)
    while True:
        job = _workshop().job(clip, report, language, ahead=False)
        assert job is not None
        while not wait([job.future], timeout=POLL_S).done:
            bar.progress(job.ticker.share(), text=job.ticker.words())
        try:
            made = job.future.result()
        except Stopped:  # it was being done ahead, and another clip was opened first
            continue
        place.empty()
        return made


def prepare_ahead(clip: QueuedClip, report: Report, language: Language) -> None:
    """Begin with a clip that will be opened next."""
    if kept_ready(clip.content_sha256, clip.person, language) is None:
        _workshop().job(clip, report, language, ahead=True)
