"""What the user reads: short, ranked, and without the words a coaching tool must not use."""

import ast
from pathlib import Path

import made_reports
import msgspec
import pytest
from figures import DEEP, HINGE, PARALLEL, SHALLOW, Shot, analyzed, floor_squat, hinge, posed
from figures.motions import push_ups
from forbidden import NEVER
from rows import ROWS

from formcheck.judging.policy import core_checks
from formcheck.movements import movements
from formcheck.schema import Note
from formcheck.wording.findings import check_title, often, sentence, words
from formcheck.wording.notes import abstain_words, quality_words
from formcheck.wording.parts import first_sentence, statement
from formcheck.wording.summary import (
    DEPTH_WORDS,
    NOTHING,
    headline,
    said,
    statement_of,
    work_on,
)

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
    found = report.summary
    yield headline(report).text
    for one in (*found.findings, *found.went_well):
        yield statement_of(one, report.findings).text
    yield from map(abstain_words, found.not_assessed.values())
    yield from map(quality_words, report.quality.notes)
    yield from map(words, report.findings)


def test_no_forbidden_word_is_said():
    for key, row in ROWS.items():
        for shot in (row.good, row.fault, row.blind):
            for text in sentences(analyzed(shot, key[0]).report):
                assert not NEVER.search(text), text
                assert "nan" not in text.lower().split()
                assert "{" not in text
                assert "  " not in text


@pytest.mark.parametrize(("bottom", "depth"), [(DEEP, "floor"), (PARALLEL, "parallel"), (SHALLOW, "above_parallel")])
def test_the_headline_counts_and_says_how_deep(bottom, depth):
    report = analyzed(Shot(motion=posed(bottom, bottom))).report
    assert headline(report).count == f"2 squats {DEPTH_WORDS[depth]}"
    assert headline(report).text.startswith(headline(report).count)


def test_one_is_not_plural():
    assert headline(analyzed(Shot(motion=hinge(1))).report).count == "1 hip hinge"


def test_a_fault_is_in_the_headline_and_first_to_work_on():
    report = analyzed(ROWS["hinge", "lower_back_rounding"].fault).report
    first = work_on(report.summary)[0]
    assert first.check in {"lower_back_compensation", "lower_back_rounding"}
    assert headline(report).statement.main == first_sentence(said(first, report.findings))


def test_what_was_not_judged_has_its_reason():
    report = analyzed(Shot(motion=floor_squat(3), body_yaw_deg=90)).report
    reasons = report.summary.not_assessed
    assert set(reasons) == {f.check for f in report.findings if f.verdict == "not_assessed"}
    assert all(abstain_words(reason).endswith(".") for reason in reasons.values())


def test_other_movements_say_so():
    report = analyzed(Shot(motion=push_ups(), size_wh=(960, 540))).report
    assert (report.summary.outcome, report.summary.nothing) == ("nothing", "other_movement")
    assert headline(report).statement == statement(NOTHING["other_movement"])


def test_only_a_partial_repetition_says_so():
    motion = posed(HINGE)
    report = analyzed(Shot(motion=motion.cut(last_s=motion.reps[0].bottom_to_s))).report
    assert (report.summary.reps_complete, report.summary.reps_partial) == (0, 1)
    assert report.summary.nothing == "partial"
    assert headline(report).statement == statement(NOTHING["partial"])


def finding(check, verdict, rep, confidence=0.9, **changed):
    return made_reports.finding(check, verdict, rep, confidence=confidence, **changed)


def summed(*found):
    reps = tuple(made_reports.rep(i) for i in (1, 2, 3))
    return made_reports.report(reps, found)


def loud(report):
    return [(one.check, one.verdict, one.times, one.judged) for one in work_on(report.summary)]


def test_the_commonest_verdict_speaks_and_is_counted():
    report = summed(*(finding("depth", v, i) for i, v in enumerate(["fault", "fault", "good"], 1)))
    assert loud(report) == [("depth", "fault", 2, 3)]
    assert often(report.summary.findings[0]) in headline(report).statement.more
    report = summed(*(finding("depth", v, i) for i, v in enumerate(["good", "good", "fault"], 1)))
    assert loud(report) == []


def test_ties_go_to_the_worse_and_unseen_reps_do_not_vote():
    report = summed(*(finding("heels", v, i) for i, v in enumerate(["good", "fault", "not_assessed"], 1)))
    assert loud(report) == [("heels", "fault", 1, 2)]
    assert report.summary.not_assessed == {}


def test_two_things_to_work_on_most_important_first_and_no_safety_fault_left_out():
    checks = ("tempo", "depth", "hands_on_knees", "lower_back_rounding", "steadiness")
    report = summed(*(finding(c, "fault", 1) for c in checks), finding("heels", "watch", 1))
    assert [one[0] for one in loud(report)] == ["lower_back_rounding", "hands_on_knees", "steadiness"]
    first = report.summary.findings[0]
    assert headline(report).statement.main == first_sentence(said(first, report.findings))


def test_a_lower_back_that_is_bad_twice_in_seven_is_the_headline():
    """Good, good, good, watch, watch, fault, fault was once told as "nothing to correct"."""
    verdicts = ("good", "good", "good", "watch", "watch", "fault", "fault")
    reps = tuple(made_reports.rep(i) for i in range(1, 8))
    found = tuple(finding("lower_back_rounding", v, i) for i, v in enumerate(verdicts, 1))
    report = made_reports.report(reps, found)
    assert report.summary.outcome == "work"
    assert loud(report) == [("lower_back_rounding", "fault", 2, 7)]
    assert headline(report).statement.main == first_sentence(sentence(found[-2]))
    assert ("2" in headline(report).statement.more, "7" in headline(report).statement.more) == (True, True)


def test_all_is_well_is_only_said_where_every_core_check_was_judged():
    core = core_checks(movements()["squat"])
    judged_all = summed(*(finding(check, "good", i) for check in core for i in (1, 2, 3)))
    assert judged_all.summary.outcome == "fine"
    for left_out in core:
        found = (finding(c, "not_assessed" if c == left_out else "good", i) for c in core for i in (1, 2, 3))
        report = summed(*found)
        assert (report.summary.outcome, report.summary.unjudged_core) == ("partly", (left_out,))
        assert headline(report).statement.main != headline(judged_all).statement.main
        assert check_title(left_out) in headline(report).statement.more


def test_one_reason_for_all_that_was_not_judged_is_said_instead_of_another():
    """Beside "film in a close-fitting top", the same card said "keep your whole body in view"."""
    core = core_checks(movements()["squat"])
    for left_out, code, told in (
        (("lower_back_rounding",), "back_out_of_distribution", "Wear a close-fitting top"),
        (("lower_back_rounding",), "known_roughly", "Keep your whole body in view."),
        (("lower_back_rounding", "hands_on_knees"), "joints_unseen", "Keep your whole body in the picture."),
    ):
        why = Note(code=code, values={"value": 4.0, "band": 13.0} if code == "known_roughly" else {})
        seen = [finding(check, "good", i) for check in core if check not in left_out for i in (1, 2, 3)]
        blind = [finding(check, "not_assessed", i, abstain=why) for check in left_out for i in (1, 2, 3)]
        assert told in headline(summed(*seen, *blind)).statement.more


def test_whoever_films_side_on_is_not_told_to_film_from_the_side():
    found = [finding("depth", "good", 1), finding("hands_on_knees", "not_assessed", 1)]
    side = summed(*found)
    front = msgspec.structs.replace(side, view=msgspec.structs.replace(side.view, kind="front"))
    assert "from the side" not in headline(side).statement.more
    assert "from the side" in headline(front).statement.more


def test_a_stoop_is_never_a_hinge_well_done():
    report = analyzed(ROWS["hinge", "straight_knee_stoop"].fault).report
    assert report.movement == "hinge"
    assert {f.verdict for f in report.findings if f.check == "hinge_pattern"} == {"good"}
    assert "hinge_pattern" not in {one.check for one in report.summary.went_well}


def test_squats_and_hinges_in_one_clip_are_counted_apart():
    report = analyzed(Shot(motion=posed(HINGE, HINGE, PARALLEL))).report
    assert [(count.movement, count.reps) for count in report.summary.counts] == [("hinge", 2), ("squat", 1)]
    assert headline(report).count.startswith("2 hip hinges and 1 squat")
