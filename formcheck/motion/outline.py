"""The body's outline beside the trunk: from the person mask to distances over time, and the standing outline.

What is kept of a mask is how far it reaches to either side of the line from the hips to the shoulders, at 25 places
along it, to parts of a pixel. Behind the person that line is the back.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from formcheck.motion import landmarks as lm
from formcheck.motion.smoothing import usual_step_s
from formcheck.motion.track import SILHOUETTE_AT, Floats

MASK_EDGE: Final = 0.5  # the model's own soft mask: half belongs to the person
REACH: Final = 0.6  # rays end at 0.6 hip-shoulder lengths: no back is thicker
STEP_PX: Final = 1.0
BACK: Final = (0.10, 0.85)  # of the line; chosen: below sits the buttock, above the neck of the shirt
STEADIED_S: Final = 0.2  # chosen: the mask flickers from frame to frame, the spine does not
OFF_THE_BACK: Final = 0.12  # chosen: elbow and wrist this far (trunk lengths) ahead of the line leave the back free
UPRIGHT_DEG: Final = 20.0  # chosen: up to here the back need not bend; the arms reach forward early in the descent
KNEES_DEG: Final = 45.0
MIN_REFERENCE: Final = 3  # frames
KNOWN_LEAST: Final = 0.7  # chosen: with more missing its depth is a guess
BUTTOCK: Final = (-0.2, 0.15)  # of the line, where it stands out most
BLADES: Final = (0.5, 0.9)

ReferenceKind = Literal["calibration", "upright", "standing", "none"]


def silhouette(mask: NDArray[np.floating], hip_px: Floats, shoulder_px: Floats) -> Floats:
    """Half widths of the body along the hip-to-shoulder axis, (2, 25) pixels: image-left side first, then right.

    ``mask`` (H, W) 0..1; ``hip_px``, ``shoulder_px`` (2,) middle of the hips and shoulders. "Left" is the side 90
    degrees counter-clockwise of the axis as seen in the image: the left hand of somebody looking from hip to shoulder.
    NaN where the ray starts outside the mask or never leaves it. Wrong where an arm covers the edge.
    """
    axis = shoulder_px - hip_px
    length = float(np.linalg.norm(axis))
    out = np.full((2, len(SILHOUETTE_AT)), np.nan)
    if not np.isfinite(length) or length < 8 * STEP_PX:
        return out
    along = axis / length
    distance = np.arange(0.0, REACH * length, STEP_PX)
    start = hip_px + SILHOUETTE_AT[:, None] * axis
    for side, normal in enumerate(((along[1], -along[0]), (-along[1], along[0]))):
        points = start[:, None, :] + distance[None, :, None] * np.asarray(normal)
        values = ndimage.map_coordinates(mask, [points[..., 1], points[..., 0]], order=1, mode="constant")
        out[side] = _edges(values)
    return out


def _edges(values: Floats) -> Floats:
    """First sub-pixel crossing below the mask edge of each ray (R, D); NaN when it starts outside or never crosses."""
    outside = values < MASK_EDGE
    crossing = outside.argmax(axis=1)
    good = (crossing > 0) & outside.any(axis=1)
    rows = np.flatnonzero(good)
    after, before = values[rows, crossing[rows]], values[rows, crossing[rows] - 1]
    out = np.full(len(values), np.nan)
    out[rows] = (crossing[rows] - 1 + (before - MASK_EDGE) / np.maximum(before - after, 1e-6)) * STEP_PX
    return out


@dataclass(frozen=True, slots=True)
class Outline:
    """Distances from the hip-to-shoulder line to the body's edge behind it, (N, 25), in the person's standing sizes
    (`features.size_px`); NaN where the mask does not show it.

    The outline in front of the line is left out: it describes the person more than the back, and networks fitted with
    it had larger errors on people held out.
    """

    behind: Floats

    @property
    def shown(self) -> Floats:
        """(N,) share of the back that the mask shows, 0..1."""
        return np.asarray(np.isfinite(self.behind[:, on_the_back()]).mean(axis=1))


@dataclass(frozen=True, slots=True)
class StandingOutline:
    """The same person's outline when upright: ``behind`` (25,) in standing sizes, and its source.

    "upright" frames have the arms off the back, in "standing" ones they may cover it; "none" has nothing but NaN.
    ``offset_deg``: by how much the estimate is too high for this person, measured in a calibration.
    """

    behind: Floats
    kind: ReferenceKind
    offset_deg: float = 0.0


def hollow(behind: Floats) -> float:
    """How deep the outline (25,) lies below the straight line from the buttock to the shoulder blades, in standing
    sizes: the hollow of the lower back. Cloth that hangs off the back spans it. NaN where the outline is not known.
    """
    known = np.isfinite(behind)
    if known.mean() < KNOWN_LEAST:
        return float("nan")
    filled = np.interp(SILHOUETTE_AT, SILHOUETTE_AT[known], behind[known])
    low, high = (np.flatnonzero(_between(*part)) for part in (BUTTOCK, BLADES))
    start = int(low[np.argmax(filled[low])])
    depths = []
    for end in high:
        between = np.arange(start, end + 1)
        straight = np.interp(between, np.array([start, end]), np.array([filled[start], filled[end]]))
        depths.append(float((straight - filled[between]).max()))
    return max(depths)


NO_REFERENCE: Final = StandingOutline(np.full(len(SILHOUETTE_AT), np.nan), kind="none")


def outline(silhouette_px: Floats, size_px: float, *, mirrored: bool) -> Outline:
    """The outline of silhouettes (N, 2, 25) in pixels; ``mirrored`` when the person faces the image's left half."""
    return Outline(silhouette_px[:, 1 if mirrored else 0] / (size_px if size_px > 0 else np.nan))


def on_the_back() -> NDArray[np.bool_]:
    """(25,) places of the line that count as the back."""
    return _between(*BACK)


def _between(first: float, last: float) -> NDArray[np.bool_]:
    return np.asarray((first - 1e-9 <= SILHOUETTE_AT) & (last + 1e-9 >= SILHOUETTE_AT))


def steadied(edges: Outline, t_s: Floats) -> Outline:
    """Running medians over a fifth of a second, against the flicker of the mask."""
    return Outline(running_median(edges.behind, t_s))


def running_median(values: Floats, t_s: Floats) -> Floats:
    """Median of the known values (N, R) over a fifth of a second; stays unknown where most of them are."""
    if len(t_s) < 3:
        return values
    frames = min(max(round(STEADIED_S / usual_step_s(t_s)), 1), len(t_s)) | 1
    if frames < 3:
        return values
    return np.stack([_running_median(column, frames) for column in values.T], axis=1)


def _running_median(values: Floats, frames: int) -> Floats:
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(values, frames // 2, constant_values=np.nan), frames)
    enough = np.isfinite(windows).sum(axis=1) * 2 > frames
    windows = np.where(enough[:, None], windows, 0.0)
    return np.where(enough, np.nanmedian(windows, axis=1), np.nan)


def arms_off_back(image_px: Floats, *, mirrored: bool) -> NDArray[np.bool_]:
    """(N,) frames in which both elbows and wrists lie clearly ahead of the hip-to-shoulder line in the picture."""
    hip, shoulder = (image_px[:, list(lm.pair(part))].mean(axis=1) for part in ("hip", "shoulder"))
    axis = shoulder - hip
    length = np.linalg.norm(axis, axis=1)
    ahead = np.stack([-axis[:, 1], axis[:, 0]], axis=1) * (-1 if mirrored else 1)
    arms = image_px[:, [i for part in ("elbow", "wrist") for i in lm.pair(part)]] - hip[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        off = np.einsum("nki,ni->nk", arms, ahead) / (length**2)[:, None]
    return np.asarray((off > OFF_THE_BACK).all(axis=1))


def standing_outline(
    edges: Outline,
    free: NDArray[np.bool_],
    still: NDArray[np.bool_],
    trunk_inclination_deg: Floats,
    knee_flexion_deg: Floats,
) -> StandingOutline:
    """The best reference a clip has: upright frames with the back ``free`` of arms, else those standing ``still``."""
    with np.errstate(invalid="ignore"):
        upright = (np.abs(trunk_inclination_deg) <= UPRIGHT_DEG) & (knee_flexion_deg <= KNEES_DEG)
    choices: tuple[tuple[NDArray[np.bool_], ReferenceKind], ...] = ((upright & free, "upright"), (still, "standing"))
    for frames, kind in choices:
        if frames.sum() >= MIN_REFERENCE and np.isfinite(edges.behind[frames]).any():
            return StandingOutline(_median(edges.behind[frames]), kind)
    return NO_REFERENCE


def _median(rows: Floats) -> Floats:
    known = np.isfinite(rows).sum(axis=0) * 2 >= len(rows)
    return np.where(known, np.nanmedian(np.where(known, rows, 0.0), axis=0), np.nan)
