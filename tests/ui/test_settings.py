"""The settings page: every control, kept over a change of page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import formcheck
from formcheck import __version__
from formcheck.errors import ModelMissing
from formcheck.i18n import get_locale
from formcheck.judging.levels import movements_at
from formcheck.media import bundles
from formcheck.media.bundles import SHIPPED_SHA256
from formcheck.ui.settings import limits
from formcheck.ui.settings.preferences import KEY, Preferences
from formcheck.wording.findings import amount

APP = Path(formcheck.__file__).parent.parent / "app.py"
HERE, ELSEWHERE = "formcheck/ui/settings/page.py", "formcheck/ui/check/page.py"


@pytest.fixture
def page():
    return opened()


def opened(**context):
    at = AppTest.from_file(str(APP), default_timeout=30)
    at.context.update(context)
    at.run()
    at.switch_page(HERE).run()
    assert not at.exception
    return at


def kept(at):
    return at.session_state[KEY]


def said(at):
    """Everything that can be read, without markup."""
    kinds = ("title", "header", "markdown", "caption", "error", "html", "expander")
    found = [element for kind in kinds for element in at.get(kind)]
    text = "\n".join(str(getattr(e, "value", "")) + str(getattr(e, "label", "")) + str(e.proto) for e in found)
    return re.sub(r"<[^>]+>", " ", text)


def change_language(at):
    at.segmented_control(key="settings-language").set_value("zh")


def change_model(at):
    at.radio(key="settings-model").set_value("lite")


def change_level(at):
    at.segmented_control(key="settings-level").set_value("gentle")


def change_voice(at):
    at.toggle(key="settings-voice").set_value(False)


CHANGES = [
    (change_language, "language", "zh"),
    (change_model, "model", "lite"),
    (change_level, "level", "gentle"),
    (change_voice, "voice", False),
]


def test_everything_starts_as_the_preferences_do(page):
    assert kept(page) == Preferences()
    assert page.segmented_control(key="settings-language").value == "en"
    assert page.radio(key="settings-model").value == "full"
    assert page.segmented_control(key="settings-level").value == "standard"
    assert page.toggle(key="settings-voice").value is True
    assert not page.error


@pytest.mark.parametrize(("change", "field", "value"), CHANGES, ids=[field for _, field, _ in CHANGES])
def test_a_change_is_kept_for_the_visit_and_over_a_change_of_page(page, change, field, value):
    change(page)
    page.run()
    assert not page.exception
    assert kept(page) == Preferences(**{field: value})
    page.switch_page(ELSEWHERE).run()
    page.switch_page(HERE).run()
    assert not page.exception
    assert kept(page) == Preferences(**{field: value})
    shown = {
        "language": page.segmented_control(key="settings-language").value,
        "model": page.radio(key="settings-model").value,
        "level": page.segmented_control(key="settings-level").value,
        "voice": page.toggle(key="settings-voice").value,
    }
    assert shown[field] == value


def test_one_change_leaves_the_others_alone(page):
    for change, _, _ in CHANGES:
        change(page)
        page.run()
    assert kept(page) == Preferences(**{field: value for _, field, value in CHANGES})


def test_two_visitors_do_not_see_each_others_preferences(page):
    other = opened()
    change_level(page)
    page.run()
    other.run()
    assert kept(other) == Preferences()
    assert other.segmented_control(key="settings-level").value == "standard"
    assert kept(page).level == "gentle"


def test_languages_are_offered_by_their_own_names(page):
    assert page.segmented_control(key="settings-language").options == ["English", "简体中文"]


def test_the_language_changes_at_once(page, monkeypatch):
    """In the very run that follows the click."""
    heard, real = [], limits.gettext
    monkeypatch.setattr(limits, "gettext", lambda text, **values: (heard.append(get_locale()), real(text, **values))[1])
    change_language(page)
    page.run()
    assert set(heard) == {"zh"}


class Rows(HTMLParser):
    """Cells of the tables on a page."""

    def __init__(self):
        super().__init__()
        self.rows = []

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append("")
        if tag == "img":
            self.handle_data(f"{dict(attrs)['alt']}: ")

    def handle_data(self, data):
        if self.rows:
            self.rows[-1] += f"{data} "


def rows_of(at):
    parser = Rows()
    for html in at.get("html"):
        parser.feed(html.proto.body)
    return [" ".join(row.split()) for row in parser.rows]


@pytest.mark.parametrize("level", ["gentle", "standard", "strict"])
def test_every_check_shows_its_limits_and_sources_at_the_level(page, level):
    page.segmented_control(key="settings-level").set_value(level).run()
    rows = rows_of(page)
    wanted = [check for movement in movements_at(level).values() for check in movement.checks]
    assert len(rows) == len(wanted)
    for row, check in zip(rows, wanted, strict=True):
        good, fault = (amount(v, check.limit.unit) for v in (check.limit.good, check.limit.fault))
        least, most = ("less", "more") if check.limit.bad == "above" else ("more", "less")
        assert row.startswith(f"{check.title} Good: {good} or {least} Work on this: {fault} or {most}")
        assert " ".join(check.limit.source.split()) in row
    ticks = "Where the standard limits lie" in said(page)
    assert ticks == (level != "standard")


@pytest.mark.parametrize("level", ["gentle", "standard", "strict"])
def test_the_scale_shows_every_zone(page, level):
    page.segmented_control(key="settings-level").set_value(level).run()
    widths = [
        float(width) for html in page.get("html") for width in re.findall(r"\); width: (-?[\d.]+)%", html.proto.body)
    ]
    assert len(widths) == 2 * len(rows_of(page))
    assert all(3 <= width <= 94 for width in widths)


def test_it_says_what_is_kept_and_that_nothing_leaves(page):
    words = said(page)
    assert "Your videos, photos and numbers stay on this computer." in words
    assert "keep them unless you save them yourself." in words


def test_version_and_hashes_are_there(page):
    words = said(page)
    assert __version__ in words
    for file, sha256 in SHIPPED_SHA256.items():
        assert file in words
        assert sha256 in words


def test_a_missing_model_is_a_sentence(monkeypatch):
    def missing(file):
        raise ModelMissing("The model is missing; install FormCheck again.")

    monkeypatch.setattr(bundles, "bundle_sha256", missing)
    at = opened()
    assert "The model is missing; install FormCheck again." in said(at)
