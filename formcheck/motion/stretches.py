"""Stretches of a clip in which somebody is filmed from one side: cut where the person turns between repetitions."""

from itertools import pairwise
from typing import Final

import numpy as np

from formcheck.motion.reps import RepSpan, find_reps
from formcheck.motion.smoothing import smooth
from formcheck.motion.standing import heights, standing
from formcheck.motion.track import Floats, Track
from formcheck.motion.view import body_yaw_deg, camera_view

#: Measured: headings of one person's repetitions differ by up to 8 degrees in a clip without a turn (rendered people),
#: by up to 20 with a bar or a reaching arm.
TURN_DEG: Final = 30.0
#: From setting out to standing again; a person who turns meanwhile is seen from nowhere in particular.
TURN_INSIDE_DEG: Final = 45.0
AT_EDGE_S: Final = 0.3  # chosen: near the top the heading reads within 10 degrees


def stretches(track: Track) -> tuple[tuple[int, int], ...]:
    """Half-open frame ranges that cover the clip, each from one side. One where nobody turns or repeats anything."""
    if len(track) < 2:
        return ((0, len(track)),)
    even = smooth(track)
    rough = camera_view(even)
    height = heights(even, rough)
    spans = [span for span in find_reps(even.t_s, height, standing(even, rough, height)) if not span.partial]
    heading = body_yaw_deg(even)
    cuts: list[int] = []
    groups: list[list[RepSpan]] = []
    for span in spans:
        own = mean_yaw_deg(heading, span.start, span.end)
        before = _of_group(heading, groups[-1]) if groups else own
        if (groups and apart_deg(own, before) <= TURN_DEG) or not np.isfinite(own):
            groups[-1:] = [[*groups[-1], span]] if groups else [[span]]
            continue
        if groups:
            cuts.append(_between(heading, groups[-1][-1].end, span.start, before, own))
        groups.append([span])
    return tuple(pairwise([0, *cuts, len(track)]))


def turns_inside(track: Track, span: RepSpan) -> bool:
    """Whether the person faces another way at the end of a repetition than at its beginning."""
    heading, t_s = body_yaw_deg(track), track.t_s
    begins = int(np.searchsorted(t_s, t_s[span.start] + AT_EDGE_S))
    ends = int(np.searchsorted(t_s, t_s[span.end] - AT_EDGE_S))
    first, last = mean_yaw_deg(heading, span.start, begins), mean_yaw_deg(heading, ends, span.end)
    return bool(apart_deg(first, last) > TURN_INSIDE_DEG)


def mean_yaw_deg(yaw_deg: Floats, first: int, last: int) -> float:
    """Mean direction of frames first..last; NaN where none is known."""
    part = yaw_deg[first : last + 1]
    part = part[np.isfinite(part)]
    return float(np.degrees(np.angle(np.mean(np.exp(1j * np.radians(part)))))) if len(part) else float("nan")


def apart_deg(a: float | Floats, b: float) -> Floats:
    """How far two directions lie apart, 0 to 180; NaN where one is not known."""
    return np.abs((np.asarray(a, dtype=np.float64) - b + 180.0) % 360.0 - 180.0)


def _of_group(yaw_deg: Floats, group: list[RepSpan]) -> float:
    means = np.array([mean_yaw_deg(yaw_deg, span.start, span.end) for span in group])
    return mean_yaw_deg(means, 0, len(means) - 1)


def _between(yaw_deg: Floats, first: int, last: int, before_deg: float, after_deg: float) -> int:
    """The frame between two repetitions from which on the person faces as in the later one."""
    part = yaw_deg[first + 1 : last + 1]
    with np.errstate(invalid="ignore"):
        still_before = np.flatnonzero(apart_deg(part, before_deg) <= apart_deg(part, after_deg))
    return first + 1 + (int(still_before[-1]) + 1 if len(still_before) else 0)
