"""axe-core finds nothing serious on any page, in light and in dark."""

import re

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
        if not (rule["id"] == "button-name" and named(page, node["target"][0]))
    ]


def named(page, target):
    """Whether the browser itself gives a button a name: axe does not read words that a style sheet writes."""
    return re.match(r'- button "[^"]+"', page.locator(target).aria_snapshot()) is not None


def assert_clean(page, settle):
    """In light, then in dark."""
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'")
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page(open_page, path):
    assert_clean(settled(open_page(path)), settled)


def test_the_camera_s_page(open_page):
    assert_clean(ready_to_move(open_page("/live")), settled)


def test_a_result(hands_on_knees):
    page = hands_on_knees.page
    page.get_by_text("All checks, with numbers").click()
    page.locator("details[open]").get_by_text("Steadiness").first.wait_for()
    assert_clean(page, lambda _: hands_on_knees.at_rest())


def test_what_is_wrong_is_noticed(open_page):
    page = settled(open_page("/settings"))
    nameless = "'<button id=nameless></button>'"  # an id, since the page may still gain buttons while it is looked at
    page.evaluate(f"document.querySelector('.stMain h1').insertAdjacentHTML('afterend', {nameless})")
    assert "button-name" in {line.split()[0] for line in violations(page)}
