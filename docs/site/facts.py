"""Blocks of the documentation whose facts live in the code."""

import ast
import csv
import inspect
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import typer

from formcheck import settings as settings_module
from formcheck.cli import main as cli
from formcheck.cli.accuracy.figures import read_accuracy
from formcheck.movements import checks
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
    """Each field of the three records, its default, and the remark beside it."""
    source = inspect.getsource(settings_module)
    parts = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            lines = source.splitlines()
            rows = [
                (code(field.target.id), code(ast.unparse(field.annotation)), code(ast.unparse(field.value)), remark)
                for field in node.body
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.value
                for remark in [lines[field.lineno - 1].partition("  # ")[2]]
            ]
            head = table(("field", "type", "default", "why, or what it does"), rows)
            parts.append(f"### {node.name}\n\n{ast.get_docstring(node)}\n\n{head}")
    return "\n\n".join(parts)


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
        needed = set(part.get("required", ()))
        rows = [
            (code(field), _kind(kind), "" if field in needed else _default(kind))
            for field, kind in part.get("properties", {}).items()
        ]
        said = " ".join(part.get("description", "").replace("``", "`").split())
        parts.append(f"### {name}\n\n{said}\n\n" + (table(("field", "type", "default"), rows) if rows else ""))
    return "\n\n".join(parts)


def _default(kind: Any) -> str:
    return code(msgspec.json.encode(kind.get("default")).decode())


def _kind(kind: Any) -> str:
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(dict.fromkeys(_kind(one) for one in kind["anyOf"]))
    if "enum" in kind:
        return ", ".join(code("null" if one is None else one) for one in kind["enum"])
    if kind.get("type") == "array":
        if "prefixItems" in kind:
            return f"list of {len(kind['prefixItems'])}"
        return f"list of {_kind(kind.get('items', {}))}"
    if kind.get("type") == "object":
        inner = kind.get("additionalProperties")
        return f"map to {_kind(inner)}" if isinstance(inner, dict) else "map"
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
