"""What sample_videos/README.md and the card of the benchmark say of sets, depths, licence and adding a clip is true."""

import re
from pathlib import Path

import pytest

from formcheck.cli.accuracy.command import Job, choose
from formcheck.judging.depth import FLOOR_KNEE_DEG, PARALLEL_DEG, depth_of
from sample_videos.render import bench_set, moves, people
from sample_videos.render.__main__ import SETS
from sample_videos.render.assets import body_data
from sample_videos.render.faults import LEVEL_DEG, RESTING_KNEE_DEG, RESTING_THIGH_DEG, thigh_class
from sample_videos.render.figure import figure_of
from sample_videos.render.record import truth_record
from tests.sample_videos.bodies import needs_body

ROOT = Path(__file__).parents[2]
README = (ROOT / "sample_videos" / "README.md").read_text(encoding="utf-8")
CARD = (ROOT / "docs" / "benchmark.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """From a heading to the next one."""
    return re.split(r"^#+ ", README.split(f" {title}\n")[1], flags=re.MULTILINE)[0]


def test_the_limits_of_both_namings_are_told_apart() -> None:
    shown = section("The word for the depth")
    for row in (
        f"| `above_parallel` | thigh above {LEVEL_DEG:g} | thigh above {PARALLEL_DEG:g} |",
        f"| `parallel` | within {LEVEL_DEG:g} | from {PARALLEL_DEG:g} down to above -{PARALLEL_DEG:g} |",
        f"| `below_parallel` | below -{LEVEL_DEG:g} | -{PARALLEL_DEG:g} and lower |",
        f"| `floor` | and knee {RESTING_KNEE_DEG:g} or more, thigh {RESTING_THIGH_DEG:g} or lower "
        f"| and knee {FLOOR_KNEE_DEG:g} or more |",
    ):
        assert row in shown
    assert "README.md#the-word-for-the-depth" in CARD


@pytest.mark.parametrize(
    ("thigh", "knee", "word", "scored"),
    [
        (8.1, 100, "above_parallel", "above_parallel"),
        (8.0, 100, "parallel", "above_parallel"),
        (5.0, 100, "parallel", "parallel"),
        (-4.9, 150, "parallel", "parallel"),
        (-5.0, 139, "parallel", "below_parallel"),
        (-8.0, 140, "parallel", "floor"),
        (-8.1, 124, "below_parallel", "below_parallel"),
        (-9.9, 140, "below_parallel", "floor"),
        (-10.0, 125, "floor", "below_parallel"),
        (-10.0, 140, "floor", "floor"),
    ],
)
def test_a_squat_has_a_word_and_a_scored_class(thigh: float, knee: float, word: str, scored: str) -> None:
    assert (thigh_class(thigh, knee), depth_of(thigh, knee)) == (word, scored)


def test_as_many_words_differ_from_what_is_scored_as_is_said() -> None:
    with_depth = [truth for _, truth in choose(Job()) if truth.depth is not None]
    others = sum(truth.depth != truth.shallowest for truth in with_depth)
    assert f"In {others} of the {len(with_depth)} test clips" in section("The word for the depth")
    assert all(truth.depth in (None, truth.shallowest) for _, truth in choose(Job(clip_set="samples")))


def test_every_set_can_be_found_and_the_limits_are_told_once() -> None:
    shown = section("Rendering them again")
    assert [name for name in SETS if name != "all" and f"--set {name} " not in shown] == []
    assert README.count("helmets and sheets of hair") == 1


@needs_body
def test_the_licence_of_the_clips_is_that_of_the_data_they_are_made_of() -> None:
    assert (body_data() / "LICENSE.md").read_text(encoding="utf-8").startswith("# Creative Commons CC0 1.0 Universal")
    assert "CC0-1.0" in section("Origin and licence")
    assert "| Licence | videos and truth files CC0-1.0" in CARD
    assert "(../CITATION.cff)" in CARD


@needs_body
def test_the_example_makes_the_clip_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = section("Adding a person, a fault and a clip")
    person, fault, clip = re.findall(r"```python\n(.*?)```", shown, re.DOTALL)
    added = eval(person, vars(people))
    monkeypatch.setitem(people.PEOPLE, added.name, added)
    for check, bottoms in eval(f"{{{fault}}}", vars(moves)).items():
        assert check not in moves.SQUAT_FAULTS, "the example adds what is there already"
        monkeypatch.setitem(moves.SQUAT_FAULTS, check, bottoms)
    spec = eval(clip, vars(bench_set))
    truth = truth_record(spec, figure_of(spec.judged.who))
    assert f"{spec.name}.mp4" in shown
    assert f'"reps": {truth["reps"]}'.replace("'", '"') in shown
    assert f'"faults": [{truth["faults"][0]}'.replace("'", '"') in shown
    sizes = [round(one["size"]) for one in truth["faults"] if one["check"] == "trunk_lean"]
    assert f"leans by {sizes[0]} degrees, the second by {sizes[1]}" in shown
