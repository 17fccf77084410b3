"""One cue after a repetition: a few kind words about one thing, short enough to hear while moving on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.policy import COMPENSATION, core_of_rep, rep_status
from formcheck.measures.compensation import SIGN_CHECKS
from formcheck.movements import movements
from formcheck.schema import Finding, Rep, Verdict
from formcheck.wording.findings import row_of, shown_verdict
from formcheck.wording.summary import depth_limited

PARTLY: Final = gettext_noop("Counted. We could not see everything.")


@dataclass(frozen=True, slots=True)
class Cue:
    """``text`` in the language of the context that judged; ``rep``: its repetition; ``t_s``: when it was given."""

    text: str
    verdict: Verdict
    rep: int | None
    t_s: float


def cue_for(rep: Rep, findings: Sequence[Finding], t_s: float) -> Cue:
    """The cue for a repetition: the first fault by importance, else the first watch, else praise."""
    for verdict in ("fault", "watch"):
        loud = [finding for finding in findings if finding.verdict == verdict and _cue_of(finding)]
        if loud:
            first = min(loud, key=_place)
            return Cue(gettext(_cue_of(first)), shown_verdict(first), rep.index, t_s)
    movement = movements()[rep.movement]
    if rep_status(findings, core_of_rep(movement)) != "good":
        return Cue(gettext(PARTLY), "not_assessed", rep.index, t_s)
    depth = "" if depth_limited(findings) else rep.depth or ""  # where depth is limited it is not praised
    praise = movement.praised.get(depth, movement.praised[""])
    return Cue(gettext(praise), "good", rep.index, t_s)


def _cue_of(finding: Finding) -> str:
    return row_of(finding.movement, finding.check).cue


def _place(finding: Finding) -> tuple[int, int]:
    """By priority; of compensation and its signs a sign, which says what to change."""
    row, compensation = row_of(finding.movement, finding.check), row_of(finding.movement, COMPENSATION)
    sign = finding.check in SIGN_CHECKS
    return (compensation.priority - 1, row.priority) if sign else (row.priority, 0)
