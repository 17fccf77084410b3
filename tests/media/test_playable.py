"""Which files a browser plays as they are, and when their pictures are shown."""

from fractions import Fraction

import av
import numpy as np
import pytest
from make_video import steady, write_clip

from formcheck.errors import VideoError
from formcheck.media.playable import stored

TIMES = steady(30, 12)


@pytest.mark.parametrize(
    ("name", "codec", "plays"),
    [
        ("a.mp4", "h264", True),
        ("a.mov", "h264", True),
        ("a.webm", "vp9", True),
        ("a.mkv", "h264", False),
        ("a.mp4", "hevc", False),
        ("a.avi", "mjpeg", False),
        ("a.gif", "gif", False),
    ],
)
def test_only_what_every_browser_plays_is_played_itself(tmp_path, name, codec, plays):
    pixels = {"gif": "rgb8", "mjpeg": "yuvj420p"}.get(codec, "yuv420p")
    assert stored(write_clip(tmp_path / name, TIMES, codec, pix_fmt=pixels)).plays is plays


@pytest.mark.parametrize("pixels", ["yuv444p", "yuv420p10le"])
def test_unusual_colours_are_not(tmp_path, pixels):
    assert not stored(write_clip(tmp_path / "a.mp4", TIMES, pix_fmt=pixels)).plays


def test_every_picture_has_its_own_time(tmp_path):
    times = [0.0, 0.02, 0.1, 0.104, 0.3, 0.5]
    found = stored(write_clip(tmp_path / "a.mp4", times))
    assert found.t_s == pytest.approx(times, abs=1e-4)
    assert found.first_s == pytest.approx(0)


def test_a_film_of_240_pictures_a_second_has_them_all(tmp_path):
    assert len(stored(write_clip(tmp_path / "a.mp4", steady(240, 60), rate=Fraction(240))).t_s) == 60


def test_what_is_no_video_says_so(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"not a video")
    with pytest.raises(VideoError):
        stored(tmp_path / "a.mp4")


def test_a_film_that_begins_after_its_sound_starts_later_on_the_browsers_clock(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        sound = container.add_stream("aac", rate=8000)
        video = container.add_stream("libx264", rate=30)
        video.width, video.height, video.pix_fmt = 128, 96, "yuv420p"
        video.codec_context.time_base = Fraction(1, 90_000)
        for number in range(10):
            picture = av.VideoFrame.from_ndarray(np.full((96, 128, 3), 20 * number, np.uint8), format="rgb24")
            picture.pts, picture.time_base = 45_000 + 3000 * number, Fraction(1, 90_000)
            container.mux(video.encode(picture))
        container.mux(video.encode(None))
        noise = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.float32), format="fltp", layout="mono")
        noise.sample_rate, noise.pts = 8000, 0
        container.mux(sound.encode(noise))
        container.mux(sound.encode(None))
    found = stored(path)
    assert found.first_s == pytest.approx(0.5, abs=0.2)
    assert found.t_s[0] == 0
