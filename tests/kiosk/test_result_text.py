"""The result in few words, and a code that carries them."""

import re
from datetime import date

import cv2
import msgspec
import numpy as np
import pytest
from kiosk_visits import HEELS_CUE, clean, finding, rep

from formcheck.advice.classes import Studio, StudioClass
from formcheck.i18n import gettext, use_locale
from formcheck.kiosk.result_text import FINISHED, KEEP_ON, SEEN_FINE, TEXT_BYTES, best_rep, result_text
from formcheck.movements import checks
from formcheck.movements.rows import ROUNDING
from formcheck.movements.squat import DEPTH, HEELS
from formcheck.ui.components.qr import qr_svg
from formcheck.wording import summary
from formcheck.wording.findings import sentence
from formcheck.wording.names import depth_name


def test_the_best_has_the_least_to_correct():
    reps = [rep(1, depth="floor"), rep(2), rep(3)]
    findings = [finding("heels", "fault", 1), finding("tempo", "watch", 2), finding("depth", "good", 3)]
    assert best_rep(reps, findings).index == 3


def test_of_equals_the_deepest_is_best():
    assert best_rep([rep(1), rep(2, depth="floor"), rep(3, depth="below_parallel")], []).index == 2
    assert best_rep([rep(1), rep(2)], []).index == 1


def test_one_cue_and_its_verdict():
    found = result_text([rep(1), rep(2), rep(3)], [finding("heels", "fault", 2)])
    assert (found.cue, found.verdict) == (HEELS_CUE, "fault")
    assert (found.headline, found.depth_steps, found.best) == (depth_name("parallel"), (1,), 1)


def test_a_depth_between_two_classes_is_called_by_both():
    between = [rep(i, depth="parallel", depth_or="below_parallel") for i in (1, 2, 3)]
    found = result_text(between, [])
    assert (found.headline, found.depth_steps) == (depth_name("parallel", "below_parallel"), (1, 2))
    assert depth_name("parallel", "below_parallel") in found.text


def test_nothing_to_correct_is_praised():
    found = result_text([rep(1)], clean(1))
    assert (found.cue, found.verdict) == (KEEP_ON, "good")


def test_what_could_not_be_seen_is_not_praised():
    found = result_text([rep(1)], [finding("heels", "good", 1)])
    assert (found.cue, found.verdict) == (SEEN_FINE, "not_assessed")


def test_a_way_to_cope_is_no_mistake():
    found = result_text([rep(1)], [*clean(1)[:-1], finding("hands_on_knees", "fault", 1)])
    assert found.verdict == "watch"


def test_a_safety_fault_is_never_outvoted():
    rounded = [finding("lower_back_rounding", v, i) for i, v in enumerate(("good", "good", "fault"), start=1)]
    heels = [finding("heels", "watch", i) for i in (1, 2, 3)]
    found = result_text([rep(1), rep(2), rep(3)], [*heels, *rounded])
    assert found.verdict == "fault"
    assert found.cue != HEELS_CUE


def test_what_has_no_cue_is_said_by_its_sentence():
    differ = msgspec.structs.replace(finding("repeatability", "watch", 1), rep=None)
    found = result_text([rep(1), rep(2), rep(3)], [*clean(1, 2, 3), differ])
    assert (found.cue, found.verdict) == (sentence(differ), "watch")


#: Every core check is good twice and doubtful once, so that none is worth praise and the first of them is worth a cue.
UNPRAISED = [msgspec.structs.replace(one, verdict="watch") if one.rep == 1 else one for one in clean(1, 2, 3)]


@pytest.mark.parametrize(
    ("verdicts", "praise", "cue"),
    [
        (("good", "good", "good"), HEELS.good, ROUNDING.cue),
        (("good", "good", "fault"), FINISHED, HEELS_CUE),  # outvoted, and not passed over
        (("good", "good", "watch"), FINISHED, ROUNDING.cue),
        (("fault", "good", "fault"), FINISHED, HEELS_CUE),
        (("good", "fault", "not_assessed"), FINISHED, HEELS_CUE),
    ],
)
def test_praise_and_cue_are_never_about_the_same_check(verdicts, praise, cue):
    heels = [finding("heels", v, i) for i, v in enumerate(verdicts, start=1)]
    found = result_text([rep(1), rep(2), rep(3)], [*heels, *UNPRAISED])
    assert (found.praise, found.cue) == (praise, cue)


def test_the_praise_is_the_first_of_what_was_good():
    found = [finding(check, "good", 1) for check in ("heels", "tempo", "depth")]
    assert result_text([rep(1)], found).praise == DEPTH.good


def test_without_a_depth_the_count_stands_on_top():
    assert result_text([rep(1, depth=None), rep(2, depth=None)], []).headline == "2 squats"
    assert result_text([rep(1, depth=None, movement="hinge")], []).headline == "1 hip hinge"


def test_the_text_is_short_and_says_nothing_personal():
    text = result_text([rep(1), rep(2), rep(3)], [finding("hands_on_knees", "fault", 2)]).text
    assert len(text.encode()) <= TEXT_BYTES
    assert text.splitlines()[0] == "FormCheck: 3 squats"
    assert not re.search(r"\d{2,}|diagnos|risk|injur", text, re.IGNORECASE)


def drawn(svg, px=8):
    """The code as a picture: runs of dark modules along each row, as segno writes them."""
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    path = re.findall(r'<path[^>]*class="qrline"[^>]*d="([^"]+)"', svg)[0]
    picture = np.full((size, size), 255, np.uint8)
    x = y = 0.0
    for letter, rest in re.findall(r"([Mmh])([^Mmh]*)", path):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", rest)]
        if letter == "h":
            picture[int(y), int(x) : int(x + numbers[0])] = 13
            x += numbers[0]
        else:
            x, y = numbers if letter == "M" else (x + numbers[0], y + numbers[1])
    return np.kron(picture, np.ones((px, px), np.uint8))


def read(svg):
    return cv2.QRCodeDetectorAruco().detectAndDecode(drawn(svg))[0]  # the plain detector misses some versions


@pytest.mark.parametrize(
    "text", ["FormCheck: 3 squats\nDepth: Parallel (12°)", "FormCheck：三次深蹲\n深度：低于平行", "Long words " * 22]
)
def test_a_phone_reads_the_code(text):
    assert read(qr_svg(text)) == text


def test_the_code_of_a_result_is_read_in_both_languages():
    for language in ("en", "zh"):
        with use_locale(language):
            text = result_text([rep(1), rep(2), rep(3)], [finding("hands_on_knees", "fault", 2)]).text
        assert read(qr_svg(text)) == text


def test_long_sentences_are_cut_and_the_source_stays(monkeypatch):
    last = result_text([rep(1)], clean(1)).text.splitlines()[-1]
    monkeypatch.setattr(summary, "sentence", lambda finding: "Very " * 40 + "well.")
    text = result_text([rep(1)], clean(1)).text
    assert len(text.encode()) <= TEXT_BYTES
    assert "very…" in text.casefold()
    assert text.endswith(last)


def test_no_praise_holds_a_number():
    praised = [row for movement, row in checks() if row.praise is not None]
    assert praised
    assert not [row.id for row in praised if re.search(r"\d|{", row.good)]


STUDIO = Studio(
    name="L9",
    classes=(
        StudioClass(name="Lifting", kind="strength", trains=("strength",)),
        StudioClass(name="Ankles", kind="mobility", trains=("ankle",), days=("mon", "fri"), times=("18:00", "17:30")),
    ),
)


def test_the_code_says_where_when_and_which_class_fits():
    found = result_text([rep(1)], [finding("heels", "fault", 1)], STUDIO, date(2026, 11, 29))
    assert found.fitting == "Ankles (Monday 18:00, Friday 17:30)"
    assert found.text.splitlines()[1] == "L9, 29 November 2026"
    assert "A class for you: Ankles (Monday 18:00, Friday 17:30)" in found.text
    assert found.found == ("heels",)


def test_kinds_of_classes_that_nobody_holds_are_not_suggested():
    nobodys = msgspec.structs.replace(STUDIO, name="")
    assert result_text([rep(1)], [finding("heels", "fault", 1)], nobodys, date(2026, 11, 29)).fitting == ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_longest_code_still_says_what_it_is_not(language):
    long = StudioClass(name="A" * 60, kind="mobility", trains=("ankle",), days=("mon", "fri"), times=("18:00", "17:30"))
    studio = Studio(name="Ü" * 60, classes=(long,))
    with use_locale(language):
        text = result_text([rep(1)], [finding("heels", "fault", 1)], studio, date(2026, 11, 29)).text
        assert text.endswith(gettext("From one camera. Not a medical assessment."))
    assert len(text.encode()) <= TEXT_BYTES
