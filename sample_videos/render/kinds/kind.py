"""One clip of a kind as data: what is filmed, what is drawn over it, and what is right to say of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from formcheck.judging.depth import depth_of
from formcheck.schema import Depth
from sample_videos.render.assets import Floats
from sample_videos.render.figure import figure_of
from sample_videos.render.movement import Performance
from sample_videos.render.pose import solve
from sample_videos.render.spec import ClipSpec
from sample_videos.render.truth import Truth, true_angles

Picture = NDArray[np.uint8]

SIDE_MAX_YAW_DEG, FRONT_MIN_YAW_DEG = 30.0, 70.0  # as formcheck.motion.view names them


@dataclass(frozen=True)
class Film:
    """Pictures before anything is drawn over them, and where joints are in them: (N, 2) px each."""

    pictures: Sequence[Picture]
    hips_px: Floats
    shoulders_px: Floats
    fps: int


Drawn: TypeAlias = Callable[[Film], list[Picture]]


@dataclass(frozen=True)
class Right:
    """What is right: the movement ("none": no repetition), checks that may be faults, and checks that must not even be
    watched. ``angles``: knee and thigh are about the true ones; ``depth``: the class is the true one; ``rounded``: the
    back is, and is not called good; ``between``: a repetition may be called a squat whose depth is not judged.
    """

    movement: str
    faults: frozenset[str] = frozenset()
    unwatched: frozenset[str] = frozenset()
    angles: bool = False
    depth: bool = False
    rounded: bool = False
    between: bool = False


@dataclass(frozen=True)
class KindClip:
    """A variant of a kind; what is ``drawn`` goes over the pictures of ``film``, which others may share."""

    kind: str
    number: int
    film: ClipSpec
    right: Right
    words: str
    drawn: Drawn | None = None

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.kind}_{self.number}_{self.film.judged.person}"


@dataclass(frozen=True)
class TrueRep:
    """A repetition as it is: from where it is filmed, and the nearer leg at the bottom, in degrees."""

    view: str
    bottom_s: float
    knee_flexion_deg: float
    thigh_to_horizontal_deg: float
    depth: Depth


def true_reps(spec: ClipSpec) -> list[TrueRep]:
    """The repetitions of a film in order of time."""
    performance, figure = spec.performances()[0], figure_of(spec.judged.who)
    assert isinstance(performance, Performance)
    found = []
    for times in performance.times:
        moment = performance.at(times.bottom_s)
        truth = true_angles(solve(figure, moment.posture, moment.stance))
        view = seen_from(spec.camera.azimuth_deg - spec.judged.heading_at(performance, times.bottom_s))
        found.append(_true_rep(view, times.bottom_s, truth))
    return found


def _true_rep(view: str, bottom_s: float, truth: Truth) -> TrueRep:
    near = truth.right if view == "right" else truth.left
    knee, thigh = near.knee_flexion_deg, near.thigh_to_horizontal_deg
    return TrueRep(view, bottom_s, knee, thigh, depth_of(thigh, knee))


def seen_from(azimuth_deg: float) -> str:
    """Which view a camera has that stands there around somebody."""
    azimuth = np.radians(azimuth_deg)
    yaw_deg = float(np.degrees(np.arcsin(abs(np.cos(azimuth)))))
    if yaw_deg <= SIDE_MAX_YAW_DEG:
        return "left" if np.sin(azimuth) > 0 else "right"
    if yaw_deg < FRONT_MIN_YAW_DEG:
        return "oblique"
    return "front" if np.cos(azimuth) > 0 else "back"


def joints_px(spec: ClipSpec) -> tuple[Floats, Floats]:
    """(N, 2) middle of the hips and of the shoulders of somebody who does not turn, in every picture."""
    performance, figure = spec.performances()[0], figure_of(spec.judged.who)
    assert isinstance(performance, Performance)
    posed = [solve(figure, moment.posture, moment.stance) for moment in performance.moments(spec.fps)]
    hips, shoulders = (np.array([one.middle(bone) for one in posed]) for bone in ("upperleg01", "upperarm01"))
    return spec.camera.project(hips), spec.camera.project(shoulders)


VARIANTS: Final = 6
