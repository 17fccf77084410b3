from pathlib import Path
from types import SimpleNamespace

import pytest
from fake_pipeline import Pipeline

from formcheck.clip import pipeline
from formcheck.reports import page
from formcheck.schema import Report


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    engine = Pipeline()
    monkeypatch.setattr(pipeline, "analyze_clip", engine.analyze_clip)
    monkeypatch.setattr(pipeline, "write_annotated", engine.write_annotated)
    monkeypatch.setattr(pipeline, "rep_stills", lambda _analysis: SimpleNamespace(bottoms={1: b"taken"}))
    monkeypatch.setattr(pipeline, "player_html", lambda _analysis, _folder: "a player")
    monkeypatch.setattr(page, "report_html", written)
    monkeypatch.setenv("COLUMNS", "120")
    return engine


def written(report: Report, _angles: object, stills: dict[int, bytes], player: str = "") -> str:
    return f"{report.clip.name} {stills[1].decode()} {player}".strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.mp4", "b.mov", "bad.mp4", "broken.mp4"):
        (tmp_path / name).touch()
    return tmp_path
