"""The judgement of a set, what made it, and the report that holds everything."""

from typing import Final, Literal

import msgspec

from formcheck.schema.clip import Baseline, Clip, Quality, View
from formcheck.schema.codes import Depth, MovementName, Note, Nothing, Part, SetOutcome, Verdict
from formcheck.schema.findings import Finding, LimitUsed
from formcheck.schema.hold import Hold
from formcheck.schema.reps import Rep

SCHEMA_VERSION: Final = 2
HandsUsed = Literal["with", "without"]


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

    ``outcome``: "limit" when a limit of a professional was passed, "work" when something is to be worked on, "mostly"
    when a fault or a watch was outvoted by good repetitions, "fine" when every core check was judged and all is well,
    "partly" when all that could be seen is well, "nothing" when no repetition was judged (``nothing`` says why).
    ``findings``: what counts as a fault or a watch of the set; the first one belongs into the headline.
    ``sometimes``: what was outvoted, with how often. ``depth`` is the usual class of the set's squats.
    ``unjudged_core``: core checks that could not be judged in most repetitions. ``not_assessed`` maps a check that
    was judged nowhere to why. ``five_s``: time for five rises, from setting out for the first to standing after the
    fifth; ``five_hands``: whether a hand helped in any of them, null where that is not known of all. ``hold``: the one
    on the highest rung, the longest of those.
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
    five_hands: HandsUsed | None = None
    hold: Hold | None = None
    nothing: Nothing | None = None

    def __post_init__(self) -> None:
        """Raises ValueError where repetitions were judged and none are counted."""
        if self.nothing is None and not self.counts:
            raise ValueError("repetitions were judged and none are counted")

    sometimes: tuple[SetFinding, ...] = ()


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
    hands_sha256: str | None = None
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
        """Read a report back. Raises msgspec.DecodeError (ValidationError is one) when the text is not a report,
        UnicodeError or RecursionError where it is damaged so; `read_report` makes BadChoice of each.
        """
        return msgspec.json.decode(text, type=cls)


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a report."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Report)}
