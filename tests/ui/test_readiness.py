"""Readiness in the pages: a yes closes what it must, wherever the questions are met, and is never talked away."""

import random

import pytest
from check_stage import APP, choose_sample, ready, words
from streamlit.testing.v1 import AppTest

from formcheck.advice.drills import DRILLS
from formcheck.advice.screening import (
    BEFORE_YOU_START,
    CLEARED,
    EMERGENCY,
    MIRROR_WORDS,
    NO_PLAN,
    QUESTIONS,
    REFERRAL,
    STILL,
)
from formcheck.i18n import gettext
from formcheck.settings import NO_LIMITS, ClinicianLimits
from formcheck.ui.before import readiness
from formcheck.ui.before.limits_today import limits_words
from formcheck.ui.components.pages import page_file

IDS = [question.id for question in QUESTIONS]
YES = [question.id for question in QUESTIONS if question.leads == "professional"]


def open_page(at, name):
    at = at.switch_page(str(page_file(name))).run()
    assert not at.exception, at.exception
    return at


def answer(at, one, given):
    at.segmented_control(key=f"ready-{one}").set_value(given).run()
    assert not at.exception, at.exception
    return at


def no_to_the_rest(at):
    at.button(key="ready-no").click().run()
    assert not at.exception, at.exception
    return at


def labels(at):
    return [button.label for button in at.button]


def brought(at, name="own.mp4"):
    uploader = next(one for one in at.file_uploader if one.key.startswith("upload"))
    return uploader.upload(name, b"frames", "video/mp4").run()


def test_the_mirror_says_one_calm_sentence_when_all_three_are_answered(page):
    at = open_page(page, "before")
    for number in (0, 1):
        at.segmented_control(key=f"mirror-{number}").set_value("yes").run()
    assert not any(said in words(at) for said in MIRROR_WORDS)
    at.segmented_control(key="mirror-2").set_value("no").run()
    assert MIRROR_WORDS[2] in words(at)
    assert at.session_state[readiness.KEY].answers == {}, "nothing follows from the mirror"


def test_no_to_all_opens_everything_and_says_how_to_begin(page):
    at = no_to_the_rest(open_page(page, "before"))
    text = words(at)
    assert "You can start" in text
    assert all(tip in text for tip in BEFORE_YOU_START)
    assert REFERRAL not in text
    at = open_page(at, "check")
    assert "2 squats" in words(brought(at))


def test_no_to_the_rest_leaves_a_yes_standing(page):
    at = no_to_the_rest(answer(open_page(page, "before"), "heart", "yes"))
    answers = at.session_state[readiness.KEY].answers
    assert answers == {one: one == "heart" for one in IDS}
    assert REFERRAL in words(at)
    assert "You can start" not in words(at)


def test_answers_outlive_the_page_and_can_be_changed(page):
    at = no_to_the_rest(answer(open_page(page, "before"), "night", "yes"))
    at = open_page(open_page(at, "settings"), "before")
    assert at.segmented_control(key="ready-night").value == "yes"
    assert "You can start" in words(answer(at, "night", "no"))
    other = AppTest.from_file(str(APP), default_timeout=20).run()
    assert readiness.KEY not in other.session_state, "another visitor has answered nothing"


def test_a_clip_that_exists_needs_no_answers(page, pipeline):
    assert "2 squats" in words(choose_sample(page))
    page.button(key="another").click().run()
    at = brought(page)
    assert len(pipeline.asked) == 2
    assert "Before you move" not in words(at)
    assert "2 squats" in words(at)


def test_a_trainer_who_adds_members_clips_is_asked_nothing_medical(page):
    at = open_page(page, "review")
    assert "Add clips" in [one.label for one in at.expander]
    assert not {question.text for question in QUESTIONS} & {one.label for one in at.segmented_control}
    assert "ready-no" not in [one.key for one in at.button]


def test_recording_and_live_ask_first(page):
    at = page.button(key="record").click().run()
    assert at.button(key="ready-no")
    at = open_page(page, "live")
    assert at.button(key="ready-no")
    assert "live-movement" not in [one.key for one in at.segmented_control]


@pytest.mark.parametrize("one", YES)
def test_a_yes_closes_what_is_to_be_done_until_a_professional_has_cleared_it(page, one):
    at = no_to_the_rest(answer(open_page(choose_sample(page), "next_steps"), one, "yes"))
    text = words(at)
    assert REFERRAL in text
    assert not any(gettext(drill.title) in text for drill in DRILLS)
    assert not [label for label in labels(at) if label.startswith("Try this")]
    at.toggle(key="ready-cleared-now").set_value(True).run()
    text = words(at)
    assert any(gettext(drill.title) in text for drill in DRILLS)
    assert "limit-knee-on" in [one.key for one in at.toggle]
    assert "Please stop here" not in text + "".join(one.value for one in at.info)


def test_a_yes_leads_somewhere(page, pipeline):
    at = no_to_the_rest(answer(open_page(page, "before"), YES[0], "yes"))
    assert STILL in words(at)
    assert "Print my answers" in [one.proto.label for one in at.get("download_button")]
    assert len(at.get("page_link")) == 2
    at.toggle(key="ready-cleared-now").set_value(True).run()
    assert "limit-knee-on" in [one.key for one in at.toggle], "the limits, right there"
    text = words(at)
    assert CLEARED in text
    assert REFERRAL not in text


def test_a_yes_keeps_the_clip_and_its_result(page, pipeline):
    at = brought(page)
    at = no_to_the_rest(answer(open_page(at, "before"), YES[0], "yes"))
    at = open_page(at, "check")
    assert "2 squats" in words(at)
    assert len(pipeline.asked) == 1
    at.button(key="another").click().run()
    assert "2 squats" in words(brought(at, "second.mp4")), "and the next one"


def test_no_row_moves_while_the_questions_are_answered(page):
    """What an answer brings stands below all rows; only an emergency takes their place."""
    at = choose_sample(page)
    for name in ("before", "live", "next_steps"):
        at = open_page(at, name)
        before = order(at)
        at = answer(at, YES[0], "yes")
        assert order(at)[: len(before)] == before, name
        at.session_state[readiness.KEY] = readiness.Readiness()


def order(at):
    """Everything on the page from the top to the last question."""
    kinds = [(type(one).__name__, getattr(one, "key", None)) for one in at.main]
    last = max(at_ for at_, (_, key) in enumerate(kinds) if str(key).startswith("ready-") and key != "ready-no")
    return kinds[: last + 1]


def test_clearance_counts_only_when_all_is_answered(page):
    at = answer(open_page(choose_sample(page), "next_steps"), "heart", "yes")
    assert "ready-cleared-now" not in [one.key for one in at.toggle]
    at.session_state[readiness.KEY] = readiness.Readiness(answers={"heart": True}, cleared=True)
    at.run()
    assert not any(gettext(drill.title) in words(at) for drill in DRILLS)


def test_an_emergency_closes_own_clips_and_live_and_offers_nothing_else(page, pipeline):
    at = answer(open_page(page, "before"), "saddle", "yes")
    for name in ("before", "check", "live", "next_steps"):
        at = open_page(at, name)
        text = words(at)
        assert EMERGENCY in text, name
        assert labels(at) == ["That was a mistake. Ask me again."], name
        assert not at.get("file_uploader"), name
        assert not at.toggle, "nothing clears it"
    assert pipeline.asked == []


def test_a_slip_can_be_taken_back(page):
    at = answer(open_page(page, "before"), "saddle", "yes")
    at.button(key="ready-again").click().run()
    assert at.session_state[readiness.KEY].answers == {}
    assert at.segmented_control(key="ready-saddle").value is None


def test_a_result_stays_readable_after_a_yes(page, pipeline):
    at = brought(ready(page))
    at.session_state[readiness.KEY] = readiness.Readiness(answers={"saddle": True})
    at.run()
    assert "2 squats" in words(at)


def test_whatever_the_yes_there_is_no_plan(page):
    at = choose_sample(page)
    chance = random.Random(6)
    alone = [{one: one == yes for one in IDS} for yes in IDS]
    mixed = [{one: chance.random() < 0.5 for one in IDS} for _ in range(6)]
    for answers in (*alone, *mixed):
        at.session_state[readiness.KEY] = readiness.Readiness(answers=answers, cleared=chance.random() < 0.5)
        at = open_page(at, "next_steps")
        assert "wish-sessions" not in [one.key for one in at.segmented_control], answers
        assert {one.key for one in at.get("download_button")} <= {"ready-print"}, answers
        text = words(at) + "".join(one.value for one in at.info)
        assert (EMERGENCY if answers["saddle"] else NO_PLAN) in text, answers


def test_limits_go_into_the_analysis_and_are_said(page, pipeline):
    at = no_to_the_rest(open_page(page, "before"))
    at.toggle(key="limit-knee-on").set_value(True).run()
    at.slider(key="limit-knee").set_value(80).run()
    at.toggle(key="limit-hands").set_value(True).run()
    at = choose_sample(open_page(at, "check"))
    assert pipeline.asked[-1].clinician_limits == ClinicianLimits(knee_flexion_deg=80.0, hands=True)
    assert "Your limit today: bend your knees up to 80°, using your hands is fine." in words(at)
    at = open_page(at, "before")
    at.toggle(key="limit-knee-on").set_value(False).run()
    at.toggle(key="limit-hands").set_value(False).run()
    assert at.session_state[readiness.KEY].clinician_limits == NO_LIMITS


def test_limits_in_words_name_each_and_nothing_else():
    assert limits_words(NO_LIMITS) == ""
    every = ClinicianLimits(knee_flexion_deg=90, trunk_inclination_deg=45, hinge=False, hands=True)
    assert limits_words(every) == (
        "Your limit today: bend your knees up to 90°, lean forward up to 45°, no hip hinge, using your hands is fine."
    )
