"""Which parts of the resting body lie under shirt, bottoms and shoes."""

from dataclasses import dataclass

import numpy as np

from sample_videos.render.assets import Flags, Floats, Ints
from sample_videos.render.body import Body
from sample_videos.render.geometry import neighbours
from sample_videos.render.people import Look
from sample_videos.render.template import template

ARM_BONES = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
SLEEVE_END = {"tight": 0.42, "regular": 0.55, "loose": 0.72, "baggy": 0.85}  # share of the upper arm
HEM_BELOW_HIP_M = {"tight": 0.01, "regular": 0.02, "loose": 0.06, "baggy": 0.1}
SHORTS_END = {"tight": 0.52, "regular": 0.68, "loose": 0.82, "baggy": 0.88}  # share of the thigh
SHOE_ABOVE_ANKLE_M = 0.02


@dataclass(frozen=True)
class Regions:
    """How deep each vertex of the template (n,) lies inside a piece, in metres at 1.75 m stature; below 0 outside.

    ``neck`` is the depth below the neckline alone.
    """

    shirt: Floats
    bottom: Floats
    shoe: Floats
    neck: Floats

    @property
    def covered(self) -> Flags:
        """Everything under clothes."""
        return (self.shirt > 0) | (self.bottom > 0) | (self.shoe > 0)


def regions(body: Body, look: Look) -> Regions:
    """Where the clothes of a look lie on a body."""
    points = body.vertices_m / body.scale
    height = points[:, 1]
    arm = template().weight_on(ARM_BONES) > 0.5
    neck = body.joint("neck01") / body.scale
    neckline = neck[1] + 0.012 - 0.35 * (points[:, 2] - neck[2]) - height
    hem = (body.joint("upperleg01.L")[1]) / body.scale - HEM_BELOW_HIP_M[look.fit]
    waist = body.joint("spine04")[1] / body.scale + 0.03
    ankle = body.joint("foot.L")[1] / body.scale
    sleeve = (SLEEVE_END[look.fit] - _share_along(body, "upperarm01", "lowerarm01")) * 0.28
    leg_end = height - ankle - (0.05 if look.bottoms == "leggings" else 0.0)
    if look.bottoms == "shorts":
        leg_end = (SHORTS_END[look.fit] - _share_along(body, "upperleg01", "lowerleg01")) * 0.42
    return Regions(
        shirt=np.where(arm, sleeve, np.minimum(height - hem, neckline)),
        bottom=np.where(arm, -1.0, np.minimum(waist - height, leg_end)),
        shoe=np.where(arm, -1.0, ankle + SHOE_ABOVE_ANKLE_M - height),
        neck=np.where(arm, 1.0, neckline),
    )


def cut_out(points_m: Floats, faces: Ints, depth: Floats) -> tuple[Ints, Floats]:
    """The faces that reach inside, and the points with those outside moved to the edge, where ``depth`` is 0."""
    inside = depth > 0
    kept = faces[inside[faces].any(axis=1)]
    edges = np.concatenate([kept[:, [a, b]] for a in range(3) for b in range(3) if a != b])
    edges = np.unique(edges[~inside[edges[:, 0]] & inside[edges[:, 1]]], axis=0)  # from outside to inside
    outer, inner = edges.T
    share = (-depth[outer] / np.maximum(depth[inner] - depth[outer], 1e-9))[:, None]
    crossing = points_m[outer] + share * (points_m[inner] - points_m[outer])
    count = np.bincount(outer, minlength=len(points_m))
    moved = np.stack([np.bincount(outer, crossing[:, k], len(points_m)) for k in range(3)], axis=1)
    on_edge = count > 0
    cut = points_m.copy()
    cut[on_edge] = moved[on_edge] / count[on_edge, None]
    return kept, cut


def shrunk(region: Flags, rings: int) -> Flags:
    """The region without its outermost rings of vertices."""
    near = neighbours(template().triangles, len(region))
    for _ in range(rings):
        region = region & ~((near @ (~region).astype(np.float64)) > 0)
    return region


def _share_along(body: Body, upper: str, lower: str) -> Floats:
    """(n,) 0 at the upper joint of the vertex's own side, 1 at the lower one."""
    points = body.vertices_m
    share = np.zeros(len(points))
    for suffix, mine in ((".L", points[:, 0] > 0), (".R", points[:, 0] <= 0)):
        start = body.joint(upper + suffix)
        bone = body.joint(lower + suffix) - start
        share[mine] = (points[mine] - start) @ bone / (bone @ bone)
    return share
