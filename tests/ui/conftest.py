"""The Check page in Streamlit's own harness, with a made-up analysis behind it."""

import json
import sys
import tempfile
from types import ModuleType

import numpy as np
import pytest
from check_stage import APP, FakePipeline
from recorder_stage import FakeFramer, FakeModel
from streamlit.testing.v1 import AppTest

import formcheck.clip
from formcheck.clip import samples as clip_samples
from formcheck.ui.check import recorder, samples


@pytest.fixture
def pipeline(monkeypatch):
    fake = FakePipeline()
    module = ModuleType("formcheck.clip.pipeline")
    names = ("analyze_clip", "judge_track", "rep_stills", "people_still", "playing", "playing_copy", "hide_faces")
    for name in (*names, "player_html", "write_annotated"):
        setattr(module, name, getattr(fake, name))
    monkeypatch.setitem(sys.modules, "formcheck.clip.pipeline", module)
    monkeypatch.setattr(formcheck.clip, "pipeline", module, raising=False)
    return fake


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two samples, one without its truth, and a place for temporary files that can be looked at."""
    place = tmp_path / "samples"
    place.mkdir()
    for name in ("hands_on_knees_side", "floor_squat_front"):
        (place / f"{name}.mp4").write_bytes(name.encode())
    (place / "hands_on_knees_side.truth.json").write_text(json.dumps({"reps": [{"bottom_s": 2.45}]}))
    monkeypatch.setattr(clip_samples, "FOLDERS", (tmp_path / "missing", place))
    monkeypatch.setattr(samples, "poster", lambda path, at_s: np.full((30, 40, 3), int(at_s * 50), np.uint8))
    (tmp_path / "private").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    return tmp_path


@pytest.fixture
def page(pipeline, folder):
    """The Check page as it opens."""
    at = AppTest.from_file(str(APP), default_timeout=20).run()
    assert not at.exception
    return at


@pytest.fixture
def model():
    """A pose model for the recorder."""
    return FakeModel()


@pytest.fixture
def framer(monkeypatch):
    """What the recorder asks whether somebody stands in the outline."""
    made = FakeFramer()
    monkeypatch.setattr(recorder, "Framer", lambda: made)
    return made


@pytest.fixture
def recordings(tmp_path, monkeypatch):
    """Where recordings are kept meanwhile."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path
