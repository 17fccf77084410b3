"""What all bodies share: mesh, texture coordinates, named parts, bones and skinning weights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp

from sample_videos.render.assets import DECIMETRES_M, Flags, Floats, Ints, body_data


@dataclass(frozen=True)
class Template:
    """The hm08 mesh and its rig; axes: x the subject's left, y up, z forward; metres.

    ``vertices_m`` (n, 3) neutral; ``uv`` (m, 2); ``triangles`` and ``triangles_uv`` (t, 3) index these two;
    ``triangle_part`` (t,) indexes ``parts``; ``parent`` (b,) the bone above, -1 at the root, parents first;
    ``weights`` (n, b) rows add up to 1; ``bone_places`` (b, n) maps vertices to bone heads.
    """

    vertices_m: Floats
    uv: Floats
    triangles: Ints
    triangles_uv: Ints
    triangle_part: Ints
    parts: tuple[str, ...]
    vertex_ranges: Mapping[str, list[list[int]]]
    bones: tuple[str, ...]
    parent: tuple[int, ...]
    weights: sp.csr_array
    bone_places: sp.csr_array

    @cached_property
    def bone_index(self) -> dict[str, int]:
        """Index of each bone."""
        return {bone: i for i, bone in enumerate(self.bones)}

    def vertices_of(self, part: str) -> Flags:
        """(n,) vertices of a named part: body, helper-tights, helper-hair, helper-l-eye, ..."""
        return _in_ranges(self.vertex_ranges[part], len(self.vertices_m))

    def faces_of(self, part: str) -> Flags:
        """(t,) triangles of a named part."""
        return np.asarray(self.triangle_part == self.parts.index(part))

    def weight_on(self, prefixes: tuple[str, ...]) -> Floats:
        """(n,) share of each vertex that follows bones whose names begin so."""
        columns = [i for i, bone in enumerate(self.bones) if bone.startswith(prefixes)]
        return np.asarray(self.weights[:, columns].sum(axis=1), dtype=np.float64).ravel()


@cache
def template() -> Template:
    """The shared template, read once."""
    folder = body_data()
    vertices, uv, triangles, triangles_uv, triangle_part, parts = _read_mesh()
    ranges = json.loads((folder / "mesh_metadata/basemesh_vertex_groups.json").read_text())
    rig = json.loads((folder / "rigs/standard/rig.default.json").read_text())
    rig = rig.get("bones", rig)
    bones = _parents_first(rig)
    index = {bone: i for i, bone in enumerate(bones)}
    parent = tuple(index.get(rig[bone]["parent"], -1) for bone in bones)
    return Template(
        vertices, uv, triangles, triangles_uv, triangle_part, parts, ranges, bones, parent,
        _read_weights(len(vertices), index), _bone_places(rig, bones, ranges, len(vertices)),
    )  # fmt: skip


def _read_mesh() -> tuple[Floats, Floats, Ints, Ints, Ints, tuple[str, ...]]:
    vertices: list[list[float]] = []
    uv: list[list[float]] = []
    faces: list[tuple[int, ...]] = []  # vertex, uv and part of three corners
    parts: dict[str, int] = {}
    part = 0
    for line in (body_data() / "3dobjs/base.obj").read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(x) for x in rest.split()[:3]])
        elif kind == "vt":
            uv.append([float(x) for x in rest.split()[:2]])
        elif kind == "g":
            part = parts.setdefault(rest.strip(), len(parts))
        elif kind == "f":
            corners = [tuple(int(x) - 1 for x in corner.split("/")[:2]) for corner in rest.split()]
            for b, c in pairwise(corners[1:]):
                faces.append((corners[0][0], b[0], c[0], corners[0][1], b[1], c[1], part))
    table = np.array(faces, dtype=np.int64)
    points = np.array(vertices) * DECIMETRES_M
    return points, np.array(uv), table[:, :3], table[:, 3:6], table[:, 6], tuple(parts)


def _parents_first(rig: Mapping[str, Any]) -> tuple[str, ...]:
    order: dict[str, None] = {}

    def add(bone: str) -> None:
        if parent := rig[bone]["parent"]:
            add(parent)
        order.setdefault(bone)

    for bone in rig:
        add(bone)
    return tuple(order)


def _read_weights(vertex_count: int, bone_index: Mapping[str, int]) -> sp.csr_array:
    table = json.loads((body_data() / "rigs/standard/weights.default.json").read_text())["weights"]
    rows, columns, values = [], [], []
    for bone, pairs in table.items():
        if bone in bone_index:
            rows += [vertex for vertex, _ in pairs]
            columns += [bone_index[bone]] * len(pairs)
            values += [weight for _, weight in pairs]
    weights = sp.csr_array((values, (rows, columns)), shape=(vertex_count, len(bone_index)))
    total = np.asarray(weights.sum(axis=1)).ravel()
    return sp.csr_array(sp.diags_array(1 / np.where(total > 0, total, 1)) @ weights)


def _bone_places(
    rig: Mapping[str, Any], bones: tuple[str, ...], ranges: Mapping[str, list[list[int]]], vertex_count: int
) -> sp.csr_array:
    """Each bone begins at the mean of some vertices, so joints follow the shape of the body."""
    places = sp.lil_array((len(bones), vertex_count))
    for i, bone in enumerate(bones):
        rule = rig[bone]["head"]
        if rule["strategy"] == "CUBE":
            vertices = np.flatnonzero(_in_ranges(ranges[rule["cube_name"]], vertex_count)).tolist()
        elif rule["strategy"] == "VERTEX":
            vertices = [rule["vertex_index"]]
        else:
            vertices = list(rule["vertex_indices"])
        for vertex in vertices:
            places[i, vertex] += 1 / len(vertices)
    return sp.csr_array(places)


def _in_ranges(ranges: list[list[int]], count: int) -> Flags:
    inside = np.zeros(count, dtype=bool)
    for first, last in ranges:
        inside[first : last + 1] = True
    return inside
