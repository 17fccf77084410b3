"""A report and its parts, made up: a test names the values it is about, every other one is plain."""

from typing import Any

import msgspec

from formcheck import schema as r
from formcheck.judging.clinician_limits import movements_for
from formcheck.judging.policy import summarize
from formcheck.measures.limit import Limit
from formcheck.settings import ClinicianLimits
from formcheck.wording.findings import row_of

NO_PEAK = r.Peak(**dict.fromkeys(r.Peak.__struct_fields__))
PROVENANCE = r.Provenance(formcheck_version="0", model="full", model_sha256="0", libraries={}, settings={}, limits=())


def clip(**changed: Any) -> r.Clip:
    """Eight seconds of a tall video."""
    picture = {"fps": 30.0, "width": 540, "height": 960, "rotation_deg": 0, "codec": "h264", "frames_analysed": 240}
    return r.Clip(**({"name": "clip.mp4", "duration_s": 8.0} | picture | changed))


def rep(index: int, bottom_s: float | None = None, **changed: Any) -> r.Rep:
    """A squat of two seconds, its bottom in the middle; one follows the other unless ``bottom_s`` is given.

    It is below parallel where it is whole; a part of one and a hinge have no depth.
    """
    if bottom_s is None:
        bottom_s = 2.0 * index + 1
    plain = {"movement": "squat", "start_s": bottom_s - 1, "bottom_s": bottom_s, "end_s": bottom_s + 1} | changed
    partial = plain.setdefault("partial", False)
    plain.setdefault("depth", None if partial or plain["movement"] == "hinge" else "below_parallel")
    tempo = r.Tempo(descent_s=1.2, bottom_s=0.3, ascent_s=0.9)
    return r.Rep(index=index, **({"peak": NO_PEAK, "tempo": tempo} | plain))


def finding(
    check: str, verdict: r.Verdict, rep: int | None = None, movement: str = "squat", **changed: Any
) -> r.Finding:
    """A finding of a row of the table that came out like this, on one repetition or on the whole set."""
    row = row_of(movement, check)
    known = verdict != "not_assessed"
    plain = {
        "value": _value(row.limit, verdict) if known else None,
        "limit": row.limit.used(),
        "t_s": 1.0 if known else None,
        "confidence": 0.8 if known else 0.0,
        "abstain": None if known else r.Note(code="joints_unseen"),
    }
    return r.Finding(check=check, movement=movement, verdict=verdict, rep=rep, **(plain | changed))


def _value(limit: Limit, verdict: r.Verdict) -> float:
    return {"good": limit.good, "watch": limit.middle, "fault": limit.fault}[verdict]


def summary(
    reps: tuple[r.Rep, ...] = (), findings: tuple[r.Finding, ...] = (), movement: str = "squat", **changed: Any
) -> r.Summary:
    """The judgement of these repetitions and findings, as the product makes it, but for what is changed."""
    nothing = None if any(not one.partial for one in reps) else "partial" if reps else "no_repetition"
    made = summarize(movements_for("standard", _limits(findings)), movement, reps, findings, nothing)
    return msgspec.structs.replace(made, **changed)


def _limits(findings: tuple[r.Finding, ...]) -> ClinicianLimits:
    """Limits of a professional that these findings come from."""
    seen = {one.check: one.limit.good for one in findings}
    return ClinicianLimits(
        knee_flexion_deg=seen.get("limit_knee"),
        trunk_inclination_deg=seen.get("limit_trunk"),
        hinge="limit_hinge" not in seen,
    )


def report(reps: tuple[r.Rep, ...] = (), findings: tuple[r.Finding, ...] = (), **changed: Any) -> r.Report:
    """Squats of one person, well seen from the left."""
    plain = {
        "schema_version": r.SCHEMA_VERSION,
        "clip": clip(),
        "movement": "squat",
        "view": r.View(kind="left", yaw_deg=4.0, roll_deg=None, near_side="left"),
        "quality": r.Quality(level="good", detected_share=1.0, people=(), person=None, notes=()),
        "baseline": r.Baseline(found=True),
        "summary": summary(reps, findings, changed.get("movement", "squat")),
        "provenance": PROVENANCE,
    }
    return r.Report(reps=reps, findings=findings, **(plain | changed))
