"""Reports that earlier versions wrote: kept files, each of which stays readable or is refused in one sentence.

``release/release.py`` adds one with each release.
"""

import json
from pathlib import Path

import jsonschema
import pytest

from formcheck.errors import BadChoice
from formcheck.schema import SCHEMA_VERSION, json_schema
from formcheck.storage.kept_reports import read_report
from formcheck.wording.summary import headline

KEPT = sorted((Path(__file__).parent / "kept").glob("*.json"))
READABLE = [path for path in KEPT if json.loads(path.read_text("utf-8"))["schema_version"] == SCHEMA_VERSION]


def test_there_are_old_ones_of_both_kinds():
    assert len(READABLE) >= 3
    assert set(KEPT) - set(READABLE)


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_an_old_report_is_read_said_and_fits_the_schema(path):
    report = read_report(path)
    assert report.summary.reps_complete == 2
    assert {f.verdict for f in report.findings if f.check == "hands_on_knees"} == {"fault"}
    assert "hands" in headline(report).text.lower()
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(path.read_text("utf-8")))


def test_a_report_of_another_version_is_refused_in_one_sentence():
    (other,) = set(KEPT) - set(READABLE)
    with pytest.raises(BadChoice, match=r"another version \(1, here 2\)\. Please check the video again\.$"):
        read_report(other)


@pytest.mark.parametrize("content", ["", "{}", '{"schema_version": 2}', "[1]", '{"schema_version": "x"}'])
def test_what_is_no_report_is_refused_in_one_sentence(content, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(BadChoice, match=r"a\.json is not a report of FormCheck"):
        read_report(path)
    with pytest.raises(BadChoice, match="there is no such"):
        read_report(tmp_path / "gone" / "b.json")


def test_a_field_that_a_newer_version_added_is_passed_over(tmp_path):
    newer = json.loads(READABLE[-1].read_text("utf-8")) | {"of_the_future": 1}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(newer))
    assert read_report(path) == read_report(READABLE[-1])
