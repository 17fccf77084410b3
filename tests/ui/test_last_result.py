"""What follows from the last result, on the page and in print."""

from check_stage import choose_sample, next_steps, ready
from made_reports import finding

from formcheck.advice.classes import DAYS
from formcheck.advice.plan import Wish, weekly_plan
from formcheck.reports.page import report_html
from formcheck.storage import classes

HANDS = tuple(finding("hands_on_knees", "fault", rep=i, value=1.2) for i in (1, 2))


def test_the_printed_report_holds_the_plan(page, pipeline):
    pipeline.parts = {"findings": HANDS}
    at = choose_sample(ready(page))
    result = at.session_state["looked-at"].result
    plan = weekly_plan((), classes.usual_studio(), Wish(days=DAYS[5:]), "ready")
    html = report_html(result.report, result.angles, result.stills.bottoms, plan)
    assert "Every week, for 4 weeks" in html
    assert "Saturday" in html
    assert plan.cannot[0] in html
    assert "Every week" not in report_html(result.report, result.angles, result.stills.bottoms)


def test_the_last_result_counts(page, pipeline):
    at = choose_sample(ready(page))
    at.button(key="another").click().run()
    choose_sample(at, "floor_squat_front")
    assert at.session_state["looked-at"].clip.name == "floor_squat_front.mp4"
    assert "floor_squat_front" in "".join(one.value for one in next_steps(at).markdown).replace("\\", "")
