"""A phone on a tripod: where it stands, and where points land in its picture."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_videos.render.assets import Floats

NEAR_M, FAR_M = 0.1, 30.0


@dataclass(frozen=True)
class Camera:
    """A camera that looks at the person in the middle of the room.

    ``azimuth_deg`` where it stands around the person: 0 in front, 90 at the subject's left side (who then faces the
    picture's left), -90 at the right side, 180 behind; ``roll_deg`` + makes upright things lean to the picture's
    right; ``look_aside_m`` aims past the person to the picture's right.
    """

    azimuth_deg: float = 90.0
    height_m: float = 1.0
    distance_m: float = 3.5
    roll_deg: float = 0.0
    vertical_fov_deg: float = 38.0
    look_at_height_m: float = 0.82
    look_aside_m: float = 0.0
    size_wh: tuple[int, int] = (480, 640)

    @property
    def eye_m(self) -> Floats:
        """(3,) place of the lens."""
        angle = np.radians(self.azimuth_deg)
        return np.array([self.distance_m * np.sin(angle), self.height_m, self.distance_m * np.cos(angle)])

    @property
    def yaw_off_side_deg(self) -> float:
        """0 side-on .. 90 from the front or the back."""
        return float(np.degrees(np.arcsin(abs(np.cos(np.radians(self.azimuth_deg))))))

    @cached_property
    def matrix(self) -> Floats:
        """(4, 4) from metres in the room to clip space."""
        angle = np.radians(self.azimuth_deg)
        right = np.array([np.cos(angle), 0, -np.sin(angle)])
        target = np.array([0, self.look_at_height_m, 0]) + self.look_aside_m * right
        roll = np.radians(self.roll_deg)
        rolled = np.eye(4)
        rolled[:2, :2] = [[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]]
        width, height = self.size_wh
        return np.asarray(_perspective(self.vertical_fov_deg, width / height) @ rolled @ looking(self.eye_m, target))

    def project(self, points_m: Floats) -> Floats:
        """(n, 2) pixels, x right, y down, of points (n, 3)."""
        clip = points_m @ self.matrix[:, :3].T + self.matrix[:, 3]
        place = clip[:, :2] / clip[:, 3:]
        return np.stack([(place[:, 0] + 1) / 2 * self.size_wh[0], (1 - place[:, 1]) / 2 * self.size_wh[1]], axis=1)


def looking(eye: Floats, target: Floats, up: tuple[float, float, float] = (0, 1, 0)) -> Floats:
    """(4, 4) from the room to the axes of a viewer: right, up, backwards."""
    ahead = (target - eye) / np.linalg.norm(target - eye)
    right = np.cross(ahead, up)
    right /= np.linalg.norm(right)
    view = np.eye(4)
    view[:3, :3] = [right, np.cross(right, ahead), -ahead]
    view[:3, 3] = -view[:3, :3] @ eye
    return view


def _perspective(vertical_fov_deg: float, aspect: float) -> Floats:
    zoom = 1 / np.tan(np.radians(vertical_fov_deg) / 2)
    matrix = np.zeros((4, 4))
    matrix[0, 0], matrix[1, 1] = zoom / aspect, zoom
    matrix[2, 2] = (FAR_M + NEAR_M) / (NEAR_M - FAR_M)
    matrix[2, 3] = 2 * FAR_M * NEAR_M / (NEAR_M - FAR_M)
    matrix[3, 2] = -1
    return matrix


def orthographic(half_m: float, near_m: float, far_m: float) -> Floats:
    """(4, 4) parallel projection of a square of 2 ``half_m``: how a far light sees the room."""
    matrix = np.eye(4)
    matrix[0, 0] = matrix[1, 1] = 1 / half_m
    matrix[2, 2] = -2 / (far_m - near_m)
    matrix[2, 3] = -(far_m + near_m) / (far_m - near_m)
    return matrix
