"""What a worker does with one clip: read it, hash it, judge it, and send back what is to be kept."""

import hashlib
import socket
import time
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

import msgspec

from formcheck.batch.fetch import LocalClip, local_clip
from formcheck.batch.records import Record, Row, Timing, row_of_report
from formcheck.batch.tasks import Outcome, Task, Tell
from formcheck.clip.context import judging_context
from formcheck.clip.pipeline import (
    Analysis,
    Progress,
    analyze_clip,
    analyze_everybody,
    rep_stills,
)
from formcheck.errors import BadChoice, FormcheckError, VideoError
from formcheck.i18n import gettext, use_locale
from formcheck.reports.page import report_html
from formcheck.settings import AnalysisOptions

THREADS: Final = 1  # of a clip: so many clips are in work that each has a core at most
TELL_EVERY_S: Final = 0.3  # chosen: smooth for the eye, nothing for the network


def check(task: Task, tell: Tell) -> Outcome:
    """Check the task's clip; what goes wrong is a row with its reason. Unchanged content is not checked again."""
    began_s, content, trace = time.perf_counter(), "", ""
    files: dict[str, bytes] = {}
    with use_locale(task.options.language):
        try:
            _check_settings(task)
            with local_clip(task.clip.address) as clip:
                content = clip.sha256
                if content == task.known_sha256:
                    return Outcome(record=None)
                rows, final = _judged(task, clip, tell, files), True
        except Exception as error:
            files = {}
            ours = not isinstance(error, FormcheckError)
            trace = traceback.format_exc() if ours else ""
            rows = (failed(task, _sorry(error) if ours else str(error)),)
            final = bool(content) and isinstance(error, VideoError | BadChoice)  # it would end like this again
    record = Record(
        address=task.clip.address,
        name=task.name,
        content_sha256=content,
        settings_sha256=task.settings_sha256,
        final=final,
        rows=rows,
        timing=Timing(seconds=round(time.perf_counter() - began_s, 2), worker=socket.gethostname(), trace=trace),
    )
    return Outcome(record=record, files=files)


def failed(task: Task, reason: str) -> Row:
    """The row of a clip that could not be checked."""
    return Row(clip=task.clip.label, name=task.name, attention="failed", reason=reason)


def settings_sha256(options: AnalysisOptions, *, everybody: bool) -> str:
    """Of all that decides a result beside the clip: options, limits, models, and versions of what measures."""
    return _settings_sha256(options, everybody)


@cache
def _settings_sha256(options: AnalysisOptions, everybody: bool) -> str:
    made = (judging_context(options).provenance, options, everybody)
    return hashlib.sha256(msgspec.json.encode(made, order="deterministic")).hexdigest()


def _check_settings(task: Task) -> None:
    if settings_sha256(task.options, everybody=task.everybody) != task.settings_sha256:
        raise BadChoice(
            gettext(
                "The worker {name} has another version of FormCheck, of its models or libraries. Please install the "
                "same on every machine.",
                name=socket.gethostname(),
            )
        )


def _judged(task: Task, clip: LocalClip, tell: Tell, files: dict[str, bytes]) -> tuple[Row, ...]:
    rows = []
    for name, analysis in _analyses(task, clip, _now_and_then(tell)):
        html = report_html(analysis.report, analysis.angles, rep_stills(analysis, THREADS).bottoms)
        files[f"{name}.report.json"] = (analysis.report.to_json() + "\n").encode()
        files[f"{name}.report.html"] = html.encode()
        rows.append(row_of_report(analysis.report, task.clip.label, name))
    return tuple(rows)


def _analyses(task: Task, clip: LocalClip, tell: Callable[[Progress], None]) -> Iterator[tuple[str, Analysis]]:
    if not task.everybody:
        yield task.name, analyze_clip(clip.path, task.options, tell, threads=THREADS)
        return
    for analysis in analyze_everybody(clip.path, task.options, tell, threads=THREADS):
        person = analysis.report.quality.person
        yield f"{task.name}.person{person}" if person else task.name, analysis


def _now_and_then(tell: Tell) -> Callable[[Progress], None]:
    due_s = 0.0

    def on_progress(now: Progress) -> None:
        nonlocal due_s
        if now.stage == "measuring" and time.monotonic() >= due_s:
            due_s = time.monotonic() + TELL_EVERY_S
            tell(now.done, now.total)

    return on_progress


def _sorry(error: Exception) -> str:
    return gettext("Sorry, FormCheck failed on this video ({kind}).", kind=type(error).__name__)
