"""axe-core finds nothing serious on any page, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import PATHS, ready_to_move, settled

SERIOUS = ("serious", "critical")
#: Streamlit's own: a rule, where it is broken, and why it stays. Nothing of ours is in here.
STREAMLIT = ()


def violations(page):
    """What is wrong, as lines: rule, place, reason; Streamlit's own left out."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}) at {node['target']}: {node['failureSummary']} {node['html'][:200]}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def dark(request):
    return request.param


@pytest.mark.parametrize("path", PATHS)
def test_a_page(open_page, path, dark):
    assert violations(settled(open_page(path, dark=dark))) == []


def test_the_camera_s_page(open_page, dark):
    assert violations(ready_to_move(open_page("/live", dark=dark))) == []


def test_a_result(hands_on_knees, dark):
    hands_on_knees.look(dark=dark)
    page = hands_on_knees.page
    assert violations(page) == []
    page.get_by_text("Check by check, with the numbers").click()
    page.locator("details[open]").get_by_text("Steadiness").first.wait_for()
    assert violations(page) == []


def test_what_is_wrong_is_noticed(open_page):
    page = settled(open_page("/settings"))
    page.evaluate("document.querySelector('.stMain h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert "button-name" in {line.split()[0] for line in violations(page)}
