"""A dressed person as one mesh, posed frame by frame."""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import scipy.sparse as sp

from sample_videos.render.assets import Floats, Ints
from sample_videos.render.body import Body
from sample_videos.render.clothes import SOLE_M, clothes_of, shoes_of
from sample_videos.render.geometry import turn, vertex_normals
from sample_videos.render.hair import hair_parts, scalp_of
from sample_videos.render.joints import Joints
from sample_videos.render.people import Person
from sample_videos.render.regions import regions
from sample_videos.render.skin import skin_parts
from sample_videos.render.template import template


@dataclass(frozen=True)
class Posed:
    """A figure in one pose: (n, 3) points in metres and their unit normals."""

    points_m: Floats
    normals: Floats

    def moved(self, x_m: float, z_m: float, heading_deg: float = 0.0) -> "Posed":
        """Turned about the room's upright axis, then set down elsewhere."""
        heading = turn(heading_deg)
        return Posed(self.points_m @ heading.T + [x_m, 0, z_m], self.normals @ heading.T)

    def reflected(self, x_m: float) -> "Posed":
        """As a mirror at this x shows it."""
        flip = np.array([-1.0, 1.0, 1.0])
        return Posed(self.points_m * flip + [2 * x_m, 0, 0], self.normals * flip)


class Figure:
    """A person's body with skin, hair and clothes.

    ``triangles`` (t, 3) index the points; ``colour`` (n, 3) linear; ``material`` (n,); ``grain_m`` (n, 3) where the
    shader's texture is sampled; ``sole_m`` how far the soles lift the foot off the floor.
    """

    def __init__(self, person: Person) -> None:
        self.person = person
        self.body = body = Body(person.shape)
        worn = regions(body, person.look)
        scalp = scalp_of(body)
        self._cloths = clothes_of(body, person.look, worn)
        parts = [
            *(cloth.part for cloth in self._cloths),  # first, so that each is a slice of the points
            *skin_parts(body, person.look, worn, scalp),
            *hair_parts(body, person.look, scalp),
            shoes_of(body, person.look, worn),
        ]
        starts = np.cumsum([0, *(len(part.vertices) for part in parts)])
        self._slices = [slice(a, b) for a, b in pairwise(starts)]
        self._rest_m = np.concatenate([part.rest_m for part in parts])
        self._weights = sp.csr_array(template().weights[np.concatenate([part.vertices for part in parts])])
        shifted = [part.triangles + start for part, start in zip(parts, starts, strict=False)]
        self.triangles: Ints = np.concatenate(shifted)
        self.colour: Floats = np.concatenate([part.colour for part in parts])
        self.material: Ints = np.concatenate([np.full(len(part.vertices), part.material) for part in parts])
        self.grain_m: Floats = np.concatenate([part.grain_m for part in parts])
        self.sole_m = SOLE_M * body.scale

    def reflected(self) -> "Figure":
        """The same figure for a mirror, where its triangles run the other way round."""
        twin = copy(self)
        twin.triangles = self.triangles[:, ::-1]
        return twin

    def pose(self, joints: Joints) -> Posed:
        """The dressed figure with its bones where ``joints`` has them."""
        points = self.body.skin(joints.rotations, joints.places_m, self._rest_m, self._weights)
        for cloth, mine in zip(self._cloths, self._slices, strict=False):
            points[mine] = cloth.hung(points[mine])
        return Posed(points, vertex_normals(points, self.triangles))


@lru_cache(maxsize=8)
def figure_of(person: Person) -> Figure:
    """A person's figure, kept for the next clip."""
    return Figure(person)
