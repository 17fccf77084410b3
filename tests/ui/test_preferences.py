"""A visit's preferences: first language, address, and fragments that speak the visitor's language."""

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.ui.settings.preferences import KEY


def script():
    from dataclasses import replace

    import streamlit as st

    from formcheck.i18n import get_locale, set_locale
    from formcheck.ui.settings.preferences import fragment, keep, preferences

    def choose(language):
        keep(replace(preferences(), language=language))

    set_locale(preferences().language)
    st.markdown(get_locale())
    st.button("English", on_click=choose, args=("en",))
    st.button("Chinese", on_click=choose, args=("zh",))

    @fragment()
    def part():
        st.caption(get_locale())

    set_locale("en")  # whoever spoke last in this thread
    part()


def opened(locale=None, address=None):
    at = AppTest.from_function(script)
    if locale:
        at.context["locale"] = locale
    if address:
        at.query_params["lang"] = address
    at.run()
    assert not at.exception
    return at


def language(at):
    assert at.markdown[0].value == at.session_state[KEY].language
    return at.markdown[0].value


@pytest.mark.parametrize(
    ("locale", "address", "wanted"),
    [
        (None, None, "en"),
        ("en-GB", None, "en"),
        ("zh-CN", None, "zh"),
        ("ZH", None, "zh"),
        ("zho-x", None, "en"),
        ("de-DE", None, "en"),
        ("en-GB", "zh", "zh"),
        ("zh-CN", "en", "en"),
        ("zh-CN", "xx", "zh"),
        ("en-GB", "<script>", "en"),
    ],
)
def test_the_first_language_is_the_addresss_then_the_browsers(locale, address, wanted):
    at = opened(locale, address)
    assert language(at) == wanted
    assert at.query_params.get("lang") == address


def test_another_language_is_carried_in_the_address():
    at = opened("en-GB")
    at.button[1].click().run()
    assert language(at) == "zh"
    assert at.query_params["lang"] == "zh"
    again = opened("en-GB", at.query_params["lang"])
    assert language(again) == "zh"


def test_the_language_of_the_browser_needs_no_address():
    at = opened("zh-CN")
    assert "lang" not in at.query_params
    at.button[0].click().run()
    assert at.query_params["lang"] == "en"


def test_an_address_without_it_does_not_change_the_visit():
    """Pages link to each other without it."""
    at = opened("en-GB", "zh")
    at.query_params.clear()
    at.run()
    assert language(at) == "zh"
    assert at.query_params["lang"] == "zh"


def test_a_fragment_speaks_the_visitors_language():
    at = opened("zh-CN")
    assert at.caption[0].value == "zh"
