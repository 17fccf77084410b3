"""What FormCheck says of a clip, held against what is right."""

import re
from pathlib import Path
from typing import Final

from formcheck.clip.pipeline import Analysis, analyze_clip
from formcheck.reports.page import report_html
from formcheck.schema import Rep, Report
from sample_videos.render.kinds.kind import KindClip, TrueRep, true_reps

ABOUT_DEG: Final = 15.0  # how far an angle may be off that is "about" the true one, from any view
NEAR_S: Final = 0.5  # of a bottom
NAN: Final = re.compile(r"(?<![\w-])nan(?![\w-])", re.IGNORECASE)
NEVER_NOTED: Final = "dark"  # all clips are well lit


def wrongs(clip: KindClip, path: Path) -> list[str]:
    """What is wrong in the report of a clip, in a few words each; empty when all is right."""
    analysis = analyze_clip(path)
    report = analysis.report
    true = true_reps(clip.film)
    whole = [rep for rep in report.reps if not rep.partial or not true]  # of who stands not even an unfinished one
    found = _of_reps(clip, report, whole, true) + _of_findings(clip, report)
    found += [f"the picture is called {n.code}" for n in report.quality.notes if n.code == NEVER_NOTED]
    return found + (["a sentence says nan"] if NAN.search(_page(analysis)) else [])


def _page(analysis: Analysis) -> str:
    return re.sub(r"(?s)<(style|script|svg).*?</\1>", "", report_html(analysis.report, analysis.angles, {}))


def _of_reps(clip: KindClip, report: Report, whole: list[Rep], true: list[TrueRep]) -> list[str]:
    found = []
    if true and report.movement != clip.right.movement and not clip.right.between:
        found.append(f"called {report.movement}")
    if len(whole) != len(true):
        counted = [f"{rep.movement} at {rep.bottom_s:.1f} s" for rep in whole]
        return [*found, f"{len(whole)} repetitions of {len(true)} ({', '.join(counted)})"]
    for rep, one in zip(whole, true, strict=True):
        called = [] if _well_named(clip, report, rep) else [f"called {rep.movement}"]
        found += [f"at {one.bottom_s:.1f} s {wrong}" for wrong in (*called, *_of_rep(clip, rep, one))]
    return found


def _well_named(clip: KindClip, report: Report, rep: Rep) -> bool:
    if not clip.right.between or rep.movement != "squat":
        return rep.movement == clip.right.movement
    return all(f.verdict == "not_assessed" for f in report.findings if f.check == "depth" and f.rep == rep.index)


def _of_rep(clip: KindClip, rep: Rep, true: TrueRep) -> list[str]:
    view = rep.view.kind if rep.view else "unknown"
    found = []
    if view != true.view:
        found.append(f"seen from {view}, not {true.view}")
    if abs(rep.bottom_s - true.bottom_s) > NEAR_S:
        found.append(f"its bottom at {rep.bottom_s:.1f} s")
    if clip.right.angles:
        thigh_known = rep.movement == "squat" and clip.right.movement == "squat"
        found += _off("knee", rep.peak.knee_flexion_deg, true.knee_flexion_deg)
        found += _off("thigh", rep.peak.thigh_to_horizontal_deg, true.thigh_to_horizontal_deg) if thigh_known else []
    if clip.right.depth and true.depth not in (rep.depth, rep.depth_or):
        found.append(f"{rep.depth or 'no depth'} for {true.depth} (thigh {true.thigh_to_horizontal_deg:.0f})")
    return found


def _off(name: str, measured: float | None, true: float) -> list[str]:
    if measured is None:
        return [f"no angle of the {name}"]
    return [f"{name} {measured:.0f} for {true:.0f}"] if abs(measured - true) > ABOUT_DEG else []


def _of_findings(clip: KindClip, report: Report) -> list[str]:
    right = clip.right
    bad = [
        f
        for f in report.findings
        if (f.verdict == "fault" and f.check not in right.faults)
        or (f.verdict == "watch" and f.check in right.unwatched)
        or (right.rounded and f.check == "lower_back_rounding" and f.verdict == "good")
    ]
    return [f"{f.check} {f.verdict}" + (f" ({f.value:.1f})" if f.value is not None else "") for f in bad]
