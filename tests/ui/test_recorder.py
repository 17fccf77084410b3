"""The recorder with real pictures and a made-up pose model: what is written reads back with the same times."""

import numpy as np
import pytest
from recorder_stage import UNEVEN, FakeFramer, begin, picture, run, shown

from formcheck.errors import OutputError
from formcheck.media.video import FileSource
from formcheck.motion import landmarks as lm
from formcheck.ui.check import recorder as module
from formcheck.ui.check.recorder import (
    CALIBRATION,
    COUNTDOWN_S,
    LONGEST_S,
    PLACING_MOST_S,
    TOO_SHORT,
    TURNED,
    Recorder,
    Step,
)


@pytest.fixture
def recorder(framer, model, recordings):
    made = Recorder(estimator=lambda: model)
    yield made
    made.close()


def test_what_is_written_reads_back_unmirrored_with_the_times_of_the_camera(recorder, framer, tmp_path):
    first = begin(recorder, framer, at_s=41.0)
    seen = run(recorder, [first + t for t in UNEVEN])
    recorder.stop()
    assert recorder.snapshot().state == "done"
    made = recorder.recording()
    path = tmp_path / "clip.mp4"
    path.write_bytes(made.mp4)
    frames = list(FileSource(path))
    assert [f.t_s for f in frames] == pytest.approx(UNEVEN, abs=1 / 90_000)
    for i, f in enumerate(frames):
        image = f.image.astype(int)
        assert image[:, :70].mean() == pytest.approx(0, abs=6)
        assert image[:, 90:].mean() == pytest.approx(100 + 10 * i, abs=6)
    assert seen[-1][:, :60].mean() > seen[-1][:60, 100:].mean(), "shown as in a mirror"
    assert made.poses.t_s == pytest.approx(UNEVEN)
    assert made.poses.image_px[:, lm.NOSE, 0] == pytest.approx([first + t for t in UNEVEN])
    assert made.seconds == pytest.approx(UNEVEN[-1])


def test_nothing_is_kept_before_the_countdown_has_ended(recorder, framer, recordings):
    run(recorder, np.arange(0, 1, 0.1))
    first = begin(recorder, framer, at_s=1.0)
    for t_s in np.arange(1.2, first, 0.25):
        recorder(picture(), t_s)
        assert recorder.snapshot().state == "countdown"
        assert list(recordings.iterdir()) == []
    recorder(picture(), first)
    assert recorder.snapshot().state == "recording"
    assert len(list(recordings.iterdir())) == 1


def test_files_are_private_and_gone_afterwards(recorder, framer, recordings):
    first = begin(recorder, framer)
    run(recorder, [first, first + 0.5, first + 1.0])
    (private,) = recordings.iterdir()
    assert private.stat().st_mode & 0o077 == 0
    recorder.stop()
    assert list(recordings.iterdir()) == []
    assert recorder.recording().mp4


def test_the_countdown_waits_for_somebody_in_the_outline_but_not_for_ever(recorder, framer):
    recorder(picture(), 0.0)
    recorder.begin()
    recorder(picture(), 1.0)
    shot = recorder.snapshot()
    assert (shot.state, shot.words) == ("placing", "Step back.")
    recorder(picture(), PLACING_MOST_S)
    assert recorder.snapshot().state == "countdown"


def test_the_countdown_can_be_called_off(recorder, framer):
    begin(recorder, framer)
    recorder.stop()
    assert recorder.snapshot().state == "waiting"
    assert recorder.recording() is None


def test_it_stops_by_itself_after_a_minute(recorder, framer):
    first = begin(recorder, framer)
    run(recorder, [first, first + 30, first + LONGEST_S - 0.1])
    assert recorder.snapshot().state == "recording"
    recorder(picture(), first + LONGEST_S)
    assert recorder.snapshot().state == "done"
    assert recorder.recording().seconds == pytest.approx(LONGEST_S - 0.1)


def test_a_stop_too_soon_is_said_and_can_be_repeated(recorder, framer):
    first = begin(recorder, framer)
    run(recorder, [first, first + 0.3])
    recorder.stop()
    shot = recorder.snapshot()
    assert (shot.state, shot.problem) == ("waiting", TOO_SHORT)
    first = begin(recorder, framer, at_s=first + 1)
    assert recorder.snapshot().problem is None
    run(recorder, [first, first + 1.5])
    recorder.stop()
    assert recorder.recording().seconds == pytest.approx(1.5)


def test_again_forgets_what_was_recorded(recorder, framer):
    first = begin(recorder, framer)
    run(recorder, [first, first + 1.5])
    recorder.stop()
    recorder.again()
    assert recorder.recording() is None
    assert recorder.snapshot().state == "waiting"


def test_a_camera_that_goes_away_leaves_what_it_sent(recorder, framer, model, recordings):
    first = begin(recorder, framer)
    run(recorder, [first, first + 1.5])
    recorder.close()
    assert recorder.recording().seconds == pytest.approx(1.5)
    assert model.closed
    assert list(recordings.iterdir()) == []


def test_a_turned_phone_ends_the_recording_in_words(recorder, framer, recordings):
    first = begin(recorder, framer)
    run(recorder, [first, first + 1.5])
    run(recorder, [first + 1.6], size_wh=(120, 160))
    shot = recorder.snapshot()
    assert (shot.state, shot.problem) == ("waiting", TURNED)
    assert list(recordings.iterdir()) == []


def test_a_clock_that_steps_back_leaves_a_picture_out(recorder, framer):
    first = begin(recorder, framer)
    run(recorder, [first, first + 1.0, first + 0.5, first + 1.5])
    recorder.stop()
    assert recorder.recording().poses.t_s == pytest.approx([0, 1.0, 1.5])


def test_a_full_disk_is_said(recorder, framer, monkeypatch):
    first = begin(recorder, framer)
    monkeypatch.setattr(module.FileSink, "write", lambda *_: (_ for _ in ()).throw(OutputError("The disk is full.")))
    run(recorder, [first])
    shot = recorder.snapshot()
    assert (shot.state, shot.problem) == ("waiting", "The disk is full.")


def test_the_guided_minute_tells_each_step_and_ends_by_itself(framer, model, recordings):
    steps = (Step("First.", 2.0), Step("Then.", 1.0))
    recorder = Recorder(estimator=lambda: model, steps=steps)
    first = begin(recorder, framer)
    assert recorder.snapshot().words == "First."
    shown_words = []
    for t in (0.0, 1.9, 2.1, 2.9):
        recorder(picture(), first + t)
        shot = recorder.snapshot()
        shown_words.append((shot.words, round(shot.left_s, 3)))
    assert shown_words == [("First.", 2.0), ("First.", 0.1), ("Then.", 0.9), ("Then.", 0.1)]
    recorder(picture(), first + 3.01)
    assert recorder.snapshot().state == "done"


def test_the_guided_minute_holds_what_a_calibration_takes():
    assert CALIBRATION[0].seconds >= 3, "standing tall with the arms forward"
    assert sum(step.seconds for step in CALIBRATION) <= LONGEST_S


def test_the_picture_tells_outline_countdown_and_clock(recorder, framer):
    big = picture(size_wh=(640, 480))

    def drawn(t_s):
        return np.abs(shown(recorder, big, t_s).astype(int) - big[:, ::-1])

    outlined = drawn(0.0)
    assert outlined[100:440, 250:390].max() > 100
    first = begin(recorder, framer, at_s=0.1)
    number = drawn(1.0)
    assert number[200:330, 500:580].max() > 100
    recorder.begin()  # anew, with pictures of this size
    begin(recorder, framer, at_s=first)
    clock = drawn(first + 0.2 + COUNTDOWN_S)
    assert clock[430:, 500:].max() > 80
    assert clock[100:400, 200:440].max() == 0, "nothing over the person while it records"


def test_its_words_are_in_the_language_of_the_visitor(framer, model, recordings):
    recorder = Recorder("zh", estimator=lambda: model)
    spoken = []
    framer.look = lambda *_: spoken.append(module.gettext.__globals__["get_locale"]()) or FakeFramer.framing
    recorder(picture(), 0.0)
    assert spoken == ["zh"]
    recorder.close()
