"""Names, docstrings and comments use the field's words; the words that only this project used do not come back."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCANNED = ("formcheck", "models/fit", "sample_videos/render")
#: Old word in a name to what it is called now. A name is compared word by word: ``ToldShare`` is told and share.
OLD_NAMES = {
    "alike": "same, equal, consistent",
    "attendant": "service",
    "beam": "roi_of, RoiProvider",
    "crew": "pool, PoseWorkerPool",
    "ease": "interval_calibration",
    "eased": "interval_calibration",
    "easing": "interval_calibration",
    "forgetful": "ResettableEstimator",
    "house": "package",
    "rim": "adapters",
    "silence": "abstain_reason",
    "silent": "abstain",
    "spotlight": "roi, darken_outside",
    "strange": "out_of_distribution",
    "takeaway": "result_text",
    "thinned": "downsampled",
    "thinner": "downsampler",
    "told": "reported, coverage, outcome",
    "untold": "no_outcome",
    "widen": "interval_scale",
    "widening": "interval_scale",
}
#: The same for names as a whole.
OLD_WHOLE_NAMES = {
    "half_band": "half_width",
    "heading_deg": "body_yaw_deg",
    "look_anew": "reset",
    "looked_at": "analysed, current_result",
    "sort_rep": "classify_rep",
    "told_share": "coverage",
    "ways_in": "input_choice",
}
OLD_PROSE = re.compile(
    r"\b(alike|anew|attendants?|beams?|crew|half bands?|house|looked (at|for)|pictures? a second|rim|silences?|"
    r"silent(ly)?|spotlights?|strange|takeaways?|thinned|thinning|told|untold|ways in|widen(s|ed|ing)?)\b",
    re.IGNORECASE,
)
#: Words with a meaning of their own in rendering: motion that eases in and out, cloth that widens, a figure's heading.
RENDERING = {"eased", "widening", "heading_deg"}
FOREIGN = re.compile(r"noqa|type: ignore|fmt:")  # comments for tools


def words(name: str) -> Iterator[str]:
    """``told_share`` and ``ToldShare`` as told and share."""
    for part in name.split("_"):
        yield from (word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", part))


def old_names(source: str, fine: Set[str] = frozenset()) -> Iterator[str]:
    """Every name in the source that uses an old word, with its line and the word to use."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME and token.string not in fine:
            for old, new in OLD_WHOLE_NAMES.items():
                if token.string.strip("_").lower() == old:
                    yield f"{token.start[0]}: {token.string}: say {new}"
            for word in words(token.string):
                if word in OLD_NAMES:
                    yield f"{token.start[0]}: {token.string}: say {OLD_NAMES[word]}"


def old_prose(source: str) -> Iterator[str]:
    """Every docstring and comment that uses an old word, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for found in OLD_PROSE.finditer(ast.get_docstring(node) or ""):
                yield f"{node.body[0].lineno}: {found[0]} in the docstring of {getattr(node, 'name', 'the module')}"
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not FOREIGN.search(token.string):
            yield from (f"{token.start[0]}: {found[0]} in a comment" for found in OLD_PROSE.finditer(token.string))


FILES = [path for folder in SCANNED for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_words_are_the_fields(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    fine = frozenset() if path.is_relative_to(ROOT / "formcheck") else RENDERING
    assert [*old_names(source, fine), *old_prose(source)] == []


@pytest.mark.parametrize(
    "name", ["told_share", "ToldShare", "STRANGE_SHARE", "_beam", "half_band", "HALF_BAND", "_told"]
)
def test_an_old_name_is_noticed(name: str) -> None:
    assert list(old_names(f"def f():\n    return {name}\n"))


@pytest.mark.parametrize("name", ["sorted", "untoldable", "thing", "houses_wh", "half_width", "release", "bandwidth"])
def test_other_names_are_left_alone(name: str) -> None:
    assert list(old_names(f"{name} = 1\n")) == []


@pytest.mark.parametrize(
    "source",
    [
        '"""Silent where the view shows nothing."""\n',
        'def f():\n    """The half band."""\n',
        "x = 1  # 30 pictures a second\n",
    ],
)
def test_old_prose_is_noticed(source: str) -> None:
    assert len(list(old_prose(source))) == 1


def test_strings_that_people_read_are_another_matter() -> None:
    assert list(old_prose('x = gettext("as you were told")  # type: ignore[told]\n')) == []
