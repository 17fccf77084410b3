"""The report as one HTML page that needs nothing else: to read, to send, to print."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from formcheck import colours
from formcheck.wording.names import DEPTH_NAMES, MOVEMENT_NAMES, VERDICT_NAMES, VIEW_NAMES
from formcheck.advice.plan import Plan
from formcheck.schema import Report
from formcheck.wording.summary import SAFETY, amount, limit_words
from formcheck.i18n import Language, mark, say, sentences, spoken
from formcheck.motion.angles import Angles
from formcheck.reports.chart import timeline
from formcheck.reports.plan_rows import drills_of, week_rows
from formcheck.reports.rep_cards import rep_card, worst_first

TEMPLATE: Final = "report.html.j2"
LANGUAGE_TAGS: Final[dict[Language, str]] = {"en": "en-GB", "zh": "zh-Hans"}
COLOURS: Final = {
    "ink": colours.INK,
    "accent": colours.ACCENT,
    "good": colours.GOOD,
    "watch": colours.WATCH,
    "fault": colours.FAULT,
    "not_assessed": colours.NOT_ASSESSED,
}
#: The page's own words, said by `_words`.
WORDS: Final = {
    "title": mark("Movement report"),
    "well": mark("What went well"),
    "work": mark("What to work on"),
    "timeline": mark("The clip at a glance"),
    "timeline_alt": mark("Angles over time, repetitions shaded, findings marked"),
    "timeline_note": mark(
        "Shaded: repetitions, with a fine line at the lowest point. Marks: where something was seen. 0° is "
        "standing straight."
    ),
    "reps": mark("Repetition by repetition"),
    "rep": mark("Repetition"),
    "partial": mark("Only part of it was filmed, so it is not judged."),
    "depth": mark("Depth"),
    "tempo": mark("Tempo"),
    "angles": mark("Angles at the lowest point"),
    "angle": mark("Angle"),
    "measured": mark("Measured"),
    "within": mark("Give or take"),
    "hands": mark("Hands"),
    "seen": mark("What was seen"),
    "whole": mark("Over all repetitions"),
    "not_assessed": mark("What could not be judged"),
    "not_assessed_note": mark("Not good and not bad: this clip does not show it. Here is how to film it."),
    "limit": mark("Your limit today"),
    "plan": mark("Your week"),
    "rest": mark("Free"),
    "cannot": mark("What does not fit"),
    "at_home": mark("At home"),
    "again": mark("After four weeks, film again: same place, same camera, side-on."),
    "facts": mark("The clip"),
    "limits": mark("Limits and where they come from"),
    "check": mark("Check"),
    "good_to": mark("Good"),
    "fault_from": mark("Work on it"),
    "source": mark("Source"),
    "provenance": mark("How this report was made"),
    "safety": SAFETY,
}


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit in force, in words."""

    title: str
    good: str
    fault: str
    source: str


def report_html(report: Report, angles: Angles, stills: Mapping[int, bytes], plan: Plan | None = None) -> str:
    """One page with everything in it: ``stills`` are JPEGs by the number of the repetition, and may be none; a weekly
    plan when there is one.

    In the language spoken; the report's own sentences stay as they were written. Loads nothing, runs nothing.
    """
    titles = {finding.check: finding.title for finding in report.findings}
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            language=LANGUAGE_TAGS[spoken()],
            report=report,
            words=_words(),
            chips=_chips(report),
            chart=timeline(report, angles),
            cards=[rep_card(report, angles, rep, stills.get(rep.index)) for rep in report.reps],
            whole=worst_first([f for f in report.findings if f.rep is None and f.verdict != "not_assessed"]),
            not_assessed=[(titles.get(c, c), reason) for c, reason in report.summary.not_assessed.items()],
            plan=_plan(plan),
            facts=_facts(report),
            limits=_limits(report),
            provenance=_provenance(report),
            verdicts={verdict: say(name) for verdict, name in VERDICT_NAMES.items()},
            depths=[say(name) for name in DEPTH_NAMES.values()],
            colour={name: colours.hex_of(rgb) for name, rgb in COLOURS.items()},
        )
    )


def _plan(plan: Plan | None) -> dict[str, object] | None:
    """Weeks, drills as titles with dose and steps, and what cannot be kept."""
    if plan is None:
        return None
    drills = [(say(d.title), say(d.dose), sentences(map(say, d.steps))) for d in drills_of(plan)]
    return {"weeks": week_rows(plan), "drills": drills, "cannot": plan.cannot}


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("formcheck.records"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return environment


def _words() -> dict[str, str]:
    return {name: say(text) for name, text in WORDS.items()}


def _chips(report: Report) -> tuple[tuple[str, str], ...]:
    whole, partial = report.summary.reps_complete, report.summary.reps_partial
    count = say("{whole} (+{partial} cut off)", whole=whole, partial=partial) if partial else str(whole)
    return (
        (say("Repetitions"), count),
        (say("Movement"), say(MOVEMENT_NAMES[report.movement])),
        (say("View"), say(VIEW_NAMES[report.view.kind])),
        (say("Length"), say("{seconds} s", seconds=f"{report.clip.duration_s:.1f}")),
    )


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    clip, quality, view = report.clip, report.quality, report.view
    size = say("{width} × {height} pixels", width=clip.width, height=clip.height)
    rows = [
        (say("File"), clip.name),
        (say("Picture"), size),
        (say("Pictures a second"), f"{clip.fps:.4g}"),
        (say("Pictures looked at"), str(clip.frames_analysed)),
        (say("Person seen in"), say("{percent} % of them", percent=round(100 * quality.detected_share))),
    ]
    if view.yaw_deg is not None:
        rows.append((say("Turned from side-on"), amount(round(view.yaw_deg), "deg")))
    if len(quality.people) > 1:
        followed = say(
            "{count}; number {person} from the left was followed", count=len(quality.people), person=quality.person
        )
        rows.append((say("People"), followed))
    return tuple(rows)


def _limits(report: Report) -> tuple[LimitRow, ...]:
    """Limits that findings were held against; these know their title and unit, also where a professional set them."""
    named = {f.check: f for f in report.findings}
    table = []
    for key, limit in report.provenance.limits.items():
        movement, _, check = key.partition(".")
        if check in named and movement in {rep.movement for rep in report.reps}:
            good, past = limit_words(limit, named[check].unit)
            table.append(LimitRow(named[check].title, good, past, limit.source))
    return tuple(table)


def _provenance(report: Report) -> tuple[str, ...]:
    made = report.provenance
    hashes = (
        (say("pose"), made.model_sha256),
        (say("angles"), made.correction_sha256),
        (say("back"), made.back_sha256),
    )
    return (
        say("FormCheck {version}, pose model {model}.", version=made.formcheck_version, model=made.model),
        "SHA-256: " + ", ".join(f"{name} {sha[:16]}" for name, sha in hashes if sha),
        ", ".join(f"{name} {version}" for name, version in made.libraries.items()),
        ", ".join(f"{name} {value}" for name, value in made.settings.items() if value is not None),
    )
