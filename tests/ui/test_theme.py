"""The page's colours: those of the config file, readable on both themes."""

import re
import tomllib
from pathlib import Path

import pytest

from formcheck.drawing.scene import STATUS, contrast
from formcheck.ui.components import theme

#: Where style may be written.
FORMCHECK = Path(theme.__file__).parents[2]
SOURCES = sorted(
    path for room in ("ui", "kiosk") for path in (FORMCHECK / room).rglob("*") if path.suffix in (".py", ".css", ".js")
)
VARIABLE = re.compile(r"var\((--fc-[\w-]+)")
CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
READABLE = 4.5  # to 1, WCAG 2 level AA for text
SEEN = 3.0  # to 1, WCAG 2 level AA for shapes that mean something
NAMES = {"accent": "blue", "good": "green", "watch": "yellow", "fault": "red", "not_assessed": "gray"}
PAGES = {"light": (theme.LIGHT, theme.TEXT_ON_LIGHT), "dark": (theme.DARK, theme.TEXT_ON_DARK)}


@pytest.fixture(scope="module")
def config():
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]


def rgb(text):
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


@pytest.mark.parametrize("page", PAGES)
def test_own_drawings_have_the_colours_of_the_page(config, page):
    tones, texts = PAGES[page]
    assert tones["paper"] == config[page]["backgroundColor"]
    assert tones["card"] == config[page]["secondaryBackgroundColor"]
    assert tones["line"] == config[page]["borderColor"]
    assert tones["ink"] == config[page]["textColor"]
    assert tones["soft"] == config[page]["grayTextColor"]
    assert {config[page][f"{name}TextColor"] for name in NAMES.values()} == set(texts.values())
    assert all(config[page][f"{NAMES[name]}TextColor"] == colour for name, colour in texts.items())


@pytest.mark.parametrize("background", ["paper", "card"])
@pytest.mark.parametrize("page", PAGES)
def test_every_text_is_readable(page, background):
    tones, texts = PAGES[page]
    for name, colour in {**texts, "ink": tones["ink"], "soft": tones["soft"]}.items():
        assert contrast(rgb(colour), rgb(tones[background])) >= READABLE, name


@pytest.mark.parametrize("page", PAGES)
def test_badges_are_readable(config, page):
    """Streamlit tints a badge with a tenth of its colour on a light page, a fifth on a dark one."""
    tones, texts = PAGES[page]
    tint = {"light": 0.1, "dark": 0.2}[page]
    for verdict in STATUS:
        colour = rgb(config[f"{NAMES[verdict]}Color"])
        for background in ("paper", "card"):
            under = tuple(round(b + (c - b) * tint) for b, c in zip(rgb(tones[background]), colour, strict=True))
            assert contrast(rgb(texts[verdict]), under) >= READABLE, (verdict, background)


def test_the_accent_is_readable_as_a_link_and_under_the_words_of_a_button(config):
    assert contrast(rgb(config["primaryColor"]), rgb("#FFFFFF")) >= READABLE
    dark = rgb(config["dark"]["primaryColor"])
    assert contrast(dark, rgb(theme.DARK["paper"])) >= READABLE
    assert contrast(dark, rgb(theme.LIGHT["ink"])) >= READABLE


def test_the_scale_is_seen_beside_what_is_left_of_it():
    for tones, texts in PAGES.values():
        assert contrast(rgb(texts["accent"]), rgb(tones["line"])) >= SEEN


def test_every_variable_the_style_uses_is_set():
    used = {path.name: set(VARIABLE.findall(path.read_text(encoding="utf-8"))) for path in SOURCES}
    used["what the theme writes"] = set(VARIABLE.findall(theme.CSS))
    known = set(re.findall(r"(--fc-[\w-]+):", theme.CSS))
    assert {name: found - known for name, found in used.items() if found - known} == {}
    assert sum(map(bool, used.values())) > 10, "the sheets were not found"


def test_every_class_with_a_look_is_of_one_module():
    """Two sheets on one page that mean different things by one class would spoil each other."""
    of = {}
    for path in SOURCES:
        for name in set(re.findall(r"\.(fc-[\w-]+)[^{}\"'`]*\{", path.read_text(encoding="utf-8"))):
            of.setdefault(name, []).append(path.name)
    shared = {name: where for name, where in of.items() if len(where) > 1 and "theme.py" not in where}
    assert shared == {}


def test_words_of_an_uploader_are_one_string_each_whatever_is_in_them():
    style = theme.uploader_words("upload", 'Choose "one"', "或拖到这里")
    assert re.findall(r'content: ("(?:\\.|[^"])*")', style) == ['"Choose \\"one\\""', '"或拖到这里"', '"Drop it here"']
    assert ".st-key-upload " in style
