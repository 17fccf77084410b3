"""The judged result: plain frozen data that round-trips through JSON.

Codes and numbers only: sentences are made from them by ``formcheck.wording``, in any language and for any reader. The
JSON Schema in ``docs/report.schema.json`` is generated from these types. Degrees, seconds and shares (0..1) only;
``null`` means "not known", never zero.
"""

from typing import Final, Literal

import msgspec

from formcheck.motion.landmarks import Side

SCHEMA_VERSION: Final = 2

MovementName = str  # a module of formcheck/movements, or "none"
NO_MOVEMENT: Final = "none"
ViewKind = Literal["left", "right", "front", "back", "oblique", "unknown"]
Depth = Literal["above_parallel", "parallel", "below_parallel", "floor"]
Verdict = Literal["good", "watch", "fault", "not_assessed"]
QualityLevel = Literal["good", "limited", "poor"]
Nothing = Literal["nobody", "partial", "hips_hidden", "other_movement", "no_repetition"]
Direction = Literal["above", "below"]
SupportPlace = Literal["knee", "thigh", "floor", "other"]
SupportKind = Literal["braced", "touched", "rest"]
RepStatus = Literal["fault", "watch", "good", "partly", "not_assessed"]
SetOutcome = Literal["nothing", "limit", "work", "fine", "partly"]
SignName = Literal["rounding", "pitching", "hips_first", "stooping"]
WORST_FIRST: Final[tuple[Verdict, ...]] = ("fault", "watch", "good", "not_assessed")
#: From the top down: how high the thigh ends. "floor": the thighs rest on the calves.
DEPTHS: Final[tuple[Depth, ...]] = ("above_parallel", "parallel", "below_parallel", "floor")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every part of a report: immutable, keyword-only."""


class Note(Part, frozen=True, kw_only=True):
    """Something to say: a code of ``formcheck.wording`` with the values its sentence needs."""

    code: str
    values: dict[str, float | str] = {}


class Clip(Part, frozen=True, kw_only=True):
    """The file as it was read. ``width`` and ``height`` are upright pixels before reduction."""

    name: str
    duration_s: float
    fps: float
    width: int
    height: int
    rotation_deg: int
    codec: str
    frames_analysed: int


class View(Part, frozen=True, kw_only=True):
    """Which side of the person faces the camera. ``yaw_deg``: 0 side-on, 90 facing or turned away;
    ``roll_deg``: camera tilt about its own axis, positive when the picture leans clockwise, null when unknown.
    """

    kind: ViewKind
    yaw_deg: float | None
    roll_deg: float | None
    near_side: Side


class PersonSeen(Part, frozen=True, kw_only=True):
    """One of the people found while scouting; numbered from left to right. ``box`` is x0, y0, x1, y1 as shares."""

    person: int
    box: tuple[float, float, float, float]
    share_seen: float


class Quality(Part, frozen=True, kw_only=True):
    """What the picture allowed. ``notes`` say what was wrong; ``brightness`` is the mean of the pictures, 0..1, null
    where nobody looked.
    """

    level: QualityLevel
    detected_share: float
    people: tuple[PersonSeen, ...]
    person: int | None
    notes: tuple[Note, ...]
    brightness: float | None = None


class Baseline(Part, frozen=True, kw_only=True):
    """The person's own standing reference; ``found`` is false when the clip shows no steady standing."""

    found: bool
    start_s: float | None = None
    end_s: float | None = None
    leg_length_px: float | None = None
    trunk_length_px: float | None = None
    knee_flexion_deg: float | None = None
    trunk_inclination_deg: float | None = None


class Peak(Part, frozen=True, kw_only=True):
    """Near-side angles at the bottom of the rep; null where the joint was not seen or the view tells nothing."""

    knee_flexion_deg: float | None
    hip_flexion_deg: float | None
    trunk_inclination_deg: float | None
    tibia_inclination_deg: float | None
    thigh_to_horizontal_deg: float | None


class Tempo(Part, frozen=True, kw_only=True):
    """Seconds spent going down, at the bottom and coming up."""

    descent_s: float | None
    bottom_s: float | None
    ascent_s: float | None


class Support(Part, frozen=True, kw_only=True):
    """One hand keeping its place on a leg, the floor or something else, at the bottom or on the way up, from ``from_s``
    to ``to_s``.

    ``seconds`` of it, and ``share_of_ascent`` (0..1), while the body rises. ``braced``: long enough, early enough to
    help, with an arm that can carry weight; ``touched``: not all of it; ``rest``: at the bottom only. ``other``: the
    hand stays in the room while the body rises past it; on what, is not seen, so it never counts as braced.
    """

    side: Side
    place: SupportPlace
    kind: SupportKind
    from_s: float
    to_s: float
    seconds: float
    share_of_ascent: float


class Work(Part, frozen=True, kw_only=True):
    """Degrees each joint bends on the way down, or straightens on the way up.

    ``ankle_deg`` of the shin, ``hip_deg`` of trunk against thigh, without the lower back where that is known;
    ``trunk_deg`` of lean; ``trunk_share`` of the shoulders' way that came from the leaning trunk, not the legs: up to
    1, below 0 when the trunk pitched on against the way of the legs.
    """

    ankle_deg: float
    knee_deg: float
    hip_deg: float
    lower_back_deg: float | None
    trunk_deg: float
    trunk_share: float | None


class Curve(Part, frozen=True, kw_only=True):
    """Near-side angles at even steps of time down (up to index ``bottom``) and up again: knee against trunk is the
    coordination curve.
    """

    t_s: tuple[float, ...]
    bottom: int
    knee_flexion_deg: tuple[float | None, ...]
    hip_flexion_deg: tuple[float | None, ...]
    trunk_inclination_deg: tuple[float | None, ...]


class Coordination(Part, frozen=True, kw_only=True):
    """How trunk, hips, knees and ankles share a repetition.

    ``early_up``: until the knees have stretched half-way; ``trunk_lead_deg``: how far the trunk pitched on while the
    legs stretched; ``chest_to_hip_rise``: way of the shoulders over that of the hips when those have made 40 % of
    theirs; ``trunk_needed_deg``: lean at the bottom that legs of these proportions need.
    """

    down: Work | None
    up: Work | None
    early_up: Work | None
    curve: Curve
    trunk_lead_deg: float | None
    chest_to_hip_rise: float | None
    trunk_needed_deg: float | None


class Rise(Part, frozen=True, kw_only=True):
    """Standing up from a seat. ``seat_off_s``: the hips leave it; ``down_from_s``: they begin to sink again; ``sat_s``:
    they are on the seat, both null when that was not filmed; ``tries``: how often the person set out to rise, 1 when
    the first try succeeded; ``lean_deg``: the furthest the trunk leans while rising, ``lean_band_deg`` the half-width
    of its 90 % interval.
    """

    seat_off_s: float
    down_from_s: float | None
    sat_s: float | None
    tries: int
    lean_deg: float | None
    lean_band_deg: float | None


class Rep(Part, frozen=True, kw_only=True):
    """One repetition. ``partial``: it starts before or ends after the clip, and is not judged. ``depth_or``: the class
    beside ``depth`` that the true depth may as well lie in. ``peak_band``: half-width of the 90 % interval of each
    angle of ``peak``. ``supports``: by the hands of ``hands_seen`` only; null when not judged or both hands are hidden
    on the way up. ``rise``: of movements that begin on a seat.
    """

    index: int
    movement: MovementName
    start_s: float
    bottom_s: float
    end_s: float
    partial: bool
    depth: Depth | None
    peak: Peak
    tempo: Tempo
    depth_or: Depth | None = None
    peak_band: Peak | None = None
    stoop_squat_index: float | None = None
    hip_knee_ratio: float | None = None
    coordination: Coordination | None = None
    supports: tuple[Support, ...] | None = None
    hands_seen: tuple[Side, ...] = ()
    rise: Rise | None = None


class LimitUsed(Part, frozen=True, kw_only=True):
    """The limit a value was held against: good up to ``good``, fault past ``fault``, on the ``bad`` side, in ``unit``.

    ``source`` is the table's own, in English; ``step`` how far the level moved the limits, and ``kept`` why one of them
    ("good", "fault") stayed.
    """

    good: float
    fault: float
    bad: Direction
    unit: str
    source: str
    level: str = "standard"
    step: float = 0.0
    kept: dict[str, str] = {}


class Sign(Part, frozen=True, kw_only=True):
    """One sign of lower-back compensation, and the check and moment that show it."""

    name: SignName
    check: str
    verdict: Verdict
    t_s: float


class Finding(Part, frozen=True, kw_only=True):
    """One check of a movement on one repetition (or on the whole set: ``rep`` null).

    ``band``: half-width of the 90 % interval of ``value``, null where it is not known; ``confidence`` 0..1;
    ``abstain``: why it is not assessed; ``notes``: what else is worth saying. ``signs`` and ``unknown_signs`` belong to
    lower-back compensation: what was seen, and what could not be judged.
    """

    check: str
    movement: MovementName
    rep: int | None
    verdict: Verdict
    value: float | None
    limit: LimitUsed
    t_s: float | None
    confidence: float
    band: float | None = None
    abstain: Note | None = None
    notes: tuple[Note, ...] = ()
    signs: tuple[Sign, ...] = ()
    unknown_signs: tuple[SignName, ...] = ()

    @property
    def unit(self) -> str:
        """Unit of value and limit."""
        return self.limit.unit


class SetFinding(Part, frozen=True, kw_only=True):
    """What one check says of the whole set: its verdict, in ``times`` of ``judged`` repetitions, and the repetition
    that shows it best (null: the set as a whole). ``notes``: what only the whole set shows.
    """

    check: str
    movement: MovementName
    verdict: Verdict
    times: int
    judged: int
    rep: int | None
    notes: tuple[Note, ...] = ()


class Count(Part, frozen=True, kw_only=True):
    """How many whole repetitions of one movement."""

    movement: MovementName
    reps: int


class Summary(Part, frozen=True, kw_only=True):
    """The judgement of the set (`formcheck.judging.policy`), what matters most first.

    ``outcome``: "limit" when a limit of a professional was passed, "work" when something is to be worked on, "fine"
    when every core check was judged and all is well, "partly" when all that could be seen is well, "nothing" when no
    repetition was judged (``nothing`` says why). ``findings``: all faults and watches; the first one belongs into the
    headline. ``depth`` is the usual class of the set's squats. ``unjudged_core``: core checks that could not be judged
    in most repetitions. ``not_assessed`` maps a check that was judged nowhere to why. ``five_s``: time for five rises.
    """

    outcome: SetOutcome
    counts: tuple[Count, ...]
    findings: tuple[SetFinding, ...]
    went_well: tuple[SetFinding, ...]
    unjudged_core: tuple[str, ...]
    not_assessed: dict[str, Note]
    reps_complete: int
    reps_partial: int
    depth: Depth | None = None
    depth_or: Depth | None = None
    five_s: float | None = None
    nothing: Nothing | None = None


class LimitInForce(Part, frozen=True, kw_only=True):
    """The limit of one check of one movement, as it was judged."""

    movement: MovementName
    check: str
    limit: LimitUsed


class CalibrationUsed(Part, frozen=True, kw_only=True):
    """The personal calibration that the lower back was held against."""

    made_from: str
    sha256: str


class ClinicianLimitsUsed(Part, frozen=True, kw_only=True):
    """What a professional allowed; null or true: no limit."""

    knee_flexion_deg: float | None = None
    trunk_inclination_deg: float | None = None
    hinge: bool = True
    hands: bool = False


class Provenance(Part, frozen=True, kw_only=True):
    """What made this report: versions, hashes of the models (null: not used), settings, personal calibration, limits of
    a professional, and every limit in force. Values of two reports compare only where these agree.
    """

    formcheck_version: str
    model: str
    model_sha256: str
    libraries: dict[str, str]
    settings: dict[str, float | int | str | None]
    limits: tuple[LimitInForce, ...]
    correction_sha256: str | None = None
    back_sha256: str | None = None
    calibration: CalibrationUsed | None = None
    clinician_limits: ClinicianLimitsUsed = ClinicianLimitsUsed()


class Report(Part, frozen=True, kw_only=True):
    """Everything judged about one clip."""

    schema_version: int
    clip: Clip
    movement: MovementName
    view: View
    quality: Quality
    baseline: Baseline
    reps: tuple[Rep, ...]
    findings: tuple[Finding, ...]
    summary: Summary
    provenance: Provenance

    def to_json(self, *, indent: int = 2) -> str:
        """The report as JSON text; numbers are already rounded for reading."""
        return msgspec.json.format(msgspec.json.encode(self), indent=indent).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> "Report":
        """Read a report back. Raises msgspec.ValidationError when the text is not a report."""
        return msgspec.json.decode(text, type=cls)


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a report."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Report)}
