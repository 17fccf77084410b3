"""Bare skin, face and eyes."""

from functools import cache

import numpy as np

from sample_videos.render.assets import Flags, Floats, skin_mask
from sample_videos.render.body import Body
from sample_videos.render.parts import Material, Part, linear, part_of, plain
from sample_videos.render.people import Look
from sample_videos.render.regions import Regions, shrunk
from sample_videos.render.template import template

#: Painted on the skin: mask, tint against the skin's colour, strength.
PAINTED = (
    ("face", (1.06, 0.93, 0.91), 0.5),
    ("lips", (0.86, 0.52, 0.54), 0.9),
    ("ears", (1.05, 0.86, 0.83), 0.6),
    ("eyelids", (0.74, 0.62, 0.60), 0.7),
    ("fingernails", (1.18, 1.04, 1.04), 0.6),
)
SKIN_RINGS = {"tight": 3, "regular": 5, "loose": 8, "baggy": 9}  # of skin kept under edges seen into at an angle
LASHES = linear("17110e")


def skin_parts(body: Body, look: Look, worn: Regions, scalp: Flags) -> list[Part]:
    """Skin that shows, eyes and eyelashes."""
    mesh = template()
    hidden = shrunk(worn.covered, SKIN_RINGS[look.fit]) | shrunk(worn.shoe > 0, 1)
    faces = mesh.triangles[mesh.faces_of("body")]
    faces = faces[~hidden[faces].all(axis=1)]
    colour = _skin_colour(body, look, scalp)
    lashes = [mesh.faces_of(f"helper-{s}-eyelashes-{n}") for s in "lr" for n in (1, 2)]
    lash_faces = mesh.triangles[np.logical_or.reduce(lashes)]
    return [
        part_of(body.vertices_m, faces, colour, Material.SKIN),
        *(_eye(body, side) for side in "lr"),
        part_of(body.vertices_m, lash_faces, plain(LASHES), Material.HAIR),
    ]


def _eye(body: Body, side: str) -> Part:
    """An eyeball; its grain is measured from its centre, which is how the shader places the iris."""
    mesh = template()
    centre = body.vertices_m[mesh.vertices_of(f"helper-{side}-eye")].mean(axis=0)
    faces = mesh.triangles[mesh.faces_of(f"helper-{side}-eye")]
    part = part_of(body.vertices_m, faces, plain(linear("e6e2dc")), Material.EYE)
    return Part(
        part.vertices, part.rest_m, part.triangles, part.colour, part.material, (part.rest_m - centre) / body.scale
    )


def _skin_colour(body: Body, look: Look, scalp: Flags) -> Floats:
    """(n, 3) by template vertex: skin tone, lips, ears, lids, nails, brows, scalp, shadow of a beard."""
    skin, hair = linear(look.skin), linear(look.hair)
    colour = plain(skin)
    for mask, tint, strength in PAINTED:
        share = painted(mask)[:, None] * strength
        colour = colour * (1 - share) + np.clip(skin * tint, 0, 1) * share
    brow = _brows(body)[:, None]
    colour = colour * (1 - brow) + (0.75 * hair + 0.05 * skin) * brow
    if body.shape.femininity < 0.5:
        beard = 0.22 * _jaw(body)[:, None]
        colour = colour * (1 - beard) + (0.5 * hair + 0.2 * skin) * beard
    if look.hair_style != "bald":
        colour[scalp] = 0.8 * hair + 0.2 * skin
    return colour


@cache
def painted(name: str) -> Floats:
    """(n,) a painted mask by template vertex: the mean over its texture coordinates."""
    mesh, mask = template(), skin_mask(name)
    height, width = mask.shape
    rows = np.clip(((1 - mesh.uv[:, 1]) * height).astype(int), 0, height - 1)
    columns = np.clip((mesh.uv[:, 0] * width).astype(int), 0, width - 1)
    value = mask[rows, columns][mesh.triangles_uv.ravel()]
    corner = mesh.triangles.ravel()
    count = len(mesh.vertices_m)
    return np.bincount(corner, value, count) / np.maximum(np.bincount(corner, minlength=count), 1)


def eye_centre(body: Body) -> Floats:
    """(3,) centre of the left eye at rest: the face is laid out from here."""
    return np.asarray(body.vertices_m[template().vertices_of("helper-l-eye")].mean(axis=0))


def _brows(body: Body) -> Floats:
    """(n,) 0..1 on the eyebrows: an arch above each eye."""
    eye = eye_centre(body)
    x = (np.abs(body.vertices_m[:, 0]) - abs(eye[0])) / body.scale
    arch = 0.021 - 6.0 * (x - 0.004) ** 2
    off = (body.vertices_m[:, 1] - eye[1]) / body.scale - arch
    front = body.vertices_m[:, 2] > eye[2] - 0.01 * body.scale
    inside = np.clip(1.6 - np.abs(off) / 0.0042, 0, 1) * np.clip((0.026 - np.abs(x)) / 0.004, 0, 1)
    return np.asarray(inside * front * 0.85)


def _jaw(body: Body) -> Floats:
    """(n,) 0..1 where a beard grows."""
    eye = eye_centre(body)
    below = (eye[1] - body.vertices_m[:, 1]) / body.scale
    ahead = (body.vertices_m[:, 2] - eye[2]) / body.scale
    grown = np.clip((below - 0.052) / 0.015, 0, 1) * np.clip((0.135 - below) / 0.02, 0, 1)
    return np.asarray(grown * np.clip((ahead + 0.075) / 0.02, 0, 1) * (1 - painted("lips")) * _on_head())


@cache
def _on_head() -> Floats:
    return template().weight_on(("head", "jaw", "oris", "risorius", "special", "levator"))
