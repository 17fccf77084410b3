"""Clips into the trainers' queue: the results of a batch, or films somebody hands in."""

import hashlib
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from formcheck.batch.folder import read_records, report_of
from formcheck.batch.records import Row, row_of_report
from formcheck.errors import BadChoice
from formcheck.review.kept import film_place, forget_ready, keep_film, remove_kept
from formcheck.review.opening import keep
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions
from formcheck.storage.kept_reports import read_report
from formcheck.storage.review.records import NewClip, Outcome
from formcheck.storage.review.store import ReviewStore
from formcheck.wording.summary import headline

if TYPE_CHECKING:
    from formcheck.clip.pipeline import OnProgress

NAME_CHARS: Final = 60  # four bytes a character at most: fits the 255 bytes a file name may have


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What holds for clips that come together; ``filmed_on`` None: the day of each file."""

    class_name: str = ""
    member: str = ""
    filmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the rows of a batch, and how many could not be used: not checked, or their report is gone."""

    outcomes: Counter[Outcome]
    left_out: int


def add_batch(store: ReviewStore, folder: Path, about: About) -> Added:
    """Put every result of ``formcheck batch`` in the queue. Raises BadChoice and StoreError."""
    outcomes: Counter[Outcome] = Counter()
    left_out = 0
    for record in read_records(folder):
        for row in record.rows:
            report = None if row.attention == "failed" else report_in(folder, row)
            if report is None:
                left_out += 1
            else:
                outcome = store.put(_new(row, report, record.content_sha256, record.address, about))
                outcomes[outcome] += 1
                if outcome == "replaced":
                    forget_ready(record.content_sha256)
    return Added(outcomes, left_out)


def report_in(folder: Path, row: Row) -> Report | None:
    """The report of a row of the batch in this folder; None where it is not there, none of ours, or has a check that
    is not known here.
    """
    with suppress(BadChoice):
        report = read_report(folder / report_of(row, "json"))
        headline(report)
        return report
    return None


def add_film(
    store: ReviewStore, name: str, content: bytes, options: AnalysisOptions, about: About, tell: "OnProgress"
) -> Outcome:
    """Keep a film, judge it and put it in the queue. Raises VideoError, OutputError, StoreError."""
    from formcheck.clip import pipeline

    sha256 = hashlib.sha256(content).hexdigest()
    known = any(one.content_sha256 == sha256 for one in store.queue().clips)
    safe = re.sub(r"[^\w .()+-]", "_", name)[-NAME_CHARS:].lstrip(". ") or "clip"
    place = film_place(sha256, Path(safe).suffix)
    keep_film(content, place)
    try:
        analysis = pipeline.analyze_clip(place, options, tell)
        made = analysis.report
        report = msgspec.structs.replace(made, clip=msgspec.structs.replace(made.clip, name=safe))
        outcome = store.put(_new(row_of_report(report, safe, safe), report, sha256, str(place), about))
        clip = next(one for one in store.queue().clips if one.content_sha256 == sha256)
        keep(analysis, clip, store.report(clip.id), options.language)
    except BaseException:
        if not known:
            remove_kept(sha256)
        raise
    return outcome


def _new(row: Row, report: Report, sha256: str, video: str, about: About) -> NewClip:
    return NewClip(
        name=Path(row.clip).name,
        content_sha256=sha256,
        report=report,
        video=video,
        attention=row.attention,
        checks=(*row.safety, *row.faults, *row.watches),
        person=row.person if row.people > 1 else None,
        filmed_on=about.filmed_on or _day_of(video),
        class_name=about.class_name,
        member=about.member,
    )


def _day_of(video: str) -> date | None:
    try:
        return datetime.fromtimestamp(Path(video).stat().st_mtime).date()
    except (OSError, ValueError, OverflowError):
        return None
