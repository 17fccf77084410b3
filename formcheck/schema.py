"""The judged result: plain frozen data that round-trips through JSON.

The JSON Schema in ``docs/report.schema.json`` is generated from these types. Degrees, seconds and shares (0..1)
only; ``null`` means "not known", never zero.
"""

from typing import Final, Literal

import msgspec

from formcheck.motion.landmarks import Side

SCHEMA_VERSION: Final = 1

MovementName = Literal["squat", "hinge", "none"]
ViewKind = Literal["left", "right", "front", "back", "oblique", "unknown"]
Depth = Literal["above_parallel", "parallel", "below_parallel", "floor"]
Verdict = Literal["good", "watch", "fault", "not_assessed"]
QualityLevel = Literal["good", "limited", "poor"]
Nothing = Literal["nobody", "partial", "hips_hidden", "other_movement", "no_repetition"]
Direction = Literal["above", "below"]
SupportPlace = Literal["knee", "thigh", "floor", "other"]
SupportKind = Literal["braced", "touched", "rest"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every part of a report: immutable, keyword-only."""


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
    """What the picture allowed. ``notes`` are full sentences for the user; ``brightness`` the mean of the pictures,
    0..1, null where nobody looked.
    """

    level: QualityLevel
    detected_share: float
    people: tuple[PersonSeen, ...]
    person: int | None
    notes: tuple[str, ...]
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


class Rep(Part, frozen=True, kw_only=True):
    """One repetition. ``partial``: it starts before or ends after the clip, and is not judged. ``peak_band``: how far
    the true angle may lie from that of ``peak``, to either side, in 90 of 100 cases. ``supports``: by the hands of
    ``hands_seen`` only; null when not judged or both hands are hidden on the way up.
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
    peak_band: Peak | None = None
    stoop_squat_index: float | None = None
    hip_knee_ratio: float | None = None
    coordination: Coordination | None = None
    supports: tuple[Support, ...] | None = None
    hands_seen: tuple[Side, ...] = ()


class LimitUsed(Part, frozen=True, kw_only=True):
    """The limit a value was held against: good up to ``good``, fault past ``fault``, on the ``bad`` side."""

    good: float
    fault: float
    bad: Direction
    source: str


class Finding(Part, frozen=True, kw_only=True):
    """One check on one rep (or on the whole clip: ``rep`` null). ``confidence`` 0..1; ``reason`` is a sentence."""

    check: str
    title: str
    rep: int | None
    verdict: Verdict
    value: float | None
    unit: str
    limit: LimitUsed | None
    t_s: float | None
    confidence: float
    reason: str


class Summary(Part, frozen=True, kw_only=True):
    """What to read first. ``not_assessed`` maps a check id to why and how to film it so that it can be; ``nothing``
    says why no repetition was judged, null when one was.
    """

    headline: str
    went_well: tuple[str, ...]
    work_on: tuple[str, ...]
    not_assessed: dict[str, str]
    reps_complete: int
    reps_partial: int
    nothing: Nothing | None = None


class Provenance(Part, frozen=True, kw_only=True):
    """What made this report: versions, hashes of the models (null: not used), settings, limits in force."""

    formcheck_version: str
    model: str
    model_sha256: str
    libraries: dict[str, str]
    settings: dict[str, float | int | str | None]
    limits: dict[str, LimitUsed]
    correction_sha256: str | None = None
    back_sha256: str | None = None


class Report(Part, frozen=True, kw_only=True):
    """Everything said about one clip."""

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
