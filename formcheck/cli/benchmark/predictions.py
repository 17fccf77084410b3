"""Predictions on the benchmark as anyone may hand them in: one CSV, a row for each clip, time and quantity."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.clip.pipeline import Analysis
from formcheck.errors import BadChoice, brief
from formcheck.motion import landmarks as lm
from formcheck.motion.angles import CSV_ANGLES
from formcheck.motion.landmarks import Side
from formcheck.motion.track import Floats
from formcheck.schema import Rep

COLUMNS: Final = ("clip", "t_s", "quantity", "value", "half_width")
NEEDED: Final = COLUMNS[:4]
LUMBAR: Final = "lumbar_flexion_deg"
HANDS: Final[Mapping[Side, str]] = {"left": "left_hand_on_leg", "right": "right_hand_on_leg"}
QUANTITIES: Final = (*CSV_ANGLES, LUMBAR, *HANDS.values())
LEG: Final = ("knee", "thigh")
MOST: Final = 1e6  # chosen: seconds of eleven days; no angle comes near it
GAP_S: Final = 0.1  # between predictions that are further apart nothing is known
#: The plain rule for hands that the raw pose model is given: nearer to the line of the thigh, in leg lengths.
NEAR_LEGS: Final = 0.12


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity of one clip: ``t_s`` rising, values, and half-widths of 90 % intervals (NaN without)."""

    t_s: Floats
    value: Floats
    half_width: Floats

    def at(self, t_s: Floats, values: Floats) -> Floats:
        """``values`` between neighbours that are near enough; NaN elsewhere."""
        after = np.clip(np.searchsorted(self.t_s, t_s), 0, len(self.t_s) - 1)
        before = np.maximum(after - (self.t_s[after] > t_s), 0)
        inside = (
            (t_s >= self.t_s[0] - 1e-3) & (t_s <= self.t_s[-1] + 1e-3) & (self.t_s[after] - self.t_s[before] <= GAP_S)
        )
        weight = np.where(
            after == before, 0.0, (t_s - self.t_s[before]) / np.maximum(self.t_s[after] - self.t_s[before], 1e-9)
        )
        return np.where(inside, (1 - weight) * values[before] + weight * values[after], np.nan)


Predictions = dict[str, dict[str, Series]]


def read_predictions(path: Path) -> Predictions:
    """By clip and quantity. Raises BadChoice in one sentence that names the line."""
    found: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    if path.exists() and not path.is_file():
        raise BadChoice(f"{path} is not an ordinary file: please give a CSV file in UTF-8.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if lacking := [name for name in NEEDED if name not in (reader.fieldnames or ())]:
                raise BadChoice(f"{path} has no column {lacking[0]}: please give {', '.join(COLUMNS)}.")
            for row in reader:
                clip, quantity, numbers = _row(row, f"{path}, line {reader.line_num}")
                found.setdefault((clip, quantity), []).append(numbers)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadChoice(f"{path} cannot be read ({error}): please give a CSV file in UTF-8.") from error
    if not found:
        raise BadChoice(f"{path} has no predictions: please give {', '.join(COLUMNS)}.")
    predictions: Predictions = {}
    for (clip, quantity), rows in found.items():
        t_s, value, half = np.array(sorted(rows)).T
        if (np.diff(t_s) <= 0).any():
            raise BadChoice(f"{path} has a time of {clip} twice for {quantity}: please give each once.")
        predictions.setdefault(clip, {})[quantity] = Series(t_s, value, half)
    return predictions


def _row(row: Mapping[str, str | None], where: str) -> tuple[str, str, tuple[float, float, float]]:
    quantity = row["quantity"] or ""
    if quantity not in QUANTITIES:
        raise BadChoice(f"{where}: '{brief(quantity)}' is not one of {', '.join(QUANTITIES)}.")
    try:
        time = float(row["t_s"] or "")
        value, half = (float(row.get(name) or "nan") for name in ("value", "half_width"))
    except ValueError as error:
        raise BadChoice(f"{where}: {brief(error)}; a number is needed, or nothing for 'not known'.") from error
    if not abs(time) <= MOST or half < 0 or (np.abs((value, half)) > MOST).any():
        raise BadChoice(
            f"{where}: a time must be a number of seconds, a half-width not below zero, and none beyond {MOST:,.0f}."
        )
    return (row["clip"] or "").removesuffix(".mp4"), quantity, (time, value, half)


def write_predictions(rows: Iterable[tuple[str, float, str, float, float]], path: Path) -> None:
    """Rows of clip, time, quantity, value, half-width; those without a value are left out. Raises OutputError."""
    from formcheck.reports.export import write_whole

    def lines() -> Iterator[str]:
        yield ",".join(COLUMNS) + "\n"
        for clip, t_s, quantity, value, half in rows:
            if np.isfinite(value):
                width = f"{half:.2f}" if np.isfinite(half) else ""
                yield f"{clip},{t_s:.3f},{quantity},{value:.2f},{width}\n"

    write_whole(path, lines)


def own_rows(analysis: Analysis) -> Iterator[tuple[str, float, str, float, float]]:
    """What this project predicts of a clip."""
    angles, clip = analysis.angles, analysis.path.stem
    for name in CSV_ANGLES:
        half = getattr(angles.near_bands, name)
        value = np.where(np.isfinite(half), getattr(angles.near_side, name), np.nan)
        yield from _rows(clip, name, angles.t_s, value, half)
    if angles.back is not None:
        yield from _rows(clip, LUMBAR, angles.t_s, angles.back.lumbar_flexion_deg, angles.back.lumbar_band_deg)
    for side in lm.SIDES:
        value = _hand(analysis.report.reps, side, angles.t_s)
        yield from _rows(clip, HANDS[side], angles.t_s, value, np.full_like(value, np.nan))


def raw_rows(analysis: Analysis) -> Iterator[tuple[str, float, str, float, float]]:
    """What the pose model alone gives: angles read off the picture, and hands by a plain rule of distance."""
    angles, clip, columns = analysis.angles, analysis.path.stem, analysis.angles.columns()
    for name in CSV_ANGLES:
        yield from _rows(clip, name, angles.t_s, columns[f"raw_{name}"], np.full(len(angles.t_s), np.nan))
    for side in lm.SIDES:
        value = _near_leg(analysis, side)
        yield from _rows(clip, HANDS[side], angles.t_s, value, np.full_like(value, np.nan))


def _rows(
    clip: str, name: str, t_s: Floats, value: Floats, half: Floats
) -> Iterator[tuple[str, float, str, float, float]]:
    for row in zip(t_s.tolist(), value.tolist(), half.tolist(), strict=True):
        yield clip, row[0], name, row[1], row[2]


def _hand(reps: Iterable[Rep], side: Side, t_s: Floats) -> Floats:
    """1 while a hand was found on a leg, 0 in repetitions in which it was seen and not found there, else NaN."""
    value = np.full(len(t_s), np.nan)
    for rep in reps:
        inside = (t_s >= rep.start_s) & (t_s <= rep.end_s)
        if side in rep.hands_seen:
            value[inside] = 0.0
        for support in rep.supports or ():
            if support.side == side and support.place in LEG:
                value[(t_s >= support.from_s) & (t_s <= support.to_s)] = 1.0
    return value


def _near_leg(analysis: Analysis, side: Side) -> Floats:
    """1 where the hand is nearer to the thigh's line than a tenth of a leg, else 0; NaN where it is not seen."""
    points = analysis.track.image_px
    hand = (points[:, lm.at("index", side)] + points[:, lm.at("wrist", side)]) / 2
    legs = [_to_line(hand, points[:, lm.at("hip", leg)], points[:, lm.at("knee", leg)]) for leg in lm.SIDES]
    near = np.fmin(*legs) / analysis.analyzed.main.scene.stand.leg_length_px
    return np.where(np.isfinite(near), (near < NEAR_LEGS).astype(np.float64), np.nan)


def _to_line(point: Floats, start: Floats, end: Floats) -> Floats:
    way = end - start
    share = np.clip(((point - start) * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-9), 0.0, 1.0)
    return np.asarray(np.linalg.norm(point - start - share[:, None] * way, axis=1))
