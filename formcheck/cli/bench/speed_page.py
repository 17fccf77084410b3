"""The measured speed as the docs keep it: docs/speed.json, and a block of docs/accuracy.md made from it."""

import re
import statistics
from pathlib import Path
from typing import Final

import msgspec

from formcheck.cli.accuracy.command import CHECKOUT
from formcheck.cli.bench.figures import SpeedFigures
from formcheck.errors import BadChoice, OutputError

FIGURES: Final = "docs/speed.json"
PAGE: Final = "docs/accuracy.md"
BLOCK: Final = re.compile(r"(<!-- speed: generated, held by a test -->\n).*?(<!-- /speed -->)", re.DOTALL)
#: Against the bare model: what was aimed at.
TARGETS: Final = {"analysis_s": 0.60, "analysis_with_video_s": 0.80}
NAMES: Final = {"analysis_s": "analysis", "analysis_with_video_s": "analysis and annotated video"}


def check_writing(root: Path = CHECKOUT) -> None:
    """Raises BadChoice outside a source checkout, before anything is measured."""
    page = root / PAGE
    if not page.is_file() or len(BLOCK.findall(page.read_text(encoding="utf-8"))) != 1:
        raise BadChoice(f"--write changes {PAGE} of a source checkout, but this is not one.")


def keep(figures: SpeedFigures, root: Path = CHECKOUT) -> None:
    """Write figures and block. Raises OutputError."""
    try:
        text = msgspec.json.format(msgspec.json.encode(figures), indent=1).decode() + "\n"
        (root / FIGURES).write_text(text, encoding="utf-8", newline="\n")
        page = (root / PAGE).read_text(encoding="utf-8")
        block = BLOCK.sub(lambda found: f"{found[1]}{markdown(figures)}\n{found[2]}", page)
        (root / PAGE).write_text(block, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"We can't save {error.filename}: {error.strerror}.") from error


def kept(root: Path = CHECKOUT) -> SpeedFigures:
    """As they were kept."""
    return msgspec.json.decode((root / FIGURES).read_bytes(), type=SpeedFigures)


def markdown(figures: SpeedFigures) -> str:
    """One sentence and a table."""
    bare = statistics.median(figures.landmarker_s)
    memory = "not known" if figures.peak_memory_mb is None else f"{figures.peak_memory_mb:.0f} MB"
    lines = [
        f"`{figures.clip}`, {figures.frames} frames, {figures.model} model, {figures.cores} cores, median of "
        f"{len(figures.landmarker_s)} runs; peak memory {memory}.",
        "",
        "| | seconds | frames per second | against the model alone | target |",
        "| --- | ---: | ---: | ---: | --- |",
        _row("pose model alone", figures.landmarker_s, figures.frames, bare),
        *(_row(NAMES[name], getattr(figures, name), figures.frames, bare, target) for name, target in TARGETS.items()),
    ]
    return "\n".join(lines)


def _row(name: str, runs: list[float], frames: int, bare: float, target: float | None = None) -> str:
    middle, ratios = statistics.median(runs), sorted(run / bare for run in runs)
    spread = "" if target is None else f" ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    aim = "" if target is None else f"{target:.2f}: {'met' if middle / bare <= target else 'missed'}"
    return f"| {name} | {middle:.2f} | {frames / middle:.1f} | {middle / bare:.2f}{spread} | {aim} |"
