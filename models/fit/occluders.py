"""Things drawn over the pictures of a clip, before the person or behind: in the room or fixed to the body.

In many sizes, places, tones and textures. Where they lie before the back the mask's edge is not the person's own.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.motion.track import Floats
from models.fit.shapes import FAR, Picture, Shape, level, oval, pasted, polygon, texture
from models.fit.thing import Filmed, Thing
from models.fit.things_on_body import ON_BODY, on_body

IN_ROOM: Final = ("post", "post", "rack", "rail", "furniture", "furniture", "disc", "blob")


def things(rng: np.random.Generator, clip: Filmed, other: Filmed) -> list[Thing]:
    """What is in the way in one film: mostly one thing; ``other`` is a clip of somebody else who walks by."""
    draw = rng.random()
    if draw < 0.46:
        return [in_room(rng, str(rng.choice(IN_ROOM)), clip) for _ in range(1 + int(rng.random() < 0.25))]
    if draw < 0.56:
        kinds = [str(rng.choice(IN_ROOM)) for _ in range(rng.integers(1, 6))]
        return [in_room(rng, kind, clip, behind=True) for kind in kinds]
    if draw < 0.90:
        return [on_body(rng, str(rng.choice(ON_BODY)), clip)]
    return [] if other is clip else [somebody(rng, clip, other, behind=bool(rng.random() < 0.6))]


def in_room(rng: np.random.Generator, kind: str, clip: Filmed, *, behind: bool = False) -> Thing:
    """Something that stands still, somewhere along the way of the back's edge; now and then the camera shakes."""
    size_hw = clip.people[0].shape
    size = clip.size_px
    hip, shoulder = clip.middle("hip"), clip.middle("shoulder")
    frame = rng.integers(len(hip))
    at = hip[frame] + rng.uniform(-0.2, 1.1) * (shoulder[frame] - hip[frame])
    at = at + np.array([-clip.facing * rng.normal(0.09, 0.07), rng.normal(0, 0.06)]) * size
    parts = _parts(rng, kind, at, size, size_hw[0])
    shake = rng.normal(0, rng.choice([0.0, 0.0, 1.0]), (len(hip), 2))

    def shape(frame: int) -> Shape:
        return np.asarray(np.logical_or.reduce([polygon(size_hw, part + shake[frame]) for part in parts]))

    return Thing(kind, texture(rng, *size_hw), shape, float(rng.choice([0, 0.6, 1.2])), behind)


def _parts(rng: np.random.Generator, kind: str, at: Floats, size: float, height: int) -> list[Floats]:
    if kind in ("post", "rack"):
        half = np.exp(rng.uniform(np.log(0.02), np.log(0.25))) * size / 2
        lean = rng.normal(0, 0.06) if rng.random() < 0.8 else rng.normal(0, 0.5)
        top = at[1] - rng.uniform(0.1, 0.5) * size if rng.random() < 0.3 else at[1] - FAR
        rise = lean * (at[1] - top)
        left, right = at[0] - half, at[0] + half
        sink = lean * FAR
        foot = at[1] + FAR
        posts = [np.array([(left - rise, top), (right - rise, top), (right + sink, foot), (left + sink, foot)])]
        if kind == "rack":
            aside = rng.uniform(0.15, 0.8) * size * rng.choice([-1, 1])
            across = sorted((at[0], at[0] + aside))
            posts.append(posts[0] + [aside, 0])
            posts.append(level(across[0], across[1], at[1] + rng.normal(0, 0.3) * size, rng.uniform(0.01, 0.06) * size))
        return posts
    if kind == "rail":
        ends = [FAR if rng.random() < 0.6 else rng.uniform(0.05, 0.4) * size for _ in range(2)]
        rail = level(at[0] - ends[0], at[0] + ends[1], at[1], np.exp(rng.uniform(np.log(0.01), np.log(0.12))) * size)
        rail[:, 1] += rng.normal(0, 0.1) * (rail[:, 0] - at[0])
        return [rail]
    if kind == "furniture":
        wide, high = rng.uniform(0.08, 0.7, 2) * size
        left, top = at[0] + rng.uniform(-wide, 0), at[1] - rng.uniform(0, 0.4) * high
        foot = max(top + high, height) if rng.random() < 0.6 else top + high
        return [np.array([(left, top), (left + wide, top), (left + wide, foot), (left, foot)])]
    if kind == "disc":
        radius = rng.uniform(0.05, 0.3) * size
        return [oval(at, radius * rng.uniform(0.5, 1), radius)]
    radii = rng.uniform(0.04, 0.22) * size * np.exp(rng.normal(0, 0.3, 13))
    turn = np.linspace(0, 2 * np.pi, 14)[:-1]
    return [np.stack([at[0] + radii * np.cos(turn), at[1] + radii * np.sin(turn)], axis=1)]


def somebody(rng: np.random.Generator, clip: Filmed, other: Filmed, *, behind: bool) -> Thing:
    """Another person, cut out of another clip: standing, moving or passing, also as a mirror would show one."""
    height, width = clip.people[0].shape
    scale, flip = rng.uniform(0.7, 1.3), bool(rng.random() < 0.5)
    start = int(rng.integers(len(other.pictures)))
    moves = bool(rng.random() < 0.5)
    speed = rng.normal(0, 8) if rng.random() < 0.5 else 0.0
    x, y = rng.normal(0, 0.35) * width / 2 - clip.facing * width / 6, rng.normal(0, 0.05) * height

    def placed(image: NDArray[np.uint8], frame: int) -> NDArray[np.uint8]:
        image = np.ascontiguousarray(image[:, ::-1] if flip else image)
        left = width / 2 * (1 - scale) + x + speed * (frame - len(clip.pictures) / 2)
        matrix = np.array([[scale, 0, left], [0, scale, height / 2 * (1 - scale) + y]], np.float32)
        return np.asarray(cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_NEAREST))

    def which(frame: int) -> int:
        return (start + frame) % len(other.pictures) if moves else start

    @dataclass(frozen=True)
    class Passer(Thing):
        def drawn(self, picture: Picture, frame: int, person: Shape) -> Picture:
            where = placed(other.people[which(frame)].astype(np.uint8), frame).astype(bool)
            there = placed(other.pictures[which(frame)], frame).astype(np.float64)
            return pasted(picture, where & ~person if self.behind else where, there, 0.5)

    empty = np.zeros((height, width, 3))
    return Passer("person", empty, lambda _frame: np.zeros((height, width), bool), behind=behind)
