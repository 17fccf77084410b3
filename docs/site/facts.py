"""Blocks of the documentation whose facts live in the code."""

import ast
import csv
import inspect
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import msgspec
import typer

from formcheck import api, i18n
from formcheck import settings as settings_module
from formcheck.cli import main as cli
from formcheck.cli.accuracy.figures import read_accuracy
from formcheck.movements import AUTO, NAMES, checks
from formcheck.reports import tidy
from formcheck.schema import json_schema

ROOT = Path(__file__).resolve().parents[2]
ANGLE_TITLES = {
    "knee_flexion_deg": "knee",
    "hip_flexion_deg": "hip",
    "trunk_inclination_deg": "trunk",
    "tibia_inclination_deg": "shin",
    "thigh_to_horizontal_deg": "thigh",
}


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in lines)


def _cell(content: object) -> str:
    """Within a code span a bar is no border and must not be escaped."""
    text = str(content).replace("\n", " ")
    return text if text.startswith("`") else text.replace("|", "\\|")


def code(text: object) -> str:
    return f"`{text}`"


def commands() -> str:
    """The help of every command, word for word."""
    root: Any = typer.main.get_command(cli.app)
    return "\n\n".join(_command(root, "formcheck", None))


def _command(command: Any, name: str, parent: Any) -> list[str]:
    with command.make_context(name, [], parent=parent, resilient_parsing=True) as context:
        parts = [f"## {context.command_path}\n\n```text\n{context.get_help().strip()}\n```"]
        for child, sub in getattr(command, "commands", {}).items():
            parts += _command(sub, child, context)
    return parts


def settings() -> str:
    """Each field of the records of settings: its type, its default, and the remark beside it."""
    parts = []
    for node, _ in reversed(_with_remarks(settings_module)):
        if isinstance(node, ast.ClassDef) and node.name in api.__all__:
            rows = [
                (code(field.target.id), code(ast.unparse(field.annotation)), _value(field), remark)
                for field, remark in _with_remarks(settings_module, node.body)
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            ]
            head = table(("field", "type", "default", "why, or what it does"), rows)
            parts.append(f"### {node.name}\n\n{ast.get_docstring(node)}\n\n{head}")
    return "\n\n".join(parts)


def _value(field: ast.AnnAssign) -> str:
    return "none: to be given" if field.value is None else code(ast.unparse(field.value))


def choices() -> str:
    """What may be given where a setting is of one of these types, which are named in the code."""
    rows = []
    for module in (settings_module, i18n):
        for node, remark in _with_remarks(module):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                said = _choices(name, getattr(module, name))
                rows.append((code(name), f"{said}: {remark}" if remark else said))
    return table(("type", "what may be given"), rows)


def _choices(name: str, kind: Any) -> str:
    if get_origin(kind) is Annotated:
        plain, least = get_args(kind)
        return f"{'whole numbers' if plain is int else 'numbers'} from {least.number} on"
    known = (AUTO, *NAMES) if name == "MovementChoice" else get_args(kind)
    return ", ".join(map(code, known))


def _with_remarks(module: Any, nodes: Sequence[ast.stmt] | None = None) -> list[tuple[ast.stmt, str]]:
    """Statements of a module, by default those at its top, each with the remark beside it."""
    source = inspect.getsource(module)
    lines, found = source.splitlines(), ast.parse(source).body if nodes is None else nodes
    return [(node, lines[node.lineno - 1].partition("  # ")[2]) for node in found]


def variables() -> str:
    """Environment variables that the program reads, from where they are named."""
    named = re.compile(r'^\w+: Final = "(FORMCHECK_\w+)"(?:  # (.*))?$', re.MULTILINE)
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "formcheck").rglob("*.py"))
    found = {name: remark for text in sources for name, remark in named.findall(text) if remark}
    return table(("variable", "meaning"), [(code(name), remark) for name, remark in sorted(found.items())])


def report() -> str:
    """Every part of the report: what it says of itself, and its fields."""
    parts = []
    schema: Any = json_schema()
    for name, part in schema["$defs"].items():
        said = " ".join(part.get("description", "").replace("``", "`").split())
        parts.append(f"### {name}\n\n{said}\n\n{_fields(part)}")
    return "\n\n".join(parts)


def fields(name: str) -> str:
    """The fields of one public part of a report, or of a calibration; the parts in it are on the report's page."""
    return _fields(msgspec.json.schema(getattr(api, name))["$defs"][name], "../report.md")


def _fields(part: Any, page: str = "") -> str:
    needed = set(part.get("required", ()))
    rows = [
        (code(field), _kind(kind, page), "" if field in needed else _default(kind))
        for field, kind in part.get("properties", {}).items()
    ]
    return table(("field", "type", "default"), rows) if rows else ""


def _default(kind: Any) -> str:
    return code(msgspec.json.encode(kind.get("default")).decode())


def _kind(kind: Any, page: str = "") -> str:
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}]({page}#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(dict.fromkeys(_kind(one, page) for one in kind["anyOf"]))
    if "enum" in kind:
        return ", ".join(code("null" if one is None else one) for one in kind["enum"])
    if kind.get("type") == "array":
        if "prefixItems" in kind:
            return f"list of {len(kind['prefixItems'])}"
        return f"list of {_kind(kind.get('items', {}), page)}"
    if kind.get("type") == "object":
        inner = kind.get("additionalProperties")
        return f"map to {_kind(inner, page)}" if isinstance(inner, dict) else "map"
    return str(kind.get("type", "any"))


def tables() -> str:
    """The columns of the tidy tables and their Arrow types."""
    parts = []
    for name, columns in (("angles", tidy.ANGLES), ("reps", tidy.REPS), ("findings", tidy.FINDINGS)):
        rows = [(code(column), kind) for column, kind in columns.items()]
        parts.append(f"### {name}\n\n" + table(("column", "type"), rows))
    return "\n\n".join(parts)


def views() -> str:
    """For each check, from where it can be judged; by movement."""
    rows = []
    for movement, check in checks():
        rows.append((movement.title, check.title, code(check.id), *_marks(check.view)))
    return table(("movement", "check", "id", "side", "15 to 50 degrees off", "front or behind"), rows)


def _marks(view: str) -> tuple[str, str, str]:
    return {
        "side": ("yes", "-", "-"),
        "front": ("-", "-", "front only"),
        "any": ("yes", "yes", "yes"),
    }.get(view, ("yes", "by its interval", "rarely"))


def accuracy_by_view() -> str:
    """Mean absolute error of each angle by camera, with its 95 % interval over people, as kept in accuracy.json."""
    kept = read_accuracy(ROOT / "docs" / "accuracy.json")
    views = list(dict.fromkeys(one.view for one in kept.angles))
    rows = []
    for angle, title in ANGLE_TITLES.items():
        cells = {one.view: one for one in kept.angles if one.angle == angle}
        rows.append((title, *(_with_interval(cells[view], "mean_abs_error_deg") for view in views)))
    return table(("mean error, degrees", *views), rows)


def _with_interval(figures: Any, name: str) -> str:
    value = getattr(figures, name)
    if value is None:
        return "-"
    low, high = figures.intervals.get(name, (None, None))
    return f"{value:.1f}" if low is None else f"{value:.1f} ({low:.1f} to {high:.1f})"


def benchmark_clips() -> str:
    """How many clips of the benchmark show which movement, by camera."""
    with (ROOT / "docs" / "benchmark" / "clips.csv").open(encoding="utf-8", newline="") as file:
        found = Counter((row["movement"], row["camera"]) for row in csv.DictReader(file))
    cameras = list(dict.fromkeys(camera for _, camera in found))
    movements = list(dict.fromkeys(movement for movement, _ in found))
    return table(("movement", *cameras), [(name, *(found[name, camera] for camera in cameras)) for name in movements])


def benchmark() -> str:
    """The kept scores of the benchmark, one table for each part."""
    from formcheck.cli.benchmark import tables as scores

    return scores.kept_markdown(ROOT / "docs" / "benchmark")
