"""The sentences on top of a report, from the judgement of its set: what matters most, what went well, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.i18n import gettext, gettext_noop, listed, ngettext, sentences
from formcheck.judging.series import FIVE
from formcheck.schema import (
    SIDE_VIEWS,
    Depth,
    Finding,
    HandsUsed,
    Hold,
    MovementName,
    Nothing,
    Report,
    Rung,
    SetFinding,
    Summary,
)
from formcheck.wording.findings import asides, check_title, movement_of, often, row_of, sentence, shown_by
from formcheck.wording.names import depth_name
from formcheck.wording.notes import abstain_words, note_words
from formcheck.wording.parts import Statement, statement

WORK_ON_MOST: Final = 2  # chosen: people change one or two things at a time
WENT_WELL_MOST: Final = 3
SAFETY: Final = gettext_noop(
    "This is movement feedback from one camera, not a medical assessment. It cannot see your spine, your muscles or "
    "what you feel, and it cannot tell you why something hurts. Stop if anything hurts or you feel dizzy, and talk "
    "to a doctor or physiotherapist before you go on."
)
#: Classes of depth within a sentence.
DEPTH_WORDS: Final[dict[Depth, str]] = {
    "floor": gettext_noop("to full depth"),
    "below_parallel": gettext_noop("below parallel"),
    "parallel": gettext_noop("to parallel"),
    "above_parallel": gettext_noop("above parallel"),
}
#: How somebody stayed low, within a sentence.
RUNG_WORDS: Final[dict[Rung, str]] = {
    "free": gettext_noop("without help"),
    "heels_raised": gettext_noop("with your heels up"),
    "supported": gettext_noop("holding on"),
}
#: For how long, by whether the clip ends before somebody rises.
HELD_WORDS: Final[dict[bool, str]] = {
    False: gettext_noop("{repetitions}, {seconds:.0f} seconds {help}"),
    True: gettext_noop("{repetitions}, at least {seconds:.0f} seconds {help}"),
}
#: The time for five rises, by whether hands helped.
FIVE_WORDS: Final[dict[HandsUsed | None, str]] = {
    None: gettext_noop("{repetitions}, five in {seconds:.1f} seconds"),
    "with": gettext_noop("{repetitions}, five in {seconds:.1f} seconds with your hands"),
    "without": gettext_noop("{repetitions}, five in {seconds:.1f} seconds without your hands"),
}
#: Why nothing was judged, and what to change.
NOTHING: Final[dict[Nothing, str]] = {
    "nobody": gettext_noop("Nobody is in view. Film your whole body from the side, from 2.5 to 3.5 m away."),
    "partial": gettext_noop("Only part of a repetition was filmed. Start and end the clip standing."),
    "hips_hidden": gettext_noop("Your hips are hidden while you move. Clear the view, whole body in the picture."),
    "other_movement": gettext_noop("We do not know this movement yet, so nothing was judged."),
    "sat_down": gettext_noop("You only sat down. Sit first, then film how you stand up from the chair."),
    "stored_turned": gettext_noop("The clip lies on its side or upside down. Turn it upright, and upload it again."),
    "stayed_down": gettext_noop("You only went down to the floor. Sit down first, then film how you get up."),
    "no_repetition": gettext_noop("No repetition was found. Do at least one, standing before and after."),
}


#: Reasons that say what to change where the camera stands at the side already.
IN_THE_WAY: Final = frozenset(
    {
        *("joints_unseen", "leg_hidden", "trunk_hidden", "foot_hidden", "hands_hidden", "hands_in_doubt"),
        *("back_hidden", "back_out_of_distribution"),
    }
)


@dataclass(frozen=True, slots=True)
class Headline:
    """``count``: how many and how deep (empty where nothing was judged); ``statement``: the one thing that matters
    most, or what could not be judged, then how often and what to change.
    """

    count: str
    statement: Statement

    @property
    def text(self) -> str:
        """The headline as one line of text."""
        return sentences((gettext("{words}.", words=self.count) if self.count else "", self.statement.text))


def headline(report: Report) -> Headline:
    """What matters most, first."""
    summary = report.summary
    if summary.nothing:
        return Headline("", statement(gettext(NOTHING[summary.nothing])))
    return Headline(counts(summary, limited=depth_limited(report.findings)), _most_important(report))


def _most_important(report: Report) -> Statement:
    summary = report.summary
    if summary.findings:
        first = summary.findings[0]
        return statement(said(first, report.findings), often=often(first))
    blind = unjudged(summary, side_on=report.view.kind in SIDE_VIEWS)
    if summary.outcome == "mostly":
        return statement(gettext("Most of it looked good."), further=sentences((*sometimes(summary), blind)))
    if summary.outcome == "partly":
        return statement(gettext("What we could see looked fine."), further=blind)
    return statement(gettext("Everything we could check looked good."))


def sometimes(summary: Summary) -> tuple[str, ...]:
    """What good repetitions outvoted, and how often it was seen."""
    return tuple(
        gettext(
            "{check}: watch this in {times} of {judged} repetitions.",
            check=check_title(one.check),
            times=one.times,
            judged=one.judged,
        )
        for one in summary.sometimes[:WORK_ON_MOST]
    )


def unjudged(summary: Summary, *, side_on: bool) -> str:
    """Which core checks could not be judged, and how to film them; whoever films from the side need not hear that, but
    why, where one reason holds for all.
    """
    titles = listed(check_title(check) for check in summary.unjudged_core)
    if not titles:
        return ""
    if side_on:
        reasons = [summary.not_assessed.get(check) for check in summary.unjudged_core]
        why = reasons[0]
        if why is not None and why.code in IN_THE_WAY and all(one == why for one in reasons):
            return gettext("Not judged: {checks}. {why}", checks=titles, why=abstain_words(why))
        return gettext("Not judged: {checks}. Keep your whole body in view.", checks=titles)
    return gettext("Not judged: {checks}. Film from the side, whole body in view.", checks=titles)


def work_on(summary: Summary) -> tuple[SetFinding, ...]:
    """What to work on: one or two things, and every passed limit and safety fault beyond them."""
    first = summary.findings[:WORK_ON_MOST]
    beyond = summary.findings[WORK_ON_MOST:]
    rest = (one for one in beyond if one.verdict == "fault" and row_of(one.movement, one.check).safety)
    return (*first, *rest)


def went_well(summary: Summary) -> tuple[SetFinding, ...]:
    """What to praise, at most three things."""
    return summary.went_well[:WENT_WELL_MOST]


def said(one: SetFinding, findings: Sequence[Finding]) -> str:
    """The sentence of a set's finding."""
    finding = shown_by(one, findings)
    if finding is not None:
        return sentence(finding)
    return gettext(row_of(one.movement, one.check).sentence(one.verdict), value="")


def statement_of(one: SetFinding, findings: Sequence[Finding]) -> Statement:
    """What is said of a set's finding: its sentence with how often, and everything else that the clearest repetition
    shows.
    """
    finding = shown_by(one, findings)
    further = sentences((*map(note_words, one.notes), *(asides(finding) if finding else ())))
    return statement(said(one, findings), often=often(one), further=further)


def counts(summary: Summary, *, limited: bool = False) -> str:
    """How many repetitions of the main movement, then of others, how deep, how long, and the time for five rises.

    Where the knees have a limit, depth is no measure and is not named.
    """
    parts = [of_kind(count.movement, count.reps) for count in summary.counts]
    done = parts[0] if len(parts) == 1 else gettext("{one} and {other}", one=listed(parts[:-1]), other=parts[-1])
    if summary.depth and not limited:
        done = _with_depth(done, summary.depth, summary.depth_or)
    if summary.hold is not None:
        done = _with_hold(done, summary.hold)
    return _timed(done, summary)


def _with_hold(done: str, hold: Hold) -> str:
    """With how long the bottom was held, and on what help where that is known."""
    words = HELD_WORDS[hold.open]
    if hold.rung is None:
        return gettext(words, repetitions=done, seconds=hold.seconds, help="").rstrip()
    return gettext(words, repetitions=done, seconds=hold.seconds, help=gettext(RUNG_WORDS[hold.rung]))


def _timed(done: str, summary: Summary) -> str:
    """With the time for five rises, or how many of the five there are; one alone is no series."""
    first = summary.counts[0]
    if summary.five_s is not None:
        words = FIVE_WORDS[summary.five_hands]
        return gettext(words, repetitions=done, seconds=summary.five_s)
    if movement_of(first.movement).gauge == "rise" and 1 < first.reps < FIVE:
        return gettext("{repetitions} (five are timed)", repetitions=done)
    return done


def _with_depth(done: str, depth: Depth, depth_or: Depth | None) -> str:
    if depth_or is None:
        return gettext("{repetitions} {depth}", repetitions=done, depth=gettext(DEPTH_WORDS[depth]))
    return gettext("{repetitions}, {depth}", repetitions=done, depth=depth_name(depth, depth_or).lower())


def of_kind(movement: MovementName, count: int) -> str:
    """So many repetitions of a movement, by its own words."""
    return ngettext(*movement_of(movement).counted, count)


def depth_limited(findings: Sequence[Finding]) -> bool:
    """Whether a professional set a limit to the knees, so that depth is no goal."""
    return any(finding.check == "limit_knee" for finding in findings)
