"""What is handed to a worker and what comes back: plain data, so that a worker may be another machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from formcheck.batch.records import Record
from formcheck.settings import AnalysisOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A clip to check: ``address`` is a whole path or a URL, ``label`` what it is called in tables."""

    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One clip and how to check it. ``name``: of its results; ``known_sha256``: of the content that was checked with
    the same settings before and need not be checked again.
    """

    clip: Clip
    name: str
    options: AnalysisOptions
    everybody: bool
    settings_sha256: str
    known_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a task: its record and result files by name; no record where nothing has changed."""

    record: Record | None
    files: Mapping[str, bytes] = field(default_factory=dict)


Tell = Callable[[int, int | None], None]  # frames done, of how many where the file says
Work = Callable[[Task, Tell], Outcome]  # a function of a module, since it is sent by name
