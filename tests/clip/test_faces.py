"""Faces in what is handed out: three rendered people in one room, whose heads are known from a pass over each."""

import base64
import itertools
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import pipeline
from formcheck.clip.faces import HeadFinder
from formcheck.clip.message_film import write_message
from formcheck.clip.message_parts import Letter, Moment, Style
from formcheck.clip.message_timing import TITLE_S, page_times, run_of
from formcheck.drawing.message_cards import fitted
from formcheck.media.heads import head_circles
from formcheck.media.video import FileSink, FileSource
from formcheck.settings import AnalysisOptions, VideoSettings

CLASS = Path(__file__).resolve().parents[2] / "sample_videos" / "class_scene.mp4"
PART = slice(90, 155)  # of its pictures
MIDDLE, OTHERS = 1, (0, 2)
HEAD = 0.7  # of a circle: 0.14 m around the ears, the head without the room around it
SHARP, BLURRED = 40.0, 12.0  # variance of the Laplacian


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """Part of the class, in which the one on the left and the one in the middle squat."""
    path = tmp_path_factory.mktemp("faces") / "class.mp4"
    source = FileSource(CLASS)
    with FileSink(path, source.size_wh) as sink:
        for frame in itertools.islice(source, PART.start, PART.stop):
            sink.write(frame.image, frame.t_s - PART.start / 25)
    return path


@pytest.fixture(scope="module")
def people(clip):
    """The analysis of each of the three, from left to right."""
    found = list(pipeline.analyze_everybody(clip, AnalysisOptions(model="lite")))
    assert len(found) == 3
    return found


@pytest.fixture(scope="module")
def circles(people):
    """The head of each person in each picture (3, N, 3)."""
    return np.stack([head_circles(one.seen.image_px) for one in people])


def choosing(analysis, faces):
    return replace(analysis, options=replace(analysis.options, faces=faces))


def within(image, circle, share=1.0):
    height, width = image.shape[:2]
    x, y = np.arange(width) + 0.5, np.arange(height)[:, None] + 0.5
    return np.hypot(x - circle[0], y - circle[1]) < share * circle[2]


def roughness(image, circle):
    """Variance of the Laplacian within a head."""
    x, y, radius = np.rint(circle * (1, 1, HEAD)).astype(int)
    grey = image[y - radius : y + radius, x - radius : x + radius].astype(float).mean(axis=2)
    laplacian = 4 * grey[1:-1, 1:-1] - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    return float(laplacian[within(laplacian[..., None], (radius - 1, radius - 1, radius - 2))].var())


def test_every_head_but_the_followed_one_is_hidden_in_every_picture_and_nothing_else(people, circles):
    cover = pipeline.hide_faces(people[MIDDLE])
    for frame in FileSource(people[MIDDLE].path):
        image = frame.image
        out = cover.over(image, frame.t_s)
        changed = (out != image).any(axis=2)
        for person in OTHERS:
            circle = circles[person, frame.index]
            head = within(image, circle, HEAD)
            assert roughness(image, circle) > SHARP
            assert roughness(out, circle) < BLURRED, (frame.t_s, person)
            assert np.abs(out[head].astype(int) - image[head]).mean() > 5
        assert not changed[within(image, circles[MIDDLE, frame.index], HEAD)].any()
        near = [within(image, circles[p, k], 2.2) for p in OTHERS for k in _around(frame.index, len(circles[p]))]
        assert not changed[~np.any(near, axis=0)].any()


def _around(index, count, reach=8):
    return range(max(index - reach, 0), min(index + reach + 1, count), 4)


def test_single_pictures_are_covered_without_looking_through_the_whole_clip(people, circles):
    middle = replace(people[MIDDLE], heads=HeadFinder())
    t_s = middle.seen.t_s
    moments = [float(t_s[11]), float(t_s[40])]
    seen = []
    cover = pipeline.hide_faces(middle, lambda now: seen.append(now.done), moments)
    assert max(seen) < len(t_s)
    for frame in FileSource(middle.path):
        if frame.t_s in moments:
            out = cover.over(frame.image, frame.t_s)
            for person in OTHERS:
                assert roughness(out, circles[person, frame.index]) < BLURRED


@pytest.mark.parametrize("faces", ["blur", "bystanders", "show"])
def test_the_shared_video_and_the_small_one_hide_whom_was_asked_for(people, circles, tmp_path, faces):
    analysis = choosing(people[MIDDLE], faces)
    pipeline.write_annotated(analysis, tmp_path / "shared.mp4")
    inside = re.search(r"data:video/mp4;base64,([^\"]+)", pipeline.player_html(analysis, tmp_path))
    (tmp_path / "inside.mp4").write_bytes(base64.b64decode(inside[1]))
    wanted = {"blur": {0, 1, 2}, "bystanders": {0, 2}, "show": set()}[faces]
    assert _blurred(tmp_path / "inside.mp4", circles) == wanted
    assert _blurred(tmp_path / "shared.mp4", circles) - {MIDDLE} == wanted - {MIDDLE}  # whose numbers lie on the head


def _blurred(film, circles):
    """Who is hidden in every picture of a film; in the others somebody is sharp."""
    source, worst = FileSource(film), dict.fromkeys(range(3), 0.0)
    scale = source.size_wh[0] / 720
    for frame in source:
        for person in worst:
            worst[person] = max(worst[person], roughness(frame.image, circles[person, frame.index] * scale))
    assert not any(BLURRED * 2 < rough < SHARP for rough in worst.values()), worst
    return {person for person, rough in worst.items() if rough < 2 * BLURRED}


@pytest.mark.parametrize("faces", ["blur", "bystanders"])
def test_a_message_to_a_member_hides_whom_was_asked_for(people, circles, tmp_path, faces):
    analysis, at_s = people[MIDDLE], 1.3
    letter = Letter(title="For Ann", facts=(), sender=(), words="", trainer="Kim", end="")
    style, out = Style(faces=faces, half_speed=False), tmp_path / "message.mp4"
    write_message(analysis, letter, [Moment(t_s=at_s)], out, style, lambda _: None)
    size_wh, times, whole = FileSource(analysis.path).size_wh, analysis.seen.t_s, VideoSettings(long_side_px=2000)
    place, worst = fitted(size_wh), dict.fromkeys(OTHERS, 0.0)
    run = run_of(at_s, float(times[-1]), page_times([()]), 0.0, drawn=False, half=False)
    scale = place.picture_wh[0] / size_wh[0]
    end_s = TITLE_S + run.seconds - 0.03
    shown = [one for one in FileSource(out, whole) if TITLE_S - 1e-6 <= one.t_s < end_s]
    assert len(shown) > 80
    for frame in shown:
        index = int(np.argmin(np.abs(times - run.clip_s(frame.t_s - TITLE_S))))
        for person in OTHERS:
            x, y, radius = circles[person, index] * scale
            worst[person] = max(worst[person], roughness(frame.image, np.array([x + place.left, y, radius])))
    assert max(worst.values()) < 2 * BLURRED, worst


def test_stills_hide_them_too(people):
    shown, hidden = (pipeline.rep_stills(choosing(people[MIDDLE], faces)).bottoms for faces in ("show", "blur"))
    assert shown.keys() == hidden.keys()
    assert all(shown[rep] != hidden[rep] for rep in shown)


def test_hiding_changes_no_finding(people):
    shown = pipeline.analyze_clip(people[MIDDLE].path, replace(people[MIDDLE].options, faces="show"))
    assert shown.report == people[MIDDLE].report
