"""The film of the idle screen: a rendered clip, annotated once for each language in the background."""

import logging
import tempfile
import threading
from pathlib import Path

from formcheck.errors import FormcheckError
from formcheck.i18n import Language
from formcheck.movements import NAMES
from formcheck.settings import AnalysisOptions

_log = logging.getLogger(__name__)


class Demo:
    """``path`` gives the plain clip until the annotated film is ready. Kept in a temporary folder until `close`."""

    def __init__(self, clip: Path) -> None:
        self._clip = clip
        self._folder = tempfile.TemporaryDirectory(prefix="formcheck-kiosk-", ignore_cleanup_errors=True)
        self._films: dict[Language, Path] = {}
        self._lock = threading.Lock()

    def path(self, language: Language) -> Path:
        """The film in a language; the first request for a language starts making it, which takes about 45 seconds."""
        with self._lock:
            if language not in self._films:
                self._films[language] = self._clip
                threading.Thread(target=self._make, args=(language,), name="kiosk film", daemon=True).start()
            return self._films[language]

    def close(self) -> None:
        """Remove the films."""
        self._folder.cleanup()

    def _make(self, language: Language) -> None:
        from formcheck.clip import pipeline

        film = Path(self._folder.name) / f"{language}.mp4"
        options = AnalysisOptions(movement=NAMES[0], language=language)
        try:
            pipeline.write_annotated(pipeline.analyze_clip(self._clip, options), film)
        except (FormcheckError, OSError) as error:
            _log.warning("The film of the idle screen stays plain: %s", error)
        else:
            self._films[language] = film
