"""Posters, boxes and mirror twins are nobody; people who stand still, or squat beside each other, are."""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from bodies import body

from formcheck.media.linking import link
from formcheck.media.lookalikes import Look, look_of, real_people
from formcheck.media.looking import everybody
from formcheck.media.people import Person, numbered
from formcheck.media.pose import Scout
from formcheck.media.video import FileSource
from formcheck.settings import AnalysisOptions

TIMES = np.arange(10) * 1.3


def filmed(greys: Sequence[np.ndarray]) -> list[Look]:
    return [Look(float(t_s), grey) for t_s, grey in zip(TIMES, greys, strict=False)]


GREYS = [np.full((180, 320), 40.0 * (i % 5), np.float32) for i in range(len(TIMES))]
CHANGING = filmed(GREYS)


def person(x: float, low: Callable[[float], float], **shape: object) -> Person:
    return Person([body(x, t_s, low=low(t_s), **shape) for t_s in TIMES])


def squats(lag_s: float = 0.0) -> Callable[[float], float]:
    """How low somebody is; a squat takes three seconds."""
    return lambda t_s: 0.5 - 0.5 * float(np.cos(2 * np.pi * (t_s - lag_s) / 3.0))


@pytest.mark.parametrize("flip", [False, True], ids=["wall behind", "wall at the side"])
def test_a_mirror_twin_is_nobody(flip: bool):
    real, twin = person(700, squats(), size=100), person(250, squats(), size=60, flip=flip)
    for people in ([real, twin], [twin, real]):
        assert real_people(people, CHANGING) == (real,)


@pytest.mark.parametrize(
    ("lag_s", "size"), [(0.4, 60.0), (1.5, 60.0), (0.0, 98.0)], ids=["a moment later", "in turn", "beside each other"]
)
def test_two_who_squat_are_two(lag_s: float, size: float):
    both = [person(700, squats(), size=100.0), person(250, squats(lag_s), size=size)]
    assert real_people(both, CHANGING) == tuple(both)


def test_two_who_hardly_move_are_two():
    both = [person(x, lambda _t_s: 0.0, size=size) for x, size in ((700, 100.0), (250, 60.0))]
    assert real_people(both, CHANGING) == tuple(both)


def test_what_never_changes_is_a_picture_unless_nobody_else_is_there():
    still = [grey.copy() for grey in GREYS]
    for grey in still:
        grey[:, :100] = 90.0
    box, real = person(200, lambda _t_s: 0.0, size=60), person(900, squats())
    assert real_people([box, real], filmed(still)) == (real,)
    assert real_people([box, real], filmed(still[:3])) == (box, real), "three looks do not tell"
    assert real_people([box], filmed(still)) == (box,)


def test_who_walks_by_in_front_of_a_picture_does_not_bring_it_to_life():
    still = [grey.copy() for grey in GREYS]
    for i, grey in enumerate(still):
        grey[:, :100] = 200.0 if i == 4 else 90.0
    box, real = person(200, lambda _t_s: 0.0, size=60), person(900, squats())
    assert real_people([box, real], filmed(still)) == (real,)


def test_who_is_there_for_a_part_of_the_clip_is_no_picture():
    """Where nobody stands nothing changes; that says nothing of who has gone."""
    greys = [grey.copy() for grey in GREYS]
    for i, grey in enumerate(greys):
        grey[:, :100] = 60.0 * i if i < 4 else 90.0
    gone = Person([body(200, t_s, low=squats()(t_s), size=60) for t_s in TIMES[:4]])
    there = person(900, squats())
    assert real_people([gone, there], filmed(greys)) == (gone, there)


SAMPLE_VIDEOS = Path(__file__).resolve().parents[2] / "sample_videos"


def frames(name: str) -> list[tuple[float, np.ndarray]]:
    """Three pictures a second of a sample."""
    with FileSource(SAMPLE_VIDEOS / f"{name}.mp4", AnalysisOptions().video) as source:
        return [(frame.t_s, frame.image.copy()) for i, frame in enumerate(source) if i % 10 == 0]


def beside(image: np.ndarray, other: np.ndarray, noise: np.random.Generator) -> np.ndarray:
    """A wide picture of a room, with another hung on its left wall."""
    room = np.full((720, 1280, 3), (205, 200, 192), np.uint8)
    large, small = (
        cv2.resize(one, None, fx=s, fy=s) for one, s in ((image, 720 / len(image)), (other, 430 / len(other)))
    )
    room[:, 500 : 500 + large.shape[1]] = large
    room[120 : 120 + len(small), 60 : 60 + small.shape[1]] = small
    return np.clip(room + noise.normal(0, 2, room.shape), 0, 255).astype(np.uint8)


def found(scene: Sequence[tuple[float, np.ndarray]]) -> tuple[int, int]:
    """How many bodies are seen, and how many people those are."""
    scout = Scout()
    people = link([everybody(scout, image, t_s) for t_s, image in scene])
    scout.close()
    return len(people), len(numbered(real_people(people, [look_of(image, t_s) for t_s, image in scene])))


@pytest.mark.parametrize(
    ("kind", "people"), [("poster", 1), ("mirror", 1), ("somebody later", 2), ("somebody who sways", 2)]
)
def test_on_a_wall_of_a_rendered_room(kind: str, people: int):
    rng = np.random.default_rng(5)
    own = frames("floor_squat_side")
    other = frames("shallow_squat_side")
    scene = []
    for i, (t_s, image) in enumerate(own[2::2]):
        sway = np.array([[1.0, 0.006 * np.sin(t_s), -3 * np.sin(t_s)], [0.0, 1.0, 2 * np.sin(0.7 * t_s)]])
        standing = other[0][1]
        beside_them = {
            "poster": standing,
            "mirror": image,
            "somebody later": own[2 * i][1],
            "somebody who sways": cv2.warpAffine(
                standing, sway, standing.shape[1::-1], borderMode=cv2.BORDER_REPLICATE
            ),
        }[kind]
        scene.append((t_s, beside(image, beside_them, rng)))
    assert found(scene) == (2, people)
