"""The Review page: many clips in, each decided, noted and answered; who decides is always known."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import streamlit as st
from check_stage import APP, words
from review_stage import FINE, made, write_batch
from streamlit.testing.v1 import AppTest
from test_sound import HZ, tone, wav

from formcheck.errors import OutputError
from formcheck.storage.review.address import STORE
from formcheck.storage.review.records import Decision, Voice
from formcheck.storage.review.store import ReviewStore
from formcheck.storage.small_files import FOLDER
from formcheck.storage.trainers import trainer_names
from formcheck.ui.components.player import Moment
from formcheck.ui.review import video

LINE = {"tool": "line", "points": [[0.1, 0.2], [0.3, 0.4]]}
PAGE = "formcheck/ui/review/page.py"


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """Where this test's store lies."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    monkeypatch.delenv(STORE, raising=False)


@pytest.fixture
def results(tmp_path):
    reports = {"good": made("good", *FINE), "bad": made("bad"), "worse": made("worse")}
    return write_batch(tmp_path / "results", reports)


@pytest.fixture
def at(pipeline, folder, results):
    """The page of a trainer with a name and the batch in the list."""
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    at = run(at.switch_page(PAGE))
    at.text_input(key="review-who").set_value("Kim")
    at.text_input(key="add-class").set_value("Tuesday")
    at.text_input(key="add-folder").set_value(str(results))
    run(at)
    return run(at.button(key="add-batch").click())


def run(asked):
    """The page, run again after what was asked of it."""
    at = asked.run()
    assert not at.exception, at.exception
    return at


def names(at):
    """The clips of the list, from the top."""
    return [found[1] for e in at.get("html") if (found := re.search('"fc-row".*<b>(.*)</b>', e.proto.body))]


def name_choice(at):
    """The list of names."""
    (found,) = [one for one in at.selectbox if one.key and one.key.startswith("review-who-known")]
    return found


def press(at, key):
    return run(at.button(key=key).click())


def opened(at, name="bad.mp4"):
    (clip,) = [one for one in ReviewStore().queue().clips if one.name == name]
    return press(at, f"open-{clip.id}"), clip.id


def decisions():
    return [(one.check or one.subject, one.answer, one.corrected, one.who) for one in ReviewStore().decisions()]


def test_the_list_is_worst_first_and_can_be_filtered(at):
    assert "3 clips added." in "\n".join(one.value for one in at.success)
    assert names(at) == ["bad.mp4", "worse.mp4", "good.mp4"]
    run(at.selectbox(key="filter-check").set_value("hips_first"))
    assert names(at) == ["bad.mp4", "worse.mp4"]
    run(at.selectbox(key="filter-state").set_value("done"))
    assert names(at) == []


def test_agreeing_leads_to_the_next_finding_and_is_marked(at):
    at, _ = opened(at)
    assert "Finding 1 of 2" in words(at)
    press(at, "decide-agree")
    assert "Finding 2 of 2" in words(at)
    assert "Measured, Kim agrees" in words(at)
    assert "Everything here is decided" not in words(at)
    press(at, "decide-disagree")
    assert "Everything here is decided. Press X for the next clip." in words(at)
    assert decisions() == [("depth", "agree", {}, "Kim"), ("hips_first", "disagree", {}, "Kim")]
    press(at, "to-queue")
    assert [clip.state for clip in ReviewStore().queue().clips if clip.name == "bad.mp4"] == ["in_review"]


def test_a_correction_shows_wherever_its_value_is_shown(at, handed_out):
    at, clip = opened(at)
    press(at, "decide-correct")
    run(at.segmented_control(key=f"really-{clip}-0").set_value("good"))
    press(at, "save-correction")
    assert "Corrected by trainer (Kim)" in words(at)
    press(at, "finding-K")
    assert "Measured: A shallow squat" in words(at)
    assert decisions() == [("depth", "correct", {"verdict": "good"}, "Kim")]
    press(at, "to-queue")
    assert "1 value corrected by trainer" in words(at)
    opened(at)
    page = message(clip, handed_out)
    assert "A shallow squat" not in page  # what was measured is not said of what was put right


def test_a_repetition_is_put_right(at):
    at, clip = opened(at)
    at.selectbox(key=f"value-{clip}-1-depth").set_value("floor")
    at.number_input(key=f"value-{clip}-1-start_s").set_value(1.5)
    press(at, "save-values-1")
    assert sorted((subject, corrected) for subject, _, corrected, _ in decisions()) == [
        ("bounds", {"bottom_s": 3.0, "end_s": 4.0, "start_s": 1.5}),
        ("depth", {"depth": "floor"}),
    ]
    assert "Full depth" in words(at)
    assert "1.50 s, 3.00 s, 4.00 s" in words(at)


def test_a_note_is_written_at_the_player_s_moment_and_leads_back(at):
    at, clip = opened(at)
    press(at, "note")
    asked = player(at)["wish"]
    assert asked["t_s"] is None  # the page asks, the browser answers
    at.session_state["review"] = changed(at, moment=Moment(1, 2.4, (LINE, {"tool": "bomb", "points": []})))
    run(at)
    at.text_area(key=f"note-words-{clip}-2.4").set_value("Slower <here>")
    press(at, "save-note")
    (note,) = ReviewStore().notes(clip)
    assert (note.t_s, note.words, note.who, note.drawn) == (2.4, "Slower <here>", "Kim", (LINE,))
    assert "Slower &lt;here&gt;" in words(at)
    press(at, f"jump-{note.id}")
    assert (player(at)["wish"]["t_s"], player(at)["wish"]["drawn"]) == (2.4, [LINE])
    press(at, f"remove-{note.id}")
    assert ReviewStore().notes(clip) == ()


def test_nobody_decides_without_a_name(at):
    run(name_choice(at).set_value(""))
    assert at.text_input(key="review-who").value == ""
    at, _ = opened(at)
    press(at, "decide-agree")
    assert decisions() == []
    assert "enter your name" in at.toast[0].value


def test_a_name_is_known_the_next_time_and_changed_by_choosing(at):
    run(name_choice(at).set_value(""))
    run(at.text_input(key="review-who").set_value("Lee"))
    assert (name_choice(at).value, name_choice(at).options) == ("Lee", ["Lee", "Kim", "Another name"])
    later = AppTest.from_file(str(APP), default_timeout=30).run()
    later = run(later.switch_page(PAGE))
    assert name_choice(later).value == "Lee"
    later, _ = opened(later)
    press(later, "decide-agree")
    assert decisions() == [("depth", "agree", {}, "Lee")]
    press(later, "to-queue")
    run(name_choice(later).set_value("Kim"))
    assert trainer_names() == ("Kim", "Lee")
    press(later, "review-who-forget")
    assert trainer_names() == ("Lee",)
    assert later.session_state["review"].who == ""


def test_a_voice_is_kept_with_the_moment_played_and_deleted(at):
    at, clip = opened(at)
    press(at, "note")
    at.session_state["review"] = changed(at, moment=Moment(1, 2.4))
    run(at)
    at.audio_input(key=f"note-voice-{clip}-2.4").set_value(("a.wav", wav(np.zeros(HZ, np.int16)), "audio/wav"))
    press(at, "save-note")
    assert "can't hear anything" in at.error[0].value
    assert ReviewStore().notes(clip) == ()
    at.audio_input(key=f"note-voice-{clip}-2.4").set_value(("a.wav", wav(tone(62.0)), "audio/wav"))
    press(at, "save-note")
    assert "the first minute is kept" in at.info[0].value
    (note,) = ReviewStore().notes(clip)
    assert (note.t_s, note.words, note.who, note.voice_s) == (2.4, "", "Kim", 60.0)
    (audio,) = at.get("audio")
    assert audio.proto.url
    press(at, f"jump-{note.id}")
    assert player(at)["wish"]["t_s"] == 2.4
    press(at, f"remove-{note.id}")
    assert not at.get("audio")
    assert ReviewStore().voice(note.id) is None


def test_done_leads_to_the_next_clip(at):
    at, _ = opened(at)
    assert "Clip 1 of 3" in words(at)
    press(at, "clip-done")
    assert "Clip 2 of 3" in words(at)
    assert {one.name: one.state for one in ReviewStore().queue().clips}["bad.mp4"] == "done"
    press(at, "clip-P")
    assert "Clip 1 of 3" in words(at)


def test_the_message_has_the_trainer_s_words_and_no_other_code(at, handed_out):
    at, clip = opened(at)
    run(at.text_input(key=f"member-{clip}").set_value("Ann"))
    run(at.text_area(key=f"message-{clip}").set_value("Well done!\n<script>no</script>"))
    page = message(clip, handed_out)
    assert "For Ann" in page
    assert "Well done!" in page
    assert "<script" not in page
    assert page.count('src="data:image/jpeg') == 2
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_video_is_made_of_notes_and_findings_looked_at_and_saved(at, handed_out, monkeypatch):
    asked = []

    def make(clip, report, letter, moments, style, language, tell, measured):
        asked.append((letter, moments, style))
        if style.faces == "blur":
            raise OutputError("the disk is full")
        return b"a film"

    monkeypatch.setattr(video, "make_video", make)
    at, clip = opened(at)
    ReviewStore().note(clip, 2.1, "Deeper", "Kim", voice=Voice(b"spoken", 3.0))
    ReviewStore().note(clip, 8.0, "Not this", "Kim")
    at.text_input(key=f"member-{clip}").set_value("Ann & Bo")
    at.text_area(key=f"message-{clip}").set_value("Well done!")
    at.date_input(key=f"day-{clip}").set_value(date(2026, 11, 3))
    run(at)
    (notes,) = [one for one in at.multiselect if one.key.startswith(f"video-notes-{clip}")]
    assert len(notes.value) == 2
    run(notes.set_value(notes.value[:1]))
    press(at, f"video-make-{clip}")
    ((letter, moments, style),) = asked
    assert (letter.title, letter.facts[0], letter.words) == ("For Ann & Bo", "3 November 2026", "Well done!")
    assert [(one.heading, one.voice) for one in moments] == [
        ("Rep 1 · Depth", b"spoken"),
        ("Rep 2 · Hips before chest", None),
    ]
    assert (moments[0].t_s, moments[0].words) == (2.1, "Deeper")
    assert (style.faces, style.half_speed) == ("bystanders", True)
    assert handed_out[f"video-save-{clip}"] == b"a film"
    assert video.file_name(ReviewStore().clip(clip)) == "Ann_Bo_2026-11-03.message.mp4"
    assert len(at.get("video")) == 2  # beside the player's
    run(at.text_area(key=f"message-{clip}").set_value("Something else"))
    assert len(at.get("video")) == 1  # it would not say that
    run(at.checkbox(key=f"video-faces-{clip}").check())
    press(at, f"video-make-{clip}")
    assert "the disk is full" in at.error[0].value


def test_a_limit_changes_only_with_a_reason_and_judges_from_then_on(at):
    _, clip = opened(at)
    ReviewStore().decide(
        [Decision(clip_id=clip, subject="finding", rep=1, check="depth", answer="disagree", who="Kim")]
    )
    press(at, "to-queue")
    run(at.segmented_control(key="review-part").set_value("agreement"))
    assert "agreed 0 of 1" in at.expander[0].label
    name = at.number_input[0].key.removeprefix("good-")
    at.number_input(key=f"good-{name}").set_value(12.0)
    at.number_input(key=f"fault-{name}").set_value(25.0)
    press(at, f"use-{name}")
    assert "Please give a reason" in at.error[0].value
    assert ReviewStore().limit_changes() == ()
    at.text_input(key=f"reason-{name}").set_value("Our members are beginners")
    press(at, f"use-{name}")
    (change,) = ReviewStore().limit_changes()
    assert (change.check, change.good, change.reason, change.who) == ("depth", 12.0, "Our members are beginners", "Kim")
    assert "Our members are beginners" in words(at)
    run(at.switch_page("formcheck/ui/settings/page.py"))
    assert "changed by Kim" in words(at)
    run(at.switch_page(PAGE))
    run(at.segmented_control(key="review-part").set_value("agreement"))
    press(at, "back-squat-depth")
    run(at.switch_page("formcheck/ui/settings/page.py"))
    assert "changed by Kim" not in words(at)


def test_a_member_s_data_goes_out_and_away(at, handed_out):
    at, clip = opened(at)
    run(at.text_input(key=f"member-{clip}").set_value("Ann"))
    press(at, "to-queue")
    run(at.segmented_control(key="review-part").set_value("members"))
    with zipfile.ZipFile(io.BytesIO(handed_out["member-export"])) as out:
        assert json.loads(out.read("member.json"))["member"] == "Ann"
    assert at.button(key="member-forget").disabled
    run(at.checkbox(key="member-sure-Ann").check())
    at.session_state[video.MADE] = at.session_state[video.MEASURED] = {}
    press(at, "member-forget")
    assert video.MADE not in at.session_state
    assert video.MEASURED not in at.session_state
    assert {one.member for one in ReviewStore().queue().clips} == {""}


def test_a_store_that_cannot_be_opened_is_said_in_a_sentence(page, tmp_path, monkeypatch):
    monkeypatch.setenv(STORE, "postgresql://nobody@127.0.0.1:1/none")
    at = run(page.switch_page(PAGE))
    assert "can't use the trainers' store" in at.error[0].value


def player(at):
    (found,) = [one for one in at.get("bidi_component") if "films" in one.proto.json]
    return json.loads(found.proto.json)


def changed(at, **values):
    return replace(at.session_state["review"], **values)


def message(clip, handed_out):
    return handed_out[f"message-page-{clip}"].decode()


@pytest.fixture
def handed_out(monkeypatch):
    """The data of the page's download buttons by their keys."""
    found = {}

    def noted(streamlit):
        real = streamlit.download_button

        def button(label, data, *args, key, **kwargs):
            found[key] = data
            return real(label, data, *args, key=key, **kwargs)

        return button

    monkeypatch.setattr(st, "download_button", noted(st))
    return found
