"""The batch as one HTML page: what needs a word first, each row with the way to its report."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from formcheck.batch.folder import report_of
from formcheck.batch.records import ATTENTION, Attention, Record, Row, worst_first
from formcheck.i18n import get_locale, gettext, gettext_noop, listed, ngettext
from formcheck.reports.export import write_page
from formcheck.reports.page import LANGUAGE_TAGS, colours_of, environment
from formcheck.wording.findings import check_title
from formcheck.wording.names import movement_name
from formcheck.wording.summary import SAFETY

PAGE: Final = "index.html"
TEMPLATE: Final = "batch.html.j2"
MOST_ROWS: Final = 1000  # chosen: more make a phone's browser slow, and nobody reads them
GROUPS: Final[dict[Attention, tuple[str, str]]] = {
    "safety": ("fault", gettext_noop("Look at these first")),
    "fault": ("fault", gettext_noop("Something to work on")),
    "watch": ("watch", gettext_noop("Something to watch")),
    "cannot_tell": ("not_assessed", gettext_noop("Can't tell")),
    "failed": ("not_assessed", gettext_noop("Could not be checked")),
    "fine": ("good", gettext_noop("All good")),
}


def write_index(records: Sequence[Record], folder: Path, *, waiting: int = 0) -> None:
    """Write ``index.html`` in the current language; ``waiting``: clips without a result yet. Raises OutputError."""
    write_page(index_html(records, waiting=waiting), folder / PAGE)


def index_html(records: Sequence[Record], *, waiting: int = 0) -> str:
    """The page: loads nothing, runs no script. Of a very long batch the rows that need a word most."""
    rows = worst_first([row for record in records for row in record.rows])
    shown = rows[:MOST_ROWS]
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            language=LANGUAGE_TAGS[get_locale()],
            colour=colours_of(),
            title=_title(len(records)),
            chips=[(gettext(GROUPS[kind][1]), sum(row.attention == kind for row in rows)) for kind in ATTENTION],
            notes=_notes(waiting, len(rows) - len(shown)),
            groups=[(kind, *_group(kind, shown)) for kind in ATTENTION if any(row.attention == kind for row in shown)],
            words={"kind": gettext("Many videos"), "report": gettext("Report"), "safety": gettext(SAFETY)},
        )
    )


def _title(clips: int) -> str:
    return ngettext("{count} video", "{count} videos", clips)


def _notes(waiting: int, left_out: int) -> list[str]:
    notes = []
    if waiting:
        notes.append(
            ngettext(
                "{count} video is not checked yet. Run the same command again to go on.",
                "{count} videos are not checked yet. Run the same command again to go on.",
                waiting,
            )
        )
    if left_out:
        notes.append(ngettext("{count} more row is in summary.csv.", "{count} more rows are in summary.csv.", left_out))
    return notes


def _group(kind: Attention, rows: Sequence[Row]) -> tuple[str, str, list[dict[str, str]]]:
    verdict, title = GROUPS[kind]
    return verdict, gettext(title), [_entry(row) for row in rows if row.attention == kind]


def _entry(row: Row) -> dict[str, str]:
    person = gettext("person {number} of {people}", number=row.person, people=row.people) if row.people > 1 else ""
    return {
        "clip": row.clip.encode(errors="replace").decode(),
        "person": person,
        "words": row.reason or row.headline,
        "movement": movement_name(row.movement) if row.movement else "",
        "checks": listed(check_title(check) for check in (*row.safety, *row.faults, *row.watches)),
        "href": "" if row.attention == "failed" else quote(report_of(row, "html")),
    }
