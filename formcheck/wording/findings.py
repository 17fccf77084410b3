"""A finding as sentences: its title, what was seen, what to do, and everything else it knows."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from formcheck.errors import BadChoice, brief
from formcheck.i18n import gettext, gettext_noop, listed, sentences
from formcheck.judging.clinician_limits import LIMIT_ROWS
from formcheck.movements import movements
from formcheck.movements.spec import Check, Movement
from formcheck.schema import Finding, LimitUsed, MovementName, RepStatus, SetFinding, Verdict
from formcheck.wording.names import SIGN_NAMES, STATUS_NAMES, STRATEGY_NAME, UNKNOWN_SIGN_NAMES, VERDICT_NAMES
from formcheck.wording.notes import abstain_words, note_words

#: Values with the units of the table.
AMOUNTS: Final = {
    "deg": "{value}°",
    "ratio": "{value}",
    "s": gettext_noop("{value} s"),
    "foot lengths": gettext_noop("{value} foot lengths"),
    "leg lengths": gettext_noop("{value} leg lengths"),
    "signs": gettext_noop("{value} signs"),
    "%": gettext_noop("{value}%"),
    "spectrum": gettext_noop("{value} (-1.4 is smoothest)"),
    "tries": gettext_noop("{value} tries"),
    "supports": gettext_noop("{value} supports"),
    "step": gettext_noop("step {value} of 3"),
    "repetitions": "{value}",
}
MOVED: Final[dict[str, str]] = {
    "gentle": gettext_noop("{source}; gentle: moved by one standard error ({step})"),
    "strict": gettext_noop("{source}; strict: moved by half a standard error ({step})"),
}
KEPT: Final[dict[str, str]] = {
    "good": gettext_noop("{source}, good kept: {why}"),
    "fault": gettext_noop("{source}, fault kept: {why}"),
}
UNKNOWN: Final = gettext_noop(
    'This report holds something that this version of FormCheck does not know ("{name}"). Please update FormCheck, or '
    "check the video again."
)
WHOLLY_KEPT: Final = gettext_noop("{source}; not moved at this level: {why}")


@lru_cache(maxsize=1)
def _rows() -> Mapping[tuple[MovementName, str], Check]:
    return {(movement.name, row.id): row for movement in movements().values() for row in movement.checks}


def row_of(movement: MovementName, check: str) -> Check:
    """The row of the table, or of a professional's limits, that a finding came from. Raises BadChoice, which a report
    of a newer version may cause.
    """
    row = LIMIT_ROWS.get(check) or _rows().get((movement, check))
    if row is None:
        raise BadChoice(gettext(UNKNOWN, name=brief(check)))
    return row


def movement_of(name: MovementName) -> Movement:
    """The movement a report names. Raises BadChoice, as `row_of` does."""
    found = movements().get(name)
    if found is None:
        raise BadChoice(gettext(UNKNOWN, name=brief(name)))
    return found


def title(found: Finding | SetFinding) -> str:
    """Name of the check."""
    return gettext(row_of(found.movement, found.check).title)


def check_title(check: str) -> str:
    """Name of a check by its id alone; the same in every movement that has it."""
    rows = (row for (_, row_id), row in _rows().items() if row_id == check)
    row = LIMIT_ROWS.get(check) or next(rows, None)
    return gettext(row.title) if row else check


def is_strategy(found: Finding | SetFinding) -> bool:
    """Whether it is a way to cope, which is never shown as a mistake."""
    return row_of(found.movement, found.check).strategy


def shown_verdict(found: Finding | SetFinding) -> Verdict:
    """The verdict whose sign and colour are shown beside it: a way to cope never gets that of a fault."""
    return "watch" if found.verdict == "fault" and is_strategy(found) else found.verdict


def verdict_word(found: Finding | SetFinding) -> str:
    """The word beside that sign."""
    strategy = found.verdict in ("fault", "watch") and is_strategy(found)
    return gettext(STRATEGY_NAME if strategy else VERDICT_NAMES[found.verdict])


def shown_status(status: RepStatus, findings: Sequence[Finding]) -> tuple[RepStatus, str]:
    """What a repetition comes to as it is shown, with its word: ways to cope alone are no mistake."""
    loud = [finding for finding in findings if finding.verdict in ("fault", "watch")]
    if loud and all(map(is_strategy, loud)):
        return "watch", gettext(STRATEGY_NAME)
    if status == "fault" and all(shown_verdict(finding) != "fault" for finding in loud):
        status = "watch"
    return status, gettext(STATUS_NAMES[status])


def sentence(finding: Finding) -> str:
    """What a finding means, without its notes: why it could not be judged, or the row's sentence for its verdict."""
    if finding.abstain is not None:
        return abstain_words(finding.abstain)
    row = row_of(finding.movement, finding.check)
    if finding.verdict == "not_assessed" or finding.value is None:
        return ""
    one_hand = finding.verdict == "good" and any(note.code == "other_hand_hidden" for note in finding.notes)
    said = row.good_of_one if one_hand and row.good_of_one else row.sentence(finding.verdict)
    return gettext(said, value=f"{finding.value:.{row.digits}f}")


def asides(finding: Finding) -> tuple[str, ...]:
    """Everything else a finding knows, a sentence each: the signs seen and not judged, and its notes."""
    seen = listed(
        gettext("{sign} (at {seconds:.1f} s)", sign=gettext(SIGN_NAMES[sign.name]), seconds=sign.t_s)
        for sign in finding.signs
    )
    unknown = listed(gettext(UNKNOWN_SIGN_NAMES[name]) for name in finding.unknown_signs)
    said = (
        gettext("What we saw: {signs}.", signs=seen) if seen else "",
        gettext("Could not be judged: {signs}.", signs=unknown) if unknown else "",
        *map(note_words, finding.notes),
    )
    return tuple(words for words in said if words)


def words(finding: Finding) -> str:
    """Everything a finding says."""
    return sentences((sentence(finding), *asides(finding)))


def measured(finding: Finding) -> str:
    """The value with its unit and interval, for readers who want numbers; empty where there is none."""
    if finding.value is None:
        return ""
    row = row_of(finding.movement, finding.check)
    value = amount(finding.value, finding.unit, row.digits)
    if finding.band is None:
        return value
    return gettext("{value}, give or take {band}", value=value, band=f"{finding.band:.{row.digits}f}")


def often(one: SetFinding) -> str:
    """In how many of the repetitions; empty for a single one or the set as a whole."""
    if one.rep is None or one.judged <= 1:
        return ""
    return gettext("In {times} of {judged} repetitions.", times=one.times, judged=one.judged)


def shown_by(one: SetFinding, findings: Sequence[Finding]) -> Finding | None:
    """The repetition's finding that shows a set's finding best."""
    same = (f for f in findings if (f.check, f.movement, f.rep) == (one.check, one.movement, one.rep))
    return next(same, None)


def amount(value: float, unit: str, digits: int | None = None) -> str:
    """A value with its unit. Without ``digits`` every one it has, so that it cannot seem to lie on its own limit."""
    number = f"{value:g}" if digits is None else f"{value:.{digits}f}"
    return gettext(AMOUNTS.get(unit, f"{{value}} {unit}"), value=number)


def limit_words(limit: LimitUsed) -> tuple[str, str]:
    """Which values are good, and from which on to work on it."""
    good, fault = amount(limit.good, limit.unit), amount(limit.fault, limit.unit)
    if limit.bad == "above":
        return gettext("{value} or less", value=good), gettext("{value} or more", value=fault)
    return gettext("{value} or more", value=good), gettext("{value} or less", value=fault)


def limit_source(limit: LimitUsed) -> str:
    """Where a limit comes from, and how the level moved it."""
    source = gettext(limit.source)
    if limit.level not in MOVED:
        return source
    if len(limit.kept) == len(KEPT):
        return gettext(WHOLLY_KEPT, source=source, why=gettext(limit.kept["good"]))
    moved = gettext(MOVED[limit.level], source=source, step=amount(limit.step, limit.unit))
    for part, why in limit.kept.items():
        moved = gettext(KEPT[part], source=moved, why=gettext(why))
    return moved
