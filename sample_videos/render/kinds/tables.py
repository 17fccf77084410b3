"""The outcome as a table, in the page on accuracy and as one picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np

from formcheck.cli.accuracy.bootstrap import intervals
from sample_videos.render.kinds.kind import KindClip, Picture

PAGE: Final = Path(__file__).resolve().parents[3] / "docs" / "accuracy.md"
BLOCK: Final = re.compile(r"(<!-- kinds: written by make kinds -->\n).*?(<!-- /kinds -->)", re.DOTALL)
HEAD: Final = "| kind | clips | right | wrong |\n| --- | ---: | ---: | --- |\n"
CELL_WH: Final = (240, 260)
COLUMNS: Final = 6
TELLING: Final = 0.42  # share of a clip at which most people are low or a cut is seen


@dataclass(frozen=True)
class Outcome:
    """A clip, and what is wrong in its report."""

    clip: KindClip
    wrongs: tuple[str, ...]


def printed(outcomes: Sequence[Outcome]) -> str:
    """Markdown: a row per kind."""
    rows = []
    for words, group in groupby(outcomes, key=lambda outcome: outcome.clip.words):
        clips = list(group)
        wrong = [f"{_number(one)}: {'; '.join(one.wrongs)}" for one in clips if one.wrongs]
        rows.append(f"| {words} | {len(clips)} | {_right(clips)} | {'<br>'.join(wrong)} |\n")
    return HEAD + "".join(rows) + f"| all | {len(outcomes)} | {_right(outcomes)} | |\n"


def _right(outcomes: Sequence[Outcome]) -> str:
    """How many, and the 95 % interval of their share over people."""
    each = [(one.clip.film.judged.person, not one.wrongs) for one in outcomes]
    ends = intervals(each, lambda some: {"right": sum(some) / len(some)}, {"right": 1.0})["right"]
    low, high = (f"{100 * end:.0f}" for end in ends)
    return f"{sum(right for _, right in each)} ({low} to {high} %)"


def _number(outcome: Outcome) -> str:
    return f"{outcome.clip.kind} {outcome.clip.number}"


def keep(outcomes: Sequence[Outcome]) -> None:
    """The table between its marks in the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda found: found[1] + printed(outcomes) + found[2], text), encoding="utf-8")


def write_sheet(paths: Sequence[Path], sheet: Path) -> None:
    """A frame of every clip in rows of six, names below."""
    cells = [_cell(path) for path in paths]
    cells += [np.full_like(cells[0], 255)] * (-len(cells) % COLUMNS)
    rows = [np.concatenate(cells[i : i + COLUMNS], axis=1) for i in range(0, len(cells), COLUMNS)]
    _, data = cv2.imencode(sheet.suffix, cv2.cvtColor(np.concatenate(rows), cv2.COLOR_RGB2BGR))
    sheet.write_bytes(data.tobytes())


def _cell(path: Path) -> Picture:
    with av.open(str(path)) as container:
        shown = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    picture = shown[round(TELLING * (len(shown) - 1))]
    width, height = CELL_WH
    scale = min(width / picture.shape[1], (height - 16) / picture.shape[0])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    cell = np.full((height, width, 3), 255, np.uint8)
    cell[: small.shape[0], : small.shape[1]] = small
    cv2.putText(cell, path.stem[:38], (3, height - 4), cv2.FONT_HERSHEY_SIMPLEX, 0.36, (0, 0, 0), 1, cv2.LINE_AA)
    return cell
