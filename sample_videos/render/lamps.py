"""The lights of a scene and how each of them sees it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.camera import Camera, looking, orthographic
from sample_videos.render.room import Light

SHADOW_HALF_M: Final = 1.35  # of the square around the person in which shadows are cast
SHADOW_FROM_M: Final = 3.0
SCENE_MIDDLE_M: Final = (0.0, 0.85, 0.05)
HIGH_SKY: Final = 0.35  # above this sine of elevation the sky is brighter


@dataclass(frozen=True)
class Lamp:
    """A far light: ``direction`` (3,) towards it, ``colour`` (3,), ``view`` (4, 4) from the room to its shadow map."""

    direction: Floats
    colour: Floats
    view: Floats


def lamps_for(camera: Camera, light: Light, sky_count: int, spread_m: float) -> list[Lamp]:
    """The strong light, then the sky: directions spread evenly over the upper half of a sphere."""
    azimuth, elevation = np.radians(camera.azimuth_deg + light.azimuth_deg), np.radians(light.elevation_deg)
    flat = np.cos(elevation)
    key = np.array([flat * np.sin(azimuth), np.sin(elevation), flat * np.cos(azimuth)])
    lamps = [_lamp(key, np.array(light.key), spread_m)]
    golden = np.pi * (3 - np.sqrt(5))
    for i in range(sky_count):
        up = 1 - (i + 0.5) / sky_count * 0.98
        flat, angle = np.sqrt(1 - up * up), golden * i + 0.3
        strength = 1.7 / sky_count * (1.25 if up > HIGH_SKY else 0.75)
        direction = np.array([flat * np.cos(angle), up, flat * np.sin(angle)])
        lamps.append(_lamp(direction, np.array(light.sky) * strength, spread_m))
    return lamps


def _lamp(direction: Floats, colour: Floats, spread_m: float) -> Lamp:
    middle = np.array(SCENE_MIDDLE_M)
    up = (0, 0, 1) if abs(direction[1]) > 0.95 else (0, 1, 0)
    view = looking(middle + direction * (SHADOW_FROM_M + spread_m), middle, up)
    return Lamp(direction, colour, orthographic(SHADOW_HALF_M + spread_m, 0.1, 6.0 + 2 * spread_m) @ view)
