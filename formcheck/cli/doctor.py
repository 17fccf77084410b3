"""``formcheck doctor``: what this machine has and lacks, and what to do."""

import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from rich import box
from rich.table import Table
from rich.text import Text

from formcheck.cli.console import PlainConsole
from formcheck.errors import FormcheckError, OutputError
from formcheck.reports.export import check_writable

State = Literal["ok", "note", "problem"]
STYLES: Final[dict[State, str]] = {"ok": "green", "note": "yellow", "problem": "bold red"}
MB: Final = 1_000_000
MEMORY_MB: Final = 700  # the most an analysis may take
DISK_MB: Final = 200  # an annotated five-minute clip
OPENCV_WHEELS: Final = (
    "opencv-contrib-python",
    "opencv-python",
    "opencv-python-headless",
    "opencv-contrib-python-headless",
)
NEEDED_DECODER: Final = "H.264"  # what phones film by default; the others are for some phones and downloads


@dataclass(frozen=True, slots=True)
class Item:
    """One thing examined: what was found, and what to do unless it is ok."""

    name: str
    state: State
    found: str
    do: str = ""


def examine() -> bool:
    """Examine everything, print a table, return whether there is a problem."""
    items = [item for look in LOOKS for item in _look(look)]
    table = Table(box=box.SIMPLE, pad_edge=False)
    for head in ("", "Checked", "Found", "What helps"):
        table.add_column(head)
    for item in items:
        table.add_row(Text(item.state, style=STYLES[item.state]), item.name, item.found, item.do)
    PlainConsole().print(table)
    return any(item.state == "problem" for item in items)


def _look(look: Callable[[], Iterator[Item]]) -> list[Item]:
    """Run one examination; an unexpected failure becomes a problem of its own, and the others go on."""
    items: list[Item] = []
    name = look.__name__.strip("_").replace("_", " ")
    try:
        items.extend(look())
    except FormcheckError as error:
        items.append(Item(name, "problem", str(error), "see left"))
    except Exception as error:
        items.append(Item(name, "problem", f"failed ({type(error).__name__}: {error})", "install FormCheck again"))
    return items


def _models() -> Iterator[Item]:
    from formcheck.media import bundles

    for file, sha256 in bundles.SHIPPED_SHA256.items():
        try:
            right = bundles.bundle_sha256(file) == sha256
        except FormcheckError:
            yield Item(file, "problem", "missing", "install FormCheck again")
            continue
        if right:
            yield Item(file, "ok", "present, sha256 correct")
        else:
            yield Item(file, "problem", "not our file, sha256 differs", "install FormCheck again")


def _pose_model() -> Iterator[Item]:
    from importlib.metadata import version

    from formcheck.media import pose

    pose.MediaPipePose().close()
    yield Item("pose model", "ok", f"starts (mediapipe {version('mediapipe')})")


def _video() -> Iterator[Item]:
    from formcheck.media import playable, video

    for name, present in playable.decoders().items():
        if present:
            yield Item(f"reads {name}", "ok", "yes")
        elif name == NEEDED_DECODER:
            yield Item(
                f"reads {name}", "problem", "no", "install PyAV from its own wheel: pip install --force-reinstall av"
            )
        else:
            yield Item(f"reads {name}", "note", "no", "convert such videos to H.264 first")
    if video.can_encode_h264():
        yield Item("writes H.264", "ok", "yes")
    else:
        do = "install PyAV from its own wheel, or use --no-video"
        yield Item("writes H.264", "problem", "no", do)


def _drawing() -> Iterator[Item]:
    from importlib.metadata import PackageNotFoundError, version

    from formcheck.drawing import draw  # noqa: F401  (brings OpenCV up, or fails as it would in use)

    wheels = []
    for wheel in OPENCV_WHEELS:
        with suppress(PackageNotFoundError):
            wheels.append(f"{wheel} {version(wheel)}")
    if len(wheels) > 1:
        yield Item("OpenCV", "note", ", ".join(wheels), f"they overwrite each other: keep only {OPENCV_WHEELS[0]}")
    else:
        yield Item("OpenCV", "ok", "".join(wheels) or "yes")


def _camera() -> Iterator[Item]:
    """Devices are listed, never opened: doctor must not switch a camera's light on."""
    if sys.platform != "linux":
        yield Item("camera", "note", "not checked on this system", "the browser asks for it when needed")
        return
    cameras = sorted(str(path) for path in Path("/dev").glob("video*") if stat.S_ISCHR(path.stat().st_mode))
    if cameras:
        yield Item("camera", "ok", ", ".join(cameras))
    else:
        yield Item("camera", "note", "none found", "only needed for live use, not for videos")


def _folders() -> Iterator[Item]:
    places = (
        ("working folder", Path.cwd(), "note", "use --out DIR or another folder"),
        ("temporary folder", Path(tempfile.gettempdir()), "problem", "set TMPDIR to a folder you can write to"),
    )
    for name, folder, state, do in places:
        try:
            check_writable(folder)
        except OutputError:
            yield Item(name, "note" if state == "note" else "problem", f"{folder} cannot be written to", do)
            continue
        free_mb = shutil.disk_usage(folder).free / MB
        found = f"{folder} can be written to, {free_mb / 1000:.1f} GB free"
        if free_mb < DISK_MB:
            yield Item(name, "note", found, "free some space")
        else:
            yield Item(name, "ok", found)


def _memory() -> Iterator[Item]:
    free_mb = free_memory_mb()
    if free_mb is None:
        yield Item("memory", "note", "not checked on this system", f"{MEMORY_MB} MB free are enough")
    elif free_mb < MEMORY_MB:
        yield Item("memory", "note", f"{free_mb:.0f} MB free", f"close other programs: {MEMORY_MB} MB are needed")
    else:
        yield Item("memory", "ok", f"{free_mb / 1000:.1f} GB free")


def free_memory_mb() -> float | None:
    """Memory that programs can still have, from Linux's own estimate; None on other systems."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return None if kilobytes is None else int(kilobytes) * 1024 / MB


LOOKS: Final[tuple[Callable[[], Iterator[Item]], ...]] = (
    _models,
    _pose_model,
    _video,
    _drawing,
    _camera,
    _folders,
    _memory,
)
