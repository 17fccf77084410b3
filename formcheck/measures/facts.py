"""What a check is given: everything seen in a clip, and where one repetition lies in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.measures.limit import Limit
from formcheck.motion import landmarks as lm
from formcheck.motion.angles import Angles
from formcheck.motion.contacts import Hand
from formcheck.motion.lower_back import LowerBack
from formcheck.motion.reps import RepSpan
from formcheck.motion.standing import Standing
from formcheck.motion.track import Floats, Track, nanmedian
from formcheck.motion.view import SIDE_ON_MAX_YAW_DEG, CameraView
from formcheck.schema import Finding, Hold, MovementName, Pick, Rise, SignName
from formcheck.schema.get_up import GetUp

LONGER_MAX: Final = 0.20  # architecture rule 3: a bone off by more than 20 % of standing is not where it seems
SHORTER_MAX: Final = 0.35  # chosen: knees turned out by 40 degrees foreshorten a well-seen thigh by 25 %
AROUND_S: Final = 0.1  # chosen: angles at an instant are medians over a fifth of a second
WELL_SEEN: Final = 0.9  # visibility of clearly seen joints; 0.90 and above counts as fully seen

#: A way is followed in so many steps. Chosen: in three steps a smooth bottom is missed by a tenth of its depth at most.
#: Asked only of clips with fewer than twelve frames a second, as the note on their quality is.
LEAST_STEPS, SLOW_STEP_S = 3.0, 1.0 / 12.0


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """Everything seen in one clip; arrays run over all frames.

    ``trusted`` (N,): near thigh and shank nearly have their standing length (always true off side-on, where
    foreshortening hides it); ``back`` None where nobody asked for it; ``spans`` all whole repetitions; ``model`` is the
    pose model's name.
    """

    track: Track
    view: CameraView
    angles: Angles
    standing: Standing
    trusted: NDArray[np.bool_]
    back: LowerBack | None
    hands: tuple[Hand, Hand]
    spans: tuple[RepSpan, ...]
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
        window = self.seen_in_frames(parts)[first : last + 1]
        return float(min(np.quantile(window, 0.2), 1.0)) if len(window) else 0.0

    def seen_in_frames(self, parts: tuple[str, ...]) -> Floats:
        """(N,) how well the worst of these near-side joints was seen; 1 and above: fully."""
        marks = [lm.at(p, self.view.near) for p in parts]
        return np.asarray(np.nan_to_num(self.track.visibility[:, marks]).min(axis=1) / WELL_SEEN)


@dataclass(frozen=True, slots=True)
class MovementRules:
    """What measures must know of a movement; its module in ``movements`` states them.

    ``hand_passing_s``: up to which a hand that touches the leg on the way up is passing by. ``back_until_level``:
    whether the back is judged only while the thighs are above level, since some rounding below is normal.
    ``main_signs`` of lower-back compensation, which must all be judged before "nothing seen" is good.
    ``to_floor``: whether reaching the floor is the task, so that a hand there is a support only once the body has
    risen; ``turns``: whether people turn round on the way, which then hides nothing that is judged.
    """

    name: MovementName
    hand_passing_s: float
    back_until_level: bool
    main_signs: frozenset[SignName]
    to_floor: bool = False
    turns: bool = False


@dataclass(frozen=True, slots=True)
class RepFacts:
    """One judged repetition: its clip, number (from 1), place and movement, the limit of the check that is judged now
    (``excess``: of what goes beyond need, where the check has one) and the findings made so far. ``rise``, ``hold``,
    ``pick``, ``get_up``: what was measured of a movement that begins on a seat, holds its bottom, picks something up,
    begins on the floor. ``turned``: the person turned meanwhile, so that no view shows it; ``sure``: whether it is this
    movement and not between two.
    """

    clip: ClipFacts
    index: int
    span: RepSpan
    movement: MovementRules
    limit: Limit
    excess: Limit | None = None
    earlier: Mapping[str, Finding] = field(default_factory=dict)
    rise: Rise | None = None
    hold: Hold | None = None
    pick: Pick | None = None
    get_up: GetUp | None = None
    turned: bool = False
    sure: bool = True

    @property
    def bottom_s(self) -> float:
        """Time of the bottom."""
        return float(self.clip.track.t_s[self.span.bottom])

    @property
    def followed(self) -> bool:
        """Whether there are pictures enough of the way down and of the way up to know what happened on it."""
        t_s, span = self.clip.track.t_s, self.span
        here = t_s[span.start : span.end + 1]
        if len(here) < 2 or (step_s := float(np.median(np.diff(here)))) <= SLOW_STEP_S:
            return True
        ways = (self.seconds(span.start, span.bottom_from), self.seconds(span.bottom_to, span.end))
        return min((way for way in ways if way > 0.0), default=0.0) >= LEAST_STEPS * step_s

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
