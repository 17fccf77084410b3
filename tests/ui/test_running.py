from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.ui.check import clips

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("squat.mp4", "squat.mp4"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\clips\\a?b.mov", "C__clips_a_b.mov"),
        ("..", "clip"),
        ("深蹲.mp4", "深蹲.mp4"),
        ("x" * 300 + ".mp4", "x" * 56 + ".mp4"),
        ("a\0b.mp4", "a_b.mp4"),
    ],
)
def test_names_of_uploads_stay_inside_the_private_folder(tmp_path, name, safe):
    clip = clips.uploaded_clip(name, b"content")
    path = clip.put_into(tmp_path)
    assert clip.name == path.name == safe
    assert path.read_bytes() == b"content"
    assert path.resolve().is_relative_to(tmp_path.resolve())


def test_the_same_content_is_the_same_clip_for_the_memory(tmp_path):
    path = tmp_path / "sample.mp4"
    path.write_bytes(b"content")
    assert clips.sample_clip(path).sha256 == clips.uploaded_clip("other.mov", b"content").sha256
    assert clips.sample_clip(path).put_into(tmp_path / "nowhere") == path


def page_that_waits():
    import streamlit as st

    from formcheck.settings import AnalysisOptions
    from formcheck.ui.check.clips import sample_clip
    from formcheck.ui.check.running import remembered, result_for

    clip, options = sample_clip(st.session_state["path"]), AnalysisOptions(model="lite")
    answers = []
    result = result_for(clip, options, st.empty(), lambda report: answers.append((report, remembered(clip, options))))
    st.session_state["answers"], st.session_state["result"] = answers, result


def test_the_answer_comes_before_the_pictures_of_it_are_made():
    page = AppTest.from_function(page_that_waits, default_timeout=120)
    page.session_state["path"] = SAMPLES / "floor_squat_side.mp4"
    page.run()
    ((answer, result_then),) = page.session_state["answers"]
    assert result_then is None
    assert answer == page.session_state["result"].report
    assert page.session_state["result"].stills.bottoms
