"""The card of each repetition, and the best beside the weakest."""

from check_stage import card_of, changed, choose_sample, html, judged, rep, shown, words
from made_reports import finding

from formcheck.i18n import listed
from formcheck.judging.policy import core_checks
from formcheck.movements import movements
from formcheck.wording import findings as said_by
from formcheck.wording.names import STATUS_NAMES

CORE = core_checks(movements()["squat"])


def test_a_card_per_repetition(page):
    at = choose_sample(page)
    assert [title.value for title in at.subheader if title.value.startswith("Rep ")] == ["Rep 1", "Rep 2", "Rep 3"]
    text = html(at)
    assert "Below parallel" in text
    assert "Down <b>1.2 s</b>" in text
    assert "No hands used" in text
    assert "so we can't check it." in words(at)  # the third, cut off


def test_more_than_six_repetitions_are_folded_away(page, pipeline):
    at = shown(page, pipeline, reps=tuple(rep(i) for i in range(1, 10)), findings=())
    folded = next(one for one in at.expander if one.label == "Repetitions 7 to 9")
    assert [title.value for title in folded.subheader] == ["Rep 7", "Rep 8", "Rep 9"]


def test_a_seventh_repetition_alone_is_folded_away_under_its_own_name(page, pipeline):
    at = shown(page, pipeline, reps=tuple(rep(i) for i in range(1, 8)), findings=())
    assert "Rep 7" in [one.label for one in at.expander]


def badges(at):
    return [e.value for e in at.markdown if "badge[" in e.value]


def test_a_repetition_with_most_checks_unknown_is_partly_judged(page, pipeline):
    findings = (finding("heels", "good", rep=1), *(finding(check, "not_assessed", rep=1) for check in CORE))
    at = shown(page, pipeline, reps=(rep(1),), findings=findings)
    cards = [badge for badge in badges(at) if STATUS_NAMES["partly"] in badge]
    assert len(cards) == 1
    assert "green" not in cards[0]
    assert listed(map(said_by.check_title, CORE)) in card_of(at)


LIMIT_UNSEEN = finding("limit_knee", "not_assessed", rep=1)


LIMIT_UNSEEN = changed(LIMIT_UNSEEN, limit=changed(LIMIT_UNSEEN.limit, good=100.0, fault=107.0))


def test_a_limit_that_could_not_be_judged_makes_no_good_repetition(page, pipeline):
    fine = tuple(finding(check, "good", rep=1) for check in ("heels", *CORE[1:]))
    at = shown(page, pipeline, reps=(rep(1),), findings=(*fine, LIMIT_UNSEEN))
    assert [badge for badge in badges(at) if STATUS_NAMES["partly"] in badge]
    assert said_by.check_title("limit_knee") in card_of(at)


def test_best_and_weakest_stand_side_by_side(page):
    at = choose_sample(page)
    assert [t.value for t in at.subheader if ": rep" in t.value] == ["Best: rep 1", "Weakest: rep 2"]


def test_equal_repetitions_are_called_so(page, pipeline):
    equal = tuple(finding("hips_first", "watch", rep=i) for i in (1, 2))
    at = shown(page, pipeline, findings=(*equal, finding("repeatability", "good")))
    assert "much the same" in words(at)
    assert "Best and weakest" not in [header.value for header in at.header]


def test_too_few_to_compare_are_not_called_equal(page, pipeline):
    two = tuple(finding("hips_first", "watch", rep=i) for i in (1, 2))
    at = shown(page, pipeline, findings=(*two, finding("repeatability", "not_assessed")))
    assert "much the same" not in words(at)


def test_repetitions_that_a_check_of_the_set_finds_to_differ_are_not_called_equal(page, pipeline):
    equal = (*judged("hips_first", "watch"), finding("repeatability", "watch"))
    at = shown(page, pipeline, findings=equal)
    assert "much the same" not in words(at)
    assert "Best and weakest" not in [header.value for header in at.header]


def test_a_hinge_shows_how_far_it_bent(page, pipeline):
    text = html(shown(page, pipeline, movement="hinge", reps=(rep(1, movement="hinge"),)))
    assert "Bent forward" in text
    assert "33°" in text
