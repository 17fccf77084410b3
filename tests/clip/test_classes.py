"""Rendered classes: everybody is found, followed through crossings, and has an own count."""

import json
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip.pipeline import Analysis, analyze_everybody
from formcheck.media.people import centre_px, trunk_px

CLASSES = Path(__file__).resolve().parents[1] / "clips" / "classes"
FIRST_S = 0.3


@pytest.fixture(scope="module", params=["class_of_six", pytest.param("class_that_crosses", marks=pytest.mark.whole)])
def judged(request) -> dict[str, tuple[dict, Analysis]]:
    """By name: what somebody did, and what was found of whoever stood where they began."""
    truth = json.loads((CLASSES / f"{request.param}.truth.json").read_text(encoding="utf-8"))
    found = list(analyze_everybody(CLASSES / f"{request.param}.mp4"))
    return {one["person_name"]: (one, _at(found, one["hips_px"])) for one in truth["everybody"]} | {
        "everybody": (truth, found)
    }


def _at(found: list[Analysis], hips_px: list[int]) -> Analysis | None:
    """Who stood there when the clip began."""
    for one in found:
        start = one.seen.image_px[(one.seen.t_s <= FIRST_S) & one.seen.seen]
        if len(start):
            off_px = np.linalg.norm(np.median(centre_px(start), axis=0) - hips_px)
            if off_px < 0.5 * np.median(trunk_px(start)):
                return one
    return None


def test_everybody_is_found_once(judged) -> None:
    truth, found = judged["everybody"]
    assert len(found) == len(truth["everybody"])
    for name, (one, analysis) in judged.items():
        assert name == "everybody" or one["hips_px"][0] > truth["width"] or analysis is not None, name


def test_each_has_their_own_count_and_movement(judged) -> None:
    for name, (one, analysis) in judged.items():
        if name == "everybody" or analysis is None:
            continue
        counted, report = analysis.report.summary, analysis.report
        assert counted.reps_complete + counted.reps_partial == len(one["reps"]), name
        assert counted.reps_partial <= 1, name  # hidden on its way by who walks past
        assert all(rep.movement == one["movement"] for rep in report.reps), name


def test_who_only_walks_through_does_nothing(judged) -> None:
    truth, found = judged["everybody"]
    outside = [one for one in truth["everybody"] if one["hips_px"][0] > truth["width"]]
    own = [analysis for _, analysis in judged.values() if isinstance(analysis, Analysis)]
    others = [one for one in found if not any(one is known for known in own)]
    assert len(others) == len(outside)
    assert all(one.report.summary.reps_complete == 0 for one in others)


def test_faults_are_found_where_they_were_played(judged) -> None:
    """Of every clear fault at least one repetition: others may be hidden by who walks past."""
    for name, (one, analysis) in judged.items():
        if name == "everybody" or analysis is None:
            continue
        played = {fault["check"] for fault in one["faults"]}
        found = {finding.check for finding in analysis.report.findings if finding.verdict == "fault"}
        assert played <= found, (name, found)
