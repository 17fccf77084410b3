"""The Live page in every state, with the streaming component and the session replaced by stand-ins."""

from pathlib import Path

import pytest
from live_stage import LOOKING, READY, FakeSession, Stream, clean, counting, finding, rep, report
from msgspec.structs import replace
from streamlit.testing.v1 import AppTest

import formcheck
from formcheck.i18n import gettext
from formcheck.live import session as session_module
from formcheck.live.cues import Cue
from formcheck.settings import AnalysisOptions
from formcheck.ui.before import readiness
from formcheck.ui.check.filming import HOW
from formcheck.ui.components import camera, camera_view
from formcheck.ui.components.theme import VERDICTS
from formcheck.ui.live import panel as live_panel
from formcheck.ui.live import practice
from formcheck.ui.progress import keeping
from formcheck.ui.settings.preferences import KEY, Preferences
from formcheck.wording.names import STATUS_NAMES, STRATEGY_NAME, VERDICT_NAMES, depth_name
from formcheck.wording.summary import headline, statement_of, went_well, work_on

STAND = HOW[0][1]
FAULT_ICON = VERDICTS["fault"][1]
PAGE = Path(formcheck.__file__).parent / "ui" / "live" / "page.py"


@pytest.fixture
def live(monkeypatch):
    """The page and what stands behind it: ``state`` of the stream, ``browser`` what the browser complains of."""
    behind = Stream()
    behind.said = []
    monkeypatch.setattr(camera.PLACES, "_last_s", {})
    monkeypatch.setattr(FakeSession, "made", [])
    monkeypatch.setattr(FakeSession, "now", LOOKING)
    monkeypatch.setattr(camera_view, "_component", lambda: behind)
    for module in (session_module, practice, live_panel):
        monkeypatch.setattr(module, "LiveSession", FakeSession)
    monkeypatch.setattr(live_panel, "say_aloud", lambda text, **how: behind.said.append((text, how)))
    behind.links = []
    for module in (live_panel, keeping):  # a page by itself has no others to lead to
        monkeypatch.setattr(module, "link", lambda name, *words: behind.links.append(name))
    behind.page = AppTest.from_file(str(PAGE), default_timeout=30)
    behind.page.session_state[readiness.KEY] = READY
    return behind


def shown(page):
    assert not page.exception, page.exception
    return "\n".join(
        e.value for kind in ("title", "markdown", "subheader", "caption", "warning") for e in page.get(kind)
    )


def htmls(page):
    return "\n".join(e.proto.body for e in page.get("html"))


def play(live):
    live.page.run()
    live.playing = True
    live.picture()
    live.page.run()


def test_before_the_start_it_says_how_to_stand_and_asks_for_the_movement(live):
    page = live.page.run()
    assert STAND in htmls(page)
    assert page.segmented_control[0].value == "auto"
    assert not page.warning
    assert "close" not in FakeSession.made[0].calls


def test_the_camera_waits_for_the_questions_about_oneself(live):
    live.page.session_state[readiness.KEY] = readiness.Readiness()
    assert "questions" in shown(live.page.run())
    assert not live.asked, "no camera"


def test_the_session_judges_by_the_visitors_choices_with_the_light_model(live):
    live.page.session_state[KEY] = Preferences(language="en", level="gentle", model="full")
    live.page.run()
    live.page.segmented_control[0].set_value("hinge").run()
    assert FakeSession.made[-1].options == AnalysisOptions(
        movement="hinge", model="lite", level="gentle", language="en"
    )
    assert FakeSession.made[0].calls == ["close"], "the unused one is closed"


def test_it_says_where_to_stand_until_it_counts(live):
    play(live)
    assert "Step back" in shown(live.page)
    assert ">0<" in htmls(live.page)
    assert live.said[-1][0] == LOOKING.framing.words
    assert not live.page.segmented_control, "the picture comes first while it runs"


def test_ready_it_invites(live):
    play(live)
    FakeSession.now = counting()
    live.page.run()
    assert "Start when you like." in shown(live.page)


def test_the_newest_cue_stands_in_big_words_with_its_icon_and_is_said(live):
    play(live)
    FakeSession.now = counting(
        reps=(rep(1), rep(2, "floor")),
        findings=(*clean(1), finding("fault", 2), finding("watch", 2, "tempo"), finding("not_assessed", 1)),
        cue=Cue("Rise without your hands.", "fault", 2, 5.0),
    )
    page = live.page.run()
    text = shown(page)
    assert f":red[{FAULT_ICON}] Rise without your hands." in text
    assert "<b>2</b>" in htmls(page)
    assert "Repetition 2" in htmls(page)
    lines = [e.value for e in page.markdown if "badge[" in e.value]
    assert lines == [
        f"**2** · {depth_name('floor')} :red-badge[{FAULT_ICON} {VERDICT_NAMES['fault']}]",
        f"**1** · {depth_name('below_parallel')} :green-badge[:material/check_circle: {VERDICT_NAMES['good']}]",
    ]
    said, how = live.said[-1]
    assert said == "2. Rise without your hands."
    assert how["on"] is True
    assert how["language"] == "en"


def lines_of(live, *findings, **changed):
    play(live)
    FakeSession.now = counting(reps=(rep(1, **changed),), findings=findings)
    return [e.value for e in live.page.run().markdown if "badge[" in e.value]


def test_a_repetition_with_core_checks_unknown_is_partly_judged(live):
    blind = [replace(one, verdict="not_assessed", value=None) for one in clean(1)]
    (line,) = lines_of(live, finding("good", 1), *blind)
    assert f":gray-badge[:material/contrast: {STATUS_NAMES['partly']}]" in line


def test_a_way_to_cope_is_worth_knowing(live):
    (line,) = lines_of(live, *clean(1)[:-1], finding("fault", 1, "hands_on_knees"))
    assert ":yellow-badge" in line
    assert STRATEGY_NAME in line


def test_a_depth_between_two_classes_is_called_by_both(live):
    (line,) = lines_of(live, *clean(1), depth="parallel", depth_or="below_parallel")
    assert depth_name("parallel", "below_parallel") in line


def test_only_the_last_repetitions_are_listed(live):
    play(live)
    FakeSession.now = counting(reps=tuple(rep(i) for i in range(1, 10)))
    lines = [e.value for e in live.page.run().markdown if "badge[" in e.value]
    assert [line[2] for line in lines] == ["9", "8", "7", "6", "5"]
    assert VERDICT_NAMES["not_assessed"] in lines[0]


def test_the_voice_can_be_switched_off_for_the_visit(live):
    play(live)
    live.page.toggle[0].set_value(False).run()
    assert live.page.session_state[KEY].voice is False
    assert live.said[-1][1]["on"] is False


def test_start_over_forgets_the_repetitions(live):
    play(live)
    live.page.button(key="live-over").click().run()
    assert "restart" in FakeSession.made[0].calls


def test_after_the_stop_the_report_and_a_picture_of_each_repetition(live):
    play(live)
    seen = (finding("good", 1), finding("good", 2), finding("fault", 2, "hands_on_knees"))
    made = report((rep(1), rep(2)), seen)
    FakeSession.now = counting(reps=made.reps, findings=seen)
    live.page.run()
    live.playing = False
    page = live.page.run()
    text = shown(page)
    count = headline(made).count
    assert page.subheader[0].value == count
    assert headline(made).statement.main in text
    for one in (*went_well(made.summary), *work_on(made.summary)):
        assert statement_of(one, seen).text in text
    assert FakeSession.made[0].calls.count("close") == 1
    assert len(page.get("image")) == 2
    assert "next_steps" in live.links
    assert page.session_state["looked-at"].result.report == made
    after = AppTest.from_file(str(PAGE.parents[3] / "app.py"), default_timeout=30).run()
    after.session_state["looked-at"] = page.session_state["looked-at"]
    after.session_state[readiness.KEY] = READY
    after = after.switch_page("formcheck/ui/plan/page.py").run()
    assert not after.exception, after.exception
    assert "Your week" in [one.value for one in after.header], "as after a clip"
    assert [e.label for e in page.get("download_button")] == ["Save report"]
    page.run()
    assert count in shown(page), "it stays until the next practice"
    assert len(FakeSession.made) == 2, "a new session is ready for the next start"
    page.button(key="live-clear").click().run()
    assert STAND in htmls(page)


def test_the_end_of_the_stream_closes_the_session_even_when_the_page_is_gone(live):
    play(live)
    FakeSession.now = counting(reps=(rep(1), rep(2)), findings=clean(1))
    live.feed.end()
    assert "close" in FakeSession.made[0].calls
    live.playing = False
    made = report(FakeSession.now.reps, FakeSession.now.findings)
    assert headline(made).count in shown(live.page.run()), "back on the page, the report is there"


def test_while_connecting_nothing_is_ended(live):
    live.page.run()
    live.signalling = True
    live.picture()  # may come before the page hears that it plays
    live.page.run()
    assert "close" not in FakeSession.made[0].calls


@pytest.mark.parametrize("trouble", camera_view.WORDS)
def test_what_the_browser_complains_of_is_said_in_words(live, trouble):
    live.browser = trouble
    assert [e.value for e in live.page.run().warning] == [camera_view.WORDS[trouble]]
    live.browser = None
    assert not live.page.run().warning, "and goes away with its cause"


def test_a_camera_without_pictures_is_said(live):
    play(live)
    live.browser = "quiet"
    assert [e.value for e in live.page.run().warning] == [camera_view.WORDS["quiet"]]


def test_what_failed_inside_is_said(live):
    play(live)
    FakeSession.now = counting(problem="The pose model is missing.")
    assert [e.value for e in live.page.run().warning] == ["The pose model is missing."]


def test_a_machine_too_busy_to_count_is_said(live):
    play(live)
    FakeSession.now = counting(fps=3.2)
    assert live.page.run().warning[0].value == gettext(live_panel.BUSY, fps=3)
    FakeSession.now = counting(fps=0.0)  # nothing measured yet
    assert not live.page.run().warning


def test_it_speaks_the_visitors_language(live):
    live.page.session_state[KEY] = Preferences(language="zh")
    play(live)
    assert FakeSession.made[-1].options.language == "zh"
    assert live.said[-1][1]["language"] == "zh"
