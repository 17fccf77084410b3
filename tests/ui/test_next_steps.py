"""The page after a result: why it may be, what to do, and the week, through every state it can be in."""

from contextlib import closing
from datetime import date
from html import escape

import pytest
from check_stage import JPEG, changed, choose_sample, next_steps, ready, words
from made_reports import finding, report

from formcheck.advice.causes import candidate_causes
from formcheck.advice.drills import DRILLS, drills_for
from formcheck.advice.pain import PainCheck
from formcheck.advice.plan import Wish, weekly_plan
from formcheck.advice.plan_progress import PlanProgress
from formcheck.advice.screening import QUESTIONS
from formcheck.dates import day_words
from formcheck.reports.page import Made, report_html
from formcheck.settings import ClinicianLimits
from formcheck.storage import classes
from formcheck.storage.small_files import FOLDER
from formcheck.storage.store import Store
from formcheck.ui.before import readiness
from formcheck.ui.plan import week
from formcheck.ui.plan.why import LEAD
from formcheck.ui.progress.open_diary import CODE
from formcheck.ui.settings.preferences import KEY, Preferences
from formcheck.wording.findings import sentence
from formcheck.wording.parts import first_sentence
from formcheck.wording.summary import headline

HANDS = tuple(finding("hands_on_knees", "fault", rep=i, value=1.2) for i in (1, 2))


@pytest.fixture
def after(page, pipeline):
    """``after(answered=True, **parts)``: the page after a sample whose report has these parts."""

    def shown(*, answered=True, **parts):
        pipeline.parts = parts
        return next_steps(choose_sample(ready(page) if answered else page))

    return shown


def subheaders(at):
    return [one.value for one in at.subheader]


def drawn(at):
    return [e.proto.body for e in at.get("html") if 'class="fc-week"' in e.proto.body]


def test_without_a_result_it_says_where_to_begin(page):
    at = next_steps(page)
    assert "Please check one of your videos or a sample first" in words(at)
    assert not at.header


def test_a_clip_that_showed_nothing_leads_to_no_advice(after):
    empty = report()
    seen = changed(empty.summary, nothing="nobody")
    at = after(summary=seen, reps=(), findings=())
    assert headline(changed(empty, summary=seen)).statement.main in words(at)
    assert not at.header


def test_causes_are_possibilities_with_what_was_seen(after):
    at = after(findings=HANDS)
    text = words(at)
    assert [head.value for head in at.header] == ["Possible reasons", "What helps", "Your week"]
    assert subheaders(at)[:3] == [
        "Your legs may not be strong enough yet at this depth",
        "Your balance may need practice",
        "You may not feel safe going this low yet",
    ]
    assert escape(LEAD) in text
    assert "Likely" in text
    evidence = "".join(e.proto.body for e in at.get("html") if 'class="fc-seen-in' in e.proto.body)
    assert evidence.count(first_sentence(sentence(HANDS[0]))) == 1, "what all of them go with stands above, once"
    assert evidence.count("In 2 of 2 repetitions.") == 1
    assert text.count(first_sentence(sentence(HANDS[0]))) == 1, "and not in the headline as well"
    for cause in ("strength", "balance", "confidence"):
        assert at.button(key=f"retest-{cause}-higher_seat")


def test_what_no_cause_goes_with_stays_in_the_headline(after):
    limit = finding("limit_knee", "fault", rep=1, value=120)
    at = after(findings=(limit, *HANDS))
    assert words(at).count(first_sentence(sentence(limit))) == 1
    assert words(at).count(first_sentence(sentence(HANDS[0]))) == 1


def test_a_retest_stands_beside_the_causes_it_can_tell(after):
    pitched = tuple(finding("trunk_tibia", "fault", rep=i, value=30) for i in (1, 2))
    at = after(findings=pitched)
    keys = {button.key for button in at.button if button.key.startswith("retest-")}
    assert "retest-hips-heels_on_book" in keys
    assert "retest-strength-door_post" in keys
    assert "retest-strength-heels_on_book" not in keys


def test_all_good_needs_no_cause_and_keeps_the_mix(after):
    at = after(findings=(finding("depth", "good", rep=1),))
    assert at.header[0].value == "Keep going"
    assert not [b for b in at.button if b.key.startswith("retest-")]
    assert "Bridge (hip lift)" in subheaders(at)
    assert len(drawn(at)) == 1


def test_drills_and_the_week_wait_for_the_answers(after):
    at = after(answered=False, findings=HANDS)
    assert "Your week" not in [head.value for head in at.header]
    assert "Possible reasons" in [head.value for head in at.header], "reading is free"
    at.button(key="ready-no").click().run()
    assert not at.exception
    assert len(drawn(at)) == 1


def test_drills_stand_beside_the_pictures_that_came_along(after, folder):
    (folder / "samples" / "drills").mkdir()
    (folder / "samples" / "drills" / "glute_bridge.jpg").write_bytes(JPEG)
    at = after(findings=HANDS)
    alts = [one.alt for picture in at.image for one in picture.proto.imgs]
    assert "Bridge (hip lift): how it starts and how it ends" in alts
    assert "Squat to a chair" in subheaders(at), "a drill without its picture is told all the same"


def test_the_week_trains_strength_first_and_both_areas(after):
    html = drawn(after(findings=HANDS))[0]
    assert html.count('class="strength"') == 2
    assert 'class="mobility"' in html
    assert "Strength for beginners" in html
    assert html.count("<li") == 7


def test_a_wish_that_does_not_fit_is_said(after):
    at = after(findings=HANDS)
    at.segmented_control(key="wish-sessions").set_value(1).run()
    said = " ".join(one.value for one in at.warning)
    assert "The goal is four a week." in said
    assert "not enough for both strength and mobility" in said
    at.segmented_control(key="wish-sessions").set_value(4).run()
    at.get_by_key("wish-days").set_value(["sat", "sun"]).run()
    assert not at.exception
    assert "all that fits on your days" in " ".join(one.value for one in at.warning)
    assert at.session_state[week.WISH] == Wish(days=("sat", "sun"))
    at.get_by_key("wish-days").set_value([]).run()
    assert not at.exception


def test_the_inactive_see_gentle_weeks_first(after):
    at = after(findings=HANDS)
    at.toggle(key="wish-inactive").set_value(True).run()
    assert [head for head in subheaders(at) if head.startswith("Week")] == ["Week 1", "Weeks 2 to 3", "Week 4"]
    assert [html.count('class="free"') for html in drawn(at)] == [5, 4, 3]


def test_the_calendar_and_the_printed_plan_can_be_taken(after):
    at = after(findings=HANDS)
    assert [b.key for b in at.get("download_button")] == ["download-ics", "download-plan"]
    assert "Film again after four weeks" in words(at)


def test_every_drill_that_is_named_is_explained(after):
    at = after(findings=HANDS)
    named = {drill.title for drill in DRILLS if drill.title in drawn(at)[0]}
    assert named
    assert named <= set(subheaders(at))
    shown = drills_for([one.cause for one in candidate_causes(at.session_state["looked-at"].result.report)])
    assert {drill.title for drill in shown} <= named, "what is shown is in the week"


def test_the_printed_plan_has_a_date_a_name_and_a_file_of_its_own(after, monkeypatch):
    files = []
    plain = week.st.download_button

    def noted(label, data, name, *args, **options):
        files.append(name)
        return plain(label, data, name, *args, **options)

    monkeypatch.setattr(week.st, "download_button", noted)
    at = after(findings=HANDS)
    at.text_input(key="printed-name").set_value("Anna <b>").run()
    today = date.today()
    assert files[-1] == f"hands_on_knees_side.plan-{today.isoformat()}.html"
    result = at.session_state["looked-at"].result
    html = report_html(result.report, result.angles, {}, None, made=Made(today, "Anna <b>"))
    assert f"For Anna &lt;b&gt;, {day_words(today, year=True)}" in html
    assert day_words(today, year=True) in result.report_html, "the plain report has its date"


def test_pain_makes_the_week_gentler_and_too_much_ends_it(after):
    at = after(findings=HANDS)
    at.select_slider(key="week-pain-before").set_value(5).run()
    assert not at.exception, at.exception
    assert any("your plan is gentler now" in one.value for one in at.warning)
    assert len(drawn(at)) == 1
    at.select_slider(key="week-pain-before").set_value(8).run()
    assert any("Please stop the plan" in one.value for one in at.warning)
    assert drawn(at) == []
    assert not at.get("download_button")
    at.select_slider(key="week-pain-before").set_value(-1).run()
    assert len(drawn(at)) == 1


def test_a_plan_is_kept_ticked_off_and_removed(after, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    at = after(findings=HANDS)
    assert "tick off what you have done" in words(at)
    with closing(Store()) as store:
        store.begin("abcd-efgh-jkmn")
    at.session_state[CODE] = "abcd-efgh-jkmn"
    at.run()
    at.button(key="plan-keep").click().run()
    assert "This plan is in your diary." in words(at)
    at = at.switch_page("formcheck/ui/progress/page.py").run()
    assert not at.exception, at.exception
    box = next(one for one in at.checkbox if one.key.startswith("plan-done-"))
    day = date.fromisoformat(box.key.removeprefix("plan-done-"))
    box.check().run()
    at.select_slider(key=f"plan-pain-{day.isoformat()}-after").set_value(6).run()
    assert not at.exception, at.exception
    with closing(Store()) as store:
        kept = store.plan("abcd-efgh-jkmn")
    assert kept.done == {day}
    assert kept.pains == {day: PainCheck(None, 6)}
    assert any("your plan is gentler now" in one.value for one in at.warning)
    at.button(key="plan-forget").click().run()
    with closing(Store()) as store:
        assert store.plan("abcd-efgh-jkmn") is None


def test_a_kept_plan_waits_for_the_questions(after, page, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    plan = weekly_plan((), classes.usual_studio(), Wish(), "ready")
    with closing(Store()) as store:
        store.keep_plan("abcd-efgh-jkmn", PlanProgress(plan=plan, first_monday=date(2026, 11, 30)))
    page.session_state[CODE] = "abcd-efgh-jkmn"
    at = page.switch_page("formcheck/ui/progress/page.py").run()
    assert "Please answer the questions first." in words(at)
    assert not [one for one in at.checkbox if one.key.startswith("plan-done-")]


def test_limits_leave_drills_out_and_name_the_instructor(after, page):
    page.session_state[readiness.KEY] = readiness.Readiness(
        answers={question.id: False for question in QUESTIONS},
        clinician_limits=ClinicianLimits(knee_flexion_deg=60, hinge=False),
    )
    at = after(answered=False, findings=HANDS)
    assert "Squat to a chair" not in subheaders(at)
    assert "Hip hinge with a stick" not in subheaders(at)
    assert "Your limit today: bend your knees up to 60°, no hip hinge." in words(at)
    assert "tell your instructor" in " ".join(one.value for one in at.warning)


@pytest.mark.parametrize(
    ("verdict", "said", "unsaid"),
    [("fault", "That comes first.", "Build up"), ("good", "Stay within your limit.", "Build up")],
)
def test_with_a_limit_nothing_asks_for_more(after, verdict, said, unsaid):
    at = after(findings=(finding("limit_knee", verdict, rep=1),))
    text = words(at) + "".join(one.value for one in at.warning)
    assert said in text
    assert unsaid not in text


def test_the_studios_own_classes_are_used(after, tmp_path, monkeypatch):
    own = tmp_path / "own.toml"
    own.write_text('name = "Mine"\n[[classes]]\nname = "Slow Strength"\nkind = "strength"\ntrains = ["strength"]\n')
    monkeypatch.setenv(classes.FILE, str(own))
    at = after(findings=HANDS)
    assert "Classes at Mine" in subheaders(at)
    assert "Slow Strength" in drawn(at)[0]
    assert any("Mine has no class for this" in one.value for one in at.warning)


def test_a_studios_file_that_went_bad_is_one_sentence(after, tmp_path, monkeypatch):
    monkeypatch.setenv(classes.FILE, str(tmp_path / "gone.toml"))
    at = after(findings=HANDS)
    assert next(e.value for e in at.error).startswith("We can't read the classes")


def test_it_speaks_the_visitors_language(after, page):
    page.session_state[KEY] = Preferences(language="zh")
    at = after(findings=HANDS)
    assert not at.exception
    assert "Your legs may not be strong enough yet at this depth" not in words(at)
