"""The report as one self-contained HTML page: to read, to send, to print."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from formcheck import colours
from formcheck.advice.plan import Plan
from formcheck.dates import day_words
from formcheck.i18n import Language, get_locale, gettext, gettext_noop, sentences
from formcheck.motion.angles import Angles
from formcheck.reports.chart import timeline
from formcheck.reports.plan_rows import drills_of, week_rows
from formcheck.reports.rep_cards import rep_card, worst_first
from formcheck.schema import Report, SetFinding
from formcheck.wording.findings import (
    amount,
    check_title,
    limit_source,
    limit_words,
    row_of,
    shown_status,
    shown_verdict,
    title,
    verdict_word,
    words,
)
from formcheck.wording.names import DEPTH_NAMES, VERDICT_NAMES, filmed_from, movement_name
from formcheck.wording.notes import abstain_words, quality_words
from formcheck.wording.summary import SAFETY, headline, statement_of, went_well, work_on

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
    "title": gettext_noop("Movement report"),
    "well": gettext_noop("What went well"),
    "work": gettext_noop("What to work on"),
    "watch": gettext_noop("Watch your video"),
    "timeline": gettext_noop("The video at a glance"),
    "timeline_alt": gettext_noop("Chart of your angles over time, with repetitions shaded and findings marked"),
    "timeline_note": gettext_noop(
        "Shaded areas are repetitions, and the thin line in each is the lowest point. Marks show where "
        "we saw something. 0° means standing straight."
    ),
    "reps": gettext_noop("Each repetition"),
    "rep": gettext_noop("Repetition"),
    "partial": gettext_noop("Only part of it is in the video, so we can't check it."),
    "depth": gettext_noop("Depth"),
    "tempo": gettext_noop("Speed"),
    "angles": gettext_noop("Angles at the lowest point"),
    "angle": gettext_noop("Angle"),
    "measured": gettext_noop("Measured"),
    "within": gettext_noop("Give or take"),
    "hands": gettext_noop("Hands"),
    "seen": gettext_noop("What we saw"),
    "whole": gettext_noop("All repetitions together"),
    "not_assessed": gettext_noop("What we can't tell"),
    "not_assessed_note": gettext_noop(
        "This video does not show these, so we can't say if they are good or not. Here is how to film them."
    ),
    "limit": gettext_noop("Your limit today"),
    "plan": gettext_noop("Your week"),
    "rest": gettext_noop("Rest"),
    "cannot": gettext_noop("What this plan can't cover"),
    "at_home": gettext_noop("At home"),
    "again": gettext_noop("Film again after four weeks, from the side, with the camera in the same place."),
    "facts": gettext_noop("About the video"),
    "limits": gettext_noop("The limits we use and where they come from"),
    "check": gettext_noop("Check"),
    "good_to": gettext_noop("Good"),
    "fault_from": gettext_noop("Work on this"),
    "source": gettext_noop("Source"),
    "provenance": gettext_noop("How this report was made"),
    "safety": SAFETY,
}


@dataclass(frozen=True, slots=True)
class Made:
    """When a report was printed, and for whom, if she said."""

    on: date
    name: str = ""

    @property
    def words(self) -> str:
        """In a line."""
        day = day_words(self.on, year=True)
        return gettext("For {name}, {day}", name=self.name, day=day) if self.name else day


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit in force, in words."""

    title: str
    good: str
    fault: str
    source: str


def report_html(
    report: Report,
    angles: Angles,
    stills: Mapping[int, bytes],
    plan: Plan | None = None,
    player: str | None = None,
    made: Made | None = None,
) -> str:
    """One page with everything in it: ``stills`` are JPEGs by the number of the repetition, and may be empty; with a
    weekly plan when there is one, and with a ``player`` of the clip, as HTML of our own making, when it is asked for;
    ``made``: when, and for whom.

    In the current language; the report's own sentences stay as they were written. Loads nothing; without a player it
    runs no script.
    """
    template = environment().get_template(TEMPLATE)
    return template.render(
        language=LANGUAGE_TAGS[get_locale()],
        report=report,
        words=_words(),
        headline=headline(report).text,
        notes=[quality_words(note) for note in report.quality.notes],
        work=_lines(report, work_on(report.summary)),
        well=_lines(report, went_well(report.summary)),
        chips=_chips(report),
        player=player,
        made=made,
        chart=timeline(report, angles),
        cards=[rep_card(report, angles, rep, stills.get(rep.index)) for rep in report.reps],
        whole=worst_first([f for f in report.findings if f.rep is None and f.verdict != "not_assessed"]),
        not_assessed=[(check_title(c), abstain_words(why)) for c, why in report.summary.not_assessed.items()],
        plan=plan_of(plan),
        facts=_facts(report),
        limits=_limits(report),
        provenance=_provenance(report),
        verdicts={verdict: gettext(name) for verdict, name in VERDICT_NAMES.items()},
        depths=[gettext(name) for name in DEPTH_NAMES.values()],
        colour=colours_of(),
    )


def colours_of() -> dict[str, str]:
    """The colours of a printed report by name."""
    return {name: colours.hex_of(rgb) for name, rgb in COLOURS.items()}


def plan_of(plan: Plan | None) -> dict[str, object] | None:
    """Weeks, drills as titles with dose and steps, and what cannot be kept."""
    if plan is None:
        return None
    drills = [(gettext(d.title), gettext(d.dose), sentences(map(gettext, d.steps))) for d in drills_of(plan)]
    return {"weeks": week_rows(plan), "drills": drills, "cannot": plan.cannot}


@lru_cache
def environment() -> Environment:
    """Where the templates of printed reports are, with what they call."""
    environment = Environment(
        loader=PackageLoader("formcheck.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"title": title, "words": words, "shown": shown_verdict, "word": verdict_word}
    environment.filters["comes_to"] = lambda card: shown_status(card.status, card.findings)
    environment.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return environment


def _words() -> dict[str, str]:
    return {name: gettext(text) for name, text in WORDS.items()}


def _chips(report: Report) -> tuple[tuple[str, str], ...]:
    whole, partial = report.summary.reps_complete, report.summary.reps_partial
    count = gettext("{whole} (+{partial} only partly filmed)", whole=whole, partial=partial) if partial else str(whole)
    return (
        (gettext("Repetitions"), count),
        (gettext("Movement"), movement_name(report.movement)),
        (gettext("Camera side"), sentences(filmed_from(report))),
        (gettext("Length"), gettext("{seconds} s", seconds=f"{report.clip.duration_s:.1f}")),
    )


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    clip, quality, view = report.clip, report.quality, report.view
    size = gettext("{width} × {height} pixels", width=clip.width, height=clip.height)
    rows = [
        (gettext("File"), clip.name),
        (gettext("Image size"), size),
        (gettext("Frames per second"), f"{clip.fps:.4g}"),
        (gettext("Frames analysed"), str(clip.frames_analysed)),
        (gettext("You were in view in"), gettext("{percent} % of frames", percent=round(100 * quality.detected_share))),
    ]
    if view.yaw_deg is not None:
        rows.append((gettext("Turned away from the side view"), amount(round(view.yaw_deg), "deg")))
    if len(quality.people) > 1:
        followed = gettext(
            "{count}, and we checked number {person} from the left", count=len(quality.people), person=quality.person
        )
        rows.append((gettext("People"), followed))
    return tuple(rows)


def _lines(report: Report, found: Iterable[SetFinding]) -> list[str]:
    """What to work on, or what went well, a line each with how often."""
    return [statement_of(one, report.findings).text for one in found]


def _limits(report: Report) -> tuple[LimitRow, ...]:
    """The limits that findings were judged by; findings carry their title and unit, also where a professional set the
    limit.
    """
    seen = {rep.movement for rep in report.reps}
    return tuple(
        LimitRow(gettext(row_of(one.movement, one.check).title), *limit_words(one.limit), limit_source(one.limit))
        for one in report.provenance.limits
        if one.movement in seen
    )


def _provenance(report: Report) -> tuple[str, ...]:
    made = report.provenance
    hashes = (
        (gettext("pose"), made.model_sha256),
        (gettext("angles"), made.correction_sha256),
        (gettext("back"), made.back_sha256),
    )
    return (
        gettext("FormCheck {version}, pose model {model}.", version=made.formcheck_version, model=made.model),
        "SHA-256: " + ", ".join(f"{name} {sha[:16]}" for name, sha in hashes if sha),
        ", ".join(f"{name} {version}" for name, version in made.libraries.items()),
        ", ".join(f"{name} {value}" for name, value in made.settings.items() if value is not None),
    )
