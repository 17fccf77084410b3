"""The Check page, run by Streamlit's own harness against a made-up analysis."""

import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import formcheck
from formcheck.coaching import report as r
from formcheck.coaching.calibration import Calibration
from formcheck.errors import UnreadableVideo
from formcheck.records.calibrations import calibration_json
from formcheck.ui import parts, running, samples

APP = Path(formcheck.__file__).parent.parent / "app.py"
# What nobody may read here: this is no medical tool.
NEVER = r"diagnos|detect|screen(ed|ing)? for|\btreat|\bcure|prevent|weak glutes|\bdisc\b|dangerous|risk|mortality"


def finding(check, verdict, rep=None, value=None, unit="deg", limit=None, reason="Because it looked so."):
    title = check.replace("_", " ").capitalize()
    return r.Finding(
        check=check,
        title=title,
        rep=rep,
        verdict=verdict,
        value=value,
        unit=unit,
        limit=limit,
        t_s=1.0,
        confidence=0.8,
        reason=reason,
    )


def rep(index, *, partial=False):
    return r.Rep(
        index=index,
        movement="squat",
        start_s=index * 2.0,
        bottom_s=index * 2.0 + 1,
        end_s=index * 2.0 + 2,
        partial=partial,
        depth=None if partial else "below_parallel",
        peak=r.Peak(
            knee_flexion_deg=112.4,
            hip_flexion_deg=101.0,
            trunk_inclination_deg=33.0,
            tibia_inclination_deg=None,
            thigh_to_horizontal_deg=-4.0,
        ),
        tempo=r.Tempo(descent_s=1.2, bottom_s=0.3, ascent_s=0.9),
    )


def people(count):
    return tuple(
        r.PersonSeen(person=i + 1, box=(0.6 * i, 0.1, 0.6 * i + 0.3, 0.9), share_seen=1.0) for i in range(count)
    )


def report(name="clip.mp4", crowd=1, person=1):
    limit = r.LimitUsed(good=12, fault=25, bad="above", source="made up")
    return r.Report(
        schema_version=r.SCHEMA_VERSION,
        clip=r.Clip(
            name=name,
            duration_s=8.0,
            fps=30,
            width=540,
            height=960,
            rotation_deg=0,
            codec="h264",
            frames_analysed=240,
        ),
        movement="squat",
        view=r.View(kind="left", yaw_deg=4, roll_deg=None, near_side="left"),
        quality=r.Quality(
            level="good", detected_share=1, people=people(crowd), person=person, notes=("The last second was cut.",)
        ),
        baseline=r.Baseline(found=True),
        reps=(rep(1), rep(2), rep(3, partial=True)),
        findings=(
            finding("depth", "good", rep=1),
            finding("hips_first", "watch", rep=1, value=15, limit=limit),
            finding("hips_first", "fault", rep=2, value=31, limit=limit, reason="Your hips rose before your chest."),
            finding("heels", "not_assessed", reason="never shown as a card"),
        ),
        summary=r.Summary(
            headline="Two squats, deep and steady.",
            went_well=("Heels stayed down.",),
            work_on=("Let the chest rise with the hips.",),
            not_assessed={"heels": "The feet were out of the picture: film the whole body."},
            reps_complete=2,
            reps_partial=1,
        ),
        provenance=r.Provenance(
            formcheck_version="0", model="full", model_sha256="0", libraries={}, settings={}, limits={}
        ),
    )


@dataclass
class FakePipeline:
    """Stands in for formcheck.pipeline and notes what it was asked."""

    crowd: int = 1
    error: Exception | None = None

    def __post_init__(self):
        self.asked = []
        self.calibrations = []
        self.seen = []

    def analyze_clip(self, path, options, on_progress=None, calibration=None):
        self.calibrations.append(calibration)
        for stage, done in (("looking", 0), ("measuring", 5), ("judging", 10)):
            on_progress(SimpleNamespace(stage=stage, done=done, total=10))
        self.asked.append(options)
        self.seen.append((path, path.read_bytes()))
        if self.error:
            raise self.error
        angles = SimpleNamespace(columns=lambda: {"t_s": np.array([0.0, 0.1]), "knee_flexion_deg": np.array([5, 9.0])})
        person = options.person or 1
        analyzed = SimpleNamespace(back=None, angles=SimpleNamespace(near_side=None))
        return SimpleNamespace(report=report(path.name, self.crowd, person), angles=angles, analyzed=analyzed)

    def write_annotated(self, analysis, out_path, on_progress=None):
        on_progress(SimpleNamespace(stage="drawing", done=1, total=None))
        Path(out_path).write_bytes(b"a video")


@pytest.fixture
def pipeline(monkeypatch):
    fake = FakePipeline()
    module = ModuleType("formcheck.pipeline")
    module.analyze_clip = lambda *args: fake.analyze_clip(*args)
    module.write_annotated = lambda *args: fake.write_annotated(*args)
    monkeypatch.setitem(sys.modules, "formcheck.pipeline", module)
    monkeypatch.setattr(formcheck, "pipeline", module, raising=False)
    return fake


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two samples, one without its truth, and a place for temporary files that can be looked at."""
    place = tmp_path / "samples"
    place.mkdir()
    for name in ("hands_on_knees_side", "floor_squat_front"):
        (place / f"{name}.mp4").write_bytes(name.encode())
    (place / "hands_on_knees_side.truth.json").write_text(json.dumps({"reps": [{"bottom_s": 2.45}]}))
    monkeypatch.setattr(samples, "FOLDERS", (tmp_path / "missing", place))
    monkeypatch.setattr(samples, "poster", lambda path, at_s: np.full((30, 40, 3), int(at_s * 50), np.uint8))
    (tmp_path / "private").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    return tmp_path


@pytest.fixture
def page(pipeline, folder):
    at = AppTest.from_file(str(APP), default_timeout=20).run()
    assert not at.exception
    return at


def words(at):
    """Everything on the page that can be read."""
    kinds = ("title", "subheader", "markdown", "caption", "error", "metric", "button", "html", "download_button")
    found = [element for kind in kinds for element in at.get(kind)]
    text = [str(getattr(e, "value", "")) + str(getattr(e, "label", "")) + str(getattr(e, "body", "")) for e in found]
    return "\n".join([*text, *(at_text(e) for e in at.get("badge"))])


def at_text(element):
    return str(element.proto)


def choose_sample(at, name="hands_on_knees_side"):
    at.button(key=f"sample-{name}").click()
    return at.run()


def test_opens_with_samples_and_nothing_done(page, pipeline):
    assert [button.label for button in page.button] == ["Floor squat · front", "Hands on knees · side"]
    assert page.get("file_uploader")
    assert pipeline.asked == []


def test_opens_where_a_wheel_puts_it(pipeline, folder):
    installed = folder / "_app" / "app.py"
    installed.parent.mkdir()
    installed.write_bytes(APP.read_bytes())
    at = AppTest.from_file(str(installed), default_timeout=20).run()
    assert not at.exception
    assert at.title[0].value == "FormCheck"


def test_opens_without_any_sample(pipeline, folder, monkeypatch):
    monkeypatch.setattr(samples, "FOLDERS", ())
    at = AppTest.from_file(str(APP), default_timeout=20).run()
    assert not at.exception
    assert at.get("file_uploader")
    assert "try one" not in words(at)


def test_a_sample_shows_what_was_seen(page, pipeline):
    at = choose_sample(page)
    assert not at.exception
    assert not at.error
    text = words(at)
    for said in (
        "Two squats, deep and steady.",
        "Heels stayed down.",
        "Let the chest rise with the hips.",
        "Your hips rose before your chest.",
        "Work on this",
        "Good",
        "measured 31°, good is at most 12°",
        "The last second was cut.",
        "not a medical assessment",
    ):
        assert said in text, said
    assert at.get("video")[0].proto.url
    assert pipeline.asked[0].movement == "auto"
    assert pipeline.seen[0][1] == b"hands_on_knees_side"


def test_repetitions_are_a_table(page):
    table = choose_sample(page).dataframe[0].value
    assert list(table["Rep"]) == [1, 2, 3]
    assert list(table["Depth"]) == ["Below parallel", "Below parallel", "Cut off"]
    assert table["Knee"][0] == "112°"
    assert table["Shin"][0] == "–"
    assert table["Down"][0] == "1.2 s"


def test_reasons_for_not_judging_are_shown(page):
    text = words(choose_sample(page))
    assert "Not judged in this clip" in text
    assert "**Heels:** The feet were out of the picture" in text.replace("\\:", ":")
    assert "never shown as a card" not in text


def test_results_can_be_taken_home(page):
    at = choose_sample(page)
    assert [button.label for button in at.get("download_button")] == ["Video", "Report", "Angles"]


def test_nothing_is_promised_that_only_a_doctor_may(page):
    assert not re.search(NEVER, words(page) + words(choose_sample(page)), re.IGNORECASE)


def test_an_upload_is_analysed_and_not_kept(page, pipeline, folder):
    at = page.file_uploader[0].upload("../My squat?.mov", b"frames", "video/quicktime").run()
    assert not at.exception
    path, content = pipeline.seen[0]
    assert content == b"frames"
    assert path.name.endswith("My squat_.mov")
    assert path.is_relative_to(folder / "private")
    assert list((folder / "private").iterdir()) == []
    assert "Two squats" in words(at)


def test_clicks_do_not_analyse_again_and_new_choices_do(page, pipeline):
    at = choose_sample(page)
    at.run()
    assert len(pipeline.asked) == 1
    at.segmented_control(key="movement").set_value("hinge").run()
    at.radio(key="model").set_value("lite").run()
    assert [(o.movement, o.model) for o in pipeline.asked] == [("auto", "full"), ("hinge", "full"), ("hinge", "lite")]
    at.segmented_control(key="movement").set_value("auto").run()
    at.radio(key="model").set_value("full").run()
    assert len(pipeline.asked) == 4  # auto with lite was new; auto with full was remembered


@pytest.mark.parametrize(
    ("crowd", "places"),
    [(3, ["Left", "Middle", "Right"]), (4, [f"{i} from the left" for i in (1, 2, 3, 4)])],
)
def test_people_are_told_apart_by_their_place(page, pipeline, crowd, places):
    pipeline.crowd = crowd
    at = choose_sample(page)
    assert next(control for control in at.segmented_control if "people" in control.label).options == places


def test_one_of_several_people_can_be_chosen(page, pipeline):
    pipeline.crowd = 2
    at = choose_sample(page)
    choice = next(control for control in at.segmented_control if "people" in control.label)
    assert choice.options == ["Left", "Right"]
    choice.set_value(2).run()
    assert [options.person for options in pipeline.asked] == [None, 2]


def test_one_person_is_not_a_choice(page):
    assert [control.label for control in choose_sample(page).segmented_control] == ["Movement"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (UnreadableVideo("This is no video: use an mp4."), "This is no video: use an mp4."),
        (RuntimeError("secret path /root"), "Sorry, something went wrong"),
    ],
)
def test_an_error_is_one_sentence_and_the_page_goes_on(page, pipeline, error, sentence, caplog):
    pipeline.error = error
    at = choose_sample(page)
    assert not at.exception
    assert [e.value.startswith(sentence) for e in at.error] == [True]
    assert "secret" not in words(at)
    assert ("secret" in caplog.text) == isinstance(error, RuntimeError)
    pipeline.error = None
    at = choose_sample(at, "floor_squat_front")
    assert not at.error
    assert "Two squats" in words(at)


def test_back_to_another_clip(page, pipeline):
    at = choose_sample(page)
    at.button(key="another").click().run()
    assert at.button(key="sample-floor_squat_front")
    choose_sample(at)
    assert len(pipeline.asked) == 1


def test_findings_are_gathered_worst_first():
    results = parts.by_check(report().findings)
    assert [(result.check, result.verdict) for result in results] == [("hips_first", "fault"), ("depth", "good")]
    assert [f.rep for f in results[0].findings] == [2, 1]


def test_names_of_files_are_not_markup():
    assert parts.plain("a*b[c](d)$e$") == r"a\*b\[c\](d)\$e\$"


@pytest.fixture
def own(monkeypatch):
    """A guided recording: what the clip teaches of the person's back."""
    found = Calibration(format=1, made_from="me.mp4", behind=(0.1,) * 25, offset_deg=4.0)
    monkeypatch.setattr(running, "calibrate", lambda analyzed: found)
    return found


def test_a_clip_without_the_guided_recording_offers_no_calibration(page):
    at = choose_sample(page)
    assert "calibration" not in words(at).lower()


def test_a_guided_recording_can_be_used_at_once_and_left_out_again(page, pipeline, own):
    at = choose_sample(page)
    assert "can be your calibration" in words(at)
    assert any("Keep it as a file" in str(button.proto) for button in at.get("download_button"))
    at.button(key="calibrate").click().run()
    assert not at.exception
    assert pipeline.calibrations == [None, own]
    assert "by your own calibration" in words(at)
    assert "can be your calibration" not in words(at)
    at.button(key="without-calibration").click().run()
    assert pipeline.calibrations == [None, own]  # the first result is remembered
    assert "can be your calibration" in words(at)


def test_a_calibration_can_be_brought_along_and_a_wrong_file_is_said(page, pipeline, own):
    upload = next(one for one in page.file_uploader if "calibration" in one.label)
    at = upload.upload("me.calibration.json", b"{}", "application/json").run()
    assert not at.exception
    assert "is not a calibration" in words(at)
    upload = next(one for one in at.file_uploader if "calibration" in one.label)
    at = upload.upload("me.calibration.json", calibration_json(own), "application/json").run()
    assert "by your own calibration" in words(at)
    choose_sample(at)
    assert pipeline.calibrations == [own]
