"""Scores as tables: of one method in the terminal, and of the kept methods side by side for the documentation."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from formcheck.cli.accuracy.tables import (
    ANGLE_HEADS,
    BACK_HEADS,
    HANDS_HEADS,
    Grid,
    angle_rows,
    back_row,
    counted,
    grid_markdown,
    hands_row,
    print_grid,
)
from formcheck.cli.benchmark.scoring import Scores
from formcheck.cli.console import PlainConsole


def grids(scores: Scores) -> Iterator[Grid]:
    """The tables of one method."""
    yield Grid("Angles of the near side, degrees", ANGLE_HEADS, tuple(angle_rows(scores.angles)), 2)
    bent = "Lower back: lumbar flexion, degrees, while the trunk leans beyond 20"
    yield Grid(bent, BACK_HEADS, tuple(map(back_row, scores.backs)), 1)
    yield Grid(
        "Hands on the legs while rising, by repetition and hand", HANDS_HEADS, tuple(map(hands_row, scores.hands)), 1
    )


def intro(scores: Scores) -> str:
    """Which method, on what."""
    left_out = scores.clips - scores.predicted
    more = f", {left_out} of them without a prediction" if left_out else ""
    clips, people = counted(scores.clips, "clip"), counted(scores.people, "person", "people")
    what = f"{scores.clip_set} set, {clips}, {people}{more}"
    return f"{scores.name}: {what}; benchmark version {scores.benchmark}."


def print_scores(scores: Scores) -> None:
    """Print the tables on stdout."""
    console = PlainConsole()
    console.print(intro(scores), markup=False, highlight=False)
    for grid in grids(scores):
        print_grid(console, grid)


def markdown(scores: Scores) -> str:
    """The same for a document."""
    return "\n\n".join([intro(scores), *map(grid_markdown, grids(scores))])


def read_kept(folder: Path) -> list[Scores]:
    """The scores kept in a folder, by file name."""
    return [msgspec.json.decode(path.read_bytes(), type=Scores) for path in sorted(folder.glob("*.json"))]


def kept_markdown(folder: Path) -> str:
    """All kept scores, a heading each."""
    return "\n\n".join(f"### {one.name}\n\n{markdown(one)}" for one in read_kept(folder))
