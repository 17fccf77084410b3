"""The studio's file of classes: what is wrong in it is said in one sentence that names it."""

import os

import pytest

from formcheck.advice.classes import DAYS, Studio
from formcheck.errors import BadChoice
from formcheck.storage.classes import FILE, read_studio, studio_from, studio_in_force

ONE = 'name = "S"\n[[classes]]\nname = "Yoga"\nkind = "mobility"\n'


def test_the_file_that_comes_along_holds_the_articles_four_classes():
    names = {one.name for one in read_studio().classes}
    assert names == {"Yoga", "PureMotion", "Stretch & Flexibility", "Beginners BodyWeight Strength"}
    assert {one.kind for one in read_studio().classes} == {"strength", "mobility", "movement"}


def test_left_out_days_mean_every_day():
    assert studio_from(ONE.encode(), "mine").classes[0].days == DAYS
    assert studio_from(b'name = "S"', "mine") == Studio(name="S")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "is not a list of classes"),
        ("[[classes]]\nname = 'A'\nkind = 'mobility'", "missing required field `name`"),
        (ONE + 'days = ["monday"]', "days"),
        (ONE + 'color = "red"', "color"),
        (ONE.replace("mobility", "cardio"), "kind"),
        (ONE + "days = []", "has no days"),
        (ONE + "minutes = 0", "cannot last 0 minutes"),
        (ONE + 'trains = ["strength"]', "trains nothing of that kind"),
        (ONE + '[[classes]]\nname = "yoga "\nkind = "mobility"', "is listed twice"),
        (ONE.replace('"Yoga"', '" "'), "has no name"),
    ],
)
def test_mistakes_are_named(text, words):
    with pytest.raises(BadChoice, match=words) as caught:
        studio_from(text.encode(), "mine.toml")
    assert "mine.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_studio_in_force_is_the_one_named(tmp_path, monkeypatch):
    assert studio_in_force().name == "L9 Fitness"
    own = tmp_path / "own.toml"
    own.write_text(ONE)
    monkeypatch.setenv(FILE, str(own))
    assert studio_in_force().name == "S"


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(BadChoice, match="We can't read the classes"):
        read_studio(tmp_path / "none.toml")


def test_a_file_that_was_edited_is_read_again(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(ONE)
    assert [one.name for one in read_studio(path).classes] == ["Yoga"]
    path.write_text(ONE.replace("Yoga", "Pilates"))
    os.utime(path, ns=(1, 1))  # clocks of file systems may be coarse
    assert [one.name for one in read_studio(path).classes] == ["Pilates"]
