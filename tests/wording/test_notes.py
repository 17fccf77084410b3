"""Codes and sentences, held together from both sides: no code without its sentence, no sentence that nobody says."""

import ast
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from formcheck.motion.landmarks import SIDES
from formcheck.motion.lower_back import AbstainReason
from formcheck.schema import SupportPlace, ViewKind
from formcheck.wording.notes import ABSTAIN, NOTES, QUALITY

ROOT = Path(__file__).resolve().parents[2] / "formcheck"
TABLES = {"abstain": ABSTAIN, "notes": NOTES, "quality": QUALITY}
#: Files whose notes are about the picture; those of all others are about findings.
ABOUT_QUALITY = {"judging/quality.py", "media/video_problems.py"}
#: What a code put together from parts may become.
PUT_TOGETHER = {
    "f'back_{reason}'": {f"back_{reason}" for reason in get_args(AbstainReason) if reason},
    "f'filmed_{view.kind}'": {f"filmed_{kind}" for kind in set(get_args(ViewKind)) - {"left", "right"}},
    """f"{('both' if both else best.side)}_on_{best.place}\"""": {
        f"{side}_on_{place}" for side in ("both", *SIDES) for place in set(get_args(SupportPlace)) - {"floor", "other"}
    },
}


@dataclass(frozen=True)
class Said:
    """One place in the code that says something: its table, the codes it may be, and the values given with them."""

    where: str
    table: str
    codes: frozenset[str]
    values: frozenset[str] | None


def places() -> Iterator[Said]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name != "measures/outcome.py":
            yield from _File(name, ast.parse(path.read_text(encoding="utf-8"))).places()


class _File:
    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = name, tree
        self.constants = {
            node.target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.value, ast.Constant)
        }

    def places(self) -> Iterator[Said]:
        notes = "quality" if self.name in ABOUT_QUALITY else "notes"
        for node in ast.walk(self.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            keywords = {one.arg: one.value for one in node.keywords}
            if node.func.id in ("note", "cannot_tell"):
                values = None if None in keywords else frozenset(keywords)
                table = "abstain" if node.func.id == "cannot_tell" else notes
                yield self._said(node, node.args[0], table, values)
            elif node.func.id == "Note" and "code" in keywords:
                given = keywords.get("values")
                keys = given.keys if isinstance(given, ast.Dict) else []
                yield self._said(node, keywords["code"], notes, frozenset(key.value for key in keys))

    def _said(self, call: ast.Call, code: ast.expr, table: str, values: frozenset[str] | None) -> Said:
        return Said(f"{self.name}:{call.lineno}", table, frozenset(self._codes(code)), values)

    def _codes(self, code: ast.expr) -> Iterator[str]:
        if isinstance(code, ast.Constant):
            yield code.value
        elif isinstance(code, ast.IfExp):
            yield from (*self._codes(code.body), *self._codes(code.orelse))
        elif isinstance(code, ast.JoinedStr):
            yield from PUT_TOGETHER[ast.unparse(code)]
        elif isinstance(code, ast.Name) and code.id in self.constants:
            yield self.constants[code.id]
        elif isinstance(code, ast.Name):
            yield from self._given_as(code.id)
        else:
            raise AssertionError(f"{self.name}:{code.lineno}: a code that cannot be read: {ast.unparse(code)}")

    def _given_as(self, parameter: str) -> Iterator[str]:
        """The constants that are given for a parameter of a function of this file."""
        for function in (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)):
            names = [one.arg for one in function.args.args]
            if parameter not in names:
                continue
            for call in (node for node in ast.walk(self.tree) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id == function.name:
                    yield from self._codes(call.args[names.index(parameter)])


SAID = tuple(places())


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.where)
def test_every_code_has_a_sentence_that_its_values_fill(said: Said) -> None:
    table = TABLES[said.table]
    assert said.codes
    assert {code for code in said.codes if code not in table} == set()
    for code in said.codes:
        assert said.values is None or placeholders(table[code]) <= said.values


@pytest.mark.parametrize("name", TABLES)
def test_every_sentence_is_said_somewhere(name: str) -> None:
    said = {code for one in SAID if one.table == name for code in one.codes}
    assert set(TABLES[name]) - said == set()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_sentences_begin_and_end_as_sentences_do(table: Mapping[str, str]) -> None:
    for text in table.values():
        assert text[0].isupper() or text[0] == "{"
        assert text.endswith((".", ")"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
