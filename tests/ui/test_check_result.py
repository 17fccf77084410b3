"""The Check page's result: what is said, in which order, and what can be taken home."""

import pytest
from check_stage import FINDINGS, SUMMARY, changed, choose_sample, ready, rep, report, words
from made_reports import finding

from formcheck.ui.check.checklist import by_check


def html(at):
    return "\n".join(element.proto.body for element in at.get("html"))


def shown(page, pipeline, **parts):
    pipeline.parts = parts
    at = choose_sample(page)
    assert not at.exception, at.exception
    return at


def test_a_sample_shows_what_was_seen(page, pipeline):
    at = choose_sample(page)
    assert not at.exception
    assert not at.error
    text = words(at)
    for said in (
        "Heels stayed down",
        "Let the chest rise too",
        "Your hips rose before your chest.",
        "In 1 of 2 repetitions.",
        "Work on this",
        "measured 31°",
        "good is at most 12°",
        "The last second was cut.",
        "1 repetition cut off",
        "not a medical assessment",
    ):
        assert said in text, said
    assert at.get("video")[0].proto.url
    assert pipeline.asked[0].movement == "auto"
    assert pipeline.seen[0][1] == b"hands_on_knees_side"


def test_the_sentence_that_matters_most_is_the_heading_without_numbers(page):
    text = html(choose_sample(page))
    assert "<h1>Your hips rose before your chest</h1>" in text
    assert '<p class="fc-over">2 squats, below parallel</p>' in text
    assert text.count("<h1>") == 1


def test_sections_come_in_order_of_what_matters(page):
    at = choose_sample(page)
    assert [header.value for header in at.header] == [
        "What went well",
        "What to work on",
        "Watch your video",
        "Each repetition",
        "Best and weakest",
        "What this video can't tell us",
        "Take your results with you",
    ]


def test_what_to_work_on_stands_beside_its_picture(page):
    at = choose_sample(page)
    pictures = [picture.proto.imgs[0].alt for picture in at.image]
    assert any(alt.startswith("Repetition 2 at its lowest") for alt in pictures)


def test_a_card_per_repetition(page):
    at = choose_sample(page)
    assert [title.value for title in at.subheader if title.value.startswith("Rep ")] == ["Rep 1", "Rep 2", "Rep 3"]
    text = html(at)
    assert "Below parallel" in text
    assert "Down <b>1.2 s</b>" in text
    assert "No hands used" in text
    assert "it is not judged" in words(at)  # the third, cut off


def test_more_than_six_repetitions_are_folded_away(page, pipeline):
    at = shown(page, pipeline, reps=tuple(rep(i) for i in range(1, 10)), findings=())
    folded = next(one for one in at.expander if one.label == "Repetitions 7 to 9")
    assert [title.value for title in folded.subheader] == ["Rep 7", "Rep 8", "Rep 9"]


def test_many_findings_are_named_and_few_explained(page, pipeline):
    checks = ("depth", "tempo", "hips_first", "trunk_lean", "steadiness")
    findings = tuple(finding(check, "watch", rep=1, reason=f"Of {check}: change it.") for check in checks)
    at = shown(page, pipeline, reps=(rep(1),), findings=findings)
    card = next(text for text in (e.proto.body for e in at.get("html")) if 'class="fc-seen"' in text)
    assert card.count("Of ") == 3
    assert "Trunk lean, Steadiness" in card
    assert "change it" not in card  # advice stands above, once


def test_best_and_weakest_stand_side_by_side(page):
    at = choose_sample(page)
    assert [t.value for t in at.subheader if ": rep" in t.value] == ["Best: rep 1", "Weakest: rep 2"]


def test_equal_repetitions_are_called_so(page, pipeline):
    equal = tuple(finding("hips_first", "watch", rep=i) for i in (1, 2))
    at = shown(page, pipeline, findings=equal)
    assert "came out equal" in words(at)
    assert "Best" not in [header.value for header in at.header]


def test_a_reason_shared_by_checks_is_shown_once(page, pipeline):
    why = "Only a camera in front of you can show this: film one set facing the camera."
    findings = (*FINDINGS, finding("knee_valgus", "not_assessed"), finding("asymmetry", "not_assessed"))
    summary = changed(SUMMARY, not_assessed={"knee_valgus": why, "asymmetry": why})
    text = html(shown(page, pipeline, findings=findings, summary=summary))
    assert "Knee valgus, Asymmetry" in text
    assert text.count(why) == 1
    assert 'alt="Film from the front"' in text
    assert "never shown as a card" not in text


def test_results_can_be_taken_home(page):
    labels = [button.label for button in choose_sample(page).get("download_button")]
    assert labels == ["Video", "Report to print", "Report as data", "Angles as a table"]


def test_a_hinge_shows_how_far_it_bent(page, pipeline):
    text = html(shown(page, pipeline, movement="hinge", reps=(rep(1, movement="hinge"),)))
    assert "Bent forward" in text
    assert "33°" in text


def test_a_report_without_any_finding_is_a_page_too(page, pipeline):
    summary = changed(SUMMARY, headline="1 squat, and nothing to correct.", went_well=(), work_on=(), not_assessed={})
    at = shown(page, pipeline, reps=(rep(1),), findings=(), summary=summary)
    assert "<h1>1 squat, and nothing to correct</h1>" in html(at)
    assert [header.value for header in at.header] == [
        "Watch your video",
        "Each repetition",
        "Take your results with you",
    ]


def test_findings_are_gathered_worst_first():
    results = by_check(report().findings)
    assert [(result.check, result.verdict) for result in results] == [("hips_first", "fault"), ("depth", "good")]
    assert [f.rep for f in results[0].findings] == [2, 1]


@pytest.mark.parametrize("name", ["<b>clip</b>.mp4", "a*b[c](d)$e$.mp4"])
def test_names_of_files_are_not_markup(page, name):
    at = ready(page).file_uploader(key="upload").upload(name, b"x", "video/mp4").run()
    assert not at.exception
    assert "<b>" not in at.markdown[0].value
