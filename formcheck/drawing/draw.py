"""Draws a scene onto a picture: skeleton, angles, repetition counter, phase and banners."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from formcheck.drawing import brush
from formcheck.drawing import scene as looks
from formcheck.drawing.brush import Box, Image
from formcheck.drawing.scene import (
    ACCENT,
    FAULT,
    GOOD,
    INK,
    NOT_ASSESSED,
    PAPER,
    STATUS,
    WATCH,
    Banner,
    Rgb,
    Scene,
)
from formcheck.i18n import gettext, ngettext
from formcheck.motion import landmarks as lm
from formcheck.motion.reps import PhaseName
from formcheck.motion.track import Floats
from formcheck.schema import Verdict
from formcheck.wording.names import PHASE_NAMES

__all__ = [
    "ACCENT",
    "FAULT",
    "GOOD",
    "INK",
    "NOT_ASSESSED",
    "PAPER",
    "STATUS",
    "WATCH",
    "Banner",
    "Scene",
    "draw",
    "draw_figure",
]

TEXT_SHARE: Final = 0.034  # text size of the long side: 2 mm on a phone held upright, whichever way the clip lies
UNSURE_BELOW: Final = 0.5  # visibility under which a joint is drawn faint
BANNERS_SHARE: Final = 0.34  # of the height; more would hide the person
ARC_SHARES: Final[Floats] = np.linspace(0, 1, 24)
DASHES: Final[Floats] = np.linspace(0.12, 1.3, 10)  # ends of five dashes, in radii


def draw(image_rgb: Image, scene: Scene) -> Image:
    """Draw a scene **into** ``image_rgb`` (H, W, 3) uint8 RGB, which is returned; a copy would only cost time.

    Raises ValueError for any other kind of array.
    """
    em = max(6, round(TEXT_SHARE * max(brush.checked(image_rgb).shape)))
    _figure(image_rgb, scene, em)
    _top(image_rgb, scene, em)
    _bottom(image_rgb, scene, em)
    return image_rgb


def draw_figure(image_rgb: Image, scene: Scene) -> Image:
    """Draw only the person **into** the picture, which is returned: skeleton, angles, back; no words at the edges."""
    _figure(image_rgb, scene, max(6, round(TEXT_SHARE * max(image_rgb.shape))))
    return image_rgb


def _figure(image: Image, scene: Scene, em: int) -> None:
    """Faint parts first, the near side over them, numbers on top."""
    height, width = image.shape[:2]
    far_out = 4 * max(width, height)  # keeps wild estimates inside cv2's fixed-point range
    xy = np.clip(np.asarray(scene.landmarks_px, dtype=np.float64), -far_out, far_out)
    points = {i: xy[i] for i in np.flatnonzero(np.isfinite(xy).all(axis=1)).tolist()}
    if not points:
        return
    sure = set(np.flatnonzero(np.asarray(scene.visibility) >= UNSURE_BELOW).tolist())
    near = {lm.at(part, scene.near) for part in lm.PAIRED} & sure
    bones = [(a, b) for a, b in lm.BONES if a in points and b in points]
    bold = [bone for bone in bones if near.issuperset(bone)]
    body = looks.body_px(points, scene.near) or max(width, height)
    stroke = max(1.0, min(max(width, height) / 140, body / 34))
    arcs = looks.arcs(points, scene, least_px=em * 2.0)
    curves = np.array([arc.points(ARC_SHARES) for arc in arcs]).reshape(-1, len(ARC_SHARES), 2)
    _faint(image, arcs, curves, _segments(xy, [bone for bone in bones if bone not in bold]), stroke)
    _bones(image, _segments(xy, bold), stroke)
    brush.paths(image, curves, PAPER, stroke * 0.5)
    for joint in {joint for bone in bold for joint in bone}:
        brush.dot(image, xy[joint], max(2.0, stroke * 1.1), ACCENT)
        brush.dot(image, xy[joint], max(1.2, stroke * 0.75), PAPER)
    _back(image, scene, stroke, em)
    _values(image, arcs, max(6, round(min(em * 0.85, max(em * 0.62, body / 9)))))


def _segments(xy: Floats, bones: list[tuple[int, int]]) -> Floats:
    return np.asarray(xy[np.array(bones, dtype=int).reshape(-1, 2)])


def _bones(image: Image, segments: Floats, stroke: float) -> None:
    """Light outside, blue inside: one of the two stands out on any background."""
    if len(segments):
        brush.paths(image, segments, PAPER, stroke * 1.7)
        brush.paths(image, segments, ACCENT, stroke * 0.8)


def _faint(image: Image, arcs: Sequence[looks.Arc], curves: Floats, segments: Floats, stroke: float) -> None:
    """Far side and unsure limbs, filled angles and their base lines, at part strength."""
    dashes = np.array([arc.points(np.zeros(len(DASHES)), DASHES) for arc in arcs]).reshape(-1, 2, 2)
    apexes = np.array([arc.apex for arc in arcs]).reshape(-1, 1, 2)
    xy = np.concatenate([part.reshape(-1, 2) for part in (dashes, apexes, curves, segments)])
    if not len(xy):
        return
    limit = image.shape[1::-1]
    x0, y0 = np.clip(xy.min(axis=0) - 2 * stroke, 0, limit).astype(int).tolist()
    x1, y1 = np.clip(xy.max(axis=0) + 2 * stroke + 1, 0, limit).astype(int).tolist()
    region = image[y0:y1, x0:x1]
    if not region.size:
        return
    layer, origin = region.copy(), np.array([x0, y0])
    for sector in np.concatenate([apexes, curves], axis=1) - origin:
        brush.fill(layer, sector, ACCENT)
    _bones(layer, segments - origin, stroke * 0.6)
    brush.paths(layer, dashes - origin, PAPER, stroke * 0.4)
    brush.blend(layer, region, 0.6)


def _back(image: Image, scene: Scene, stroke: float, em: int) -> None:
    """The upright curve thin and pale, the back as it is now thick and coloured, its number beside the middle."""
    if (back := scene.back) is None:
        return
    if len(back.upright_px):
        brush.paths(image, back.upright_px[None], INK, stroke * 0.9)
        brush.paths(image, back.upright_px[None], PAPER, stroke * 0.5)
    brush.paths(image, back.points_px[None], INK, stroke * 2.0)
    brush.paths(image, back.points_px[None], back.colour, stroke * 1.3)
    em = max(6, round(em * 0.75))
    width, (x, y) = brush.text_width(back.words, em) + em * 0.7, back.label_px
    left = float(np.clip(x - width if back.label_left else x, 0, max(image.shape[1] - width, 0)))
    top = float(np.clip(y - em * 0.75, 0, max(image.shape[0] - em * 1.5, 0)))
    brush.plate(image, (round(left), round(top), round(left + width), round(top + em * 1.5)), em * 0.4, back.colour)
    brush.text(image, back.words, left + em * 0.35, top + em * 0.75, looks.ink_on(back.colour), em)


def _values(image: Image, arcs: Sequence[looks.Arc], em: int) -> None:
    """The number beside each arc, moved outwards until it covers no other number."""
    limit = np.array(image.shape[1::-1])
    taken: list[Box] = []
    for arc in arcs:
        text = f"{arc.value_deg:.0f}°"
        half = np.array([brush.text_width(text, em) / 2 + em * 0.35, em * 0.62])
        for reach in (0.0, 0.8, 1.6, 2.4):
            distance = 1 + (np.hypot(*half) * 0.9 + reach * em) / arc.radius
            centre = np.clip(arc.points(np.array([0.5]), distance)[0], half, np.maximum(half, limit - half))
            x0, y0, x1, y1 = np.rint([*(centre - half), *(centre + half)]).astype(int).tolist()
            if not any(x0 < b[2] and b[0] < x1 and y0 < b[3] and b[1] < y1 for b in taken):
                break
        taken.append((x0, y0, x1, y1))
        brush.plate(image, taken[-1], em * 0.4, INK)
        brush.text(image, text, x0 + em * 0.35, (y0 + y1) / 2, PAPER, em)


def _top(image: Image, scene: Scene, em: int) -> None:
    """Repetition counter and movement in one plate on the left, the phase in another on the right."""
    width = image.shape[1]
    done = ngettext("{count} rep", "{count} reps", scene.rep_done)
    count = done if scene.rep_current is None else gettext("Rep {number}", number=scene.rep_current)
    phase = gettext(PHASE_NAMES[scene.phase]) if scene.phase else ""
    movement = scene.movement
    wide = brush.text_width(count, em) + brush.text_width(movement, em) + brush.text_width(phase, em) + em * 5.4
    em = max(3, int(em * min(1.0, width / wide)))
    y, edge, top, low = round(em * 1.4), round(em * 0.5), round(em * 0.5), round(em * 2.3)
    pieces = brush.text_width(count, em, 700) + (brush.text_width(movement, em, 400) + em * 0.5 if movement else 0)
    brush.plate(image, (edge, top, round(edge + em * 1.4 + pieces), low), em * 0.5, INK)
    brush.text(image, count, edge + em * 0.7, y, PAPER, em, 700)
    brush.text(image, movement, edge + em * 1.2 + brush.text_width(count, em, 700), y, PAPER, em, 400)
    if scene.phase:
        left = round(width - edge - em * 2.4 - brush.text_width(phase, em))
        brush.plate(image, (left, top, width - edge, low), em * 0.5, INK)
        _phase_mark(image, scene.phase, np.array([left + em * 1.05, y]), em * 0.32)
        brush.text(image, phase, left + em * 1.7, y, PAPER, em)


def _phase_mark(image: Image, phase: PhaseName, centre: Floats, r: float) -> None:
    if phase in ("descent", "ascent"):
        brush.fill(image, centre + r * looks.ARROW * (1 if phase == "descent" else -1), PAPER)
    else:
        brush.dot(image, centre, r * 0.8, PAPER)


def _bottom(image: Image, scene: Scene, em: int) -> None:
    """The worst banner lowest, others above it as far as there is space, then the note."""
    height, width = image.shape[:2]
    floor = round(height - em * 0.6)
    panels = [(b.text, b.verdict, STATUS[b.verdict]) for b in scene.banners]
    if scene.note:
        panels.append((scene.note, "not_assessed", INK))
    for i, (text, verdict, fill) in enumerate(panels):
        lines = brush.lines(text, em, round(max(width - em * 4.2, em)))
        top = round(floor - len(lines) * em * 1.2 - em * 0.8)
        if i and top < height * (1 - BANNERS_SHARE):
            break
        _panel(image, lines, verdict, fill, (top, floor), em)
        floor = round(top - em * 0.35)


def _panel(
    image: Image, lines: tuple[str, ...], verdict: Verdict, fill: Rgb, top_floor: tuple[int, int], em: int
) -> None:
    top, floor = top_floor
    ink, width = looks.ink_on(fill), image.shape[1]
    wide = min(width, max(brush.text_width(line, em) for line in lines) + em * 3.1)
    left = round((width - wide) / 2)
    brush.plate(image, (left, top, round(left + wide), floor), em * 0.55, fill)
    brush.icon(image, verdict, np.array([left + em * 1.2, (top + floor) / 2]), em * 0.66, ink, fill)
    for i, line in enumerate(lines):
        brush.text(image, line, left + em * 2.3, top + em * (1.0 + 1.2 * i), ink, em)
