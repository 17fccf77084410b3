"""The bench's clips of people who get up from the floor, and of what only looks like it."""

from dataclasses import replace
from typing import Any, Final

from sample_videos.render import floor_script as ways
from sample_videos.render.bench_set import bench_clip
from sample_videos.render.camera import Camera
from sample_videos.render.floor_script import FloorScript
from sample_videos.render.people import PEOPLE
from sample_videos.render.spec import ClipSpec

SIZE_WH: Final = (480, 480)
WIDE_WH: Final = (600, 420)
FPS: Final = 15


def floor_camera(person: str, azimuth_deg: float, size_wh: tuple[int, int] = SIZE_WH) -> Camera:
    """A phone on a low stand, the whole person in view whether they lie or stand."""
    scale = PEOPLE[person].shape.stature_m / 1.75
    return Camera(azimuth_deg, 0.9, 3.4 * scale + 0.2, look_at_height_m=0.84 * scale, size_wh=size_wh)


def _up(words: str, person: str, azimuth_deg: float, script: FloorScript, **changes: Any) -> ClipSpec:
    name = "get_up" if script.kind == "get_up" else "floor"
    given = {"camera": floor_camera(person, azimuth_deg), "fps": FPS, "crf": 26} | changes
    return bench_clip(f"{name}_{words}", person, script, azimuth_deg, f"{name.replace('_', ' ')}, {words}", **given)


HAND, NONE, FOURS, FOURS_HANDS, SIDE = (
    FloorScript(way)
    for way in (ways.HAND_AND_SQUAT, ways.NO_HANDS, ways.FOURS_AND_KNEE, ways.FOURS_ONLY, ways.SIDE_AND_HAND)
)
LYING: Final = FloorScript(ways.FROM_LYING)
DOWN: Final = FloorScript(ways.DOWN_ONLY, kind="none", lead_s=1.2)


def _lying(words: str, person: str, azimuth_deg: float, **changes: Any) -> ClipSpec:
    """From the floor's whole length: a wider picture."""
    return _up(words, person, azimuth_deg, replace(LYING, **changes), camera=floor_camera(person, azimuth_deg, WIDE_WH))


GET_UP_FIT_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _up("one hand and a squat", "anna", 90, HAND),
    _up("all fours and a hand on the knee", "gerd", -90, replace(FOURS, mirrored=True, slow=1.15)),
    _up("one hand and half kneeling", "bruno", 90, SIDE),
    _up("no hands", "chen", -90, NONE),
    _lying("from lying", "hana", 90),
    _up("all fours and a hand on the knee 45 degrees off", "fatou", 45, FOURS),
    _up("one hand and a squat 40 degrees off", "dalia", -50, replace(HAND, mirrored=True)),
    _up("the hand far from the camera", "emil", -90, replace(HAND, slow=1.2)),
    _up("from the front", "bruno", 5, replace(FOURS_HANDS, mirrored=True)),
    _up("down and stays", "anna", -90, DOWN),
)
GET_UP_TEST_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _up("one hand and a squat", "ines", 90, HAND),
    _up("all fours and a hand on the knee", "jonas", -90, replace(FOURS, mirrored=True)),
    _up("no hands", "kemi", 90, replace(NONE, slow=0.9)),
    _up("one hand and half kneeling", "luis", -90, replace(SIDE, mirrored=True, slow=1.2)),
    _lying("from lying", "mei", -90, mirrored=True),
    _up("all fours and no hand on the knee", "nils", 75, replace(FOURS_HANDS, slow=1.1)),
    _up("all fours and a hand on the knee 45 degrees off", "olga", -45, replace(FOURS, mirrored=True, slow=1.2)),
    _up("one hand and a squat 35 degrees off", "pax", 55, HAND),
    _up("one hand and half kneeling 30 degrees off", "rafa", -60, replace(SIDE, mirrored=True)),
    _up("no hands 45 degrees off", "suri", 45, NONE),
    _up("the hand far from the camera", "tove", -90, HAND),
    _up("from the front", "ugo", -5, FOURS),
    _up("down and stays", "ines", 90, replace(DOWN, slow=1.2)),
)
GET_UP_CLIPS: Final = (*GET_UP_FIT_CLIPS, *GET_UP_TEST_CLIPS)
