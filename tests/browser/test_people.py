"""Several people in a clip: whom to check is chosen in the picture itself."""

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import expect

from formcheck.media.video import FileSink, FileSource

CLASS = Path(__file__).resolve().parents[2] / "sample_videos" / "class_scene.mp4"


@pytest.fixture
def short_class(tmp_path):
    """Two of the class's seven seconds."""
    source, path = FileSource(CLASS), tmp_path / "class.mp4"
    with FileSink(path, source.size_wh) as sink:
        for frame in itertools.islice(source, 50):
            sink.write(frame.image, frame.t_s)
    return path


def test_somebody_is_chosen_by_a_click_on_them_or_by_keyboard(visit, short_class):
    visit.upload(short_class)
    visit.result()
    people = visit.page.get_by_role("group", name="Which one are you?")
    middle, right = (people.get_by_role("button", name=f"person {number}") for number in (2, 3))
    expect(middle).to_have_attribute("aria-pressed", "true")
    people.scroll_into_view_if_needed()
    box = people.bounding_box()
    visit.page.mouse.click(box["x"] + 0.8 * box["width"], box["y"] + 0.4 * box["height"])  # on the man himself
    expect(visit.page.get_by_text("We are checking number 3.")).to_be_visible(timeout=120_000)
    visit.result()
    expect(right).to_have_attribute("aria-pressed", "true")
    middle.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_text("We are checking number 2.")).to_be_visible(timeout=120_000)
    visit.result()
