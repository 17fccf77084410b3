"""Plain meshes beside the people: boxes, bars, and flat rectangles."""

from dataclasses import dataclass

import numpy as np

from sample_videos.render.assets import Floats, Ints
from sample_videos.render.geometry import turn, unit, vertex_normals
from sample_videos.render.parts import Material, linear


@dataclass(frozen=True)
class Mesh:
    """Points (n, 3) in metres, normals (n, 3), triangles (t, 3), linear colour (n, 3), material (n,), uv (n, 2).

    ``grain_m`` (n, 3) is where the shader's texture is sampled: it moves with the thing.
    """

    points_m: Floats
    normals: Floats
    triangles: Ints
    colour: Floats
    material: Ints
    uv: Floats
    grain_m: Floats


def box(centre_m: Floats, size_m: tuple[float, float, float], colour: str = "b58a52", heading_deg: float = 0.0) -> Mesh:
    """A box; ``size_m`` along x, y, z before it is turned about y."""
    points, normals = [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            out = np.eye(3)[axis] * sign
            a, b = np.eye(3)[(axis + 1) % 3], np.eye(3)[(axis + 2) % 3]
            corners = [out - a - b, out + a - b, out + a + b, out - a + b]
            points += [corner * np.array(size_m) / 2 for corner in corners]
            normals += [out] * 4
    faces = [[4 * k + i for i in three] for k in range(6) for three in ((0, 1, 2), (0, 2, 3))]
    heading = turn(heading_deg)
    local = np.array(points)
    return _prop(local @ heading.T + centre_m, np.array(normals) @ heading.T, np.array(faces), colour, local)


def bar(start_m: Floats, end_m: Floats, radius_m: float, colour: str = "9a9ca0") -> Mesh:
    """A round bar with flat ends."""
    along = unit(end_m - start_m)
    side = unit(np.cross(along, [0.3, 1, 0.2]))
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring = np.cos(angles)[:, None] * side + np.sin(angles)[:, None] * np.cross(along, side)
    points = [*(start_m + radius_m * ring), *(end_m + radius_m * ring), start_m, end_m]
    faces = []
    for i in range(16):
        j = (i + 1) % 16
        faces += [[i, j, 16 + i], [j, 16 + j, 16 + i], [32, j, i], [33, 16 + i, 16 + j]]
    triangles = np.array(faces)
    return _prop(
        np.array(points), vertex_normals(np.array(points), triangles), triangles, colour, np.array(points) - start_m
    )


def ball(centre_m: Floats, radius_m: float, colour: str = "2b2d31") -> Mesh:
    """A round ball of 12 times 16 points."""
    up, around = np.meshgrid(np.linspace(0, np.pi, 12), np.linspace(0, 2 * np.pi, 16, endpoint=False), indexing="ij")
    out = np.stack([np.sin(up) * np.cos(around), np.cos(up), np.sin(up) * np.sin(around)], axis=-1).reshape(-1, 3)
    faces = []
    for row in range(11):
        for i in range(16):
            a, b = 16 * row + i, 16 * row + (i + 1) % 16
            faces += [[a, b, a + 16], [b, b + 16, a + 16]]
    return _prop(centre_m + radius_m * out, out, np.array(faces), colour, radius_m * out)


def rectangle(corners_m: Floats, uv: tuple[float, float, float, float], material: Material, colour: Floats) -> Mesh:
    """Four corners (4, 3), seen from the side from which they run anticlockwise; ``uv``: left, right, bottom, top."""
    normal = unit(np.cross(corners_m[1] - corners_m[0], corners_m[3] - corners_m[0]))
    left, right, bottom, top = uv
    return Mesh(
        corners_m,
        np.repeat(normal[None], 4, axis=0),
        np.array([[0, 1, 2], [0, 2, 3]]),
        np.repeat(colour[None], 4, axis=0),
        np.full(4, int(material)),
        np.array([[left, bottom], [right, bottom], [right, top], [left, top]]),
        corners_m,
    )


def joined(meshes: list[Mesh]) -> Mesh:
    """Several meshes as one."""
    starts = np.cumsum([0, *(len(mesh.points_m) for mesh in meshes)])
    return Mesh(
        np.concatenate([mesh.points_m for mesh in meshes]),
        np.concatenate([mesh.normals for mesh in meshes]),
        np.concatenate([mesh.triangles + start for mesh, start in zip(meshes, starts, strict=False)]),
        np.concatenate([mesh.colour for mesh in meshes]),
        np.concatenate([mesh.material for mesh in meshes]),
        np.concatenate([mesh.uv for mesh in meshes]),
        np.concatenate([mesh.grain_m for mesh in meshes]),
    )


def _prop(points: Floats, normals: Floats, triangles: Ints, colour: str, grain_m: Floats) -> Mesh:
    count = len(points)
    return Mesh(
        points,
        normals,
        triangles,
        np.repeat(linear(colour)[None], count, axis=0),
        np.full(count, int(Material.PROP)),
        np.zeros((count, 2)),
        grain_m,
    )
