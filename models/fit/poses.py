"""Random postures, stances and cameras for training: every angle varies on its own, as far as balance allows."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from sample_videos.render.camera import Camera
from sample_videos.render.figure import Figure
from sample_videos.render.joints import Joints
from sample_videos.render.people import Person, random_person
from sample_videos.render.pose import solve
from sample_videos.render.posture import PLACES, Arm, Posture, Stance
from sample_videos.render.room import Light, room
from sample_videos.render.truth import true_angles

if TYPE_CHECKING:
    from sample_videos.render.gl import Renderer

BALANCE_M: Final = (-0.13, 0.24)  # how far the body's middle may lie behind and before the ankles without a fall
TRIES: Final = 12
MOST_FOLDED_DEG: Final = 140.0
MOST_INCLINED_DEG: Final = 105.0
#: Knee, tibia and trunk ranges in degrees of the kinds of posture, and how often each is taken.
KINDS: Final = (
    (0.18, (0, 22), (-6, 12), (-8, 22)),  # standing, getting ready
    (0.42, (15, 150), (-8, 46), (-5, 75)),  # squats of any depth
    (0.28, (0, 75), (-14, 20), (15, 105)),  # hinges and stoops
    (0.12, (0, 150), (-15, 48), (-12, 110)),  # anything that stays up
)
#: The same for training backs: what squats and hinges really look like, from the first lean on.
BENT_KINDS: Final = (
    (0.08, (0, 30), (-4, 12), (-5, 20)),
    (0.50, (35, 145), (6, 40), (12, 65)),
    (0.42, (0, 60), (-12, 14), (20, 95)),
)
NATURAL: Final = ("forward", "forward", "forward", "prayer", "prayer", "hang", "hang", "knees", "floor", "block", "bar")


def dressed(rng: np.random.Generator, baggy_share: float) -> Person:
    """A random person of the fit split, so many of them in clothes that hardly show them."""
    person = random_person(rng)
    assert person.split == "fit", "only people of the fit split may teach"
    if baggy_share and rng.random() < baggy_share:
        return replace(person, look=replace(person.look, fit="baggy"))
    return person


def lit(renderer: "Renderer", figure: Figure, rng: np.random.Generator) -> None:
    """A figure in any room and light."""
    light = Light(rng.uniform(-60, 60), rng.uniform(35, 65), exposure=float(rng.uniform(0.7, 1.25)))
    renderer.set_scene([figure], room(int(rng.integers(24))), light)


def standing(rng: np.random.Generator) -> Posture:
    """How people really stand before a set: nearly straight, arms anywhere off the back."""
    posture = Posture(
        knee_flexion_deg=abs(rng.normal(4, 3)),
        tibia_inclination_deg=rng.normal(2, 1.5),
        pelvis_tilt_deg=rng.normal(0, 3),
        lumbar_flexion_deg=rng.normal(0, 3),
        thoracic_flexion_deg=rng.normal(0, 4),
        neck_deg=rng.normal(0, 6),
    )
    return posture.with_arms(Arm(rng.choice(["hang", "hang", "forward", "prayer", "hips", "head"])))


def stance(rng: np.random.Generator) -> Stance:
    """From narrow to sumo, feet straight to far out, now and then one foot ahead or knees caving in."""
    return Stance(
        width_hips=rng.uniform(0.9, 2.6) if rng.random() < 0.75 else rng.uniform(1.2, 1.7),
        toe_out_deg=rng.uniform(0, 40),
        stagger_m=rng.normal(0, 0.06) if rng.random() < 0.4 else 0.0,
        knees_in=rng.uniform(0, 0.7) if rng.random() < 0.2 else 0.0,
    )


def off_the_back(rng: np.random.Generator) -> Posture:
    """Standing tall for the outline of the back: arms where they do not cover it."""
    return standing(rng).with_arms(Arm(rng.choice(["forward", "forward", "prayer"])))


def balanced(
    figure: Figure, feet: Stance, rng: np.random.Generator, *, of_backs: bool
) -> tuple[Posture, Joints] | None:
    """A random posture in which the body's middle stays over the feet; None when none was found in a few tries."""
    for _ in range(TRIES):
        posture = _bent(rng) if of_backs else _posture(rng)
        try:
            joints = solve(figure, posture, feet)
        except ValueError:
            continue
        if stays_up(joints):
            return posture, joints
    return None


def stays_up(joints: Joints) -> bool:
    """Whether the body's middle is over the feet, and the trunk off thighs and floor: the chest meets the thighs."""
    if not BALANCE_M[0] <= _middle_ahead_m(joints) / joints.body.scale <= BALANCE_M[1]:
        return False
    truth = true_angles(joints)
    folded = max(truth.left.hip_flexion_deg, truth.right.hip_flexion_deg)
    return folded <= MOST_FOLDED_DEG and truth.trunk_inclination_deg <= MOST_INCLINED_DEG


def _posture(rng: np.random.Generator) -> Posture:
    _, knee, tibia, trunk = KINDS[rng.choice(len(KINDS), p=[kind[0] for kind in KINDS])]
    lumbar = rng.uniform(-8, 20) if rng.random() < 0.6 else rng.uniform(15, 55)
    thoracic = rng.normal(3, 8)
    pelvis = rng.uniform(*trunk) - 0.75 * lumbar
    looks_ahead = rng.uniform(0, 0.8)
    left, right = _arm(rng), _arm(rng)
    return Posture(
        knee_flexion_deg=rng.uniform(*knee),
        tibia_inclination_deg=rng.uniform(*tibia),
        pelvis_tilt_deg=pelvis,
        lumbar_flexion_deg=lumbar,
        thoracic_flexion_deg=thoracic,
        neck_deg=-looks_ahead * max(pelvis + lumbar, 0) + rng.normal(0, 8),
        trunk_side_lean_deg=rng.normal(0, 3),
        trunk_twist_deg=rng.normal(0, 4),
        heel_lift_deg=rng.uniform(5, 30) if rng.random() < 0.12 else 0.0,
        left_arm=left,
        right_arm=left if rng.random() < 0.65 else right,
    )


def _bent(rng: np.random.Generator) -> Posture:
    """Bent over with a back of any shape: what the lower back does depends on nothing else."""
    _, knee, tibia, trunk = BENT_KINDS[rng.choice(len(BENT_KINDS), p=[kind[0] for kind in BENT_KINDS])]
    lumbar, thoracic = rng.uniform(-8, 55), rng.normal(4, 9)
    pelvis = rng.uniform(*trunk) - 0.65 * lumbar - 0.3 * thoracic
    posture = Posture(
        knee_flexion_deg=rng.uniform(*knee),
        tibia_inclination_deg=rng.uniform(*tibia),
        pelvis_tilt_deg=pelvis,
        lumbar_flexion_deg=lumbar,
        thoracic_flexion_deg=thoracic,
        neck_deg=-rng.uniform(0, 0.8) * max(pelvis + lumbar, 0) + rng.normal(0, 8) - thoracic * rng.uniform(0, 1),
        trunk_side_lean_deg=rng.normal(0, 2),
        trunk_twist_deg=rng.normal(0, 3),
    )
    arm = Arm(rng.choice(NATURAL)) if rng.random() < 0.6 else _arm(rng)
    return posture.with_arms(arm, arm if rng.random() < 0.8 else _arm(rng))


def _arm(rng: np.random.Generator) -> Arm:
    place = rng.choice(PLACES)
    return Arm(place) if rng.random() < 0.5 else Arm(place, towards=rng.choice(PLACES), share=rng.uniform(0, 1))


def _middle_ahead_m(joints: Joints) -> float:
    """How far the body's middle lies ahead of the ankles: trunk and head 0.58, thighs 0.2, arms 0.1 of the weight."""
    hip, knee, ankle, shoulder, wrist = (
        joints.middle(bone)[2] for bone in ("upperleg01", "lowerleg01", "foot", "upperarm01", "wrist")
    )
    trunk = 0.35 * hip + 0.65 * shoulder
    thighs, arms, shins = (hip + knee) / 2, (shoulder + wrist) / 2, (knee + ankle) / 2
    return float(0.58 * trunk + 0.20 * thighs + 0.10 * arms + 0.12 * shins - ankle)


def camera(figure: Figure, rng: np.random.Generator, size_wh: tuple[int, int], front_share: float) -> Camera:
    """Any direction, side views more often; low to high, near to far, wide to long lenses, held a little askew.

    ``front_share`` of the cameras stand in front of the person or behind, where angles are hardest to tell.
    """
    azimuth = rng.uniform(-180, 180) if rng.random() < 0.55 else rng.choice([-1, 1]) * rng.uniform(55, 125)
    if rng.random() < front_share:
        azimuth = rng.normal(0, 18) + rng.choice([0, 0, 180])
    return _looking(figure, rng, size_wh, float(azimuth))


def beside(figure: Figure, rng: np.random.Generator, size_wh: tuple[int, int]) -> Camera:
    """A camera at the person's side, most within 25 degrees of it, up to 50 off."""
    off = rng.uniform(-25, 25) if rng.random() < 0.75 else rng.uniform(-50, 50)
    return _looking(figure, rng, size_wh, float(rng.choice([-90, 90]) + off))


def _looking(figure: Figure, rng: np.random.Generator, size_wh: tuple[int, int], azimuth_deg: float) -> Camera:
    distance = rng.uniform(2.2, 4.8)
    shown_m = figure.person.shape.stature_m * rng.uniform(1.15, 2.1)
    return Camera(
        azimuth_deg=azimuth_deg,
        height_m=rng.uniform(0.3, 1.8),
        distance_m=distance,
        roll_deg=float(np.clip(rng.normal(0, 2.2), -7, 7)),
        vertical_fov_deg=float(np.clip(2 * np.degrees(np.arctan(shown_m / 2 / distance)), 24, 75)),
        look_at_height_m=figure.person.shape.stature_m * rng.uniform(0.4, 0.56),
        look_aside_m=rng.normal(0, 0.12),
        size_wh=size_wh,
    )
