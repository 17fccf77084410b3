"""The text of a visitor's result: depth, one praise, one cue, a class that fits, and all of it as a QR code that needs
no network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from formcheck.advice.classes import Studio, StudioClass, fitting_classes, when_words
from formcheck.dates import day_words
from formcheck.i18n import gettext, gettext_noop, listed
from formcheck.judging.analyze import main_movement
from formcheck.judging.policy import summarize
from formcheck.judging.ranking import weakness
from formcheck.movements import movements
from formcheck.movements.spec import Cause
from formcheck.schema import DEPTHS, Finding, Rep, Summary, Verdict
from formcheck.ui.components.qr import qr_svg
from formcheck.wording.findings import row_of, shown_verdict
from formcheck.wording.names import depth_name
from formcheck.wording.summary import of_kind, said

TEXT_BYTES: Final = 458  # of a code with 73 modules a side, 2 mm each on a 50-inch screen: read from two steps away
SENTENCE_BYTES: Final = 72  # of the praise and of the cue each; longer ones are cut
PLACE_BYTES: Final = 60  # of the studio's name, and of a class with its times

FINISHED: Final = gettext_noop("You finished all of them.")
KEEP_ON: Final = gettext_noop("Keep doing it like this.")
SEEN_FINE: Final = gettext_noop("What we could see looked fine. We could not see everything.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultText:
    """The result of one visit in its language. ``best``: index of the repetition shown; ``depth_steps``: the classes
    the usual depth of the set may lie in, from the top, none for a hinge or where it was not seen; ``verdict``: of the
    cue; ``found``: the checks that had something to say; ``studio`` and ``fitting``: where, and a class of theirs that
    works on it, empty where no studio is known; ``text``: what the QR code ``code_svg`` holds.
    """

    headline: str
    depth_steps: tuple[int, ...]
    praise: str
    cue: str
    verdict: Verdict
    best: int
    text: str
    code_svg: str
    found: tuple[str, ...] = ()
    studio: str = ""
    fitting: str = ""


def result_text(
    reps: Sequence[Rep], findings: Sequence[Finding], studio: Studio | None = None, today: date | None = None
) -> ResultText:
    """The result of at least one repetition, in this context's language; ``findings`` are those of ``reps``.

    By the judgement of the set, as of a clip: praise and cue never name the same check.
    """
    main = main_movement([(rep.movement, rep.partial) for rep in reps])
    summary = summarize(movements(), main, reps, findings, None)
    count = of_kind(main, sum(rep.movement == main for rep in reps))
    depth = depth_name(summary.depth, summary.depth_or) if summary.depth else ""
    praise = said(summary.went_well[0], findings) if summary.went_well else gettext(FINISHED)
    cue, verdict = _cue(summary, findings)
    fitting = _fitting(studio, summary)
    where = _cut(" ".join(studio.name.split()), PLACE_BYTES) if studio else ""
    lines = [f"FormCheck: {count}"]
    lines += [place] if (place := listed((where, day_words(today, year=True) if today else ""))) else []
    lines += [gettext("Depth: {depth}", depth=depth)] if depth else []
    lines += [gettext("Went well: {what}", what=_cut(praise)), gettext("Next time: {what}", what=_cut(cue))]
    lines += [gettext("A class for you: {name}", name=_cut(" ".join(fitting.split()), PLACE_BYTES))] if fitting else []
    lines.append(gettext("From one camera. Not a medical assessment."))
    text = _first_bytes("\n".join(lines), TEXT_BYTES)
    return ResultText(
        headline=depth or count,
        depth_steps=tuple(DEPTHS.index(one) for one in (summary.depth, summary.depth_or) if one),
        praise=praise,
        cue=cue,
        verdict=verdict,
        best=best_rep(reps, findings).index,
        text=text,
        code_svg=qr_svg(text),
        found=tuple(one.check for one in summary.findings),
        studio=studio.name if studio else "",
        fitting=fitting,
    )


def _fitting(studio: Studio | None, summary: Summary) -> str:
    """The class of a studio that works on what was found first, with its times; empty for kinds of classes that no
    studio holds.
    """
    if studio is None or not studio.name:
        return ""
    classes = fitting_classes(studio, _causes(summary))
    return class_words(classes[0]) if classes else ""


def class_words(one: StudioClass) -> str:
    """A class and when it is held."""
    when = when_words(one)
    return gettext("{name} ({when})", name=one.name, when=when) if when else one.name


def _causes(summary: Summary) -> tuple[Cause, ...]:
    """What may lie behind the findings, the first one's likeliest cause first."""
    rules = (row_of(one.movement, one.check).causes for one in summary.findings)
    return tuple(dict.fromkeys(cause for some in rules for cause in (some[0].causes if some else ())))


def _cue(summary: Summary, findings: Sequence[Finding]) -> tuple[str, Verdict]:
    """What to try next time, and the verdict it comes from."""
    for one in summary.findings:
        if cue := row_of(one.movement, one.check).cue:
            return gettext(cue), shown_verdict(one)
    if summary.findings:
        return said(summary.findings[0], findings), shown_verdict(summary.findings[0])
    for one in summary.sometimes:
        return gettext(row_of(one.movement, one.check).cue), "watch"
    if summary.unjudged_core:
        return gettext(SEEN_FINE), "not_assessed"
    return gettext(KEEP_ON), "good"


def best_rep(reps: Sequence[Rep], findings: Sequence[Finding]) -> Rep:
    """The repetition with the fewest faults and watches; among equals the deepest, then the first."""
    return min(reps, key=lambda rep: weakness(rep, [finding for finding in findings if finding.rep == rep.index]))


def _cut(text: str, most: int = SENTENCE_BYTES) -> str:
    kept = _first_bytes(text, most)
    return text if kept == text else _first_bytes(text, most - 3).rstrip(" ,;:，；：") + "…"


def _first_bytes(text: str, count: int) -> str:
    return text.encode()[:count].decode(errors="ignore")
