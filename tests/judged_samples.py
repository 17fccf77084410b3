"""The samples through the whole product, each once in a process, and what is known about them."""

import json
from functools import cache
from pathlib import Path

from formcheck.clip.pipeline import Analysis, analyze_clip

SAMPLES = Path(__file__).parents[1] / "sample_videos"
NAMES = sorted(p.stem for p in SAMPLES.glob("*.mp4"))


@cache
def analysis(name: str) -> Analysis:
    return analyze_clip(SAMPLES / f"{name}.mp4")


@cache
def truth(name: str) -> dict[str, object]:
    return json.loads((SAMPLES / f"{name}.truth.json").read_text())
