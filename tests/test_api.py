"""What programs build on: the names, what they take, and that reaching for one imports no more than it needs."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

from figures import Shot, analyzed, floor_squat

import formcheck
from formcheck import api

ROOT = Path(__file__).resolve().parent.parent
#: Whoever takes a name or a parameter away breaks programs: that needs a new version and a line in CHANGELOG.md.
PROMISED = {
    "analyze_clip": "path options on_progress calibration threads",
    "analyze_everybody": "path options on_progress on_found threads",
    "analyze_track": "track options name pose_model calibration",
    "known_checks": "",
    "headline": "report",
    "json_schema": "",
    "known_movements": "",
    "read_calibration": "path",
    "read_report": "path",
    "sample_clips": "",
    "tidy_tables": "analyzed",
    "track_from_landmarks": "t_s image_px size_wh world_m visibility near",
    "words": "finding",
    "write_annotated": "analysis out_path on_progress",
    "write_mot": "analyzed path",
    "write_trc": "analyzed path height_m",
}
PROMISED_CLASSES = {
    "Analysis": "path options analyzed seen facts together report track angles",
    "AnalysisOptions": "movement model person angles level language clinician_limits own_limits faces video",
    "Analyzed": "report track seen_track angles takes spans context view back",
    "Angles": "t_s near left right back near_side near_bands columns is_near",
    "Calibration": "format made_from behind offset_deg",
    "Check": "id title limit view measure priority safety core",
    "ClinicianLimits": "knee_flexion_deg trunk_inclination_deg hinge hands",
    "Finding": "check movement rep verdict value limit t_s confidence band abstain notes unit",
    "LiveSession": "look snapshot report stills restart close",
    "LiveSnapshot": "t_s framing counting movement phase reps findings depth angles cue fps problem",
    "Movement": "name title short checks check",
    "OwnLimit": "movement check good fault source",
    "Pose": "t_s image_px world_m visibility silhouette sole_deg own_edge seen unseen",
    "Progress": "stage done total",
    "Rep": "index movement start_s bottom_s end_s partial depth peak tempo view supports",
    "Report": "schema_version clip movement view quality baseline reps findings summary provenance to_json from_json",
    "Summary": "outcome counts findings went_well not_assessed reps_complete reps_partial depth",
    "Track": "t_s image_px world_m visibility silhouette size_wh sole_deg own_edge cut seen",
    "VideoSettings": (
        "long_side_px downsample_above_fps downsample_to_fps min_side_px most_pixels longest_s from_s to_s min_frames"
    ),
}
#: What a program writes when it makes one.
PROMISED_CONSTRUCTORS = {
    "AnalysisOptions": PROMISED_CLASSES["AnalysisOptions"],
    "ClinicianLimits": PROMISED_CLASSES["ClinicianLimits"],
    "LiveSession": "options mirrored outline words calibration estimator",
    "OwnLimit": PROMISED_CLASSES["OwnLimit"],
    "Pose": "t_s image_px world_m visibility silhouette sole_deg own_edge",
    "Track": "t_s image_px world_m visibility silhouette size_wh sole_deg own_edge",
    "VideoSettings": PROMISED_CLASSES["VideoSettings"],
}
ERRORS = {
    "BadChoice",
    "FormcheckError",
    "ModelMissing",
    "NoVideoStream",
    "OutOfSpace",
    "OutputError",
    "PartMissing",
    "UnreadableVideo",
    "VideoError",
    "VideoNotFound",
    "VideoTooLarge",
    "VideoTooSmall",
}
CONSTANTS = {"LANDMARKS", "SCHEMA_VERSION"}


def test_the_names_are_the_promised_ones() -> None:
    assert set(api.__all__) == {*PROMISED, *PROMISED_CLASSES, *ERRORS, *CONSTANTS}


def test_no_name_is_hidden_by_a_package_of_the_same_name() -> None:
    packages = {path.stem for path in (ROOT / "formcheck").iterdir()}
    assert packages & set(api.__all__) == set()


def test_functions_and_constructors_take_what_was_promised() -> None:
    promised = PROMISED | PROMISED_CONSTRUCTORS
    taken = {name: " ".join(inspect.signature(getattr(formcheck, name)).parameters) for name in promised}
    assert taken == promised


def test_classes_have_what_was_promised() -> None:
    lacking = {
        f"{name}.{part}"
        for name, parts in PROMISED_CLASSES.items()
        for part in parts.split()
        if not hasattr(getattr(formcheck, name), part)
        and part not in getattr(getattr(formcheck, name), "__annotations__", {})
    }
    assert lacking == set()


def test_a_path_may_be_text_everywhere(tmp_path: Path) -> None:
    """What is written or read is the same by a text's path; no function takes a `Path` alone."""
    answer = analyzed(Shot(motion=floor_squat(1)))
    for write, ending in ((formcheck.write_trc, "trc"), (formcheck.write_mot, "mot")):
        write(answer, f"{tmp_path}/a.{ending}")
        assert (tmp_path / f"a.{ending}").stat().st_size > 1000
    for name in PROMISED:
        taken = inspect.signature(getattr(formcheck, name)).parameters.values()
        assert [one.name for one in taken if one.annotation is Path] == [], name


def test_every_public_name_says_what_it_is() -> None:
    undocumented = [name for name in {*api.__all__} - CONSTANTS if not inspect.getdoc(getattr(formcheck, name))]
    assert undocumented == []


def test_the_stub_lists_every_name_for_type_checkers() -> None:
    stub = ast.parse((ROOT / "formcheck" / "__init__.pyi").read_text(encoding="utf-8"))
    imported = {alias.name for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert imported == set(api.__all__) == set(dir(formcheck)) & set(api.__all__)
    assert (ROOT / "formcheck" / "py.typed").is_file()


def test_importing_is_cheap_and_the_registry_needs_no_pose_model() -> None:
    code = (
        "import sys, formcheck\n"
        "assert not {'numpy', 'mediapipe', 'cv2', 'streamlit', 'pyarrow'} & set(sys.modules)\n"
        "assert 'squat' in formcheck.known_movements() and formcheck.known_checks()\n"
        "formcheck.analyze_clip, formcheck.LiveSession, formcheck.analyze_track\n"
        "assert not {'streamlit', 'sqlalchemy', 'starlette', 'distributed'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True)
