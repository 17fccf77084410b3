"""Small files that ask for much memory or time: what is read of them is bounded, and what is left out is said."""

import resource
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from formcheck.media.video import FileSource
from formcheck.motion.smoothing import low_pass
from hostile.films import FILMS, pictures_that_grow, two_hours

MOST_MB = 60.0


@pytest.mark.parametrize(("make", "most_s", "most"), FILMS, ids=[make.__name__ for make, _, _ in FILMS])
def test_what_is_read_is_bounded(make, most_s: float, most: int, tmp_path: Path) -> None:
    times = [frame.t_s for frame in FileSource(make(tmp_path))]
    assert 2 <= len(times) <= most
    assert np.all(np.diff(times) > 0)
    assert times[-1] <= most_s


def test_only_the_first_part_of_a_long_film_is_read_and_that_is_said(tmp_path: Path) -> None:
    source = FileSource(two_hours(tmp_path))
    list(source)
    assert [(note.code, note.values) for note in source.notes] == [("only_first", {"minutes": 10.0})]


@pytest.mark.skipif(sys.platform != "linux", reason="measured in kilobytes there")
def test_pictures_that_grow_are_never_decoded(tmp_path: Path) -> None:
    path = pictures_that_grow(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # that of making it, which decodes nothing
    source = FileSource(path)
    assert {frame.image.shape for frame in source} == {(96, 96, 3)}
    assert {note.code for note in source.notes} <= {"frames_lost", "cut_short_somewhere"}
    assert source.notes
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3 < MOST_MB


def stamps(kind: str, count: int) -> np.ndarray:
    steps = {
        "uneven": np.tile([0.24, 0.001, 0.001], count // 3),
        "micro": np.full(count, 1e-6),
        "hours": np.full(count, 3600.0),
        "a gap": np.where(np.arange(count) == count // 2, 360_000.0, 1 / 30),
        "just no gap": np.tile([0.249, *[1e-4] * 4], count // 5),
    }
    return np.cumsum(steps[kind])


@pytest.mark.parametrize("kind", ["uneven", "micro", "hours", "a gap", "just no gap"])
def test_smoothing_takes_memory_by_the_frame_and_not_by_the_second(kind: str) -> None:
    t_s = stamps(kind, 3000)
    values = np.sin(t_s)[:, None] * np.ones(100)
    low_pass(values[:60], t_s[:60])  # its libraries are loaded once
    tracemalloc.start()
    smooth = low_pass(values, t_s)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert smooth.shape == values.shape
    assert np.isfinite(smooth).all()
    assert most < 40 * values.nbytes
