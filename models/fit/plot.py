"""Draws truth against estimate over time for some rendered clips: what the tables average."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import matplotlib as mpl
import numpy as np

from formcheck.clip.pipeline import analyze_clip
from formcheck.settings import AnalysisOptions

SHOWN: Final = ("knee_flexion_deg", "trunk_inclination_deg", "thigh_to_horizontal_deg")
TRUE, RAW, BEST = "#111111", "#b5651d", "#0072b2"


def plot(clips: Sequence[Path], out: Path) -> None:
    """One row per clip, one column per angle: truth black, the picture's angle dashed, corrected with its band."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(len(clips), len(SHOWN), figsize=(13, 3.1 * len(clips)), squeeze=False)
    for row, clip in zip(axes, clips, strict=True):
        truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
        options = AnalysisOptions()
        raw, best = (analyze_clip(clip, replace(options, angles=kind)).angles for kind in ("raw", "corrected"))
        for axis, name in zip(row, SHOWN, strict=True):
            key = f"{best.near}_{name}"
            known = truth["frames"][key if key in truth["frames"] else name]
            value, band = getattr(best.near_side, name), getattr(best.near_bands, name)
            axis.fill_between(best.t_s, value - band, value + band, color=BEST, alpha=0.18, linewidth=0)
            axis.plot(raw.t_s, getattr(raw.near_side, name), "--", color=RAW, label="read off the picture")
            axis.plot(best.t_s, value, color=BEST, label="corrected, with its band")
            axis.plot(truth["frames"]["t_s"], known, color=TRUE, linewidth=1.2, label="true")
            axis.set_title(
                f"{name.removesuffix('_deg').replace('_', ' ')}, {truth['yaw_off_side_deg']:.0f}° off side-on"
            )
            axis.set_ylim(np.nanmin(known) - 35, np.nanmax(known) + 35)
            axis.set_xlabel("s")
        row[0].set_ylabel("degrees")
    axes[0][0].legend(fontsize=8, loc="lower center")
    figure.tight_layout()
    figure.savefig(out, dpi=70)
