"""The report as a browser prints it: whole pages of A4, on white, with pictures in place of the player."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from coded_film import WH, figure, uneven_s, write_film
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from formcheck.drawing.stills import jpeg
from formcheck.media.playable import stored
from formcheck.player.clip import clip_data
from formcheck.player.scripts import standing_alone
from formcheck.reports.page import WORDS, report_html
from formcheck.wording.summary import SAFETY, headline

A4_PT = (595, 842)
MARGIN_PT = 30


@pytest.fixture(scope="module")
def report_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two squats with everything in it: a still of each, and the player."""
    folder = tmp_path_factory.mktemp("printing")
    film = write_film(folder / "film.mp4", uneven_s(3.0))
    found = stored(film)
    told = clip_data(figure(), found.t_s, found.first_s, [[]] * len(found.t_s))
    player = standing_alone([told], ["data:,"])
    still = jpeg(np.full((WH[1], WH[0], 3), 90, np.uint8))
    stills = {rep.index: still for rep in figure().report.reps}
    path = folder / "clip.report.html"
    path.write_text(report_html(figure().report, figure().angles, stills, player=player), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def printed(plain_browser, report_page: Path) -> Iterator[pypdfium2.PdfDocument]:
    context = plain_browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(report_page.as_uri())
    page.locator(".stage").wait_for(state="attached")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    yield document
    document.close()
    context.close()


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def test_it_is_a_few_pages_of_a4(printed) -> None:
    assert {tuple(round(side) for side in page.get_size()) for page in printed} == {A4_PT}
    assert 2 <= len(printed) <= 4


def test_no_page_is_empty_or_dark(printed) -> None:
    for page in printed:
        shades = np.asarray(page.render(scale=0.5, grayscale=True).to_pil())
        assert shades[0, 0] == 255
        assert 0.005 < (shades < 200).mean() < 0.5
        assert len(words(page)) > 200


def test_the_headline_comes_first_and_the_note_on_safety_last(printed) -> None:
    assert headline(figure().report).text in words(printed[0])
    assert " ".join(SAFETY.split()) in words(printed[len(printed) - 1])


def test_pictures_take_the_place_of_the_player_and_none_is_cut(printed) -> None:
    assert WORDS["watch"] not in " ".join(map(words, printed))
    boxes = [one.get_bounds() for page in printed for one in page.get_objects([FPDF_PAGEOBJ_IMAGE])]
    assert len(boxes) == len(figure().report.reps)
    for left, bottom, right, top in boxes:
        assert left > MARGIN_PT
        assert bottom > MARGIN_PT
        assert right < A4_PT[0] - MARGIN_PT
        assert top < A4_PT[1] - MARGIN_PT
        assert (right - left) / (top - bottom) == pytest.approx(WH[0] / WH[1], rel=0.02)


@pytest.mark.parametrize("height_mm", [220, 260, 297])
def test_no_repetition_is_cut(open_page, report_page: Path, height_mm: int) -> None:
    """On paper of several heights, so that a repetition comes upon the end of a page: as many begin on it as end."""
    page = open_page("", url=report_page.as_uri())
    cards = page.locator(".rep-card")
    ends = {card.locator("li").last.inner_text().split("\n")[-1].split(". ")[0][-20:] for card in cards.all()}
    with pypdfium2.PdfDocument(page.pdf(width="210mm", height=f"{height_mm}mm")) as document:
        pages = list(map(words, document))
    begun = [text.count("Angles at the lowest point") for text in pages]
    assert begun == [sum(text.count(end) for end in ends) for text in pages]
    assert sum(begun) == cards.count() == 2


def test_the_player_leaves_the_rest_of_the_page_as_it_is(open_page, report_page: Path) -> None:
    page = open_page("", url=report_page.as_uri())
    pair = page.locator(".pair").first
    assert pair.evaluate("one => getComputedStyle(one).display") == "grid"
