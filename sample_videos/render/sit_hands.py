"""Where the hands are while somebody gets up from a chair and sits down."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from sample_videos.render.body import Side
from sample_videos.render.movement import Hold
from sample_videos.render.posture import Arm
from sample_videos.render.sit_script import Sit, SitScript, SitTimes

ARMS_UP: Final = 0.3  # share of the rise after which the hands are where they are while standing
ARMS_LEAVE: Final = 0.25  # share of the way down after which they go back
ON_THE_WAY_S: Final = 0.25  # a hand takes so long from one thing it pushes on to another


def holds(script: SitScript, times: Sequence[SitTimes], side: Side, late_s: float) -> list[Hold]:
    """Where one hand stays and when; it is on its way in between."""
    below, above = Arm(script.sitting), Arm(script.hands_up)
    since_s, rest = -1.0, above if script.reps[0].part == "sit_down" else below
    stays: list[Hold] = []
    for rep, at in zip(script.reps, times, strict=True):
        if at.up_s is not None and at.off_s is not None:
            stays += _while_rising(rep, at, side, Hold(since_s, at.start_s + late_s, rest))
            since_s, rest = at.off_s + ARMS_UP * (at.up_s - at.off_s), above
            if len(stays) > 1:
                since_s = max(since_s, stays[-1].end_s + 2 * ON_THE_WAY_S)
        if at.sat_s is not None and at.down_s is not None:
            leave_s = at.down_s + ARMS_LEAVE * (at.sat_s - at.down_s)
            stays.append(Hold(since_s, leave_s + late_s, above))
            since_s, rest = at.end_s, below
    return [*stays, Hold(since_s, np.inf, rest)]


def _while_rising(rep: Sit, at: SitTimes, side: Side, before: Hold) -> list[Hold]:
    """The hold before, cut short, and one for each push."""
    assert at.off_s is not None
    assert at.up_s is not None
    pushes = [push for push in rep.pushes if side in push.sides]
    pushed = [
        Hold(_moment(push.begin, at), at.off_s + push.end * (at.up_s - at.off_s), Arm(push.place)) for push in pushes
    ]
    if pushed and before.arm == pushed[0].arm:  # the hand is there already
        return [Hold(before.begin_s, pushed[0].end_s, before.arm), *pushed[1:]]
    if pushed:
        before = Hold(before.begin_s, min(before.end_s, pushed[0].begin_s - ON_THE_WAY_S), before.arm)
    return [before, *pushed]


def _moment(share: float, at: SitTimes) -> float:
    """Seconds at a share of the rise; below 0 of the lean before it."""
    assert at.off_s is not None
    assert at.up_s is not None
    span_s = at.off_s - at.start_s if share < 0 else at.up_s - at.off_s
    return at.off_s + share * span_s
