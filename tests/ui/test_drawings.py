import base64
import re
from typing import get_args
from xml.etree import ElementTree

import pytest

from formcheck.i18n import use_locale
from formcheck.movements.spec import Drawn
from formcheck.schema import Verdict
from formcheck.ui.check import filming
from formcheck.ui.check.problem_page import DRAWN
from formcheck.ui.checkup.drawn import step_drawing
from formcheck.ui.components import drawings


def decoded(html):
    data = re.search(r"base64,([^\"]+)", html)[1]
    return base64.b64decode(data).decode()


@pytest.mark.parametrize(
    "svg",
    [
        filming.side_on(),
        *(drawings.wrong_and_right(wrong(), right()) for wrong, right, _ in DRAWN.values()),
        *(drawings.drawing(100, 200, drawings.figure(p, 50, 190)) for p in get_args(drawings.Posture)),
    ],
)
def test_drawings_are_whole_and_fetch_nothing(svg):
    ElementTree.fromstring(svg)
    assert svg.count("http") == 1  # the namespace
    assert "prefers-color-scheme:dark" in svg


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_an_icon_is_an_image_with_words(verdict):
    html = drawings.icon(verdict, 'Say "so"')
    ElementTree.fromstring(decoded(html))
    assert 'alt="Say &quot;so&quot;"' in html


@pytest.mark.parametrize("postures", [get_args(Drawn), ("standing",), ("on_chair", "standing")])
def test_a_step_of_the_check_up_is_drawn_whole(postures):
    svg = step_drawing(postures)
    ElementTree.fromstring(svg)
    assert svg.count('class="head"') == len(postures)


def test_people_stand_on_the_floor_they_are_put_on():
    for posture in drawings.SIDEWAYS:
        lowest = max(y for _, y in drawings.SIDEWAYS[posture])
        assert lowest == 2


def test_how_to_film_is_said_in_words_too():
    assert "2.5 to 3.5 metres" in filming.alt_text()
    with use_locale("zh"):
        ElementTree.fromstring(filming.side_on())
