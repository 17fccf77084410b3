"""True angles from landmarks: small networks fitted on rendered people whose angles are known, run in numpy.

The pose model reads deep knees too straight from the side and hardly bent from the front. The correction knows how
far it errs in each view, gives each angle a band that holds the truth in 90 of 100 frames, and says when a body or a
view is unlike everything it was fitted on. Data, people, errors and limits: ``models/angles.md``.
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
#: Follows from the others by the planar chain (knee + trunk - tibia), but has a band of its own.
HIPS: Final = tuple(f"{side}_hip_flexion_deg" for side in lm.SIDES)


@dataclass(frozen=True, slots=True)
class Correction:
    """The fitted networks.

    ``mean``, ``spread`` (F,) of the inputs; ``networks`` are averaged; ``widen`` (outputs + hips,) turns their own
    scale into a half band of 90 %, times ``ease`` (2, outputs + hips) of side and front views; ``known`` says which
    inputs they know.
    """

    mean: Weights
    spread: Weights
    networks: tuple[Network, ...]
    widen: Weights
    ease: Weights
    known: InDistribution


@dataclass(frozen=True, slots=True)
class LegEstimate:
    """Angles of one leg and their half bands of 90 %, (N,) degrees each, by name."""

    value: dict[str, Floats]
    band: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the correction makes of a track; all (N,).

    ``heading_deg`` the direction faced, as in `view.CameraView`; ``known`` whether a frame is like those it was
    fitted on: where it is not, the angles are not to be used.
    """

    left: LegEstimate
    right: LegEstimate
    body_yaw_deg: Floats
    known: NDArray[np.bool_]

    def side(self, side: Side) -> LegEstimate:
        """One leg's estimate."""
        return self.left if side == "left" else self.right


def estimate(seen: Seen, correction: Correction) -> Estimate:
    """Angles of every frame. Lies on children, and where a heavy load bends a body unlike its own weight."""
    inputs = features(seen)
    there = np.asarray(np.isfinite(inputs).all(axis=1))
    standard = (np.where(there[:, None], inputs, 0.0) - correction.mean) / correction.spread
    values, scales = run(correction, standard)
    known = there & correction.known(standard)
    values[~there] = np.nan
    scales[~there] = np.nan
    side, front = correction.ease.astype(np.float64)
    off_side = np.sin(np.radians(seen.body_yaw_deg)) ** 2
    half = scales * correction.widen * (side + off_side * (front - side))
    pairs = zip(with_hips(values).T, half.T, strict=True)
    found = dict(zip((*OUTPUTS, *HIPS), pairs, strict=True))
    legs = {side: _leg(found, lm.other(side) if seen.mirrored else side) for side in lm.SIDES}
    off = found["heading_off_deg"][0]
    heading = seen.body_yaw_deg - off if seen.mirrored else seen.body_yaw_deg + off
    return Estimate(legs["left"], legs["right"], (heading + 180.0) % 360.0 - 180.0, known)


def _leg(found: dict[str, tuple[Floats, Floats]], side: Side) -> LegEstimate:
    names = {name: f"{side}_{name}" for name in (*LEG, "hip_flexion_deg")} | {BODY[0]: BODY[0]}
    return LegEstimate({n: found[key][0] for n, key in names.items()}, {n: found[key][1] for n, key in names.items()})


def run(correction: Correction, standard: Weights) -> tuple[Floats, Floats]:
    """Mean of the networks' values (N, outputs), and scales (N, outputs + hips) of each and of their disagreement."""
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
    """The correction from its stored arrays. Raises KeyError or ValueError when they are not one of ours."""
    if tuple(str(name) for name in arrays["outputs"]) != OUTPUTS:
        raise ValueError("the stored networks estimate other angles")
    parts = {name: weights(arrays[name]) for name in ("mean", "spread", "widen", "ease")}
    return Correction(networks=networks_from(arrays), known=InDistribution.stored(arrays), **parts)
