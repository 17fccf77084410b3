"""Shirt, bottoms and shoes: the template's suit lifted off the skin, smoothed and draped again in every pose."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.spatial import ConvexHull

from sample_videos.render.assets import Flags, Floats
from sample_videos.render.body import Body
from sample_videos.render.geometry import averaging, unit, vertex_normals
from sample_videos.render.parts import Material, Part, linear, part_of, plain
from sample_videos.render.people import Look
from sample_videos.render.regions import Regions, cut_out, shrunk
from sample_videos.render.template import template

UNDER_SHIRT = 0.4  # bottoms lie this much closer where the shirt covers them, so that they do not show through
SOLE_M = 0.014
BRIDGED_WIDTH_M = 0.14  # to either side of the spine
LAID_DOWN = 0.35  # share of a hollow still spanned by cloth on a level back
SOLE_COLOUR = linear("e4e2dc")


@dataclass(frozen=True, slots=True)
class Cut:
    """How far a piece lies off the skin, how often it is smoothed, how far it hangs down below the body.

    ``bridges`` is the share of the hollow of the back that it spans while the trunk is upright.
    """

    offset_m: float
    smoothing_steps: int
    hang_m: float
    bridges: float = 0.0


SHIRT = {"tight": Cut(0.008, 2, 0.0), "regular": Cut(0.018, 6, 0.012), "loose": Cut(0.038, 20, 0.05),
         "baggy": Cut(0.045, 26, 0.08, bridges=0.9)}  # fmt: skip
SHORTS = {
    "tight": Cut(0.005, 2, 0.0),
    "regular": Cut(0.012, 4, 0.004),
    "loose": Cut(0.026, 12, 0.015),
    "baggy": Cut(0.03, 14, 0.02),
}
TROUSERS = {
    "tight": Cut(0.007, 4, 0.0),
    "regular": Cut(0.014, 8, 0.006),
    "loose": Cut(0.024, 16, 0.012),
    "baggy": Cut(0.03, 18, 0.016),
}
LEGGINGS = {fit: Cut(0.004, 2, 0.0) for fit in SHIRT}
BOTTOMS = {"shorts": SHORTS, "trousers": TROUSERS, "leggings": LEGGINGS}


@dataclass(frozen=True)
class Cloth:
    """A part that is hung in every pose; ``offset_m`` (k,) off the skin, ``smooth`` (k, k) averages neighbours."""

    part: Part
    offset_m: Floats
    smooth: sp.csr_array
    cut: Cut

    def hung(self, skin_m: Floats) -> Floats:
        """(k, 3) cloth over posed skin points (k, 3): lifted, hanging where it faces down, never inside the body."""
        normals = vertex_normals(skin_m, self.part.triangles)
        cloth = skin_m + self.offset_m[:, None] * normals
        cloth[:, 1] -= self.cut.hang_m * np.clip(-normals[:, 1], 0, 1)
        least = 0.45 * self.offset_m
        for _ in range(self.cut.smoothing_steps):
            cloth = cloth + 0.6 * (self.smooth @ cloth - cloth)
            lack = least - np.einsum("ij,ij->i", cloth - skin_m, normals)
            cloth += np.clip(lack, 0, None)[:, None] * normals
        return cloth if self.cut.bridges == 0 else cloth + self._over_hollow(cloth)[:, None] * normals

    def _over_hollow(self, cloth: Floats) -> Floats:
        """(k,) how far cloth that hangs from the shoulder blades lies off the back: it falls straight, the spine bends.

        Bent over, weight lays it down again and only tension spans the hollow.
        """
        height = self.part.rest_m[:, 1]
        hem, collar = np.quantile(height, [0.15, 0.85])
        along = unit((cloth[height >= collar].mean(axis=0) - cloth[height <= hem].mean(axis=0))[1:])
        back = np.array([along[1], -along[0]])  # of (y, z): people face +z
        normals = vertex_normals(cloth, self.part.triangles)
        middle = np.abs(cloth[:, 0] - cloth[:, 0].mean()) < BRIDGED_WIDTH_M
        sides = ConvexHull(cloth[middle][:, 1:]).equations
        faces_back = sides[sides[:, :2] @ back > 0.5]
        depth = -(cloth[:, 1:] @ faces_back[:, :2].T + faces_back[:, 2]).max(axis=1)
        upright = LAID_DOWN + (1 - LAID_DOWN) * max(along[0], 0.0)
        share = self.cut.bridges * upright * np.clip(normals[:, 1:] @ back, 0, 1) * middle
        return np.asarray(share * np.clip(depth, 0, None))


def clothes_of(body: Body, look: Look, worn: Regions) -> list[Cloth]:
    """Bottoms and shirt."""
    under_shirt = shrunk(worn.shirt > 0, 2)
    below_knee = body.joint("lowerleg01.L")[1] - body.vertices_m[:, 1]
    widening = np.clip(0.7 + below_knee / (0.25 * body.scale), 1.0, 2.2) if look.bottoms == "trousers" else 1.0
    widening = widening * np.interp(worn.shirt, [-0.04, 0.01], [1.0, UNDER_SHIRT])
    at_collar = np.clip(0.25 + worn.neck / 0.14, 0.25, 1.0)
    return [
        _cloth(body, worn.bottom, look.bottom, BOTTOMS[look.bottoms][look.fit], widening, without=under_shirt),
        _cloth(body, worn.shirt, look.shirt, SHIRT[look.fit], at_collar),
    ]


def _cloth(
    body: Body, depth: Floats, colour: str, cut: Cut, width: Floats | float, without: Flags | None = None
) -> Cloth:
    """A piece cut out of the suit; ``width`` scales it by place, ``without`` drops hidden parts."""
    suit = template().triangles[template().faces_of("helper-tights")]
    faces, points = cut_out(body.vertices_m, suit, depth)
    if without is not None:
        faces = faces[~without[faces].all(axis=1)]
    part = part_of(points, faces, plain(linear(colour)), Material.CLOTH)
    offset = np.broadcast_to(cut.offset_m * body.scale * width, len(points))[part.vertices]
    return Cloth(part, offset, averaging(part.triangles, len(part.vertices)), cut)


def shoes_of(body: Body, look: Look, worn: Regions) -> Part:
    """Shoes keep their shape: a smooth upper, below it a flat sole that stands out a little."""
    suit = template().triangles[template().faces_of("helper-tights")]
    faces, points = cut_out(body.vertices_m, suit, worn.shoe)
    normals = vertex_normals(body.vertices_m, suit)
    collar = np.clip(worn.shoe / 0.03, 0.4, 1)[:, None]  # close to the ankle
    points = points + 0.013 * body.scale * collar * normals
    smooth = averaging(faces, len(points))
    free = (worn.shoe > 0)[:, None]
    for _ in range(4):
        points = np.where(free, points + 0.5 * (smooth @ points - points), points)
    low = np.clip(1 - body.vertices_m[:, 1] / (0.028 * body.scale), 0, 1)[:, None]  # 1 on the floor
    flat = normals * [1, 0, 1]
    points = points + 0.008 * body.scale * np.sqrt(low) * flat
    points[:, 1] = np.where(low[:, 0] > 0.3, -SOLE_M * body.scale, points[:, 1])
    colour = plain(linear(look.shoes))
    colour[low[:, 0] > 0.02] = SOLE_COLOUR
    return part_of(points, faces, colour, Material.SHOE)
