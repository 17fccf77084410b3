"""Video, chart and jump buttons as the browser is given them, and what the page asks of the video."""

import json
import re
from html import escape

import pytest
import watched
from streamlit.testing.v1 import AppTest

from formcheck.schema import Report
from formcheck.ui.components import drawings, player
from formcheck.wording.findings import check_title, words
from formcheck.wording.names import ANGLE_NAMES, STRATEGY_NAME, VERDICT_NAMES

HEELS, HIPS = check_title("heels"), check_title("hips_first")


def page(findings=True, reps=True):
    """A page that shows a clip and has two widgets beside it."""

    def script(findings, reps):
        import streamlit as st
        import watched

        from formcheck.ui.check import watching

        st.button("Something else", key="else")
        report = watched.report(*(watched.some_findings() if findings else ()), **({} if reps else {"reps": ()}))
        watching.show(report, watched.figure().angles, b"a video")

    at = AppTest.from_function(script, default_timeout=60, kwargs={"findings": findings, "reps": reps}).run()
    assert not at.exception
    return at


def handed(at):
    """What the browser's side of the player is given; None where there is none."""
    found = at.get("bidi_component")
    return json.loads(found[0].proto.json) if found else None


@pytest.fixture
def data():
    return player.data(watched.report(*watched.some_findings()))


def buttons(data):
    """Name, moment and text of every button, in order; the text without the icon."""
    found = re.findall(r"<button([^>]*)>(.*?)</button>", data["html"])
    tags = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) | {"text": re.sub("<[^>]*>", "", text)} for tag, text in found]
    return [(b.get("aria-label", b["text"]), float(b["data-t"]), b["text"]) for b in tags if "data-t" in b]


def test_there_is_a_button_for_every_repetition_and_every_mark(data):
    reps = watched.figure().report.reps
    assert buttons(data) == [
        *((f"Rep {rep.index}", rep.start_s, f"Rep {rep.index}") for rep in reps),
        (f"{HIPS}, repetition 2: {VERDICT_NAMES['fault']}", round(watched.bottom_s(2) + 0.4, 3), "2"),
        (f"{HEELS}, repetition 1: {VERDICT_NAMES['watch']}", watched.bottom_s(1), "1"),
        (f"{HEELS}, repetition 3: {VERDICT_NAMES['watch']}", watched.bottom_s(3), "3"),
    ]
    assert re.findall(r'class="title">([^<]*)<', data["html"]) == [HIPS, HEELS]
    assert f'title="{escape(words(watched.some_findings()[2]))}"' in data["html"]


def test_a_way_to_cope_has_the_sign_of_a_watch_and_its_own_word():
    hands = player.data(watched.report(watched.finding("hands_on_knees", "fault", 1, 2.0)))
    assert buttons(hands)[-1][0] == f"{check_title('hands_on_knees')}, repetition 1: {STRATEGY_NAME}"
    assert drawings.icon("fault", size="1em") not in hands["html"]


def test_the_browser_knows_the_times_of_repetitions_and_marks(data):
    report = watched.figure().report
    assert data["reps"] == [[rep.start_s, rep.end_s] for rep in report.reps]
    assert data["marks"] == [watched.bottom_s(1), watched.bottom_s(2) + 0.4, watched.bottom_s(3)]
    assert data["end_s"] == report.clip.duration_s


def test_every_mark_has_the_icon_of_its_verdict(data):
    drawn = re.findall(r"<button[^>]*>(<img[^>]*>)(\d)</button>", data["html"])
    assert [(image == drawings.icon("fault", size="1em"), number) for image, number in drawn] == [
        (True, "2"),
        (False, "1"),
        (False, "3"),
    ]


def test_the_strip_shows_when_repetitions_and_marks_are(data):
    rep, end_s = watched.figure().report.reps[0], data["end_s"]
    left, width = 100 * rep.start_s / end_s, 100 * (rep.end_s - rep.start_s) / end_s
    assert f'style="left:{left:.2f}%;width:{width:.2f}%">1</div>' in data["html"]
    assert data["html"].count('class="spot"') == 3


def test_icons_that_would_lie_on_a_worse_one_are_left_out_of_the_strip():
    at_once = [watched.finding("heels", "watch", 1, 2.0), watched.finding("tempo", "fault", 1, 2.1)]
    html = player.data(watched.report(*at_once))["html"]
    assert html.count('class="spot"') == 1
    assert f'class="spot" style="left:{100 * 2.1 / 12.3:.2f}%"' in html


def test_words_of_a_report_are_no_markup(monkeypatch):
    monkeypatch.setattr(player, "title", lambda finding: "<b>Heels</b>")
    monkeypatch.setattr(player, "words", lambda finding: '"><script>')
    html = player.data(watched.report(watched.finding("heels", "watch", 1, 2.0)))["html"]
    assert "&lt;b&gt;Heels" in html
    assert "&quot;&gt;&lt;script&gt;" in html
    assert "<b>" not in html
    assert "<script>" not in html


def test_what_is_handed_over_is_plain_data(data):
    assert json.loads(json.dumps(data)) == data


def test_a_page_shows_video_buttons_and_chart():
    at = page()
    (video,) = at.get("video")
    assert (video.proto.loop, video.proto.muted, video.proto.autoplay) == (True, True, True)
    assert "your joints and angles drawn on it" in video.proto.alt
    (chart,) = at.get("arrow_vega_lite_chart") or at.get("vega_lite_chart")
    assert "3 repetitions are shaded. 3 moments are marked." in chart.proto.alt
    key = next(html.proto.body for html in at.get("html") if '<div class="formcheck-key">' in html.proto.body)
    angles = ("knee_flexion_deg", "hip_flexion_deg", "trunk_inclination_deg", "lumbar_flexion_deg")
    signs = [VERDICT_NAMES["fault"], VERDICT_NAMES["watch"]]
    assert re.findall(r">([^<>]+)</span>", key) == [*(ANGLE_NAMES[name] for name in angles), *signs]


def test_the_key_names_only_what_is_in_the_chart():
    keys = "".join(html.proto.body for html in page(findings=False).get("html"))
    assert ANGLE_NAMES["knee_flexion_deg"] in keys
    assert VERDICT_NAMES["fault"] not in keys


def test_a_clip_without_repetitions_is_a_video_and_nothing_to_jump_to():
    at = page(reps=False)
    assert len(at.get("video")) == 1
    assert handed(at) is None
    assert not at.get("arrow_vega_lite_chart")


def test_a_rerun_hands_over_the_same_video_and_the_same_data():
    at = page()
    before = at.get("video")[0].proto.url, handed(at)
    at.button(key="else").click().run()
    assert (at.get("video")[0].proto.url, handed(at)) == before


def test_the_browser_reads_just_what_is_handed_over(data):
    script = (player.FILES / "player.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bdata\??\.(\w+)", script)) == set(data)


def test_a_report_read_back_gives_the_same(data):
    report = Report.from_json(watched.report(*watched.some_findings()).to_json())
    assert player.data(report) == data
