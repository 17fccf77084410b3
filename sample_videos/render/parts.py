"""Pieces a figure is drawn from, and how colours are written."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sample_videos.render.assets import Flags, Floats, Ints
from sample_videos.render.template import template


class Material(IntEnum):
    """How the shader treats a surface; numbers are those of shaders.py."""

    SKIN = 0
    CLOTH = 1
    HAIR = 2
    EYE = 3
    SHOE = 4
    PROP = 5
    WALL = 10
    FLOOR = 11


@dataclass(frozen=True)
class Part:
    """One piece of surface: template ``vertices`` (k,) whose bones it follows, where they rest, how they look.

    ``rest_m`` (k, 3) before posing; ``triangles`` (t, 3) index the part's own points; ``colour`` (k, 3) linear;
    ``grain_m`` (k, 3) where the shader's texture is sampled.
    """

    vertices: Ints
    rest_m: Floats
    triangles: Ints
    colour: Floats
    material: Material
    grain_m: Floats


def part_of(points_m: Floats, triangles: Ints, colour: Floats, material: Material) -> Part:
    """The part made of some of the template's triangles; ``points_m`` and ``colour`` (n, 3) by template vertex."""
    used, local = np.unique(triangles, return_inverse=True)
    return Part(used, points_m[used], local.reshape(-1, 3), colour[used], material, points_m[used])


def plain(colour: Floats) -> Floats:
    """(n, 3) one colour for every vertex of the template."""
    return np.repeat(colour[None], len(template().vertices_m), axis=0)


def linear(hexadecimal: str) -> Floats:
    """(3,) linear light of an sRGB colour such as "3f6fa8"."""
    return np.asarray((np.array(list(bytes.fromhex(hexadecimal))) / 255) ** 2.2)


def whole_faces(inside: Flags, triangles: Ints) -> Ints:
    """Triangles with all corners inside."""
    return triangles[inside[triangles].all(axis=1)]
