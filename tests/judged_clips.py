"""The rendered test clips through the whole product, each once in a process, and what is true of them."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from formcheck.clip.pipeline import analyze_clip
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions

CLIPS = Path(__file__).parent / "clips"


@cache
def judged(name: str, movement: str = "auto", folder: Path = CLIPS) -> Report:
    return analyze_clip(
        folder / name if "." in name else folder / f"{name}.mp4", AnalysisOptions(movement=movement)
    ).report


@cache
def truth(name: str) -> dict[str, Any]:
    return json.loads((CLIPS / f"{name}.truth.json").read_text(encoding="utf-8"))


def sampled(names: Iterable[str], first: int = 2) -> list[Any]:
    """All of them as parameters: the first few for `make test`, the others for `make clips`."""
    return [pytest.param(name, marks=[pytest.mark.whole] if i >= first else []) for i, name in enumerate(names)]
