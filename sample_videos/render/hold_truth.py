"""What is true of a bottom that is held: when, with what help, and on which rung of the ladder."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.joints import Joints
from sample_videos.render.movement import Performance, RepTimes
from sample_videos.render.posture import Arm, Place, Posture
from sample_videos.render.truth import Truth

HeldBy = Literal["free", "leg", "floor", "other"]
Rung = Literal["supported", "heels_raised", "free"]

#: Arriving and leaving: the hips are within this share of their way down, as phases are cut in formcheck.motion.reps.
ARRIVED_SHARE: Final = 0.05
RAISED_FOOT_LENGTHS: Final = 0.10  # chosen: as the check of the heels: less is within the error of looking
RESTS_ON: Final[Mapping[Place, HeldBy]] = {
    "post": "other", "floor": "floor", "knees": "leg", "thighs": "leg", "leg": "leg", "forearm": "leg",
}  # fmt: skip


def holds_of(
    performance: Performance,
    t_s: Sequence[float],
    truths: Sequence[Truth],
    joints: Sequence[Joints],
    azimuth_deg: float,
) -> list[dict[str, Any]]:
    """One record for each repetition; ``open``: the camera stops before the person rises. ``asked_s``: as scripted,
    from the end of the way down to the beginning of the way up; ``sway_legs``: the range of nine tenths of the
    places of the shoulders, across the picture or up and down it, whichever is larger, in leg lengths.
    """
    reps = zip(performance.script.reps, performance.times, strict=True)
    times_s, seen = np.asarray(t_s), _shoulders(joints, azimuth_deg)
    holds = []
    for rep, at in reps:
        stays = at.until(performance.length_s)
        inside = (times_s >= at.down_s) & (times_s <= stays.up_s)
        sway = np.ptp(np.quantile(seen[inside], (0.05, 0.95), axis=0), axis=0).max()
        holds.append(
            _hold(rep.bottom, at, performance.length_s, times_s, truths) | {"sway_legs": round(float(sway), 3)}
        )
    return holds


def _shoulders(joints: Sequence[Joints], azimuth_deg: float) -> Floats:
    """(N, 2) the middle of the shoulders across the picture and up, in leg lengths."""
    body, turned = joints[0].body, np.radians(azimuth_deg)
    leg_m = body.thigh_m["left"] + body.shank_m["left"]
    places = np.array([one.middle("upperarm01") for one in joints])
    across = places[:, 0] * np.cos(turned) - places[:, 2] * np.sin(turned)
    return np.stack([across, places[:, 1]], axis=1) / leg_m


def _hold(bottom: Posture, at: RepTimes, length_s: float, t_s: Any, truths: Sequence[Truth]) -> dict[str, Any]:
    stays = at.until(length_s)
    hips_m = np.array([truth.hip_height_m for truth in truths])
    inside = (t_s >= at.down_s) & (t_s <= stays.up_s)
    low_m = float(np.median(hips_m[inside]))
    high_m = float(hips_m[(t_s <= at.start_s)].max())
    near = np.flatnonzero(
        (hips_m <= low_m + ARRIVED_SHARE * (high_m - low_m)) & (t_s >= at.start_s) & (t_s <= at.end_s)
    )
    heel = float(np.median(np.array([truth.heel_rise_foot_lengths for truth in truths])[inside]))
    hands = {side: _rests(arm) for side, arm in (("left", bottom.left_arm), ("right", bottom.right_arm))}
    return {
        "start_s": round(float(t_s[near[0]]), 2),
        "end_s": round(float(t_s[near[-1]]), 2),
        "asked_s": [round(at.down_s, 2), round(stays.up_s, 2)],
        "open": at.up_s > length_s,
        "heel_rise_foot_lengths": round(heel, 3),
        "heels": "raised" if heel > RAISED_FOOT_LENGTHS else "down",
        "hands": hands,
        "rung": _rung(set(hands.values()), heel),
    }


def _rests(arm: Arm) -> HeldBy:
    return RESTS_ON.get(arm.place, "free")


def _rung(hands: set[HeldBy], heel: float) -> Rung:
    if hands & {"floor", "other"}:
        return "supported"
    return "heels_raised" if heel > RAISED_FOOT_LENGTHS else "free"
