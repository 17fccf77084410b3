"""The house rules of ARCHITECTURE.md as functions on the parsed source: each returns what breaks it."""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: Floor of each room; imports point down, or sideways within one room.
FLOORS = {"base": 0, "motion": 1, "coaching": 2, "media": 3, "records": 3, "pipeline": 4, "ui": 5, "cli": 5}
#: Rooms of what lies at the top of formcheck/; any other first name is a package and a room of its own.
ROOM_OF = {
    **dict.fromkeys(("", "errors", "settings", "memory", "language", "colours"), "base"),
    **dict.fromkeys(
        ("pipeline", "measuring", "segments", "annotating", "session", "onscreen", "kiosk", "batch"), "pipeline"
    ),
    **dict.fromkeys(
        (
            "cli",
            "__main__",
            "terminal",
            "console",
            "tables",
            "analyzing",
            "calibrating",
            "serving",
            "doctor",
            "bench",
            "livebench",
            "accuracy",
        ),
        "cli",
    ),
}
#: The modules that may know a library of the outside world: one each, except OpenCV, which is two things in one wheel,
#: a pen and a camera driver.
ONLY_HOME = {
    "av": ("formcheck.media.video",),
    "mediapipe": ("formcheck.media.pose",),
    "cv2": ("formcheck.drawing.brush", "formcheck.media.camera"),
    "PIL": ("formcheck.drawing.stills",),
    "sqlalchemy": ("formcheck.storage.store",),
    "distributed": ("formcheck.batch",),
    "streamlit_webrtc": ("formcheck.ui.components.camera",),
}
PURE_ROOMS = {"motion", "coaching"}
PURE_LIBRARIES = {"numpy", "scipy", "msgspec", "formcheck", *sys.stdlib_module_names}
SILENT_ROOMS = {"motion", "coaching", "media", "records", "pipeline"}
DRAWERS = {"utils", "util", "helpers", "common", "misc"}
MAX_LINES, MEDIAN_LINES, MAX_FUNCTION_LINES = 300, 130, 40
#: Functions that may be longer: "module.function" to the reason.
LONG_FOR_A_REASON: dict[str, str] = {}


@dataclass(frozen=True)
class Module:
    """One parsed file; ``imports`` holds every dotted name it imports, at the top, lazily or for types only."""

    tree: ast.Module
    lines: int
    imports: frozenset[str]


House = dict[str, Module]


def room(name: str) -> str:
    """The room a module or an imported name of ours belongs to."""
    if name == "app":
        return "ui"
    first = name.removeprefix("formcheck").removeprefix(".").partition(".")[0]
    return ROOM_OF.get(first, first)


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


def parse(sources: dict[str, str]) -> House:
    """The house of these sources, given by dotted module name."""
    house = {}
    for name, text in sources.items():
        tree = ast.parse(text)
        house[name] = Module(tree, text.count("\n"), frozenset(imported(tree, set(sources))))
    return house


def read_house() -> House:
    files = {".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in (ROOT / "formcheck").rglob("*.py")}
    if (ROOT / "app.py").exists():
        files["app"] = ROOT / "app.py"
    return parse({n.removesuffix(".__init__"): p.read_text(encoding="utf-8") for n, p in sorted(files.items())})


def edges(house: House) -> Iterator[tuple[str, str]]:
    return ((name, target) for name, module in house.items() for target in sorted(module.imports))


def every_room_has_a_floor(house: House) -> list[str]:
    return [f"{name}: room {room(name)!r} has no floor" for name in house if room(name) not in FLOORS]


def imports_point_down(house: House) -> list[str]:
    wrong = []
    for name, target in edges(house):
        if not ours(target) or {room(name), room(target)} - FLOORS.keys() or room(name) == room(target):
            continue
        if FLOORS[room(target)] >= FLOORS[room(name)]:
            wrong.append(f"{name} ({room(name)}) imports {target} ({room(target)})")
    return wrong


def imports_are_absolute(house: House) -> list[str]:
    return [
        f"{name}:{node.lineno} imports relatively"
        for name, module in house.items()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def no_cycles(house: House) -> list[str]:
    graph = {name: {t for t in module.imports if t in house and t != name} for name, module in house.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" -> ".join(error.args[1])]
    return []


def outside_world_has_one_door(house: House) -> list[str]:
    return [
        f"{name} imports {target}; only {' and '.join(homes)} may"
        for name, target in edges(house)
        if (homes := ONLY_HOME.get(target.partition(".")[0])) and name not in homes
    ]


def streamlit_stays_upstairs(house: House) -> list[str]:
    return [f"{n} imports {t}" for n, t in edges(house) if t.partition(".")[0] == "streamlit" and room(n) != "ui"]


def the_engine_is_pure(house: House) -> list[str]:
    return [
        f"{name} imports {target}"
        for name, target in edges(house)
        if room(name) in PURE_ROOMS and target.partition(".")[0] not in PURE_LIBRARIES
    ]


def the_core_never_prints(house: House) -> list[str]:
    return [
        f"{name}:{node.lineno} prints"
        for name, module in house.items()
        if room(name) in SILENT_ROOMS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def no_module_is_long(house: House) -> list[str]:
    return [f"{name} has {module.lines} lines" for name, module in house.items() if module.lines > MAX_LINES]


def most_modules_are_short(house: House) -> list[str]:
    filled = [module.lines for module in house.values() if len(module.tree.body) > 1]  # not bare packages
    median = statistics.median(filled)
    return [f"the median module has {median:g} lines"] if median >= MEDIAN_LINES else []


def functions_are_small(house: House) -> list[str]:
    return [
        f"{name}.{node.name} has {length} lines"
        for name, module in house.items()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
        and f"{name}.{node.name}" not in LONG_FOR_A_REASON
    ]


def no_drawers(house: House) -> list[str]:
    return [f"{name} says nothing about its content" for name in house if DRAWERS & set(name.split("."))]


RULES = (
    every_room_has_a_floor,
    imports_point_down,
    imports_are_absolute,
    no_cycles,
    outside_world_has_one_door,
    streamlit_stays_upstairs,
    the_engine_is_pure,
    the_core_never_prints,
    no_module_is_long,
    most_modules_are_short,
    functions_are_small,
    no_drawers,
)
