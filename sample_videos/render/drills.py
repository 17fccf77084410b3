"""python -m sample_videos.render.drills: a picture of every drill, its beginning beside its end."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sample_videos.render.camera import Camera
from sample_videos.render.figure import figure_of
from sample_videos.render.geometry import unit
from sample_videos.render.joints import Joints
from sample_videos.render.mesh import Mesh, bar, box
from sample_videos.render.people import PEOPLE
from sample_videos.render.placed import YZ, Limbs, Placed, placed
from sample_videos.render.room import LIGHTS, room

if TYPE_CHECKING:
    from sample_videos.render.gl import Renderer

FOLDER: Final = Path(__file__).resolve().parents[1] / "drills"
SIZE_WH: Final = (400, 360)
QUALITY: Final = 82
ROOM_SEED: Final = 3
GAP_PX: Final = 8
AZIMUTH_DEG: Final = -78.0  # the subject's right side, a little from the front
WOOD, WALL = "b58a52", "e6e2d8"
WALL_WIDTH_M, SEAT_WIDTH_M = 1.6, 0.48
Prop = tuple[YZ, YZ]  # a box: centre and size


@dataclass(frozen=True, slots=True)
class Picture:
    """One drill: who shows it, from where, the two poses, what stands around."""

    person: str
    poses: tuple[Placed, Placed]
    props: tuple[Prop, ...] = ()
    stick: bool = False
    look_at: tuple[float, float] = (0.75, 0.0)
    distance_m: float = 3.2


STAND: Final = Limbs(ankle=(0.09, -0.04))
AHEAD: Final = STAND.but(wrist=(1.30, 0.50), elbow=(-1.0, 0.0), hand=(0.0, 1.0))
BEFORE_CHAIR: Final = STAND.but(
    ankle=(0.09, 0.02), wrist=(1.30, 0.28), elbow=(-1.0, 0.2), hand=(0.6, 0.4), palm=(0.0, -1.0)
)
LYING: Final = Limbs(
    (0.08, 0.36),
    knee=(1.0, 0.3),
    wrist=(0.05, -0.08),
    elbow=(0.2, -1.0),
    hand=(0.0, 1.0),
    palm=(-1.0, 0.0),
    apart_m=0.1,
)
FOURS: Final = Limbs(
    (0.07, -0.66), knee=(-1.0, 0.35), foot_deg=172.0, wrist=(0.055, 0.30), hand=(0.0, 1.0), palm=(-1.0, 0.0)
)
AT_WALL: Final = Limbs((0.09, 0.22), wrist=(1.22, 0.54), elbow=(-1.0, -0.4), hand=(1.0, 0.1), palm=(0.0, 1.0))
ON_LEG: Final = Limbs((0.09, -0.06), elbow=(-0.6, -1.0), hand=(-0.4, 1.0), palm=(-1.0, -0.3))
AT_POST: Final = STAND.but(wrist=(1.12, 0.52), elbow=(-1.0, -0.3), hand=(0.4, 1.0))
CHAIR: Final[tuple[Prop, ...]] = (((0.225, -0.42), (0.45, 0.42)), ((0.65, -0.65), (0.42, 0.05)))
STOOL: Final[tuple[Prop, ...]] = (((0.165, 0.44), (0.33, 0.34)),)
SEAT_AHEAD: Final[tuple[Prop, ...]] = (((0.225, 0.66), (0.45, 0.38)), ((0.65, 0.87), (0.42, 0.05)))
POST: Final[Prop] = ((1.0, 0.60), (2.0, 0.10))
WALL_AHEAD: Final[Prop] = ((1.1, 0.68), (2.2, 0.08))
WALL_BEHIND: Final[Prop] = ((1.1, -0.60), (2.2, 0.08))


def _symmetric(hips: YZ, limbs: Limbs, **angles: float) -> Placed:
    return Placed(hips, limbs, limbs, **angles)


def _kneeling(hips: YZ, lean_deg: float) -> Placed:
    front = Limbs((0.09, 0.30), wrist=(hips[0] + 0.10, hips[1] + 0.24), elbow=(-0.3, -1.0), hand=(0.0, 1.0))
    return Placed(hips, front, front.but(ankle=(0.07, -0.48), knee=(-1.0, 0.4), foot_deg=165.0), lean_deg)


def _rising(hips: YZ, lean_deg: float, back: Limbs) -> Placed:
    """From one knee, a hand on a seat in front."""
    front = Limbs((0.09, 0.30), wrist=(0.50, 0.52), elbow=(-0.6, -0.6), hand=(-0.2, 1.0), palm=(-1.0, 0.0))
    free = back.but(wrist=(hips[0] - 0.02, hips[1] + 0.16), elbow=(-0.4, -1.0), hand=(-1.0, 0.3))
    return Placed(hips, front, free, lean_deg, neck_deg=-lean_deg / 2)


def _picking(hips: YZ, wrist: YZ, pelvis_deg: float) -> Placed:
    limbs = STAND.but(wrist=wrist, elbow=(0.2, -1.0), hand=(-1.0, 0.5), palm=(0.0, 1.0))
    return Placed(hips, limbs, limbs.but(wrist=(hips[0] - 0.02, hips[1] + 0.24)), pelvis_deg, neck_deg=-pelvis_deg / 3)


def _stepping(hips: YZ, lean_deg: float) -> Placed:
    return Placed(hips, AT_WALL, AT_WALL.but(ankle=(0.09, -0.52)), lean_deg)


def _reaching(lean_deg: float, wrist: YZ) -> Placed:
    straight = ON_LEG.but(ankle=(0.10, 0.44), foot_deg=-55.0, wrist=wrist)
    return Placed((0.56, -0.36), straight, ON_LEG.but(wrist=wrist), lean_deg, neck_deg=-lean_deg / 4)


def _with_stick(lean_deg: float, hips: YZ) -> Placed:
    """One hand holds the stick behind the neck, the other behind the hips."""
    up = np.array([np.cos(np.radians(lean_deg)), np.sin(np.radians(lean_deg))])
    back = np.array([up[1], -up[0]])
    neck, seat = np.array(hips) + 0.68 * up + 0.06 * back, np.array(hips) + 0.08 * up + 0.14 * back
    upper = STAND.but(wrist=tuple(neck), elbow=(0.4, 0.4), hand=(0.3, -1.0), palm=(-0.2, -1.0), apart_m=0.02)
    lower = STAND.but(wrist=tuple(seat), elbow=(0.2, -1.0), hand=(-1.0, -0.3), palm=(0.0, 1.0), apart_m=-0.02)
    return Placed(hips, upper, lower, lean_deg, neck_deg=-4.0)


PICTURES: Final[dict[str, Picture]] = {
    "glute_bridge": Picture(
        "emma",
        (
            _symmetric((0.12, -0.10), LYING, pelvis_deg=-92.0, neck_deg=4.0),
            _symmetric((0.36, -0.06), LYING, pelvis_deg=-122.0, lumbar_deg=6.0, thoracic_deg=10.0, neck_deg=14.0),
        ),
        look_at=(0.35, -0.1),
        distance_m=3.0,
    ),
    "box_squat": Picture(
        "jan",
        (
            _symmetric((0.90, -0.06), AHEAD, pelvis_deg=4.0),
            _symmetric((0.53, -0.34), AHEAD.but(wrist=(0.98, 0.62)), pelvis_deg=38.0, neck_deg=-16.0),
        ),
        CHAIR,
    ),
    "chair_stand": Picture(
        "otto",
        (
            _symmetric((0.56, -0.36), BEFORE_CHAIR.but(wrist=(1.12, 0.26)), pelvis_deg=8.0),
            _symmetric((0.90, -0.02), BEFORE_CHAIR, pelvis_deg=2.0),
        ),
        CHAIR,
    ),
    "supported_squat": Picture(
        "lin",
        (
            _symmetric((0.90, -0.06), AT_POST, pelvis_deg=2.0),
            _symmetric((0.36, -0.30), AT_POST.but(wrist=(0.92, 0.54)), pelvis_deg=24.0, neck_deg=-8.0),
        ),
        (POST,),
    ),
    "hinge_stick": Picture("mara", (_with_stick(2.0, (0.91, -0.06)), _with_stick(62.0, (0.80, -0.30))), stick=True),
    "ankle_rock": Picture(
        "kofi", (_kneeling((0.49, -0.14), 4.0), _kneeling((0.46, 0.05), 8.0)), (WALL_AHEAD,), look_at=(0.6, 0.05)
    ),
    "calf_stretch": Picture("rosa", (_stepping((0.86, -0.20), 6.0), _stepping((0.84, -0.08), 14.0)), (WALL_AHEAD,)),
    "hamstring_reach": Picture("bert", (_reaching(4.0, (0.66, -0.06)), _reaching(42.0, (0.62, 0.14))), CHAIR),
    "cat_cow": Picture(
        "lin",
        (
            _symmetric((0.51, -0.25), FOURS, pelvis_deg=66.0, lumbar_deg=38.0, thoracic_deg=18.0, neck_deg=28.0),
            _symmetric((0.51, -0.25), FOURS, pelvis_deg=101.0, lumbar_deg=-14.0, thoracic_deg=-4.0, neck_deg=-26.0),
        ),
        look_at=(0.45, 0.0),
        distance_m=2.7,
    ),
    "bird_dog": Picture(
        "jan",
        (
            _symmetric((0.51, -0.25), FOURS, pelvis_deg=88.0, neck_deg=-8.0),
            Placed(
                (0.51, -0.25),
                FOURS.but(ankle=(0.62, -1.08), knee=(-1.0, 0.0), foot_deg=90.0),
                FOURS.but(wrist=(0.74, 0.86), hand=(0.1, 1.0), palm=None),
                88.0,
                neck_deg=-10.0,
            ),
        ),
        look_at=(0.45, -0.05),
    ),
    "wall_squat": Picture(
        "emma",
        (
            _symmetric((0.87, -0.36), STAND.but(ankle=(0.09, 0.0), wrist=(0.80, -0.30))),
            _symmetric((0.55, -0.36), ON_LEG.but(ankle=(0.09, 0.02), wrist=(0.56, -0.10), elbow=(-0.4, -1.0))),
        ),
        (WALL_BEHIND,),
    ),
    "half_kneel_stand": Picture(
        "rosa",
        (
            _rising((0.50, -0.06), 24.0, Limbs((0.07, -0.48), knee=(-1.0, 0.4), foot_deg=165.0)),
            _rising((0.84, 0.12), 22.0, Limbs((0.16, -0.16), foot_deg=45.0)),
        ),
        SEAT_AHEAD,
        look_at=(0.75, 0.25),
    ),
    "raised_pick": Picture(
        "kofi",
        (_picking((0.91, -0.02), (0.82, 0.16), 2.0), _picking((0.64, -0.36), (0.37, 0.36), 56.0)),
        STOOL,
        look_at=(0.8, 0.1),
        distance_m=3.7,
    ),
}


def main(names: Sequence[str] | None = None) -> int:
    """Write the pictures of all drills, or of those named."""
    from sample_videos.render.gl import Renderer

    FOLDER.mkdir(exist_ok=True)
    renderer = Renderer(SIZE_WH, sky_shadows=9, samples=4, shadow_px=1024)
    for name in names or PICTURES:
        path = FOLDER / f"{name}.jpg"
        pair = cv2.cvtColor(_pair(PICTURES[name], renderer), cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(path), pair, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        print(f"{name:18} {path.stat().st_size / 1000:4.0f} KB", flush=True)
    return 0


def _pair(shown: Picture, renderer: "Renderer") -> NDArray[np.uint8]:
    """Both poses side by side."""
    figure = figure_of(PEOPLE[shown.person])
    renderer.set_scene([figure], room(ROOM_SEED), LIGHTS["day"], 1.0)
    camera = Camera(
        azimuth_deg=AZIMUTH_DEG,
        distance_m=shown.distance_m,
        height_m=1.15,
        look_at_height_m=shown.look_at[0],
        look_aside_m=shown.look_at[1],
        size_wh=SIZE_WH,
    )
    halves = []
    for moment in shown.poses:
        joints = placed(figure, moment)
        props = _props(shown, joints, figure.body.scale)
        halves.append(renderer.frame([figure.pose(joints)], camera, props, still=True))
    gap = np.full((SIZE_WH[1], GAP_PX, 3), 255, np.uint8)
    return np.concatenate([halves[0], gap, halves[1]], axis=1)


def _props(shown: Picture, joints: Joints, scale: float) -> list[Mesh]:
    meshes = []
    for centre, (tall, deep) in shown.props:
        wall = tall > POST[1][0]
        size = (WALL_WIDTH_M if wall else SEAT_WIDTH_M, tall * scale, deep * scale)
        meshes.append(box(np.array([0.0, *centre]) * scale, size, WALL if wall else WOOD))
    if shown.stick:
        low, high = joints.middle("upperleg01"), joints.middle("upperarm01")
        along = unit(high - low)
        behind = np.array([0.0, along[2], -along[1]]) * 0.135 * scale
        meshes.append(bar(low + behind - 0.18 * along, high + behind + 0.34 * along, 0.013, WOOD))
    return meshes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
