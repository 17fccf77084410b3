"""The values of a repetition that a trainer may put right, as measured and in words."""

from collections.abc import Mapping
from typing import Any, Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.movements import movements
from formcheck.review.decided import Decided, Standing
from formcheck.schema import DEPTHS, NO_MOVEMENT, Rep, Report, Verdict
from formcheck.storage.review.records import Subject
from formcheck.wording.names import DEPTH_NAMES, PLACE_NAMES, depth_name, movement_name

SUBJECTS: Final[dict[Subject, str]] = {
    "movement": gettext_noop("Movement"),
    "bounds": gettext_noop("Start, lowest point, end"),
    "depth": gettext_noop("Depth"),
    "hands": gettext_noop("Hands"),
    "rounding": gettext_noop("Lower back"),
}
BOUNDS: Final = {
    "start_s": gettext_noop("Start"),
    "bottom_s": gettext_noop("Lowest point"),
    "end_s": gettext_noop("End"),
}
HANDS: Final[dict[str, str]] = {"none": gettext_noop("No hand helped")} | dict(PLACE_NAMES.items())
ROUNDING: Final = {
    "none": gettext_noop("Not rounded"),
    "some": gettext_noop("Rounded a little"),
    "much": gettext_noop("Rounded a lot"),
}
ROUNDING_CHECK: Final = "lower_back_rounding"
ROUNDING_OF: Final[dict[Verdict, str]] = {"good": "none", "watch": "some", "fault": "much"}
UNKNOWN: Final = gettext_noop("Not known")


def choices(subject: Subject) -> dict[str, str]:
    """What a trainer may choose for a value, with its words; nothing for times."""
    if subject == "movement":
        known = {one.name: gettext(one.short) for one in movements().values()}
        return {**known, NO_MOVEMENT: gettext("No repetition")}
    if subject == "depth":
        return {depth: gettext(DEPTH_NAMES[depth]) for depth in DEPTHS}
    table = {"hands": HANDS, "rounding": ROUNDING}.get(subject, {})
    return {code: gettext(words) for code, words in table.items()}


def measured(report: Report, rep: Rep, subject: Subject) -> dict[str, Any]:
    """A value as it was measured; None where it is not known."""
    if subject == "bounds":
        return {name: getattr(rep, name) for name in BOUNDS}
    if subject == "movement":
        return {subject: rep.movement}
    if subject == "depth":
        return {subject: rep.depth}
    return {subject: _hands(rep) if subject == "hands" else _rounding(report, rep)}


def standing_value(
    report: Report, rep: Rep, subject: Subject, decided: Decided
) -> tuple[Mapping[str, Any], str, Standing]:
    """The value in force, in words, and how it stands."""
    standing = decided.of(subject, rep.index)
    plain = measured(report, rep, subject)
    value = {**plain, **standing.corrected}
    if subject == "depth" and standing.mark != "corrected" and rep.depth:
        return value, depth_name(rep.depth, rep.depth_or), standing
    return value, words(subject, value), standing


def words(subject: Subject, value: Mapping[str, Any]) -> str:
    """A value as it is shown."""
    if subject == "bounds":
        return gettext(
            "{start} s, {bottom} s, {end} s",
            start=f"{value['start_s']:.2f}",
            bottom=f"{value['bottom_s']:.2f}",
            end=f"{value['end_s']:.2f}",
        )
    code = value.get(subject)
    if code is None:
        return gettext(UNKNOWN)
    return choices(subject).get(code) or movement_name(code)


def _hands(rep: Rep) -> str | None:
    if rep.supports is None:
        return None
    braced = [one for one in rep.supports if one.kind == "braced"]
    return max(braced, key=lambda one: one.seconds).place if braced else "none"


def _rounding(report: Report, rep: Rep) -> str | None:
    own = (f for f in report.findings if (f.check, f.rep) == (ROUNDING_CHECK, rep.index))
    finding = next(own, None)
    return ROUNDING_OF.get(finding.verdict) if finding else None
