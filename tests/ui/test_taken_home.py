"""What can be watched and taken home of a result, and what is made only when asked for."""

import json

from check_stage import PLAYING, choose_sample, words

from formcheck.errors import OutputError
from formcheck.ui.check import downloads


def test_results_can_be_taken_home(page):
    labels = [button.label for button in choose_sample(page).get("download_button")]
    assert labels == [
        "Report to print",
        "Report with video",
        "Video to share",
        "Report as data",
        "Angles as a table",
    ]


def handed(at):
    """What the browser's side of the player is given; None where there is no player."""
    given = [json.loads(found.proto.json) for found in at.get("bidi_component")]
    return next((one for one in given if "clips" in one), None)


def test_the_clip_itself_is_played_and_no_video_is_made(page, pipeline):
    at = choose_sample(page)
    assert handed(at)["clips"] == [PLAYING]
    assert at.get("video")[0].proto.url
    assert pipeline.made == []


def test_two_clips_of_a_visit_can_be_put_side_by_side(page, folder):
    at = choose_sample(page)
    assert not [box for box in at.checkbox if box.key == "beside-before"]
    at.button(key="another").click().run()
    at = choose_sample(at, "floor_squat_front")
    assert handed(at)["clips"] == [PLAYING]
    at.checkbox(key="beside-before").check().run()
    assert handed(at)["clips"] == [PLAYING, PLAYING]
    assert len(set(handed(at)["films"])) == 2
    assert len({video.proto.url for video in at.get("video")}) == 2


def test_a_copy_is_made_after_the_answer_where_browsers_cannot_play_the_clip(page, pipeline):
    pipeline.copied = True
    at = choose_sample(page)
    assert handed(at)["clips"] == [PLAYING]
    assert pipeline.made == ["copy"]
    first = at.get("video")[0].proto.url
    at.run()
    assert at.get("video")[0].proto.url == first
    assert pipeline.made == ["copy"]  # once


def test_a_clip_that_cannot_be_copied_keeps_its_answer(page, pipeline):
    pipeline.copied, pipeline.copy_error = True, OutputError("The disk is full.")
    at = choose_sample(page)
    assert not at.exception
    assert handed(at) is None
    assert "The disk is full." in words(at)
    assert next(button.label for button in at.get("download_button")) == "Report to print"


def test_the_video_to_share_is_made_from_what_was_measured(page, pipeline, monkeypatch):
    made = {}
    monkeypatch.setattr(downloads, "st", Buttons(downloads.st, made))
    choose_sample(page)
    assert made["download-video"]() == b"a video"
    assert b"<html" in made["download-whole"]()
    assert len(pipeline.asked) == 1  # analysed once


class Buttons:
    """Streamlit, and the data of its download buttons by their keys."""

    def __init__(self, streamlit, made):
        self._streamlit, self._made = streamlit, made

    def __getattr__(self, name):
        return getattr(self._streamlit, name)

    def download_button(self, label, data, *args, key, **kwargs):
        self._made[key] = data
        return self._streamlit.download_button(label, data, *args, key=key, **kwargs)


def test_whose_faces_are_blurred_is_a_choice_beside_the_downloads_and_measures_nothing_again(page, pipeline):
    at = choose_sample(page)
    assert pipeline.hidden == ["bystanders"]
    at.get_by_key("faces").set_value("blur").run()
    assert not at.exception
    assert pipeline.hidden == ["bystanders", "blur"]
    assert len(pipeline.asked) == 1
    at.get_by_key("faces").set_value("bystanders").run()
    assert pipeline.hidden == ["bystanders", "blur"]  # the first result is remembered
