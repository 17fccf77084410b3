"""Retests on the page: steps, the clip filmed or brought, and what the comparison changes."""

import gc
import sys
from dataclasses import replace
from types import ModuleType

import pytest
from check_stage import choose_sample, ready, words
from made_reports import finding, rep

from formcheck.advice.causes import SHORT_TITLES
from formcheck.advice.screening import QUESTIONS
from formcheck.errors import UnreadableVideo
from formcheck.settings import ClinicianLimits
from formcheck.ui.before import readiness
from formcheck.ui.check.clips import uploaded_clip
from formcheck.ui.components.words import plain
from formcheck.ui.plan import retest

HANDS = tuple(finding("hands_on_knees", "fault", rep=i, value=1.2) for i in (1, 2))
CHAIR = {"movement": "sit_to_stand"}
FREE = tuple(finding("hands_on_knees", "good", rep=i, value=0.0, **CHAIR) for i in (1, 2))
ROSE = {"reps": tuple(rep(i, depth=None, **CHAIR) for i in (1, 2)), **CHAIR}
FREED = "You stood up from the higher seat without your hands. Weak legs are now the likelier reason."


@pytest.fixture
def at(page, pipeline):
    """The retest from a higher seat, opened from the causes of hands on knees."""
    pipeline.parts = {"findings": HANDS}
    choose_sample(ready(page)).switch_page("formcheck/ui/plan/page.py").run()
    page.button(key="retest-strength-higher_seat").click().run()
    assert not page.exception, page.exception
    return page


def bring(at, pipeline, findings=FREE, content=b"seat"):
    """A clip of two chair stands."""
    pipeline.parts = {"findings": findings} | ROSE
    at.file_uploader(key="retest-upload").upload("seat.mp4", content, "video/mp4").run()
    assert not at.exception, at.exception
    return at


def test_it_says_how_with_numbered_steps_and_nothing_else(at):
    text = words(at)
    assert [title.value for title in at.title] == ["From a higher seat"]
    assert "Helps to see if you need leg strength, or balance and confidence." in text
    steps = next(e.proto.body for e in at.get("html") if '<ol class="fc-steps">' in e.proto.body)
    assert steps.count("<li>") == 2
    assert at.button(key="retest-film")


def test_the_new_clip_is_judged_like_the_first_and_compared(at, pipeline):
    bring(at, pipeline)
    first, second = pipeline.asked
    assert second == replace(first, movement="auto"), "what was filmed is found out, not taken for granted"
    text = words(at)
    assert FREED in text
    assert f"**More likely:** {SHORT_TITLES['strength']}" in text
    assert f"**Less likely:** {SHORT_TITLES['balance']}, {SHORT_TITLES['confidence']}" in text
    assert "a hint, not proof" in text
    assert len(at.image) == 2, "both side by side"


def test_its_outcome_moves_the_causes(at, pipeline):
    bring(at, pipeline)
    at.button(key="retest-back").click().run()
    assert not at.exception
    text = words(at)
    assert FREED in text
    assert at.subheader[0].value == "Your legs may not be strong enough yet at this depth"
    assert text.count("Less likely") >= 2, "balance and confidence have moved down"


def test_a_clip_that_tells_nothing_says_so_and_can_be_filmed_again(at, pipeline):
    bring(at, pipeline, findings=())
    assert "We could not see enough to compare." in words(at)
    assert "More likely" not in words(at)
    assert "This does not tell us anything yet" in words(at)
    assert len(at.image) == 2, "with the picture"
    asked = next(e.proto.body for e in at.get("html") if '<ol class="fc-steps">' in e.proto.body)
    assert asked.count("<li>") == 2
    at.button(key="retest-again").click().run()
    assert at.get("file_uploader")
    bring(at, pipeline, content=b"seat again")
    assert FREED in words(at)


def test_it_can_be_filmed_on_the_spot(at, pipeline, monkeypatch):
    recorder = ModuleType("formcheck.ui.check.recording")
    recorder.show_recorder = lambda take: take(uploaded_clip("recording.mp4", b"filmed"))
    monkeypatch.setitem(sys.modules, "formcheck.ui.check.recording", recorder)
    pipeline.parts = {"findings": FREE} | ROSE
    at.button(key="retest-film").click().run()
    at.run()
    assert not at.exception, at.exception
    assert pipeline.seen[-1][1] == b"filmed"
    assert FREED in words(at)


def test_another_movement_than_asked_for_tells_nothing(page, pipeline):
    pipeline.parts = {"findings": tuple(finding("hips_first", "fault", rep=i, value=30) for i in (1, 2))}
    choose_sample(ready(page)).switch_page("formcheck/ui/plan/page.py").run()
    page.button(key="retest-coordination-slow_rise").click().run()
    bring(page, pipeline, findings=())
    text = words(page)
    assert "We saw: Chair stand. Asked for: Squat." in text
    assert "This does not tell us anything yet" in text
    assert "More likely" not in text
    assert len(page.image) == 2, "with the picture"


def test_squats_do_not_count_as_rising_from_a_seat(at, pipeline):
    free = tuple(finding("hands_on_knees", "good", rep=i, value=0.0) for i in (1, 2))
    pipeline.parts = {"findings": free}
    at.file_uploader(key="retest-upload").upload("squats.mp4", b"squats", "video/mp4").run()
    assert "This video shows a different movement." in words(at)
    assert "More likely" not in words(at)


def test_it_asks_before_the_person_moves(at, pipeline):
    at.session_state[readiness.KEY] = readiness.Readiness()
    at.run()
    assert not at.get("file_uploader")
    assert "Before you move" in words(at)
    at.button(key="ready-no").click().run()
    assert at.get("file_uploader")


def test_limits_hold_in_a_retest_too(at, pipeline):
    limits = ClinicianLimits(knee_flexion_deg=90.0)
    answers = {question.id: False for question in QUESTIONS}
    at.session_state[readiness.KEY] = readiness.Readiness(answers=answers, clinician_limits=limits)
    at.run()
    assert "Your limit today: bend your knees up to 90°." in words(at)
    bring(at, pipeline)
    assert pipeline.asked[-1].clinician_limits == limits


def test_a_clip_that_cannot_be_read_is_one_sentence(at, pipeline):
    pipeline.error = UnreadableVideo("This is no video: use an mp4.")
    bring(at, pipeline)
    assert [e.value for e in at.error] == [plain("This is no video: use an mp4.")]
    assert at.get("file_uploader"), "another one can be brought"


def test_another_clip_has_its_own_retests(at, pipeline):
    bring(at, pipeline)
    at.button(key="retest-back").click().run()
    pipeline.parts = {"findings": HANDS}
    at.switch_page("formcheck/ui/check/page.py").run()
    at.button(key="another").click().run()
    choose_sample(at, "floor_squat_front").switch_page("formcheck/ui/plan/page.py").run()
    assert FREED not in words(at)
    assert len(at.session_state[retest.DONE]) == 2


def test_the_clip_it_is_compared_with_goes_with_its_visit(page, pipeline, folder):
    pipeline.parts = {"findings": HANDS}
    at = ready(page).file_uploader(key="upload").upload("squat.mov", b"frames", "video/quicktime").run()
    (kept,) = (folder / "private").iterdir()
    at.switch_page("formcheck/ui/plan/page.py").run()
    at.button(key="retest-strength-higher_seat").click().run()
    bring(at, pipeline, findings=())
    at.button(key="retest-again").click().run()
    at.switch_page("formcheck/ui/settings/page.py").run()
    at.button(key="settings-end").click().run()
    gc.collect()  # the harness's own leftovers
    assert not kept.exists()
