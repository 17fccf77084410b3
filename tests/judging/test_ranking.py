import pytest
from made_reports import finding, rep, report

from formcheck.judging.ranking import ranking
from formcheck.judging.reading import of_rep

THREE = (rep(1), rep(2), rep(3))


def ends(*findings, reps=THREE):
    found = ranking(report(reps=reps, findings=findings))
    return (found.best.index, found.weakest.index) if found.best else "alike"


def test_fewer_faults_come_first_then_fewer_things_to_watch():
    assert ends(
        finding("heels", "good", rep=1),
        finding("heels", "watch", rep=2),
        finding("heels", "fault", rep=3),
    ) == (1, 3)
    two_watches = (finding("heels", "watch", rep=1), finding("tempo", "watch", rep=1))
    one = (finding("heels", "fault", rep=2), finding("tempo", "good", rep=2))
    none = (finding("heels", "good", rep=3), finding("tempo", "good", rep=3))
    assert ends(*two_watches, *one, *none) == (3, 2)


def test_of_two_with_as_many_the_surer_one_is_weaker():
    reps = (rep(1), rep(2))
    findings = (
        finding("heels", "watch", rep=1, confidence=0.9),
        finding("tempo", "good", rep=1),
        finding("heels", "good", rep=2),
        finding("tempo", "watch", rep=2, confidence=0.6),
    )
    assert ends(*findings, reps=reps) == (2, 1)


def test_of_two_as_sure_the_deeper_one_is_better():
    reps = (rep(1, depth="parallel"), rep(2, depth="floor"))
    findings = (
        finding("heels", "watch", rep=1),
        finding("tempo", "good", rep=1),
        finding("heels", "good", rep=2),
        finding("tempo", "watch", rep=2),
    )
    assert ends(*findings, reps=reps) == (2, 1)


def test_what_differs_is_told_worst_first_and_only_where_both_were_assessed():
    findings = (
        finding("heels", "good", rep=1),
        finding("depth", "good", rep=1),
        finding("tempo", "not_assessed", rep=1),
        finding("heels", "watch", rep=2),
        finding("depth", "fault", rep=2),
        finding("tempo", "fault", rep=2),
    )
    found = ranking(report(reps=(rep(1), rep(2)), findings=findings))
    assert [(one.best.check, one.best.verdict, one.weakest.verdict) for one in found.apart] == [
        ("depth", "good", "fault"),
        ("heels", "good", "watch"),
    ]


def test_all_alike_has_no_ends():
    assert ends(*(finding("heels", "watch", rep=i, confidence=i / 10) for i in (1, 2, 3))) == "alike"


@pytest.mark.parametrize("reps", [(rep(1),), (rep(1), rep(2, partial=True)), (rep(1), rep(2, movement="hinge")), ()])
def test_a_single_whole_repetition_is_not_compared(reps):
    assert ranking(report(reps=reps, findings=())) is None


def test_findings_of_a_repetition_come_worst_and_surest_first():
    findings = (
        finding("tempo", "good", rep=1),
        finding("heels", "fault", rep=1, confidence=0.4),
        finding("depth", "fault", rep=1, confidence=0.9),
        finding("hips_first", "fault", rep=2),
    )
    assert [f.check for f in of_rep(findings, rep(1))] == ["depth", "heels", "tempo"]
