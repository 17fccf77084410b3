"""The voice's script in a real Chromium, mounted, drawn again and unmounted as Streamlit does; the time is made."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from formcheck.ui.components import voice

#: ``mount(place, text, on)`` as the page does it; ``heard`` holds each text spoken, and "-" where it was cut off.
STAGE = """async (script) => {
  window.heard = [];
  let speaking = false;
  const voices = {
    getVoices: () => [{lang: "en-GB"}],
    speak: (words) => { heard.push(words.text); speaking = true; },
    cancel: () => { if (speaking) heard.push("-"); speaking = false; },
  };
  Object.defineProperty(window, "speechSynthesis", {value: voices});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const { default: draw } = await import(URL.createObjectURL(new Blob([script], {type: "text/javascript"})));
  const places = {};
  window.mount = (place, text, on = true) => {
    places[place] ??= Object.assign(document.createElement("div"), {innerHTML: '<p class="said"></p>'});
    places[place].leave = draw({data: {text, on, lang: "en-GB"}, parentElement: places[place]});
  };
  window.unmount = (place) => { places[place].leave(); delete places[place]; };
}"""


@pytest.fixture
def stage(plain_browser: Browser) -> Iterator[Page]:
    page = plain_browser.new_page()
    page.clock.install()
    page.goto("about:blank")
    page.evaluate(STAGE, (voice.FILES / "voice.js").read_text(encoding="utf-8"))
    yield page
    page.close()


def heard(stage: Page, script: str, *, then_ms: int = 0) -> list[str]:
    stage.evaluate(f"() => {{ {script} }}")
    stage.clock.run_for(then_ms)
    return stage.evaluate("heard")


def test_a_text_is_said_once_however_often_it_is_drawn(stage):
    assert heard(stage, 'mount("card", "Down"); mount("card", "Down"); mount("card", "Up")') == ["Down", "-", "Up"]


@pytest.mark.parametrize(
    "again",
    ['unmount("card"); mount("red card", "Down")', 'mount("red card", "Down"); unmount("card")'],
    ids=["old one first", "new one first"],
)
def test_a_card_drawn_anew_neither_repeats_nor_cuts_off_the_voice(stage, again):
    assert heard(stage, f'mount("card", "Down"); {again}', then_ms=60_000) == ["Down"]


def test_a_busy_machine_may_take_a_second_to_draw_it_anew(stage):
    heard(stage, 'mount("card", "Down"); unmount("card")', then_ms=1000)
    assert heard(stage, 'mount("red card", "Down")', then_ms=60_000) == ["Down"]


def test_leaving_the_page_ends_the_voice_and_forgets(stage):
    assert heard(stage, 'mount("card", "Down"); unmount("card")', then_ms=2000) == ["Down", "-"]
    assert heard(stage, 'mount("card", "Down")') == ["Down", "-", "Down"]


def test_switched_off_it_falls_silent_and_says_no_more(stage):
    assert heard(stage, 'mount("card", "Down"); mount("card", "Down", false); mount("card", "Up", false)') == [
        "Down",
        "-",
    ]
