"""The idle film is the plain clip until the annotated one is made, and stays it when that fails."""

import time
from contextlib import closing

import pytest

from formcheck.clip import pipeline
from formcheck.errors import OutputError
from formcheck.kiosk.demo import Demo


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"plain")
    return path


@pytest.fixture
def demo(clip):
    with closing(Demo(clip)) as made:
        yield made


def until(true):
    give_up_s = time.monotonic() + 10
    while not true():
        assert time.monotonic() < give_up_s
        time.sleep(0.005)


def test_the_annotated_film_takes_over_per_language(demo, clip, monkeypatch):
    asked = []
    monkeypatch.setattr(pipeline, "analyze_clip", lambda path, options: asked.append(options.language))
    monkeypatch.setattr(pipeline, "write_annotated", lambda analysis, out: out.write_bytes(b"drawn"))
    demo.path("en")
    until(lambda: demo.path("en") != clip)
    assert demo.path("en").read_bytes() == b"drawn"
    demo.path("zh")
    until(lambda: demo.path("zh").stem == "zh")
    assert asked == ["en", "zh"]


def test_what_cannot_be_drawn_stays_plain(demo, clip, monkeypatch, caplog):
    def full(analysis, out):
        raise OutputError("The disk is full.")

    monkeypatch.setattr(pipeline, "analyze_clip", lambda path, options: None)
    monkeypatch.setattr(pipeline, "write_annotated", full)
    demo.path("en")
    until(lambda: "The disk is full." in caplog.text)
    assert demo.path("en") == clip
