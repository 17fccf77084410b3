"""The Studio page: what is edited holds at once, in every page; a mistake is said; a PIN protects it."""

import io

import pytest
from check_stage import APP
from PIL import Image
from streamlit.testing.v1 import AppTest

from formcheck.advice.classes import Studio
from formcheck.drawing.scene import contrast
from formcheck.storage import pin
from formcheck.storage.classes import logo_of, save_studio, studio_in_force, usual_studio
from formcheck.storage.diary_code import WrongCodes
from formcheck.storage.small_files import FOLDER
from formcheck.ui.components.brand import readable, rgb_of
from formcheck.ui.components.theme import DARK, LIGHT


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setattr(pin, "_wrong", WrongCodes())
    return tmp_path


def opened(page="studio"):
    at = AppTest.from_file(str(APP), default_timeout=20).run()
    at = at.switch_page(f"formcheck/ui/{page}/page.py").run()
    assert not at.exception, at.exception
    return at


def saved(at):
    at.button(key="studio-save").click().run()
    assert not at.exception, at.exception
    return at


def html(at):
    return "".join(e.proto.body for e in at.get("html"))


def png():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(out, "PNG")
    return out.getvalue()


def test_what_is_edited_is_in_force_at_once():
    at = opened()
    at.text_input(key="studio-name").set_value(" Studio Süd ")
    at.text_input(key="studio-address").set_value("Weg 1")
    at.text_input(key="studio-booking").set_value("https://sued.example")
    at.segmented_control(key="studio-language").set_value("zh")
    at.toggle(key="studio-own-colour").set_value(True).run()
    at.color_picker(key="studio-colour").set_value("#00aa55")
    at.text_input(key="class-times-0").set_value("18:30")
    at.number_input(key="class-minutes-0").set_value(45)
    at = saved(at)
    assert "Saved" in at.success[0].value
    now = studio_in_force()
    assert (now.name, now.address, now.booking) == ("Studio Süd", "Weg 1", "https://sued.example")
    assert (now.language, now.colour) == ("zh", "#00AA55")
    assert (now.classes[0].times, now.classes[0].minutes) == (("18:30",), 45)
    assert now.classes[1:] == usual_studio().classes[1:], "the others are as they were"
    assert "--fc-accent: #00AA55" in html(opened("settings"))


def test_classes_come_and_go():
    at = opened()
    before = studio_in_force().classes
    at.button(key="class-remove-0").click().run()
    at.button(key="studio-add").click().run()
    number = len(before)
    at.text_input(key=f"class-name-{number}").set_value("Pilates")
    at.segmented_control(key=f"class-kind-{number}").set_value("strength")
    saved(at)
    now = studio_in_force().classes
    assert [one.name for one in now] == [*(one.name for one in before[1:]), "Pilates"]
    assert now[-1].kind == "strength"


def test_a_new_class_is_held_on_the_days_that_are_chosen_and_says_when_it_is_of_no_use():
    at = opened()
    at.button(key="studio-add").click().run()
    new = max(int(e.key.rpartition("-")[2]) for e in at.text_input if (e.key or "").startswith("class-name-"))
    assert "else this class is never suggested" in "".join(e.value for e in at.caption)
    at.text_input(key=f"class-name-{new}").set_value("Back school")
    at.button_group(key=f"class-days-{new}").set_value(["tue"])
    at.button_group(key=f"class-trains-{new}").set_value(["back_mobility"]).run()
    assert "else this class is never suggested" not in "".join(e.value for e in at.caption)
    saved(at)
    assert studio_in_force().classes[-1].days == ("tue",)


def test_a_mistake_is_said_and_nothing_is_saved(data):
    at = opened()
    at.text_input(key="class-times-0").set_value("half past six")
    at = saved(at)
    assert 'begins at "half past six", which must look like 18:30' in at.error[0].value.replace("\\", "")
    assert not (data / "studio.toml").exists()


def test_a_logo_is_kept_and_shown():
    at = opened()
    at.file_uploader(key="studio-logo").upload("Our Logo.PNG", png(), "image/png").run()
    saved(at)
    now = studio_in_force()
    assert now.logo == "studio-logo.png"
    assert logo_of(now) == png()
    at = opened()
    at.toggle(key="studio-with-logo").set_value(False).run()
    saved(at)
    assert studio_in_force().logo == ""


def test_a_damaged_logo_stops_no_page():
    save_studio(Studio(name="S", logo="logo.png"), b"no picture")
    opened("settings")
    assert "can't open this picture" in opened().error[0].value


def test_a_file_edited_by_hand_with_a_mistake_is_said_here_and_stops_no_page(data):
    (data / "studio.toml").write_text("name = 'S'\n[[classes]]\nname = 'A'\nkind = 'cardio'\n")
    assert "Allowed here: strength, mobility, movement" in opened().error[0].value.replace("\\", "")
    opened("settings")


def test_a_pin_protects_the_page():
    at = opened()
    at.text_input(key="pin-new").set_value("2718")
    at.text_input(key="pin-again").set_value("2718")
    at.button(key="pin-keep").click().run()
    assert at.text_input(key="studio-name"), "who chose it is in"
    at = opened()
    assert [one.key for one in at.text_input] == ["pin-typed"]
    at.text_input(key="pin-typed").set_value("2718")
    at.button(key="pin-try").click().run()
    assert at.text_input(key="studio-name")


@pytest.mark.parametrize("colour", ["#000000", "#FFFFFF", "#FFFF00", "#0000FF", "#808080"])
def test_any_colour_reads_on_both_themes(colour):
    for theme in (LIGHT, DARK):
        card = rgb_of(theme["card"])
        assert contrast(readable(rgb_of(colour), card), card) >= 4.5
