"""The back as drawn: its outline in the picture, coloured by how far it rounds, beside the person's upright one."""

from typing import Final

import numpy as np

from formcheck.drawing.scene import FAULT, GOOD, WATCH, BackLine, Rgb
from formcheck.i18n import gettext
from formcheck.judging.levels import movements_at
from formcheck.motion import landmarks as lm
from formcheck.motion.lower_back import LowerBack
from formcheck.motion.outline import BACK
from formcheck.motion.track import SILHOUETTE_AT, Floats
from formcheck.settings import Level, OwnLimit

ROUNDING: Final = "lower_back_rounding"  # its limits colour the line
APART: Final = 0.12  # chosen, of the trunk's length: the upright curve is drawn this far behind the back ...
LABEL: Final = 0.34  # ... and the number behind both
BUTTOCK: Final = 0.11  # the curve begins this much lower than what is judged, so that it ends on the body
LEAST_POINTS: Final = 5


def back_line(
    back: LowerBack, frame: int, image_px: Floats, level: Level = "standard", own: tuple[OwnLimit, ...] = ()
) -> BackLine | None:
    """The line of one frame, laid on its landmarks (33, 2) in the picture; None where the back is not reported."""
    lumbar, band = (float(v[frame]) for v in (back.angles.lumbar_flexion_deg, back.angles.lumbar_band_deg))
    hip, shoulder = (image_px[list(lm.pair(part))].mean(axis=0) for part in ("hip", "shoulder"))
    if not np.isfinite([lumbar, band, *hip, *shoulder]).all():
        return None
    axis = shoulder - hip
    behind = np.array([axis[1], -axis[0]]) * (-1 if back.mirrored else 1)
    points = _curve(back.edges.behind[frame] * back.size_px, hip, axis, behind)
    if len(points) < LEAST_POINTS:
        return None
    apart_px = APART * float(np.linalg.norm(axis))
    upright = _curve(back.reference.behind * back.size_px + apart_px, hip, axis, behind)
    label = points[len(points) // 2] + LABEL * behind
    shown = max(lumbar, 0.0)  # hollow is not judged, so it is not counted below none
    words = gettext("back {lumbar:.0f}° ±{band:.0f}", lumbar=shown, band=band)
    return BackLine(points, upright, colour_of(lumbar, level, own), words, label, bool(behind[0] < 0))


def colour_of(lumbar_flexion_deg: float, level: Level = "standard", own: tuple[OwnLimit, ...] = ()) -> Rgb:
    """From good over watch to fault as the back rounds through the check's limits at a level."""
    limit = next(iter(movements_at(level, own).values())).check(ROUNDING).limit
    steps = (limit.good / 2, (limit.good + limit.fault) / 2, limit.fault)
    red, green, blue = (
        round(float(np.interp(lumbar_flexion_deg, steps, channel))) for channel in zip(GOOD, WATCH, FAULT, strict=True)
    )
    return red, green, blue


def _curve(distance_px: Floats, hip: Floats, axis: Floats, behind: Floats) -> Floats:
    """(K, 2) points at those distances behind the line from hip to shoulder, along the back."""
    use = np.isfinite(distance_px) & (BACK[0] - BUTTOCK <= SILHOUETTE_AT) & (BACK[1] + 1e-9 >= SILHOUETTE_AT)
    outward = behind / np.linalg.norm(behind)
    return np.asarray(hip + SILHOUETTE_AT[use, None] * axis + distance_px[use, None] * outward)
