"""Renders short clips of random people, draws things over them, and keeps what the mask's edge looks like beside whose
edge it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.media.pose import MediaPipePose
from formcheck.motion import landmarks as lm
from formcheck.motion.outline import silhouette
from formcheck.motion.own_edge import side_behind, strip
from formcheck.motion.track import Floats, Pose
from models.fit import poses
from models.fit.gather import SIZE_WH
from models.fit.occluders import things
from models.fit.shapes import Picture, Shape, backdrop, pasted
from models.fit.shard import OnDisk
from models.fit.thing import Filmed
from sample_videos.render.camera import Camera
from sample_videos.render.figure import Figure
from sample_videos.render.gl import Renderer
from sample_videos.render.movement import Performance, Rep, Script
from sample_videos.render.pose import solve
from sample_videos.render.posture import Posture, Stance
from sample_videos.render.truth import true_angles

FPS: Final = 12
FILMS: Final = 5  # of each person with things, beside the one without
BAGGY_SHARE: Final = 0.25
OWN_SIZES, OTHER_SIZES = 0.015, 0.03  # standing sizes off the rendered outline; between, nobody can say
LOST_SIZES: Final = 0.12  # landmarks that far off follow something else
TRIES: Final = 20


@dataclass(frozen=True)
class EdgeShard(OnDisk):
    """One row per picture: ``strips`` (N, 25, 32, 4) uint8; ``own`` (N, 25) 1 own edge, 0 not, -1 not known;
    ``person``.
    """

    FILES: ClassVar[tuple[str, ...]] = ("edge_*.npz",)

    strips: NDArray[np.uint8]
    own: NDArray[np.int8]
    person: NDArray[np.int64]


def gather_edges(seed: int, people: int, folder: Path) -> int:
    """Render so many people, save, return the number of pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = EdgeShard.columns()
    renderer = Renderer(SIZE_WH, sky_shadows=1, samples=2)
    other: Filmed | None = None
    with MediaPipePose("full") as model:
        watch = Watch(model)
        for number in range(people):
            rng = np.random.default_rng([seed, number])
            filmed = _filmed(rng, renderer, watch)
            if filmed is None:
                continue
            for seen, own in _films(rng, filmed, other or filmed, watch):
                rows["strips"].append(seen)
                rows["own"].append(own)
                rows["person"].append(seed * 1_000 + number)
            other = filmed
    EdgeShard.of(rows).save(folder / f"edge_{seed:04d}.npz")
    return len(rows["person"])


class Watch:
    """The pose model over films, one after the other; a blank picture between them makes it forget."""

    def __init__(self, model: MediaPipePose) -> None:
        self._model = model
        self._t_s = 0.0

    def __call__(self, film: list[Picture]) -> Iterator[tuple[Pose, NDArray[np.float32] | None]]:
        """Pose and person mask of every picture."""
        self._t_s += 1.0
        self._model(np.zeros((64, 64, 3), np.uint8), self._t_s)
        for picture in film:
            self._t_s += 1 / FPS
            yield self._model(picture, self._t_s), self._model.mask


def _filmed(rng: np.random.Generator, renderer: Renderer, watch: Watch) -> Filmed | None:
    """A random person's squat or hinge from the side, half of them before another wall; None when it does not work."""
    figure, feet = Figure(poses.dressed(rng, BAGGY_SHARE)), poses.stance(rng)
    bottom = _bottom(figure, feet, rng)
    if bottom is None:
        return None
    view = poses.beside(figure, rng, SIZE_WH)
    poses.lit(renderer, figure, rng)
    try:
        pictures, people = zip(*_rendered(figure, _script(bottom, feet, rng), view, renderer, rng), strict=True)
    except ValueError:  # a posture between that no leg can reach
        return None
    if rng.random() < 0.5:
        wall = backdrop(rng, SIZE_WH[1], SIZE_WH[0]).astype(np.uint8)
        pictures = tuple(pasted(wall, who, picture, 0.7) for picture, who in zip(pictures, people, strict=True))
    seen = [pose for pose, _ in watch(list(pictures))]
    if not all(pose.seen for pose in seen):
        return None
    return Filmed(pictures, people, np.stack([pose.image_px for pose in seen]))


def _bottom(figure: Figure, feet: Stance, rng: np.random.Generator) -> Posture | None:
    for _ in range(TRIES):
        found = poses.balanced(figure, feet, rng, of_backs=True)
        if found is not None and true_angles(found[1]).trunk_inclination_deg > 25:
            return found[0]
    return None


def _script(bottom: Posture, feet: Stance, rng: np.random.Generator) -> Script:
    rep = Rep(bottom, rng.uniform(0.7, 1.3), rng.uniform(0.1, 0.4), rng.uniform(0.7, 1.3), 0.35)
    still = poses.off_the_back(rng) if rng.random() < 0.5 else poses.standing(rng)
    return Script("hinge", (rep,), standing=still, stance=feet, lead_s=0.6)


def _rendered(
    figure: Figure, script: Script, view: Camera, renderer: Renderer, rng: np.random.Generator
) -> Iterator[tuple[Picture, Shape]]:
    """Pictures, and the places of the person in them."""
    for moment in Performance(script, int(rng.integers(1_000_000))).moments(FPS):
        posed = figure.pose(solve(figure, moment.posture, moment.stance))
        picture = renderer.frame([posed], view)
        at = np.round(view.project(posed.points_m)).astype(int)
        inside = ((at >= 0) & (at < SIZE_WH)).all(axis=1)
        who = np.zeros((SIZE_WH[1], SIZE_WH[0]), np.uint8)
        who[at[inside, 1], at[inside, 0]] = 1
        yield picture, cv2.morphologyEx(who, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)).astype(bool)


def _films(
    rng: np.random.Generator, clip: Filmed, other: Filmed, watch: Watch
) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.int8]]]:
    """Strips and labels of every picture, without things and with.

    Where the mask misses the rendered outline even without a thing, a place is not known.
    """
    blur, noise = rng.choice([0, 0.6, 1.2]), rng.choice([0, 2, 5])
    clear: list[NDArray[np.bool_]] = []
    for number in range(FILMS + 1):
        drawn = things(rng, clip, other) if number else []
        film = []
        for frame, (picture, who) in enumerate(zip(clip.pictures, clip.people, strict=True)):
            for thing in drawn:
                picture = thing.drawn(picture, frame, who)
            film.append(_camera(picture, blur, noise, rng))
        for frame, (pose, mask) in enumerate(watch(film)):
            found = None if mask is None else _labelled(pose, mask, film[frame], clip, frame)
            if not number:
                clear.append(np.zeros(25, bool) if found is None else found[1] == 1)
            if found is not None:
                yield found[0], np.where(clear[frame], found[1], -1).astype(np.int8)


def _camera(picture: Picture, blur: float, noise: float, rng: np.random.Generator) -> Picture:
    if blur:
        picture = cv2.GaussianBlur(picture, (0, 0), blur)
    if noise:
        picture = np.clip(picture + rng.normal(0, noise, picture.shape), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(picture)


def _labelled(
    pose: Pose, mask: NDArray[np.float32], picture: Picture, clip: Filmed, frame: int
) -> tuple[NDArray[np.uint8], NDArray[np.int8]] | None:
    """Strip and label of one picture; None where the landmarks follow something else."""
    trunk = [*lm.pair("shoulder"), *lm.pair("hip")]
    off = (pose.image_px[trunk] - clip.image_px[frame][trunk]).mean(axis=0)
    if np.linalg.norm(off) > LOST_SIZES * clip.size_px:
        return None
    hip, shoulder = (pose.image_px[list(lm.pair(part))].mean(axis=0) for part in ("hip", "shoulder"))
    side = side_behind(pose.image_px)
    reach: Floats = pose.silhouette[side]
    true: Floats = silhouette(clip.people[frame].astype(np.float32), hip, shoulder)[side]
    with np.errstate(invalid="ignore"):
        apart = np.abs(reach - true) / clip.size_px
        other = (apart > OTHER_SIZES) | (np.isfinite(reach) & np.isnan(true))
        label = np.where(apart < OWN_SIZES, 1, np.where(other & np.isfinite(reach), 0, -1))
    seen = strip(picture, mask, hip, shoulder, side)
    return np.round(seen * 255).astype(np.uint8), label.astype(np.int8)
