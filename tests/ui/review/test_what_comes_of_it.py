"""What comes of a review: a message, a video, a limit changed, a member's data; and a store that is not there."""

import io
import json
import zipfile
from datetime import date

from check_stage import words
from review_harness import PAGE, message, opened, press, run

from formcheck.errors import OutputError
from formcheck.storage.review.address import STORE
from formcheck.storage.review.records import Decision, Voice
from formcheck.storage.review.store import ReviewStore
from formcheck.ui.review import video


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
