"""From one moment on the floor to the next: rotations turn, feet and palms that stay stay, knees on the floor too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.body import SIDES, SUFFIX, Side
from sample_videos.render.figure import Figure
from sample_videos.render.floor_moments import KNEEL
from sample_videos.render.floor_placing import CARRYING, moved, place, skeleton
from sample_videos.render.floor_pose import FloorPose, LegAt, Placed
from sample_videos.render.geometry import two_bones, unit
from sample_videos.render.joints import Joints
from sample_videos.render.posture import Posture, mixed
from sample_videos.render.sitting import skin_of

STEP_M: Final = 0.07  # a foot that steps is lifted by so much, at 1.75 m of stature
TOES_M: Final = 0.03  # toe joints lie this far above the floor they touch
MAY_LIE_M: Final = 0.3  # with hips lower than this shoulders and head may touch the floor
SAME_M: Final = 1e-6
SETTLES: Final = 4


@dataclass(frozen=True, slots=True)
class Key:
    """A moment of a script: ``travel_s`` on the way there, ``hold_s`` held."""

    pose: FloorPose
    travel_s: float = 0.8
    hold_s: float = 0.0


@dataclass(frozen=True)
class FloorPath:
    """The moments of one body with their times: reached at ``at_s``, left at ``left_s``."""

    figure: Figure
    moments: tuple[Placed, ...]
    at_s: tuple[float, ...]
    left_s: tuple[float, ...]

    @classmethod
    def of(cls, figure: Figure, keys: Sequence[Key], speed: float = 1.0) -> "FloorPath":
        """Work out every moment; the last one ends up in the room's middle."""
        moments: list[Placed] = []
        at_s: list[float] = []
        left_s: list[float] = []
        now = 0.0
        for key in keys:
            moments.append(place(figure, key.pose, moments[-1] if moments else None))
            now += key.travel_s * speed if at_s else 0.0
            at_s.append(now)
            now += key.hold_s
            left_s.append(now)
        end = np.array([m.root for m in moments])
        middle = (end.min(axis=0) + end.max(axis=0)) / 2
        shift = np.array([-middle[0], 0.0, -middle[2]])
        return cls(figure, tuple(moved(m, shift) for m in moments), tuple(at_s), tuple(left_s))

    @cached_property
    def _clock(self) -> "object":
        from scipy.interpolate import PchipInterpolator

        times, places = [], []
        for index, (at, left) in enumerate(zip(self.at_s, self.left_s, strict=True)):
            times.append(at)
            places.append(float(index))
            if left > at:
                times.append(left)
                places.append(float(index))
        times = [times[0] - 1.0, *times, times[-1] + 1.0]
        places = [places[0], *places, places[-1]]
        return PchipInterpolator(times, places)

    @cached_property
    def _knee_m(self) -> float:
        """Height of a knee that lies on the floor."""
        return float(place(self.figure, KNEEL).legs["left"].knee[1])

    def _cleared(self, now: Placed) -> Placed:
        """Hips and feet raised where a knee or the toes would sink into the floor."""
        body = self.figure.body
        for _ in range(SETTLES):
            if now.root[1] < MAY_LIE_M * body.scale:
                trunk = skin_of(skeleton(self.figure, now, {}, now), CARRYING["body"])
                now = moved(now, np.array([0.0, max(0.0, -float(trunk[:, 1].min())), 0.0]), fixed=False)
            sunk_m = max(0.0, *(self._knee_m - now.legs[side].knee[1] for side in SIDES))
            root = now.root + np.array([0.0, sunk_m, 0.0])
            legs = dict(now.legs)
            for side, leg in now.legs.items():
                if leg.fixed:
                    continue
                toe = leg.foot @ (body.joint("toe3-1" + SUFFIX[side]) - body.joint("foot" + SUFFIX[side]))
                raised = max(0.0, TOES_M * body.scale - leg.ankle[1] - min(0.0, toe[1]))
                ankle = leg.ankle + np.array([0.0, max(raised, sunk_m), 0.0])
                hip = root + now.pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
                knee, ankle = two_bones(hip, ankle, body.thigh_m[side], body.shank_m[side], leg.towards)
                legs[side] = replace(leg, knee=knee, ankle=ankle)
            now = replace(now, root=root, legs=legs)
        return now

    def joints(self, t_s: float, sway: Posture | None = None) -> Joints:
        """The skeleton at one time."""
        u = float(np.clip(self._clock(np.clip(t_s, self.at_s[0], self.left_s[-1])), 0, len(self.moments) - 1))  # type: ignore[operator]
        first = min(int(u), len(self.moments) - 2)
        share = u - first
        a, b = self.moments[first], self.moments[first + 1]
        now = self._cleared(_between(self.figure, a, b, share))
        if sway is not None:
            now = replace(now, pose=now.pose.but(trunk=_swayed(now.pose.trunk, sway)))
        return skeleton(self.figure, now, {side: (side, share) for side in SIDES}, b)


def _swayed(trunk: Posture, sway: Posture) -> Posture:
    return replace(
        trunk,
        trunk_side_lean_deg=trunk.trunk_side_lean_deg + sway.trunk_side_lean_deg,
        trunk_twist_deg=trunk.trunk_twist_deg + sway.trunk_twist_deg,
        lumbar_flexion_deg=trunk.lumbar_flexion_deg + sway.pelvis_tilt_deg,
    )


def _between(figure: Figure, a: Placed, b: Placed, share: float) -> Placed:
    pelvis = _turned(a.pelvis, b.pelvis, share)
    root = (1 - share) * a.root + share * b.root
    kneeling = {side: a.legs[side] for side in SIDES if _stays(a.legs[side], b.legs[side], knee=True)}
    body = figure.body
    for _ in range(SETTLES):
        for side, leg in kneeling.items():
            hip = root + pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
            off = hip - leg.knee
            root = root + (unit(off) * body.thigh_m[side] - off) / len(kneeling)
    legs = {side: _leg(figure, root, pelvis, (a.legs[side], b.legs[side]), share, side) for side in SIDES}
    legs |= {side: replace(legs[side], knee=leg.knee, ankle=leg.ankle, fixed=True) for side, leg in kneeling.items()}
    pose = a.pose.but(
        trunk=mixed(a.pose.trunk, b.pose.trunk, share),
        heading_deg=(1 - share) * a.pose.heading_deg + share * b.pose.heading_deg,
    )
    return Placed(pose, root, pelvis, legs, a.palms)


def _stays(a: LegAt, b: LegAt, *, knee: bool) -> bool:
    if knee and not (a.kneels and b.kneels):
        return False
    return float(np.linalg.norm(a.ankle - b.ankle)) < (0.03 if knee else SAME_M)


def _turned(a: Floats, b: Floats, share: float) -> Floats:
    from scipy.spatial.transform import Rotation, Slerp

    return np.asarray(Slerp([0, 1], Rotation.from_matrix(np.stack([a, b])))(share).as_matrix())


def _leg(figure: Figure, root: Floats, pelvis: Floats, ends: tuple[LegAt, LegAt], share: float, side: Side) -> LegAt:
    a, b = ends
    body = figure.body
    hip = root + pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
    ankle = (1 - share) * a.ankle + share * b.ankle
    if not _stays(a, b, knee=False):
        far = float(np.linalg.norm(a.ankle - b.ankle))
        ankle = ankle + np.array([0.0, min(STEP_M * body.scale, far / 3) * np.sin(np.pi * share), 0.0])
    towards = unit((1 - share) * a.towards + share * b.towards)
    knee, ankle = two_bones(hip, ankle, body.thigh_m[side], body.shank_m[side], towards)
    fixed = _stays(a, b, knee=False)
    return LegAt(knee, ankle, towards, _turned(a.foot, b.foot, share), a.kneels and b.kneels, fixed)
