"""Judging a long clip takes memory by the frame, and not much of it."""

import tracemalloc

import numpy as np
from figures import Shot, floor_squat, source

from formcheck.clip.context import judging_context
from formcheck.judging.analyze import analyze
from formcheck.motion.track import OVER_TIME, Track
from formcheck.settings import AnalysisOptions

TIMES = 12
MOST_BYTES = 13_000  # of a frame at the peak: ten minutes are 18,000 frames; it was 15,600 once


def repeated(track: Track) -> Track:
    """The same set again and again."""
    step_s = float(track.t_s[-1] - track.t_s[0]) + 1 / 30
    parts = {
        name: [getattr(track, name) + (k * step_s if name == "t_s" else 0) for k in range(TIMES)] for name in OVER_TIME
    }
    return Track(size_wh=track.size_wh, **{name: np.concatenate(values) for name, values in parts.items()})


def test_judging_takes_little_for_each_frame() -> None:
    short = Shot(motion=floor_squat(3)).film.track
    context = judging_context(AnalysisOptions())
    analyze(short, source(short), context)  # its libraries and networks are loaded once
    long = repeated(short)
    tracemalloc.start()
    answer = analyze(long, source(long), context)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(answer.report.reps) >= 2 * TIMES
    assert most / len(long) < MOST_BYTES
