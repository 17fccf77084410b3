"""Visitors of one server never see each other's data."""

import ast

import pytest
from check_stage import APP, choose_sample, words
from streamlit.testing.v1 import AppTest

from formcheck.motion.calibration import Calibration
from formcheck.storage.calibrations import calibration_json
from formcheck.ui.settings.preferences import KEY

#: Memory that all visitors share holds nothing of any of them; each with what it holds.
SHARED_ON_PURPOSE = {
    ("input_choice.py", "_poster"): "pictures of the samples that come with FormCheck",
    ("player.py", "_component"): "the code of the player",
    ("camera_view.py", "_component"): "the code of the camera",
    ("camera_view.py", "_figure"): "the figure to stand in, the same for all",
    ("open_diary.py", "wrong_codes"): "tries of wrong codes are counted for the whole machine",
    ("top.py", "_component"): "the code that shows a new view from its top",
    ("preparing.py", "_workshop"): "makes the next clip ready, whoever opens it; a trainers' list is one for all",
    ("state.py", "_store"): "the trainers' store, one for all of a studio",
    ("who.py", "_component"): "the code that tells people in a picture apart",
    ("voice.py", "_component"): "the code that speaks",
    ("visit_tab.py", "_component"): "the code that asks a tab for its name",
    ("result.py", "_well_done"): "pictures of the samples that come with FormCheck",
    ("small_page.py", "_templates"): "the templates of the small pages for phones",
    ("brand.py", "brand_css"): "the styles of the studio's colour, the same for all",
}
IN_USE = "Using your own calibration."
OR_A_SAMPLE = "Or try one of our samples"
OWN = Calibration(format=1, made_from="me.mp4", behind=(0.1,) * 25, offset_deg=4.0)


@pytest.fixture
def other(page):
    """A second visitor, who came while the first was there."""
    at = AppTest.from_file(str(APP), default_timeout=20).run()
    assert not at.exception
    return at


def upload(at, label, name, content, mime):
    place = next(one for one in at.file_uploader if label in one.label)
    at = place.upload(name, content, mime).run()
    assert not at.exception
    return at


def put_in(at, part):
    """Everything a visit remembers that is, or holds, such a part."""
    return [key for key, value in at.session_state.to_dict().items() if part in f"{key} {value!r}"]


def test_a_clip_is_seen_by_who_brought_it_only(page, other, pipeline):
    upload(page, "video", "my-own-squat.mp4", b"frames", "video/mp4")
    assert "my-own-squat" in words(page)
    assert put_in(page, "my-own-squat")
    other.run()
    assert "my-own-squat" not in words(other)
    assert put_in(other, "my-own-squat") == []
    assert other.get("file_uploader"), "they are still where one chooses a clip"


def test_a_result_is_not_handed_to_who_brings_the_same_clip(page, other, pipeline):
    choose_sample(page)
    assert len(pipeline.asked) == 1
    choose_sample(other)
    assert len(pipeline.asked) == 2, "measured for them, not taken from another visit"
    results = [at.session_state["results"] for at in (page, other)]
    assert results[0] is not results[1]
    assert all(len(mine) == 1 for mine in results)


def test_leaving_a_clip_leaves_it_open_for_the_other(page, other, pipeline):
    choose_sample(page)
    choose_sample(other)
    page.button(key="another").click().run()
    other.run()
    assert "Your hips rose before your chest" in words(other)
    assert "Your hips rose before your chest" not in words(page)


def test_a_calibration_tells_the_back_of_who_brought_it_only(page, other, pipeline):
    upload(page, "calibration", "me.calibration.json", calibration_json(OWN), "application/json")
    other.run()
    assert IN_USE in words(page)
    assert put_in(page, "me.mp4")
    assert put_in(other, "me.mp4") == []
    assert IN_USE not in words(other)
    choose_sample(other)
    choose_sample(page)
    assert pipeline.calibrations == [None, OWN]


def test_whom_to_follow_is_each_visitors_own_choice(page, other, pipeline):
    pipeline.crowd = 2
    choose_sample(page)
    page.button(key="person-2").click().run()
    choose_sample(other)
    assert [options.person for options in pipeline.asked] == [None, 2, None]


def test_settings_and_language_are_each_visitors_own(page, other, pipeline):
    page.switch_page("formcheck/ui/settings/page.py").run()
    page.segmented_control(key="settings-level").set_value("strict").run()
    page.segmented_control(key="settings-language").set_value("zh").run()
    page.switch_page("formcheck/ui/check/page.py").run()
    other.run()
    assert OR_A_SAMPLE in words(other)
    assert OR_A_SAMPLE not in words(page)
    choose_sample(other)
    choose_sample(page)
    assert [(o.level, o.language) for o in pipeline.asked] == [("standard", "en"), ("strict", "zh")]
    assert other.session_state[KEY] != page.session_state[KEY]


def test_no_memory_is_shared_but_for_a_reason():
    """A cache of Streamlit, or one of Python in a page, belongs to all visitors. A kiosk has one screen."""
    pages = (APP.parent / "formcheck" / "ui").rglob("*.py")
    shared = set()
    for path in (APP, *pages):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                made = " ".join(ast.unparse(decorator) for decorator in node.decorator_list)
                if "cache" in made and "scope='session'" not in made:
                    shared.add((path.name, node.name))
    assert shared == set(SHARED_ON_PURPOSE)
