"""What is true of getting up from a chair: when the hips leave the seat, what hands did, how far the trunk leant."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any, Final

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.body import SIDES
from sample_videos.render.sit_movement import SitPerformance
from sample_videos.render.sit_script import Sit, SitTimes
from sample_videos.render.truth import Contact, Truth

OFF_SEAT_M: Final = 0.01  # hips this far over where they sit have left the seat
UPRIGHT_M, UPRIGHT_DEG = 0.01, 5.0  # standing: hips and trunk this near to where they end up
HELPS_S: Final = 0.15  # a hand that rests on something for less does not help


def sit_record(performance: SitPerformance, t_s: Sequence[float], truths: Sequence[Truth]) -> dict[str, Any]:
    """Repetitions and chair of a clip; see sample_videos/README.md for the meaning of each key."""
    seat = performance.sitting.stance.seat
    assert seat is not None  # who sits has one
    pairs = zip(performance.script.reps, performance.times, strict=True)
    return {
        "reps": [_rep(rep, at, np.asarray(t_s), truths) for rep, at in pairs if rep.part != "lean"],
        "rep_sizes": [],
        "depth": None,
        "chair": {"seat_height_m": round(seat.height_m, 3), "back": seat.back, "seat_width_m": seat.width_m},
    }


def on_seat(truths: Sequence[Truth]) -> list[bool]:
    """Per frame: the hips are on the seat, within a centimetre of the lowest they come."""
    heights_m = _heights_m(truths)
    return [bool(height < heights_m.min() + OFF_SEAT_M) for height in heights_m]


def _heights_m(truths: Sequence[Truth]) -> Floats:
    return np.array([truth.hip_height_m for truth in truths])


def _rep(rep: Sit, at: SitTimes, t_s: Floats, truths: Sequence[Truth]) -> dict[str, Any]:
    heights_m = _heights_m(truths)
    over_m = heights_m - heights_m.min() - OFF_SEAT_M
    off_s = None if at.off_s is None else _crossing(t_s, over_m, at.off_s, at.up_s)
    sat_s = None if at.sat_s is None else _crossing(t_s, -over_m, at.down_s, at.sat_s)
    stand_s = None if at.up_s is None else _upright(t_s, truths, at)
    tries = [_try(begin_s, t_s, over_m, end_s) for begin_s, end_s in pairwise((*at.tries, at.start_s))]
    record = {
        "start_s": round(at.start_s, 2),
        "bottom_s": _rounded(sat_s if off_s is None else off_s),
        "end_s": round(at.end_s, 2),
        "part": rep.part,
        "seat_off_s": _rounded(off_s),
        "stand_s": _rounded(stand_s),
        "down_s": _rounded(at.down_s),
        "sit_s": _rounded(sat_s),
        "tries": 1 + len(tries),
        "failed": tries,
    }
    if off_s is None or stand_s is None:
        return record | _rising([], off_s, t_s, truths)
    return record | _rising([i for i, t in enumerate(t_s) if at.start_s <= t <= stand_s], off_s, t_s, truths)


def _rising(rising: Sequence[int], off_s: float | None, t_s: Floats, truths: Sequence[Truth]) -> dict[str, Any]:
    """What trunk and hands did on the frames from the beginning of the lean until standing."""
    if not rising:
        return {"trunk_peak_deg": None, "hands": "none", "hands_rising_s": {}}
    helped = _helped(rising, _known(off_s), t_s, truths)
    return {
        "trunk_peak_deg": round(max(truths[i].trunk_inclination_deg for i in rising), 1),
        "hands": max(helped, key=lambda place: helped[place]) if helped else "none",
        "hands_rising_s": {place: round(length_s, 2) for place, length_s in helped.items()},
    }


def _known(value: float | None) -> float:
    assert value is not None
    return value


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _crossing(t_s: Floats, signed_m: Floats, begin_s: float | None, end_s: float | None) -> float:
    """When a height passes 0 on its way up between two moments, on a line between frames."""
    inside = (t_s >= _known(begin_s)) & (t_s <= _known(end_s) + float(t_s[1]))
    for i in np.flatnonzero(inside):
        if signed_m[i] >= 0 > signed_m[i - 1]:
            share = signed_m[i - 1] / (signed_m[i - 1] - signed_m[i])
            return float(t_s[i - 1] + share * (t_s[i] - t_s[i - 1]))
    raise ValueError("The hips never leave the seat, or never come down to it.")


def _upright(t_s: Floats, truths: Sequence[Truth], at: SitTimes) -> float:
    """The first frame on which hips and trunk are as while standing."""
    last = int(np.argmin(np.abs(t_s - _known(at.up_s))))
    stood = truths[last]
    for i, truth in enumerate(truths):
        low = stood.hip_height_m - truth.hip_height_m < UPRIGHT_M
        if (
            t_s[i] > _known(at.off_s)
            and low
            and truth.trunk_inclination_deg - stood.trunk_inclination_deg < UPRIGHT_DEG
        ):
            return float(t_s[i])
    return float(t_s[last])


def _try(begin_s: float, t_s: Floats, over_m: Floats, end_s: float) -> dict[str, float]:
    """A failed try: when it begins, and how far it lifts the hips off the seat."""
    inside = (t_s >= begin_s) & (t_s < end_s)
    return {"start_s": round(begin_s, 2), "lift_m": round(float(over_m[inside].max()) + OFF_SEAT_M, 3)}


def _helped(rising: Sequence[int], off_s: float, t_s: Floats, truths: Sequence[Truth]) -> dict[Contact, float]:
    """Longest time in seconds that one hand rests on each thing while rising; brief ones, and those that end before
    the hips leave the seat, are none.
    """
    step_s = float(t_s[1] - t_s[0])
    longest: dict[Contact, float] = {}
    for side in SIDES:
        for place, run in groupby(rising, key=lambda i: truths[i].side(side).contact):
            frames = list(run)
            if place != "none" and t_s[frames[-1]] >= off_s:
                longest[place] = max(longest.get(place, 0.0), len(frames) * step_s)
    return {place: length_s for place, length_s in longest.items() if length_s >= HELPS_S}
