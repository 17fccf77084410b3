"""A judged clip as tidy tables, one observation in a row: for pandas, Polars, R and whoever reads Arrow or Parquet."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

from formcheck.judging.analyze import Analyzed
from formcheck.motion import landmarks as lm
from formcheck.motion.angles import CSV_ANGLES, Angles
from formcheck.motion.landmarks import Side
from formcheck.motion.track import Floats
from formcheck.reports.cells import text_cell
from formcheck.reports.export import write_whole_bytes
from formcheck.schema import Finding, Rep

TEXT, NUMBER, WHOLE, YES_NO = pa.string(), pa.float64(), pa.int32(), pa.bool_()
ANGLES: Final = {
    "clip": TEXT,
    "person": WHOLE,
    "t_s": NUMBER,
    "side": TEXT,
    "near": YES_NO,
    "angle": TEXT,
    "value_deg": NUMBER,
    "half_width_deg": NUMBER,
    "raw_deg": NUMBER,
}
PEAKS: Final = tuple(f"peak_{name}" for name in CSV_ANGLES)
REPS: Final = {
    "clip": TEXT,
    "person": WHOLE,
    "rep": WHOLE,
    "movement": TEXT,
    "view": TEXT,
    "start_s": NUMBER,
    "bottom_s": NUMBER,
    "end_s": NUMBER,
    "partial": YES_NO,
    "depth": TEXT,
    "depth_or": TEXT,
    **dict.fromkeys(PEAKS, NUMBER),
    "descent_s": NUMBER,
    "pause_s": NUMBER,
    "ascent_s": NUMBER,
    "hands": TEXT,
}
FINDINGS: Final = {
    "clip": TEXT,
    "person": WHOLE,
    "rep": WHOLE,
    "movement": TEXT,
    "check": TEXT,
    "verdict": TEXT,
    "value": NUMBER,
    "half_width": NUMBER,
    "unit": TEXT,
    "good": NUMBER,
    "fault": NUMBER,
    "bad": TEXT,
    "t_s": NUMBER,
    "confidence": NUMBER,
    "reason": TEXT,
}


def tidy_tables(analyzed: Analyzed) -> dict[str, pa.Table]:
    """The tables "angles", "reps" and "findings" of one judged person, as Arrow; null is "not known".

    "angles" has a row for each frame, side and angle: degrees as judged, the half-width of their 90 % interval, and as
    read off the picture. The trunk is the same on both sides; the back has no side. "reps" and "findings" have a row
    for each repetition and each check of it (``rep`` null: of the whole set).
    """
    report = analyzed.report
    who = {"clip": report.clip.name, "person": report.quality.person}
    return {
        "angles": _angles(analyzed.angles, who),
        "reps": pa.Table.from_pylist([who | _rep(rep) for rep in report.reps], schema=pa.schema(REPS)),
        "findings": pa.Table.from_pylist([who | _finding(one) for one in report.findings], schema=pa.schema(FINDINGS)),
    }


def write_parquet(table: pa.Table, path: Path) -> None:
    """Raises OutputError; then nothing new is left at ``path``."""
    out = pa.BufferOutputStream()
    parquet.write_table(table, out, compression="zstd")
    write_whole_bytes(path, lambda: [bytes(out.getvalue())])


def write_csv(table: pa.Table, path: Path) -> None:
    """Null is an empty cell, and no text is a formula. Raises OutputError; then nothing new is left at ``path``."""
    out = pa.BufferOutputStream()
    csv.write_csv(_without_formulas(table), out, csv.WriteOptions(quoting_style="needed"))
    write_whole_bytes(path, lambda: [bytes(out.getvalue())])


def _without_formulas(table: pa.Table) -> pa.Table:
    for at, column in enumerate(table.schema):
        if pa.types.is_string(column.type):
            cells = [None if cell is None else text_cell(cell) for cell in table[column.name].to_pylist()]
            table = table.set_column(at, column, pa.array(cells, column.type))
    return table


def _angles(angles: Angles, who: Mapping[str, Any]) -> pa.Table:
    parts = [_rows(angles, who, *series) for series in _series(angles)]
    return pa.concat_tables(parts)


def _rows(
    angles: Angles, who: Mapping[str, Any], side: Side | None, name: str, value: Floats, half: Floats, raw: Floats
) -> pa.Table:
    count = len(angles.t_s)
    columns = {key: [one] * count for key, one in ({**who, "side": side, "angle": name}).items()}
    columns |= {"near": [None] * count if side is None else angles.is_near(side).tolist(), "t_s": angles.t_s.tolist()}
    columns |= {"value_deg": _known(value), "half_width_deg": _known(half), "raw_deg": _known(raw)}
    return pa.Table.from_pydict(columns, schema=pa.schema(ANGLES))


def _series(angles: Angles) -> Iterator[tuple[Side | None, str, Floats, Floats, Floats]]:
    """Side, name, values, half-widths and raw values of each angle."""
    for side in lm.SIDES:
        of = getattr(angles, side)
        for name in CSV_ANGLES:
            yield side, name.removesuffix("_deg"), *(getattr(kind, name) for kind in (of.angles, of.bands, of.raw))
    if angles.back is not None:
        unread = np.full(len(angles.t_s), np.nan)
        for name in ("lumbar", "thoracic"):
            value, band = (getattr(angles.back, f"{name}_{what}_deg") for what in ("flexion", "band"))
            yield None, f"{name}_flexion", value, band, unread


def _known(values: Floats) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]


def _rep(rep: Rep) -> dict[str, Any]:
    peak = msgspec.structs.asdict(rep.peak)
    return {
        "rep": rep.index,
        "movement": rep.movement,
        "view": rep.view.kind if rep.view else None,
        "start_s": rep.start_s,
        "bottom_s": rep.bottom_s,
        "end_s": rep.end_s,
        "partial": rep.partial,
        "depth": rep.depth,
        "depth_or": rep.depth_or,
        **{f"peak_{name}": peak[name] for name in CSV_ANGLES},
        "descent_s": rep.tempo.descent_s,
        "pause_s": rep.tempo.bottom_s,
        "ascent_s": rep.tempo.ascent_s,
        "hands": None if rep.supports is None else " ".join(_places(rep)) or "none",
    }


def _places(rep: Rep) -> Sequence[str]:
    return [f"{one.side}_{one.place}_{one.kind}" for one in rep.supports or ()]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rep": finding.rep,
        "movement": finding.movement,
        "check": finding.check,
        "verdict": finding.verdict,
        "value": finding.value,
        "half_width": finding.band,
        "unit": finding.unit,
        "good": finding.limit.good,
        "fault": finding.limit.fault,
        "bad": finding.limit.bad,
        "t_s": finding.t_s,
        "confidence": finding.confidence,
        "reason": finding.abstain.code if finding.abstain else None,
    }
