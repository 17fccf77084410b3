"""Joint angles from landmarks: small networks fitted on rendered people whose true angles are known, run in numpy.

The pose model reports deep knees as too straight from the side and as hardly bent from the front. The correction
estimates the angle and the half-width of its 90 % interval for each view, and says which frames are out of the
distribution it was fitted on. Data, people, errors and limits: ``models/angles.md``.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.features import Seen, features
from formcheck.motion.landmarks import Side
from formcheck.motion.networks import InDistribution, Network, Weights, averaged, networks_from, weights
from formcheck.motion.track import Floats

#: What is estimated of each leg, then of the whole body; the order of the networks' outputs.
LEG: Final = ("knee_flexion_deg", "tibia_inclination_deg", "thigh_to_horizontal_deg")
BODY: Final = ("trunk_inclination_deg", "heading_off_deg")
OUTPUTS: Final = (*(f"{side}_{name}" for side in lm.SIDES for name in LEG), *BODY)
#: Derived from the others by the planar chain (knee + trunk - tibia), but with an interval of its own.
HIPS: Final = tuple(f"{side}_hip_flexion_deg" for side in lm.SIDES)


@dataclass(frozen=True, slots=True)
class Correction:
    """The fitted networks.

    ``mean``, ``spread`` (F,) of the inputs; ``networks`` are averaged; ``interval_scale`` (outputs + hips,) turns their
    scale into the half-width of a 90 % interval, multiplied by ``interval_calibration`` (2, outputs + hips) for side
    and front views; ``in_distribution`` checks the inputs.
    """

    mean: Weights
    spread: Weights
    networks: tuple[Network, ...]
    interval_scale: Weights
    interval_calibration: Weights
    in_distribution: InDistribution


@dataclass(frozen=True, slots=True)
class LegEstimate:
    """Angles of one leg and the half-widths of their 90 % intervals, (N,) degrees each, by name."""

    value: dict[str, Floats]
    band: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The correction's estimates for a track; all (N,).

    ``body_yaw_deg`` the direction faced, as in `view.CameraView`; ``in_distribution``: where it is false, the angles
    must not be used.
    """

    left: LegEstimate
    right: LegEstimate
    body_yaw_deg: Floats
    in_distribution: NDArray[np.bool_]

    def side(self, side: Side) -> LegEstimate:
        """One leg's estimate."""
        return self.left if side == "left" else self.right


def estimate(seen: Seen, correction: Correction) -> Estimate:
    """Angles of every frame. Wrong on children, and where a heavy load bends a body in ways its own weight does not."""
    inputs = features(seen)
    there = np.asarray(np.isfinite(inputs).all(axis=1))
    standard = (np.where(there[:, None], inputs, 0.0) - correction.mean) / correction.spread
    values, scales = run(correction, standard)
    in_distribution = there & correction.in_distribution(standard)
    values[~there] = np.nan
    scales[~there] = np.nan
    side, front = correction.interval_calibration.astype(np.float64)
    off_side = np.sin(np.radians(seen.body_yaw_deg)) ** 2
    half = scales * correction.interval_scale * (side + off_side * (front - side))
    pairs = zip(with_hips(values).T, half.T, strict=True)
    found = dict(zip((*OUTPUTS, *HIPS), pairs, strict=True))
    legs = {side: _leg(found, lm.other(side) if seen.mirrored else side) for side in lm.SIDES}
    off = found["heading_off_deg"][0]
    heading = seen.body_yaw_deg - off if seen.mirrored else seen.body_yaw_deg + off
    return Estimate(legs["left"], legs["right"], (heading + 180.0) % 360.0 - 180.0, in_distribution)


def _leg(found: dict[str, tuple[Floats, Floats]], side: Side) -> LegEstimate:
    names = {name: f"{side}_{name}" for name in (*LEG, "hip_flexion_deg")} | {BODY[0]: BODY[0]}
    return LegEstimate({n: found[key][0] for n, key in names.items()}, {n: found[key][1] for n, key in names.items()})


def run(correction: Correction, standard: Weights) -> tuple[Floats, Floats]:
    """Mean of the networks' values (N, outputs), and their combined scales (N, outputs + hips)."""
    return averaged(correction.networks, standard, len(OUTPUTS), with_hips)


def with_hips(values: Floats) -> Floats:
    """(N, outputs + hips): hip flexion is knee flexion plus trunk inclination minus tibia inclination."""
    at = {name: i for i, name in enumerate(OUTPUTS)}
    trunk = values[:, at["trunk_inclination_deg"]]
    hips = [
        values[:, at[f"{s}_knee_flexion_deg"]] + trunk - values[:, at[f"{s}_tibia_inclination_deg"]] for s in lm.SIDES
    ]
    return np.concatenate([values, np.stack(hips, axis=1)], axis=1)


def from_arrays(arrays: dict[str, NDArray[np.generic]]) -> Correction:
    """The correction from its stored arrays. Raises KeyError or ValueError for arrays of another kind."""
    if tuple(str(name) for name in arrays["outputs"]) != OUTPUTS:
        raise ValueError("the stored networks estimate other angles")
    stored = {"mean": "mean", "spread": "spread", "interval_scale": "widen", "interval_calibration": "ease"}
    parts = {name: weights(arrays[key]) for name, key in stored.items()}
    return Correction(networks=networks_from(arrays), in_distribution=InDistribution.stored(arrays), **parts)
