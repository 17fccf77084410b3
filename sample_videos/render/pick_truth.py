"""What is true of picking something up: how it was done, who did the work, and where the hands helped."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final, Literal

from sample_videos.render.body import SIDES, Side
from sample_videos.render.movement import Performance, Rep, RepTimes
from sample_videos.render.truth import Truth

Strategy = Literal["squat", "squat_hinge", "hinge", "stoop", "lunge", "one_leg"]
#: As FormCheck names them; what it calls a squat or a hinge is a movement of its own.
SAID: Final[dict[Strategy, str]] = {"squat": "squatting", "hinge": "hinging", "stoop": "stooping"}
HELPS_S: Final = 0.3  # a hand that passes the leg for less does not help
RISEN_SHARE: Final = 0.1  # a hand that leaves the floor before the body has risen this far was only picking


def pick_record(
    strategies: Sequence[Strategy], performance: Performance, t_s: Sequence[float], truths: Sequence[Truth], near: Side
) -> list[dict[str, Any]]:
    """Per repetition, beside its times; see sample_videos/README.md for the meaning of each key."""
    rows = zip(strategies, performance.script.reps, performance.times, strict=True)
    return [_pick(strategy, rep, times, t_s, truths, near) for strategy, rep, times in rows]


def _pick(
    strategy: Strategy, rep: Rep, times: RepTimes, t_s: Sequence[float], truths: Sequence[Truth], near: Side
) -> dict[str, Any]:
    bottom = truths[min(range(len(t_s)), key=lambda i: abs(t_s[i] - times.bottom_s))]
    start = truths[max(i for i, t in enumerate(t_s) if t <= times.start_s)]
    shoulder_m, hip_m = (getattr(start, name) - getattr(bottom, name) for name in ("shoulder_height_m", "hip_height_m"))
    return {
        "strategy": SAID.get(strategy, strategy),
        "hand": next(side for side in SIDES if _arm(rep, side) == "pick"),
        "stoop_squat_index": round(100.0 * (shoulder_m - hip_m) / shoulder_m, 1),
        "shares": _shares(start, bottom, near),
        "supports": [one for side in SIDES for one in _supports(side, times, t_s, truths)],
    }


def _arm(rep: Rep, side: Side) -> str:
    return (rep.bottom.left_arm if side == "left" else rep.bottom.right_arm).place


def _shares(start: Truth, bottom: Truth, near: Side) -> dict[str, float]:
    """Of all degrees that knees, hips and lower back bend, those of each."""
    back = bottom.lumbar_flexion_deg - start.lumbar_flexion_deg
    knees = bottom.side(near).knee_flexion_deg - start.side(near).knee_flexion_deg
    hips = bottom.side(near).hip_flexion_deg - start.side(near).hip_flexion_deg - back
    whole = knees + hips + back
    return {"knees": round(knees / whole, 3), "hips": round(hips / whole, 3), "lower_back": round(back / whole, 3)}


def _supports(side: Side, times: RepTimes, t_s: Sequence[float], truths: Sequence[Truth]) -> list[dict[str, Any]]:
    """Stays of a hand on a leg, or on the floor once the body has risen, that last long enough to help."""
    rising = [i for i, t in enumerate(t_s) if times.up_s <= t <= times.end_s]
    low, high = (truths[i].shoulder_height_m for i in (rising[0], rising[-1]))
    found = []
    for place, run in groupby(rising, key=lambda i: truths[i].side(side).contact):
        frames = list(run)
        risen = (truths[frames[-1]].shoulder_height_m - low) / max(high - low, 1e-6)
        seconds = len(frames) * (t_s[1] - t_s[0])
        if place != "none" and seconds >= HELPS_S and (place != "floor" or risen > RISEN_SHARE):
            found.append({"side": side, "place": place, "seconds": round(seconds, 2)})
    return found
