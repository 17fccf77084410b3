"""A person as shapes: skeleton, angles with their values, the line of the back, hands that hold on to something."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from formcheck.drawing import scene as looks
from formcheck.drawing.brush import text_width
from formcheck.drawing.scene import ACCENT, INK, PAPER, Scene
from formcheck.drawing.shapes import AnyShape, Arc, Dots, Layer, Lines, Plate, Text
from formcheck.i18n import gettext
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats
from formcheck.wording.names import PLACE_NAMES

Box = tuple[int, int, int, int]

UNSURE_BELOW: Final = 0.5  # visibility under which a joint is drawn faint
DASH_FROM, DASH_TO, DASHES = 0.12, 1.3, 5  # of an angle's base line, in radii
FAR_OUT: Final = 4  # picture sizes: keeps wild estimates inside the fixed-point range of a brush
DETAILS: Final = frozenset({"tibia"})  # angles for readers who want all numbers
REACHES: Final = (0.0, 0.8, 1.6, 2.4, 3.2)  # how far a number gives way to others, in em


class Room:
    """The places that numbers have taken in one picture."""

    def __init__(self, size_wh: tuple[int, int]) -> None:
        self._limit = np.array(size_wh)
        self._taken: list[Box] = []

    def place(self, centres: Sequence[Floats], half: Floats) -> Box:
        """The first of the places, each inside the picture, that covers nothing; else the last one."""
        for centre in centres:
            inside = np.clip(centre, half, np.maximum(half, self._limit - half))
            x0, y0, x1, y1 = np.rint([*(inside - half), *(inside + half)]).astype(int).tolist()
            if not any(x0 < b[2] and b[0] < x1 and y0 < b[3] and b[1] < y1 for b in self._taken):
                break
        self._taken.append((x0, y0, x1, y1))
        return self._taken[-1]


def figure(scene: Scene, size_wh: tuple[int, int], em: int) -> list[AnyShape]:
    """Faint parts first, the near side over them, numbers on top."""
    far_out = FAR_OUT * max(size_wh)
    xy = np.clip(np.asarray(scene.landmarks_px, dtype=np.float64), -far_out, far_out)
    points = {i: xy[i] for i in np.flatnonzero(np.isfinite(xy).all(axis=1)).tolist()}
    if not points:
        return []
    sure = set(np.flatnonzero(np.asarray(scene.visibility) >= UNSURE_BELOW).tolist())
    near = {lm.at(part, scene.near) for part in lm.PAIRED} & sure
    bones = [(a, b) for a, b in lm.BONES if a in points and b in points]
    bold = [bone for bone in bones if near.issuperset(bone)]
    body = looks.body_px(points, scene.near) or max(size_wh)
    stroke = max(1.0, min(max(size_wh) / 140, body / 34))
    arcs = looks.arcs(points, scene, least_px=em * 2.0)
    value_em = max(6, round(min(em * 0.85, max(em * 0.62, body / 9))))
    room = Room(size_wh)
    return [
        *_faint(arcs, _segments(xy, [bone for bone in bones if bone not in bold]), stroke),
        *_bones(_segments(xy, bold), stroke),
        *(_arc(arc, stroke * 0.5) for arc in arcs),
        *_joints(xy, sorted({joint for bone in bold for joint in bone}), stroke),
        *_back(scene, size_wh, stroke, max(6, round(em * 0.75))),
        *(shape for arc in arcs for shape in _value(arc, room, value_em)),
        *_hands(points, scene, room, stroke, value_em),
    ]


def _layer(arc: looks.Arc) -> Layer:
    return "details" if arc.name in DETAILS else "angles"


def _segments(xy: Floats, bones: list[tuple[int, int]]) -> Floats:
    return np.asarray(xy[np.array(bones, dtype=int).reshape(-1, 2)])


def _bones(segments: Floats, stroke: float, *, faint: bool = False) -> Iterator[Lines]:
    """Light outside, blue inside: one of the two stands out on any background."""
    if len(segments):
        yield Lines(
            layer="skeleton",
            faint=faint,
            points=segments,
            rgb=ACCENT,
            width=stroke * 0.8,
            edge=PAPER,
            edge_width=stroke * 1.7,
        )


def _faint(arcs: Sequence[looks.Arc], segments: Floats, stroke: float) -> Iterator[AnyShape]:
    """Far side and unsure limbs, filled angles and their base lines, at part strength."""
    for arc in arcs:
        yield Arc(
            layer=_layer(arc),
            faint=True,
            apex=arc.apex,
            radius=arc.radius,
            start=arc.start,
            sweep=arc.sweep,
            rgb=ACCENT,
        )
    yield from _bones(segments, stroke * 0.6, faint=True)
    for arc in arcs:
        ends = arc.points(np.zeros(2), np.array([DASH_FROM, DASH_TO]))
        yield Lines(layer=_layer(arc), faint=True, points=ends[None], rgb=PAPER, width=stroke * 0.4, dashes=DASHES)


def _arc(arc: looks.Arc, width: float) -> Arc:
    return Arc(
        layer=_layer(arc),
        apex=arc.apex,
        radius=arc.radius,
        start=arc.start,
        sweep=arc.sweep,
        rgb=PAPER,
        width=width,
    )


def _joints(xy: Floats, joints: list[int], stroke: float) -> Iterator[Dots]:
    if joints:
        yield Dots(
            layer="skeleton",
            centres=xy[joints],
            radius=max(1.2, stroke * 0.75),
            rgb=PAPER,
            edge=ACCENT,
            edge_radius=max(2.0, stroke * 1.1),
        )


def _back(scene: Scene, size_wh: tuple[int, int], stroke: float, em: int) -> Iterator[AnyShape]:
    """The upright curve thin and pale, the back as it is now thick and coloured, its number beside the middle."""
    if (back := scene.back) is None:
        return
    for points, rgb, thick in ((back.upright_px, PAPER, 0.5), (back.points_px, back.colour, 1.3)):
        if len(points):
            yield Lines(
                layer="back",
                points=points[None],
                rgb=rgb,
                width=stroke * thick,
                edge=INK,
                edge_width=stroke * (thick + (0.4 if thick < 1 else 0.7)),
            )
    wide, (x, y) = text_width(back.words, em) + em * 0.7, back.label_px
    left = float(np.clip(x - wide if back.label_left else x, 0, max(size_wh[0] - wide, 0)))
    top = float(np.clip(y - em * 0.75, 0, max(size_wh[1] - em * 1.5, 0)))
    box = (round(left), round(top), round(left + wide), round(top + em * 1.5))
    yield Plate(layer="back", box=box, radius=em * 0.4, rgb=back.colour)
    yield text("back", back.words, left + em * 0.35, top + em * 0.75, looks.ink_on(back.colour), em)


def _value(arc: looks.Arc, room: Room, em: int) -> Iterator[AnyShape]:
    """The number beside an arc, moved outwards until it covers no other number."""
    words = f"{arc.value_deg:.0f}°"
    half = np.array([text_width(words, em) / 2 + em * 0.35, em * 0.62])
    away = [1 + (np.hypot(*half) * 0.9 + reach * em) / arc.radius for reach in REACHES]
    box = room.place([arc.points(np.array([0.5]), far)[0] for far in away], half)
    yield from _label(_layer(arc), words, box, em)


def _hands(points: Mapping[int, Floats], scene: Scene, room: Room, stroke: float, em: int) -> Iterator[AnyShape]:
    """A ring around each hand that holds on to something, and to what."""
    for side, place in scene.hands:
        wrist, fingers = (points.get(lm.at(part, side)) for part in ("wrist", "index"))
        if wrist is None or fingers is None:
            continue
        palm, radius = (wrist + fingers) / 2, stroke * 2.6
        yield Dots(layer="hands", centres=palm[None], radius=radius * 0.5, rgb=ACCENT, edge=PAPER, edge_radius=radius)
        words = gettext(PLACE_NAMES[place])
        half = np.array([text_width(words, em) / 2 + em * 0.35, em * 0.62])
        hip = points.get(lm.at("hip", side), palm)
        ahead = (half[0] + radius + em * 0.3) * (1 if palm[0] >= hip[0] else -1)  # not over the leg
        above = half[1] + radius + em * 0.3
        centres = [palm + step for step in ((ahead, 0), (ahead, -above), (0, -above), (-ahead, 0), (0, above))]
        yield from _label("hands", words, room.place(centres, half), em)


def _label(layer: Layer, words: str, box: Box, em: int) -> Iterator[AnyShape]:
    yield Plate(layer=layer, box=box, radius=em * 0.4, rgb=INK)
    yield text(layer, words, box[0] + em * 0.35, (box[1] + box[3]) / 2, PAPER, em)


def text(layer: Layer, words: str, x: float, middle: float, rgb: looks.Rgb, em: int, weight: int = 600) -> Text:
    """A line of text with the width it takes."""
    width = text_width(words, em, weight)
    return Text(layer=layer, words=words, x=x, middle=middle, width=width, em=em, rgb=rgb, weight=weight)
