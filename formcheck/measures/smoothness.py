"""How smooth a movement is: the spectral arc length of its speed (Balasubramanian 2012), -1.4 for one even way.

The longer the outline of the speed's spectrum, the more stops and starts; it depends neither on how fast nor on how far
somebody moves.
"""

import math
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.measures.outcome import Measured, Outcome, cannot_tell
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import Floats

CUTOFF_HZ: Final = 6.0  # landmarks are smoothed above it (motion.smoothing); Balasubramanian: 20 for reaching
LEAST_AMPLITUDE: Final = 0.05  # Balasubramanian 2015: fainter parts of the spectrum are noise
PADDING: Final = 4  # Balasubramanian 2015: powers of two
STEP_S: Final = 1.0 / 60.0  # of the even grid that true times are brought to
LEAST_S: Final = 0.4  # chosen: a shorter way has too few frames for a spectrum
KNOWN_SHARE: Final = 0.9  # chosen: of its frames; a bridged gap is smooth by itself


def spectral_arc_length(speed: Floats, step_s: float) -> float:
    """Of an even series of speeds (n,); NaN for one that stands still."""
    size = 2 ** (math.ceil(math.log2(len(speed))) + PADDING)
    magnitude = np.abs(np.fft.rfft(speed, size))
    if not magnitude.max() > 0:
        return float("nan")
    frequency, magnitude = np.fft.rfftfreq(size, step_s), magnitude / magnitude.max()
    inside = frequency <= CUTOFF_HZ
    frequency, magnitude = frequency[inside], magnitude[inside]
    last = int(np.flatnonzero(magnitude >= LEAST_AMPLITUDE)[-1])
    if last < 1:
        return float("nan")
    steps = np.diff(frequency[: last + 1]) / frequency[last]
    return -float(np.hypot(steps, np.diff(magnitude[: last + 1])).sum())


def smoothness(clip: ClipFacts, span: RepSpan) -> float | None:
    """Of the shoulders on the less smooth of the ways down and up; None when too little of them is seen."""
    ways = ((span.start, span.bottom), (span.bottom, span.end))
    found = [value for first, last in ways if (value := _way(clip, first, last)) is not None]
    return round(min(found), 2) if len(found) == len(ways) else None


def _way(clip: ClipFacts, first: int, last: int) -> float | None:
    t_s, shoulder = clip.track.t_s[first : last + 1], clip.track.mid_px("shoulder")[first : last + 1]
    known = np.isfinite(shoulder).all(axis=1)
    if len(t_s) < 3 or t_s[-1] - t_s[0] < LEAST_S or known.mean() < KNOWN_SHARE:
        return None
    even_s = np.arange(t_s[0], t_s[-1], STEP_S)
    path = np.stack([np.interp(even_s, t_s[known], column[known]) for column in shoulder.T], axis=1)
    value = spectral_arc_length(np.linalg.norm(np.gradient(path, STEP_S, axis=0), axis=1), STEP_S)
    return value if math.isfinite(value) else None


def smooth(rep: RepFacts) -> Outcome:
    """The repetition's smoothness."""
    value = smoothness(rep.clip, rep.span)
    if value is None:
        return cannot_tell("trunk_hidden")
    return Measured(value, rep.bottom_s, 0.8)
