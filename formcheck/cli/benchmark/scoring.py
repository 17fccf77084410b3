"""Predictions held against the rendered truth, with intervals over people."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, get_args

import msgspec
import numpy as np

from formcheck.cli.accuracy.backs import BENT_DEG, BackErrors, off_band, pool_backs
from formcheck.cli.accuracy.bootstrap import with_intervals
from formcheck.cli.accuracy.comparing import AngleErrors
from formcheck.cli.accuracy.contacts import BRUSH_S, true_contacts
from formcheck.cli.accuracy.figures import AngleFigures, BackFigures, Figures, HandsFigures, share
from formcheck.cli.accuracy.pooling import pool_angles
from formcheck.cli.accuracy.truth import VIEWS, Truth, ViewBand
from formcheck.cli.benchmark.predictions import HANDS, LEG, LUMBAR, Predictions, Series
from formcheck.errors import BadChoice
from formcheck.motion.angles import CSV_ANGLES
from formcheck.motion.landmarks import SIDES
from formcheck.motion.track import Floats

BenchSet = Literal["test", "samples"]
VERSION: Final = 1  # of the benchmark: clips, truth and rules; scores of different versions do not compare
NO_WIDTH: Final = -1.0  # stands for a half-width that was not given, so that the value counts as covered
ON_LEG: Final = 0.5  # a prediction of at least this much says that the hand is there


class Scores(Figures, frozen=True, kw_only=True):
    """How well one method did. ``predicted``: clips it gave anything for; what it left out counts as not covered."""

    benchmark: int
    name: str
    clip_set: str
    clips: int
    people: int
    predicted: int
    angles: tuple[AngleFigures, ...]
    backs: tuple[BackFigures, ...]
    hands: tuple[HandsFigures, ...]

    def to_json(self) -> str:
        """As it is kept."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"


@dataclass(frozen=True, slots=True)
class HandRep:
    """One hand in one repetition: whether it rests on a leg while rising, and what was predicted (None: nothing)."""

    on_leg: bool
    predicted: bool | None


@dataclass(frozen=True, slots=True)
class Scored:
    """One clip: what `pool_angles` needs, the lower back, and the hands."""

    person: str
    view: ViewBand
    angles: dict[str, AngleErrors]
    back: BackErrors | None
    hands: tuple[HandRep, ...]


def score(name: str, clip_set: BenchSet, predictions: Predictions, clips: Sequence[tuple[Path, Truth]]) -> Scores:
    """The scores of one method. Raises BadChoice for a clip that is not in the set."""
    known = {path.stem for path, _ in clips}
    if strangers := sorted(set(predictions) - known):
        others = " or ".join(f"--set {one}" for one in get_args(BenchSet) if one != clip_set)
        raise BadChoice(
            f"{strangers[0]} is no clip of the {clip_set} set: please give predictions for its clips only, or {others}."
        )
    scored: list[Scored] = [_clip(predictions.get(path.stem, {}), truth) for path, truth in clips]
    backs = pool_backs([(one.person, one.back) for one in scored if one.back is not None], calibrated=False)
    return Scores(
        benchmark=VERSION,
        name=name,
        clip_set=clip_set,
        clips=len(scored),
        people=len({one.person for one in scored}),
        predicted=len(predictions),
        angles=tuple(_of_given_widths(one, predictions, one.angle) for one in pool_angles(scored)),
        backs=tuple(_of_given_widths(one, predictions, LUMBAR) for one in backs),
        hands=tuple(
            with_intervals(same, partial(_hands, view))
            for view in VIEWS
            if (same := [(one.person, (one.person, one.hands)) for one in scored if one.view == view and one.hands])
        ),
    )


F = TypeVar("F", AngleFigures, BackFigures)


def _of_given_widths(figures: F, predictions: Predictions, quantity: str) -> F:
    """The figures without what needs half-widths, where none were given."""
    series = (clip[quantity] for clip in predictions.values() if quantity in clip)
    if any(np.isfinite(one.half_width).any() for one in series):
        return figures
    needing = ("within_interval_share", "median_half_width_deg")
    kept = {name: ends for name, ends in figures.intervals.items() if name not in needing}
    nothing: dict[str, Any] = {name: None for name in needing if hasattr(figures, name)}
    return msgspec.structs.replace(figures, intervals=kept, **nothing)


def _clip(given: dict[str, Series], truth: Truth) -> Scored:
    t_s = truth.series("t_s")
    angles = {name: _errors(given.get(name), truth.series(name), t_s) for name in CSV_ANGLES}
    return Scored(
        truth.who, truth.view_band, angles, _back(given.get(LUMBAR), truth, t_s), tuple(_hand_reps(given, truth))
    )


def _errors(series: Series | None, true: Floats, t_s: Floats) -> AngleErrors:
    known = np.isfinite(true)
    if series is None:
        unknown = np.full(int(known.sum()), np.nan)
        return AngleErrors(unknown, unknown)
    value = series.at(t_s, series.value)
    return AngleErrors((value - true)[known], _half_width(series, t_s)[known])


def _half_width(series: Series, t_s: Floats) -> Floats:
    half = series.at(t_s, series.half_width)
    return np.where(np.isfinite(half), half, NO_WIDTH)


def _back(series: Series | None, truth: Truth, t_s: Floats) -> BackErrors | None:
    true, trunk = truth.series(LUMBAR), truth.series("trunk_inclination_deg")
    if not np.isfinite(true).any():
        return None
    nothing = np.full(len(t_s), np.nan)
    value = nothing if series is None else series.at(t_s, series.value)
    half = nothing if series is None else _half_width(series, t_s)
    with np.errstate(invalid="ignore"):
        bent, still = trunk > BENT_DEG, trunk < BENT_DEG / 4
    upright = value[still & np.isfinite(value)]
    standing = float(np.median(upright)) if len(upright) else float("nan")
    return BackErrors(off_band(truth), value[bent], true[bent], half[bent], standing)


def _hand_reps(given: dict[str, Series], truth: Truth) -> list[HandRep]:
    """Each hand of each repetition; one that only brushes past a leg counts neither way."""
    found = []
    t_s = truth.series("t_s")
    for rep in truth.reps:
        rising = t_s[(t_s >= rep.bottom_s) & (t_s <= rep.risen_s)]
        contacts = list(true_contacts(truth, rep))
        for side in SIDES if f"contact_{SIDES[0]}" in truth.frames and len(rising) > 1 else ():
            own = [one for one in contacts if one.side == side and one.place in LEG and one.to_s >= rep.bottom_s]
            if not own or any(one.required for one in own):
                found.append(HandRep(bool(own), _predicted(given.get(HANDS[side]), rising)))
    return found


def _predicted(series: Series | None, rising_s: Floats) -> bool | None:
    if series is None:
        return None
    value = series.at(rising_s, series.value)
    known = np.isfinite(value)
    if known.mean() < ON_LEG:
        return None
    step_s = (rising_s[-1] - rising_s[0]) / (len(rising_s) - 1)
    return bool((value[known] >= ON_LEG).sum() * step_s > BRUSH_S)


def _hands(view: str, clips: Sequence[tuple[str, tuple[HandRep, ...]]]) -> HandsFigures:
    reps = [rep for _, hands in clips for rep in hands]
    pushing = [rep.predicted for rep in reps if rep.on_leg]
    free = [rep.predicted for rep in reps if not rep.on_leg]
    found, alarms = pushing.count(True), free.count(True)
    return HandsFigures(
        view=view,
        people=len({person for person, _ in clips}),
        pushing=len(pushing),
        found=found,
        unsure=pushing.count(None),
        free=len(free),
        free_judged=len(free) - free.count(None),
        alarms=alarms,
        precision=share(found, found + alarms),
    )
