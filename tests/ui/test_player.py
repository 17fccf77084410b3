"""Player and chart as the page lays them out, and what the browser is given."""

import json
import re

import watched
from streamlit.testing.v1 import AppTest

from formcheck.ui.components import player
from formcheck.wording.names import ANGLE_NAMES, VERDICT_NAMES


def page(findings=True, reps=True):
    """A page that shows a clip and has a widget beside it."""

    def script(findings, reps):
        from types import SimpleNamespace

        import streamlit as st
        import watched

        from formcheck.settings import AnalysisOptions
        from formcheck.ui.check import clips, watching

        st.button("Something else", key="else")
        report = watched.report(*(watched.some_findings() if findings else ()), **({} if reps else {"reps": ()}))
        result = SimpleNamespace(report=report, angles=watched.figure().angles, playing={"name": "clip.mp4"}, copy=None)
        clip = clips.uploaded_clip("clip.mp4", b"a video")
        watching.show(st.container(), clip, AnalysisOptions(), result)

    at = AppTest.from_function(script, default_timeout=60, kwargs={"findings": findings, "reps": reps}).run()
    assert not at.exception
    return at


def handed(at):
    """What the browser's side of the player is given."""
    return json.loads(at.get("bidi_component")[0].proto.json)


def test_a_page_shows_player_and_chart():
    at = page()
    assert len(at.get("video")) == 1
    assert handed(at)["clips"] == [{"name": "clip.mp4"}]
    (chart,) = at.get("arrow_vega_lite_chart") or at.get("vega_lite_chart")
    assert "3 repetitions are shaded. 3 moments are marked." in chart.proto.alt
    key = next(html.proto.body for html in at.get("html") if '<div class="formcheck-key">' in html.proto.body)
    angles = ("knee_flexion_deg", "hip_flexion_deg", "trunk_inclination_deg", "lumbar_flexion_deg")
    signs = [VERDICT_NAMES["fault"], VERDICT_NAMES["watch"]]
    assert re.findall(r">([^<>]+)</span>", key) == [*(ANGLE_NAMES[name] for name in angles), *signs]


def test_the_browser_finds_film_and_chart_by_the_keys_of_their_containers():
    data = handed(page())
    assert data["films"] == [f".st-key-{player.FILM}-0 video"]
    assert data["chart"]["host"] == f".st-key-{player.CHART}"


def test_the_key_names_only_what_is_in_the_chart():
    keys = "".join(html.proto.body for html in page(findings=False).get("html"))
    assert ANGLE_NAMES["knee_flexion_deg"] in keys
    assert VERDICT_NAMES["fault"] not in keys


def test_a_clip_without_repetitions_has_a_player_and_no_chart():
    at = page(reps=False)
    assert handed(at)["clips"]
    assert not at.get("arrow_vega_lite_chart")


def test_a_rerun_hands_over_the_same_video_and_the_same_data():
    at = page()
    before = at.get("video")[0].proto.url, handed(at)
    at.button(key="else").click().run()
    assert (at.get("video")[0].proto.url, handed(at)) == before


def test_the_browser_reads_just_what_is_handed_over():
    script = (player.FILES / "player.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bdata\.(\w+)", script)) == set(player.handed([]))


def test_the_film_is_taken_from_wherever_it_lies(tmp_path):
    assert watched.report().clip.name  # the clip's own name is not its address
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"a video")

    def script(path):
        from formcheck.ui.components import player

        player.show([({"name": "clip.mp4"}, path)])

    urls = []
    for film in (path, b"a video", memoryview(b"a video")):
        at = AppTest.from_function(script, default_timeout=60, kwargs={"path": film}).run()
        assert not at.exception
        urls.append(at.get("video")[0].proto.url)
    assert len(set(urls)) == 1
