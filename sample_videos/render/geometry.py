"""Rotations, two-bone chains and mesh operations; x the subject's left, y up, z forward; metres."""

import numpy as np
import scipy.sparse as sp

from sample_videos.render.assets import Floats, Ints


def pitch(degrees: float) -> Floats:
    """Rotation about x: positive leans the upward axis forward."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def turn(degrees: float) -> Floats:
    """Rotation about y: positive turns forward towards the subject's left."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def lean_left(degrees: float) -> Floats:
    """Rotation about z that leans the upward axis to the subject's left."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])


def unit(vector: Floats) -> Floats:
    """The vector at length one; zero stays zero."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12))


def rotation_between(along: Floats, across: Floats, new_along: Floats, new_across: Floats) -> Floats:
    """Rotation that carries one pair of directions into another; ``along`` exactly, ``across`` as far as possible."""
    return np.asarray(_frame(new_along, new_across) @ _frame(along, across).T)


def _frame(along: Floats, across: Floats) -> Floats:
    first = unit(along)
    second = unit(across - first * (first @ across))
    return np.stack([first, second, np.cross(first, second)], axis=1)


def rotated(axis: Floats, degrees: float) -> Floats:
    """Rotation about any axis by the right-hand rule."""
    x, y, z = unit(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)


def two_bones(start: Floats, target: Floats, first_m: float, second_m: float, towards: Floats) -> tuple[Floats, Floats]:
    """Middle joint and end of a chain of two bones that reaches for ``target``, bending ``towards``.

    A target out of reach is approached as far as the bones allow.
    """
    reach = target - start
    distance = float(np.linalg.norm(reach))
    length = min(max(distance, abs(first_m - second_m) + 1e-6), first_m + second_m - 1e-6)
    along = reach / max(distance, 1e-12)
    x = (first_m**2 - second_m**2 + length**2) / (2 * length)
    height = np.sqrt(max(first_m**2 - x**2, 0.0))
    aside = unit(towards - along * (towards @ along))
    return start + along * x + aside * height, start + along * length


def vertex_normals(points: Floats, triangles: Ints) -> Floats:
    """(n, 3) unit normals, each the area-weighted mean of the triangles around a vertex."""
    corners = points[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    spread = np.repeat(faces, 3, axis=0)
    flat = triangles.ravel()
    normals = np.stack([np.bincount(flat, spread[:, axis], len(points)) for axis in range(3)], axis=1)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


def neighbours(triangles: Ints, count: int) -> sp.csr_array:
    """(n, n) adjacency of vertices, ones."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    edges = np.concatenate([edges, edges[:, ::-1]])
    matrix = sp.csr_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    matrix.data[:] = 1
    return matrix


def averaging(triangles: Ints, count: int) -> sp.csr_array:
    """(n, n) that replaces each vertex by the mean of its neighbours."""
    matrix = neighbours(triangles, count)
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    return sp.csr_array(sp.diags_array(1 / np.where(degree > 0, degree, 1)) @ matrix)
