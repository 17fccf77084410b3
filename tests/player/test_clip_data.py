"""What the browser is told of a clip: moments, words and numbers, beside the shapes."""

import base64
import gzip
import json
import re

import msgspec
import numpy as np
import pytest
import watched

from formcheck.drawing.scene import ICONS
from formcheck.drawing.shapes import LAYERS
from formcheck.i18n import use_locale
from formcheck.player import clip, scripts
from formcheck.player.clip import UNKNOWN, clip_data
from formcheck.wording.findings import check_title, words
from formcheck.wording.names import STRATEGY_NAME, VERDICT_NAMES

HEELS, HIPS = check_title("heels"), check_title("hips_first")


def data_of(*findings, **changed):
    report = msgspec.structs.replace(watched.figure().report, findings=findings, **changed)
    figure = watched.replaced(report)
    return clip_data(figure, figure.seen_track.t_s, 0.0)


@pytest.fixture(scope="module")
def data():
    return data_of(*watched.some_findings())


def test_every_repetition_and_its_key_positions_are_there(data):
    reps = watched.figure().report.reps
    assert [(r["number"], r["start_s"], r["bottom_s"], r["end_s"]) for r in data["reps"]] == [
        (rep.index, rep.start_s, rep.bottom_s, rep.end_s) for rep in reps
    ]
    assert data["end_s"] == watched.figure().report.clip.duration_s


def test_every_check_has_a_row_worst_first_with_its_moments(data):
    assert [row["title"] for row in data["rows"]] == [HIPS, HEELS]
    marks = [(m["name"], m["t_s"], m["rep"], m["verdict"]) for row in data["rows"] for m in row["marks"]]
    assert marks == [
        (f"{HIPS}, repetition 2: {VERDICT_NAMES['fault']}", watched.bottom_s(2) + 0.4, 2, "fault"),
        (f"{HEELS}, repetition 1: {VERDICT_NAMES['watch']}", watched.bottom_s(1), 1, "watch"),
        (f"{HEELS}, repetition 3: {VERDICT_NAMES['watch']}", watched.bottom_s(3), 3, "watch"),
    ]
    assert data["rows"][0]["marks"][0]["words"] == words(watched.some_findings()[2])


def test_a_way_to_cope_has_the_sign_of_a_watch_and_its_own_word():
    (row,) = data_of(watched.finding("hands_on_knees", "fault", 1, 2.0))["rows"]
    assert row["marks"][0]["verdict"] == "watch"
    assert row["marks"][0]["name"].endswith(STRATEGY_NAME)


def test_everything_is_plain_data(data):
    assert json.loads(json.dumps(data)) == data
    assert set(data["layers"]) == set(LAYERS)
    assert set(data["drawing"]["icons"]) == set(ICONS)


def test_numbers_are_those_of_the_table_and_what_is_not_known_stays_so(data):
    values = np.frombuffer(gzip.decompress(base64.b64decode(data["numbers"]["values"])), "<i2")
    columns = watched.figure().angles.columns()
    count = len(columns["t_s"])
    knee = values[:count]
    known = np.isfinite(columns["knee_flexion_deg"])
    assert knee[known] / 10 == pytest.approx(columns["knee_flexion_deg"][known], abs=0.051)
    assert (knee[~known] == UNKNOWN).all()
    assert len(values) == 2 * count * len(data["numbers"]["names"])


def test_the_words_are_in_the_language_of_the_reader(data):
    with use_locale("zh"):
        assert data_of()["layers"].keys() == data["layers"].keys()


def test_every_word_the_scripts_ask_for_is_given_and_every_given_one_is_used():
    source = scripts.script()
    asked = set(re.findall(r"\bwords\.(\w+)", source)) | {"start", "bottom", "end"}
    assert asked == set(clip.WORDS)


def test_no_text_of_a_clip_ends_the_script():
    html = scripts.standing_alone([{"name": "</script><b>"}], ["data:video/mp4;base64,"])
    assert html.count("</script>") == 1
    assert "<b>" not in html


def test_the_scripts_load_nothing_and_are_short():
    for path in scripts.FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
        assert text.count("\n") < 300
    assert {path.stem for path in scripts.FOLDER.glob("*.js")} == set(scripts.PARTS)
