"""Things drawn over the pictures of a clip, before the person or behind: in the room or fixed to the body.

In many sizes, places, tones and textures. Where they lie before the back the mask's edge is not the person's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats

Picture = NDArray[np.uint8]
Shape = NDArray[np.bool_]

FAR: Final = 1000.0  # px, beyond every picture
SIZE_LENGTHS: Final = 2.5  # standing size over the longest hip-to-shoulder line
IN_ROOM: Final = ("post", "post", "rack", "rail", "furniture", "furniture", "disc", "blob")
ON_BODY: Final = ("plate", "plate", "bar", "belt", "pack", "hair", "hood", "cloth", "cloth", "cloth")


@dataclass(frozen=True)
class Filmed:
    """A clip without things: its pictures, where the person is in each (N, H, W), and landmarks (N, 33, 2)."""

    pictures: Sequence[Picture]
    people: Sequence[Shape]
    image_px: Floats

    @property
    def facing(self) -> int:
        """1 when the person faces the image's right half, else -1."""
        ears = self.image_px[:, list(lm.pair("ear")), 0].mean(axis=1)
        return 1 if float(np.median(self.image_px[:, lm.NOSE, 0] - ears)) > 0 else -1

    def middle(self, part: str) -> Floats:
        """(N, 2) middle of both joints of a part."""
        return np.asarray(self.image_px[:, list(lm.pair(part))].mean(axis=1))

    @property
    def size_px(self) -> float:
        """About the person's standing size."""
        return SIZE_LENGTHS * float(np.linalg.norm(self.middle("hip") - self.middle("shoulder"), axis=1).max())


@dataclass(frozen=True)
class Thing:
    """Something drawn into every picture; ``shape`` gives where it is, ``blur`` softens its edge."""

    kind: str
    texture: Floats
    shape: Callable[[int], Shape]
    blur: float = 0.0
    behind: bool = False

    def drawn(self, picture: Picture, frame: int, person: Shape) -> Picture:
        """The picture with it."""
        where = self.shape(frame)
        return pasted(picture, where & ~person if self.behind else where, self.texture, self.blur)


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


def pasted(picture: Picture, where: Shape, texture: Floats, blur: float) -> Picture:
    """``texture`` (H, W, 3) in the place given, its edge ``blur`` pixels soft."""
    share = where.astype(np.float32)
    if blur > 0:
        share = cv2.GaussianBlur(share, (0, 0), blur)
    return np.asarray(picture * (1 - share[..., None]) + texture * share[..., None]).astype(np.uint8)


def backdrop(rng: np.random.Generator, height: int, width: int) -> Floats:
    """Another wall than the rendered room's, with things on it."""
    wall = texture(rng, height, width)
    for _ in range(rng.integers(0, 12)):
        x, y = rng.uniform(-50, width), rng.uniform(-50, height)
        wide, high = np.exp(rng.uniform(np.log(8), np.log(300), 2))
        corners = [(x, y), (x + wide, y + rng.normal(0, 10)), (x + wide, y + high), (x, y + high)]
        where = polygon((height, width), np.array(corners))
        wall[where] = texture(rng, height, width)[where]
    return wall


def texture(rng: np.random.Generator, height: int, width: int) -> Floats:
    """(H, W, 3) plain, shaded, striped or blotchy, of any tone."""
    colour = np.clip(rng.uniform(5, 245) + rng.normal(0, rng.choice([4, 40]), 3), 0, 255)
    out = np.ones((height, width, 3)) * colour
    x, y = np.arange(width)[None, :, None], np.arange(height)[:, None, None]
    kind = rng.integers(6)
    if kind == 1:
        out = out + rng.uniform(-60, 60) * (x / width - 0.5)
    elif kind == 2:
        out = out + rng.uniform(-60, 60) * (y / height - 0.5)
    elif kind == 3:
        stripes = ((x + y * rng.choice([0, 1, -1])) / rng.uniform(4, 40)) % 1 < rng.uniform(0.2, 0.8)
        out = np.where(stripes, out, np.clip(rng.uniform(5, 245) + rng.normal(0, 20, 3), 0, 255))
    elif kind == 4:
        coarse = rng.normal(0, 25, (max(height // int(rng.integers(2, 20)), 1), max(width // 8, 1), 3))
        out = out + cv2.resize(coarse.astype(np.float32), (width, height))
    elif kind == 5:
        out = out + 30 * np.sin(x / width * np.pi * rng.uniform(1, 4))
    return np.clip(out + rng.normal(0, rng.uniform(0, 5), (height, width, 1)), 0, 255)


def polygon(size_hw: tuple[int, int], corners: Floats) -> Shape:
    """Filled polygon of corners (K, 2)."""
    out = np.zeros(size_hw, np.uint8)
    cv2.fillPoly(out, [np.round(corners * 8).astype(np.int32)], 1, shift=3)
    return out.astype(bool)


def oval(middle: Floats, wide: float, high: float) -> Floats:
    """(40, 2) corners of an ellipse."""
    turn = np.linspace(0, 2 * np.pi, 40)
    return np.stack([middle[0] + wide * np.cos(turn), middle[1] + high * np.sin(turn)], axis=1)


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
            posts.append(
                _level(across[0], across[1], at[1] + rng.normal(0, 0.3) * size, rng.uniform(0.01, 0.06) * size)
            )
        return posts
    if kind == "rail":
        ends = [FAR if rng.random() < 0.6 else rng.uniform(0.05, 0.4) * size for _ in range(2)]
        rail = _level(at[0] - ends[0], at[0] + ends[1], at[1], np.exp(rng.uniform(np.log(0.01), np.log(0.12))) * size)
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


def _level(left: float, right: float, y: float, thick: float) -> Floats:
    return np.array([(left, y - thick / 2), (right, y - thick / 2), (right, y + thick / 2), (left, y + thick / 2)])


def on_body(rng: np.random.Generator, kind: str, clip: Filmed) -> Thing:
    """Something that moves with the body: a plate, bar, belt, pack, hair, hood, or cloth that hangs off the back."""
    size_hw = clip.people[0].shape
    fabric = _shirt(rng, clip) if kind in ("cloth", "hood") else texture(rng, *size_hw)
    r = np.concatenate([rng.uniform(0, 1, 8), rng.normal(0, 1, 2)])

    def shape(frame: int) -> Shape:
        body = Body.of(clip, frame)
        if kind == "belt":
            return _belt(body, clip.people[frame], r)
        return np.asarray(np.logical_or.reduce([polygon(size_hw, part) for part in OUTLINES[kind](body, r, frame)]))

    return Thing(kind, fabric, shape, float(rng.choice([0, 0.6, 1.2])))


@dataclass(frozen=True)
class Body:
    """Where things are fixed: hip, ``axis`` to the shoulder, ``up`` along it, ``back`` away from it, and the size."""

    clip: Filmed
    frame: int
    hip: Floats
    axis: Floats
    up: Floats
    back: Floats
    size: float

    @classmethod
    def of(cls, clip: Filmed, frame: int) -> "Body":
        """The body in one picture."""
        hip = clip.middle("hip")[frame]
        axis = clip.middle("shoulder")[frame] - hip
        up = axis / max(float(np.linalg.norm(axis)), 1.0)
        return cls(clip, frame, hip, axis, up, np.array([up[1], -up[0]]) * clip.facing, clip.size_px)

    def at(self, part: str) -> Floats:
        """(2,) middle of both joints of a part."""
        return np.asarray(self.clip.middle(part)[self.frame])


def _plate(body: Body, r: Floats, _frame: int) -> list[Floats]:
    held = body.at(("shoulder", "wrist", "elbow")[int(r[0] * 3)]) + r[8:10] * 0.04 * body.size
    radius = (0.06 + 0.22 * r[1]) * body.size
    return [oval(held, radius * (0.6 + 0.4 * r[2]), radius)]


def _bar(body: Body, r: Floats, _frame: int) -> list[Floats]:
    held = body.hip + body.axis * (1 - 0.12 * r[0]) + body.back * (0.02 + 0.1 * r[1]) * body.size
    radius = (0.008 + 0.03 * r[2]) * body.size
    across = [_level(held[0] - FAR, held[0] + FAR, held[1], radius)] if r[3] < 0.5 else []
    return [oval(held, radius, radius), *across]


def _pack(body: Body, r: Floats, _frame: int) -> list[Floats]:
    deep = body.back * (0.11 + 0.17 * r[2]) * body.size
    top, foot = body.hip + (0.5 + 0.6 * r[1]) * body.axis, body.hip + (0.1 + 0.2 * r[0]) * body.axis
    return [np.array([foot, foot + deep, top + deep * (0.7 + 0.5 * r[3]), top])]


def _hair(body: Body, r: Floats, _frame: int) -> list[Floats]:
    root = body.at("ear") + body.back * 0.03 * body.size
    fall = (np.array([0.0, 1.0]) * (0.1 + 0.25 * r[0]) - body.up * 0.1 * r[1]) * body.size
    along = fall / max(float(np.linalg.norm(fall)), 1.0)
    across = np.array([along[1], -along[0]]) * (0.03 + 0.07 * r[2]) * body.size
    tip = root + fall
    return [np.array([root - across, root + across, tip + across * (0.3 + r[3]), tip - across * (0.3 + r[4])])]


def _hood(body: Body, r: Floats, _frame: int) -> list[Floats]:
    middle = body.hip + (0.85 + 0.2 * r[0]) * body.axis + body.back * (0.07 + 0.06 * r[1]) * body.size
    radius = (0.04 + 0.07 * r[2]) * body.size
    return [oval(middle, radius, radius * (0.6 + 0.5 * r[3]))]


def _cloth(body: Body, r: Floats, frame: int) -> list[Floats]:
    """From the shoulder blades, free of the hollow, standing out at the hem; it flutters, and hangs when bent over."""
    blade, hem = body.hip + (0.55 + 0.35 * r[0]) * body.axis, body.hip + (-0.25 + 0.5 * r[1]) * body.axis
    near, far = (0.07 + 0.06 * r[2]) * body.size, (0.11 + 0.13 * r[3]) * body.size
    far *= 1 + 0.15 * np.sin(1.2 * r[6] * frame + 2 * np.pi * r[7])
    hollow = max((0.09 + 0.11 * r[4]) * body.size, 0.8 * near)
    sag = np.array([0.0, 1.0]) * r[5] * 0.06 * body.size * abs(body.up[0])
    middle = 0.6 * blade + 0.4 * hem + body.back * hollow + 0.3 * sag
    low = 0.25 * blade + 0.75 * hem + body.back * 0.95 * far + 0.6 * sag
    return [np.array([blade, blade + body.back * near, middle, low, hem + body.back * far + sag, hem])]


OUTLINES: Final = {"plate": _plate, "bar": _bar, "pack": _pack, "hair": _hair, "hood": _hood, "cloth": _cloth}


def _belt(body: Body, person: Shape, r: Floats) -> Shape:
    """A band around the waist, a little thicker than the waist."""
    low, top = body.hip + 0.35 * r[0] * body.axis, body.hip + (0.35 * r[0] + 0.08 + 0.2 * r[1]) * body.axis
    ahead, behind = -0.14 * body.size * body.back, 0.3 * body.size * body.back
    thick = 2 * int((0.005 + 0.03 * r[2] ** 2) * body.size) + 1
    wider = cv2.dilate(person.astype(np.uint8), np.ones((thick, thick), np.uint8)).astype(bool)
    band = polygon(person.shape, np.array([low + ahead, low + behind, top + behind, top + ahead]))
    return np.asarray(band & wider)


def _shirt(rng: np.random.Generator, clip: Filmed) -> Floats:
    """The tone of the person's own clothes, a little lighter or darker, plain or blotchy."""
    height, width = clip.people[0].shape
    seen = []
    for frame in range(0, len(clip.pictures), 6):
        middle = 0.5 * (clip.middle("hip")[frame] + clip.middle("shoulder")[frame])
        x, y = np.clip(np.round(middle).astype(int), 3, [width - 4, height - 4])
        seen.append(clip.pictures[frame][y - 3 : y + 4, x - 3 : x + 4].reshape(-1, 3).mean(axis=0))
    out = np.ones((height, width, 3)) * np.mean(seen, axis=0) * rng.uniform(0.7, 1.15)
    if rng.random() < 0.5:
        coarse = rng.normal(0, 14, (height // 16, width // 16)).astype(np.float32)
        out = out + cv2.resize(coarse, (width, height))[..., None]
    return np.asarray(np.clip(out, 0, 255))


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
