"""The check-up page in every state, with a made-up movement that no file of the product knows, and its two takes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from check_stage import APP, FakePipeline, changed, ready, words
from streamlit.testing.v1 import AppTest
from visits import REACHING, knowing, report

from formcheck.advice import visit
from formcheck.advice.screening import QUESTIONS
from formcheck.movements import movements
from formcheck.storage.small_files import FOLDER
from formcheck.storage.store import Store
from formcheck.ui.before import readiness
from formcheck.ui.checkup import state

CLIP = b"a film"


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """Where the diary of this test lies."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))


@pytest.fixture
def reach(monkeypatch):
    """How far the person of each clip reaches, by the number of analyses so far."""
    values = [40, 60]

    def analyzed(self, name, options):
        made = FakePipeline.__dict__["_plain"](self, name, options)
        at = len(self.asked) - 1
        made.report = report(values[at] if at < len(values) else 50, movement=options.movement, reps=made.report.reps)
        return made

    monkeypatch.setattr(FakePipeline, "_plain", FakePipeline._analyzed, raising=False)
    monkeypatch.setattr(FakePipeline, "_analyzed", analyzed)
    return values


@pytest.fixture
def only(monkeypatch):
    """A check-up of the made-up movement and the chair."""
    chair = {"sit_to_stand": movements()["sit_to_stand"]}
    knowing(monkeypatch, REACHING)
    monkeypatch.setattr(visit, "movements", lambda: {"reaching": REACHING, **chair})


@pytest.fixture
def at(pipeline, folder, only, reach):
    opened = AppTest.from_file(str(APP), default_timeout=30).run()
    return go(opened, "checkup")


def go(at, page):
    return fine(at.switch_page(f"formcheck/ui/{page}/page.py").run())


def fine(at):
    assert not at.exception, at.exception
    return at


def press(at, key):
    return fine(at.button(key=key).click().run())


def film(at, content=CLIP):
    fine(at.file_uploader(key="checkup-upload").upload("clip.mp4", content, "video/mp4").run())
    return at


def titles(at):
    return [one.value for one in at.title]


def test_it_begins_with_what_why_and_what_is_needed(at):
    text = words(at)
    assert titles(at) == ["Five-minute check-up"]
    for said in (
        "1. Reach up twice",
        "2. Stand up from a chair",
        "a wall",
        "a firm chair",
        "once a month",
        "not a medical",
    ):
        assert said in text, said


def test_who_should_ask_a_professional_first_reads_so_above_the_start(at):
    assert "See a doctor or physiotherapist first" not in words(at)
    answers = {question.id: question.id == QUESTIONS[-1].id for question in QUESTIONS}
    at.session_state[readiness.KEY] = readiness.Readiness(answers=answers)
    at.run()
    assert "See a doctor or physiotherapist first" in words(fine(at))
    assert at.button(key="checkup-begin"), "clips that exist may be looked at"


def test_the_questions_come_before_filming_and_not_before_a_clip_that_exists(at, pipeline):
    press(at, "checkup-begin")
    assert "Reach up twice." in words(at)
    assert "a few questions about you" not in words(at)
    assert "a few questions about you" in words(press(at, "checkup-record"))
    film(press(at, "checkup-close"))
    assert len(pipeline.asked) == 1


def test_a_step_says_where_one_is_and_what_to_do(at):
    press(ready(at), "checkup-begin")
    text = words(at)
    assert titles(at) == ["Reach up twice"]
    for said in (
        "Test 1 of 2",
        "As you do it (1 of 2)",
        "Reach up twice.",
        "Stand beside the wall.",
        "You need a wall.",
    ):
        assert said in text, said


def test_a_step_can_be_left_out_and_one_can_go_back(at):
    press(ready(at), "checkup-begin")
    press(at, "checkup-next")
    assert "As coached (2 of 2)" in words(at)
    press(at, "checkup-back")
    assert "As you do it (1 of 2)" in words(at)
    press(at, "checkup-back")
    assert titles(at) == ["Five-minute check-up"]


def test_going_back_to_the_introduction_loses_nothing(at):
    film(press(ready(at), "checkup-begin"))
    press(at, "checkup-back")
    assert at.button(key="checkup-begin").label == "Go on with the check-up"
    press(at, "checkup-begin")
    assert "Reach: 40°, give or take 2" in words(at)


def test_nothing_but_steps_left_out_is_no_result(at):
    press(ready(at), "checkup-begin")
    for _ in range(3):
        press(at, "checkup-next")
    assert "You left out every test" in words(at)


def test_a_clip_becomes_the_result_of_its_step(at, pipeline):
    film(press(ready(at), "checkup-begin"))
    assert pipeline.asked[-1].movement == "reaching"
    assert "Reach: 40°, give or take 2" in words(at)
    press(at, "checkup-again")
    assert at.get("file_uploader")
    assert "Reach: 40°" not in words(at)


def test_a_clip_that_cannot_be_read_says_why_and_leaves_the_step_open(at, pipeline):
    from formcheck.errors import UnreadableVideo

    pipeline.error = UnreadableVideo("We can't open this file.")
    film(press(ready(at), "checkup-begin"))
    assert [one.value for one in at.error] == ["We can't open this file."]
    assert at.get("file_uploader")


def through(at):
    """Both takes of the first step; the chair is left out."""
    film(press(ready(at), "checkup-begin"))
    film(press(at, "checkup-next"), b"another film")
    press(at, "checkup-next")
    return press(at, "checkup-next")


def test_the_result_has_a_line_for_each_test_and_what_coaching_changed(at):
    text = words(through(at))
    assert "Reach: 40°, give or take 2" in text
    assert "Reach: Better when coached: 20° more." in text
    assert "You left this test out." in text
    assert "Next check-up about" in text
    assert "What helps" in text
    assert "Your week" in text
    assert [one.label for one in at.get("download_button")][:2] == ["Report to print", "Report as data"]


def test_nothing_judged_is_never_nothing_to_fix(at, monkeypatch):
    import made_reports

    nothing = made_reports.summary((made_reports.rep(1, partial=True),))
    plain = FakePipeline._analyzed

    def analyzed(self, name, options):
        made = plain(self, name, options)
        made.report = changed(made.report, summary=nothing)
        return made

    monkeypatch.setattr(FakePipeline, "_analyzed", analyzed)
    text = words(through(at))
    assert "Nothing could be judged yet." in text
    assert "Nothing to fix" not in text
    assert "Your week" not in text


def test_a_test_can_be_made_good_from_the_result(at):
    press(through(at), "checkup-to-2")
    assert titles(at) == ["Stand up from a chair, five times"]
    assert "Test 2 of 2" in words(at)


def test_what_a_professional_forbade_is_not_asked(at, monkeypatch):
    from formcheck.settings import ClinicianLimits

    monkeypatch.setattr(visit, "movements", lambda: {"reaching": replace(REACHING, allowed_by="hinge")})
    mine = readiness.Readiness(clinician_limits=ClinicianLimits(hinge=False))
    at.session_state[readiness.KEY] = mine
    assert "Reach up twice" not in words(fine(at.run()))


def begun_diary(at):
    go(at, "progress")
    fine(at.checkbox(key="diary-consent").check().run())
    press(at, "diary-begin")
    code = at.get("code")[0].value
    press(at, "diary-written")
    return code


def test_it_is_kept_as_one_entry_and_the_next_one_says_what_changed(at, reach):
    code = begun_diary(at)
    go(at, "checkup")
    through(at)
    press(at, "diary-keep-visit")
    assert "This check-up is in your diary." in words(at)
    with_store = Store()
    (one,) = with_store.visits(code)
    assert [part.take for part in one.visit.parts] == ["usual", "coached"]
    assert [part.values[0].value for part in one.visit.parts] == [40, 60]
    with_store.close()
    monthly = at.session_state[state.KEY].begun
    reach += [55, 61]
    press(at, "checkup-new")
    at.session_state[state.KEY] = replace(at.session_state[state.KEY], begun=monthly + timedelta(days=31))
    film(at, b"a third film")
    film(press(at, "checkup-next"), b"a fourth film")
    press(at, "checkup-next")
    text = words(press(at, "checkup-next"))
    assert f"Changed since {monthly.day} " in text
    assert "for the better: 15° more." in text
    press(at, "diary-keep-visit")
    text = words(go(at, "progress"))
    assert "Your check-ups" in text
    assert "Next check-up about" in text
    assert "for the better: 15° more." in text
    assert "No clear change since" in text


def test_a_check_up_is_forgotten_when_asked(at):
    code = begun_diary(at)
    go(at, "checkup")
    press(through(at), "diary-keep-visit")
    go(at, "progress")
    (key,) = [one.key for one in at.button if (one.key or "").startswith("diary-forget-visit-")]
    press(at, key)
    with_store = Store()
    assert with_store.visits(code) == ()
    with_store.close()


def test_an_emergency_shows_nothing_else(at):
    from formcheck.advice.screening import QUESTIONS

    first = next(question.id for question in QUESTIONS if question.leads == "emergency")
    at.session_state[readiness.KEY] = readiness.Readiness(answers={first: True})
    assert "Get help now" in words(fine(at.run()))
    assert "checkup-begin" not in [one.key for one in at.button]
