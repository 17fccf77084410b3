"""The judged result: plain frozen data that round-trips through JSON.

Codes and numbers only: sentences are made from them by ``formcheck.wording``, in any language and for any reader. The
JSON Schema in ``docs/report.schema.json`` is generated from these types. Degrees, seconds and shares (0..1) only;
``null`` means "not known", never zero.
"""

from formcheck.schema.clip import Baseline, Clip, PersonSeen, Quality, View
from formcheck.schema.codes import (
    DEPTHS,
    NO_MOVEMENT,
    SIDE_VIEWS,
    WORST_FIRST,
    Depth,
    Direction,
    MovementName,
    Note,
    Nothing,
    Part,
    QualityLevel,
    RepStatus,
    SetOutcome,
    SignName,
    SupportKind,
    SupportPlace,
    Verdict,
    ViewKind,
)
from formcheck.schema.findings import Finding, LimitUsed, Sign
from formcheck.schema.report import (
    SCHEMA_VERSION,
    CalibrationUsed,
    ClinicianLimitsUsed,
    Count,
    LimitInForce,
    Provenance,
    Report,
    SetFinding,
    Summary,
    json_schema,
)
from formcheck.schema.reps import Coordination, Curve, Peak, Rep, Rise, Support, Tempo, Work

__all__ = [
    "DEPTHS",
    "NO_MOVEMENT",
    "SCHEMA_VERSION",
    "SIDE_VIEWS",
    "WORST_FIRST",
    "Baseline",
    "CalibrationUsed",
    "ClinicianLimitsUsed",
    "Clip",
    "Coordination",
    "Count",
    "Curve",
    "Depth",
    "Direction",
    "Finding",
    "LimitInForce",
    "LimitUsed",
    "MovementName",
    "Note",
    "Nothing",
    "Part",
    "Peak",
    "PersonSeen",
    "Provenance",
    "Quality",
    "QualityLevel",
    "Rep",
    "RepStatus",
    "Report",
    "Rise",
    "SetFinding",
    "SetOutcome",
    "Sign",
    "SignName",
    "Summary",
    "Support",
    "SupportKind",
    "SupportPlace",
    "Tempo",
    "Verdict",
    "View",
    "ViewKind",
    "Work",
    "json_schema",
]
