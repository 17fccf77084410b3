"""What a person reads goes through say: no literal is left out, and every sentence gets the values it asks for."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogue import said

from formcheck.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent / "formcheck"
#: The command line speaks English only, and so do the figures for developers: files, and folders with all in them.
ENGLISH = {
    "__main__.py": "the command line",
    "cli": "the command line, and figures for developers",
    "api.py": "names for developers",
    "reports/opensim.py": "the heads of files that other programs read",
    "ui/uploading.py": "answers to a browser, which shows its own words",
}


def english(path: Path) -> bool:
    """Whether it, or the folder at the top that it lies in, is listed."""
    place = path.relative_to(ROOT)
    return place.parts[0] in ENGLISH or place.as_posix() in ENGLISH


READ = [path for path in sorted(ROOT.rglob("*.py")) if not english(path)]
READ.append(ROOT.parent / "app.py")
#: Literals with a space, or a capital, that nobody reads as a sentence.
ALLOWED = {
    "as its band allows": "a kind of view in the table",
    "foot lengths": "a unit in the table and in reports",
    "leg lengths": "a unit in the table and in reports",
    "FormCheck": "the name",
    **dict.fromkeys(LANGUAGES.values(), "the name of a language, in itself"),
    "-//FormCheck//weekly plan//EN": "who made a calendar, for programs",
    "live judging": "a thread",
    "visits kept": "a thread",
    "unknown field": "a part of another library's error",
    "Md": "a skeleton of a date",
    "end of set": "a thread",
    "playerIn(document.getElementById('player'), given.clips, given.films, given.chart)": "a script",
    "svg .role-frame > g > .background": "a part of a chart",
    "camera=(self), microphone=(self), geolocation=(), usb=(), payment=()": "a header",
    "connect-src 'self' data: blob:; form-action 'self'; base-uri 'self'; object-src 'none'": "a header",
    "frame-ancestors \0; \0": "a header",
    "This page is for its own server only.": "an answer to a page of somebody else",
    "This page is for phones in the same network.": "an answer to a page of somebody else",
    "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'": "a header",
    "SHA-256: ": "the name of a sum",
    "kiosk camera": "a thread",
    "parent watch": "a thread",
    "kiosk film": "a thread",
    "kiosk service": "a thread",
    "kiosk watchdog": "a thread",
}
#: Style, script, SQL, pieces of markup, templates of logs, expressions of charts.
CODE = re.compile(
    r"^[a-z-]+: [\w.-]+$|^\s*(<style|<script|[.@#\[]|--|import |export |const )|</|\0 .*\[data-testid|"
    r"\0 > input|^\0 \0 > |"
    r"[{;]\s*[\w-]+:|: *var\(|%s|"
    r"^PRAGMA |^BEGIN |^SELECT pg_|^datum([^']|'[^'A-Za-z]*')*$|^' \+ datum"
)
MARKUP = re.compile(r"<[^>]*>?|[\w-]+=\"[^\"]*\"|:material/\w+:|:[\w\0]+(-badge)?\[|FormCheck")
PART = "\0"  # of an f-string, filled in later


def _calls(path: Path) -> Iterator[ast.Call]:
    return (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))


def _unread(tree: ast.Module) -> set[ast.AST]:
    """What is said already, and what only developers read: docstrings, annotations, logs, errors of our own making."""
    parts: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            func = ast.unparse(node.func)
            parts += said(node)
            parts += [node] if re.match(r"_?log\.|re\.|TypeVar|cast", func) else []
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts.append(node.value)
        elif isinstance(node, ast.Raise) and re.search("ValueError|TypeError", ast.unparse(node)):
            parts.append(node)
        elif isinstance(node, ast.AnnAssign | ast.arg):
            parts.append(node if ast.unparse(node.annotation or node) == "TypeAlias" else node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parts.append(node.returns)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            parts.append(node)
    return {inner for part in parts if part is not None for inner in ast.walk(part)}


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each literal that may be read; what an f-string fills in is left open."""
    tree = ast.parse(source)
    unread = _unread(tree)
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if node in unread or node in inside:
            continue
        if isinstance(node, ast.JoinedStr):
            inside.update(part for part in node.values if isinstance(part, ast.Constant))
            yield node.lineno, "".join(p.value if isinstance(p, ast.Constant) else PART for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def readable(text: str) -> bool:
    """Whether it looks like words for a person: letters and a space, or a capitalised word."""
    bare = MARKUP.sub("", text)
    if text in ALLOWED or CODE.search(text) or not re.search("[A-Za-z]{2}", bare):
        return False
    words = bare.strip(f"{PART} *·:–,|()[]")
    return bool(re.search(r"[A-Za-z]{2,}.*\s|\s.*[A-Za-z]{2,}", words) or re.fullmatch("[A-Z][a-z]+", words))


def left_out(path):
    found = literals(path.read_text(encoding="utf-8"))
    return [f"{line}: {text}" for line, text in found if readable(text)]


@pytest.mark.parametrize("path", READ, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_is_left_out(path):
    assert left_out(path) == []


@pytest.mark.parametrize("name", ENGLISH)
def test_what_is_english_only_says_something(name):
    """A module that was renamed, or that has nothing to say any more, is not excused."""
    place = ROOT / name
    assert any(left_out(path) for path in (place.rglob("*.py") if place.is_dir() else [place]))


@pytest.mark.parametrize(
    "source",
    [
        'st.button("Start over")',
        'st.button(f"Take {n} away")',
        'st.title("Report")',
        'st.markdown(f"**{name}** left out")',
        'place.error("Sorry, something went wrong.")',
    ],
)
def test_a_literal_left_out_is_noticed(source):
    assert [text for _, text in literals(source) if readable(text)] != []


@pytest.mark.parametrize(
    "source",
    [
        'st.button(gettext("Start over"))',
        '"""A docstring of words."""',
        'CSS = ".card {margin: 0 auto}"',
        "st.html(f\"<p class='big one'>{words}</p>\")",
        'log.exception("it broke")',
        'raise ValueError(f"shape {a} for {b}")',
        'st.container(key=f"card-{n}")',
        'st.markdown(f"**{a}** · {b}")',
    ],
)
def test_what_nobody_reads_passes(source):
    assert [text for _, text in literals(source) if readable(text)] == []


def everything() -> list[tuple[str, ast.Call]]:
    files = [*ROOT.rglob("*.py"), ROOT.parent / "app.py"]
    return [(f"{path.name}:{call.lineno}", call) for path in files for call in _calls(path) if said(call)]


def test_sentences_get_the_values_they_ask_for():
    wrong = []
    for place, call in everything():
        sentences = [a.value for a in said(call) if isinstance(a, ast.Constant)]
        given = {keyword.arg for keyword in call.keywords}
        if call.func.id == "gettext_noop" or None in given:
            continue
        for text in sentences:
            asked = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            if asked - {"count"} != given - {"count"} or ("count" in asked - given and call.func.id == "gettext"):
                wrong.append(f"{place}: {text}")
    assert wrong == []


def test_sentences_are_never_f_strings():
    assert [place for place, call in everything() if any(isinstance(a, ast.JoinedStr) for a in said(call))] == []
