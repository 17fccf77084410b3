"""A judged clip for OpenSim: markers as TRC, joint angles as MOT. One camera sees a plane, and the files say so.

Axes are OpenSim's: x forward, y up, z to the person's right; metres, seconds, degrees.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.judging.analyze import Analyzed
from formcheck.judging.choices import fitting
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats, Track, nanmedian, quantile
from formcheck.reports.export import write_whole
from formcheck.settings import Amount

#: Hip to ankle over body height, standing (Winter 2009, Biomechanics and Motor Control, fig. 4.1: 0.530 - 0.039).
LEG_OF_HEIGHT: Final = 0.491
UPPER_PARTS: Final = frozenset(("ear", "shoulder", "elbow", "wrist", "pinky", "index", "thumb"))
FLOOR_QUANTILE: Final = 0.95  # of the feet's places: a foot that is lifted moves it by little
MOT_COLUMNS: Final = (
    "time",
    "pelvis_tilt",
    "hip_flexion_r",
    "knee_angle_r",
    "ankle_angle_r",
    "hip_flexion_l",
    "knee_angle_l",
    "ankle_angle_l",
)
CAVEATS: Final = (
    "Angles in the sagittal plane from ONE camera by FormCheck. nan is 'not seen'.",
    "The spine is one rigid segment: pelvis_tilt is the lean of the whole trunk; a rounded back adds to hip_flexion.",
    "ankle_angle takes the foot as flat on the floor: wrong while heels lift.",
    "Weak: every joint of the side turned away ({far}), the hip (bias of some degrees), the ankle.",
    "knee_angle is positive in flexion (Rajagopal 2016); change its sign for gait2392.",
)


def write_trc(analyzed: Analyzed, path: Path | str, height_m: float | None = None) -> None:
    """Write the 33 landmarks as markers; nan is "not seen".

    x and y are measured in the picture and scaled by ``height_m``, or without it by the pose model's own guess of the
    legs' length, which is off by a tenth or so. z is **not measured**: each pair of landmarks stands half the width
    of hips or shoulders to its side. The side turned away is partly guessed. Times are those of the frames, which
    need not be even.

    Raises BadChoice for a clip not filmed from the side or an impossible height, OutputError; then nothing new is left
    at ``path``.
    """
    fitting("height_m", height_m, Amount | None)
    markers, path = marker_metres(analyzed, height_m), Path(path)
    write_whole(path, lambda: _trc_lines(analyzed.track.t_s, markers, path.name))


def write_mot(analyzed: Analyzed, path: Path | str) -> None:
    """Write hips, knees, ankles and trunk of both sides under OpenSim's names; what is weak stands in its head.

    Raises OutputError; then nothing new is left at ``path``.
    """
    path = Path(path)
    write_whole(path, lambda: _mot_lines(analyzed, path.name))


def marker_metres(analyzed: Analyzed, height_m: float | None = None) -> Floats:
    """(N, 33, 3) metres in OpenSim's axes, the floor at y 0; NaN is "not seen". Raises BadChoice."""
    track = analyzed.track
    if not analyzed.view.side_on or not track.seen.any():
        raise BadChoice(
            gettext("Markers for OpenSim (TRC) can only be made of a video filmed from the side: leave out trc.")
        )
    scale = _metres_per_pixel(analyzed, height_m)
    facing = np.ones(len(track))
    for take in analyzed.takes:
        facing[take.first : take.stop] = take.view.facing
    feet = track.image_px[:, [*lm.pair("heel"), *lm.pair("foot_index")]]
    origin = np.array([nanmedian(feet[..., 0].ravel()), quantile(feet[..., 1].ravel(), FLOOR_QUANTILE)])
    plane = (track.image_px - origin) * scale
    return np.stack([plane[..., 0] * facing[:, None], -plane[..., 1], _aside(track)], axis=2)


def _metres_per_pixel(analyzed: Analyzed, height_m: float | None) -> float:
    leg_px = analyzed.main.scene.stand.leg_length_px
    if height_m is not None:
        return LEG_OF_HEIGHT * height_m / leg_px
    world = analyzed.track.world_m
    hip, knee, ankle = (world[:, lm.at(part, analyzed.view.near)] for part in ("hip", "knee", "ankle"))
    return nanmedian(np.linalg.norm(hip - knee, axis=1) + np.linalg.norm(knee - ankle, axis=1)) / leg_px


def _aside(track: Track) -> Floats:
    """(N, 33) a constant place beside the body's middle for each landmark, where it is seen."""
    half = {part: nanmedian(_apart(track, part)) / 2 for part in ("hip", "shoulder")}
    place = np.zeros(lm.COUNT)
    for part in lm.PAIRED:
        left, right = lm.pair(part)
        width = half["shoulder" if part in UPPER_PARTS else "hip"]
        place[left], place[right] = -width, width
    return np.where(np.isfinite(track.image_px[..., 0]), place, np.nan)


def _apart(track: Track, part: str) -> Floats:
    left, right = lm.pair(part)
    return np.asarray(np.linalg.norm(track.world_m[:, left] - track.world_m[:, right], axis=1))


def _trc_lines(t_s: Floats, markers: Floats, name: str) -> Iterator[str]:
    rate = _rate(t_s)
    count = len(t_s)
    yield f"PathFileType\t4\t(X/Y/Z)\t{_one_line(name)}\n"
    yield "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
    yield f"{rate:g}\t{rate:g}\t{count}\t{lm.COUNT}\tm\t{rate:g}\t1\t{count}\n"
    yield "Frame#\tTime\t" + "\t\t\t".join(lm.NAMES) + "\t\t\n"
    yield "\t\t" + "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, lm.COUNT + 1)) + "\n\n"
    for at, (time, points) in enumerate(zip(t_s.tolist(), markers, strict=True), start=1):
        cells = (f"{value:.5f}" if math.isfinite(value) else "nan" for value in points.ravel().tolist())
        yield f"{at}\t{time:.4f}\t" + "\t".join(cells) + "\n"


def _mot_lines(analyzed: Analyzed, name: str) -> Iterator[str]:
    angles = analyzed.angles
    columns = [angles.t_s, -angles.near_side.trunk_inclination_deg]
    for side in ("right", "left"):
        one = getattr(angles, side).angles
        columns += [one.hip_flexion_deg, one.knee_flexion_deg, one.tibia_inclination_deg]
    far = lm.other(angles.near)
    yield f"{_one_line(name)}\nversion=1\nnRows={len(angles.t_s)}\nnColumns={len(columns)}\ninDegrees=yes\n\n"
    yield from (f"{caveat.format(far=far)}\n" for caveat in CAVEATS)
    yield "endheader\n" + "\t".join(MOT_COLUMNS) + "\n"
    for time, *row in zip(*(values.tolist() for values in columns), strict=True):
        yield "\t".join((f"{time:.4f}", *(f"{v:.3f}" if math.isfinite(v) else "nan" for v in row))) + "\n"


def _rate(t_s: Floats) -> float:
    return round(1.0 / nanmedian(np.diff(t_s)), 3) if len(t_s) > 1 else 30.0


def _one_line(name: str) -> str:
    return name.encode("ascii", "replace").decode().replace("\t", " ").replace("\n", " ")
