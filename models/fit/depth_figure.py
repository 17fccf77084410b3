"""The figure of docs/depth.md: contact by knee flexion, squats at rest or not, and how often each name is given."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
import numpy as np

from formcheck.judging.depth import FLOOR_KNEE_DEG, PARALLEL_DEG
from formcheck.schema import DEPTHS
from models.fit.depth_naming import Reading, named_depth
from models.fit.resting import KNEES, REAL, REST_M, Contact, Squat

COLOURS: Final = ("#999999", "#e69f00", "#56b4e9", "#0072b2")  # by class, the shallowest first
OFF, RESTING = "#d55e00", "#0072b2"


def draw(bodies: Sequence[Contact], squats: Sequence[Squat], rows: Sequence[Reading], out: Path) -> None:
    """Write the picture."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(15, 4.6))
    _contact(axes[0], bodies)
    _squats(axes[1], squats)
    _names(axes[2], [row for row in rows if row.split == "test" and row.true_thigh < 30])
    figure.tight_layout()
    figure.savefig(out, dpi=80)


def _contact(axis: Any, bodies: Sequence[Contact]) -> None:
    for name, colour in (("as rendered", "#999999"), (REAL, RESTING)):
        low, middle, high = np.percentile([body.overlap_m[name] for body in bodies], (5, 50, 95), axis=0) * 100
        axis.fill_between(KNEES, low, high, color=colour, alpha=0.25, linewidth=0)
        axis.plot(KNEES, middle, color=colour, label=f"{name}: middle, 5 to 95 % of {len(bodies)} bodies")
    axis.axhline(0, color="black", linewidth=0.8)
    axis.axhline(REST_M * 100, color="black", linewidth=0.8, linestyle=":")
    axis.axvline(FLOOR_KNEE_DEG, color="black", linestyle="--", label=f"limit, knee {FLOOR_KNEE_DEG:.0f}°")
    axis.set(title="Thigh against calf", xlabel="true knee flexion, degrees", ylabel="overlap of the surfaces, cm")
    axis.set_ylim(-5, 10)
    axis.legend(fontsize=8, loc="upper left")


def _squats(axis: Any, squats: Sequence[Squat]) -> None:
    for heels_up, mark in ((False, "o"), (True, "^")):
        for rests, colour in ((False, OFF), (True, RESTING)):
            kept = [s for s in squats if s.at == "any" and s.heels_up == heels_up and (s.overlap_m >= REST_M) == rests]
            words = f"{'rests' if rests else 'does not rest'}, heels {'up' if heels_up else 'down'} ({len(kept)})"
            axis.plot([s.knee_deg for s in kept], [s.thigh_deg for s in kept], mark, color=colour, markersize=3.5,
                      fillstyle="none", alpha=0.7, label=words)  # fmt: skip
    for limit in (PARALLEL_DEG, -PARALLEL_DEG):
        axis.axhline(limit, color="black", linestyle="--", linewidth=1)
    axis.plot([FLOOR_KNEE_DEG] * 2, [-PARALLEL_DEG, -45], "--", color="black", linewidth=1)
    places = ((158, 8, "above parallel"), (158, -2, "parallel"), (111, -42, "below parallel"), (158, -42, "full depth"))
    for knee, thigh, words in places:
        axis.text(knee, thigh, words, fontsize=9, weight="bold", ha="right" if knee > FLOOR_KNEE_DEG else "left")
    axis.set(
        title="Squats that stay up", xlabel="true knee flexion, degrees", ylabel="true thigh to horizontal, degrees"
    )
    axis.set_ylim(-46, 45)
    axis.set_xlim(109, 159)
    axis.legend(fontsize=8, loc="upper right")


def _names(axis: Any, rows: Sequence[Reading]) -> None:
    edges = np.arange(30.0, -18.0, -2.0)
    shares: dict[tuple[str, ...], list[float]] = {}
    kinds = [DEPTHS[at // 2 : at // 2 + 1 + at % 2] for at in range(2 * len(DEPTHS) - 1)]
    for upper in edges:
        inside = [row for row in rows if upper - 2.0 < row.true_thigh <= upper]
        names = [named_depth(row.thigh, row.thigh_band, row.knee, row.knee_band) for row in inside]
        counts: Counter[frozenset[str]] = Counter(frozenset(name for name in pair if name) for pair in names)
        for kind in kinds:
            shares.setdefault(kind, []).append(counts[frozenset(kind)] / max(len(names), 1))
    bottom = np.zeros(len(edges))
    for kind in kinds:
        colours = [COLOURS[DEPTHS.index(name)] for name in kind]
        words = " or ".join(name.replace("_", " ").replace("floor", "full depth") for name in kind)
        axis.bar(edges - 1.0, shares[kind], 2.0, bottom, color=colours[0], label=words, linewidth=0,
                 hatch="////" if len(kind) > 1 else None, edgecolor=colours[-1])  # fmt: skip
        bottom += shares[kind]
    for limit in (PARALLEL_DEG, -PARALLEL_DEG):
        axis.axvline(limit, color="black", linestyle="--", linewidth=1)
    axis.set_xlim(30, -18)
    axis.set(title=f"Names given, test people ({len(rows)} frames)", xlabel="true thigh to horizontal, degrees",
             ylabel="share of frames")  # fmt: skip
    axis.legend(fontsize=8, loc="lower left")
