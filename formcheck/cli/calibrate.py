"""``formcheck calibrate``: the guided minute of one person, kept as a small file."""

from pathlib import Path

from formcheck.cli import console
from formcheck.cli.terminal import say_line
from formcheck.clip import pipeline
from formcheck.clip.calibration import calibrate
from formcheck.errors import printable
from formcheck.reports.export import check_not_read
from formcheck.settings import AnalysisOptions
from formcheck.storage.calibrations import write_calibration

ENDING = ".calibration.json"


def calibrate_clip(clip: Path, out: Path | None, options: AnalysisOptions) -> None:
    """Analyse, keep the calibration, print what was found. Raises FormcheckError."""
    path = out or clip.with_name(clip.stem + ENDING)
    check_not_read(path, [clip])
    with console.progress(printable(clip.name)) as on_progress:
        analysis = pipeline.analyze_clip(clip, options, on_progress)
    found = calibrate(analysis.analyzed)
    write_calibration(found, path)
    say_line(f"{path} is saved. It corrects the angle of your lower back by {-found.offset_deg:+.0f} degrees.")
