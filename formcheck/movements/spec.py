"""The record types of a movement and its checks: what one row says, and nothing about how it is judged.

Sentences and titles are marked for translation and said by ``formcheck.wording`` only.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from formcheck.measures.facts import ClipFacts, MovementRules, RepFacts
from formcheck.measures.limit import Limit
from formcheck.measures.outcome import Outcome
from formcheck.motion.angles import Angles
from formcheck.motion.reps import RepSpan
from formcheck.motion.standing import Heights, Standing
from formcheck.motion.track import Track
from formcheck.motion.view import CameraView
from formcheck.schema import Hold, MovementName, Nothing, Pick, Rep, Report, Rise, Verdict
from formcheck.schema.get_up import GetUp

ViewNeeded = Literal["side", "front", "as its band allows", "any"]
Part = Literal["knee", "trunk", "hands"]  # knee bend, forward lean, doing without hands
Cause = Literal[
    "strength", "core", "ankle", "hips", "hamstrings", "back_mobility", "balance", "coordination", "confidence"
]
RetestId = Literal["heels_on_book", "door_post", "soft_knees", "slow_rise", "higher_seat"]
When = Literal["heels_lifted", "shins_upright", "knees_straight"]
Gauge = Literal["depth", "trunk", "rise", "hold", "pick", "supports"]
Better = Literal["more", "less"]
Drawn = Literal["standing", "bent", "low", "on_chair", "on_floor"]
PerRep: TypeAlias = Callable[[RepFacts], Outcome]
PerSet: TypeAlias = Callable[[Sequence[Rep]], Outcome]
AtBottom: TypeAlias = Callable[[Callable[[str], float]], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRule:
    """What a finding can go with: ``causes`` in order of plausibility, the ``retests`` that tell them apart.

    ``when`` narrows it to some reports, ``because`` then says why; of the rules of one ``group`` the first that applies
    counts (by default: of one check).
    """

    causes: tuple[Cause, ...]
    retests: tuple[RetestId, ...] = ()
    when: When | None = None
    because: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One row: what is measured, from which views, against which limit, and the words the person reads.

    ``measure`` gets a repetition's facts, ``measure_set`` the repetitions of a set. ``excess``: a second limit, of what
    goes beyond the need of the person's own legs. Sentences may use ``{value}``. ``grows_by``: how much more in the
    last repetition than in the first is worth a word. ``priority``: what matters first when several things were
    seen, smallest first. ``safety``: a fault in any repetition is never outvoted by good ones. ``core``: without it
    "nothing to work on" may not be said. ``strategy``: what it finds is a way to cope, not a mistake, and is never
    shown as one. ``pattern``: it asks for what makes this movement this one, so that a repetition that may as well be
    another is not judged by it. ``good_of_one``: what is said in place of ``good`` where only
    one of two hands was seen. ``cue``: a few words after a repetition. ``praise``: rank among what went well, None when
    it is not worth praise; ``praise_unless``: checks whose findings forbid it. ``causes``: what a finding can go
    with. ``asks``: what its advice asks for more of, and up to how many degrees; it is left out where a professional
    allowed less. ``stays``: what a level does not move, with the reason, by level and part of the limit.
    ``true_value``: the value by the true angles at the bottom, for the bench.
    """

    id: str
    title: str
    limit: Limit
    view: ViewNeeded
    good: str
    watch: str
    fault: str
    priority: int
    measure: PerRep | None = None
    measure_set: PerSet | None = None
    digits: int = 0
    excess: Limit | None = None
    grows_by: float | None = None
    safety: bool = False
    core: bool = False
    strategy: bool = False
    pattern: bool = False
    good_of_one: str = ""
    cue: str = ""
    praise: int | None = None
    praise_unless: tuple[str, ...] = ()
    causes: tuple[CauseRule, ...] = ()
    asks: Mapping[Part, float] = field(default_factory=dict)
    stays: Mapping[tuple[str, str], str] = field(default_factory=dict)
    true_value: AtBottom | None = None

    def sentence(self, verdict: Verdict) -> str:
        """The sentence for a verdict, not translated yet and with its placeholder."""
        return {"good": self.good, "watch": self.watch, "fault": self.fault}[verdict]


@dataclass(frozen=True, slots=True)
class Scene:
    """A clip seen from its final view, as classification needs it."""

    track: Track
    view: CameraView
    height: Heights
    stand: Standing
    angles: Angles


@dataclass(frozen=True, slots=True)
class Segment:
    """One repetition found in a scene. ``stoop_squat_index`` (after Schmid 2022): 100 x the share of the shoulders'
    drop that is not the hips'; ``hip_knee_ratio``: hip fold over knee bend at the bottom; ``hinge_probability``: as
    `formcheck.measures.pattern` measures it. All NaN where not known. ``nothing``: what a clip comes to in which there
    is only this part of a repetition.
    """

    span: RepSpan
    stoop_squat_index: float = math.nan
    hip_knee_ratio: float = math.nan
    hinge_probability: float = math.nan
    rise: Rise | None = None
    hold: Hold | None = None
    pick: Pick | None = None
    get_up: GetUp | None = None
    nothing: Nothing = "partial"


@dataclass(frozen=True, slots=True)
class Segmented:
    """What a movement's own segmentation takes from a clip: its repetitions, and the spans it leaves to others."""

    found: tuple[Segment, ...]
    left: tuple[RepSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One value followed from session to session: an angle of ``Rep.peak`` or the value of a check.

    ``better`` is the direction wished for; ``rose`` and ``fell`` say how it changed, with ``{difference}`` and
    since when, ``{then}``;
    ``limited_by`` is the clinician's limit under which more of it is no progress.
    """

    id: str
    title: str
    unit: str
    better: Better
    rose: str
    fell: str
    limited_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with the half-width of its 90 % interval, zero where it is counted, not measured."""

    value: float
    half_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One value of a check-up's result. ``read`` takes it from the report of a take, None where it is not known;
    ``missing`` then says what to do. ``unit``: one of `formcheck.wording.findings.AMOUNTS`. ``limited_by``: as in
    `Followed`. `formcheck.movements.readings` makes the usual readers.
    """

    id: str
    title: str
    unit: str
    better: Better
    read: Callable[[Report], Reading | None]
    missing: str
    digits: int = 0
    limited_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTake:
    """One recording of a step: ``id`` is kept in the diary; ``instruction``: what to do, in a sentence or two."""

    id: str
    title: str
    instruction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitStep:
    """A movement's place in the check-up.

    ``order``: smallest first; ``title`` names the test; ``needs``: what has to be at hand, empty for nothing; ``film``:
    how to film it, a line each; ``drawn``: postures beside it. ``takes``: one, or first as the person does it and then
    as coached. In the page a take is recorded after a countdown of ``ready_s`` seconds, during which ``ready`` is said,
    and ends by itself after ``reps`` whole repetitions or ``longest_s`` seconds. ``rows``: the values of its result,
    the first one in big type.
    """

    order: int
    title: str
    film: tuple[str, ...]
    takes: tuple[VisitTake, ...]
    ready: str
    reps: int
    longest_s: float
    rows: tuple[VisitRow, ...]
    drawn: tuple[Drawn, ...] = ("standing", "low")
    needs: str = ""
    ready_s: float = 3.0

    def row(self, row_id: str) -> VisitRow | None:
        """The value with that id; None where this version has none."""
        return next((row for row in self.rows if row.id == row_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Everything FormCheck knows of one movement.

    ``name`` is its module's; ``title`` names the task, ``short`` one repetition; ``counted`` so many of them. ``rules``
    is what measures must know. ``recognise`` says whether a repetition that starts and ends standing is this
    movement; ``segment`` takes its own out of a clip, given those that seem to start and end standing, and whether the
    person chose this movement. ``bottom_at_hips``: the bottom is
    where the hips, not the shoulders, are lowest. ``depth``: id of the check whose classes of depth it has.
    ``gauge``: what a scale shows. ``praised``: the cue after a clean repetition, and by class of depth.
    ``kiosk_*``: words of the studio's screen. ``allowed_by``: the clinician's choice that forbids it. ``followed``:
    values for the diary. ``repeated``: the angle whose spread its repeatability is. ``visit``: its step of the
    check-up. ``drill``: id of the drill that is an easier way of it. ``shown_well``: the sample clip, filmed from the
    side, of somebody who does it well; empty without one.
    """

    name: MovementName
    title: str
    short: str
    counted: tuple[str, str]
    checks: tuple[Check, ...]
    rules: MovementRules
    gauge: Gauge
    praised: Mapping[str, str]
    kiosk_question: str
    kiosk_three: str
    kiosk_pace: str
    recognise: Callable[[Segment], bool] | None = None
    segment: Callable[[ClipFacts, tuple[RepSpan, ...], bool], "Segmented"] | None = None
    bottom_at_hips: bool = False
    depth: str | None = None
    allowed_by: str | None = None
    followed: tuple[Followed, ...] = ()
    repeated: str = "knee_flexion_deg"
    visit: VisitStep | None = None
    drill: str | None = None
    shown_well: str = ""

    def check(self, check_id: str) -> Check:
        """The row with that id. Raises KeyError."""
        for row in self.checks:
            if row.id == check_id:
                return row
        raise KeyError(check_id)


#: Standard errors of the pose model side-on (knee: a preprint on BlazePose, 15 adults, mean 7.1; trunk: chosen, 5).
KNEE_NOISE_DEG: Final = 7.0
TRUNK_NOISE_DEG: Final = 5.0


def at_levels(part: str, why: str, *levels: str) -> dict[tuple[str, str], str]:
    """``stays`` of one part of a limit at these levels, by default at both that move."""
    return {(level, part): why for level in levels or ("gentle", "strict")}
