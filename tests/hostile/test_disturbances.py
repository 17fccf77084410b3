"""A film that is disturbed is judged as before, or not at all."""

from collections import Counter
from functools import cache

import numpy as np
import pytest

from formcheck.cli.accuracy.comparing import Judged
from formcheck.cli.accuracy.truth import ENDING, Truth, read_truth
from formcheck.clip.pipeline import Analysis, analyze_clip
from formcheck.settings import AnalysisOptions
from hostile.bench import CLIPS, film, judge, lines, outcome, shown
from hostile.disturbances import DISTURBANCES, disturbed

CLIP = "hands_squat_palms_over_the_kneecaps_kemi"


@cache
def plain() -> tuple[Analysis, Truth]:
    return analyze_clip(CLIPS / f"{CLIP}.mp4", AnalysisOptions()), read_truth(CLIPS / f"{CLIP}{ENDING}")


@pytest.mark.parametrize("kind", DISTURBANCES)
def test_each_does_something_to_the_pictures_and_keeps_their_times(kind):
    frames = list(shown(*plain()))[:40]
    made = list(disturbed(frames, DISTURBANCES[kind]))
    assert {t_s for _, t_s in made} <= {one.t_s for one in frames}
    same = [np.array_equal(image, one.image) for image, one in zip((m[0] for m in made), frames, strict=False)]
    assert (len(made) == len(frames) and all(same)) == (kind == "as filmed")


def test_what_counts_as_wrong():
    def of(expected, verdict):
        return outcome(Judged("heels", 0, expected, verdict))

    assert [of("clean", verdict) for verdict in ("good", "watch", "fault")] == ["right", "watched", "wrong"]
    assert [of("required", verdict) for verdict in ("good", "watch", "fault")] == ["wrong", "right", "right"]
    assert of("required", "not_assessed") == "untold"
    assert of("mild", "good") is None


def test_the_mirror_changes_left_and_right_and_nothing_else(tmp_path):
    seen, truth = plain()
    mirrored = analyze_clip(film(seen, truth, "mirrored", tmp_path / "film.mp4"), AnalysisOptions()).report
    assert {seen.report.view.near_side, mirrored.view.near_side} == {"left", "right"}
    assert len(mirrored.reps) == len(seen.report.reps)
    for one, other in zip(seen.report.findings, mirrored.findings, strict=True):
        assert (one.check, one.rep) == (other.check, other.rep)
        assert {one.verdict, other.verdict} != {"good", "fault"}
    for one, other in zip(seen.report.reps, mirrored.reps, strict=True):
        assert one.peak.knee_flexion_deg == pytest.approx(
            other.peak.knee_flexion_deg, abs=6
        )  # the pose model itself sees a mirror image a little differently


@pytest.mark.parametrize("kind", ["2 pictures a second", "legs cut off", "pole behind the hips"])
def test_what_cannot_be_seen_is_not_judged_wrongly(kind, tmp_path):
    counts, wrong = judge(film(*plain(), kind, tmp_path / "film.mp4"), plain()[1])
    assert wrong == []
    assert counts["untold"] > 0


def test_the_table_counts_people_and_not_verdicts() -> None:
    people = [(f"person {number}", Counter(right=9, wrong=number == 0)) for number in range(5)]
    said = list(lines({"as filmed": [("person 0", Counter(wrong=50))], "dark": people}))
    assert said[2] == "| as filmed | 0 | 50 | 0 | 0 |"
    assert said[4] == "| all disturbed | 45 | 1 | 0 | 0 |"
    assert said[-1] == "Of 46 sure verdicts on disturbed films 1 are wrong: 2.2 % (0.0 to 6.2 %, over 5 people)."
