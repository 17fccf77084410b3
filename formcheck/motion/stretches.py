"""Stretches of a clip in which somebody is filmed from one side: cut where the person turns between repetitions."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from formcheck.motion.directions import apart_deg, mean_direction_deg
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import Floats, Track
from formcheck.motion.view import body_yaw_deg

#: Measured: headings of one person's repetitions differ by up to 8 degrees in a clip without a turn (rendered people),
#: by up to 20 with a bar or a reaching arm.
TURN_DEG: Final = 30.0
#: From setting out to standing again; a person who turns meanwhile is seen from nowhere in particular.
TURN_INSIDE_DEG: Final = 45.0
AT_EDGE_S: Final = 0.3  # chosen: near the top the heading reads within 10 degrees


def stretches(track: Track, spans: Sequence[RepSpan]) -> tuple[tuple[int, int], ...]:
    """Half-open frame ranges that cover a smoothed track, each from one side; one where nobody turns or repeats
    anything. ``spans``: its repetitions.
    """
    heading = body_yaw_deg(track)
    cuts: list[int] = []
    groups: list[list[RepSpan]] = []
    for span in spans:
        own = _of_span(heading, span)
        if span.partial or not np.isfinite(own):
            continue
        before = mean_direction_deg(np.array([_of_span(heading, one) for one in groups[-1]])) if groups else own
        if groups and apart_deg(own, before) <= TURN_DEG:
            groups[-1].append(span)
            continue
        if groups:
            cuts.append(_between(heading, groups[-1][-1].end, span.start, before, own))
        groups.append([span])
    return tuple(pairwise([0, *cuts, len(track)]))


def turns_inside(track: Track, span: RepSpan) -> bool:
    """Whether the person faces another way at the end of a repetition than at its beginning."""
    own = track.cut(span.start, span.end + 1)
    heading, t_s = body_yaw_deg(own), own.t_s
    first, last = heading[t_s <= t_s[0] + AT_EDGE_S], heading[t_s >= t_s[-1] - AT_EDGE_S]
    return bool(apart_deg(mean_direction_deg(first), mean_direction_deg(last)) > TURN_INSIDE_DEG)


def _of_span(yaw_deg: Floats, span: RepSpan) -> float:
    return mean_direction_deg(yaw_deg[span.start : span.end + 1])


def _between(yaw_deg: Floats, first: int, last: int, before_deg: float, after_deg: float) -> int:
    """The frame between two repetitions from which on the person faces as in the later one."""
    part = yaw_deg[first + 1 : last + 1]
    with np.errstate(invalid="ignore"):
        still_before = np.flatnonzero(apart_deg(part, before_deg) <= apart_deg(part, after_deg))
    return first + 1 + (int(still_before[-1]) + 1 if len(still_before) else 0)
