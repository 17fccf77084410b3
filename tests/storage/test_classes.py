"""The studio's file of classes: what is wrong in it is said in one sentence that names it."""

import os

import msgspec
import pytest

from formcheck.advice.classes import DAYS, Studio, StudioClass, when_words
from formcheck.errors import BadChoice
from formcheck.i18n import use_locale
from formcheck.storage.classes import (
    COMES_ALONG,
    FILE,
    NAMES,
    WORDS,
    logo_of,
    read_studio,
    save_studio,
    studio_from,
    studio_in_force,
    usual_studio,
)
from formcheck.storage.small_files import FOLDER

ONE = 'name = "S"\n[[classes]]\nname = "Yoga"\nkind = "mobility"\n'


def test_the_file_that_comes_along_is_no_studios():
    assert usual_studio().name == ""
    assert {one.kind for one in usual_studio().classes} == {"strength", "mobility", "movement"}
    package = COMES_ALONG.parents[1]
    texts = [*package.rglob("*.py"), *package.rglob("*.toml"), *package.rglob("*.po"), *package.rglob("*.js")]
    naming = {path.name for path in texts if "L9 Fitness" in path.read_text(encoding="utf-8")}
    assert naming == {"l9_fitness.toml"}, "a studio is named in its own file only"


def test_the_classes_that_come_along_are_named_in_everybodys_language():
    assert tuple(one.name for one in read_studio(COMES_ALONG).classes) == NAMES
    assert tuple(one.name for one in studio_in_force().classes) == NAMES
    with use_locale("zh"):
        named = studio_in_force()
    assert [one.name for one in named.classes] == ["瑜伽", "拉伸", "力量入门", "身体控制"]
    assert [one.trains for one in named.classes] == [one.trains for one in usual_studio().classes]


def test_a_studios_own_words_are_never_translated(tmp_path, monkeypatch):
    mine = Studio(name="S", classes=usual_studio().classes)
    save_studio(mine)
    with use_locale("zh"):
        assert studio_in_force() == mine
    named = tmp_path / "mine.toml"
    named.write_bytes(COMES_ALONG.read_bytes())
    monkeypatch.setenv(FILE, str(named))
    with use_locale("zh"):
        assert tuple(one.name for one in studio_in_force().classes) == NAMES


def test_the_file_of_l9_fitness_holds_the_articles_four_classes():
    studio = read_studio(COMES_ALONG.with_name("l9_fitness.toml"))
    names = {one.name for one in studio.classes}
    assert names == {"Yoga", "PureMotion", "Stretch & Flexibility", "Beginners BodyWeight Strength"}
    assert {one.kind for one in studio.classes} == {"strength", "mobility", "movement"}


def test_left_out_days_mean_every_day():
    assert studio_from(ONE.encode(), "mine").classes[0].days == DAYS
    assert studio_from(b'name = "S"', "mine") == Studio(name="S")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "is not a list of classes"),
        ("[[classes]]\nname = 'A'\nkind = 'mobility'", "missing required field `name`"),
        (ONE + 'days = ["monday"]', "days"),
        (ONE + 'color = "red"', "Allowed here: name, kind, trains, days, times, minutes, booking"),
        ('colr = "red"\n' + ONE, "Allowed here: name, address, booking, language, colour, logo, classes"),
        (ONE.replace("mobility", "cardio"), "Allowed here: strength, mobility, movement"),
        (ONE + 'days = ["monday"]', "Allowed here: mon, tue, wed, thu, fri, sat, sun"),
        (ONE + 'trains = ["legs"]', "Allowed here: strength, core, ankle"),
        ('language = "fr"\n' + ONE, "Allowed here: en, zh"),
        ('colour = "blue"\n' + ONE, "must look like #336699"),
        ('logo = "../secret.png"\n' + ONE, "named without a folder"),
        ('booking = "javascript:alert(1)"\n' + ONE, "must begin with https://"),
        (ONE + 'booking = "ours.example"', "must begin with https://"),
        (ONE + 'times = ["6pm"]', "must look like 18:30"),
        (ONE + 'days = ["mon", "tue", "wed"]\ntimes = ["18:00", "19:00"]', "one time, or one for each"),
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
    monkeypatch.setenv(FOLDER, str(tmp_path))
    assert studio_in_force().name == ""
    own = tmp_path / "own.toml"
    own.write_text(ONE)
    monkeypatch.setenv(FILE, str(own))
    assert studio_in_force().name == "S"


def test_a_mistake_says_where_the_default_lies():
    with pytest.raises(BadChoice) as caught:
        studio_from(ONE.replace("mobility", "cardio").encode(), "mine.toml")
    assert str(COMES_ALONG) in str(caught.value)


def test_every_word_of_the_default_is_explained_in_it():
    fields = {field.name for table in (Studio, StudioClass) for field in msgspec.structs.fields(table)} - {"classes"}
    comments = [line[2:] for line in COMES_ALONG.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert fields <= {line.split(" ")[0] for line in comments}
    words = " ".join(comments)
    for allowed in WORDS.values():
        assert all(word in words for word in allowed), allowed


def test_what_is_saved_is_read_again(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    yoga = StudioClass(
        name='Yoga "soft"', kind="mobility", days=("mon",), times=("18:30",), booking="https://a.example"
    )
    mine = Studio(name="Studio Süd", address="Weg 1", language="zh", colour="#AA0000", logo="logo.png", classes=(yoga,))
    save_studio(mine, b"picture")
    assert studio_in_force() == mine
    assert logo_of(mine) == b"picture"
    text = (tmp_path / "studio.toml").read_text(encoding="utf-8")
    assert text.startswith("# Kinds of classes")
    assert "minutes = " not in text
    save_studio(Studio(name="Other"))
    assert studio_in_force().name == "Other", "without a restart"


def test_what_is_wrong_is_not_saved(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with pytest.raises(BadChoice, match="must look like"):
        save_studio(Studio(name="S", colour="red"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("days", "times", "words"),
    [
        (DAYS, (), ""),
        (DAYS, ("07:00",), "Every day, 07:00"),
        (("mon", "wed"), (), "Monday, Wednesday"),
        (("mon", "wed"), ("18:00",), "Monday 18:00, Wednesday 18:00"),
        (("mon", "wed"), ("18:00", "19:30"), "Monday 18:00, Wednesday 19:30"),
    ],
)
def test_when_a_class_is_held(days, times, words):
    assert when_words(StudioClass(name="Y", kind="mobility", days=days, times=times)) == words


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


def test_a_file_of_an_editor_that_marks_its_encoding_is_read(tmp_path):
    content = b"\xef\xbb\xbf" + COMES_ALONG.read_bytes()
    assert studio_from(content, "mine.toml").classes


def test_a_number_without_an_end_is_one_sentence():
    content = b'name = "Mine"\n[[classes]]\nname = "A"\nkind = "mobility"\nminutes = 0x' + b"f" * 5000
    with pytest.raises(BadChoice) as refused:
        studio_from(content, "mine.toml")
    assert len(str(refused.value)) < 500
