"""Figures of accuracy as tables, for the terminal and for docs/accuracy.md."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from formcheck.cli.accuracy.figures import Accuracy, AngleFigures, BackFigures, CheckFigures, HandsFigures, Pooled
from formcheck.cli.console import PlainConsole

WIDEST: Final = 1000  # columns of a terminal: as many as any table could want
ANGLE_HEADS: Final = (
    "camera",
    "angle",
    "frames",
    "mean abs. error",
    "bias",
    "95 % within",
    "coverage",
    "truth in interval",
)
BACK_HEADS: Final = (
    "camera",
    "frames",
    "mean abs. error",
    "bias",
    "95 % within",
    "coverage",
    "truth in interval",
    "half-width",
    "10 and less below 30 and more",
    "15 against 30",
    "standing reads",
)
REP_HEADS: Final = ("what", "right")
CHECK_HEADS: Final = (
    "check",
    "faults found",
    "mild ones found",
    "precision",
    "clean, judged",
    "false faults per 10",
    "with watches",
    "not assessed",
)
HANDS_HEADS: Final = ("camera", "pushing hands found", "cannot tell", "free hands, judged", "false", "precision")
SETS: Final = {
    "fit": "fit set",
    "test": "test set",
    "all": "all sets",
    "samples": "samples",
    "release": "people nobody has looked at",
}
NOTHING: Final = "-"


@dataclass(frozen=True, slots=True)
class Grid:
    """One table; the first ``words`` columns are text, the others numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int


def intro(figures: Accuracy) -> str:
    """One sentence: which clips, which model."""
    source = figures.source
    part = "" if source.part is None else ", a part of it"
    angles = "angles as the picture shows them" if source.correction_sha256 is None else "corrected angles"
    return (
        f"Rendered people, {SETS[source.clip_set]}{part}: {counted(figures.clips, 'clip')}, "
        f"{counted(figures.people, 'person', 'people')}; {source.model} model, {angles}."
    )


def grids(figures: Accuracy) -> tuple[Grid, ...]:
    """The tables that have rows."""
    every = (
        Grid("Angles of the near side, degrees", ANGLE_HEADS, tuple(angle_rows(figures.angles)), 2),
        Grid(
            "Lower back: lumbar flexion, degrees, while the trunk leans beyond 20",
            BACK_HEADS,
            tuple(map(back_row, figures.backs)),
            1,
        ),
        Grid("Repetitions and depth", REP_HEADS, tuple(_rep_rows(figures)), 2),
        Grid("Hands on legs or floor while rising", REP_HEADS, tuple(_contact_rows(figures)), 2),
        Grid("Hands that push on the legs, by repetition", HANDS_HEADS, tuple(map(hands_row, figures.hands)), 1),
        Grid("Checks, by repetition (repeatability: by clip)", CHECK_HEADS, tuple(map(_check_row, figures.checks)), 1),
    )
    return tuple(grid for grid in every if grid.rows)


def markdown(figures: Accuracy) -> str:
    """The block of docs/accuracy.md, without a line break at its end."""
    blocks = [intro(figures)]
    return "\n\n".join([*blocks, *map(grid_markdown, grids(figures))])


def grid_markdown(grid: Grid) -> str:
    """A title and a Markdown table."""
    lines = ("---" if at < grid.words else "---:" for at in range(len(grid.heads)))
    rows = (grid.heads, tuple(lines), *grid.rows)
    return f"**{grid.title}**\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def print_tables(figures: Accuracy) -> None:
    """Print the tables, and what was wrong clip by clip, on stdout."""
    console = PlainConsole()
    console.print(Text(intro(figures)))
    for grid in grids(figures):
        print_grid(console, grid)
    for line in _wrong(figures):
        console.print(Text(line))


def print_grid(console: Console, grid: Grid) -> None:
    """One table in the terminal; where that is too narrow for its longest words, a paragraph for each row."""
    columns = tuple(zip(grid.heads, *grid.rows, strict=True))
    words = [max(len(word) for cell in cells for word in cell.split() or [""]) for cells in columns]
    whole = [max(map(len, cells)) for cells in columns]
    narrowest = Measurement.get(console, console.options.update(max_width=WIDEST), _table(grid, words)).minimum
    if narrowest <= console.width:
        console.print(_table(grid, _widened(words, whole, console.width - narrowest)))
        return
    console.print(Text(f"\n{grid.title}\n", style="bold"))
    for row in grid.rows:
        cells = [f"{head} {cell}" for head, cell in zip(grid.heads, row, strict=True) if cell not in ("", NOTHING)]
        console.print(Text("; ".join(cells)))


def _table(grid: Grid, widths: Sequence[int]) -> Table:
    """The grid with columns of exactly these widths: what Rich chooses by itself may be wider than the terminal."""
    table = Table(box=box.SIMPLE_HEAD, title=f"\n{grid.title}", title_style="bold", title_justify="left")
    for at, (head, width) in enumerate(zip(grid.heads, widths, strict=True)):
        table.add_column(head, justify="left" if at < grid.words else "right", width=width)
    for row in grid.rows:
        table.add_row(*row)
    return table


def _widened(widths: Sequence[int], whole: Sequence[int], spare: int) -> list[int]:
    """Column widths with ``spare`` characters more, each given to the column that lacks most to be ``whole``."""
    wide = list(widths)
    for _ in range(min(spare, sum(whole) - sum(widths))):
        lacking = [full - now for full, now in zip(whole, wide, strict=True)]
        wide[lacking.index(max(lacking))] += 1
    return wide


def angle_rows(figures: Iterable[AngleFigures]) -> Iterator[tuple[str, ...]]:
    """The view is given in its first row only."""
    shown = ""
    for one in figures:
        view = f"{one.view} ({counted(one.clips, 'clip')}, {counted(one.people, 'person', 'people')})"
        yield ("" if view == shown else view, *_angle_cells(one))
        shown = view


def _angle_cells(one: AngleFigures) -> tuple[str, ...]:
    return (
        one.angle.removesuffix("_deg").replace("_", " "),
        f"{one.frames:,}",
        _number(one, "mean_abs_error_deg"),
        _number(one, "bias_deg", "+.1f"),
        _number(one, "p95_abs_error_deg"),
        _percent(one, "coverage"),
        _percent(one, "within_interval_share"),
    )


def back_row(one: BackFigures) -> tuple[str, ...]:
    """Under `BACK_HEADS`."""
    return (
        f"{one.view}{', calibrated' if one.calibrated else ''} "
        f"({counted(one.clips, 'clip')}, {counted(one.people, 'person', 'people')})",
        f"{one.frames:,}",
        _number(one, "mean_abs_error_deg"),
        _number(one, "bias_deg", "+.1f"),
        _number(one, "p95_abs_error_deg"),
        _percent(one, "coverage"),
        _percent(one, "within_interval_share"),
        _number(one, "median_half_width_deg"),
        _number(one, "order_share", ".3f"),
        _percent(one, "balanced_share"),
        _number(one, "standing_deg"),
    )


def _rep_rows(figures: Accuracy) -> Iterator[tuple[str, str]]:
    reps = figures.reps
    mean = "" if reps.mean_abs_bottom_error_s is None else f", {_number(reps, 'mean_abs_bottom_error_s', '.2f')} s off"
    mean += " on average" if mean else ""
    yield "repetitions counted exactly", _of(reps, "counted_exactly", "clip")
    yield "bottom within 0.25 s", _of(reps, "bottoms_close", "repetition") + mean
    yield "repetitions reported where there is none", str(reps.reps_extra)
    yield "movement classified correctly", _of(reps, "movement_right", "clip")
    yield "depth class exact", _of(reps, "depth_exact")
    yield (
        "depth class at most one off",
        f"{_of(reps, 'depth_within_one')}, reported in {reps.depth_reported} of {reps.squats} squats",
    )


def _contact_rows(figures: Accuracy) -> Iterator[tuple[str, str]]:
    one = figures.contacts
    if one is None:
        return
    yield "contacts found", f"{_of(one, 'matched')}, {one.hidden} by hidden hands"
    yield "place classified correctly: knee, thigh or floor", _of(one, "place_right")
    yield "contacts reported where there is none", str(one.extra)
    for what, end in (("beginning", "start"), ("end", "end")):
        mean, most = (f"{kind}_abs_{end}_error_s" for kind in ("mean", "p95"))
        known = getattr(one, mean) is not None
        errors = f"{_number(one, mean, '.2f')} s off on average, 95 % within {_number(one, most, '.2f')} s"
        yield f"{what} of a contact", errors if known else NOTHING


def hands_row(one: HandsFigures) -> tuple[str, ...]:
    """Under `HANDS_HEADS`."""
    return (
        f"{one.view} ({counted(one.people, 'person', 'people')})",
        _of(one, "found"),
        str(one.unsure),
        f"{one.free_judged} of {one.free}",
        str(one.alarms),
        _percent(one, "precision"),
    )


def _check_row(one: CheckFigures) -> tuple[str, ...]:
    return (
        one.title,
        _of(one, "found"),
        _of(one, "mild_found"),
        _percent(one, "precision"),
        str(one.clean_judged),
        _number(one, "false_faults_per_10"),
        _number(one, "alarms_per_10"),
        _percent(one, "not_assessed_share"),
    )


def _wrong(figures: Accuracy) -> Iterator[str]:
    """A line for each clip with something wrong."""
    for clip in figures.by_clip:
        parts = [
            f"{clip.reps_reported} repetitions instead of {clip.reps}" if clip.reps_reported != clip.reps else "",
            f"{clip.movement_reported} instead of {clip.movement}" if clip.movement_reported != clip.movement else "",
            f"missed {', '.join(clip.missed)}" if clip.missed else "",
            f"false {', '.join(clip.alarms)}" if clip.alarms else "",
        ]
        if any(parts):
            yield f"{clip.clip}: {'; '.join(filter(None, parts))}"


def _of(one: Pooled, part: str, what: str = "") -> str:
    """A count of what was counted, with the interval of its share."""
    whole = getattr(one, one.RATES[part][0])
    all_of_them = counted(whole, what) if what else str(whole)
    return f"{getattr(one, part)} of {all_of_them}{_ends(one, part, '.0%')}" if whole else NOTHING


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _number(one: Pooled, name: str, form: str = ".1f") -> str:
    value = getattr(one, name)
    return NOTHING if value is None else _written(value, form) + _ends(one, name, form)


def _percent(one: Pooled, name: str) -> str:
    share = getattr(one, name)
    return NOTHING if share is None else _written(share, ".0%") + _ends(one, name, ".0%")


def _ends(one: Pooled, name: str, form: str) -> str:
    """The interval in brackets; nothing where there is none."""
    found = one.intervals.get(name)
    if found is None:
        return ""
    low, high = (_written(end, form) for end in found)
    return f" ({low.removesuffix(' %')} to {high})"


def _written(value: float, form: str) -> str:
    """A per cent sign stands apart; nothing is minus zero."""
    text = format(value, form).replace("%", " %")
    return text if float(text.removesuffix(" %")) else text.replace("-", "+" if "+" in form else "")
