"""The state at one moment from single poses: angles, depth for the gauge, phase. For display only: verdicts come from
`analyze`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from formcheck.live.ending import Ending
from formcheck.motion import landmarks as lm
from formcheck.motion.directions import angle_between_deg, inclination_deg
from formcheck.motion.reps import MIN_DROP_LEGS, PhaseName
from formcheck.motion.track import Floats, Pose, Track
from formcheck.motion.view import CameraView, camera_view

RAW_FLOOR_KNEE_DEG: Final = 125.0  # Hemmerich 2006: full squats bend 130 to 155; the raw model reads less, by up to 14
RAW_FLOOR_THIGH_DEG: Final = -10.0
PARALLEL_AT: Final = 0.75  # of the gauge: where the thighs are horizontal
ALMOST: Final = 0.97  # the gauge's end is reserved for the floor class, which needs bent knees too
SMOOTH_S: Final = 0.08  # chosen: removes flicker at a lag of two frames
STANDING_LEGS: Final = 0.06  # chosen: standing sway and jitter of the shoulders' height stay below
TURN_LEGS: Final = 0.02  # chosen: a return by this much is a change of direction


@dataclass(frozen=True, slots=True)
class Moment:
    """``angles`` near side, degrees, under "knee", "hip", "trunk" and "tibia"; ``depth`` 0 standing, 0.75 thighs
    horizontal, 1 floor, None where unseen; ``drop_legs`` of the shoulders below standing.
    """

    t_s: float
    angles: Mapping[str, float] = field(default_factory=dict)
    depth: float | None = None
    phase: PhaseName | None = None
    drop_legs: float = 0.0


class PhaseTracker:
    """Tracks the phases of one person's movement from pose to pose, relative to their standing second. ``ending`` says
    when to judge.
    """

    def __init__(self, standing: Sequence[Pose], size_wh: tuple[int, int]) -> None:
        track = Track.from_poses([pose for pose in standing if pose.seen], size_wh)
        self.view: CameraView = camera_view(track)
        middle = {part: np.median(track.mid_px(part), axis=0) for part in ("shoulder", "hip", "knee", "ankle")}
        self._height_px = float(middle["ankle"][1] - middle["shoulder"][1])
        chain = ("hip", "knee", "ankle")
        self.leg_px = float(sum(np.linalg.norm(middle[a] - middle[b]) for a, b in pairwise(chain)))
        self._last: Moment | None = None
        self._angles: dict[str, float] = {}
        self._turn_legs = 0.0
        self.ending = Ending()

    def look(self, pose: Pose) -> Moment:
        """The state for this pose; the numbers are dropped when nobody is seen."""
        if not pose.seen:
            self._angles = {}
            return Moment(pose.t_s)
        angles = self._smoothed(_angles(pose, self.view), pose.t_s)
        drop = self._drop_legs(pose)
        moment = Moment(pose.t_s, angles, _depth(angles), self._phase(drop), drop)
        self.ending.note(pose.t_s, drop)
        self._last = moment
        return moment

    def _drop_legs(self, pose: Pose) -> float:
        shoulder, ankle = (pose.image_px[list(lm.pair(part)), 1].mean() for part in ("shoulder", "ankle"))
        return float((self._height_px - (ankle - shoulder)) / self.leg_px) if self.leg_px > 0 else 0.0

    def _smoothed(self, angles: dict[str, float], t_s: float) -> dict[str, float]:
        step_s = t_s - self._last.t_s if self._last else np.inf
        share = 1.0 - float(np.exp(-step_s / SMOOTH_S))
        for name, value in angles.items():
            before = self._angles.get(name, np.nan)
            self._angles[name] = before + share * (value - before) if np.isfinite(before) else value
        return dict(self._angles)

    def _phase(self, drop: float) -> PhaseName:
        before = self._last.phase if self._last else "standing"
        if drop < STANDING_LEGS:
            self._turn_legs = drop
            return "standing"
        if before in (None, "standing", "descent"):
            self._turn_legs = max(self._turn_legs, drop)
            if self._turn_legs - drop > TURN_LEGS:
                self._turn_legs = drop
                return "ascent"
            still = self._last is not None and drop - self._last.drop_legs < TURN_LEGS / 4
            return "bottom" if still and drop >= MIN_DROP_LEGS and before == "descent" else "descent"
        if before == "bottom":
            deepest = max(self._turn_legs, drop)
            risen = deepest - drop > TURN_LEGS
            self._turn_legs = drop if risen else deepest
            return "ascent" if risen else "bottom"
        self._turn_legs = min(self._turn_legs, drop)
        sunk = drop - self._turn_legs > TURN_LEGS
        self._turn_legs = drop if sunk else self._turn_legs
        return "descent" if sunk else "ascent"


def _angles(pose: Pose, view: CameraView) -> dict[str, float]:
    near: dict[str, Floats] = {p: pose.image_px[lm.at(p, view.near)] for p in ("shoulder", "hip", "knee", "ankle")}
    shoulder, hip = (pose.image_px[list(lm.pair(part))].mean(axis=0) for part in ("shoulder", "hip"))
    trunk, thigh, shank = shoulder - hip, near["knee"] - near["hip"], near["ankle"] - near["knee"]
    return {
        "knee": float(angle_between_deg(thigh, shank)),
        "hip": float(angle_between_deg(-trunk, thigh)),
        "trunk": float(inclination_deg(trunk, view.facing)),
        "tibia": float(inclination_deg(-shank, view.facing)),
        "thigh": float(np.degrees(np.arctan2(thigh[1], abs(thigh[0])))),
    }


def _depth(angles: Mapping[str, float]) -> float | None:
    thigh, knee = angles["thigh"], angles["knee"]
    if not np.isfinite(thigh):
        return None
    floor = thigh <= RAW_FLOOR_THIGH_DEG and knee >= RAW_FLOOR_KNEE_DEG
    above = (90.0 - max(thigh, 0.0)) / 90.0 * PARALLEL_AT
    below = min(max(-thigh, 0.0) / -RAW_FLOOR_THIGH_DEG, 1.0) * (ALMOST - PARALLEL_AT)
    return 1.0 if floor else float(np.clip(above + below, 0.0, ALMOST))
