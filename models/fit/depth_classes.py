"""Where the classes of squat depth lie, from rendered people whose thighs rest on their calves, and how to name them.

`python -m models.fit.depth_classes` prints the tables of docs/depth.md and draws its figure; about six minutes.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
from scipy.stats import rankdata, spearmanr

from formcheck.cli.accuracy.truth import VIEWS
from formcheck.judging.depth import FLOOR_KNEE_DEG, NAMED_FROM, PARALLEL_DEG, depth_of
from formcheck.motion.track import Floats
from formcheck.schema import DEPTHS
from models.fit import depth_figure
from models.fit.depth_naming import Reading, named_depth, readings
from models.fit.resting import AXES, FULL_M, REAL, REST_M, TOUCH_M, Contact, Squat, contacts
from sample_videos.render.assets import Flags

QUANTILES: Final = (5, 25, 50, 75, 95)
SHORT_DEG, SHORT_FROM_DEG = 3.0, 125.0  # on fit people deep squats are measured so much too shallow, from this knee on
TRAITS: Final = ("weight", "muscle", "femininity", "age_years", "stature_m", "proportions")


def named(rows: Sequence[Reading], second_from: float) -> tuple[int, int, int, int, int]:
    """How many moments; with one name, of these right; with two, of these with the true class among them."""
    counts = [len(rows), 0, 0, 0, 0]
    for row in rows:
        names = named_depth(row.thigh, row.thigh_band, row.knee, row.knee_band, second_from)
        first = 1 if names[1] is None else 3
        counts[first] += 1
        counts[first + 1] += depth_of(row.true_thigh, row.true_knee) in names
    return counts[0], counts[1], counts[2], counts[3], counts[4]


def _head(first: str, *others: str) -> list[str]:
    return ["", f"| {first} | {' | '.join(others)} |", f"| --- |{' ---: |' * len(others)}"]


def _row(words: str, values: Sequence[float], form: str = ".0f") -> str:
    return f"| {words} | {' | '.join(format(value, form) for value in values)} |"


def _quantiles(values: Sequence[float]) -> list[float]:
    return [float(value) for value in np.percentile(values, QUANTILES)]


def _named_row(words: str, rows: Sequence[Reading], second_from: float = NAMED_FROM) -> str:
    total, one, right, two, among = named(rows, second_from)
    return (
        f"| {words} | {total} | {one} | {right / max(one, 1):.0%} | {two} | {two / max(total, 1):.0%} "
        f"| {among / max(two, 1):.0%} | {(right + among) / max(total, 1):.0%} |"
    )


def tables(bodies: Sequence[Contact], squats: Sequence[Squat], rows: Sequence[Reading]) -> str:
    """All figures as Markdown."""
    return "\n".join([*_bodies(bodies), *_thighs(squats), *_separation(squats), *_errors(rows), *_names(rows)])


def _bodies(bodies: Sequence[Contact]) -> list[str]:
    lines = _head(f"knee flexion, {len(bodies)} bodies", *(f"{share} %" for share in QUANTILES))
    for axis in AXES:
        for words, overlap in (("first contact", TOUCH_M), ("2 cm overlap", REST_M), ("3 cm overlap", FULL_M)):
            lines.append(_row(f"{words}, {axis}", _quantiles([body.knee_at(overlap, axis) for body in bodies])))
    lines.append(_row("a straight leg reads", _quantiles([body.straight_deg for body in bodies])))
    lines.append(_row("bone line when the thigh's top is level", _quantiles([body.level_top_deg for body in bodies])))
    lines.append(_row("knee bends at, from its front", _quantiles([body.bends_at for body in bodies]), ".2f"))
    resting = np.array([body.knee_at(REST_M, REAL) for body in bodies])
    lines += _head("knee at 2 cm overlap by", "lowest third", "middle", "highest", "rank correlation")
    for trait in TRAITS:
        values = np.array([getattr(body.shape, trait) for body in bodies])
        thirds = [float(np.median(resting[part])) for part in np.array_split(np.argsort(values), 3)]
        lines.append(_row(trait, thirds) + f" {spearmanr(values, resting)[0]:.2f} |")
    lines += _head("share of bodies, at a knee of", "first contact", "2 cm overlap", "3 cm overlap")
    for knee in (130, 135, 138, 140, 142, 145, 150):
        shares = [np.mean([b.knee_at(overlap, REAL) <= knee for b in bodies]) for overlap in (TOUCH_M, REST_M, FULL_M)]
        lines.append(_row(str(knee), [float(share) for share in shares], ".0%"))
    return lines


def _thighs(squats: Sequence[Squat]) -> list[str]:
    lines = _head("thigh to horizontal at", *(f"{share} %" for share in QUANTILES))
    for at, up in product(("touch", "rest"), (False, True)):
        thighs = [squat.thigh_deg for squat in squats if squat.at == at and squat.heels_up == up]
        lines.append(_row(f"{at}, heels {'up' if up else 'down'}, {len(thighs)} squats", _quantiles(thighs)))
    pressed = np.array([squat.overlap_m for squat in squats if squat.at == "rest"])
    return [*lines, f"Posture moves the overlap by at most {np.abs(pressed - REST_M).max() * 1000:.1f} mm."]


def _errors(rows: Sequence[Reading]) -> list[str]:
    """Measured minus true at the bottoms."""
    lines = _head(
        "bottoms", "n", "thigh error", "in band", "knee error", "in band", "half band thigh", "knee", "correlation"
    )
    for split, deep in product(("fit", "test"), (False, True)):
        kept = [r for r in rows if r.bottom and r.split == split and (r.true_knee >= FLOOR_KNEE_DEG) == deep]
        thigh, knee = (np.array([r.thigh - r.true_thigh for r in kept]), np.array([r.knee - r.true_knee for r in kept]))
        bands = np.array([(r.thigh_band, r.knee_band) for r in kept]).T
        inside = [float(np.mean(np.abs(error) <= band)) for error, band in zip((thigh, knee), bands, strict=True)]
        lines.append(
            f"| {split}, true knee {'from' if deep else 'below'} {FLOOR_KNEE_DEG:.0f} | {len(kept)} "
            f"| {thigh.mean():+.1f} | {inside[0]:.0%} | {knee.mean():+.1f} | {inside[1]:.0%} "
            f"| {np.median(bands[0]):.1f} | {np.median(bands[1]):.1f} | {np.corrcoef(thigh, knee)[0, 1]:.2f} |"
        )
    return lines


def _names(rows: Sequence[Reading]) -> list[str]:
    lines = _head("named", "n", "one name", "right", "two names", "share", "true among them", "true class named")
    for words, kept in (("bottoms", [r for r in rows if r.bottom]), ("frames", [r for r in rows if r.true_thigh < 30])):
        fit, test = ([row for row in kept if row.split == split] for split in ("fit", "test"))
        lines += [
            _named_row(f"fit {words}, second from {share}", fit, share) for share in (1.0, 0.3, 0.25, 0.2, 0.15, 0.1)
        ]
        lines.append(
            _named_row(f"fit {words}, read {SHORT_DEG:.0f} deeper past knee {SHORT_FROM_DEG:.0f}", _deeper(fit))
        )
        lines += [_named_row(f"test {words}", test), _named_row(f"test {words}, always one name", test, 1.0)]
        lines.append(_named_row(f"test {words}, read {SHORT_DEG:.0f} deeper", _deeper(test)))
        for view in VIEWS:
            lines.append(_named_row(f"test {words}, {view}", [row for row in test if row.view == view]))
        for depth in DEPTHS:
            true = [row for row in test if depth_of(row.true_thigh, row.true_knee) == depth]
            lines.append(_named_row(f"test {words}, truly {depth}", true))
    return lines


def _deeper(rows: Sequence[Reading]) -> list[Reading]:
    """What the rule would say if the measured angles did not fall short in deep squats."""
    return [
        replace(row, thigh=row.thigh - SHORT_DEG, knee=row.knee + SHORT_DEG) if row.knee > SHORT_FROM_DEG else row
        for row in rows
    ]


def _separation(squats: Sequence[Squat]) -> list[str]:
    """How well knee, thigh, or both tell squats that rest from those that do not."""
    squats = [squat for squat in squats if squat.at == "any"]
    rests = np.array([squat.overlap_m >= REST_M for squat in squats])
    knee, thigh = np.array([squat.knee_deg for squat in squats]), np.array([squat.thigh_deg for squat in squats])
    knees, thighs = np.arange(125.0, 152.0), np.arange(-35.0, 10.0)

    def shares(said: Flags) -> tuple[float, float]:
        return float(np.mean(said[rests])), float(np.mean(said[~rests]))

    def best(rules: dict[str, Flags]) -> tuple[str, Flags]:
        return max(rules.items(), key=lambda rule: shares(rule[1])[0] - shares(rule[1])[1])

    rules = [
        best({f"knee from {k:.0f}": knee >= k for k in knees}),
        best({f"thigh to {t:.0f}": thigh <= t for t in thighs}),
        best({f"knee from {k:.0f}, thigh to {t:.0f}": (knee >= k) & (thigh <= t) for k, t in product(knees, thighs)}),
        ("knee from 125, thigh to -10", (knee >= 125) & (thigh <= -10)),
        ("thigh to -5", thigh <= -PARALLEL_DEG),
        ("knee from 140, thigh to -5", (knee >= FLOOR_KNEE_DEG) & (thigh <= -PARALLEL_DEG)),
    ]
    lines = _head(f"called full depth, of {len(squats)} squats", f"{rests.sum()} that rest", "others")
    lines += [_row(words, shares(said), ".0%") for words, said in rules]
    return [*lines, f"Area under the curve: knee {_area(knee, rests):.3f}, thigh {_area(-thigh, rests):.3f}."]


def _area(value: Floats, found: Floats) -> float:
    ranks, count = rankdata(value), int(found.sum())
    return float((ranks[found].sum() - count * (count + 1) / 2) / (count * (len(found) - count)))


if __name__ == "__main__":
    people, postures = contacts()
    moments = readings()
    print(tables(people, postures, moments))
    depth_figure.draw(people, postures, moments, Path(__file__).parents[2] / "docs" / "depth.png")
