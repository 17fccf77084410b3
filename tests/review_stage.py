"""The folder of a finished batch, made up."""

import hashlib
from pathlib import Path

import made_reports
import msgspec
from made_reports import finding, rep

from formcheck.batch.records import Record, Timing, row_of_report
from formcheck.schema import Report

FAULTY = (
    finding("depth", "fault", rep=1, t_s=2.0),
    finding("hips_first", "watch", rep=2, t_s=5.4),
    finding("heels", "good", rep=1),
)
FINE = (finding("depth", "good", rep=1), finding("heels", "good", rep=1))


def made(name: str, *findings) -> Report:
    return made_reports.report(
        reps=(rep(1), rep(2)), findings=findings or FAULTY, clip=made_reports.clip(name=f"{name}.mp4")
    )


def write_batch(folder: Path, reports: dict[str, Report]) -> Path:
    """Results of a batch over films that lie beside them."""
    for part in ("reports", "records", "films"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, report in reports.items():
        film = folder / "films" / f"{name}.mp4"
        film.write_bytes(name.encode())
        (folder / "reports" / f"{name}.report.json").write_text(report.to_json())
        record = Record(
            address=str(film),
            name=name,
            content_sha256=hashlib.sha256(name.encode()).hexdigest(),
            settings_sha256="0",
            final=True,
            rows=(row_of_report(report, f"{name}.mp4", name),),
            timing=Timing(seconds=1.0, worker="here"),
        )
        (folder / "records" / f"{name}.json").write_bytes(msgspec.json.encode(record))
    return folder
