"""Likely causes of the findings, as possibilities, each with its evidence.

The table follows the studio's article and the three kinds of cause of the Back Squat Assessment (Myer 2014): skill,
strength, mobility. That these causes go with these findings is coaching practice, not proof. A video cannot separate
them, so each is a possibility; a retest makes it more or less likely.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.reading import at_bottom, findings_of, judged, typical
from formcheck.movements import movements
from formcheck.movements.spec import Cause, CauseRule, Check, RetestId, When
from formcheck.schema import Finding, MovementName, Report
from formcheck.wording.findings import sentence
from formcheck.wording.names import movement_name
from formcheck.wording.parts import statement

Area = Literal["strength", "mobility", "movement"]

TITLES: Final[Mapping[Cause, str]] = {
    "strength": gettext_noop("Your legs may not be strong enough yet at this depth"),
    "core": gettext_noop("Your core may not be strong enough yet"),
    "ankle": gettext_noop("Your ankles may be stiff"),
    "hips": gettext_noop("Your hips may be stiff"),
    "hamstrings": gettext_noop("Your hamstrings (back of the thigh) may be tight"),
    "back_mobility": gettext_noop("Your back may be stiff"),
    "balance": gettext_noop("Your balance may need practice"),
    "coordination": gettext_noop("This movement may still be new to you"),
    "confidence": gettext_noop("You may not feel safe going this low yet"),
}
#: The same inside a list: "Works on: ...", "More likely: ...".
SHORT_TITLES: Final[Mapping[Cause, str]] = {
    "strength": gettext_noop("leg strength"),
    "core": gettext_noop("core strength"),
    "ankle": gettext_noop("stiff ankles"),
    "hips": gettext_noop("stiff hips"),
    "hamstrings": gettext_noop("tight hamstrings"),
    "back_mobility": gettext_noop("a stiff back"),
    "balance": gettext_noop("balance"),
    "coordination": gettext_noop("practice of the movement"),
    "confidence": gettext_noop("confidence"),
}
AREAS: Final[Mapping[Cause, Area]] = {
    "strength": "strength",
    "core": "strength",
    "ankle": "mobility",
    "hips": "mobility",
    "hamstrings": "mobility",
    "back_mobility": "mobility",
    "balance": "movement",
    "coordination": "movement",
    "confidence": "movement",
}
SHIN_FREE_DEG: Final = 30.0  # weight-bearing lunge test: limited below 30
SOFT_KNEES_DEG: Final = 15.0  # coaching practice: soft knees, 15 to 30
MOST_OF: Final = 0.5  # chosen: what half of the repetitions do not show is chance
#: Why a cause fits what is seen: how it shows in a movement.
WHY: Final[dict[Cause, str]] = {
    "strength": gettext_noop("When legs get tired or weak, the hands, the back or speed have to help."),
    "core": gettext_noop("When the middle of the body gives way, the lower back rounds under load."),
    "ankle": gettext_noop(
        "When ankles are stiff, the shins stay upright, so the heels lift or the chest leans forward."
    ),
    "hips": gettext_noop("When hips are stiff, they stop early, and the lower back has to bend for them."),
    "hamstrings": gettext_noop("When the backs of the thighs are tight, they pull the pelvis under as you bend."),
    "back_mobility": gettext_noop("When the back is stiff, it keeps the shape it has, round or flat."),
    "balance": gettext_noop("When balance is unsure, hands look for a hold and movements get quick or short."),
    "coordination": gettext_noop("When a movement is new, parts of the body move one after the other, not together."),
    "confidence": gettext_noop("When going low feels unsafe, people stop early or hold on, though they could go on."),
}
ORDER_COUNTS: Final = (1.0, 0.6, 0.4, 0.3)  # chosen: the order of plausibility as weights
VERDICT_COUNTS: Final = {"fault": 0.95, "watch": 0.5}  # chosen: no finding proves a cause
ONCE_COUNTS: Final = 0.3  # chosen: weight of a finding in fewer than half of the repetitions
RETEST_FACTOR: Final = {
    True: 2.0,
    False: 0.4,
}  # chosen: a retest doubles a cause's weight, or cuts it by more than half
LIKELY: Final = 0.9  # chosen: the first-named cause of one clear fault ...
MAY: Final = 0.4  # ... and of something to watch


@dataclass(frozen=True, slots=True)
class CandidateCause:
    """One possible cause. ``weight`` orders causes and has no other meaning; ``evidence``: translated sentences, those
    of the findings of ``checks``, made in ``movements``, among them.
    """

    cause: Cause
    weight: float
    evidence: tuple[str, ...]
    retests: tuple[RetestId, ...]
    checks: frozenset[str] = frozenset()
    movements: frozenset[MovementName] = frozenset()

    @property
    def words(self) -> str:
        """How likely, in words; never more than likely."""
        if self.weight >= LIKELY:
            return gettext("Likely")
        return gettext("Possible") if self.weight >= MAY else gettext("Less likely")


@dataclass(frozen=True, slots=True)
class RetestOutcome:
    """The outcome of a retest: causes it made more likely and less likely, and why, in one translated sentence.

    ``retest`` None: of a take as coached, which tells as much.
    """

    retest: RetestId | None
    more: frozenset[Cause] = field(default_factory=frozenset)
    less: frozenset[Cause] = field(default_factory=frozenset)
    because: str = ""

    @property
    def says_something(self) -> bool:
        """Whether it was done as asked, so that it tells causes apart."""
        return bool(self.more or self.less)


def _heels_lifted(report: Report) -> bool:
    heels = findings_of(report, "heels")
    return bool(heels) and typical(heels).verdict in VERDICT_COUNTS


def _shins_upright(report: Report) -> bool:
    return at_bottom(report, "tibia_inclination_deg") < SHIN_FREE_DEG


def _knees_straight(report: Report) -> bool:
    return at_bottom(report, "knee_flexion_deg") < SOFT_KNEES_DEG


#: Conditions that narrow a rule of the table to some reports.
CONDITIONS: Final[Mapping[When, Callable[[Report], bool]]] = {
    "heels_lifted": _heels_lifted,
    "shins_upright": _shins_upright,
    "knees_straight": _knees_straight,
}


def candidate_causes(report: Report, outcomes: Iterable[RetestOutcome] = ()) -> tuple[CandidateCause, ...]:
    """Possible causes of the findings, likeliest first, after the ``outcomes`` of retests. Empty when nothing is at
    fault.

    Sentences are translated to the language in force when this is called.
    """
    return causes_of((report,), outcomes)


def causes_of(reports: Sequence[Report], outcomes: Iterable[RetestOutcome] = ()) -> tuple[CandidateCause, ...]:
    """The same of several reports of one person, such as a check-up's; evidence then names its movement."""
    weights: dict[Cause, float] = {}
    evidence: dict[Cause, list[str]] = {}
    retests: dict[Cause, list[RetestId]] = {}
    found_in: dict[Cause, list[Finding]] = {}
    for rule, shown, group in (one for report in reports for one in _applying(report)):
        share = sum(finding.verdict in VERDICT_COUNTS for finding in group) / len(group)
        worth = VERDICT_COUNTS[shown.verdict] * (1.0 if share >= MOST_OF else ONCE_COUNTS)
        for cause, counts in zip(rule.causes, ORDER_COUNTS, strict=False):
            # Findings with the same cause are not added up: three weak ones do not outweigh a clear one.
            weights[cause] = 1.0 - (1.0 - weights.get(cause, 0.0)) * (1.0 - worth * counts)
            evidence.setdefault(cause, []).extend(_sentences(rule, shown, group, named=len(reports) > 1))
            retests.setdefault(cause, []).extend(rule.retests)
            found_in.setdefault(cause, []).append(shown)
    for result in outcomes:
        for cause in (result.more | result.less) & weights.keys():
            weights[cause] *= RETEST_FACTOR[cause in result.more]
            evidence[cause].insert(0, result.because)
    found = (
        CandidateCause(
            cause,
            round(weight, 3),
            tuple(dict.fromkeys(evidence[cause])),
            tuple(dict.fromkeys(retests[cause])),
            frozenset(one.check for one in found_in[cause]),
            frozenset(one.movement for one in found_in[cause]),
        )
        for cause, weight in weights.items()
    )
    return tuple(sorted(found, key=lambda possible: -possible.weight))


def _applying(report: Report) -> Iterable[tuple[CauseRule, Finding, Sequence[Finding]]]:
    """Each row whose finding was seen, with the finding that stands for it and all findings of its check."""
    movement = movements().get(report.movement)
    seen: dict[str, list[tuple[Check, Finding, list[Finding]]]] = {}
    for row in movement.checks if movement else ():
        group = judged(findings_of(report, row.id))
        loud = [finding for finding in group if finding.verdict in VERDICT_COUNTS]
        if row.causes and loud:
            seen.setdefault(row.causes[0].group or row.id, []).append((row, typical(loud), group))
    for shown in seen.values():
        row, finding, group = max(shown, key=lambda one: (VERDICT_COUNTS[one[1].verdict], one[1].confidence))
        rule = next((r for r in row.causes if r.when is None or CONDITIONS[r.when](report)), None)
        if rule is not None:
            yield rule, finding, group


def _sentences(rule: CauseRule, shown: Finding, group: Sequence[Finding], *, named: bool) -> list[str]:
    same = sum(finding.verdict == shown.verdict for finding in group)
    times = gettext("In {times} of {judged} repetitions.", times=same, judged=len(group)) if len(group) > 1 else ""
    seen = statement(sentence(shown), often=times).text
    if named:
        seen = gettext("{movement}: {words}", movement=movement_name(shown.movement), words=seen)
    return [seen, *([gettext(rule.because)] if rule.because else [])]
