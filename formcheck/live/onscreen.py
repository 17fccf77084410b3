"""From the state of a live session to what lies over its picture, and the stills of its repetitions."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.drawing import brush
from formcheck.drawing.draw import draw_figure, paint
from formcheck.drawing.scene import Banner, Scene
from formcheck.drawing.scenes import DRAWN_ANGLES
from formcheck.drawing.shapes import AnyShape
from formcheck.live.analyzer import LiveSnapshot
from formcheck.live.framing import READY_S
from formcheck.live.hud import Hud, hud_shapes
from formcheck.live.moment import Moment
from formcheck.live.silhouette import outline
from formcheck.motion import landmarks as lm
from formcheck.motion.landmarks import Side
from formcheck.motion.track import Floats, Pose
from formcheck.movements import movements
from formcheck.schema import MovementName, Rep

Image = NDArray[np.uint8]

CUE_S: Final = 3.5  # chosen: time to read one line twice while standing up
OFTEN: Final = ("step_back", "nobody")  # hints worth saying while somebody exercises
STILLS_MOST: Final = 12  # chosen: a page shows no more cards, and each is a whole picture
WAITING: Final = 4  # bottoms not committed yet: two quick repetitions and their bounces
DEEPER_LEGS: Final = 0.005  # chosen: a copy of the picture only when it is clearly lower than the last


def painted(image: Image, shapes: Sequence[AnyShape], *, mirrored: bool) -> Image:
    """A new picture with the shapes on it, left and right of the picture exchanged where ``mirrored``."""
    return paint(brush.mirrored(image) if mirrored else image.copy(), shapes)


def overlay(
    size_wh: tuple[int, int],
    pose: Pose,
    snap: LiveSnapshot,
    near: Side,
    *,
    mirrored: bool,
    outlined: bool,
    words: bool = True,
    gauge: bool = True,
) -> list[AnyShape]:
    """What lies over a picture of that size, for its mirror image where ``mirrored``; text stays readable."""
    points = pose.image_px * (-1, 1) + (size_wh[0], 0) if mirrored else pose.image_px
    looking = not snap.counting
    scene = Scene(
        landmarks_px=points,
        visibility=np.nan_to_num(pose.visibility),
        near=near,
        angles={} if looking else snap.angles,
        rep_done=len(snap.reps),
        rep_current=None,
        phase=None,
        movement="",
    )
    cue = snap.cue if snap.cue is not None and snap.t_s - snap.cue.t_s <= CUE_S else None
    hint = snap.framing.words if looking or snap.framing.hint in OFTEN else None
    hud = Hud(
        scene=scene,
        reps=None if looking and not snap.reps else len(snap.reps),
        depth=snap.depth if gauge and not looking and _has_depth(snap.movement) else None,
        phase=None if looking else snap.phase,
        cue=None if cue is None or hint else Banner(cue.verdict, cue.text),  # one message at a time
        hint=hint,
        outline=outline(size_wh, facing(points)) if outlined and looking else None,
        steady=min(snap.framing.steady_s / READY_S, 1.0) if looking else 0.0,
    )
    return hud_shapes(hud if words else replace(hud, reps=None, phase=None, cue=None, hint=None), size_wh)


def _has_depth(name: MovementName) -> bool:
    """Whether a scale of depth says something of this movement; before the first repetition it may."""
    movement = movements().get(name)
    return movement is None or movement.depth is not None


def facing(points: Floats) -> int:
    """The direction a head looks in the picture, 1 to the right; also when there is none."""
    ears = points[list(lm.pair("ear"))].mean(axis=0)
    return -1 if points[lm.NOSE, 0] < ears[0] else 1


@dataclass(frozen=True, slots=True)
class _Low:
    """The lowest frame of one descent."""

    image: Image
    pose: Pose
    drop_legs: float


class Stills:
    """Keeps the frame at the bottom of each of the last twelve repetitions."""

    def __init__(self) -> None:
        self._lowest: _Low | None = None
        self._waiting: deque[_Low] = deque(maxlen=WAITING)
        self._kept: dict[int, tuple[Rep, Side, _Low]] = {}

    def see(self, image: Image, pose: Pose, moment: Moment) -> None:
        """A frame as it came, unmirrored, and its state."""
        low = self._lowest
        if moment.phase in (None, "standing"):
            if low is not None:
                self._waiting.append(low)
            self._lowest = None
        elif low is None or moment.drop_legs > low.drop_legs + DEEPER_LEGS:
            self._lowest = _Low(image.copy(), pose, moment.drop_legs)
        elif moment.phase == "descent" and moment.drop_legs < low.drop_legs / 2:  # up half-way, and down again
            self._waiting.append(low)
            self._lowest = _Low(image.copy(), pose, moment.drop_legs)

    def keep(self, reps: tuple[Rep, ...], near: Side) -> None:
        """Keep the frames of repetitions that were committed since."""
        for rep in reps[max(self._kept, default=0) :]:
            there = [*self._waiting, *([self._lowest] if self._lowest else [])]
            own = [low for low in there if rep.start_s <= low.pose.t_s <= rep.end_s]
            if own:
                self._kept[rep.index] = (rep, near, max(own, key=lambda low: low.drop_legs))
            while len(self._kept) > STILLS_MOST:
                del self._kept[min(self._kept)]

    def drawn(self) -> dict[int, Image]:
        """Each repetition's picture with skeleton and the angles of its bottom."""
        return {number: _still(*kept) for number, kept in list(self._kept.items())}


def _still(rep: Rep, near: Side, low: _Low) -> Image:
    angles = {name: getattr(rep.peak, series) for name, series in DRAWN_ANGLES.items()}
    scene = replace(
        Scene.of_nobody(),
        landmarks_px=low.pose.image_px,
        visibility=np.nan_to_num(low.pose.visibility),
        near=near,
        angles={name: value for name, value in angles.items() if value is not None},
    )
    return draw_figure(low.image.copy(), scene)
