"""What a worker does with a clip: refuse other versions, leave what is unchanged, and turn any error into a row."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import made_reports
import pytest

from formcheck import schema as r
from formcheck.batch import work
from formcheck.batch.tasks import Clip, Outcome, Task
from formcheck.clip import context
from formcheck.errors import ModelMissing, UnreadableVideo
from formcheck.settings import AnalysisOptions, OwnLimit, VideoSettings

OPTIONS = AnalysisOptions()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What the engine finds: a report for each person, or an error."""
    found = SimpleNamespace(people=(None,), error=None)

    def analyses(_path, _options, _tell, threads):
        assert threads == 1
        if found.error:
            raise found.error
        for person in found.people:
            quality = r.Quality(level="good", detected_share=1.0, people=(), person=person, notes=())
            yield SimpleNamespace(report=made_reports.report(quality=quality), angles=None)

    monkeypatch.setattr(work, "analyze_everybody", analyses)
    monkeypatch.setattr(work, "analyze_clip", lambda *given, **named: next(analyses(*given, **named)))
    monkeypatch.setattr(work, "rep_stills", lambda _analysis, _threads: SimpleNamespace(bottoms={}))
    monkeypatch.setattr(work, "report_html", lambda *_given: "a page")
    return found


def checked(path: Path, *, everybody: bool = False, settings: str = "", known: str | None = None) -> Outcome:
    task = Task(
        clip=Clip(address=str(path), label=path.name),
        name=path.stem,
        options=OPTIONS,
        everybody=everybody,
        settings_sha256=settings or work.settings_sha256(OPTIONS, everybody=everybody),
        known_sha256=known,
    )
    return work.check(task, lambda _done, _of: None)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    (tmp_path / "a.mp4").write_bytes(b"a clip")
    return tmp_path / "a.mp4"


def test_everybody_in_view_has_own_results(clip: Path, engine: SimpleNamespace) -> None:
    engine.people = (1, 2)
    outcome = checked(clip, everybody=True)
    assert sorted(outcome.files) == [f"a.person{k}.report.{ending}" for k in (1, 2) for ending in ("html", "json")]
    assert [(row.name, row.person) for row in outcome.record.rows] == [("a.person1", 1), ("a.person2", 2)]
    engine.people = (None,)
    assert sorted(checked(clip, everybody=True).files) == ["a.report.html", "a.report.json"]


def test_what_is_unchanged_is_left(clip: Path, engine: SimpleNamespace) -> None:
    content = checked(clip).record.content_sha256
    assert checked(clip, known=content) == Outcome(record=None)
    clip.write_bytes(b"another clip")
    assert checked(clip, known=content).record.content_sha256 != content


@pytest.mark.parametrize(
    ("error", "said", "final", "trace"),
    [
        (UnreadableVideo("No video."), "No video.", True, False),
        (ModelMissing("No model."), "No model.", False, False),
        (TypeError("nobody foresaw this"), "Sorry, FormCheck failed on this video (TypeError).", False, True),
    ],
)
def test_an_error_is_a_row(
    clip: Path, engine: SimpleNamespace, error: Exception, said: str, final: bool, trace: bool
) -> None:
    engine.error = error
    outcome = checked(clip)
    assert [(row.attention, row.reason) for row in outcome.record.rows] == [("failed", said)]
    assert outcome.record.final is final
    assert ("nobody foresaw this" in outcome.record.timing.trace) is trace
    assert outcome.files == {}


def test_a_clip_that_is_not_there_is_looked_for_again(tmp_path: Path, engine: SimpleNamespace) -> None:
    outcome = checked(tmp_path / "gone.mp4")
    assert "We can't find" in outcome.record.rows[0].reason
    assert not outcome.record.final


@pytest.mark.parametrize(
    "changed",
    [
        {"movement": "squat"},
        {"model": "lite"},
        {"angles": "raw"},
        {"level": "strict"},
        {"language": "zh"},
        {"own_limits": (OwnLimit(movement="squat", check="depth", good=12.0, fault=25.0, source="Kim"),)},
        {"video": VideoSettings(from_s=3.0)},
    ],
)
def test_whatever_decides_a_result_is_another_setting(changed: dict[str, Any]) -> None:
    other = work.settings_sha256(replace(OPTIONS, **changed), everybody=False)
    assert other != work.settings_sha256(OPTIONS, everybody=False)
    assert other == work.settings_sha256(replace(OPTIONS, **changed), everybody=False)


def test_everybody_or_one_person_is_another_setting() -> None:
    assert work.settings_sha256(OPTIONS, everybody=True) != work.settings_sha256(OPTIONS, everybody=False)


def test_a_worker_of_another_version_refuses(
    clip: Path, engine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = work.settings_sha256(OPTIONS, everybody=False)
    assert checked(clip, settings=wanted).record.final
    monkeypatch.setattr(context, "_versions", lambda: {"formcheck": "0.0.1"})
    monkeypatch.setattr(work, "_settings_sha256", work._settings_sha256.__wrapped__)
    outcome = checked(clip, settings=wanted)
    assert "has another version of FormCheck" in outcome.record.rows[0].reason
    assert not outcome.record.final
