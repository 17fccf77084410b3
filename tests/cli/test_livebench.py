import json

import numpy as np
import pytest
from figures import Shot, floor_squat
from figures.stream import poses

from formcheck.cli.bench import live as livebench
from formcheck.cli.bench.live import letterboxed, measure, memory_mb
from formcheck.motion.track import Pose


@pytest.fixture
def quick_model(monkeypatch):
    """A model that sees a figure at once, and a camera that shows grey."""
    stream = poses(Shot(motion=floor_squat(1), size_wh=(640, 480)).film.track)

    class Seeing:
        def __init__(self, _model):
            self.count = 0

        def __call__(self, _image, t_s):
            self.count += 1
            pose = stream[self.count % len(stream)]
            return Pose(t_s, pose.image_px, pose.world_m, pose.visibility, pose.silhouette)

        def close(self):
            pass

    monkeypatch.setattr("formcheck.live.session.MediaPipePose", Seeing)
    monkeypatch.setattr(livebench, "_pictures", lambda _clip: ([np.full((480, 640, 3), 90, np.uint8)] * 5, 25.0))
    monkeypatch.setattr(livebench, "LATER_S", 0.5)


@pytest.mark.usefixtures("quick_model")
def test_figures_of_a_short_run(tmp_path, capsys):
    figures = measure(tmp_path / "clip.mp4", seconds=1.5, model="lite", warm_up_s=0.3)
    assert 1.4 < figures.seconds < 4.0
    assert 3 < figures.frames_per_s < 33
    assert 0.0 <= figures.dropped_share < 1.0
    assert 0 < figures.latency_ms["median"] <= figures.latency_ms["p95"] <= figures.latency_ms["max"]
    assert set(figures.memory_mb) == {"start", "after a minute", "end"}
    livebench._print(figures)
    assert "at least 22" in capsys.readouterr().out


@pytest.mark.usefixtures("quick_model")
def test_figures_as_json(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(livebench, "WARM_UP_S", 0.1)
    livebench.live(tmp_path / "clip.mp4", seconds=1.0, model="lite", as_json=True)
    assert json.loads(capsys.readouterr().out)["model"] == "lite"


def test_a_letterboxed_picture_is_whole():
    tall = np.zeros((720, 540, 3), np.uint8)
    tall[:, :, 0] = 200
    wide = letterboxed(tall)
    assert wide.shape == (480, 640, 3)
    assert (wide[:, 140:500, 0] == 200).all()
    assert (wide[:, :140] == livebench.GREY).all()


def test_memory_is_reported_or_not_known(monkeypatch, tmp_path):
    held = memory_mb()
    assert held is None or 20 < held < 20_000
    monkeypatch.setattr(livebench, "STATM", tmp_path / "nothing")
    assert memory_mb() is None
