"""What a check is given: everything seen in a clip, and where one repetition lies in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.angles import Angles
from formcheck.motion.contacts import Hand
from formcheck.motion.lower_back import LowerBack
from formcheck.motion.reps import RepSpan
from formcheck.motion.standing import Standing
from formcheck.motion.track import Floats, Track, nanmedian
from formcheck.motion.view import SIDE_ON_MAX_YAW_DEG, CameraView
from formcheck.schema import Finding

LONGER_MAX: Final = 0.20  # architecture rule 3: a bone off by more than 20 % of standing is not where it seems
SHORTER_MAX: Final = 0.35  # chosen: knees turned out by 40 degrees foreshorten a well-seen thigh by 25 %
AROUND_S: Final = 0.1  # chosen: angles at an instant are medians over a fifth of a second
WELL_SEEN: Final = 0.9  # visibility of clearly seen joints; 0.90 and above counts as fully seen


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """Everything seen in one clip; arrays run over all frames.

    ``trusted`` (N,): near thigh and shank nearly have their standing length (always true off side-on, where
    foreshortening hides it); ``back`` None where nobody asked for it; ``spans`` all whole repetitions, ``alike`` those
    of the clip's main movement; ``model`` is the pose model's name.
    """

    track: Track
    view: CameraView
    angles: Angles
    standing: Standing
    trusted: NDArray[np.bool_]
    back: LowerBack | None
    hands: tuple[Hand, Hand]
    spans: tuple[RepSpan, ...]
    alike: tuple[RepSpan, ...]
    model: str = "full"

    @property
    def sagittal_trust(self) -> float:
        """How far the view supports sagittal numbers: 1 side-on, 0.7 at 30 degrees off, 0.6 further off."""
        if not self.view.side_on:
            return 0.6
        return 1.0 - 0.3 * self.view.yaw_deg / SIDE_ON_MAX_YAW_DEG

    def around(self, index: int, half_s: float = AROUND_S) -> slice:
        """Frames within ``half_s`` of a frame."""
        t = self.track.t_s
        return slice(int(np.searchsorted(t, t[index] - half_s)), int(np.searchsorted(t, t[index] + half_s, "right")))

    def at(self, series: Floats, index: int) -> float:
        """Median of the trusted values around a frame; NaN when there are none."""
        window = self.around(index)
        return nanmedian(series[window][self.trusted[window]])

    def seen(self, parts: tuple[str, ...], first: int, last: int) -> float:
        """How well near-side joints were seen in frames first..last, 0..1 (low quantile, so that gaps count)."""
        marks = [lm.at(p, self.view.near) for p in parts]
        window = np.nan_to_num(self.track.visibility[first : last + 1][:, marks])
        return float(min(np.quantile(window.min(axis=1), 0.2) / WELL_SEEN, 1.0)) if len(window) else 0.0


@dataclass(frozen=True, slots=True)
class RepFacts:
    """One judged repetition: its clip, number (from 1), place, movement, and the findings made on it so far."""

    clip: ClipFacts
    index: int
    span: RepSpan
    movement: Literal["squat", "hinge"]
    earlier: Mapping[str, Finding] = field(default_factory=dict)

    @property
    def bottom_s(self) -> float:
        """Time of the bottom."""
        return float(self.clip.track.t_s[self.span.bottom])

    def at_bottom(self, series: Floats) -> float:
        """Value of a series at the bottom, median over a fifth of a second."""
        return self.clip.at(series, self.span.bottom)

    def seconds(self, first: int, last: int) -> float:
        """Time between two frames."""
        return float(self.clip.track.t_s[last] - self.clip.track.t_s[first])


def trusted_frames(track: Track, view: CameraView, standing: Standing) -> NDArray[np.bool_]:
    """(N,) frames in which near thigh and shank are neither 20 % longer nor 35 % shorter than standing.

    All frames when that cannot be known (no standing seen, or a view that foreshortens).
    """
    if not (view.side_on and standing.found):
        return np.ones(len(track), bool)
    joint = {p: track.image_px[:, lm.at(p, view.near)] for p in ("hip", "knee", "ankle")}
    trusted = np.ones(len(track), bool)
    for a, b in (("hip", "knee"), ("knee", "ankle")):
        length = np.linalg.norm(joint[a] - joint[b], axis=1)
        usual = nanmedian(length[standing.frames])
        with np.errstate(invalid="ignore"):
            trusted &= ~((length > (1 + LONGER_MAX) * usual) | (length < (1 - SHORTER_MAX) * usual))
    return trusted
