"""The row types: Limit, Check, Movement; and judging one measured value against its limit."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from formcheck.i18n import gettext, sentences
from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.schema import Direction, Finding, LimitUsed, Verdict
from formcheck.wording.summary import amount

ViewNeeded = Literal["side", "front", "as its band allows", "any"]
BAND_ERRORS: Final = 1.645  # half a band of 90 % in standard errors of a normal distribution
WATCH_ROOM: Final = 1.2  # chosen: a band about as wide as the watch zone around its middle still says "watch"
VERDICT_ORDER: Final[tuple[Verdict, ...]] = ("good", "watch", "fault")


@dataclass(frozen=True, slots=True)
class Limit:
    """Good up to ``good``, fault from ``fault`` on, watch in between; ``bad`` is the side on which values get worse.

    ``noise`` is the measurement's own standard error in the same unit: how far a value may be off by itself.
    """

    good: float
    fault: float
    unit: str
    noise: float
    source: str
    bad: Direction = "above"

    def __post_init__(self) -> None:
        if (self.fault >= self.good) != (self.bad == "above") or not self.source or self.noise <= 0:
            raise ValueError(f"impossible limit: {self}")

    def verdict(self, value: float) -> Verdict:
        """The verdict on a finite value."""
        sign = 1.0 if self.bad == "above" else -1.0
        if sign * value <= sign * self.good:
            return "good"
        return "fault" if sign * value >= sign * self.fault else "watch"

    def decides(self, value: float, band: float) -> bool:
        """Whether a value known within ``band`` to either side can be judged.

        Not when that reaches from good to fault and is much wider than the watch zone between them.
        """
        reaches = {self.verdict(value - band), self.verdict(value + band)} == {"good", "fault"}
        return math.isfinite(band) and not (reaches and 2.0 * band > WATCH_ROOM * abs(self.fault - self.good))

    def certainty(self, value: float, band: float | None = None) -> float:
        """How likely (0.5..1) the true value lies on the same side of the nearest limit, for normal noise."""
        noise = self.noise if band is None else max(band / BAND_ERRORS, 1e-6)
        distance = min(abs(value - self.good), abs(value - self.fault)) / noise
        return 0.5 * (1.0 + math.erf(distance / math.sqrt(2.0)))

    def used(self) -> LimitUsed:
        """The limit as written into reports."""
        return LimitUsed(good=self.good, fault=self.fault, bad=self.bad, source=self.source)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value at a moment. ``seen`` 0..1: how well the joints behind it were seen; ``at_most`` caps the verdict when
    the measurement alone must not call a fault; ``detail`` follows the sentence, in the reader's language; ``band`` is
    how far the true value may lie to either side in 90 of 100 cases, infinite when the view tells nothing, None when
    not known.
    """

    value: float
    t_s: float
    seen: float = 1.0
    at_most: Verdict = "fault"
    detail: str = ""
    band: float | None = None


@dataclass(frozen=True, slots=True)
class CannotTell:
    """Why a check could not be judged, as a sentence for the user, in their language."""

    reason: str


Outcome: TypeAlias = Measured | CannotTell
Part = Literal["knee", "trunk", "hands"]  # knee bend, forward lean, doing without hands
PerRep: TypeAlias = Callable[[RepFacts], Outcome]
PerClip: TypeAlias = Callable[[ClipFacts], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One row: what is measured, from which views, against which limit, and the words the person reads.

    ``measure`` gets the rep's facts; ``measure_clip`` the clip's instead, for checks over all reps. Title and sentences
    are marked, and said when they are used; the sentences may use ``{value}``. ``asks``: what its advice asks for more
    of, and up to how many degrees; it is silent where a professional allowed less (judging/clinician_limits.py).
    """

    id: str
    title: str
    limit: Limit
    view: ViewNeeded
    good: str
    watch: str
    fault: str
    measure: PerRep | None = None
    measure_clip: PerClip | None = None
    digits: int = 0
    asks: Mapping[Part, float] = field(default_factory=dict)

    def words(self, verdict: Verdict, value: float) -> str:
        """The sentence for a verdict, in the reader's language."""
        text = {"good": self.good, "watch": self.watch, "fault": self.fault}[verdict]
        return gettext(text, value=f"{value:.{self.digits}f}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A movement is its checks, in the order they are judged and read."""

    name: Literal["squat", "hinge"]
    title: str
    checks: tuple[Check, ...]


def view_allows(check: Check, facts: ClipFacts) -> CannotTell | None:
    """Whether the view can show a check; else why not and how to film it so that it can."""
    view = facts.view
    if check.view in ("any", "as its band allows") or (check.view == "front" and view.kind == "front"):
        return None
    if check.view == "side" and view.side_on:
        return None
    if check.view == "front":
        return CannotTell(gettext("Only a camera in front of you can show this: film one set facing the camera."))
    return CannotTell(gettext("Only a camera at your side can show this: film side-on, camera at hip height."))


def judge(check: Check, facts: RepFacts) -> Finding:
    """One rep's finding for one check. Never raises for missing data: that is "not assessed"."""
    blocked = view_allows(check, facts.clip)
    if blocked is None and check.measure is not None:
        return _finding(check, facts.clip, facts.index, check.measure(facts))
    return _finding(check, facts.clip, facts.index, blocked or CannotTell(gettext("Nothing to measure.")))


def judge_clip(check: Check, facts: ClipFacts) -> Finding:
    """The finding of a check over all reps."""
    blocked = view_allows(check, facts)
    if blocked is None and check.measure_clip is not None:
        return _finding(check, facts, None, check.measure_clip(facts))
    return _finding(check, facts, None, blocked or CannotTell(gettext("Nothing to measure.")))


def _trust(check: Check, clip: ClipFacts) -> float:
    """What the view takes away from a check's certainty: only sagittal numbers suffer from turning."""
    return clip.sagittal_trust if check.view == "side" else 1.0


def _decided(check: Check, outcome: Outcome) -> Outcome:
    """The outcome, or that its band is too wide for this check's limit."""
    if not isinstance(outcome, Measured) or outcome.band is None or check.limit.decides(outcome.value, outcome.band):
        return outcome
    if math.isinf(outcome.band):
        return CannotTell(
            gettext("This camera cannot show it: film side-on, camera at hip height, whole body in view.")
        )
    return CannotTell(
        gettext(
            "From here it is only known roughly ({value}, give or take {band}): film side-on, camera at hip height.",
            value=amount(outcome.value, check.limit.unit, check.digits),
            band=f"{outcome.band:.{check.digits}f}",
        )
    )


def _finding(check: Check, clip: ClipFacts, rep: int | None, outcome: Outcome) -> Finding:
    outcome = _decided(check, outcome)
    if isinstance(outcome, Measured) and math.isfinite(outcome.value):
        value, t_s = round(outcome.value, max(check.digits, 1)), round(outcome.t_s, 3)  # judged as it is shown
        verdict = min(check.limit.verdict(value), outcome.at_most, key=VERDICT_ORDER.index)
        confidence = check.limit.certainty(value, outcome.band) * outcome.seen * _trust(check, clip)
        reason = sentences((check.words(verdict, value), outcome.detail))
    else:
        verdict, confidence, value, t_s = "not_assessed", 0.0, None, None
        reason = outcome.reason if isinstance(outcome, CannotTell) else gettext("The joints were not seen well enough.")
    return Finding(
        check=check.id,
        title=gettext(check.title),
        rep=rep,
        verdict=verdict,
        value=value,
        unit=check.limit.unit,
        limit=check.limit.used(),
        t_s=t_s,
        confidence=round(confidence, 2),
        reason=reason,
    )
