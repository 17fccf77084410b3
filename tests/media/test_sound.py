"""A voice goes in as a browser records it, comes out as a short file, and into a film without being late."""

import io
import wave
from itertools import pairwise

import av
import numpy as np
import pytest

from formcheck.errors import BadChoice, OutputError
from formcheck.media.sound import HZ, LONGEST_S, LOUD_ENOUGH, LOUDEST, SoundingSink, samples, spoken
from formcheck.media.video import FileSource

SIZE_WH = (96, 64)


def tone(seconds, loud=0.2, hz=440.0, rate=HZ):
    t_s = np.arange(round(seconds * rate)) / rate
    return (np.sin(2 * np.pi * hz * t_s) * loud * LOUDEST).astype(np.int16)


def wav(heard, rate=HZ, channels=1):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(heard, channels).tobytes())
    return out.getvalue()


def pitch(heard):
    return float(np.argmax(np.abs(np.fft.rfft(heard))) * HZ / len(heard))


@pytest.mark.parametrize(("rate", "channels"), [(16_000, 1), (48_000, 2)])
def test_what_is_spoken_comes_back(rate, channels):
    made = spoken(wav(tone(2.0, rate=rate), rate, channels))
    assert made.seconds == pytest.approx(2.0, abs=0.01)
    assert made.whole
    back = samples(made.content)
    assert len(back) / HZ == pytest.approx(2.0, abs=0.1)
    assert pitch(back) == pytest.approx(440, abs=2)
    assert len(made.content) < 20_000


def test_more_than_a_minute_is_cut_and_said():
    made = spoken(wav(tone(LONGEST_S + 5)))
    assert (made.seconds, made.whole) == (LONGEST_S, False)
    assert len(made.content) < 500_000
    assert spoken(wav(tone(LONGEST_S))).whole


@pytest.mark.parametrize(("loud", "comes_out"), [(0.1, LOUD_ENOUGH), (0.02, 0.16), (0.9, 0.9)])
def test_a_quiet_voice_is_lifted_and_a_loud_one_left(loud, comes_out):
    back = samples(spoken(wav(tone(1, loud))).content)[HZ // 4 : -HZ // 4]  # a tone cut off rings at its ends
    assert np.abs(back.astype(int)).max() / LOUDEST == pytest.approx(comes_out, abs=0.04)


@pytest.mark.parametrize("silence", [np.zeros(HZ, np.int16), tone(1, 0.002), np.empty(0, np.int16)])
def test_silence_is_not_kept(silence):
    with pytest.raises(BadChoice, match="can't hear anything"):
        spoken(wav(silence))


@pytest.mark.parametrize(
    "content", [b"", b"no sound at all", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"#EXTM3U\nhttp://a/b.wav\n"]
)
def test_what_is_no_sound_is_said(content):
    with pytest.raises(BadChoice, match="can't read this recording"):
        spoken(content)


def pictures(count):
    return [np.full((*SIZE_WH[::-1], 3), 10 * i % 256, np.uint8) for i in range(count)]


def write(path, heard, count=50, fps=25, size_wh=SIZE_WH):
    with SoundingSink(path, size_wh, heard, 500_000) as sink:
        for i, picture in enumerate(pictures(count)):
            sink.write(picture, i / fps)


def test_a_film_has_its_sound_at_its_time(tmp_path):
    path = tmp_path / "film.mp4"
    heard = np.concatenate([np.zeros(HZ, np.int16), tone(0.5), np.zeros(HZ // 2, np.int16)])
    write(path, heard)
    with av.open(str(path)) as film:
        (sound,) = film.streams.audio
        assert (sound.codec_context.name, sound.rate, sound.layout.name) == ("aac", HZ, "mono")
        assert float(sound.duration * sound.time_base) == pytest.approx(2.0, abs=0.1)
        kinds = [packet.stream.type for packet in film.demux() if packet.size]
    back = samples(path.read_bytes())
    loud = np.flatnonzero(np.abs(back.astype(int)) > 2000) / HZ
    assert (loud[0], loud[-1]) == (pytest.approx(1.0, abs=0.08), pytest.approx(1.5, abs=0.08))
    assert sum(a != b for a, b in pairwise(kinds)) > 10  # in turns
    assert sum(1 for _ in FileSource(path)) == 50


def test_a_film_without_a_voice_has_no_sound(tmp_path):
    write(tmp_path / "film.mp4", np.empty(0, np.int16))
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert not film.streams.audio


def test_sound_longer_than_the_pictures_is_whole(tmp_path):
    write(tmp_path / "film.mp4", tone(3.3), count=25)
    assert len(samples((tmp_path / "film.mp4").read_bytes())) / HZ == pytest.approx(3.3, abs=0.1)


def test_a_film_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fails(self, *_):
        raise OSError(28, "No space left on device")

    with pytest.raises(ValueError, match="shape"):
        write(tmp_path / "film.mp4", tone(1), size_wh=(48, 48))
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(SoundingSink, "_say", lambda self, until: fails(self) if until >= HZ else None)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "film.mp4", tone(1))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(OutputError):
        write(tmp_path / "none" / "film.mp4", tone(1))
