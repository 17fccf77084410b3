"""The example of how to add a person, a fault and a clip: its truth is what it says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sample_videos.render.example import IDA, example
from sample_videos.render.figure import figure_of
from sample_videos.render.people import PEOPLE, add_person
from sample_videos.render.record import truth_text
from tests.sample_videos.bodies import needs_body

README = (Path(__file__).resolve().parents[2] / "sample_videos" / "README.md").read_text("utf-8")


@needs_body
def test_its_truth_is_what_the_page_says() -> None:
    spec = example()
    truth = json.loads(truth_text(spec, figure_of(spec.judged.who)))
    sizes = {one["check"]: (one["rep"], one["size"]) for one in truth["faults"]}
    assert sizes == {"heels": (1, 0.22), "lower_back_rounding": (1, 40.0)}
    assert "heels 0.22 foot lengths up and 40 degrees of lumbar flexion in the second" in README


def test_nobody_takes_the_name_of_somebody_else() -> None:
    add_person(IDA)
    add_person(IDA)
    assert PEOPLE["ida"] == IDA
    with pytest.raises(ValueError, match="another name"):
        add_person(replace(IDA, name="mara"))
