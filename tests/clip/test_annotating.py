"""Stills taken while the annotated video is made: the right frames, alike, and nothing of what was cut off."""

import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from figures.camera import Shot, prefix
from figures.motions import DEEP, floor_squat, hinge, posed
from figures.reading import analyzed, read
from msgspec.structs import replace as change
from PIL import Image

from formcheck.clip import pipeline
from formcheck.clip.pipeline import Analysis, people_still, rep_stills, write_annotated
from formcheck.judging.analyze import Analyzed
from formcheck.media.people import Gathering
from formcheck.media.video import FileSink
from formcheck.schema import PersonSeen
from formcheck.settings import AnalysisOptions

LEVELS = 8  # of grey, one after the other: a frame is told from its neighbours
STEP = 28
WH = (270, 480)  # small, to be quick


def film(path: Path, result: Analyzed) -> Analysis:
    """A clip of as many frames as the track has, whose grey tells the frame's number; and its analysis."""
    track = result.track
    with FileSink(path, track.size_wh) as sink:
        for k, t_s in enumerate(track.t_s.tolist()):
            sink.write(np.full((track.size_wh[1], track.size_wh[0], 3), 20 + STEP * (k % LEVELS), np.uint8), t_s)
    return Analysis(path, AnalysisOptions(), result, track, SimpleNamespace())


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))


def level(data: bytes) -> int:
    return round((float(np.median(pixels(data)[:30])) - 20) / STEP)


@pytest.mark.parametrize("motion", [floor_squat(3), hinge(2)], ids=["squat", "hinge"])
def test_each_still_is_the_frame_at_the_bottom_and_all_are_cut_in_the_same_way(motion, tmp_path):
    analysis = film(tmp_path / "coded.mp4", analyzed(Shot(size_wh=WH, motion=motion)))
    stills = write_annotated(analysis, tmp_path / "out.mp4")
    reps = analysis.report.reps
    assert list(stills.bottoms) == [rep.index for rep in reps]
    for rep, data in zip(reps, stills.bottoms.values(), strict=True):
        at = int(np.argmin(np.abs(analysis.track.t_s - rep.bottom_s)))
        assert level(data) == at % LEVELS
        assert len(data) < 150_000
    assert len({pixels(data).shape for data in (*stills.bottoms.values(), *stills.moments.values())}) == 1
    assert {pixels(data).shape[0] for data in (*stills.bottoms.values(), *stills.moments.values())} <= set(
        range(480, 641)
    )


def test_stills_alone_are_the_same_as_those_taken_beside_the_video(tmp_path):
    analysis = film(tmp_path / "coded.mp4", analyzed(Shot(size_wh=WH, motion=floor_squat(2))))
    assert rep_stills(analysis) == write_annotated(analysis, tmp_path / "out.mp4")


def test_stills_alone_decode_no_further_than_the_last_bottom(tmp_path, monkeypatch):
    analysis = film(tmp_path / "coded.mp4", analyzed(Shot(size_wh=WH, motion=floor_squat(1))))
    taken = []

    class Counting(pipeline.FileSource):
        def __iter__(self):
            for frame in super().__iter__():
                taken.append(frame.index)
                yield frame

    monkeypatch.setattr(pipeline, "FileSource", Counting)
    assert len(rep_stills(analysis).bottoms) == 1
    assert taken[-1] == analysis.analyzed.spans[0].bottom < len(analysis.track) - 10


def test_a_rep_cut_off_after_its_bottom_has_a_still(tmp_path):
    track = Shot(size_wh=WH, motion=posed(DEEP, DEEP)).film.track
    whole = read(track)
    second = whole.spans[1]
    cut = read(prefix(track, second.bottom_to + 6))
    assert [rep.partial for rep in cut.report.reps] == [False, True]
    assert list(rep_stills(film(tmp_path / "coded.mp4", cut)).bottoms) == [1, 2]


def test_a_rep_cut_off_on_its_way_down_has_none(tmp_path):
    track = Shot(size_wh=WH, motion=posed(DEEP, DEEP)).film.track
    second = read(track).spans[1]
    cut = read(prefix(track, second.bottom_from - 4))
    assert [rep.partial for rep in cut.report.reps] == [False, True]
    assert list(rep_stills(film(tmp_path / "coded.mp4", cut)).bottoms) == [1]


def crowd(analysis: Analysis, number: int, together: Gathering | None) -> Analysis:
    boxes = [(0.1 + 0.4 * k, 0.3, 0.3 + 0.4 * k, 0.9) for k in range(number)]
    people = tuple(PersonSeen(person=k, box=box, share_seen=1.0) for k, box in enumerate(boxes, start=1))
    quality = change(analysis.report.quality, people=people, person=1 if people else None)
    report = change(analysis.report, quality=quality)
    return replace(analysis, analyzed=replace(analysis.analyzed, report=report), together=together)


def test_people_are_shown_at_the_moment_when_most_were_seen(tmp_path):
    alone = film(tmp_path / "coded.mp4", analyzed(Shot(size_wh=WH, motion=floor_squat(1))))
    at = 21
    together = Gathering(float(alone.track.t_s[at]), {1: (0.1, 0.3, 0.3, 0.9), 2: (0.5, 0.3, 0.7, 0.9)})
    data = people_still(crowd(alone, 2, together))
    assert data is not None
    assert level(data.jpeg) == at % LEVELS
    assert sorted(data.boxes) == [1, 2]


@pytest.mark.parametrize("number", [0, 1])
def test_nobody_to_choose_from_needs_no_picture(number, tmp_path):
    alone = film(tmp_path / "coded.mp4", analyzed(Shot(size_wh=WH, motion=floor_squat(1))))
    together = Gathering(0.5, dict.fromkeys(range(1, number + 1), (0.1, 0.3, 0.3, 0.9))) if number else None
    assert people_still(crowd(alone, number, together)) is None
