"""The rows of a batch as tables: CSV for a spreadsheet, Parquet for whoever has a hundred thousand of them."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import pyarrow as pa
from pyarrow import parquet

from formcheck.batch.records import Record, Row
from formcheck.reports.cells import text_cell
from formcheck.reports.export import write_whole, write_whole_bytes

CSV: Final = "summary.csv"
PARQUET: Final = "summary.parquet"
TIMINGS: Final = "timings.csv"
LISTS: Final = ("safety", "faults", "watches", "cannot_tell")
NUMBERS: Final = {
    "person": pa.int32(),
    "people": pa.int32(),
    "reps": pa.int32(),
    "reps_partial": pa.int32(),
    "duration_s": pa.float64(),
}
COLUMNS: Final = (*Row.__struct_fields__, "content_sha256")


def write_tables(records: Sequence[Record], folder: Path) -> None:
    """Write ``summary.csv``, ``summary.parquet`` and ``timings.csv``. Raises OutputError.

    The summaries hold nothing that differs from run to run: the same clips and settings give the same bytes.
    """
    write_whole(folder / CSV, lambda: _csv(COLUMNS, map(_flat, _rows(records))))
    write_whole_bytes(folder / PARQUET, lambda: [_parquet(_rows(records))])
    timings = ((one.rows[0].clip, one.timing.seconds, one.timing.worker) for one in records)
    write_whole(folder / TIMINGS, lambda: _csv(("clip", "seconds", "worker"), timings))


def _rows(records: Sequence[Record]) -> list[dict[str, Any]]:
    return [
        msgspec.structs.asdict(row) | {"content_sha256": record.content_sha256}
        for record in records
        for row in record.rows
    ]


def _flat(row: dict[str, Any]) -> tuple[object, ...]:
    """Lists as words with spaces between: ids of checks have none."""
    return tuple(" ".join(row[name]) if name in LISTS else row[name] for name in COLUMNS)


def _csv(head: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in (head, *rows):
        writer.writerow([_cell(value) for value in row])
    yield out.getvalue()


def _cell(value: object) -> object:
    return text_cell(value.encode(errors="replace").decode()) if isinstance(value, str) else value


def _parquet(rows: list[dict[str, Any]]) -> bytes:
    kinds = {name: pa.list_(pa.string()) if name in LISTS else NUMBERS.get(name, pa.string()) for name in COLUMNS}
    schema = pa.schema(list(kinds.items()))
    table = pa.Table.from_pylist(rows, schema=schema)
    out = pa.BufferOutputStream()
    parquet.write_table(table, out, compression="zstd")
    return bytes(out.getvalue())
