"""How a stored picture is reduced, given square pixels and rotated upright: sizes and filter names, no codec."""

from dataclasses import dataclass
from typing import Final

UNTURNED: Final = (1, 0, 0, 0, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """``full_wh``: upright, square pixels; ``size_wh``: the even size to analyse, never larger than stored;
    ``rotation_deg``: clockwise turn; ``steps``: FFmpeg filters with their arguments.
    """

    full_wh: tuple[int, int]
    size_wh: tuple[int, int]
    rotation_deg: int
    steps: tuple[tuple[str, str | None], ...]


def plan(stored_wh: tuple[int, int], aspect: float, matrix: tuple[int, ...], long_side_px: int) -> Plan:
    """``aspect``: width by height of a stored pixel; ``matrix``: a, b, u, c, d of the display matrix
    (x' = a x + c y, y' = b x + d y). Mirrored clips come out as players show them.
    """
    wide, high = stored_wh[0] * aspect, float(stored_wh[1])
    scale = min(1.0, 1.0 / aspect, long_side_px / max(wide, high))
    full_wh = round(wide), round(high)
    even_w, even_h = (max(2, int(side * scale / 2 + 1e-6) * 2) for side in (wide, high))
    a, b, _, c, d = matrix
    swapped = abs(b) > abs(a)
    x_back, y_back = (c < 0, b < 0) if swapped else (a < 0, d < 0)
    steps: list[tuple[str, str | None]] = [
        ("scale", f"{even_w}:{even_h}:flags=area:out_color_matrix=bt709:out_range=tv"),
        ("format", "yuv420p"),
        *[("transpose", "cclock_flip")] * swapped,
        *[("hflip", None)] * x_back,
        *[("vflip", None)] * y_back,
        ("buffersink", None),
    ]
    if swapped:
        return Plan(full_wh[::-1], (even_h, even_w), 90 if x_back else 270, tuple(steps))
    return Plan(full_wh, (even_w, even_h), 180 if y_back else 0, tuple(steps))
