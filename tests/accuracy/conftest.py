from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from compared import finding, measured, rep, reported

from formcheck.clip import pipeline


@pytest.fixture
def analyzed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """An engine that reports two squats with lifted heels, and the clips it was given."""
    calls: list[tuple[str, Any]] = []

    def analyze_clip(path: Path, options: Any, on_progress: Any) -> Any:
        calls.append((path.name, options))
        findings = (finding("heels", 1, "fault"), finding("heels", 2, "watch"))
        return SimpleNamespace(report=reported((rep(1, 1.5), rep(2, 4.5)), *findings), angles=measured())

    monkeypatch.setattr(pipeline, "analyze_clip", analyze_clip)
    return calls
