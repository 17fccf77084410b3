"""Renders random people and writes down what the pose model sees of them beside what is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.media.pose import MediaPipePose
from formcheck.motion.track import Pose
from models.fit import poses
from models.fit.shard import TRUTHS, Shard
from sample_videos.render.camera import Camera
from sample_videos.render.figure import Figure
from sample_videos.render.gl import Renderer
from sample_videos.render.joints import Joints
from sample_videos.render.mesh import Mesh, bar, box
from sample_videos.render.movement import Load
from sample_videos.render.pose import solve
from sample_videos.render.props import held_load
from sample_videos.render.truth import true_angles

SIZE_WH: Final = (360, 480)
SHOTS: Final = 3  # views of each person
FRAMES: Final = 12  # of each shot; the first is the standing reference
BACK_SHOTS, BACK_FRAMES = 2, 14  # for backs: more people, of whom the first two frames stand
BAGGY_SHARE: Final = 0.15  # of the people of backs wear what hardly shows them
LOOKS: Final = 3  # each picture is shown thrice, so that the model tracks it as it does in a clip
LOOK_S: Final = 1 / 30


@dataclass(frozen=True, slots=True)
class Plan:
    """What is filmed of each person: anything from anywhere, or backs from the side.

    The first frame of a shot of anything stands as people do; of backs the first stands with the arms off the back, the
    second as people do.
    """

    front_share: float = 0.0
    of_backs: bool = False

    @property
    def shots(self) -> int:
        """Views of each person."""
        return BACK_SHOTS if self.of_backs else SHOTS

    @property
    def frames(self) -> int:
        """Pictures of each view."""
        return BACK_FRAMES if self.of_backs else FRAMES

    @property
    def standing(self) -> int:
        """How many of them stand."""
        return 2 if self.of_backs else 1

    def camera(self, figure: Figure, rng: np.random.Generator) -> Camera:
        """Where one view is taken from."""
        if self.of_backs:
            return poses.beside(figure, rng, SIZE_WH)
        return poses.camera(figure, rng, SIZE_WH, self.front_share)

    def file(self, seed: int) -> str:
        """Name of the shard."""
        return f"{'back' if self.of_backs else 'shard'}_{seed:04d}.npz"


def gather(seed: int, people: int, plan: Plan, folder: Path) -> int:
    """Render so many people, save, return the number of pictures. The same seed gives the same people and poses."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = Shard.columns()
    renderer = Renderer(SIZE_WH, sky_shadows=1, samples=2)
    with MediaPipePose("full") as model:
        camera_clock = Clock(model)
        for number in range(people):
            rng = np.random.default_rng([seed, number])
            figure = Figure(poses.dressed(rng, BAGGY_SHARE if plan.of_backs else 0.0))
            for shot in range(plan.shots):
                for pose, truth in _shot(figure, renderer, camera_clock, rng, plan):
                    _append(rows, pose, truth, (seed * 1_000 + number) * SHOTS + shot, seed * 1_000 + number)
    Shard.of(rows).save(folder / plan.file(seed))
    return len(rows["shot"])


class Clock:
    """The model in the mode it has in a clip, shown stills one after the other.

    Between two stills it sees nothing, or it would carry the last posture on for seconds: the landmarks of a still
    shown twice after another lie a tenth of a trunk off.
    """

    def __init__(self, model: MediaPipePose) -> None:
        self._model = model
        self._t_s = 0.0

    def __call__(self, image: NDArray[np.uint8]) -> Pose:
        self._t_s += LOOK_S
        pose = self._model(np.zeros_like(image), self._t_s)
        for _ in range(LOOKS):
            self._t_s += LOOK_S
            pose = self._model(image, self._t_s)
        return pose


def _append(rows: dict[str, list[Any]], pose: Pose, truth: list[float], shot: int, person: int) -> None:
    for name in ("image_px", "world_m", "visibility", "silhouette"):
        rows[name].append(getattr(pose, name).astype(np.float32))
    rows["truth"].append(np.array(truth, np.float32))
    rows["shot"].append(shot)
    rows["person"].append(person)


def _shot(
    figure: Figure, renderer: Renderer, look: Clock, rng: np.random.Generator, plan: Plan
) -> Iterator[tuple[Pose, list[float]]]:
    """One view: the person standing, then in random postures; pictures in which nobody is found are left out."""
    view = plan.camera(figure, rng)
    feet = poses.stance(rng)
    poses.lit(renderer, figure, rng)
    prop = _occluder(view, rng)
    for k in range(plan.frames):
        if k < plan.standing:
            still = poses.off_the_back(rng) if plan.of_backs and k == 0 else poses.standing(rng)
            joints = solve(figure, still, feet)
        else:
            found = poses.balanced(figure, feet, rng, of_backs=plan.of_backs)
            if found is None:
                continue
            joints = found[1]
        things = [*(prop if k >= plan.standing else []), *_held(joints, rng)]
        image = renderer.frame([figure.pose(joints)], view, things)
        pose = look(as_a_phone(image, rng))
        if not pose.seen:
            if k < plan.standing:
                return
            continue
        known = true_angles(joints).flat() | {"body_yaw_deg": (90.0 + view.azimuth_deg + 180.0) % 360.0 - 180.0}
        yield pose, [float(known[name]) for name in TRUTHS]


def _held(joints: Joints, rng: np.random.Generator) -> list[Mesh]:
    """Half of those whose hands hold a bar really hold one."""
    arms = joints.posture.left_arm, joints.posture.right_arm
    if any(arm.place != "bar" or arm.towards for arm in arms) or rng.random() < 0.5:
        return []
    return barbell(joints, rng)


def barbell(joints: Joints, rng: np.random.Generator) -> list[Mesh]:
    """A bar between the hands, with plates of any size."""
    radius = float(rng.uniform(0.07, 0.225))
    return held_load(joints, Load("bar", radius, bytes(rng.integers(20, 90, 3).tolist()).hex()))


def _occluder(view: Camera, rng: np.random.Generator) -> list[Mesh]:
    """Now and then a box between camera and person, or a bar across the picture."""
    if rng.random() > 0.12:
        return []
    toward = view.eye_m / np.linalg.norm(view.eye_m[[0, 2]])
    at = rng.uniform(0.7, 1.3)
    aside = rng.normal(0, 0.25)
    place = np.array([toward[0] * at + toward[2] * aside, rng.uniform(0.1, 0.7), toward[2] * at - toward[0] * aside])
    colour = bytes(rng.integers(30, 220, 3).tolist()).hex()
    if rng.random() < 0.3:
        across = np.array([toward[2], 0, -toward[0]]) * 1.2
        return [bar(place - across, place + across, rng.uniform(0.015, 0.05), colour)]
    return [box(place, tuple(rng.uniform(0.15, 0.45, 3)), colour, heading_deg=float(rng.uniform(0, 90)))]


def as_a_phone(image: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """What a phone makes of a picture: soft focus, sensor noise, compression."""
    picture = image
    if rng.random() < 0.4:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.4))
    noisy = np.clip(picture + rng.normal(0, rng.uniform(0, 6), picture.shape), 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, int(rng.uniform(45, 95))])[1]
    return np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))
