"""Tables for the terminal: a report, and the checks; readable in wide and in narrow windows."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from formcheck.cli.console import PlainConsole
from formcheck.errors import printable
from formcheck.judging.levels import movements_at
from formcheck.judging.policy import shown_findings
from formcheck.measures.limit import Limit
from formcheck.movements.spec import Check, Movement
from formcheck.schema import WORST_FIRST, Finding, LimitUsed, Rep, Report, Verdict
from formcheck.settings import Level
from formcheck.wording.findings import amount, check_title, limit_source, title, words
from formcheck.wording.names import depth_name, movement_name
from formcheck.wording.notes import abstain_words, quality_words
from formcheck.wording.summary import headline

WORDS: Final[dict[Verdict, str]] = {
    "fault": "FAULT",
    "watch": "WATCH",
    "good": "good",
    "not_assessed": "can't tell",
}
STYLES: Final[dict[Verdict, str]] = {
    "fault": "bold red",
    "watch": "bold yellow",
    "good": "green",
    "not_assessed": "dim",
}
#: Head, the narrowest window that shows the column, and the cell.
REP_COLUMNS: Final[tuple[tuple[str, int, Callable[[Rep], str]], ...]] = (
    ("#", 0, lambda rep: str(rep.index)),
    ("Movement", 90, lambda rep: movement_name(rep.movement)),
    ("Bottom", 0, lambda rep: clock(rep.bottom_s)),
    ("Depth", 0, lambda rep: _depth(rep)),
    ("Knee", 0, lambda rep: degrees(rep.peak.knee_flexion_deg)),
    ("Hip", 60, lambda rep: degrees(rep.peak.hip_flexion_deg)),
    ("Trunk", 66, lambda rep: degrees(rep.peak.trunk_inclination_deg)),
    ("Shin", 80, lambda rep: degrees(rep.peak.tibia_inclination_deg)),
    ("Down", 46, lambda rep: seconds(rep.tempo.descent_s)),
    ("Pause", 80, lambda rep: seconds(rep.tempo.bottom_s)),
    ("Up", 46, lambda rep: seconds(rep.tempo.ascent_s)),
)
FINDINGS_TABLE_FROM: Final = 100  # columns: narrower, the sentences would stand in columns of three words
CHECKS_TABLE_FROM: Final = 120  # columns: narrower, the sources would stand in columns of one word
INDENT: Final = (0, 0, 0, 2)
CHECK_HEADS: Final = ("Check", "Id", "Good", "Fault", "Unit", "Camera", "Source")


def print_report(report: Report) -> None:
    """Print headline, notes, repetitions and findings of one clip on stdout."""
    console = PlainConsole()
    console.print(Text.assemble((printable(report.clip.name), "bold"), ": ", headline(report).text))
    for note in report.quality.notes:
        console.print(Padding(Text(f"Note: {quality_words(note)}", style="yellow"), INDENT, expand=False))
    if report.reps:
        console.print(_rep_table(report.reps, console.width))
    groups = _by_check(shown_findings(report.findings))
    if groups and console.width < FINDINGS_TABLE_FROM:
        console.print()
        _print_finding_lines(console, groups)
    elif groups:
        console.print(_finding_table(groups))
    if report.findings:
        console.print()
    for reason, titles in _not_assessed(report).items():
        word = (f"{WORDS['not_assessed']} ", STYLES["not_assessed"])
        console.print(Text.assemble(word, (", ".join(titles), "bold"), f": {reason}"))


def print_written(paths: Sequence[Path]) -> None:
    """Say which files were made."""
    console = PlainConsole()
    for path in paths:
        console.print(Text(printable(f"Wrote {path}")), soft_wrap=True)
    console.print()


def _rep_table(reps: Sequence[Rep], width: int) -> Table:
    table = _table("Repetitions")
    shown = [column for column in REP_COLUMNS if width >= column[1]]
    for head, *_ in shown:
        words = head in ("Movement", "Depth")
        table.add_column(head, justify="left" if words else "right", no_wrap=not words)
    for rep in reps:
        table.add_row(*(cell(rep) for *_, cell in shown), style="dim" if rep.partial else None)
    return table


def _table(title: str) -> Table:
    return Table(
        box=box.SIMPLE_HEAD,
        title=f"\n{title}",
        title_style="bold",
        title_justify="left",
        show_edge=False,
        pad_edge=False,
    )


def _not_assessed(report: Report) -> dict[str, list[str]]:
    """Reasons why something could not be judged, each with the titles of the checks it holds for."""
    reasons: dict[str, list[str]] = {}
    for check, why in report.summary.not_assessed.items():
        reasons.setdefault(abstain_words(why), []).append(check_title(check))
    return reasons


def _by_check(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that were judged, grouped by check and verdict, the worst first; inside a group by repetition."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for verdict in WORST_FIRST[:-1]:
        for finding in findings:
            if finding.verdict == verdict:
                groups.setdefault((finding.check, verdict), []).append(finding)
    return list(groups.values())


def _finding_table(groups: Sequence[Sequence[Finding]]) -> Table:
    table = _table("Findings")
    table.add_column("", no_wrap=True)
    table.add_column("Check", min_width=12)
    table.add_column("Reps")
    table.add_column("Value", justify="right", max_width=12)
    table.add_column("Good", no_wrap=True)
    table.add_column("What we saw", ratio=1)
    for group in groups:
        worst = _worst(group)
        word = Text(WORDS[worst.verdict], style=STYLES[worst.verdict])
        table.add_row(
            word,
            title(worst),
            _reps(group),
            value_text(worst),
            good_words(worst.limit),
            words(worst),
        )
    return table


def _print_finding_lines(console: Console, groups: Sequence[Sequence[Finding]]) -> None:
    for group in groups:
        worst = _worst(group)
        reps = f", rep {_reps(group)}" if _reps(group) else ""
        good = f" (good {good_words(worst.limit)})"
        value = f": {value_text(worst)}{good}" if worst.value is not None else ""
        console.print(Text.assemble((WORDS[worst.verdict], STYLES[worst.verdict]), f" {title(worst)}{reps}{value}"))
        console.print(Padding(Text(words(worst)), INDENT, expand=False))


def _worst(group: Sequence[Finding]) -> Finding:
    """The finding furthest on the bad side of its limit; the first when there is none."""
    limit = group[0].limit
    valued = [finding for finding in group if finding.value is not None]
    if not valued:
        return group[0]
    return (max if limit.bad == "above" else min)(valued, key=lambda finding: finding.value or 0.0)


def _depth(rep: Rep) -> str:
    if rep.partial:
        return "partial"
    return depth_name(rep.depth, rep.depth_or).lower() if rep.depth else ""


def _reps(group: Sequence[Finding]) -> str:
    return ", ".join(str(finding.rep) for finding in group if finding.rep is not None)


def degrees(value: float | None) -> str:
    """Whole degrees: more is not known. Empty when not known at all."""
    return "" if value is None else f"{value:.0f}°"


def seconds(value: float | None) -> str:
    """Tenths of a second; empty when not known."""
    return "" if value is None else f"{value:.1f} s"


def value_text(finding: Finding) -> str:
    """A finding's value with its unit; empty when it was not assessed."""
    return "" if finding.value is None else amount(finding.value, finding.unit)


def good_words(limit: LimitUsed | Limit) -> str:
    """Which values are good."""
    return f"{'≤' if limit.bad == 'above' else '≥'} {limit.good:g}"


def fault_words(limit: LimitUsed | Limit) -> str:
    """Which values are a fault."""
    return f"{'≥' if limit.bad == 'above' else '≤'} {limit.fault:g}"


def clock(t_s: float) -> str:
    """Media time as ``7.3 s`` or ``1:07.3``."""
    minutes, seconds = divmod(round(t_s, 1), 60)
    return f"{minutes:.0f}:{seconds:04.1f}" if minutes else f"{seconds:.1f} s"


def print_checks(*, markdown: bool, level: Level = "standard") -> None:
    """Print every check with its limits at a level: a table for each movement, or all in one Markdown table."""
    console = PlainConsole()
    if markdown:
        console.print(Text(checks_markdown(level)), soft_wrap=True)
        return
    for movement in movements_at(level).values():
        if console.width >= CHECKS_TABLE_FROM:
            console.print(_check_table(movement))
        else:
            _print_check_lines(console, movement)
    console.print("\nBetween good and fault is watch. If the camera cannot see a check, it is not assessed.")


def _check_table(movement: Movement) -> Table:
    table = _table(movement.title)
    for head in CHECK_HEADS:
        table.add_column(head, no_wrap=head in ("Good", "Fault"))
    for check in movement.checks:
        table.add_row(*_check_row(check))
    return table


def _print_check_lines(console: Console, movement: Movement) -> None:
    console.print(Text(f"\n{movement.title}", style="bold"))
    for check in movement.checks:
        title, name, good, fault, unit, view, source = _check_row(check)
        console.print(Text.assemble((title, "bold"), f" ({name}): good {good}, fault {fault} {unit}; camera {view}"))
        console.print(Padding(Text(source), INDENT, expand=False))


def checks_markdown(level: Level = "standard") -> str:
    """The checks of all movements at a level as one Markdown table, without a line break at its end."""
    rows = [("Movement", *CHECK_HEADS), ("---",) * (len(CHECK_HEADS) + 1)]
    movements = movements_at(level).values()
    rows += [(movement.title, *_check_row(check)) for movement in movements for check in movement.checks]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)


def _check_row(check: Check) -> tuple[str, ...]:
    limit = check.limit
    return (
        check.title,
        check.id,
        good_words(limit),
        fault_words(limit),
        limit.unit,
        check.view,
        limit_source(limit.used()),
    )
