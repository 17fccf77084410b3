"""The Review page: many clips in, each decided and noted; who decides is always known."""

import numpy as np
from check_stage import APP, words
from review_harness import PAGE, changed, decisions, message, name_choice, names, opened, player, press, run
from streamlit.testing.v1 import AppTest
from test_sound import HZ, tone, wav

from formcheck.storage.review.store import ReviewStore
from formcheck.storage.trainers import trainer_names
from formcheck.ui.components.player import Moment

LINE = {"tool": "line", "points": [[0.1, 0.2], [0.3, 0.4]]}


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
