"""The Check page before a result: the ways in, progress, what goes wrong, what is remembered."""

import gc
import stat
import sys
from types import ModuleType

import pytest
from check_stage import APP, choose_sample, ready, words
from forbidden import NEVER
from streamlit.testing.v1 import AppTest

from formcheck.clip import samples as clip_samples
from formcheck.errors import UnreadableVideo
from formcheck.ui.check import filming
from formcheck.ui.check.clips import uploaded_clip
from formcheck.ui.components.words import plain
from formcheck.ui.settings.preferences import KEY, Preferences


def test_opens_with_three_ways_in_and_nothing_done(page, pipeline):
    labels = [button.label for button in page.button]
    assert labels == ["Record with my camera", "Hands on knees", "Floor squat from the front"]
    assert page.get("file_uploader")
    assert pipeline.asked == []


def test_how_to_film_is_shown_before_the_first_clip(page):
    text = words(page)
    assert "How to film" in text
    assert "2.5 to 3.5 m away" in text
    assert "A phone on a stand at hip height" in text  # the drawing, in words


def test_a_clip_s_way_from_a_phone_is_told(page, monkeypatch):
    assert "Is your video on your phone?" in [one.label for one in page.expander]
    text = words(page)
    assert all(way in text for way in filming.BRING)
    assert "on the phone, in the same Wi-Fi" not in text, "no phone is let in"
    monkeypatch.setattr(filming, "open_at", lambda: "https://192.0.2.7:8600")
    assert "Open https://192.0.2.7:8600 on the phone, in the same Wi-Fi" in words(page.run())


def test_opens_where_a_wheel_puts_it(pipeline, folder):
    installed = folder / "_app" / "app.py"
    installed.parent.mkdir()
    installed.write_bytes(APP.read_bytes())
    at = AppTest.from_file(str(installed), default_timeout=20).run()
    assert not at.exception
    assert at.title[0].value == "FormCheck"


def test_opens_without_any_sample(pipeline, folder, monkeypatch):
    monkeypatch.setattr(clip_samples, "FOLDERS", ())
    at = AppTest.from_file(str(APP), default_timeout=20).run()
    assert not at.exception
    assert at.get("file_uploader")
    assert "try one" not in words(at)


def test_nothing_is_promised_that_only_a_doctor_may(page):
    assert not NEVER.search(words(page) + words(choose_sample(page)))


def test_an_upload_is_analysed_and_kept_for_its_visit_only(page, pipeline, folder):
    at = ready(page).file_uploader(key="upload").upload("../My squat?.mov", b"frames", "video/quicktime").run()
    assert not at.exception
    path, content = pipeline.seen[0]
    assert content == b"frames"
    assert path.name.endswith("My squat_.mov")
    assert path.is_relative_to(folder / "private")
    (kept,) = (folder / "private").iterdir()
    assert kept.read_bytes() == b"frames"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "2 squats" in words(at)
    at.switch_page("formcheck/ui/settings/page.py").run()
    at.button(key="settings-end").click().run()
    gc.collect()  # the harness's own leftovers
    assert not kept.exists()


@pytest.mark.parametrize("name", ["IMG_4821.MOV", "clip", "squat.3gp", "squat.TS"])
def test_any_name_is_taken_and_its_content_decides(page, pipeline, name):
    at = page.file_uploader(key="upload").upload(name, b"frames", "").run()
    assert "2 squats" in words(at)
    assert pipeline.seen[0][0].name == name


def test_a_refused_clip_goes_with_another_clip(page, pipeline):
    pipeline.error = UnreadableVideo("This is no video: use an mp4.")
    at = page.file_uploader(key="upload").upload("a.txt", b"words", "text/plain").run()
    assert at.error[0].value == plain("This is no video: use an mp4.")
    at.button(key="another").click().run()
    assert not at.error
    assert [one.key for one in at.file_uploader if one.value] == []


def test_a_recording_is_analysed(page, pipeline, monkeypatch):
    clip = uploaded_clip("recording.mp4", b"recorded")
    recorder = ModuleType("formcheck.ui.check.recording")
    recorder.show_recorder = lambda take: take(clip)
    monkeypatch.setitem(sys.modules, "formcheck.ui.check.recording", recorder)
    at = ready(page).button(key="record").click().run()
    assert not at.exception
    at.run()
    assert [content for _, content in pipeline.seen] == [b"recorded"]
    assert "2 squats" in words(at)


def test_the_recorder_can_be_left_again(page, pipeline, monkeypatch):
    recorder = ModuleType("formcheck.ui.check.recording")
    recorder.show_recorder = lambda take: None
    monkeypatch.setitem(sys.modules, "formcheck.ui.check.recording", recorder)
    at = ready(page).button(key="record").click().run()
    assert not at.get("file_uploader")
    at.button(key="close-recorder").click().run()
    assert at.get("file_uploader")
    assert pipeline.asked == []


def test_clicks_do_not_measure_again_and_new_choices_judge(page, pipeline):
    at = choose_sample(page)
    at.run()
    assert len(pipeline.asked) == 1
    at.segmented_control(key="movement").set_value("hinge").run()
    assert [o.movement for o in pipeline.asked] == ["auto"]
    assert [o.movement for o in pipeline.judged] == ["hinge"]
    at.segmented_control(key="movement").set_value("auto").run()
    assert (len(pipeline.asked), len(pipeline.judged)) == (1, 1)  # remembered


@pytest.mark.parametrize(
    ("setting", "measured"), [({"model": "lite"}, 2), ({"language": "zh"}, 1), ({"level": "strict"}, 1)]
)
def test_settings_of_the_visit_go_into_the_analysis(page, pipeline, setting, measured):
    at = choose_sample(page)
    at.session_state[KEY] = Preferences(**setting)
    at.run()
    assert not at.exception
    assert len(pipeline.asked) == measured
    latest = (pipeline.judged or pipeline.asked)[-1]
    assert {name: getattr(latest, name) for name in setting} == setting


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (UnreadableVideo("This is no video: use an mp4."), "This is no video: use an mp4."),
        (RuntimeError("secret path /root"), "Sorry, something went wrong"),
    ],
)
def test_an_error_is_one_sentence_and_the_page_goes_on(page, pipeline, error, sentence, caplog):
    pipeline.error = error
    at = choose_sample(page)
    assert not at.exception
    assert [e.value.startswith(plain(sentence)) for e in at.error] == [True]
    assert "secret" not in words(at)
    assert ("secret" in caplog.text) == isinstance(error, RuntimeError)
    pipeline.error = None
    at = choose_sample(at, "floor_squat_front")
    assert not at.error
    assert "2 squats" in words(at)


def test_back_to_another_clip(page, pipeline):
    at = choose_sample(page)
    at.button(key="another").click().run()
    assert at.button(key="sample-floor_squat_front")
    choose_sample(at)
    assert len(pipeline.asked) == 1


def test_the_page_speaks_chinese(page):
    page.session_state[KEY] = Preferences(language="zh")
    page.run()
    assert not page.exception
    assert "Film a squat" not in words(page)


def test_a_clip_with_several_people_goes_with_its_visit_too(page, pipeline, folder):
    pipeline.crowd = 2
    at = ready(page).file_uploader(key="upload").upload("squat.mov", b"frames", "video/quicktime").run()
    at.button(key="person-2").click().run()
    (kept,) = (folder / "private").iterdir()
    at.switch_page("formcheck/ui/settings/page.py").run()
    at.button(key="settings-end").click().run()
    gc.collect()
    assert not kept.exists()
