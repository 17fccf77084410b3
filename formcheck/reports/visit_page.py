"""A check-up as one self-contained HTML page: to read, to send, to print."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from formcheck.advice.causes import TITLES, CandidateCause
from formcheck.advice.drills import drills_against
from formcheck.advice.plan import FIRST_CAUSES, Plan
from formcheck.advice.visit import made_on, step_of, visit_causes
from formcheck.advice.visit_words import change_lines, due_words, line, seen
from formcheck.dates import day_words
from formcheck.i18n import get_locale, gettext, gettext_noop, sentences
from formcheck.reports.page import LANGUAGE_TAGS, WORDS, Made, colours_of, environment, plan_of
from formcheck.schema import MovementName, Visit, VisitPart
from formcheck.settings import NO_LIMITS, ClinicianLimits
from formcheck.wording.summary import SAFETY

TEMPLATE: Final = "visit.html.j2"
DRILLS: Final = 2  # chosen: more do not fit beside four tests on one sheet; a plan has all of them
VISIT_WORDS: Final = {
    "kind": gettext_noop("Five-minute check-up"),
    "alt": gettext_noop("From the video we checked"),
    "causes": gettext_noop("Possible reasons"),
    "causes_note": gettext_noop("A video can't show which of these it is. It may be more than one."),
    "drills": gettext_noop("What helps"),
    "error_note": gettext_noop(
        "“Give or take” is how far the camera can be off. A change counts only when it is larger than that."
    ),
    "safety": SAFETY,
}


def visit_html(
    visit: Visit,
    earlier: Sequence[Visit] = (),
    stills: Mapping[tuple[MovementName, str], bytes] | None = None,
    plan: Plan | None = None,
    clinician_limits: ClinicianLimits = NO_LIMITS,
    *,
    may_move: bool = False,
    made: Made | None = None,
) -> str:
    """One page in the current language: a line for each test, what changed since ``earlier`` ones, reasons, and the
    weekly plan or drills, these only where its person ``may_move``. ``stills``: JPEGs by movement and take. Loads
    nothing, runs no script.
    """
    day, causes = made_on(visit), visit_causes(visit)
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            language=LANGUAGE_TAGS[get_locale()],
            title=gettext("Your check-up, {day}", day=day_words(day, year=True)),
            due=due_words(day),
            made=made,
            tests=list(_tests(visit, earlier, stills or {})),
            causes=[(gettext(TITLES[one.cause]), one.words) for one in causes[:FIRST_CAUSES]],
            drills=_drills(causes, clinician_limits) if may_move else [],
            plan=plan_of(plan),
            provenance=_provenance(visit),
            words={name: gettext(text) for name, text in (WORDS | VISIT_WORDS).items()},
            colour=colours_of(),
        )
    )


def _tests(
    visit: Visit, earlier: Sequence[Visit], stills: Mapping[tuple[MovementName, str], bytes]
) -> Iterator[dict[str, object]]:
    for part in visit.parts:
        step = step_of(part.movement)
        if step is None or all(take.id != part.take for take in step.visit.takes):
            continue
        several = len(step.visit.takes) > 1
        yield {
            "title": gettext(step.visit.title),
            "take": gettext(step.take(part.take).title) if several else "",
            "lines": [line(row, part.value(row.id)) for row in step.visit.rows],
            "seen": seen(part.report),
            "changes": change_lines(step, part.take, visit, earlier),
            "still": stills.get((part.movement, part.take)),
        }


def _drills(causes: Sequence[CandidateCause], limits: ClinicianLimits) -> list[tuple[str, str, str]]:
    found = drills_against(causes, limits)[:DRILLS] if causes else ()
    return [(gettext(one.title), gettext(one.dose), sentences(map(gettext, one.steps))) for one in found]


def _provenance(visit: Visit) -> str:
    """What measured the values; the same for all takes but where somebody changed the settings on the way."""

    def made(part: VisitPart) -> str:
        by = part.report.provenance
        return gettext("FormCheck {version}, pose model {model}.", version=by.formcheck_version, model=by.model)

    return sentences(dict.fromkeys(map(made, visit.parts)))
