"""Where the joints of a person are, from the angles she is posed by.

Metres in the person's own frame: forward, up, to her left; the reference ankle stands at forward 0. Angles in degrees,
inclinations from the vertical with forward positive.
"""

from dataclasses import dataclass, fields
from typing import Literal, get_args

import numpy as np

from formcheck.motion import landmarks as lm

Arm = Literal[
    "hanging",
    "forward",
    "prayer",
    "block",
    "hips",
    "knee",
    "thigh",
    "hovering",
    "floor",
    "overhead",
    "planted",
    "post",
    "rail",
]
ARMS: tuple[Arm, ...] = get_args(Arm)


@dataclass(frozen=True, kw_only=True)
class Posture:
    """One instant. The default stands straight: thigh and shank are equally long, so shoulders are over ankles.

    ``knees_in``: share by which the knees stand nearer together than the ankles; ``hip_tilt_deg``: left hip lower;
    ``bulge``: of the back's outline out of its chord, in trunk lengths; ``stance``: foot distance in hip widths;
    ``forward_m``, ``up_m`` move the whole body; ``left_foot_m``, ``right_foot_m`` put a foot (forward, up) elsewhere,
    its leg then reaches for it. ``arms``: one pose, or left and right.
    """

    knee_deg: float = 6.0
    tibia_deg: float = 3.0
    trunk_deg: float = 0.0
    heel_lift_deg: float = 0.0
    knees_in: float = 0.0
    hip_tilt_deg: float = 0.0
    bulge: float = 0.01
    stance: float = 1.0
    forward_m: float = 0.0
    up_m: float = 0.0
    left_foot_m: tuple[float, float] = (0.0, 0.0)
    right_foot_m: tuple[float, float] = (0.0, 0.0)
    arms: Arm | tuple[Arm, Arm] = "hanging"

    def numbers(self) -> np.ndarray:
        """All that changes smoothly: the angles, the feet, and for each arm a weight for each arm pose."""
        arms = self.arms if isinstance(self.arms, tuple) else (self.arms, self.arms)
        weights = [float(arm == pose) for arm in arms for pose in ARMS]
        return np.array([*(getattr(self, n) for n in SMOOTH), *self.left_foot_m, *self.right_foot_m, *weights])


SMOOTH = tuple(f.name for f in fields(Posture) if f.type in (float, "float"))
STAND = Posture()


@dataclass(frozen=True)
class Moments:
    """Postures at N instants, unpacked from (N, K) numbers."""

    numbers: np.ndarray

    def __getattr__(self, name: str) -> np.ndarray:
        return self.numbers[:, SMOOTH.index(name)]

    def foot(self, side: lm.Side) -> np.ndarray:
        first = len(SMOOTH) + 2 * lm.SIDES.index(side)
        return self.numbers[:, first : first + 2]

    def arm(self, side: lm.Side) -> np.ndarray:
        first = len(SMOOTH) + 4 + len(ARMS) * lm.SIDES.index(side)
        return self.numbers[:, first : first + len(ARMS)]


@dataclass(frozen=True, kw_only=True)
class Body:
    """Segment lengths in metres; ``*_half`` are half the distances between left and right."""

    shank: float = 0.43
    thigh: float = 0.43
    trunk: float = 0.50
    upper_arm: float = 0.29
    forearm: float = 0.26
    hand: float = 0.09
    ankle_up: float = 0.08
    heel_back: float = 0.05
    toe_ahead: float = 0.17
    hip_half: float = 0.10
    shoulder_half: float = 0.19

    @property
    def leg(self) -> float:
        return self.shank + self.thigh

    def joints(self, m: Moments) -> np.ndarray:
        """(N, 33, 3) forward, up, left of all landmarks."""
        ankle, heel, toe = self._foot(m)
        hip = ankle + self.shank * _leaning(m.tibia_deg) + self.thigh * _leaning(m.tibia_deg - m.knee_deg)
        out = np.empty((len(m.numbers), lm.COUNT, 3))
        spread = self.hip_half * (m.stance - 1.0)
        drop = hip[:, 1] - ankle[:, 1] - np.sqrt((hip[:, 1] - ankle[:, 1]) ** 2 - spread**2)
        hip = hip - np.stack([0 * drop, drop], axis=1)
        shoulder = hip + self.trunk * _leaning(m.trunk_deg)
        self._head(out, shoulder, m.trunk_deg)
        for side, sign in zip(lm.SIDES, (1.0, -1.0), strict=True):
            own = ankle + m.foot(side)
            knee = own + self.shank * _leaning(self.tibia_deg(hip, own))
            stance = sign * self.hip_half * m.stance
            tilt = np.stack([0 * drop, -sign * self.hip_half * np.sin(np.radians(m.hip_tilt_deg))], axis=1)
            for part, place in (("ankle", own), ("heel", heel + m.foot(side)), ("foot_index", toe + m.foot(side))):
                _put(out, part, side, place, stance)
            _put(out, "knee", side, knee, stance * (1.0 - m.knees_in))
            _put(out, "hip", side, hip + tilt, sign * self.hip_half)
            _put(out, "shoulder", side, shoulder, sign * self.shoulder_half)
            wrist = self.wrist(m, side, shoulder, hip, knee, own)
            grip = m.arm(side)[:, [ARMS.index("post"), ARMS.index("rail")]].sum(axis=1, keepdims=True)
            self._arm(out, side, shoulder, wrist, sign * self.shoulder_half, grip)
        out[..., 0] += m.forward_m[:, None]
        out[..., 1] += m.up_m[:, None]
        return out

    def _foot(self, m: Moments) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Ankle, heel and toe; the heel lifts about the toe."""
        toe = np.array([self.toe_ahead, 0.02])
        lift = np.radians(m.heel_lift_deg)

        def turned(forward: float, up: float) -> np.ndarray:
            x, y = forward - toe[0], up - toe[1]
            return toe + np.stack([x * np.cos(lift) + y * np.sin(lift), -x * np.sin(lift) + y * np.cos(lift)], axis=1)

        return turned(0.0, self.ankle_up), turned(-self.heel_back, toe[1]), turned(*toe)

    def tibia_deg(self, hip: np.ndarray, ankle: np.ndarray) -> np.ndarray:
        """Inclination of a shank whose leg joins hip and ankle, knee in front."""
        reach = hip - ankle
        length = np.clip(np.linalg.norm(reach, axis=1), 1e-6, self.leg - 1e-12)
        bend = np.arccos((self.shank**2 + length**2 - self.thigh**2) / (2 * self.shank * length))
        return np.degrees(np.arctan2(reach[:, 0], reach[:, 1]) + bend)

    def wrist(
        self, m: Moments, side: lm.Side, shoulder: np.ndarray, hip: np.ndarray, knee: np.ndarray, ankle: np.ndarray
    ) -> np.ndarray:
        """(N, 2) where a hand goes: the mixture of arm poses, as far as the arm reaches.

        A palm on the leg lies on its front, a fifth of a thigh from the bone.
        """
        thigh = _unit(knee - hip)
        front = np.stack([-thigh[:, 1], thigh[:, 0]], axis=1)
        shin = _unit(ankle - knee)
        kneecap = _unit(front + np.stack([-shin[:, 1], shin[:, 0]], axis=1))
        on_knee, on_thigh = knee + 0.2 * self.thigh * kneecap, hip + 0.65 * (knee - hip) + 0.2 * self.thigh * front
        reach = 0.97 * (self.upper_arm + self.forearm)
        trunk = np.radians(m.trunk_deg)
        chest = np.stack([np.cos(trunk), -np.sin(trunk)], axis=1)
        places = {
            "hanging": shoulder + np.array([0.0, -reach]),
            "forward": shoulder + np.array([reach, 0.0]),
            "prayer": shoulder + 0.22 * chest - 0.15 * _leaning(m.trunk_deg),
            "block": shoulder + 0.30 * chest - 0.12 * _leaning(m.trunk_deg),
            "hips": hip + 0.14 * _leaning(m.trunk_deg) - 0.03 * chest,
            "knee": on_knee - 0.5 * self.hand * _unit(on_knee - shoulder),
            "thigh": on_thigh - 0.5 * self.hand * _unit(on_thigh - shoulder),
            "hovering": on_thigh + 0.2 * self.thigh * front - 0.5 * self.hand * _unit(on_thigh - shoulder),
            "floor": np.broadcast_to([0.22, 0.05], shoulder.shape),
            "overhead": shoulder + np.array([0.0, reach]),
            "planted": np.broadcast_to([1.30, 0.05], shoulder.shape),
            "post": np.broadcast_to([0.38, 1.05], shoulder.shape),
            "rail": np.broadcast_to([0.26, 0.92], shoulder.shape),
        }
        target = sum(w[:, None] * places[pose] for pose, w in zip(ARMS, m.arm(side).T, strict=True))
        arm = target - shoulder
        length = np.linalg.norm(arm, axis=1, keepdims=True)
        return np.asarray(shoulder + arm * np.minimum(1.0, reach / length))

    def elbow_deg(self, shoulder: np.ndarray, wrist: np.ndarray) -> np.ndarray:
        """Elbow flexion of an arm of this length, 0 straight."""
        squared = np.sum((wrist - shoulder) ** 2, axis=1) - self.upper_arm**2 - self.forearm**2
        return np.degrees(np.arccos(np.clip(squared / (2 * self.upper_arm * self.forearm), -1, 1)))

    def upper_arm_deg(self, shoulder: np.ndarray, wrist: np.ndarray) -> np.ndarray:
        """Direction of the upper arm, 0 forward, 90 up; the elbow points down or back."""
        arm, flexion = wrist - shoulder, np.radians(self.elbow_deg(shoulder, wrist))
        behind = np.arctan2(self.forearm * np.sin(flexion), self.upper_arm + self.forearm * np.cos(flexion))
        return np.degrees(np.arctan2(arm[:, 1], arm[:, 0]) - behind)

    def _arm(
        self, out: np.ndarray, side: lm.Side, shoulder: np.ndarray, wrist: np.ndarray, left: float, grip: np.ndarray
    ) -> None:
        """The hand prolongs the forearm, unless it grips what does not turn with it."""
        direction = np.radians(self.upper_arm_deg(shoulder, wrist))
        elbow = shoulder + self.upper_arm * np.stack([np.cos(direction), np.sin(direction)], axis=1)
        finger = wrist + self.hand * ((1 - grip) * (wrist - elbow) / self.forearm + grip * np.array([1.0, 0.0]))
        for part, place in (("elbow", elbow), ("wrist", wrist), ("index", finger), ("pinky", finger)):
            _put(out, part, side, place, left)
        _put(out, "thumb", side, (wrist + finger) / 2, left)

    def _head(self, out: np.ndarray, shoulder: np.ndarray, trunk_deg: np.ndarray) -> None:
        ear = shoulder + 0.22 * _leaning(trunk_deg)
        for index, name in enumerate(lm.NAMES[:11]):
            ahead, left = (0.0, 0.07) if "ear" in name else (0.10, 0.03)
            side = -1.0 if "right" in name else 0.0 if name == "nose" else 1.0
            out[:, index, :2] = ear + np.array([ahead, 0.0])
            out[:, index, 2] = side * left


def _leaning(degrees: np.ndarray) -> np.ndarray:
    return np.stack([np.sin(np.radians(degrees)), np.cos(np.radians(degrees))], axis=1)


def _unit(ways: np.ndarray) -> np.ndarray:
    return np.asarray(ways / np.linalg.norm(ways, axis=1, keepdims=True))


def _put(out: np.ndarray, part: str, side: lm.Side, place: np.ndarray, left: np.ndarray | float) -> None:
    out[:, lm.at(part, side), :2] = place
    out[:, lm.at(part, side), 2] = left
