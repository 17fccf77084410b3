"""What is done to pictures: things in front of the person, bars beside the picture, a camera that moves."""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.kinds.kind import Drawn, Film, Picture
from sample_videos.render.movement import eased

HUB: Final = 0.28  # of a plate's radius
SHARP: Final = 3  # binary digits below a pixel in which circles are drawn

Moved = Callable[[int, Film], Floats]  # (2, 3) from a picture without movement to one with it


def post(colour: str, width: float, behind: float) -> Drawn:
    """An upright post across hips and back: ``width`` of the picture's height; ``behind`` 0 at the place of the hips
    standing, 1 where they are furthest back.
    """

    def drawn(film: Film) -> list[Picture]:
        half = width * film.pictures[0].shape[0] / 2
        standing, furthest = (
            film.hips_px[0, 0],
            film.hips_px[np.abs(film.hips_px[:, 0] - film.hips_px[0, 0]).argmax(), 0],
        )
        middle = standing + behind * (furthest - standing)
        left, right = round(middle - half), round(middle + half)
        return [_filled(picture, left, right, colour) for picture in film.pictures]

    return drawn


def _filled(picture: Picture, left: int, right: int, colour: str) -> Picture:
    out = picture.copy()
    shade = np.interp(np.arange(left, right), [left, (left + right) / 2, right], [0.8, 1.1, 0.7])
    out[:, left:right] = np.clip(shade[None, :, None] * np.array(_rgb(colour)), 0, 255)
    return out


def plate(colour: str, radius: float, ahead: float) -> Drawn:
    """A plate of a bar that the shoulders carry: ``radius`` and ``ahead`` (of the back) in lengths of the standing
    trunk.
    """

    def drawn(film: Film) -> list[Picture]:
        trunk = film.shoulders_px[0] - film.hips_px[0]
        length = float(np.linalg.norm(trunk))
        back = -np.sign(film.hips_px[0, 0] - film.hips_px[:, 0].mean()) or 1.0
        middles = film.shoulders_px + np.array([-back * ahead, -0.04]) * length
        return [_plate(p, at, radius * length, colour) for p, at in zip(film.pictures, middles, strict=True)]

    return drawn


def _plate(picture: Picture, middle: Floats, radius: float, colour: str) -> Picture:
    out = np.ascontiguousarray(picture.copy())
    at = (round(middle[0] * 2**SHARP), round(middle[1] * 2**SHARP))
    for share, tone in ((1.0, colour), (HUB, "9a9ca0")):
        cv2.circle(out, at, round(radius * share * 2**SHARP), _rgb(tone), -1, cv2.LINE_AA, SHARP)
    return out


def pillars(share: float, colour: str = "000000", *, above: float = 0.0) -> Drawn:
    """Bars left and right, each ``share`` of the picture's width, and above and below, of its height."""

    def drawn(film: Film) -> list[Picture]:
        height, width, _ = film.pictures[0].shape
        aside, over = _even(share * width), _even(above * height)
        bordered = (over, over, aside, aside, cv2.BORDER_CONSTANT)
        return [cv2.copyMakeBorder(p, *bordered, value=_rgb(colour)) for p in film.pictures]

    return drawn


def shaken(size: float, rate_hz: float, along: tuple[float, float], phase: float = 0.0) -> Drawn:
    """A picture that sways by ``size`` of its height to either side, ``along`` (x, y)."""

    def moved(index: int, film: Film) -> Floats:
        height = film.pictures[0].shape[0]
        sway = size * height * np.sin(2 * np.pi * (rate_hz * index / film.fps + phase))
        return np.array([[1.0, 0.0, along[0] * sway], [0.0, 1.0, along[1] * sway]])

    return lambda film: _moved(film, moved, cv2.BORDER_REFLECT)


def cut_to(zoom: float, spans: tuple[tuple[float, float], ...], at: tuple[float, float]) -> Drawn:
    """Cuts to a closer picture of the place ``at`` (shares of width and height) between shares of the clip."""

    def moved(index: int, film: Film) -> Floats:
        share = index / len(film.pictures)
        near = zoom if any(begin <= share < end for begin, end in spans) else 1.0
        return _zoomed(near, film, at)

    return lambda film: _moved(film, moved, cv2.BORDER_REFLECT)


def picked_up(
    lasts_s: float, along: tuple[float, float], roll_deg: float, zoom: float = 1.0, *, black: bool = False
) -> Drawn:
    """In the end the phone is picked up: the picture slides ``along`` (shares of width and height), rolls and grows."""

    def moved(index: int, film: Film) -> Floats:
        height, width, _ = film.pictures[0].shape
        from_end_s = (len(film.pictures) - index) / film.fps
        share = eased(1 - from_end_s / lasts_s)
        out = cv2.getRotationMatrix2D((width / 2, height / 2), roll_deg * share, 1 + (zoom - 1) * share)
        out[:, 2] += share * np.array([along[0] * width, along[1] * height])
        return np.asarray(out)

    return lambda film: _moved(film, moved, cv2.BORDER_CONSTANT if black else cv2.BORDER_REFLECT)


def _moved(film: Film, moved: Moved, border: int) -> list[Picture]:
    height, width, _ = film.pictures[0].shape
    return [
        cv2.warpAffine(p, moved(i, film), (width, height), flags=cv2.INTER_LINEAR, borderMode=border)
        for i, p in enumerate(film.pictures)
    ]


def _zoomed(zoom: float, film: Film, at: tuple[float, float]) -> Floats:
    height, width, _ = film.pictures[0].shape
    middle = np.array([at[0] * width, at[1] * height])
    shift = np.array([width / 2, height / 2]) - zoom * middle if zoom != 1.0 else np.zeros(2)
    return np.array([[zoom, 0.0, shift[0]], [0.0, zoom, shift[1]]])


def _even(px: float) -> int:
    return 2 * round(px / 2)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue
