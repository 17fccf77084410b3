"""The angles to judge by: corrected where the correction is in distribution, read off the picture elsewhere."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.angles import CSV_ANGLES, Angles, Bands, OneSide, SideAngles
from formcheck.motion.correction import Correction, Estimate, LegEstimate, estimate
from formcheck.motion.directions import mean_direction_deg
from formcheck.motion.features import Reference, Seen, size_px
from formcheck.motion.standing import Standing
from formcheck.motion.track import Floats, Track, nanmedian, quantile
from formcheck.motion.view import CameraView

STANDING_KNEE_DEG: Final = 20.0  # chosen: in steady standing knees and trunk are this straight ...
STANDING_TRUNK_DEG: Final = 18.0  # ... or the correction misreads this body or camera altogether
STANDING_SHOWN_DEG: Final = 10.0  # chosen: what a standing leg may show; more is a joint misplaced in the picture
STANDING_BIAS_DEG: Final = 2.0  # measured on rendered fit people: the picture shows knees this much straighter
ANCHORED_TO_DEG: Final = 60.0  # chosen: from this bend on the standing leg gives no information
#: Nearer to side-on than this the correction stays within the interval of the angle read off the picture ...
AGREES_TO_YAW_DEG: Final = 15.0
#: ... and goes this share of the way back to it: marked frames of real people lie nearer to the picture than rendered
#: people do, whom this costs nothing (docs/accuracy.md).
SHOWN_SHARE: Final = 0.15
#: Deep knees and thighs are estimated too shallow by so much, growing from the first to the second estimated knee
#: flexion and staying. Measured on seven rendered fit people; the networks were taught knees of up to 150 only.
DEEP_SHORT_DEG: Final = 3.0
DEEP_FROM_DEG, DEEP_TO_DEG = 125.0, 135.0
LONG_SHARE: Final = 0.85  # quantile that stands for the unforeshortened size, as in `standing`


def corrected_angles(
    raw: Angles, guessed: Track, view: CameraView, stand: Standing, correction: Correction
) -> tuple[Angles, float | None]:
    """The angles with corrected values where there are any, and the corrected heading of the clip or None.

    ``guessed`` is the smoothed track with hidden joints as the pose model estimates them. A joint that is not seen has
    no angle in ``raw`` and gets none here.
    """
    if not np.isfinite(view.body_yaw_deg):
        return raw, None
    found = estimate(seen_in_clip(guessed, view, stand), correction)
    use = found.in_distribution & _stands_straight(found, stand)
    if not use.any():
        return raw, None
    side_on = view.yaw_deg <= AGREES_TO_YAW_DEG
    share = float(use.sum() / max(guessed.seen.sum(), 1))
    sides = {
        side: _best(
            getattr(raw, side), _anchored(_deepened(found.side(side)), getattr(raw, side), stand), use, side_on=side_on
        )
        for side in lm.SIDES
    }
    heading = mean_direction_deg(found.body_yaw_deg[use])
    return replace(raw, left=sides["left"], right=sides["right"], corrected_share=share), heading


def seen_in_clip(guessed: Track, view: CameraView, stand: Standing) -> Seen:
    """The networks' view of a clip; ``guessed`` is the smoothed track with hidden joints as the pose model estimates
    them.
    """
    sizes = size_px(guessed.image_px)
    size, reference = quantile(sizes, LONG_SHARE), None
    still = stand.frames & guessed.seen
    if stand.found and still.any():
        reference = Reference(np.median(guessed.image_px[still], axis=0), np.median(guessed.world_m[still], axis=0))
        size = nanmedian(sizes[still])
    return Seen(guessed.image_px, guessed.world_m, guessed.visibility, view.body_yaw_deg, size, reference)


def _stands_straight(found: Estimate, stand: Standing) -> NDArray[np.bool_]:
    """(N,) all true when the standing frames are estimated as standing, else all false."""
    if not stand.found:
        return np.ones_like(stand.frames)
    still = stand.frames & found.in_distribution
    knees = [nanmedian(found.side(side).value["knee_flexion_deg"][still]) for side in lm.SIDES]
    trunk = nanmedian(found.left.value["trunk_inclination_deg"][still])
    straight = max(knees) <= STANDING_KNEE_DEG and abs(trunk) <= STANDING_TRUNK_DEG
    return np.full_like(stand.frames, straight)


def _anchored(leg: LegEstimate, side: OneSide, stand: Standing) -> LegEstimate:
    """The leg with its standing knee as the picture shows it: a straight leg looks straight from every direction.

    Real people's landmarks show a little more bend in standing than rendered ones'. The offset fades out towards deeper
    bends, where the picture gives no information.
    """
    knee, shown = (values[stand.frames] for values in (leg.value["knee_flexion_deg"], side.raw.knee_flexion_deg))
    excess = nanmedian(knee) - min(nanmedian(shown), STANDING_SHOWN_DEG) - STANDING_BIAS_DEG
    if not np.isfinite(excess):
        return leg
    fading = np.clip(1.0 - leg.value["knee_flexion_deg"] / ANCHORED_TO_DEG, 0.0, 1.0)
    off = excess * fading
    return LegEstimate(
        leg.value
        | {
            "knee_flexion_deg": leg.value["knee_flexion_deg"] - off,
            "hip_flexion_deg": leg.value["hip_flexion_deg"] - off,
        },
        leg.band,
    )


def _deepened(leg: LegEstimate) -> LegEstimate:
    """The leg without what its deepest bends fall short of."""
    knee = leg.value["knee_flexion_deg"]
    short = DEEP_SHORT_DEG * np.clip((knee - DEEP_FROM_DEG) / (DEEP_TO_DEG - DEEP_FROM_DEG), 0.0, 1.0)
    deeper = {
        "knee_flexion_deg": knee + short,
        "hip_flexion_deg": leg.value["hip_flexion_deg"] + short,
        "thigh_to_horizontal_deg": leg.value["thigh_to_horizontal_deg"] - short,
    }
    return LegEstimate(leg.value | deeper, leg.band)


def _best(side: OneSide, leg: LegEstimate, use: NDArray[np.bool_], *, side_on: bool) -> OneSide:
    def chosen(name: str, raw: Floats, better: Floats) -> Floats:
        return np.where(use & np.isfinite(getattr(side.raw, name)), better, raw)

    values, bands = {}, {}
    for name in CSV_ANGLES:
        shown, within = getattr(side.raw, name), getattr(side.bands, name)
        value, band = leg.value[name], leg.band[name]
        if side_on:
            value, band = np.clip(value, shown - within, shown + within), np.minimum(band, within)
            value = value + SHOWN_SHARE * (shown - value)
        values[name], bands[name] = chosen(name, shown, value), chosen(name, within, band)
    angles: SideAngles = replace(side.raw, **values)
    return OneSide(angles, Bands(**bands), side.raw)
