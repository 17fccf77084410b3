"""The short film for a member: which picture when, what was drawn on its own alone, voices in time, no half film."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from figures.camera import Shot
from figures.motions import floor_squat
from figures.reading import analyzed
from test_sound import tone, wav

from formcheck.clip import message_film
from formcheck.clip.message_film import write_message
from formcheck.clip.message_parts import Letter, Moment, Style
from formcheck.clip.message_timing import (
    AFTER_S,
    BEFORE_S,
    DRAWN_STANDS_S,
    FPS,
    LEAST_PAGE_S,
    STANDS_S,
    TITLE_S,
    page_at,
    page_times,
    reading_s,
    run_of,
)
from formcheck.clip.pipeline import Analysis
from formcheck.drawing.message_cards import fitted
from formcheck.errors import BadChoice, OutputError
from formcheck.media.sound import HZ, samples, spoken
from formcheck.media.video import FileSink, FileSource
from formcheck.settings import AnalysisOptions, VideoSettings

WH = (270, 480)  # small, to be quick
LEVELS, STEP = 8, 28  # of grey, one after the other: a frame is told from its neighbours
LETTER = Letter(title="For Ann", facts=("3 November 2026",), sender=("Kim",), words="", trainer="Kim", end="The end.")
WHOLE = VideoSettings(long_side_px=2000)
FAST = Style(half_speed=False)
LINE = {"tool": "line", "points": [[0.0, 0.02], [1.0, 0.02]]}


@pytest.fixture(scope="module")
def analysis(tmp_path_factory):
    """Two squats in a clip whose grey tells a frame's number."""
    path = tmp_path_factory.mktemp("coded") / "coded.mp4"
    result = analyzed(Shot(size_wh=WH, motion=floor_squat(2)))
    with FileSink(path, WH) as sink:
        for k, t_s in enumerate(result.track.t_s.tolist()):
            sink.write(np.full((WH[1], WH[0], 3), 20 + STEP * (k % LEVELS), np.uint8), t_s)
    return Analysis(path, AnalysisOptions(faces="show"), result, result.track, SimpleNamespace())


def made(analysis, moments, path, style=FAST, letter=LETTER, tell=lambda _: None):
    """The film's seconds and pictures."""
    seconds = write_message(analysis, letter, moments, path, replace(style, faces="show"), tell)
    return seconds, [(frame.t_s, frame.image) for frame in FileSource(path, WHOLE)]


def level(image):
    """Of the grey at the right edge, where nothing is drawn."""
    place = fitted(WH)
    x = place.left + place.picture_wh[0]
    return round((float(np.median(image[200:800, x - 20 : x - 4])) - 20) / STEP)


def test_a_moment_is_run_up_to_stands_and_is_run_away_from(analysis, tmp_path):
    t_s = float(analysis.track.t_s[80])
    seconds, pictures = made(analysis, [Moment(t_s=t_s)], tmp_path / "film.mp4")
    assert seconds == pytest.approx(TITLE_S + BEFORE_S + STANDS_S + AFTER_S + message_film.END_S, abs=0.1)
    run = run_of(t_s, float(analysis.track.t_s[-1]), [LEAST_PAGE_S], 0.0, drawn=False, half=False)
    shown = [(at_s - TITLE_S, image) for at_s, image in pictures if 0 <= at_s - TITLE_S < run.seconds - 0.02]
    assert len(shown) == round(run.seconds * FPS)
    for at_s, image in shown:
        frame = int(np.argmin(np.abs(analysis.track.t_s - run.clip_s(at_s))))
        assert level(image) == frame % LEVELS, at_s
    standing = [image for at_s, image in shown if run.stands(at_s)]
    assert len(standing) == pytest.approx(STANDS_S * FPS, abs=1)


def test_what_was_drawn_lies_on_its_picture_alone(analysis, tmp_path):
    t_s = float(analysis.track.t_s[80])
    _, pictures = made(analysis, [Moment(t_s=t_s, drawn=(LINE,))], tmp_path / "film.mp4")
    run = run_of(t_s, float(analysis.track.t_s[-1]), [LEAST_PAGE_S], 0.0, drawn=True, half=False)
    yellow = {
        round(at_s - TITLE_S, 2)
        for at_s, image in pictures
        if (np.abs(image[5:40].astype(int) - (255, 212, 0)).sum(axis=2) < 90).sum() > 500
    }
    assert yellow == {round(k / FPS, 2) for k in range(round(run.seconds * FPS)) if run.stands(k / FPS)}
    assert len(yellow) == pytest.approx(DRAWN_STANDS_S * FPS, abs=1)


def test_moments_come_in_their_order_and_words_before_them(analysis, tmp_path):
    words = replace(LETTER, words="Well done, and thank you for coming.")
    late, early = Moment(t_s=5.0, words="Second"), Moment(t_s=2.0, words="First")
    seconds, pictures = made(analysis, [late, early], tmp_path / "film.mp4", letter=words)
    alone, _ = made(analysis, [early], tmp_path / "one.mp4", letter=words)
    after_s = alone - message_film.END_S
    run = run_of(2.0, float(analysis.track.t_s[-1]), [LEAST_PAGE_S], 0.0, drawn=False, half=False)
    card_s = after_s - run.seconds
    assert card_s == pytest.approx(TITLE_S + reading_s(words.words), abs=0.1)
    first = next(image for at_s, image in pictures if at_s >= after_s + 0.01)
    frame = int(np.argmin(np.abs(analysis.track.t_s - (5.0 - BEFORE_S))))
    assert level(first) in {(frame + k) % LEVELS for k in (0, 1)}
    assert seconds > alone


def test_a_voice_is_heard_at_its_moment_and_to_its_end(analysis, tmp_path):
    voice = spoken(wav(tone(6.0))).content
    seconds, _ = made(analysis, [Moment(t_s=3.0, voice=voice)], tmp_path / "film.mp4")
    heard = samples((tmp_path / "film.mp4").read_bytes())
    loud = np.flatnonzero(np.abs(heard.astype(int)) > 3000) / HZ
    assert (loud[0], loud[-1]) == (pytest.approx(TITLE_S + 0.3, abs=0.1), pytest.approx(TITLE_S + 6.3, abs=0.1))
    assert loud[-1] < seconds - message_film.END_S
    assert (tmp_path / "film.mp4").stat().st_size < 2_000_000


def test_half_speed_takes_twice_as_long_and_says_so(analysis, tmp_path):
    slow, slowly = made(analysis, [Moment(t_s=3.0)], tmp_path / "slow.mp4", Style(half_speed=True))
    fast, fastly = made(analysis, [Moment(t_s=3.0)], tmp_path / "fast.mp4")
    assert slow - fast == pytest.approx(BEFORE_S + AFTER_S, abs=0.1)
    left = fitted(WH).left
    corners = [
        next(image[14:50, left + 14 : left + 40] for at_s, image in film if at_s > TITLE_S + 0.3)
        for film in (slowly, fastly)
    ]
    assert np.median(corners[0]) < 40 < np.median(corners[1]) + 25


class Stopped(Exception):
    pass


def test_a_film_that_is_stopped_or_cannot_be_written_leaves_nothing(analysis, tmp_path):
    def stop(progress):
        if progress.done > 100:
            raise Stopped

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Stopped):
        made(analysis, [Moment(t_s=3.0)], folder / "film.mp4", tell=stop)
    with pytest.raises(BadChoice):
        made(analysis, [Moment(t_s=3.0, voice=b"no voice")], folder / "film.mp4")
    with pytest.raises(OutputError):
        made(analysis, [Moment(t_s=3.0)], folder / "none" / "film.mp4")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("t_s", [-1.0, 0.0, 3.0, 99.0])
def test_a_moment_anywhere_has_a_run_within_the_clip(t_s):
    run = run_of(t_s, 6.0, [2.0, 2.0], 0.0, drawn=False, half=True)
    times = [run.clip_s(at_s) for at_s in np.linspace(0, run.seconds, 200)]
    assert min(times) >= 0
    assert max(times) <= 6.0
    assert (np.diff(times) >= -1e-9).all()
    assert run.clip_s(run.reached_s + run.stands_s / 2) == pytest.approx(min(max(t_s, 0), 6.0))
    assert run.seconds >= 4.0


def test_there_is_time_to_read_every_page():
    pages = [("One short", "page"), ("这里请抬起胸部，在下蹲之前让膝盖再向前一点",)]
    times = page_times(pages, "Rep 1 · Depth")
    assert times[0] >= reading_s("Rep 1 · Depth") + LEAST_PAGE_S
    assert times[1] > 3
    assert [page_at(share, times) for share in (0.0, times[0] / sum(times) + 0.01, 1.0)] == [0, 1, 1]
