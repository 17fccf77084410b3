"""Gathers every sentence FormCheck says and compiles the translations: what ``make words`` runs, and tests compare."""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "formcheck" / "locale"
KEYWORDS = {"gettext": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_noop": (1, 2)}
OPTIONS = {"**.j2": {"silent": "false"}}  # a template that cannot be read is an error


def said(call: ast.Call) -> list[ast.expr]:
    """The sentences a call says or marks; none of any other call."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    return call.args[: len(KEYWORDS[name] or (1,))] if name in KEYWORDS else []


def _in_python(
    file: IO[bytes], _keywords: object, _tags: object, options: object
) -> Iterator[tuple[int, str, object, list[str]]]:
    """Babel's own reader looks at tokens: it misses what is said inside an f-string, and takes keys for sentences."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and (sentences := said(node)):
            either = [s for a in sentences for s in ([a.body, a.orelse] if isinstance(a, ast.IfExp) else [a])]
            texts = [s.value for s in either if isinstance(s, ast.Constant) and isinstance(s.value, str)]
            if len(sentences) == len(texts) == 2:
                yield node.lineno, "ngettext", tuple(texts), []
            else:
                yield from ((node.lineno, "gettext", text, []) for text in texts)


METHODS = [("**.py", _in_python), ("**.j2", "jinja2.ext:babel_extract")]


class Plain(Catalog):
    """A catalogue whose header holds what gettext needs, and no names, dates or versions."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8\n"),
        ]


def po_files() -> dict[str, Path]:
    """The translations by language."""
    return {path.parents[1].name: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/formcheck.po"))}


def gathered() -> Catalog:
    """Everything said in formcheck/ and app.py, with the files it is said in."""
    found = Catalog()
    for name, _, text, _, _ in extract_from_dir(ROOT / "formcheck", METHODS, OPTIONS, KEYWORDS):
        found.add(text, locations=[(f"formcheck/{name}", 0)])
    for _, text, _, _ in extract_from_file(_in_python, ROOT / "app.py", KEYWORDS):
        found.add(text, locations=[("app.py", 0)])
    return found


def read(language: str, path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalog: Catalog) -> list[Message]:
    """Of a catalogue, without its header."""
    return [message for message in catalog if message.id]


def updated(language: str, source: Catalog, old: Catalog) -> Plain:
    """What is said now, with the translations known so far."""
    new = Plain(locale=language, header_comment="", fuzzy=False)
    for message in messages(source):
        known = old.get(message.id)
        same = known is not None and known.id == message.id
        where = sorted(set(message.locations))
        new.add(message.id, known.string if same else "", locations=where, flags=known.flags if same else ())
        new[message.id].flags -= {"python-format", "python-brace-format"}  # "95 % of" looks like a format
    return new


def as_po(catalog: Plain) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=None, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return out.getvalue().strip() + b"\n"


def as_mo(catalog: Plain) -> bytes:
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    source = gathered()
    for language, path in po_files().items():
        catalog = updated(language, source, read(language, path))
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        missing = sum(not all(m.string) if m.pluralizable else not m.string for m in messages(catalog))
        sys.stdout.write(f"{language}: {len(messages(catalog))} sentences, {missing} without a translation\n")


if __name__ == "__main__":
    main()
