"""What the user reads: short, ranked, and without the words a coaching tool must not use."""

import ast
from pathlib import Path

import made_reports
import numpy as np
import pytest
from figures import DEEP, HINGE, PARALLEL, SHALLOW, Shot, analyzed, floor_squat, hinge, posed
from figures.motions import push_ups
from forbidden import NEVER
from rows import ROWS

from formcheck.wording.summary import DEPTH_WORDS, summary

ROOT = Path(__file__).resolve().parents[2]


def spoken(path):
    """String constants of a file that are not docstrings: (line, text)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                silent.add(first.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node.lineno, node.value


SPEAKING = sorted(
    p
    for room in ("measures", "movements", "judging", "wording", "advice", "live", "kiosk", "ui")
    for p in (ROOT / "formcheck" / room).rglob("*.py")
)


@pytest.mark.parametrize("path", SPEAKING, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_no_forbidden_word_is_written(path):
    found = [f"{line}: {text}" for line, text in spoken(path) if NEVER.search(text)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "We detected a fault",
        "this prevents injury",
        "your disc",
        "Treatment plan",
        "screen for weakness",
        "weak glutes",
    ],
)
def test_forbidden_words_are_noticed(text):
    assert NEVER.search(text)


@pytest.mark.parametrize("text", ["You used your hands to stand up.", "a discreet, secure screen", "obscured"])
def test_harmless_words_pass(text):
    assert not NEVER.search(text)


def sentences(report):
    yield report.summary.headline
    yield from (*report.summary.went_well, *report.summary.work_on, *report.summary.not_assessed.values())
    yield from report.quality.notes
    yield from (f.reason for f in report.findings)


def test_no_forbidden_word_is_said():
    for key, row in ROWS.items():
        for shot in (row.good, row.fault, row.blind):
            for text in sentences(analyzed(shot, key[0]).report):
                assert not NEVER.search(text), text
                assert "nan" not in text.lower().split()
                assert "{" not in text
                assert "  " not in text


@pytest.mark.parametrize(("bottom", "words"), [(DEEP, "floor"), (PARALLEL, "parallel"), (SHALLOW, "above_parallel")])
def test_the_headline_counts_and_says_how_deep(bottom, words):
    headline = analyzed(Shot(motion=posed(bottom, bottom))).report.summary.headline
    assert headline.startswith(f"2 squats, {DEPTH_WORDS[words]}")


def test_one_is_not_plural():
    assert analyzed(Shot(motion=hinge(1))).report.summary.headline.startswith("1 hip hinge,")


def test_a_fault_is_in_the_headline_and_first_to_work_on():
    report = analyzed(ROWS["hinge", "lower_back_rounding"].fault).report
    assert report.summary.work_on
    assert len(report.summary.work_on) <= 2
    assert "back" in report.summary.headline


def test_what_was_not_judged_has_its_reason():
    report = analyzed(Shot(motion=floor_squat(3), body_yaw_deg=90)).report
    told = report.summary.not_assessed
    assert set(told) == {f.check for f in report.findings if f.verdict == "not_assessed"}
    assert all(reason.endswith(".") for reason in told.values())


def test_other_movements_say_so():
    headline = analyzed(Shot(motion=push_ups(), size_wh=(960, 540))).report.summary.headline
    assert "not a squat or a hip hinge" in headline


def test_only_a_partial_repetition_says_so():
    motion = posed(HINGE)
    summary_ = analyzed(Shot(motion=motion.cut(last_s=motion.reps[0].bottom_to_s))).report.summary
    assert (summary_.reps_complete, summary_.reps_partial) == (0, 1)
    assert "part of a repetition" in summary_.headline


def finding(check, verdict, rep, confidence=0.9):
    return made_reports.finding(check, verdict, rep, confidence=confidence, reason=f"{check} {verdict} {rep}.")


def summed(*found):
    reps = analyzed(Shot(motion=floor_squat(3))).report.reps
    return summary("squat", reps, found, others=0, seen=np.ones(3, bool))


def test_the_commonest_verdict_speaks_and_is_counted():
    said = summed(*(finding("depth", v, i) for i, v in enumerate(["fault", "fault", "good"], 1)))
    assert said.work_on == ("depth fault 1. (In 2 of 3 repetitions.)",)
    said = summed(*(finding("depth", v, i) for i, v in enumerate(["good", "good", "fault"], 1)))
    assert said.work_on == ()


def test_ties_go_to_the_worse_and_unseen_reps_do_not_vote():
    said = summed(*(finding("heels", v, i) for i, v in enumerate(["good", "fault", "not_assessed"], 1)))
    assert said.work_on == ("heels fault 2. (In 1 of 2 repetitions.)",)
    assert said.not_assessed == {}


def test_at_most_two_things_to_work_on_most_important_first():
    checks = ("tempo", "depth", "hands_on_knees", "lower_back_rounding")
    said = summed(*(finding(c, "fault", 1) for c in checks), finding("heels", "watch", 1))
    assert [s.split()[0] for s in said.work_on] == ["lower_back_rounding", "hands_on_knees"]
    assert said.headline.endswith("lower_back_rounding fault 1.")


def test_squats_and_hinges_in_one_clip_are_counted_apart():
    report = analyzed(Shot(motion=posed(HINGE, HINGE, PARALLEL))).report
    assert report.summary.headline.startswith("2 hip hinges and 1 squat")
