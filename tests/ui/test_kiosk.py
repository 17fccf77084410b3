"""The kiosk's page in each state, by a made-up engine: the right words, the trainer's choices, and never an error."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import formcheck
from formcheck.advice.classes import Studio
from formcheck.advice.screening import KIOSK_FIRST
from formcheck.drawing.scene import contrast
from formcheck.kiosk import engine
from formcheck.kiosk import server as kiosk_server
from formcheck.kiosk.choices import VARIABLE, KioskSettings, from_environment
from formcheck.kiosk.result_text import ResultText
from formcheck.kiosk.service import KioskState
from formcheck.live.cues import Cue
from formcheck.live.framing import Framing
from formcheck.movements import movements
from formcheck.schema import DEPTHS
from formcheck.storage import pin
from formcheck.storage.classes import save_studio
from formcheck.storage.diary_code import MOST_WRONG, WrongCodes
from formcheck.storage.small_files import FOLDER
from formcheck.storage.visit_counts import count_visit
from formcheck.ui.components.qr import qr_svg
from formcheck.ui.components.theme import DARK
from formcheck.wording.findings import row_of
from formcheck.wording.names import VERDICT_NAMES

SQUAT = movements()["squat"]
KIOSK = Path(formcheck.__file__).parent / "kiosk"
APP = KIOSK.parent.parent / "app.py"
RESULT = ResultText(
    headline="Right down",
    depth_steps=(DEPTHS.index("floor"),),
    praise="Hips and legs did the work.",
    cue="Keep your heels down.",
    verdict="watch",
    best=2,
    text="FormCheck: 3 squats",
    code_svg=qr_svg("FormCheck"),
)
IDLE = KioskState(settings=KioskSettings())
STATES = {
    "attract": replace(IDLE, framing=Framing("nobody", "Step in front of the camera.")),
    "approach": replace(IDLE, framing=Framing("turn_sideways", "Turn your side to the camera.")),
    "countdown": replace(IDLE, stage="countdown", left_s=1.2),
    "squatting": replace(IDLE, stage="squatting", done=2, cue=Cue("Keep your heels down.", "watch", 2, 8.0)),
    "result": replace(IDLE, stage="result", left_s=20.0, result=RESULT, still=b"\xff\xd8"),
    "trouble": replace(IDLE, problem="There is no camera 0. Please plug one in or choose another number."),
}
SAID = {
    "attract": (
        SQUAT.kiosk_question,
        SQUAT.kiosk_three,
        "Stand still. It starts on its own.",
        "Nothing is recorded.",
        KIOSK_FIRST,
    ),
    "approach": ("Turn your side to the camera.", "Hold still"),
    "countdown": ("Get ready", SQUAT.kiosk_pace, '"number": "2"'),
    "squatting": ("Keep your heels down.", VERDICT_NAMES["watch"], "2 of 3 done"),
    "result": ("Right down", "Hips and legs did the work.", "Keep your heels down.", "Not a medical assessment."),
    "trouble": ("Back in a moment", "The camera is restarting."),
}


class FakeKiosk:
    def __init__(self):
        self.state, self.chosen = IDLE, []

    def start(self):
        pass

    def choose(self, settings):
        self.chosen.append(settings)
        self.state = KioskState(settings=settings)


@pytest.fixture
def kiosk(monkeypatch, tmp_path):
    fake = FakeKiosk()
    monkeypatch.setattr(engine, "_first", [fake])
    monkeypatch.setattr(kiosk_server, "film", lambda: None)
    monkeypatch.setenv(VARIABLE, "{}")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setattr(pin, "_wrong", WrongCodes())
    return fake


def opened(*, choices=False):
    at = AppTest.from_file(str(APP), default_timeout=20)
    if choices:
        at.session_state["kiosk-choices-open"] = True
    at.run()
    assert not at.exception
    return at


def shown(at):
    """What the browser is given first."""
    return json.loads(at.get("bidi_component")[0].proto.json)


@pytest.mark.parametrize("screen", STATES)
def test_each_state_has_its_screen(kiosk, screen):
    kiosk.state = STATES[screen]
    data = shown(opened())
    text = json.dumps(data["view"])
    assert data["view"]["screen"] == screen
    for words in SAID[screen]:
        assert words in text, words


def test_every_sentence_has_its_place_on_the_screen(kiosk):
    page = "".join((KIOSK / f"screen.{kind}").read_text(encoding="utf-8") for kind in ("html", "js"))
    asked = set(re.findall(r"words\.(\w+)", page))
    assert asked == shown(opened())["view"]["words"].keys()
    idle = re.search(r'<section class="fck-on-attract">.*?</section>', page, re.DOTALL)[0]
    assert 'data-text="words.first"' in idle


@pytest.mark.parametrize("screen", STATES)
def test_no_visitor_reads_an_error(kiosk, screen):
    kiosk.state = replace(STATES[screen], problem="There is no camera 0. Please plug one in or choose another number.")
    text = json.dumps(shown(opened()))
    assert not re.search(r"no camera|error|exception|traceback|diagnos|\brisk", text, re.IGNORECASE)


def test_a_result_outlasts_the_camera(kiosk):
    kiosk.state = replace(STATES["result"], problem="The camera sends no image. We are opening it again.")
    assert shown(opened())["view"]["screen"] == "result"


def test_the_result_carries_picture_scale_and_code(kiosk):
    kiosk.state = STATES["result"]
    result = shown(opened())["view"]["result"]
    assert result["still"].startswith("data:image/jpeg;base64,/9g")
    assert [step["here"] for step in result["scale"]] == [False, False, False, True]
    assert result["qr"].startswith("<svg")
    assert result["text"] == "FormCheck: 3 squats"


def test_a_hinge_has_no_scale_and_is_called_one(kiosk):
    kiosk.state = replace(
        STATES["result"],
        settings=KioskSettings(movement="hinge"),
        result=replace(RESULT, depth_steps=(), headline="3 hip hinges"),
    )
    view = shown(opened())["view"]
    assert view["result"]["scale"] == []
    assert view["words"]["title"] == movements()["hinge"].kiosk_question


def test_choices_are_hidden_until_asked_for(kiosk):
    at = opened()
    assert not at.button
    assert shown(at)["settings"] is False


PIN = "2718"


def menu():
    """The trainer's menu, opened with the PIN."""
    if not pin.has_pin():
        pin.set_pin(PIN)
    at = opened(choices=True)
    at.text_input(key="pin-typed").set_value(PIN)
    at.button(key="pin-try").click().run()
    assert not at.exception
    return at


def test_the_first_to_open_the_settings_chooses_a_pin(kiosk):
    at = opened(choices=True)
    assert not at.segmented_control
    at.text_input(key="pin-new").set_value("1111")
    at.text_input(key="pin-again").set_value("2222")
    at.button(key="pin-keep").click().run()
    assert "not the same" in at.error[0].value
    assert not pin.has_pin()
    at.text_input(key="pin-again").set_value("1111")
    at.button(key="pin-keep").click().run()
    assert pin.is_pin("1111")
    assert at.segmented_control(key="kiosk-language")


def test_nobody_changes_anything_without_the_pin(kiosk):
    pin.set_pin(PIN)
    at = opened(choices=True)
    for _ in range(MOST_WRONG):
        assert not at.segmented_control
        at.text_input(key="pin-typed").set_value("0000")
        at.button(key="pin-try").click().run()
        assert at.error[0].value == "That is not the PIN. Please try again."
    at.text_input(key="pin-typed").set_value(PIN)
    at.button(key="pin-try").click().run()
    assert at.error[0].value.startswith("Too many wrong PINs. Please wait"), "not even the right one"
    assert not at.segmented_control


def test_it_asks_again_the_next_time(kiosk):
    at = menu()
    at.button(key="kiosk-close").click().run()
    at.session_state["kiosk-choices-open"] = True
    at.run()
    assert at.text_input(key="pin-typed")
    assert not at.segmented_control


def test_choices_hold_for_the_engine_and_for_the_next_start(kiosk):
    at = menu()
    assert shown(at)["settings"] is True
    at.segmented_control(key="kiosk-language").set_value("zh")
    at.segmented_control(key="kiosk-movement").set_value("hinge")
    at.segmented_control(key="kiosk-level").set_value("gentle")
    at.text_input(key="kiosk-camera").set_value(" 1 ")
    at.toggle(key="kiosk-voice").set_value(False)
    at.button(key="kiosk-close").click().run()
    wanted = KioskSettings(language="zh", movement="hinge", level="gentle", camera="1", voice=False)
    assert kiosk.chosen == [wanted]
    assert from_environment() == wanted
    assert not at.exception
    assert not at.button
    assert shown(at)["settings"] is False


def test_a_camera_is_a_number(kiosk):
    at = menu()
    at.text_input(key="kiosk-camera").set_value("/etc/passwd")
    at.button(key="kiosk-close").click().run()
    assert kiosk.chosen == []
    assert "Please enter a number" in at.error[0].value


def test_no_path_is_shown(kiosk):
    kiosk.state = KioskState(settings=KioskSettings(camera="/videos/anna/clip.mp4"))
    at = menu()
    said = [*(one.value for one in at.text_input), *(one.placeholder for one in at.text_input)]
    assert not any("anna" in (words or "") for words in [*said, *(one.value for one in at.caption)])


def test_closing_without_a_change_disturbs_nobody(kiosk):
    at = menu()
    at.button(key="kiosk-close").click().run()
    assert kiosk.chosen == []
    assert not at.button


def test_the_trainer_reads_what_is_wrong(kiosk):
    kiosk.state = STATES["trouble"]
    assert menu().warning[0].value.startswith("There is no camera 0")


def test_the_trainer_sees_how_many_came_and_what_was_found(kiosk):
    count_visit(date.today(), ["heels"])
    count_visit(date.today(), ["heels", "depth"])
    at = menu()
    text = " ".join(one.value for one in at.markdown)
    assert "Today: 2 visits" in text
    assert f"{row_of('squat', 'heels').title}: 2 visits" in text


def test_the_screen_is_the_studios(kiosk, tmp_path):
    kiosk.state = replace(STATES["result"], result=replace(RESULT, fitting="Yoga (Monday 18:00)"))
    assert shown(opened())["view"]["studio"] == {"name": "", "address": "", "logo": "", "accent": ""}
    save_studio(Studio(name="Süd", address="Weg 1", colour="#003366", logo="logo.png"), b"\x89PNG")
    view = shown(opened())["view"]
    assert (view["studio"]["name"], view["studio"]["address"]) == ("Süd", "Weg 1")
    assert view["studio"]["logo"].startswith("data:image/png;base64,")
    accent = tuple(bytes.fromhex(view["studio"]["accent"][1:]))
    assert contrast(accent, tuple(bytes.fromhex(DARK["paper"][1:]))) >= 4.5, "dark blue on a dark screen is lightened"
    assert view["result"]["fitting"] == "Yoga (Monday 18:00)"


def test_a_mistake_in_the_studios_file_stops_no_screen(kiosk, tmp_path):
    (tmp_path / "studio.toml").write_text("name = ")
    assert shown(opened())["view"]["studio"]["name"] == ""
