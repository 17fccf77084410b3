"""The Check page's choices about a clip: whom to follow, and a calibration."""

import json

import pytest
from check_stage import choose_sample, words

from formcheck.motion.calibration import Calibration
from formcheck.storage.calibrations import calibration_json
from formcheck.ui.check import running
from formcheck.ui.components import who

OFFERED = "You can use this video as your calibration"
IN_USE = "Using your own calibration."


def person_buttons(at):
    return [button.label for button in at.button if (button.key or "").startswith("person-")]


@pytest.mark.parametrize(
    ("crowd", "places"),
    [
        (2, ["1 · Left", "2 · Right"]),
        (3, ["1 · Left", "2 · Middle", "3 · Right"]),
        (4, [f"{i} · {i} from the left" for i in (1, 2, 3, 4)]),
    ],
)
def test_people_are_named_by_number_and_place(page, pipeline, crowd, places):
    pipeline.crowd = crowd
    assert person_buttons(choose_sample(page)) == places


def test_one_of_several_people_can_be_picked_and_the_first_one_again(page, pipeline):
    pipeline.crowd = 2
    at = choose_sample(page)
    assert "We are checking number 1." in words(at)
    at.button(key="person-2").click().run()
    assert not at.exception
    assert "We are checking number 2." in words(at)
    at.button(key="person-1").click().run()
    assert [options.person for options in pipeline.asked] == [None, 2]  # the first result is remembered
    assert "We are checking number 1." in words(at)


def in_the_picture(at):
    """The people that can be clicked, as the browser is told."""
    given = [json.loads(found.proto.json) for found in at.get("bidi_component")]
    return next((one["people"] for one in given if "people" in one), None)


def test_everybody_can_be_clicked_in_the_picture_and_the_one_checked_is_marked(page, pipeline):
    pipeline.crowd = 3
    at = choose_sample(page)
    found = {one["number"]: one for one in in_the_picture(at)}
    assert [found[number]["chosen"] for number in (1, 2, 3)] == [True, False, False]
    assert found[2]["name"] == "Check person 2 · Middle"
    assert found[2]["box"][0] == 0.6
    at.button(key="person-3").click().run()
    assert [one["number"] for one in in_the_picture(at) if one["chosen"]] == [3]


@pytest.mark.parametrize(("clicked", "checked"), [(2, 2), (1, 1), (7, 1), ("2", 1), (None, 1)])
def test_who_is_clicked_is_checked_and_nobody_else(monkeypatch, clicked, checked):
    told = {}
    monkeypatch.setattr(who, "_component", lambda: lambda **given: told.update(given))
    monkeypatch.setattr(who.st, "session_state", {who.KEY: {"person": clicked}})
    picked = []
    who.show(b"", [choice(1, chosen=True), choice(2)], label="", alt="", choose=picked.append)
    told["on_person_change"]()
    assert picked == ([2] if checked == 2 else [])


def choice(number, *, chosen=False):
    return who.Choice(number=number, name=str(number), chosen=chosen, box=(0, 0, 1, 1))


def test_a_pick_is_for_its_clip_only(page, pipeline):
    pipeline.crowd = 2
    at = choose_sample(page)
    at.button(key="person-2").click().run()
    at.button(key="another").click().run()
    choose_sample(at, "floor_squat_front")
    assert [options.person for options in pipeline.asked] == [None, 2, None]


def test_one_person_is_not_a_choice(page):
    assert person_buttons(choose_sample(page)) == []


@pytest.fixture
def own(monkeypatch):
    """A guided recording: what the clip teaches of the person's back."""
    found = Calibration(format=1, made_from="me.mp4", behind=(0.1,) * 25, offset_deg=4.0)
    monkeypatch.setattr(running, "calibrate", lambda analyzed: found)
    return found


def test_a_clip_without_the_guided_recording_offers_no_calibration(page):
    assert OFFERED not in words(choose_sample(page))


def test_a_guided_recording_can_be_used_at_once_and_left_out_again(page, pipeline, own):
    at = choose_sample(page)
    assert OFFERED in words(at)
    assert any("Save it as a file" in str(button.proto) for button in at.get("download_button"))
    at.button(key="calibrate").click().run()
    assert not at.exception
    assert pipeline.calibrations == [None, own]
    assert len(pipeline.asked) == 1  # judged again, not measured
    assert IN_USE in words(at)
    assert OFFERED not in words(at)
    at.button(key="without-calibration").click().run()
    assert pipeline.calibrations == [None, own]  # the first result is remembered
    assert OFFERED in words(at)


def test_a_calibration_can_be_brought_along_and_a_wrong_file_is_said(page, pipeline, own):
    at = page.file_uploader(key="calibration-file").upload("me.calibration.json", b"{}", "application/json").run()
    assert not at.exception
    assert "is not a calibration" in words(at)
    own_file = calibration_json(own)
    at = at.file_uploader(key="calibration-file").upload("me.calibration.json", own_file, "application/json").run()
    assert IN_USE in words(at)
    choose_sample(at)
    assert pipeline.calibrations == [own]
