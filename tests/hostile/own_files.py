"""Files that FormCheck writes and reads again, damaged: ``python -m hostile.own_files [CASES]`` tries so many of each.

A reader gives back something that can be used, or says in one sentence that it is none of ours; it never breaks in
another way. What a damaged file still gives back is used as the program would use it.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import made_reports
import msgspec
import numpy as np
import watched

from formcheck.advice.causes import CandidateCause
from formcheck.advice.classes import Studio
from formcheck.advice.pain import PainCheck
from formcheck.advice.plan import Wish, weekly_plan
from formcheck.advice.plan_progress import PlanProgress
from formcheck.batch.folder import RECORDS, ResultFolder, read_records
from formcheck.batch.records import Record, Timing, row_of_report
from formcheck.batch.sources import find_clips
from formcheck.cli.accuracy.truth import read_truth
from formcheck.cli.benchmark.predictions import read_predictions
from formcheck.errors import FormcheckError
from formcheck.kiosk import choices
from formcheck.motion.calibration import FORMAT, Calibration
from formcheck.motion.track import SILHOUETTE_AT
from formcheck.reports.export import write_report
from formcheck.review import kept
from formcheck.review.adding import report_in
from formcheck.storage import pin, trainers, visit_counts
from formcheck.storage.calibrations import calibration_json, read_calibration
from formcheck.storage.classes import COMES_ALONG, read_studio
from formcheck.storage.kept_reports import read_report
from formcheck.storage.kept_result import KeptResult, from_bytes, to_bytes
from formcheck.storage.passcodes import FILES, role_of, set_passcode
from formcheck.storage.small_files import FOLDER
from formcheck.wording.summary import headline
from hostile.damage import damaged

TODAY: Final = date(2026, 11, 30)
SAMPLE: Final = Path(__file__).resolve().parents[2] / "sample_videos" / "hip_hinge_side.truth.json"


@dataclass(frozen=True)
class Reader:
    """``place`` of the file in a folder, which is also the data folder; ``use`` reads it and uses what it says."""

    name: str
    place: str
    content: Callable[[Path], bytes]
    use: Callable[[Path], object]

    def breaks(self, content: bytes, folder: Path) -> BaseException | None:
        """The error that is none of our sentences, if this content causes one."""
        path = folder / self.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        try:
            self.use(path)
        except FormcheckError as error:
            return None if _is_a_sentence(str(error)) else error
        except BaseException as error:
            return error
        return None


def _is_a_sentence(words: str) -> bool:
    return 0 < len(words) < 1000 and "\n" not in words.strip()


def _squats() -> Any:
    findings = (made_reports.finding("depth", "fault", rep=1), made_reports.finding("heels", "good", rep=1))
    return made_reports.report(reps=(made_reports.rep(1), made_reports.rep(2)), findings=findings)


def _report(_folder: Path) -> bytes:
    return _squats().to_json().encode()


def _calibration(_folder: Path) -> bytes:
    behind = (*(0.02,) * (len(SILHOUETTE_AT) - 1), None)
    return calibration_json(Calibration(format=FORMAT, made_from="standing.mp4", behind=behind, offset_deg=3.0))


def _record(folder: Path) -> bytes:
    report = _squats()
    (folder / "reports").mkdir(exist_ok=True)
    write_report(report, folder / "reports" / "clip.report.json")
    made = {"address": "/clips/clip.mp4", "name": "clip", "content_sha256": "0" * 64, "settings_sha256": "1" * 64}
    rows = (row_of_report(report, "clip.mp4", "clip"),)
    return msgspec.json.encode(Record(**made, final=True, rows=rows, timing=Timing(seconds=2.0, worker="one")))


def _ready(_folder: Path) -> bytes:
    made = {"playing": {"frames": [1, 2]}, "film": "", "bottoms": {1: b"jpeg"}, "moments": {"heels": b"jpeg"}}
    return msgspec.msgpack.encode(kept.Ready(**made, same=True))


def _whole(_folder: Path) -> bytes:
    angles = watched.figure().angles
    return to_bytes(KeptResult(angles, {1: b"jpeg"}, {"heels": b"jpeg"}))


def _plan(_folder: Path) -> bytes:
    causes = [CandidateCause("strength", 1.0, (), ()), CandidateCause("ankle", 0.6, (), ())]
    begun = PlanProgress(plan=weekly_plan(causes, Studio(name="S"), Wish(), "ready"), first_monday=TODAY)
    return begun.ticked(TODAY, done=True).felt(TODAY, PainCheck(2, 3)).to_json()


def _names(folder: Path) -> bytes:
    for name in ("Ann", "Ben", "Li Na"):
        trainers.remember_trainer(name)
    return (folder / trainers.FILE_NAME).read_bytes()


def _counts(folder: Path) -> bytes:
    for days in range(3):
        visit_counts.count_visit(TODAY + timedelta(days=days), ("heels", "depth"))
    return (folder / visit_counts.FILE_NAME).read_bytes()


def _choices(folder: Path) -> bytes:
    choices.keep_settings(choices.KioskSettings(camera="1", language="zh", result_s=12.5))
    return (folder / choices.FILE_NAME).read_bytes()


def _pin(folder: Path) -> bytes:
    pin.set_pin("271828")
    return (folder / pin.FILE_NAME).read_bytes()


def _passcode(folder: Path) -> bytes:
    set_passcode("trainer", "correct horse")
    return (folder / FILES["trainer"]).read_bytes()


def _predictions(_folder: Path) -> bytes:
    rows = (f"clip,{k / 30:.3f},knee_flexion_deg,{k:.1f},2.5" for k in range(30))
    return "\n".join(("clip,t_s,quantity,value,half_width", *rows, "")).encode()


def _use_report(path: Path) -> object:
    report = read_report(path)
    return headline(report), row_of_report(report, "clip.mp4", "clip"), report.to_json()


def _use_counts(_path: Path) -> object:
    found = visit_counts.visit_counts()
    visit_counts.count_visit(TODAY, ("heels",))
    return found.most(), found.first_day() if found.visits else None


def _use_records(path: Path) -> object:
    folder = path.parents[1]
    ResultFolder(folder)
    return [report_in(folder, row) for record in read_records(folder) for row in record.rows]


def _use_plan(path: Path) -> object:
    progress = PlanProgress.from_json(path.read_bytes())
    if progress is None:
        return None
    week = progress.week_of(TODAY)
    return progress.sessions(week), progress.ticked(TODAY, done=False).to_json()


def _use_calibration(path: Path) -> object:
    found = read_calibration(path)
    assert abs(found.offset_deg) <= 20.0
    return np.nanmax(found.reference.behind)


def _use_choices(_path: Path) -> object:
    found = choices.kept_settings()
    assert 1 <= found.result_s <= 3600
    assert choices.from_environment() == found
    return found


def _use_names(_path: Path) -> object:
    trainers.remember_trainer("Eve")
    found = trainers.trainer_names()
    assert found[0] == "Eve"
    return found


def _use_whole(path: Path) -> object:
    found = from_bytes(path.read_bytes())
    return found and found.angles.columns()


READERS: Final = (
    Reader("report", "clip.report.json", _report, _use_report),
    Reader("calibration", "calibration.json", _calibration, _use_calibration),
    Reader("classes", "classes.toml", lambda _: COMES_ALONG.read_bytes(), read_studio),
    Reader("record of a batch", f"{RECORDS}/clip.json", _record, _use_records),
    Reader("report in a batch", "reports/clip.report.json", _report, lambda path: report_in(path.parents[1], ROW)),
    Reader(
        "list of clips", "clips.txt", lambda _: b"a.mp4\n# b\nnowhere://x/c.mp4\n", lambda p: find_clips([str(p)], p)
    ),
    Reader("predictions", "mine.csv", _predictions, read_predictions),
    Reader("truth", "clip.truth.json", lambda _: SAMPLE.read_bytes(), read_truth),
    Reader("names of trainers", trainers.FILE_NAME, _names, _use_names),
    Reader("counts of visits", visit_counts.FILE_NAME, _counts, _use_counts),
    Reader("settings of a kiosk", choices.FILE_NAME, _choices, _use_choices),
    Reader("PIN", pin.FILE_NAME, _pin, lambda _: pin.is_pin("271828")),
    Reader("passcode", FILES["trainer"], _passcode, lambda _: role_of("correct horse")),
    Reader("what a clip opens with", "review/abc.0.en.drawing", _ready, lambda _: kept.kept_ready("abc", None, "en")),
    Reader("result in the diary", "whole", _whole, _use_whole),
    Reader("plan in the diary", "plan.json", _plan, _use_plan),
)
ROW: Final = row_of_report(_squats(), "clip.mp4", "clip")


def tried(reader: Reader, seeds: range, folder: Path) -> list[tuple[int, BaseException]]:
    """The seeds whose damage broke a reader, and how. Works in this folder."""
    os.environ[FOLDER] = str(folder)
    whole = reader.content(folder)
    before = reader.breaks(whole, folder)
    assert before is None, before
    return [(seed, error) for seed in seeds if (error := reader.breaks(damaged(whole, seed), folder))]


def main(cases: int) -> None:
    """Print how many of each broke, and the first error of each kind."""
    for reader in READERS:
        with tempfile.TemporaryDirectory() as name:
            broke = tried(reader, range(cases), Path(name))
        sys.stdout.write(f"{reader.name}: {cases} tried, {len(broke)} broke\n")
        for error in {type(error): error for _, error in broke}.values():
            sys.stdout.write("".join(traceback.format_exception(error)[-3:])[:700])


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["1000"])[0]))
