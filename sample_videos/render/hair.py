"""Hair: a shell over the scalp, and a mane over the back for long hair."""

import numpy as np
from scipy.spatial import cKDTree

from sample_videos.render.assets import Flags, Floats, Ints
from sample_videos.render.body import Body
from sample_videos.render.clothes import SHIRT
from sample_videos.render.geometry import averaging, vertex_normals
from sample_videos.render.parts import Material, Part, linear, part_of, plain, whole_faces
from sample_videos.render.people import Look
from sample_videos.render.regions import ARM_BONES
from sample_videos.render.skin import eye_centre, painted
from sample_videos.render.template import template

MAN_M, WOMAN_M = 0.012, 0.022  # thickness of short hair
MANE_BELOW_NECK_M = 0.24
#: Hairline: height above the eyes by place behind (-) or ahead of them, forehead to nape, metres at 1.75 m.
LINE_AHEAD_M = (-0.16, -0.125, -0.105, -0.095, -0.085, -0.068, -0.055, -0.03, 0.0)
LINE_ABOVE_M = (-0.07, -0.065, -0.03, 0.02, 0.02, -0.012, 0.02, 0.055, 0.062)


def scalp_of(body: Body) -> Flags:
    """(n,) vertices where hair grows: above a line from the forehead over the ears to the nape."""
    mesh = template()
    eye = eye_centre(body)
    above = (body.vertices_m[:, 1] - eye[1]) / body.scale
    ahead = (body.vertices_m[:, 2] - eye[2]) / body.scale
    head = mesh.vertices_of("body") & (mesh.weight_on(("head",)) > 0.3) & (painted("ears") < 0.3)
    return np.asarray(head & (above > np.interp(ahead, LINE_AHEAD_M, LINE_ABOVE_M)))


def hair_parts(body: Body, look: Look, scalp: Flags) -> list[Part]:
    """Nothing for bald people."""
    if look.hair_style == "bald":
        return []
    parts = [_shell(body, scalp, look)]
    if look.hair_style == "long":
        parts.append(_mane(body, look))
    return parts


def _shell(body: Body, scalp: Flags, look: Look) -> Part:
    """The scalp lifted by the hair's thickness, thin along the hairline."""
    mesh = template()
    skin = mesh.triangles[mesh.faces_of("body")]
    normals = vertex_normals(body.vertices_m, skin)
    smooth = averaging(skin, len(scalp))
    depth = scalp.astype(np.float64)
    for _ in range(5):
        depth = np.where(scalp, smooth @ depth, 0.0)
    thickness = MAN_M + (WOMAN_M - MAN_M) * body.shape.femininity
    points = body.vertices_m + (0.1 + 0.9 * depth[:, None]) * thickness * body.scale * normals
    return part_of(points, whole_faces(scalp, skin), plain(linear(look.hair)), Material.HAIR)


def _mane(body: Body, look: Look) -> Part:
    """A sheet of hair from the back of the head down over the shirt; it follows the skin next to it."""
    mesh = template()
    inner = mesh.vertices_of("body") & (mesh.weight_on(ARM_BONES) < 0.3)
    candidates = np.flatnonzero(inner & (body.vertices_m[:, 1] > body.joint("spine02")[1]))
    places, triangles = _sheet(body, body.vertices_m[candidates], SHIRT[look.fit].offset_m + 0.014)
    _, nearest = cKDTree(body.vertices_m[candidates]).query(places)
    colour = np.repeat(linear(look.hair)[None], len(places), axis=0)
    return Part(candidates[nearest], places, triangles, colour, Material.HAIR, places)


def _sheet(body: Body, surface_m: Floats, clearance_m: float) -> tuple[Floats, Ints]:
    """Rows of points from crown to mid back, each on a half circle behind the head, outside the body."""
    scale, eye = body.scale, eye_centre(body)
    axis_z = eye[2] - 0.075 * scale
    top = eye[1] + 0.085 * scale
    heights = np.linspace(top, body.joint("neck01")[1] - MANE_BELOW_NECK_M * scale, 22)
    flat = surface_m[:, [0, 2]] - [0, axis_z]
    distance, direction = np.hypot(*flat.T), np.arctan2(flat[:, 0], -flat[:, 1])  # 0 straight back
    widths = np.radians(np.interp(np.linspace(0, 1, len(heights)), [0, 0.3, 0.55, 1], [80, 95, 75, 50]))
    reaches_aside = np.interp(np.linspace(0, 1, len(heights)), [0, 0.45, 0.7, 1], [0.3, 0.12, 0.115, 0.08]) * scale
    rows, last = [], np.zeros(15)
    for height, width, aside in zip(heights, widths, reaches_aside, strict=True):
        width = min(width, np.arcsin(min(aside / max(last[7], aside), 1.0)))
        angles = np.linspace(-width, width, 15)
        level = np.abs(surface_m[:, 1] - height) < 0.022 * scale
        near = level[None] & (np.abs(direction[None] - angles[:, None]) < 0.25)
        bare = np.where(near, distance[None], 0).max(axis=1)
        clearance = np.where(height > eye[1] - 0.06 * scale, 0.024, clearance_m) * scale
        last = np.maximum(bare + clearance, last - 0.006 * scale)
        rows.append(np.stack([last * np.sin(angles), np.full(15, height), axis_z - last * np.cos(angles)], axis=1))
    index = np.arange(len(rows) * 15).reshape(-1, 15)
    a, b, c, d = (block.ravel() for block in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]))
    return np.concatenate(rows), np.concatenate([np.stack([a, d, b], axis=1), np.stack([b, d, c], axis=1)])
