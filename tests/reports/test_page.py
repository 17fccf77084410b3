"""The printable report: whole, well-formed, escaped, and alone."""

import base64
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import made_reports
import pytest
from figures.camera import Shot
from figures.motions import DEEP, floor_squat, hinge, posed
from figures.reading import analyzed
from msgspec.structs import replace

from formcheck.i18n import use_locale
from formcheck.judging.analyze import Analyzed
from formcheck.judging.policy import core_checks, said_of_rep
from formcheck.movements import checks, movements
from formcheck.reports import chart
from formcheck.reports import page as report_page
from formcheck.reports.page import report_html
from formcheck.schema import Report
from formcheck.settings import ClinicianLimits
from formcheck.wording.findings import check_title, limit_words, title, words
from formcheck.wording.names import STATUS_NAMES, STRATEGY_NAME, VERDICT_NAMES, depth_name
from formcheck.wording.notes import abstain_words, quality_words
from formcheck.wording.summary import SAFETY, headline

STILLS = {1: b"\xff\xd8first", 2: b"\xff\xd8second"}
VOID = {"meta", "img", "rect", "path", "circle", "br", "link"}
SHOTS = {
    "squat": Shot(motion=floor_squat(2)),
    "hinge": Shot(motion=hinge(2)),
    "from the front": Shot(motion=floor_squat(2), body_yaw_deg=90.0),
    "cut off": Shot(motion=posed(DEEP, DEEP).cut(first_s=2.0)),
    "nothing": Shot(motion=posed()),
}


class Parsed(HTMLParser):
    """Elements by name, text, and whether everything opened is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and data.strip():
            self.text.append(" ".join(data.split()))
            for tag in self.open:
                self.texts.setdefault(tag, []).append(" ".join(data.split()))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@cache
def result(name: str) -> Analyzed:
    return analyzed(SHOTS[name])


@cache
def page(name: str) -> str:
    return report_html(result(name).report, result(name).angles, STILLS)


def html(report: Report) -> str:
    return report_html(report, result("squat").angles, STILLS)


@pytest.mark.parametrize("name", SHOTS)
def test_every_kind_of_report_makes_a_whole_page(name):
    parsed = Parsed(page(name))
    assert parsed.texts["h1"] == [headline(result(name).report).text]
    assert SAFETY in parsed.text
    assert all(quality_words(note) in parsed.text for note in result(name).report.quality.notes)
    levels = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in parsed.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = [attrs["aria-labelledby"] for _, attrs in parsed.elements if "aria-labelledby" in attrs]
    assert set(named) <= set(ids)


@pytest.mark.parametrize("name", SHOTS)
def test_it_loads_nothing_and_runs_nothing(name):
    parsed = Parsed(page(name))
    assert {tag for tag, _ in parsed.elements}.isdisjoint({"script", "link", "iframe", "object", "embed", "base"})
    for _, attrs in parsed.elements:
        assert not any(key.startswith("on") for key in attrs)
        assert "href" not in attrs
    assert all(image["src"].startswith("data:image/jpeg;base64,") for image in parsed.all("img"))
    assert not re.search(r"https?://|@import|url\((?!#)", page(name))


@pytest.mark.parametrize("name", ["squat", "hinge", "cut off"])
def test_each_finding_is_said_once_in_its_place(name):
    report = result(name).report
    parsed = Parsed(page(name))
    blocks = re.split(r"<article", page(name))[1:]
    assert len(blocks) == len(report.reps)
    for rep, block in zip(report.reps, blocks, strict=True):
        said = Parsed("<article" + block.partition("</article>")[0] + "</article>").text
        own = [f for f in report.findings if f.rep == rep.index and f.check not in report.summary.not_assessed]
        told = [words(f) for f in said_of_rep(own)]
        for text in set(told):
            assert said.count(text) == told.count(text)
    for check, why in report.summary.not_assessed.items():
        assert check_title(check) in parsed.text
        assert abstain_words(why) in parsed.text


def test_stills_are_inside_with_words_for_those_who_cannot_see_them():
    images = Parsed(page("squat")).all("img")
    assert [base64.b64decode(image["src"].partition(",")[2]) for image in images] == list(STILLS.values())
    assert all(str(n) in image["alt"] and "knee" in image["alt"] for n, image in enumerate(images, start=1))


def test_without_stills_there_is_no_picture_but_every_number():
    bare = Parsed(report_html(result("squat").report, result("squat").angles, {}))
    assert bare.all("img") == []
    assert bare.texts["td"] == Parsed(page("squat")).texts["td"]


def test_a_hostile_name_is_only_text():
    name = "<script>alert(1)</script>&\"'.mp4"
    report = result("squat").report
    text = html(replace(report, clip=replace(report.clip, name=name)))
    parsed = Parsed(text)
    assert parsed.all("script") == []
    assert name in parsed.text
    assert parsed.texts["title"][0].endswith(name)


def test_hostile_sentences_are_only_text(monkeypatch):
    report = result("squat").report
    finding = made_reports.finding("heels", "fault", 1, t_s=1.0)
    filters = {"title": lambda finding: '"><svg onload=1>', "words": lambda finding: "<b>x</b>"}
    monkeypatch.setattr(chart, "title", filters["title"])
    for name, said in filters.items():
        monkeypatch.setitem(report_page.environment().filters, name, said)
    parsed = Parsed(html(replace(report, findings=(finding,))))
    assert parsed.text.count("<b>x</b>") == 1
    assert not any("onload" in attrs for _, attrs in parsed.elements)


def test_a_mark_has_shape_word_and_place_in_the_timeline():
    report = result("squat").report
    faulty = made_reports.finding("heels", "fault", 1, t_s=report.reps[0].bottom_s)
    calm = Parsed(html(replace(report, findings=())))
    parsed = Parsed(html(replace(report, findings=(faulty,))))
    assert parsed.texts["svg"].count(title(faulty)) == 1
    assert title(faulty) not in calm.texts["svg"]
    assert parsed.texts["p"].count(VERDICT_NAMES["fault"]) == 1
    assert parsed.texts["h3"].count(VERDICT_NAMES["fault"]) == 1, "the repetition comes to it"
    assert len(parsed.all("g")) == len(calm.all("g")) + 1


def test_a_way_to_cope_is_worth_knowing_and_no_mistake():
    report = result("squat").report
    coped = made_reports.finding("hands_on_knees", "fault", 1, t_s=report.reps[0].bottom_s)
    calm = Parsed(html(replace(report, findings=()))).text
    parsed = Parsed(html(replace(report, findings=(coped,))))
    text = parsed.text
    assert [parsed.texts[tag].count(STRATEGY_NAME) for tag in ("h3", "p")] == [1, 1]
    assert text.count(VERDICT_NAMES["fault"]) == calm.count(VERDICT_NAMES["fault"])


def test_every_limit_in_force_has_its_source_and_other_movements_are_left_out():
    text = Parsed(page("hinge")).text
    for movement, check in checks():
        if movement.name == "hinge":
            assert check.limit.source in text
    squat_only = {c.limit.source for m, c in checks() if m.name == "squat"} - {
        c.limit.source for m, c in checks() if m.name == "hinge"
    }
    assert squat_only
    assert squat_only.isdisjoint(text)


def test_a_professionals_limit_stands_among_the_limits_with_its_source():
    clinician_limits = ClinicianLimits(knee_flexion_deg=90.0)
    report = analyzed(Shot(motion=posed(DEEP)), clinician_limits=clinician_limits).report
    limit = next(one.limit for one in report.provenance.limits if one.check == "limit_knee")
    text = Parsed(html(report)).text
    assert limit.good == 90.0
    assert limit_words(limit)[0] in text
    assert limit.source in text
    assert "3600" not in text


def test_tables_have_heads():
    parsed = Parsed(page("squat"))
    assert all(head.get("scope") in ("col", "row") for head in parsed.all("th"))
    assert len(parsed.all("th")) > 20


def test_the_page_names_its_language():
    report, angles = result("squat").report, result("squat").angles
    assert Parsed(page("squat")).all("html") == [{"lang": "en-GB"}]
    with use_locale("zh"):
        assert Parsed(report_html(report, angles, {})).all("html") == [{"lang": "zh-Hans"}]


@pytest.mark.parametrize(("depth", "thigh"), [("above_parallel", 40.0), ("floor", -30.0)])
def test_the_depth_scale_marks_the_reps_class(depth, thigh):
    report = result("squat").report
    rep = replace(report.reps[0], depth=depth, peak=replace(report.reps[0].peak, thigh_to_horizontal_deg=thigh))
    text = html(replace(report, reps=(rep,)))
    scale = re.search(r'<svg class="depth".*?</svg>', text, re.DOTALL)[0]
    here = re.search(r'y="(\d+)" class="here">([^<]+)<', scale)
    marked = float(re.search(r"M2 [\d.]+ 22 ([\d.]+) 2", scale)[1])
    assert abs(marked - (int(here[1]) - 5)) <= 18
    assert depth_name(depth) == here[2]


def test_a_depth_between_two_classes_marks_both_and_is_called_by_both():
    report = result("squat").report
    rep = replace(report.reps[0], depth="parallel", depth_or="below_parallel")
    text = html(replace(report, reps=(rep,)))
    scale = re.search(r'<svg class="depth".*?</svg>', text, re.DOTALL)[0]
    assert re.findall(r'class="here">([^<]+)<', scale) == [depth_name("parallel"), depth_name("below_parallel")]
    assert depth_name("parallel", "below_parallel") in Parsed(text).text


def test_an_unknown_depth_has_no_scale():
    report = result("squat").report
    rep = replace(report.reps[0], depth=None)
    assert 'class="depth"' not in html(replace(report, reps=(rep,)))
    assert 'class="depth"' not in page("hinge")


def test_a_repetition_says_what_it_comes_to_and_half_judged_is_not_good():
    core = core_checks(movements()["squat"])
    reps = tuple(made_reports.rep(i) for i in (1, 2, 3))
    seen = [made_reports.finding(check, "good", i) for check in core for i in (1, 3)]
    seen += [made_reports.finding(check, "not_assessed" if check == core[0] else "good", 2) for check in core]
    seen.append(made_reports.finding("heels", "fault", 3))
    parsed = Parsed(html(made_reports.report(reps, tuple(seen))))
    titles = [text for text in parsed.texts["h3"] if text in STATUS_NAMES.values()]
    assert titles == [STATUS_NAMES[status] for status in ("good", "partly", "fault")]


def test_a_player_leads_through_the_chart_and_only_then_scripts_run():
    report, angles = result("squat").report, result("squat").angles
    plain, whole = (report_html(report, angles, STILLS, player=player) for player in (None, "<script>1</script>"))
    assert "<script" not in plain
    assert 'class="plot"' not in plain
    assert "<script>1</script>" in whole
    assert 'class="plot"' in whole
