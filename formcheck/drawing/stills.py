"""Stills: the bottom of each repetition, all cut in the same way, and who is who. The only importer of PIL."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from formcheck.drawing.draw import draw_figure
from formcheck.drawing.scene import ACCENT, INK, PAPER, Scene, ink_on
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats

K = TypeVar("K")
Window = tuple[float, float, float, float]  # x0, y0, x1, y1 in pixels of the whole picture

STILL_HEIGHT_PX: Final = 600  # chosen: sharp on a phone, and in print, 46 mm high, at 330 dots an inch
PEOPLE_HEIGHT_PX: Final = 640
JPEG_QUALITY: Final = 85  # chosen: numbers and thin lines without a visible fringe, at about 60 kB
#: Room around the landmarks, of the longer side of their box: left, top, right, bottom. Landmarks end at the eyes, so
#: the top of the head needs the most; the sides hold the numbers.
ROOM: Final = np.array([0.20, 0.24, 0.20, 0.12])
NARROWEST, WIDEST = 0.75, 1.25  # chosen: width over height, so that stills make an even row
FEET: Final = tuple(lm.at(part, side) for part in ("ankle", "heel", "foot_index") for side in lm.SIDES)
BOX_ROOM: Final = 0.1  # of the longer side: bodies are wider than the line of their joints
FOLLOWED_STROKE, OTHER_STROKE = 0.012, 0.006  # of the picture's height


def windows(landmarks_px: Mapping[K, Floats], size_wh: tuple[int, int]) -> dict[K, Window]:
    """One window around each person (33, 2), all of one size, the feet at the same place in it as far as the picture
    reaches.

    So stills can be compared side by side. A person who is hardly seen gets none.
    """
    boxes = {key: box for key, points in landmarks_px.items() if (box := _box(points)) is not None}
    if not boxes:
        return {}
    anchors = {key: _anchor(landmarks_px[key], box) for key, box in boxes.items()}
    around = np.array([box - np.tile(anchors[key], 2) for key, box in boxes.items()])
    x0, y0 = around[:, :2].min(axis=0)
    x1, y1 = around[:, 2:].max(axis=0)
    room = ROOM * max(x1 - x0, y1 - y0)
    low = np.array([x0, y0]) - room[:2]
    size = _shaped(np.array([x1, y1]) + room[2:] - low, np.array(size_wh, dtype=np.float64))
    low[0] = (x0 + x1 - size[0]) / 2 if size[0] > x1 - x0 + room[0] + room[2] else low[0]
    found = {}
    for key, anchor in anchors.items():
        corner = np.clip(anchor + low, 0, np.array(size_wh) - size)
        found[key] = (float(corner[0]), float(corner[1]), float(corner[0] + size[0]), float(corner[1] + size[1]))
    return found


def still(image_rgb: NDArray[np.uint8], scene: Scene, window: Window) -> bytes:
    """JPEG of that window with skeleton, angles and the line of the back, and no words at the edges.

    Cut and enlarged first, drawn on afterwards, so that lines and numbers are sharp.
    """
    x0, y0, x1, y1 = window
    scale = STILL_HEIGHT_PX / (y1 - y0)
    size_wh = (round((x1 - x0) * scale), STILL_HEIGHT_PX)
    cut = Image.fromarray(image_rgb).resize(size_wh, Image.Resampling.LANCZOS, window)
    canvas = np.array(cut, dtype=np.uint8)
    return jpeg(draw_figure(canvas, moved(scene, np.array([x0, y0]), scale)))


def jpeg(image_rgb: NDArray[np.uint8], quality: int = JPEG_QUALITY) -> bytes:
    """A picture (H, W, 3) RGB as JPEG; colour at full resolution, which thin lines need."""
    return _encoded(Image.fromarray(image_rgb), quality)


def from_jpeg(data: bytes, most_px: int) -> NDArray[np.uint8]:
    """The picture (H, W, 3) RGB of a JPEG. Raises ValueError, before decoding, for one of more than ``most_px``
    pixels, and OSError for what is no JPEG.
    """
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        if picture.width * picture.height > most_px:
            raise ValueError(f"a picture of {picture.width}x{picture.height}")
        return np.array(picture.convert("RGB"), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class PeoplePicture:
    """A JPEG of several people, and the box drawn around each: x0, y0, x1, y1 as shares of it, by number."""

    jpeg: bytes
    boxes: Mapping[int, Window]


def people_picture(
    image_rgb: NDArray[np.uint8], here: Mapping[int, Sequence[float]], followed: int | None
) -> PeoplePicture:
    """The picture with a numbered box around each person, whose landmarks reach from x0, y0 to x1, y1 as its shares; a
    thick frame and a filled number for the one ``followed``.
    """
    height, width = image_rgb.shape[:2]
    scale = PEOPLE_HEIGHT_PX / height
    picture = Image.fromarray(image_rgb).resize((round(width * scale), PEOPLE_HEIGHT_PX), Image.Resampling.LANCZOS)
    pen, boxes = ImageDraw.Draw(picture), dict[int, Window]()
    for person in sorted(here, key=lambda number: number == followed):  # the followed one on top
        x0, y0, x1, y1 = np.array(here[person]) * np.tile(picture.size, 2)
        room = BOX_ROOM * max(x1 - x0, y1 - y0)
        box = np.clip([x0 - room, y0 - 2.2 * room, x1 + room, y1 + 0.5 * room], 3, np.tile(picture.size, 2) - 3)
        _numbered(pen, box.tolist(), str(person), chosen=person == followed, em=PEOPLE_HEIGHT_PX * 0.07)
        a, b, c, d = (box / np.tile(picture.size, 2)).round(4).tolist()
        boxes[person] = (a, b, c, d)
    return PeoplePicture(_encoded(picture, JPEG_QUALITY), boxes)


def _numbered(pen: ImageDraw.ImageDraw, box: Sequence[float], text: str, *, chosen: bool, em: float) -> None:
    fill, stroke = (ACCENT, FOLLOWED_STROKE) if chosen else (INK, OTHER_STROKE)
    wide, narrow = round(PEOPLE_HEIGHT_PX * stroke) + 4, round(PEOPLE_HEIGHT_PX * stroke)
    x0, y0, x1, y1 = box
    pen.rounded_rectangle((x0 - 2, y0 - 2, x1 + 2, y1 + 2), em * 0.3, outline=PAPER, width=wide)
    pen.rounded_rectangle((x0, y0, x1, y1), em * 0.3, outline=fill, width=narrow)
    em = em * 1.3 if chosen else em
    left, top = (x0 + x1 - em * 1.3) / 2, max(y0 - em * 1.1, 3)
    label = (left, top, left + em * 1.3, top + em * 1.5)
    pen.rounded_rectangle(label, em * 0.35, fill=fill if chosen else PAPER, outline=PAPER if chosen else fill, width=3)
    ink = ink_on(fill) if chosen else INK
    pen.text((left + em * 0.65, top + em * 0.75), text, ink, ImageFont.load_default(em * 1.1), anchor="mm")


def _encoded(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()


def _box(points: Floats) -> Floats | None:
    seen = points[np.isfinite(points).all(axis=1)]
    if len(seen) < 2:
        return None
    box = np.concatenate([seen.min(axis=0), seen.max(axis=0)])
    return box if max(box[2:] - box[:2]) >= 1 else None


def _anchor(points: Floats, box: Floats) -> Floats:
    """Where the feet stand; the bottom of the box where they are hidden."""
    feet = points[list(FEET)]
    feet = feet[np.isfinite(feet).all(axis=1)]
    return np.asarray(feet.mean(axis=0) if len(feet) else [(box[0] + box[2]) / 2, box[3]])


def _shaped(size: Floats, most: Floats) -> Floats:
    """The size grown to a fair shape, and no larger than the picture."""
    width, height = max(size[0], NARROWEST * size[1]), max(size[1], size[0] / WIDEST)
    return np.minimum([width, height], most)


def moved(scene: Scene, corner: Floats, scale: float) -> Scene:
    """The scene for a part of its picture that begins at ``corner`` (2,), shown ``scale`` times as large."""
    back = scene.back
    if back is not None:
        points, upright, label = ((p - corner) * scale for p in (back.points_px, back.upright_px, back.label_px))
        back = replace(back, points_px=points, upright_px=upright, label_px=label)
    return replace(scene, landmarks_px=(np.asarray(scene.landmarks_px) - corner) * scale, back=back)
