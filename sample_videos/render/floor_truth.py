"""What is true of getting up from the floor: what touches it when, and the phases this makes."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.body import SIDES, Side
from sample_videos.render.floor_performance import FloorPerformance
from sample_videos.render.joints import Joints
from sample_videos.render.pose import inclination_deg
from sample_videos.render.sitting import skin_of
from sample_videos.render.truth import hand_contact

SEAT_OFF_M: Final = 0.05  # skin under the hips this far over the floor has left it
KNEE_M: Final = 0.04  # skin of knee and upper shin, with clothes between
KNEE_PART: Final = ("lowerleg01", "upperleg02")
ELBOW_M: Final = 0.07  # the joint of an elbow that lies on the floor
FOOT_M: Final = 0.03  # a sole this near to where it stands in the end is planted
UPRIGHT_M, UPRIGHT_DEG = 0.015, 5.0  # standing: hips and trunk this near to where they end up
STILL_S: Final = 0.1  # what leaves the floor with the hips has not helped to rise
HELPS_S: Final = 0.2  # what touches the floor for less does not help


def on_floor(joints: Sequence[Joints]) -> dict[str, list[Any]]:
    """Per frame what touches the floor."""
    rows: dict[str, list[Any]] = {"seat_on_floor": [_seat(one) for one in joints]}
    for side in SIDES:
        rows[f"knee_on_floor_{side}"] = [_knee(one, side) for one in joints]
        rows[f"forearm_on_floor_{side}"] = [_forearm(one, side) for one in joints]
    return rows


def floor_record(performance: FloorPerformance, t_s: Sequence[float], joints: Sequence[Joints]) -> dict[str, Any]:
    """Phases and supports of a clip; see sample_videos/README.md for the meaning of each key."""
    rep = _rep(performance, np.asarray(t_s), joints)
    return {"reps": [rep] if rep else [], "rep_sizes": [], "depth": None}


def _rep(performance: FloorPerformance, t_s: Floats, joints: Sequence[Joints]) -> dict[str, Any] | None:
    seat = np.array([_seat(one) for one in joints])
    if performance.script.kind == "none" or seat[-1]:
        return None
    off = int(np.flatnonzero(seat)[-1]) + 1
    stand = _stands(joints)
    touching = {
        (kind, side): np.array([_touches(one, kind, side) for one in joints])
        for kind in ("hand", "forearm", "knee", "hand_on_knee")
        for side in SIDES
    }
    found = [
        {"limb": kind, "side": side, "from_s": round(float(t_s[a]), 2), "to_s": round(float(t_s[b]), 2)}
        for (kind, side), rows in touching.items()
        for a, b in _runs(rows[: stand + 1])
        if t_s[b] - t_s[off] >= STILL_S and t_s[b] - t_s[a] >= HELPS_S
    ]
    down = np.any([rows for (kind, _), rows in touching.items() if kind != "hand_on_knee"], axis=0)
    down[:off] = True
    rise = int(np.flatnonzero(down[: stand + 1])[-1]) + 1
    return {
        "start_s": round(performance.start_s, 2),
        "bottom_s": round(float(t_s[off]), 2),
        "end_s": round(float(t_s[stand]), 2),
        "off_floor_s": round(float(t_s[off]), 2),
        "phases": _phases(t_s, joints, touching, (off, rise, stand)),
        "supports": found,
        "count": len({(one["limb"], one["side"]) for one in found}),
    }


def _phases(
    t_s: Floats, joints: Sequence[Joints], touching: Mapping[tuple[str, Side], Any], marks: tuple[int, int, int]
) -> list[dict[str, Any]]:
    off, rise, stand = marks
    knees = {side: touching["knee", side] for side in SIDES}
    planted = {side: _planted(joints, side) for side in SIDES}
    rows = []
    for i in range(len(t_s)):
        if i < off:
            rows.append("floor")
        elif i >= stand:
            rows.append("stand")
        elif i >= rise:
            rows.append("rise")
        elif any(planted[side][i] and not knees[side][i] for side in SIDES):
            rows.append("half_kneel" if any(knees[side][i:rise].any() for side in SIDES) else "crouch")
        else:
            rows.append("all_fours" if all(knees[side][off:rise].any() for side in SIDES) else "side")
    named = [(name, len(list(run))) for name, run in groupby(rows)]
    starts = np.cumsum([0, *(length for _, length in named)])
    return [
        {"phase": name, "from_s": round(float(t_s[start]), 2)} for (name, _), start in zip(named, starts, strict=False)
    ]


def _touches(joints: Joints, limb: str, side: Side) -> bool:
    if limb == "knee":
        return _knee(joints, side) and not _seat(joints)
    if limb == "forearm":
        return _forearm(joints, side)
    contact = hand_contact(joints, side)
    if limb == "hand":
        return contact == "floor"
    sent = joints.posture.left_arm if side == "left" else joints.posture.right_arm
    return sent.place == "leg" and contact in ("knee", "thigh")


def _seat(joints: Joints) -> bool:
    return bool(skin_of(joints, ("root", "pelvis", "spine"))[:, 1].min() < SEAT_OFF_M)


def _knee(joints: Joints, side: Side) -> bool:
    suffix = ".L" if side == "left" else ".R"
    skin = skin_of(joints, tuple(bone + suffix for bone in KNEE_PART))
    knee = joints.at("lowerleg01", side)
    return bool(skin[np.linalg.norm(skin - knee, axis=1) < 0.13 * joints.body.scale, 1].min() < KNEE_M)


def _forearm(joints: Joints, side: Side) -> bool:
    return bool(joints.at("lowerarm01", side)[1] < ELBOW_M * joints.body.scale)


def _planted(joints: Sequence[Joints], side: Side) -> Floats:
    """Frames from which on this foot stands where it stands in the end."""
    ankles = np.array([one.at("foot", side) for one in joints])
    there = np.linalg.norm(ankles - ankles[-1], axis=1) < FOOT_M
    away = np.flatnonzero(~there)
    rows = np.zeros(len(joints), bool)
    rows[int(away[-1]) + 1 if len(away) else 0 :] = True
    return rows


def _stands(joints: Sequence[Joints]) -> int:
    """The first frame from which on hips and trunk are as in the end."""
    hips = np.array([one.middle("upperleg01")[1] for one in joints])
    trunk = np.array([inclination_deg(one.middle("upperarm01") - one.middle("upperleg01")) for one in joints])
    still = (np.abs(hips - hips[-1]) < UPRIGHT_M) & (np.abs(trunk - trunk[-1]) < UPRIGHT_DEG)
    return int(np.flatnonzero(~still)[-1]) + 1


def _runs(rows: Any) -> list[tuple[int, int]]:
    padded = np.concatenate([[0], np.asarray(rows, int), [0]])
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    return [(int(a), int(b) - 1) for a, b in zip(starts, ends, strict=True)]
