"""The landmarks of a recording as files: CSV for tables, JSON for programs."""

import math
from collections.abc import Iterator
from typing import Final

import msgspec

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Track

FORMAT: Final = 1
TIME_DECIMALS: Final = 4  # 0.1 ms
PIXEL_DECIMALS: Final = 2  # the model is sure of whole pixels at best
METRE_DECIMALS: Final = 4
SHARE_DECIMALS: Final = 3
#: Of each landmark, in this order, with the decimals kept.
PARTS: Final = {
    "x_px": PIXEL_DECIMALS,
    "y_px": PIXEL_DECIMALS,
    "x_m": METRE_DECIMALS,
    "y_m": METRE_DECIMALS,
    "z_m": METRE_DECIMALS,
    "visibility": SHARE_DECIMALS,
}


def poses_csv(track: Track) -> str:
    """A row per picture: ``t_s``, then ``<landmark>_x_px`` and the rest of each landmark; empty where unseen.

    Pixels from the top left of a picture of ``size_wh``; metres from the middle of the hips, x right, y down.
    """
    names = [f"{name}_{part}" for name in lm.NAMES for part in PARTS]
    rows = [",".join(["t_s", *names])]
    for t_s, marks in zip(track.t_s.tolist(), _marks(track), strict=True):
        cells = ["" if value is None else f"{value:g}" for mark in marks for value in mark]
        rows.append(",".join([f"{t_s:.{TIME_DECIMALS}f}", *cells]))
    return "\n".join(rows) + "\n"


def poses_json(track: Track) -> bytes:
    """The same as one JSON object: ``frames`` of ``t_s`` and ``landmarks``, rows in the order of ``names``."""
    times = [round(t_s, TIME_DECIMALS) for t_s in track.t_s.tolist()]
    return msgspec.json.encode(
        {
            "format": FORMAT,
            "size_wh": track.size_wh,
            "names": lm.NAMES,
            "columns": list(PARTS),
            "frames": [{"t_s": t_s, "landmarks": marks} for t_s, marks in zip(times, _marks(track), strict=True)],
        }
    )


def _marks(track: Track) -> Iterator[list[list[float | None]]]:
    """Per picture the rows of its landmarks, rounded; None where unseen."""
    decimals = list(PARTS.values())
    for image_px, world_m, visibility in zip(track.image_px, track.world_m, track.visibility, strict=True):
        yield [
            [round(v, d) + 0.0 if math.isfinite(v) else None for v, d in zip((*px, *m, share), decimals, strict=True)]
            for px, m, share in zip(image_px.tolist(), world_m.tolist(), visibility.tolist(), strict=True)
        ]
