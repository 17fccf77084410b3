"""The report as JSON. Write the schema anew: FORMCHECK_WRITE_SCHEMA=1 python -m pytest tests/judging/test_report.py"""

import json
import os
from pathlib import Path

import jsonschema
import msgspec
import pytest
from figures import Motion, Shot, analyzed, context, floor_squat, hinge, posed, read
from figures.body import STAND
from figures.motions import DEEP, push_ups
from rows import ROWS

from formcheck.motion.track import Track
from formcheck.schema import SCHEMA_VERSION, Report, json_schema

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"
SAMPLES = {
    "squat": Shot(motion=floor_squat(3)),
    "hinge": Shot(motion=hinge(3), body_yaw_deg=180),
    "front": ROWS["squat", "knee_valgus"].fault,
    "oblique": Shot(motion=floor_squat(1), body_yaw_deg=45),
    "noise": Shot(motion=floor_squat(1), noise_m=0.01),
    "tilted": Shot(motion=posed(DEEP), roll_deg=9),
    "partial": Shot(motion=posed(DEEP, DEEP).cut(first_s=2.0)),
    "push-ups": Shot(motion=push_ups(), size_wh=(960, 540)),
    "nobody": Shot(motion=floor_squat(1), lost_s=((-1, 99),)),
    "standing": Shot(motion=posed(STAND)),
    "no standing": Shot(motion=Motion(((0.0, DEEP), (2.0, DEEP)))),
    "no outline": ROWS["hinge", "lower_back_rounding"].blind,
    "hidden legs": ROWS["hinge", "straight_knee_stoop"].blind,
}


@pytest.fixture(params=[*SAMPLES, "empty"], scope="module")
def report(request):
    if request.param == "empty":
        return read(Track.from_poses([], (540, 960))).report
    return analyzed(SAMPLES[request.param]).report


def test_the_schema_file_is_the_one_of_the_types():
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("FORMCHECK_WRITE_SCHEMA"):
        SCHEMA_FILE.write_text(text, encoding="utf-8")
    assert SCHEMA_FILE.read_text(encoding="utf-8") == text


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_a_report_fits_the_schema(report):
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(json.loads(report.to_json())))
    assert [e.message for e in errors] == []


def test_a_report_comes_back_as_it_was(report):
    text = report.to_json()
    back = Report.from_json(text)
    assert back == report
    assert back.to_json() == text
    assert Report.from_json(text.encode()) == report


def test_nothing_in_a_report_is_not_a_number(report):
    def refuse(name):
        pytest.fail(f"{name} in JSON")

    numbers = json.loads(report.to_json(), parse_constant=refuse)
    assert numbers["schema_version"] == SCHEMA_VERSION

    def every(node):
        if isinstance(node, dict):
            for child in node.values():
                yield from every(child)
        elif isinstance(node, list):
            for child in node:
                yield from every(child)
        else:
            yield node

    assert not any(
        isinstance(leaf, str) and leaf.lower() in ("nan", "inf", "none") for leaf in every(numbers) if leaf != "none"
    )
    # What is unknown in Python must be null, not a number msgspec turned into null on the way.
    assert all(leaf == leaf for leaf in every(msgspec.to_builtins(report)))


def test_numbers_are_rounded_for_reading(report):
    for rep in report.reps:
        for value in (rep.start_s, rep.bottom_s, rep.end_s):
            assert value == round(value, 3)
        assert all(v is None or v == round(v, 1) for v in msgspec.structs.astuple(rep.peak))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": "one"}', "not json"])
def test_other_text_is_not_a_report(text):
    with pytest.raises(msgspec.DecodeError):
        Report.from_json(text)


def test_a_report_cannot_be_changed(report):
    with pytest.raises(AttributeError):
        report.movement = "squat"
    assert report.provenance == context().provenance
