"""The recorder in the page, in every state, with the streaming component and the recorder replaced by stand-ins."""

from types import SimpleNamespace

import numpy as np
import pytest
from live_stage import Stream
from streamlit.testing.v1 import AppTest

from formcheck.motion.track import Pose, Track
from formcheck.ui.check import recording
from formcheck.ui.check.filming import HOW
from formcheck.ui.check.recorder import CALIBRATION, RecorderSnapshot, Recording
from formcheck.ui.components import camera, camera_view
from formcheck.ui.settings.preferences import KEY, Preferences


class FakeRecorder:
    """Stands in for Recorder: is where the test puts it."""

    def __init__(self, language="en", *, steps=(), guide=None):
        self.language, self.steps, self.guide, self.calls, self.made = language, steps, guide, [], None
        self.shot = RecorderSnapshot(state="waiting", words="Step back.", left_s=None, problem=None)

    def __call__(self, image, t_s):
        return []

    def snapshot(self):
        return self.shot

    def recording(self):
        return self.made

    def begin(self):
        self.calls.append("begin")

    def stop(self):
        self.calls.append("stop")

    def again(self):
        self.calls.append("again")
        self.made = None

    def close(self):
        self.calls.append("close")

    def put(self, state, words="", left_s=None, problem=None):
        self.shot = RecorderSnapshot(state=state, words=words, left_s=left_s, problem=problem)


def made(**how):
    return Recording(b"a film", Track.from_poses([Pose.unseen(0.0), Pose.unseen(0.5)], (640, 480)), 12.4, **how)


def page():
    import streamlit as st

    from formcheck.ui.check.recording import show_recorder

    if "taken" in st.session_state:
        st.title("Taken")
    else:
        show_recorder(lambda clip: st.session_state.update(taken=clip))


@pytest.fixture
def stage(monkeypatch):
    behind = Stream()
    behind.said, behind.recorders = [], []

    def make(*given, **named):
        behind.recorders.append(FakeRecorder(*given, **named))
        return behind.recorders[-1]

    monkeypatch.setattr(camera.PLACES, "_last_s", {})
    monkeypatch.setattr(camera_view, "_component", lambda: behind)
    monkeypatch.setattr(recording, "Recorder", make)
    monkeypatch.setattr(recording, "say_aloud", lambda text, **how: behind.said.append((text, how)))
    behind.page = AppTest.from_function(page, default_timeout=30)
    return behind


def run(stage, state=None, **shot):
    if state is not None:
        stage.recorders[-1].put(state, **shot)
    stage.page.run()
    assert not stage.page.exception, stage.page.exception
    return stage.page


def play(stage):
    run(stage)
    stage.playing = True
    stage.picture()
    return run(stage)


def words(page):
    return "\n".join(
        [e.value for kind in ("markdown", "caption", "warning") for e in page.get(kind)]
        + [e.proto.body for e in page.get("html")]
    )


def labels(page):
    return [button.label for button in page.button]


def test_before_the_start_it_says_how_to_film(stage):
    text = words(run(stage))
    assert recording.ABOUT["movement"] in text
    assert HOW[0][1] in text
    assert labels(stage.page) == []


def test_the_camera_runs_where_to_stand_and_the_button_to_record(stage):
    shown = play(stage)
    assert "Step back." in words(shown)
    assert labels(shown) == ["Record"]
    shown.button(key="recorder-begin").click().run()
    assert stage.recorders[-1].calls == ["begin"]


@pytest.mark.parametrize(
    ("state", "over", "button"),
    [
        ("placing", "Get into position", "Cancel"),
        ("countdown", "Recording starts soon", "Cancel"),
        ("recording", "Recording · 41 s left", "Stop recording"),
    ],
)
def test_each_step_says_where_it_is_and_how_to_end_it(stage, state, over, button):
    play(stage)
    shown = run(stage, state, words="Stand tall.", left_s=41.2)
    assert over in words(shown)
    assert labels(shown) == [button]
    assert stage.said[-1][0] == "Stand tall."
    shown.button(key="recorder-stop").click().run()
    assert stage.recorders[-1].calls == ["stop"]


def test_a_problem_is_said_and_leaves_the_button(stage):
    play(stage)
    shown = run(stage, "waiting", problem="The disk is full.")
    assert [e.value for e in shown.warning] == ["The disk is full."]
    assert labels(shown) == ["Record"]


def test_the_finished_clip_can_be_used(stage):
    play(stage)
    stage.recorders[-1].made = made()
    shown = run(stage, "done")
    assert "12 seconds" in words(shown)
    assert labels(shown) == ["Use this recording", "Record again"]
    shown.button(key="recorder-use").click().run()
    assert [e.value for e in shown.title] == ["Taken"]
    clip = shown.session_state["taken"]
    assert clip.name == "recording.mp4"
    assert recording.MADE not in shown.session_state
    assert stage.recorders[-1].calls == ["close", "again"]


def test_the_clip_handed_over_is_the_film(stage, tmp_path):
    play(stage)
    stage.recorders[-1].made = made()
    run(stage).button(key="recorder-use").click().run()
    assert stage.page.session_state["taken"].put_into(tmp_path).read_bytes() == b"a film"


def test_the_finished_clip_can_be_recorded_again(stage):
    play(stage)
    stage.recorders[-1].made = made()
    shown = run(stage)
    shown.button(key="recorder-again").click().run()
    assert labels(shown) == ["Record"]
    assert stage.recorders[-1].calls == ["again"]


def test_clip_and_poses_can_be_kept(stage):
    play(stage)
    stage.recorders[-1].made = made()
    assert [e.label for e in run(stage).get("download_button")] == ["Save the video", "As a table (CSV)", "JSON"]


def test_a_recording_outlives_its_stream(stage):
    play(stage)
    stage.recorders[-1].made = made()  # as a recorder does that is closed while it records
    stage.feed.end()
    stage.playing = False
    shown = run(stage)
    assert labels(shown) == ["Use this recording", "Record again"]
    shown.button(key="recorder-again").click().run()
    assert recording.ABOUT["movement"] in words(shown)
    assert len(stage.recorders) == 2, "a new recorder is ready for the next start"


def test_the_guided_minute_tells_its_steps_and_is_handed_over_as_such(stage):
    run(stage).segmented_control[0].set_value("calibration").run()
    assert stage.recorders[0].calls == ["close"]
    assert stage.recorders[-1].steps == CALIBRATION
    assert recording.ABOUT["calibration"] in words(stage.page)
    play(stage)
    assert stage.page.segmented_control[0].disabled
    stage.recorders[-1].made = made()
    run(stage).button(key="recorder-use").click().run()
    assert stage.page.session_state["taken"].name == "calibration.mp4"


def test_trouble_is_said_here_too(stage):
    stage.browser = "denied"
    assert [e.value for e in run(stage).warning] == [camera_view.WORDS["denied"]]


def test_it_speaks_the_visitors_language(stage):
    stage.page.session_state[KEY] = Preferences(language="zh", voice=False)
    play(stage)
    assert stage.recorders[-1].language == "zh"
    assert stage.said[-1][1]["language"] == "zh"
    assert stage.said[-1][1]["on"] is False


def test_poses_are_made_only_when_somebody_keeps_them(stage, monkeypatch):
    monkeypatch.setattr(recording, "poses_csv", lambda _: pytest.fail("nobody asked"))
    play(stage)
    stage.recorders[-1].made = SimpleNamespace(mp4=b"a film", poses=np.empty(0), seconds=2.0)
    run(stage)


def guided_page():
    import streamlit as st

    from formcheck.ui.check.recording import GuidedSet, show_recorder

    take = st.session_state.setdefault("take", "usual")
    guided = GuidedSet(f"reaching-{take}", f"Reach up twice, {take}.", None)
    if "taken" in st.session_state:
        st.title("Taken")
    else:
        show_recorder(lambda clip: st.session_state.update(taken=clip), guided)


@pytest.fixture
def guided(stage):
    stage.page = AppTest.from_function(guided_page, default_timeout=30)
    return stage


def test_a_guided_set_has_no_choices_and_says_what_to_do(guided):
    shown = run(guided)
    assert not shown.segmented_control
    assert "Reach up twice, usual." in words(shown)
    assert "stops by itself" in words(shown)


def test_a_set_that_ended_itself_is_handed_over_at_once(guided):
    play(guided)
    guided.recorders[-1].made = made(ended_itself=True)
    assert [e.value for e in run(guided).title] == ["Taken"]
    assert guided.page.session_state["taken"].name == "reaching-usual.mp4"
    assert recording.MADE not in guided.page.session_state


def test_one_that_was_stopped_is_shown_first(guided):
    play(guided)
    guided.recorders[-1].made = made()
    assert labels(run(guided)) == ["Use this recording", "Record again"]


def test_a_recording_of_another_set_is_not_taken(guided):
    play(guided)
    guided.recorders[-1].made = made()
    run(guided)
    guided.page.session_state["take"] = "coached"
    guided.playing = False
    shown = run(guided)
    assert "Reach up twice, coached." in words(shown)
    assert labels(shown) == []
