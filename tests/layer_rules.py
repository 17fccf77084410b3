"""The rules of ARCHITECTURE.md as functions on the parsed source: each returns what breaks it."""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: Layer of each package; imports point down, or sideways within one package.
LAYERS = {
    "base": 0,
    "motion": 1,
    "schema": 2,
    "measures": 3,
    "movements": 4,
    "judging": 5,
    "wording": 6,
    "advice": 7,
    "media": 8,
    "drawing": 8,
    "reports": 8,
    "storage": 9,
    "player": 9,
    "clip": 10,
    "live": 11,
    "batch": 11,
    "review": 12,
    "ui": 13,
    "kiosk": 14,
    "cli": 15,
    "api": 16,
}
#: Packages of the files at the top of formcheck/; any other first name is a package of its own.
PACKAGE_OF = {
    **dict.fromkeys(("", "errors", "settings", "memory", "i18n", "colours", "leftovers", "ordinary", "dates"), "base"),
    "__main__": "cli",
}
#: Pairs that keep apart although their layers would let one import the other.
APART = {("cli", "ui"): "the command line starts the app in a process of its own"}
#: A trainer's store, where it knows its database.
REVIEW_STORE = "formcheck.storage.review"
STEPS = (f"migrations.versions.{step}" for step in ("first", "second", "third"))
SQL_PARTS = ("database", "tables", "store", "migrations.env", *STEPS)
#: The modules that may know a library of the outside world: one each, except OpenCV, which is two things in one wheel,
#: a pen and a camera driver, PyAV, which decodes pictures, reads an index without doing so and packs sound, and
#: cryptography, which seals, hashes and makes certificates.
ONLY_HOME = {
    "av": ("formcheck.media.video", "formcheck.media.decoding", "formcheck.media.playable", "formcheck.media.sound"),
    "mediapipe": ("formcheck.media.pose",),
    "cv2": ("formcheck.drawing.brush", "formcheck.media.camera", "formcheck.media.clothing"),
    "PIL": ("formcheck.drawing.stills",),
    "dask": (),
    "distributed": ("formcheck.batch.cluster",),
    "sqlalchemy": ("formcheck.storage.diary_file", *(f"{REVIEW_STORE}.{part}" for part in SQL_PARTS)),
    "alembic": tuple(f"{REVIEW_STORE}.{part}" for part in SQL_PARTS),
    "cryptography": ("formcheck.storage.diary_code", "formcheck.storage.hashing", "formcheck.storage.certificate"),
    "babel": ("formcheck.dates",),
    "platformdirs": ("formcheck.storage.small_files",),
}
PURE = {"motion", "schema", "measures", "movements", "judging", "wording", "advice"}
PURE_LIBRARIES = {"numpy", "scipy", "msgspec", "formcheck", *sys.stdlib_module_names}
NEVER_PRINTS = {*PURE, "media", "drawing", "reports", "storage", "clip", "live", "batch", "review"}
VAGUE_NAMES = {"utils", "util", "helpers", "common", "misc"}
MAX_LINES, MEDIAN_LINES, MAX_FUNCTION_LINES = 300, 130, 40
#: Functions that may be longer: "module.function" to the reason.
LONG_FOR_A_REASON: dict[str, str] = {}


@dataclass(frozen=True)
class Module:
    """One parsed file; ``imports`` holds every dotted name it imports, at the top, lazily or for types only."""

    tree: ast.Module
    lines: int
    imports: frozenset[str]


Sources = dict[str, Module]


def package(name: str) -> str:
    """The package a module or an imported name of ours belongs to."""
    if name == "app":
        return "ui"
    first = name.removeprefix("formcheck").removeprefix(".").partition(".")[0]
    return PACKAGE_OF.get(first, first)


def ours(name: str) -> bool:
    return name == "app" or name.partition(".")[0] == "formcheck"


def imported(tree: ast.Module, modules: set[str]) -> Iterator[str]:
    """Dotted names imported by a file; ``from a import b`` is ``a.b`` where that is a module, else ``a``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield from (full if (full := f"{base}.{alias.name}") in modules else base for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def parse(sources: dict[str, str]) -> Sources:
    """The modules of these sources, given by dotted module name."""
    modules = {}
    for name, text in sources.items():
        tree = ast.parse(text)
        modules[name] = Module(tree, text.count("\n"), frozenset(imported(tree, set(sources))))
    return modules


def read_sources() -> Sources:
    files = {".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in (ROOT / "formcheck").rglob("*.py")}
    if (ROOT / "app.py").exists():
        files["app"] = ROOT / "app.py"
    return parse({n.removesuffix(".__init__"): p.read_text(encoding="utf-8") for n, p in sorted(files.items())})


def edges(modules: Sources) -> Iterator[tuple[str, str]]:
    return ((name, target) for name, module in modules.items() for target in sorted(module.imports))


def every_package_has_a_layer(modules: Sources) -> list[str]:
    return [f"{name}: package {package(name)!r} has no layer" for name in modules if package(name) not in LAYERS]


def imports_point_down(modules: Sources) -> list[str]:
    wrong = []
    for name, target in edges(modules):
        if not ours(target) or {package(name), package(target)} - LAYERS.keys() or package(name) == package(target):
            continue
        if LAYERS[package(target)] >= LAYERS[package(name)] or (package(name), package(target)) in APART:
            wrong.append(f"{name} ({package(name)}) imports {target} ({package(target)})")
    return wrong


def imports_are_absolute(modules: Sources) -> list[str]:
    return [
        f"{name}:{node.lineno} imports relatively"
        for name, module in modules.items()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def no_cycles(modules: Sources) -> list[str]:
    graph = {name: {t for t in module.imports if t in modules and t != name} for name, module in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" -> ".join(error.args[1])]
    return []


def one_adapter_per_library(modules: Sources) -> list[str]:
    return [
        f"{name} imports {target}; only {' and '.join(homes)} may"
        for name, target in edges(modules)
        if (homes := ONLY_HOME.get(target.partition(".")[0])) and name not in homes
    ]


def streamlit_only_in_pages(modules: Sources) -> list[str]:
    return [
        f"{n} imports {t}"
        for n, t in edges(modules)
        if t.partition(".")[0] == "streamlit" and package(n) not in ("ui", "kiosk")
    ]


def the_engine_is_pure(modules: Sources) -> list[str]:
    return [
        f"{name} imports {target}"
        for name, target in edges(modules)
        if package(name) in PURE and target.partition(".")[0] not in PURE_LIBRARIES
    ]


def the_core_never_prints(modules: Sources) -> list[str]:
    return [
        f"{name}:{node.lineno} prints"
        for name, module in modules.items()
        if package(name) in NEVER_PRINTS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def no_module_is_long(modules: Sources) -> list[str]:
    return [f"{name} has {module.lines} lines" for name, module in modules.items() if module.lines > MAX_LINES]


def most_modules_are_short(modules: Sources) -> list[str]:
    filled = [module.lines for module in modules.values() if len(module.tree.body) > 1]  # not bare packages
    median = statistics.median(filled)
    return [f"the median module has {median:g} lines"] if median >= MEDIAN_LINES else []


def functions_are_small(modules: Sources) -> list[str]:
    return [
        f"{name}.{node.name} has {length} lines"
        for name, module in modules.items()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
        and f"{name}.{node.name}" not in LONG_FOR_A_REASON
    ]


def no_vague_names(modules: Sources) -> list[str]:
    return [f"{name} says nothing about its content" for name in modules if VAGUE_NAMES & set(name.split("."))]


RULES = (
    every_package_has_a_layer,
    imports_point_down,
    imports_are_absolute,
    no_cycles,
    one_adapter_per_library,
    streamlit_only_in_pages,
    the_engine_is_pure,
    the_core_never_prints,
    no_module_is_long,
    most_modules_are_short,
    functions_are_small,
    no_vague_names,
)
