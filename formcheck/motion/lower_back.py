"""The lower back over a clip: outline, reference, estimate, smoothed in time, and the reason where it abstains."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.angles import Angles, LowerBackAngles
from formcheck.motion.features import Seen
from formcheck.motion.fixed_edge import fixed_edges
from formcheck.motion.lumbar import BackModel, estimate_back
from formcheck.motion.outline import (
    Outline,
    ReferenceKind,
    StandingOutline,
    arms_off_back,
    hollow,
    on_the_back,
    outline,
    running_median,
    standing_outline,
    steadied,
)
from formcheck.motion.smoothing import fill_gaps, low_pass
from formcheck.motion.standing import Standing
from formcheck.motion.straight_edge import cut_off
from formcheck.motion.track import Floats, Track, nanmedian
from formcheck.motion.view import CameraView

CUTOFF_HZ: Final = 3.0  # chosen: a spine rounds over half a second; mask noise is faster
SHOWN_LEAST: Final = 0.6  # chosen: of the back; less leaves out where it rounds
OWN_LEAST: Final = 0.5  # probability below which an edge is taken for that of a thing before the person
COVERED_MOST: Final = 0.25  # of the back in one frame: uncovered backs of the fit people stay below in 99 of 100
COVERED_FRAMES: Final = 0.3  # of a bend: nothing before the back of the fit people reads up to 0.22
#: Standing sizes: three in four rendered people in tight shirts show a deeper hollow of the lower back than this.
HOLLOW: Final = 0.021
#: What the networks read for an outline that stands out by a standing size more at the waist: median of the fit clips.
CLOTH_DEG: Final = 1250.0
FARTHEST_YAW_DEG: Final = 50.0  # the networks were fitted up to 60 degrees off side-on

AbstainReason = Literal["", "view", "hidden", "out_of_distribution"]


@dataclass(frozen=True, slots=True)
class LowerBack:
    """The back over a clip, (N,) each; NaN where it is not reported.

    ``angles`` of lower and upper back with the half-widths of their intervals; ``shown``: share of the back whose own
    edge the mask shows; ``covered``: share of the back whose edge is a thing's and not the person's; ``cut_off``:
    frames in which a post cuts off the buttock or the lower back;
    ``out_of_distribution``: frames unlike those fitted on; ``edges`` and ``reference``: the outlines that were
    compared, in units of ``size_px``. Off by the same few degrees throughout a clip unless the reference is the
    person's calibration.
    """

    angles: LowerBackAngles
    shown: Floats
    covered: Floats
    cut_off: NDArray[np.bool_]
    out_of_distribution: NDArray[np.bool_]
    edges: Outline
    reference: StandingOutline
    view_unsupported: bool
    size_px: float
    mirrored: bool

    @property
    def reported(self) -> NDArray[np.bool_]:
        """(N,) frames in which the lower back is reported."""
        return np.isfinite(self.angles.lumbar_flexion_deg)

    @property
    def uncovered(self) -> NDArray[np.bool_]:
        """(N,) frames in which nothing lies before the back."""
        return _uncovered(self.covered, self.cut_off)

    def abstain_reason(self, frames: NDArray[np.bool_]) -> AbstainReason:
        """Why most of those frames are not reported; empty when they are."""
        if self.view_unsupported:
            return "view"
        if frames.any() and (~self.uncovered[frames]).mean() >= COVERED_FRAMES:
            return "hidden"
        if not frames.any() or self.reported[frames].mean() >= 0.5:
            return ""
        hidden = self.shown[frames] < SHOWN_LEAST
        return "hidden" if hidden.mean() >= self.out_of_distribution[frames].mean() else "out_of_distribution"

    @property
    def reference_kind(self) -> ReferenceKind:
        """What the back was compared with."""
        return self.reference.kind


def lower_back(
    seen: Seen,
    filmed: Track,
    track: Track,
    angles: Angles,
    view: CameraView,
    stand: Standing,
    model: BackModel,
    calibration: StandingOutline | None = None,
) -> LowerBack:
    """The back in every frame of a smoothed, levelled track.

    ``seen``: its landmarks, hidden ones as estimated; ``filmed``: the track as the pose model found it.
    """
    own, cut = _own(filmed, seen), cut_off(filmed, seen.size_px, _side(seen))
    edges = steadied(outline(track.silhouette, seen.size_px, mirrored=seen.mirrored), track.t_s)
    clear = Outline(np.where(own, edges.behind, np.nan))
    covered = _covered(edges, own)
    uncovered = _uncovered(covered, cut)
    reference = calibration or _reference(clear, seen, angles, stand, uncovered)
    found, view_unsupported = estimate_back(seen, edges, reference, model), not view.yaw_deg <= FARTHEST_YAW_DEG
    reported = found.in_distribution & (clear.shown >= SHOWN_LEAST) & uncovered & (not view_unsupported)
    still = reported & stand.frames
    cloth_band_deg = np.hypot(_doubted(found.lumbar_band_deg, found.lumbar_flexion_deg, still), cloth_deg(reference))
    thoracic_band_deg = _doubted(found.thoracic_band_deg, found.thoracic_flexion_deg, still)
    series = (found.lumbar_flexion_deg, cloth_band_deg, found.thoracic_flexion_deg, thoracic_band_deg)
    return LowerBack(
        LowerBackAngles(*(_over_time(values, reported, track.t_s) for values in series)),
        clear.shown,
        covered,
        cut,
        ~found.in_distribution,
        edges,
        reference,
        view_unsupported,
        seen.size_px,
        seen.mirrored,
    )


def _reference(
    clear: Outline, seen: Seen, angles: Angles, stand: Standing, uncovered: NDArray[np.bool_]
) -> StandingOutline:
    """The clip's own standing outline, from frames in which nothing lies before the back."""
    free = arms_off_back(seen.image_px, mirrored=seen.mirrored) & uncovered
    near = angles.near_side
    return standing_outline(clear, free, stand.frames & uncovered, near.trunk_inclination_deg, near.knee_flexion_deg)


def cloth_deg(reference: StandingOutline) -> float:
    """Half-width in degrees that cloth may add: as far as it spans the hollow of the standing back it may stand off it
    in a bend. 0 without a reference and for a calibration, in whose flat hinge the same clothes were worn.
    """
    if reference.kind not in ("upright", "standing"):
        return 0.0
    spanned = HOLLOW - hollow(reference.behind)
    return CLOTH_DEG * max(spanned, 0.0) if np.isfinite(spanned) else 0.0


def _own(filmed: Track, seen: Seen) -> NDArray[np.bool_]:
    """(N, 25) edges that are the person's own as far as is known: by the picture, and by not staying where they are."""
    side = _side(seen)
    likely = running_median(filmed.own_edge[:, side], filmed.t_s)
    return ~(likely < OWN_LEAST) & ~fixed_edges(filmed, seen.size_px, side)


def _side(seen: Seen) -> int:
    """Of the silhouette: the one behind the person."""
    return 1 if seen.mirrored else 0


def _uncovered(covered: Floats, cut: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray((covered <= COVERED_MOST) & ~cut)


def _covered(edges: Outline, own: NDArray[np.bool_]) -> Floats:
    """(N,) share of the back's places that show an edge which is not the person's own, 0..1."""
    return np.asarray((np.isfinite(edges.behind) & ~own)[:, on_the_back()].mean(axis=1))


def _doubted(band: Floats, value: Floats, still: NDArray[np.bool_]) -> Floats:
    """The half-width and, in quadrature, the estimate while standing, which should be 0."""
    off = nanmedian(value[still])
    return np.hypot(band, off) if np.isfinite(off) else band


def _over_time(values: Floats, reported: NDArray[np.bool_], t_s: Floats) -> Floats:
    """Short gaps interpolated, then low-pass filtered."""
    return low_pass(fill_gaps(np.where(reported, values, np.nan), t_s), t_s, CUTOFF_HZ)
