"""The Check page's result: what is said, and in which order."""

import pytest
from check_stage import FINDINGS, NOTE, card_of, changed, choose_sample, html, judged, ready, rep, report, shown, words
from made_reports import finding

from formcheck import schema as r
from formcheck.i18n import gettext, listed
from formcheck.judging.policy import core_checks
from formcheck.movements import movements
from formcheck.ui.check import result, samples
from formcheck.ui.check.cards import SAID_MOST
from formcheck.ui.check.checklist import GOOD_IS, by_check
from formcheck.ui.check.result import headline_verdict
from formcheck.wording import findings as said_by
from formcheck.wording.names import STATUS_NAMES, STRATEGY_NAME, VERDICT_NAMES
from formcheck.wording.notes import ABSTAIN, NOTES, quality_words
from formcheck.wording.parts import first_sentence, further_sentences
from formcheck.wording.summary import SAFETY, counts, headline

HIPS_FIRST = FINDINGS[4]
CORE = core_checks(movements()["squat"])
BOTTOM = "at the lowest point"


def test_a_sample_shows_what_was_seen(page, pipeline):
    at = choose_sample(page)
    assert not at.exception
    assert not at.error
    text = words(at)
    for said in (
        first_sentence(said_by.sentence(FINDINGS[1])),
        *said_by.sentence(HIPS_FIRST).split(". "),
        "In 1 of 2 repetitions.",
        VERDICT_NAMES["fault"],
        "measured 31°",
        gettext(GOOD_IS["above"], value=said_by.amount(HIPS_FIRST.limit.good, HIPS_FIRST.unit)),
        quality_words(NOTE),
        "1 repetition only partly filmed",
        SAFETY,
    ):
        assert said in text, said
    assert at.get("video")[0].proto.url
    assert pipeline.asked[0].movement == "auto"
    assert pipeline.seen[0][1] == b"hands_on_knees_side"


def test_the_sentence_that_matters_most_is_the_heading_without_numbers(page):
    text = html(choose_sample(page))
    main = first_sentence(said_by.sentence(HIPS_FIRST))
    assert f"<h1>{main}</h1>" in text
    assert not any(c.isdigit() for c in main)
    assert f'<p class="fc-over">{counts(report().summary)}</p>' in text
    assert text.count("<h1>") == 1


def hero(at):
    """The headline with the sign beside it."""
    return next(text for text in (e.proto.body for e in at.get("html")) if 'class="fc-hero"' in text)


@pytest.mark.parametrize(
    ("findings", "outcome", "sign"),
    [
        ([f for check in CORE for f in judged(check, "good")], "fine", "good"),
        ([f for check in CORE[1:] for f in judged(check, "good")], "partly", "not_assessed"),
        (judged("heels", "good"), "partly", "not_assessed"),
        (judged("heels", "watch"), "work", "watch"),
        (judged("heels", "fault"), "work", "fault"),
        (judged("hands_on_knees", "fault"), "work", "watch"),  # a way to cope
        (judged("limit_knee", "fault"), "limit", "fault"),
    ],
)
def test_only_a_set_that_is_fine_in_every_core_check_has_a_tick(findings, outcome, sign):
    summary = report(reps=(rep(1), rep(2)), findings=tuple(findings)).summary
    assert (summary.outcome, headline_verdict(summary)) == (outcome, sign)


def test_what_could_not_be_judged_stands_beside_the_headline_with_half_a_sign(page, pipeline):
    at = shown(page, pipeline, reps=(rep(1), rep(2)), findings=judged("heels", "good"))
    text = hero(at)
    assert f'alt="{STATUS_NAMES["partly"]}"' in text
    assert f'alt="{VERDICT_NAMES["good"]}"' not in text
    for check in CORE:
        assert said_by.check_title(check) in text


def test_all_well_has_a_tick(page, pipeline):
    fine = tuple(f for check in CORE for f in judged(check, "good"))
    assert f'alt="{VERDICT_NAMES["good"]}"' in hero(shown(page, pipeline, reps=(rep(1), rep(2)), findings=fine))


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


def pictures(at):
    return {picture.proto.imgs[0].alt: picture.proto.imgs[0].url for picture in at.image}


def test_what_to_work_on_stands_beside_the_picture_of_its_own_moment(page):
    found = pictures(choose_sample(page))
    alt = f"{said_by.title(HIPS_FIRST)}: Repetition 2, at 5.4 s"
    bottoms = {found[name] for name in found if BOTTOM in name}
    assert found[alt] not in bottoms, "a fault on the way up does not show at the bottom"
    assert all(name == alt or BOTTOM in name for name in found)


def test_each_fault_has_one_plain_instruction_and_the_good_picture_beside_hers(page, pipeline):
    found = tuple(finding("hips_first", "fault" if i == 2 else "good", rep=i, value=31) for i in (1, 2))
    at = shown(page, pipeline, findings=found)
    do = said_by.row_of("squat", "hips_first").cue
    assert html(at).count(f'<p class="fc-next-time">Next time: {do}</p>') == 1
    captions = [one.caption for picture in at.image for one in picture.proto.imgs]
    assert "Your repetition 1: good" in captions


def test_where_none_of_hers_is_good_a_rendered_person_shows_it(page, pipeline, folder):
    (folder / "samples" / "floor_squat_side.mp4").write_bytes(b"a squat")
    result._well_done.cache_clear()
    at = shown(page, pipeline, findings=tuple(finding("hips_first", "fault", rep=i, value=31) for i in (1, 2)))
    captions = [one.caption for picture in at.image for one in picture.proto.imgs]
    assert "How it can look (a rendered person)" in captions
    result._well_done.cache_clear()


def test_every_clip_that_shows_a_movement_well_comes_along():
    there = {sample.path.stem for sample in samples.all_samples()}
    assert {one.shown_well for one in movements().values() if one.shown_well} <= there


def squats(knee_deg, movement="squat"):
    band = r.Peak(**dict.fromkeys(r.Peak.__struct_fields__, 4.0))
    made = [rep(i, movement=movement) for i in (1, 2)]
    return tuple(changed(one, peak=changed(one.peak, knee_flexion_deg=knee_deg), peak_band=band) for one in made)


def test_what_has_changed_since_last_time_is_said_in_words(page, pipeline):
    pipeline.parts = {"reps": squats(120.0)}
    at = choose_sample(page)
    assert "last time" not in words(at)
    pipeline.parts = {"reps": squats(90.0)}
    at.button(key="another").click().run()
    at = choose_sample(at, "floor_squat_front")
    assert "You went less deep than last time (30° less)." in words(at)


def test_without_a_picture_of_its_moment_the_bottom_stands_for_it(page, pipeline):
    pipeline.moments = set()
    found = pictures(choose_sample(page))
    assert found[f"{said_by.title(HIPS_FIRST)}: Repetition 2, at 5.4 s"] in {
        found[name] for name in found if BOTTOM in name
    }


def test_a_way_to_cope_is_worth_knowing_and_no_mistake(page, pipeline):
    at = shown(page, pipeline, reps=(rep(1), rep(2)), findings=judged("hands_on_knees", "fault"))
    text = words(at)
    assert STRATEGY_NAME in text
    assert VERDICT_NAMES["fault"] not in text
    assert f'alt="{VERDICT_NAMES["fault"]}"' not in html(at)


def test_how_often_stands_before_what_to_change(page):
    often, change = "In 1 of 2 repetitions.", further_sentences(said_by.sentence(HIPS_FIRST))
    at = choose_sample(page)
    assert f"{often} {change}" in hero(at)
    assert f"{often} {change}" in next(text for text in html(at).split("<style>") if 'class="fc-work"' in text)


def test_what_grew_over_the_set_is_said_after_what_to_change(page, pipeline):
    values = (21.0, 24.0, 30.0, 36.0)
    rounded = tuple(finding("lower_back_rounding", "fault", rep=i, value=v) for i, v in enumerate(values, start=1))
    at = shown(page, pipeline, reps=tuple(rep(i) for i in range(1, 5)), findings=rounded)
    told = next(text for text in (e.proto.body for e in at.get("html")) if 'class="fc-work"' in text)
    often, change = "In 4 of 4 repetitions.", further_sentences(said_by.sentence(rounded[0]))
    assert f"{often} {change} {NOTES['grew']}" in told


def test_many_findings_are_named_and_few_explained(page, pipeline):
    checks = ("depth", "tempo", "hips_first", "trunk_lean", "steadiness")
    findings = tuple(finding(check, "watch", rep=1) for check in checks)
    at = shown(page, pipeline, reps=(rep(1),), findings=findings)
    card = card_of(at)
    said = [said_by.sentence(one) for one in findings]
    assert [first_sentence(words) in card for words in said] == [True] * SAID_MOST + [False] * 2
    assert listed(map(said_by.title, findings[SAID_MOST:])) in card
    advice = [rest for words in said if (rest := further_sentences(words))]
    assert advice
    assert not any(rest in card for rest in advice), "advice stands above, once"


def test_a_compensation_and_its_signs_are_told_once(page, pipeline):
    sign = r.Sign(name="hips_first", check="hips_first", verdict="fault", t_s=5.4)
    findings = (*judged("hips_first", "fault", 1), finding("lower_back_compensation", "fault", rep=1, signs=(sign,)))
    at = shown(page, pipeline, reps=(rep(1),), findings=findings)
    card = card_of(at)
    assert said_by.title(findings[1]) in card
    assert said_by.title(findings[0]) not in card
    assert [one.value for one in at.subheader].count(said_by.title(findings[0])) == 0


def test_a_reason_shared_by_checks_is_shown_once_and_their_names_do_not_read_as_one(page, pipeline):
    why = r.Note(code="needs_front")
    blind = [finding(check, "not_assessed", rep=1, abstain=why) for check in ("knee_valgus", "asymmetry")]
    text = html(shown(page, pipeline, findings=(*FINDINGS, *blind)))
    assert "<b>Knees coming in · Hips tilting to one side</b>" in text
    assert text.count(ABSTAIN["needs_front"]) == 1
    assert 'alt="Film from the front"' in text


def test_a_report_without_any_finding_is_a_page_too(page, pipeline):
    at = shown(page, pipeline, reps=(rep(1),), findings=())
    assert f"<h1>{headline(report(reps=(rep(1),), findings=())).statement.main}</h1>" in html(at)
    assert [header.value for header in at.header] == [
        "Watch your video",
        "Each repetition",
        "Take your results with you",
    ]


def test_findings_are_gathered_worst_first():
    results = by_check(report().findings)
    assert [(result.check, result.verdict) for result in results] == [
        ("hips_first", "fault"),
        ("depth", "good"),
        ("heels", "good"),
    ]
    assert [f.rep for f in results[0].findings] == [2, 1]


@pytest.mark.parametrize("name", ["<b>clip</b>.mp4", "a*b[c](d)$e$.mp4"])
def test_names_of_files_are_not_markup(page, name):
    at = ready(page).file_uploader(key="upload").upload(name, b"x", "video/mp4").run()
    assert not at.exception
    assert "<b>" not in at.markdown[0].value
