"""How often trainers agree with a check, and which limit would have agreed with them best.

A decision says what a verdict should have been: agreeing, the one that was given; a correction, the one put in its
place; disagreeing without one, any that is good where the given one was not, and the other way round.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from scipy.stats import binomtest

from formcheck.measures.limit import Limit
from formcheck.schema import Finding, MovementName, Report, Verdict
from formcheck.storage.review.records import Decision

CONFIDENCE: Final = 0.9  # as every interval in a report
FEWEST: Final = 12  # chosen: below that the interval of a share is wider than half of the scale
FEWEST_CLIPS: Final = 3  # chosen: one person's habits are no reason to move a limit for all
Key = tuple[MovementName, str]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 90 % interval of the share after Wilson (1927)."""

    count: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """From, to, as shares 0..1."""
        found = binomtest(self.count, self.of).proportion_ci(CONFIDENCE, method="wilson")
        return float(found.low), float(found.high)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding that a trainer decided on, in which clip."""

    clip_id: int
    finding: Finding
    decision: Decision

    def satisfied_by(self, verdict: Verdict) -> bool:
        """Whether that verdict is what the trainer said."""
        given = self.finding.verdict
        if self.decision.answer == "agree":
            return verdict == given
        said = self.decision.corrected.get("verdict")
        return verdict == said if said else (verdict == "good") != (given == "good")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A limit moved by ``step``, and how well each would have agreed with the same decisions. ``unseen``: the moved
    limit's agreement with the decisions on each clip when it is found without that clip; what to expect of it.
    """

    limit: Limit
    step: float
    now: Share
    then: Share
    unseen: Share
    clips: int


@dataclass(frozen=True, slots=True)
class CheckAgreement:
    """One check of one movement: how often each trainer's last word agreed with what was measured then."""

    movement: MovementName
    check: str
    share: Share
    clips: int
    proposal: Proposal | None = None


def judged(reports: Mapping[int, Report], decisions: Iterable[Decision]) -> list[Judged]:
    """Of each finding every trainer's last decision, unless it was taken back. What could not be judged is left out."""
    last = {(one.clip_id, one.rep, one.check, one.who): one for one in decisions if one.subject == "finding"}
    return [
        Judged(one.clip_id, finding, one)
        for one in last.values()
        if one.answer != "withdrawn" and one.clip_id in reports
        for finding in reports[one.clip_id].findings
        if (finding.check, finding.rep) == (one.check, one.rep) and finding.verdict != "not_assessed"
    ]


def agreements(found: Sequence[Judged], limits: Mapping[Key, Limit]) -> tuple[CheckAgreement, ...]:
    """Every check somebody decided on, the least agreed first; ``limits`` are those in force."""
    groups: dict[Key, list[Judged]] = defaultdict(list)
    for one in found:
        groups[one.finding.movement, one.finding.check].append(one)
    rows = []
    for key, group in groups.items():
        agreed = sum(one.decision.answer == "agree" for one in group)
        proposal = propose(group, limits[key]) if key in limits else None
        rows.append(CheckAgreement(*key, Share(agreed, len(group)), len({one.clip_id for one in group}), proposal))
    return tuple(sorted(rows, key=lambda row: (row.share.count / row.share.of, -row.share.of)))


def propose(group: Sequence[Judged], limit: Limit) -> Proposal | None:
    """The limit, moved as a whole, that agrees with most decisions; the least moved of several. None where none agrees
    better, also on clips it was not found with, or decisions or clips are too few.
    """
    usable = [one for one in group if _by_limit(one.finding)]
    clips = {one.clip_id for one in usable}
    if len(usable) < FEWEST or len(clips) < FEWEST_CLIPS:
        return None
    now, step = _agreeing(usable, limit), _best_step(usable, limit)
    then = _agreeing(usable, moved(limit, step))
    unseen = 0
    for clip in clips:
        others = [one for one in usable if one.clip_id != clip]
        unseen += _agreeing([one for one in usable if one.clip_id == clip], moved(limit, _best_step(others, limit)))
    if then <= now or unseen <= now:
        return None
    of = len(usable)
    return Proposal(
        limit=moved(limit, step),
        step=step,
        now=Share(now, of),
        then=Share(then, of),
        unseen=Share(unseen, of),
        clips=len(clips),
    )


def moved(limit: Limit, step: float) -> Limit:
    """The limit with both of its ends moved."""
    return Limit(
        good=round(limit.good + step, 4),
        fault=round(limit.fault + step, 4),
        unit=limit.unit,
        noise=limit.noise,
        source=limit.source,
        bad=limit.bad,
    )


def _by_limit(finding: Finding) -> bool:
    """Whether value and limit alone gave the verdict: some have a second limit, or are held to "watch" at most."""
    used = finding.limit
    if finding.value is None:
        return False
    limit = Limit(used.good, used.fault, used.unit, 1.0, "report", used.bad)
    return limit.verdict(finding.value) == finding.verdict


def _agreeing(group: Sequence[Judged], limit: Limit) -> int:
    return sum(one.finding.value is not None and one.satisfied_by(limit.verdict(one.finding.value)) for one in group)


def _best_step(group: Sequence[Judged], limit: Limit) -> float:
    """Between two neighbouring values a limit judges the same, so that the middles between them are all there is."""
    steps = {0.0}
    values = sorted({one.finding.value for one in group if one.finding.value is not None})
    edges = [*values, *((a + b) / 2 for a, b in pairwise(values))]
    if values:
        edges += [values[0] - limit.noise, values[-1] + limit.noise]
    for edge in edges:
        steps |= {edge - limit.good, edge - limit.fault}
    return max(steps, key=lambda step: (_agreeing(group, moved(limit, step)), -abs(step)))
