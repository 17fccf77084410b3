"""Things that move with the body: plates, bars, belts, packs, hair, hoods, cloth that hangs off the back."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from formcheck.motion.track import Floats
from models.fit.shapes import FAR, Shape, level, oval, polygon, texture
from models.fit.thing import Filmed, Thing

ON_BODY: Final = ("plate", "plate", "bar", "belt", "pack", "hair", "hood", "cloth", "cloth", "cloth")


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
    across = [level(held[0] - FAR, held[0] + FAR, held[1], radius)] if r[3] < 0.5 else []
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
