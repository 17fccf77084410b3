"""Plausibility of the correction on real clips, whose true angles nobody knows.

Standing is straight, repetitions of one person are consistent, angles change little from frame to frame, and side views
stay near what the picture shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from formcheck.clip.pipeline import analyze_clip
from formcheck.judging.analyze import Analyzed
from formcheck.motion.angles import SideAngles
from formcheck.motion.track import Floats, nanmedian
from formcheck.settings import AnalysisOptions


@dataclass(frozen=True)
class Reading:
    """One clip by one kind of angles, degrees; NaN where the clip does not show it.

    ``standing_*`` medians over standing frames; ``bottom_*`` medians over the repetitions' bottoms; ``spread_*`` their
    standard deviation; ``jump_deg`` the largest change of the knee between neighbouring frames beyond 8 degrees.
    """

    view: str
    yaw_deg: float
    share: float
    standing_knee_deg: float
    standing_trunk_deg: float
    bottom_knee_deg: float
    bottom_trunk_deg: float
    spread_knee_deg: float
    spread_trunk_deg: float
    jump_deg: float
    depths: str


def read(analyzed: Analyzed, near: SideAngles) -> Reading:
    """What one clip's angles of the near side look like."""
    bottoms = [span.bottom for span in analyzed.spans if not span.partial]
    start = analyzed.report.baseline.start_s
    end = analyzed.report.baseline.end_s
    t_s = analyzed.angles.t_s
    still = (t_s >= start) & (t_s <= end) if start is not None and end is not None else np.zeros(len(t_s), bool)
    knee, trunk = near.knee_flexion_deg, near.trunk_inclination_deg
    steps = np.abs(np.diff(knee)) / np.maximum(np.diff(t_s) * 30.0, 0.5)
    return Reading(
        view=analyzed.report.view.kind,
        yaw_deg=analyzed.view.yaw_deg,
        share=analyzed.angles.corrected_share,
        standing_knee_deg=nanmedian(knee[still]),
        standing_trunk_deg=nanmedian(trunk[still]),
        bottom_knee_deg=nanmedian(knee[bottoms]),
        bottom_trunk_deg=nanmedian(trunk[bottoms]),
        spread_knee_deg=_spread(knee[bottoms]),
        spread_trunk_deg=_spread(trunk[bottoms]),
        jump_deg=float(np.nanmax(steps, initial=0.0)),
        depths=" ".join(rep.depth or "-" for rep in analyzed.report.reps),
    )


def _spread(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.std(known, ddof=1)) if len(known) > 1 else float("nan")


def before_and_after(clip: Path, options: AnalysisOptions | None = None) -> tuple[Reading, Reading]:
    """One clip as the picture shows it, and corrected."""
    chosen = options or AnalysisOptions()
    raw, best = (analyze_clip(clip, replace(chosen, angles=kind)).analyzed for kind in ("raw", "corrected"))
    return read(raw, raw.angles.near_side), read(best, best.angles.near_side)


def table(rows: Sequence[tuple[str, Reading, Reading]]) -> str:
    """A Markdown table, before / after in every cell."""
    heads = ("clip", "view", "yaw", "share", "stand knee", "stand trunk", "bottom knee", "bottom trunk", "SD knee",
             "SD trunk", "jump", "depth")  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    for name, raw, best in rows:
        pairs = [
            f"{getattr(raw, field):.0f} / {getattr(best, field):.0f}"
            for field in ("standing_knee_deg", "standing_trunk_deg", "bottom_knee_deg", "bottom_trunk_deg")
        ]
        pairs += [
            f"{getattr(raw, field):.1f} / {getattr(best, field):.1f}"
            for field in ("spread_knee_deg", "spread_trunk_deg", "jump_deg")
        ]
        cells = (name, best.view, f"{best.yaw_deg:.0f}", f"{best.share:.2f}", *pairs, f"{raw.depths} / {best.depths}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
