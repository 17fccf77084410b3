"""Whatever is typed is shown as what it is: in pages handed out, tables, calendars and the QR code."""

import csv
import io
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from types import SimpleNamespace

import made_reports
import msgspec
import pyarrow as pa
import pytest
import watched
from icalendar import Calendar
from pyarrow import parquet

from formcheck.advice.causes import CandidateCause
from formcheck.advice.classes import Studio, StudioClass
from formcheck.advice.plan import Wish, weekly_plan
from formcheck.batch import summary
from formcheck.batch.records import row_of_report
from formcheck.kiosk.result_text import TEXT_BYTES, result_text
from formcheck.reports import tidy
from formcheck.reports.calendar import plan_ics
from formcheck.reports.cells import FORMULA
from formcheck.reports.message_page import Item, message_html
from formcheck.reports.page import report_html
from formcheck.ui.components.words import plain
from hostile.words import FORMULAS, MARKUP, WORDS

NAMES = pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
TODAY = date(2026, 11, 30)


class Shape(HTMLParser):
    """What a page is made of besides its text: its tags with the names of their attributes."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data):
        self.text.append(data)


def same_but_for_text(page_of, words):
    """A page with hostile words has the tags of one with a plain name, and the words as text."""
    hostile, plain_one = Shape(page_of(words)), Shape(page_of("Kim"))
    assert hostile.tags == plain_one.tags
    return " ".join("".join(hostile.text).split())


@NAMES
def test_a_report_shows_the_name_of_its_clip(words):
    def page(name):
        made = watched.report(*watched.some_findings())
        clip = msgspec.structs.replace(made.clip, name=name)
        return report_html(msgspec.structs.replace(made, clip=clip), watched.figure().angles, {})

    assert " ".join(words.split()) in same_but_for_text(page, words)


@NAMES
def test_a_message_shows_the_trainer_s_words(words):
    def page(said):
        item = Item(verdict="watch", word=said, title=said, words=said, mark=said)
        one_line = " ".join(said.split())
        return message_html(member=said, trainer=said, day=TODAY, done=said, words=one_line, items=[item])

    assert same_but_for_text(page, words).count(" ".join(words.split())) >= 6


def studio_of(words):
    yoga = StudioClass(name=words, kind="mobility", trains=("ankle",), times=("18:00",))
    return Studio(name=words, address=words, classes=(yoga,))


@NAMES
def test_a_calendar_has_the_same_events_and_the_words(words):
    def events(name):
        plan = weekly_plan([CandidateCause("ankle", 1.0, (), ())], studio_of(name), Wish(), "ready")
        made = plan_ics(plan, TODAY, datetime(2026, 11, 25, tzinfo=UTC))
        assert all(len(line) <= 75 for line in made.split(b"\r\n"))
        return list(Calendar.from_ical(made).walk())

    def kinds(name):
        return [(one.name, sorted(one.keys())) for one in events(name)]

    assert kinds(words) == kinds("Yoga")
    titles = {str(one["summary"]) for one in events(words) if one.name == "VEVENT"}
    assert re.sub("\r\n?", "\n", words).removeprefix("\ufeff") in titles


@NAMES
def test_a_qr_code_is_text_that_fits(words):
    reps = [watched.report().reps[0]]
    made = result_text(reps, watched.some_findings(), studio_of(words), TODAY)
    assert len(made.text.encode()) <= TEXT_BYTES
    assert made.text.startswith("FormCheck: ")
    assert "\nEND:" not in made.text


def opened(path):
    """The cells of a table as a spreadsheet reads them."""
    return [cell for row in csv.reader(io.StringIO(path.read_bytes().decode(), newline="")) for cell in row]


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@NAMES
def test_no_table_has_a_formula(tmp_path, words):
    table = pa.table({"clip": [words, "plain"], "value_deg": [-1.5, 2.0]})
    tidy.write_csv(table, tmp_path / "tidy.csv")
    report = made_reports.report()
    row = row_of_report(report, words, words)
    record = SimpleNamespace(rows=[row], content_sha256="0" * 64, timing=SimpleNamespace(seconds=1.0, worker=words))
    summary.write_tables([record], tmp_path)
    for name in ("tidy.csv", "summary.csv", "timings.csv"):
        cells = opened(tmp_path / name)
        assert any(re.sub("\r\n?", "\n", words) in cell for cell in cells), "nothing is lost"
        assert not [cell for cell in cells if cell.startswith(FORMULA) and not is_number(cell)]
    kept = parquet.read_table(tmp_path / "summary.parquet")
    assert words in kept["clip"].to_pylist(), "programs get the name itself"


def test_the_formulas_are_ones():
    assert all(one.startswith(FORMULA) for one in FORMULAS)


@pytest.mark.parametrize("words", MARKUP, ids=range(len(MARKUP)))
def test_markdown_has_nothing_left_to_act_on(words):
    made = plain(words)
    for mark in "<>[]`*_$~|#:":
        assert made.count(f"\\{mark}") == made.count(mark)


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\u2028", "\u2029", "\x85", "\t", "\v"])
def test_text_in_a_page_stays_one_line(gap):
    assert plain(f"one{gap}{gap}- two") == "one - two"
