"""Filming a motion: from metres to pixels, with the imperfections of real tracks on request, and what is true."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from figures.body import Body, Moments
from figures.motions import Motion
from formcheck.motion import landmarks as lm
from formcheck.motion.outline import BACK as CHORD
from formcheck.motion.track import SILHOUETTE_AT, Track

NEAR_SEEN, FAR_SEEN = 0.98, 0.62  # visibility of joints turned to and away from the camera, side-on
BODY = Body()
THICK = 0.20  # half the body's thickness, in trunk lengths
BUTTOCK = 0.12  # as far out as to leave the lower back its hollow


@dataclass(frozen=True)
class Hidden:
    """Landmarks (by name, or by part for both sides) seen at ``visibility`` only, from one instant to another."""

    names: tuple[str, ...]
    visibility: float = 0.1
    first_s: float = -np.inf
    last_s: float = np.inf

    def indices(self) -> list[int]:
        return [i for i, name in enumerate(lm.NAMES) if name in self.names or name.partition("_")[2] in self.names]


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A motion and how it is filmed.

    ``heading_deg``: direction faced, 0 to the image's right, 90 to the camera, 180 left, -90 away. ``roll_deg``:
    positive when the top leans to the image's right. ``distance_m``: of the camera, None orthographic. ``offbeat``:
    share of a frame by which time stamps stray. ``lost_s``: spans in which nobody is found. ``fill``: how much of the
    picture the body takes.
    """

    motion: Motion
    body: Body = BODY
    body_yaw_deg: float = 0.0
    roll_deg: float = 0.0
    size_wh: tuple[int, int] = (540, 960)
    fps: float = 30.0
    distance_m: float | None = None
    offbeat: float = 0.0
    noise_m: float = 0.0
    lost_s: tuple[tuple[float, float], ...] = ()
    hidden: tuple[Hidden, ...] = ()
    outline: bool = True
    fill: float = 0.8
    shift_px: tuple[float, float] = (0.0, 0.0)
    seed: int = 7

    @cached_property
    def film(self) -> "Film":
        return Film(self)

    # cached_property writes to __dict__, which a frozen dataclass without slots leaves open.

    @property
    def facing(self) -> int:
        return 1 if np.cos(np.radians(self.body_yaw_deg)) >= 0 else -1

    @property
    def near(self) -> lm.Side:
        return "right" if self.facing > 0 else "left"

    @property
    def px_per_m(self) -> float:
        width, height = self.size_wh
        return self.fill * min(height / 1.75, width / 1.4)

    def times(self) -> np.ndarray:
        even = np.arange(0.0, self.motion.end_s + 1e-9, 1.0 / self.fps)
        stray = np.random.default_rng(self.seed).uniform(-0.5, 0.5, len(even)) * self.offbeat / self.fps
        return even + stray - stray[:1]


class Film:
    """What the pose model would give of a shot (``track``) and what is true (``angles``, ``moments``)."""

    def __init__(self, shot: Shot) -> None:
        self.shot = shot
        self.t_s = shot.times()
        self.moments = shot.motion.at(self.t_s)
        self.joints = shot.body.joints(self.moments)
        self.track = self._track()

    @property
    def angles(self) -> dict[str, np.ndarray]:
        """True angles of both legs and of the near arm, (N,) each, from what the person was posed by."""
        m, body = self.moments, self.shot.body
        shoulder, hip, knee, ankle = (
            self.joints[:, lm.at(p, self.shot.near), :2] for p in ("shoulder", "hip", "knee", "ankle")
        )
        wrist = body.wrist(m, self.shot.near, shoulder, hip, knee, ankle)
        upper_arm = body.upper_arm_deg(shoulder, wrist) + 90.0 + m.trunk_deg  # from the trunk's downward direction
        thigh = m.tibia_deg - m.knee_deg
        return {
            "knee_flexion_deg": m.knee_deg,
            "hip_flexion_deg": m.trunk_deg - thigh,
            "trunk_inclination_deg": m.trunk_deg,
            "tibia_inclination_deg": m.tibia_deg,
            "thigh_to_horizontal_deg": 90.0 - np.abs(thigh),
            "elbow_flexion_deg": body.elbow_deg(shoulder, wrist),
            "shoulder_flexion_deg": np.abs((upper_arm + 180.0) % 360.0 - 180.0),
        }

    @property
    def hip_height_legs(self) -> np.ndarray:
        return (self.joints[:, lm.at("hip", "left"), 1] - self.shot.body.ankle_up) / self.shot.body.leg

    @property
    def shoulder_height_legs(self) -> np.ndarray:
        return (self.joints[:, lm.at("shoulder", "left"), 1] - self.shot.body.ankle_up) / self.shot.body.leg

    def crossings_s(self, rep: int, edge: float = 0.05) -> tuple[float, float, float, float]:
        """True instants at which the shoulders pass ``edge`` and 1 - ``edge`` of their way, down and up again."""
        truth = self.shot.motion.reps[rep]
        t_s = np.arange(truth.start_s, truth.end_s, 1e-3)
        up = self.shot.body.joints(self.shot.motion.at(t_s))[:, lm.at("shoulder", "left"), 1]
        share = (up[0] - up) / (up[0] - up.min())
        out, low = np.flatnonzero(share >= edge), np.flatnonzero(share >= 1 - edge)
        return float(t_s[out[0]]), float(t_s[low[0]]), float(t_s[low[-1]]), float(t_s[out[-1]])

    def _track(self) -> Track:
        shot = self.shot
        world = in_camera(self.joints, shot.body_yaw_deg)
        soles = self._soles(self._image(world))
        rng = np.random.default_rng(shot.seed)
        world = world + rng.normal(0.0, 1.0, world.shape) * shot.noise_m
        image, world = self._image(world), world - world[:, list(lm.pair("hip"))].mean(axis=1, keepdims=True)
        visibility = self._visibility()
        outline = self._outline(image)
        for first, last in shot.lost_s:
            lost = (self.t_s >= first) & (self.t_s <= last)
            for array in (image, world, visibility, outline, soles):
                array[lost] = np.nan
        return Track(self.t_s, image, world, visibility, outline, shot.size_wh, soles)

    def _image(self, camera: np.ndarray) -> np.ndarray:
        shot = self.shot
        scale = np.full(camera.shape[:2], shot.px_per_m)
        eye = np.array([0.0, -0.95])  # hip height
        if shot.distance_m is not None:
            scale = scale * shot.distance_m / (shot.distance_m + camera[..., 2])
        centre = np.array(shot.size_wh) / 2
        flat = (camera[..., :2] - eye) * scale[..., None] + centre + [0.0, 0.1 * shot.px_per_m] + shot.shift_px
        roll = np.radians(shot.roll_deg)
        turn = np.array([[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]])
        return (flat - centre) @ turn.T + centre

    def _soles(self, image: np.ndarray) -> np.ndarray:
        """The mask keeps to the shoes, whatever the marks do."""
        heel, toe = (image[:, list(lm.pair(part))] for part in ("heel", "foot_index"))
        ahead = np.abs(toe[..., 0] - heel[..., 0])
        return np.degrees(np.arctan2(toe[..., 1] - heel[..., 1], np.where(ahead > 1.0, ahead, np.nan)))

    def _visibility(self) -> np.ndarray:
        shot = self.shot
        seen = np.full((len(self.t_s), lm.COUNT), NEAR_SEEN)
        if abs(np.sin(np.radians(shot.body_yaw_deg))) < 0.8:
            far = lm.other(shot.near)
            seen[:, [lm.at(part, far) for part in lm.PAIRED]] = FAR_SEEN
        for hidden in shot.hidden:
            frames = (self.t_s >= hidden.first_s) & (self.t_s <= hidden.last_s)
            seen[np.ix_(frames, hidden.indices())] = hidden.visibility
        return seen

    def _outline(self, image: np.ndarray) -> np.ndarray:
        """Back and front at even distance from the trunk's axis; the back bulges by a parabola over the chord.

        Below the chord the buttock stands out.
        """
        if not self.shot.outline:
            return np.full((len(self.t_s), 2, len(SILHOUETTE_AT)), np.nan)
        hip, shoulder = (image[:, list(lm.pair(p))].mean(axis=1) for p in ("hip", "shoulder"))
        length = np.linalg.norm(shoulder - hip, axis=1)
        along = np.clip((SILHOUETTE_AT - CHORD[0]) / (CHORD[1] - CHORD[0]), 0.0, 1.0)
        buttock = np.where(CHORD[0] - 0.01 > SILHOUETTE_AT, BUTTOCK, 0.0)
        back = THICK + buttock + self.moments.bulge[:, None] * 4 * along * (1 - along)
        out = np.full((len(self.t_s), 2, len(SILHOUETTE_AT)), THICK) * length[:, None, None]
        out[:, 0 if self.shot.facing > 0 else 1] = back * length[:, None]
        return out


def in_camera(joints: np.ndarray, body_yaw_deg: float) -> np.ndarray:
    """Forward, up, left to the camera's right, down, away."""
    cos, sin = np.cos(np.radians(body_yaw_deg)), np.sin(np.radians(body_yaw_deg))
    forward, up, left = np.moveaxis(joints, -1, 0)
    return np.stack([cos * forward + sin * left, -up, -sin * forward + cos * left], axis=-1)


def mirrored(track: Track) -> Track:
    """The same clip in a mirror: left and right change places."""
    swap = np.arange(lm.COUNT)
    for i, name in enumerate(lm.NAMES):
        other = name.replace("left", "~").replace("right", "left").replace("~", "right")
        swap[i] = lm.INDEX[other]
    image = track.image_px[:, swap] * [-1.0, 1.0] + [track.size_wh[0], 0.0]
    world = track.world_m[:, swap] * [-1.0, 1.0, 1.0]
    turned = {name: getattr(track, name)[:, ::-1] for name in ("silhouette", "sole_deg", "own_edge")}
    return Track(track.t_s, image, world, track.visibility[:, swap], size_wh=track.size_wh, **turned)


def prefix(track: Track, count: int) -> Track:
    """The first frames of a track, as a live buffer holds them."""
    return track.cut(0, count)


__all__ = ["Film", "Hidden", "Moments", "Shot", "in_camera", "mirrored", "prefix"]
