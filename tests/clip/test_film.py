"""The film under the drawing: the clip itself where its pictures are those analysed, else a copy."""

import numpy as np
import pytest
from make_video import steady, write_clip

from formcheck.clip.faces import NOTHING
from formcheck.clip.film import SMALL_PX, copy_film, film_itself, small_film
from formcheck.media.playable import stored
from formcheck.media.video import FileSource
from formcheck.settings import VideoSettings


def analysed_s(path):
    return np.array([frame.t_s for frame in FileSource(path)])


def test_a_clip_that_browsers_play_is_played_itself(tmp_path):
    path = write_clip(tmp_path / "a.mp4", steady(30, 20))
    film = film_itself(path, analysed_s(path))
    assert not film.copied
    assert len(film.t_s) == 20


def test_every_picture_of_slow_motion_is_played_not_only_those_analysed(tmp_path):
    path = write_clip(tmp_path / "a.mp4", steady(240, 120), rate=240)
    analysed = analysed_s(path)
    assert len(analysed) < 20
    assert len(film_itself(path, analysed).t_s) == 120


def test_a_clip_with_other_pictures_than_those_analysed_is_not(tmp_path):
    path = write_clip(tmp_path / "a.mp4", steady(30, 20))
    assert film_itself(path, analysed_s(path) + 0.011) is None
    assert film_itself(path, np.zeros(0)) is None


@pytest.mark.parametrize(("name", "codec", "pixels"), [("a.mp4", "hevc", "yuv420p"), ("a.avi", "mjpeg", "yuvj420p")])
def test_a_copy_is_played_and_shows_the_same_pictures_at_the_same_times(tmp_path, name, codec, pixels):
    path = write_clip(tmp_path / name, steady(30, 20), codec, pix_fmt=pixels)
    assert film_itself(path, analysed_s(path)) is None
    done = []
    film = copy_film(FileSource(path), tmp_path / "copy.mp4", done.append)
    assert film.copied
    assert film.t_s == pytest.approx(analysed_s(path), abs=1e-3)
    assert done[-1] == 20
    played = stored(tmp_path / "copy.mp4")
    assert played.plays
    assert played.t_s == pytest.approx(film.t_s, abs=1e-3)


def test_a_small_film_is_small(tmp_path):
    path = write_clip(tmp_path / "a.mp4", steady(30, 30), size_wh=(1280, 720))
    small_film(path, tmp_path / "small.mp4", NOTHING, VideoSettings(from_s=0.5))
    made = FileSource(tmp_path / "small.mp4")
    assert max(made.size_wh) == SMALL_PX
    assert made.info.duration_s == pytest.approx(FileSource(path).info.duration_s - 0.5, abs=0.05)
