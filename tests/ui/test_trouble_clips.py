"""Clips that show too little, through the whole pipeline: the page would say what is wrong with them."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import pipeline
from formcheck.media.video import FileSink, FileSource
from formcheck.settings import AnalysisOptions
from formcheck.ui.check.problem_page import Trouble, trouble

SAMPLE = Path(__file__).resolve().parents[2] / "sample_videos" / "floor_squat_side.mp4"
DARK_SHARE = 0.06  # of the light: a room at night
DOWN_S = 2.6  # the first bottom of that sample is at 2.5 s


@pytest.fixture(scope="module")
def frames():
    with FileSource(SAMPLE) as source:
        return [(frame.image, frame.t_s) for frame in source if frame.t_s < 4.2]


def seen(folder, frames):
    path = folder / "clip.mp4"
    height, width = frames[0][0].shape[:2]
    with FileSink(path, (width, height)) as sink:
        for image, t_s in frames:
            sink.write(image, t_s)
    return trouble(pipeline.analyze_clip(path, AnalysisOptions(model="lite")).report)


def test_the_sample_itself_is_no_trouble(tmp_path, frames):
    assert seen(tmp_path, frames) is None


def test_an_empty_room(tmp_path, frames):
    wall = np.full_like(frames[0][0], (120, 130, 140))
    assert seen(tmp_path, [(wall, i / 25) for i in range(50)]) == Trouble("nobody", whole=True)


def test_a_room_at_night(tmp_path, frames):
    dark = [((image * DARK_SHARE).astype(np.uint8), t_s) for image, t_s in frames]
    assert seen(tmp_path, dark) == Trouble("dark", whole=True)


def test_less_than_a_second_of_standing(tmp_path, frames):
    assert seen(tmp_path, frames[:20]) == Trouble("short", whole=True)


def test_a_clip_that_ends_at_the_bottom(tmp_path, frames):
    down = [(image, t_s) for image, t_s in frames if t_s < DOWN_S]
    assert seen(tmp_path, down) == Trouble("partial", whole=True)
