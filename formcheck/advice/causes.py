"""Likely causes of the findings, as possibilities, each with its evidence.

The table follows the studio's article and our brief (section 7); that these causes go with these findings is coaching
practice, not proof. A video cannot separate them, so each is a possibility; a retest makes it more or less likely.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.reading import at_bottom, findings_of, judged
from formcheck.schema import Finding, MovementName, Report
from formcheck.wording.summary import counted, typical

Cause = Literal[
    "strength", "core", "ankle", "hips", "hamstrings", "back_mobility", "balance", "coordination", "confidence"
]
Area = Literal["strength", "mobility", "movement"]
RetestId = Literal["heels_on_book", "door_post", "soft_knees", "slow_rise", "higher_seat"]

TITLES: Final[Mapping[Cause, str]] = {
    "strength": gettext_noop("Strength of glutes and legs"),
    "core": gettext_noop("Strength of the core"),
    "ankle": gettext_noop("Mobility of the ankles"),
    "hips": gettext_noop("Mobility of the hips"),
    "hamstrings": gettext_noop("Length of the hamstrings"),
    "back_mobility": gettext_noop("Mobility of the back"),
    "balance": gettext_noop("Balance and sense of position"),
    "coordination": gettext_noop("Coordination: who moves when"),
    "confidence": gettext_noop("Confidence in the movement"),
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
SHIN_FREE_DEG: Final = 30.0  # brief M1: lunge test limited below 30
SOFT_KNEES_DEG: Final = 15.0  # brief H3: coaching asks for soft knees, 15 to 30
MOST_OF: Final = 0.5  # brief section 7: seen in at least 3 of 5 repetitions; half, where there are fewer
ORDER_COUNTS: Final = (1.0, 0.6, 0.4, 0.3)  # chosen: the brief's order of plausibility as weights
VERDICT_COUNTS: Final = {"fault": 0.95, "watch": 0.5}  # chosen: no finding proves a cause
ONCE_COUNTS: Final = 0.3  # chosen: weight of a finding in fewer than half of the repetitions
RETEST_FACTOR: Final = {
    True: 2.0,
    False: 0.4,
}  # chosen: a retest doubles a cause's weight, or cuts it by more than half
LIKELY: Final = 0.9  # chosen: the first-named cause of one clear fault ...
MAY: Final = 0.4  # ... and of something to watch


@dataclass(frozen=True, slots=True)
class Row:
    """A finding (one of ``checks``) in ``movement``, its causes in order of plausibility, and the retests that separate
    them.

    ``when`` limits the row to some reports; of the rows of one check the first that applies counts.
    """

    checks: tuple[str, ...]
    causes: tuple[Cause, ...]
    retests: tuple[RetestId, ...] = ()
    movement: MovementName | None = None
    when: Callable[[Report], bool] | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class CandidateCause:
    """One possible cause. ``weight`` orders causes and has no other meaning; ``evidence``: translated sentences."""

    cause: Cause
    weight: float
    evidence: tuple[str, ...]
    retests: tuple[RetestId, ...]

    @property
    def words(self) -> str:
        """How likely, in words; never more than likely."""
        if self.weight >= LIKELY:
            return gettext("Likely to play a part")
        return gettext("May play a part") if self.weight >= MAY else gettext("Less likely")


@dataclass(frozen=True, slots=True)
class RetestOutcome:
    """The outcome of a retest: causes it made more likely and less likely, and why, in one translated sentence."""

    retest: RetestId
    more: frozenset[Cause] = field(default_factory=frozenset)
    less: frozenset[Cause] = field(default_factory=frozenset)
    because: str = ""


def _shins_held_back(report: Report) -> bool:
    heels = findings_of(report, "heels")
    lifted = bool(heels) and typical(heels).verdict in VERDICT_COUNTS
    return lifted or at_bottom(report, "tibia_inclination_deg") < SHIN_FREE_DEG


def _knees_straight(report: Report) -> bool:
    return at_bottom(report, "knee_flexion_deg") < SOFT_KNEES_DEG


_PITCH: Final = ("trunk_tibia", "trunk_lean")
#: THE TABLE of brief section 7.
ROWS: Final = (
    Row(
        _PITCH,
        ("ankle", "hips", "strength", "coordination"),
        ("heels_on_book", "door_post"),
        when=_shins_held_back,
        because=gettext_noop("Your shins stayed rather upright, or your heels came up; then the trunk has to lean."),
    ),
    Row(_PITCH, ("hips", "strength", "coordination"), ("door_post", "heels_on_book")),
    Row(("depth",), ("ankle", "hips", "confidence", "strength"), ("heels_on_book", "door_post"), "squat"),
    Row(("heels",), ("ankle", "balance"), ("heels_on_book",)),
    Row(("hips_first",), ("coordination", "strength"), ("slow_rise",)),
    Row(
        ("lower_back_rounding",),
        ("hamstrings", "coordination", "back_mobility"),
        ("soft_knees",),
        "hinge",
        _knees_straight,
        gettext_noop("Your knees were nearly straight, which pulls the pelvis along."),
    ),
    Row(("lower_back_rounding",), ("core", "coordination", "back_mobility"), ("soft_knees",), "hinge"),
    Row(("lower_back_rounding",), ("hips", "ankle", "core"), ("heels_on_book", "door_post"), "squat"),
    Row(("straight_knee_stoop",), ("hamstrings", "coordination"), ("soft_knees",)),
    Row(("hinge_pattern",), ("coordination",)),
    Row(("hands_on_knees", "hands_on_floor"), ("strength", "balance", "confidence"), ("higher_seat",)),
    Row(("steadiness",), ("balance", "coordination")),
    Row(("repeatability",), ("coordination", "balance")),
    Row(("knee_valgus",), ("strength", "coordination")),
)


def candidate_causes(report: Report, outcomes: Iterable[RetestOutcome] = ()) -> tuple[CandidateCause, ...]:
    """Possible causes of the findings, likeliest first, after the ``outcomes`` of retests. Empty when nothing is at
    fault.

    Sentences are translated to the language in force when this is called.
    """
    weights: dict[Cause, float] = {}
    evidence: dict[Cause, list[str]] = {}
    retests: dict[Cause, list[RetestId]] = {}
    for row, shown, group in _applying(report):
        share = sum(finding.verdict in VERDICT_COUNTS for finding in group) / len(group)
        worth = VERDICT_COUNTS[shown.verdict] * (1.0 if share >= MOST_OF else ONCE_COUNTS)
        for cause, counts in zip(row.causes, ORDER_COUNTS, strict=False):
            # Findings with the same cause are not added up: three weak ones do not outweigh a clear one.
            weights[cause] = 1.0 - (1.0 - weights.get(cause, 0.0)) * (1.0 - worth * counts)
            evidence.setdefault(cause, []).extend(_sentences(row, shown, group))
            retests.setdefault(cause, []).extend(row.retests)
    for result in outcomes:
        for cause in (result.more | result.less) & weights.keys():
            weights[cause] *= RETEST_FACTOR[cause in result.more]
            evidence[cause].insert(0, result.because)
    found = (
        CandidateCause(
            cause, round(weight, 3), tuple(dict.fromkeys(evidence[cause])), tuple(dict.fromkeys(retests[cause]))
        )
        for cause, weight in weights.items()
    )
    return tuple(sorted(found, key=lambda possible: -possible.weight))


def _applying(report: Report) -> Iterable[tuple[Row, Finding, Sequence[Finding]]]:
    """Each row whose finding was seen, with the finding that stands for it and all findings of its check."""
    taken: set[str] = set()
    for row in ROWS:
        if row.movement not in (None, report.movement) or not taken.isdisjoint(row.checks):
            continue
        if row.when is not None and not row.when(report):
            continue
        groups = [judged(findings_of(report, check)) for check in row.checks]
        loud = [([f for f in group if f.verdict in VERDICT_COUNTS], group) for group in groups]
        shown = [(typical(seen), group) for seen, group in loud if seen]
        if shown:
            taken.update(row.checks)
            yield row, *max(shown, key=lambda pair: (VERDICT_COUNTS[pair[0].verdict], pair[0].confidence))


def _sentences(row: Row, shown: Finding, group: Sequence[Finding]) -> list[str]:
    return [counted(shown, group), *([gettext(row.because)] if row.because else [])]
