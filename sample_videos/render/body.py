"""An undressed body of given shape: rest vertices, joints, lengths, forward kinematics, skinning."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal

import numpy as np
import scipy.sparse as sp

from sample_videos.render import assets
from sample_videos.render.assets import Floats
from sample_videos.render.people import Shape
from sample_videos.render.template import template

Side = Literal["left", "right"]
SIDES: Final[tuple[Side, Side]] = ("left", "right")
SUFFIX: Final[dict[Side, str]] = {"left": ".L", "right": ".R"}
OUTWARD: Final[dict[Side, int]] = {"left": 1, "right": -1}  # sign of x on that side

#: Words of shape files along each axis, from one end to the other.
AXES: Final = {
    "femininity": ("male", "female"),
    "age": ("newborn", "baby", "child", "young", "old"),
    "muscle": ("minmuscle", "averagemuscle", "maxmuscle"),
    "weight": ("minweight", "averageweight", "maxweight"),
    "height": ("minheight", "averageheight", "maxheight"),
    "proportions": ("uncommonproportions", "averageproportions", "idealproportions"),
    "cup": ("mincup", "averagecup", "maxcup"),
    "firmness": ("minfirmness", "averagefirmness", "maxfirmness"),
}
YOUNG_YEARS, OLD_YEARS = 25.0, 90.0


class Body:
    """A body of given shape, soles on y = 0 at rest.

    ``vertices_m`` (n, 3) and ``joints_m`` (b, 3) at rest; ``thigh_m``, ``shank_m``, ``upper_arm_m``, ``forearm_m``
    between joint centres; ``scale`` stature over 1.75 m. Joint centres are those of the rig: plausible, 2-3 % off
    anatomical ones.
    """

    def __init__(self, shape: Shape) -> None:
        mesh = template()
        points = _shaped(shape)
        skin = mesh.vertices_of("body")
        points *= shape.stature_m / np.ptp(points[skin, 1])
        points[:, 1] -= points[skin, 1].min()
        self.shape = shape
        self.vertices_m = points
        self.joints_m: Floats = np.asarray(mesh.bone_places @ points)
        self.scale = shape.stature_m / 1.75
        self.thigh_m = self._length("upperleg01", "lowerleg01")
        self.shank_m = self._length("lowerleg01", "foot")
        self.upper_arm_m = self._length("upperarm01", "lowerarm01")
        self.forearm_m = self._length("lowerarm01", "wrist")

    def joint(self, bone: str) -> Floats:
        """(3,) head of a bone at rest."""
        return np.asarray(self.joints_m[template().bone_index[bone]])

    def _length(self, upper: str, lower: str) -> dict[Side, float]:
        return {
            side: float(np.linalg.norm(self.joint(lower + SUFFIX[side]) - self.joint(upper + SUFFIX[side])))
            for side in SIDES
        }

    @cached_property
    def thigh_radius_m(self) -> Floats:
        """(11,) distance of the front of the bare left thigh from its bone line, from hip (0) to knee (1)."""
        mesh = template()
        hip, knee = self.joint("upperleg01.L"), self.joint("lowerleg01.L")
        bone = knee - hip
        points = self.vertices_m[mesh.vertices_of("body") & (mesh.weight_on(("upperleg", "lowerleg")) > 0.5)] - hip
        along = points @ bone / (bone @ bone)
        off = points - along[:, None] * bone
        front = (off[:, 2] > 0.7 * np.linalg.norm(off, axis=1)) & (np.abs(off[:, 0]) < 0.1)
        places = np.linspace(0, 1, 11)
        near = [front & (np.abs(along - t) < 0.07) for t in places]
        return np.array([np.linalg.norm(off[n], axis=1).max() if n.any() else np.nan for n in near])

    @cached_property
    def leg_radius_m(self) -> Floats:
        """(12, 8) the same around the leg: rows from hip (0) to just past the knee (1.05), columns every 30 degrees
        from its inside (-90) over the front (0) to its outside and behind (120).
        """
        mesh = template()
        hip, knee = self.joint("upperleg01.L"), self.joint("lowerleg01.L")
        bone = knee - hip
        leg = mesh.vertices_of("body") & (mesh.weight_on(("upperleg", "lowerleg")) > 0.5)
        points = self.vertices_m[leg] - hip
        along = points @ bone / (bone @ bone)
        off = points - along[:, None] * bone
        radius = np.linalg.norm(off, axis=1)
        angle = np.degrees(np.arctan2(off[:, 0], off[:, 2]))
        own = points[:, 0] + hip[0] > 0
        table = np.full((12, 8), np.nan)
        for i, place in enumerate(np.linspace(0, 1.05, 12)):
            for j, direction in enumerate(np.linspace(-90, 120, 8)):
                turned = np.abs((angle - direction + 180) % 360 - 180)
                near = own & (np.abs(along - place) < 0.06) & (turned < 20)
                table[i, j] = np.quantile(radius[near], 0.8) if near.any() else np.nan
        rows = np.nanmedian(table, axis=1, keepdims=True)
        return np.where(np.isfinite(table), table, rows)

    def forward_kinematics(
        self, root_m: Floats, fixed: Mapping[str, Floats], relative: Mapping[str, Floats]
    ) -> tuple[Floats, Floats]:
        """Rotations (b, 3, 3) and bone heads (b, 3) in the room.

        ``fixed``: rotations in the room by bone; ``relative``: against the bone above. Rest is the identity.
        """
        mesh = template()
        rotations = np.empty((len(mesh.bones), 3, 3))
        places = np.empty((len(mesh.bones), 3))
        steps = self.joints_m - self.joints_m[np.maximum(mesh.parent, 0)]
        for i, (bone, above) in enumerate(zip(mesh.bones, mesh.parent, strict=True)):
            base = rotations[above] if above >= 0 else np.eye(3)
            places[i] = root_m if above < 0 else places[above] + base @ steps[i]
            if bone in fixed:
                rotations[i] = fixed[bone]
            elif bone in relative:
                rotations[i] = base @ relative[bone]
            else:
                rotations[i] = base
        return rotations, places

    def skin(self, rotations: Floats, places_m: Floats, rest_m: Floats, weights: sp.csr_array) -> Floats:
        """(k, 3) posed points of rest points (k, 3) that follow the bones by ``weights`` (k, b)."""
        shifts = places_m - np.einsum("nij,nj->ni", rotations, self.joints_m)
        blended = weights @ np.concatenate([rotations.reshape(-1, 9), shifts], axis=1)
        return np.asarray(np.einsum("nij,nj->ni", blended[:, :9].reshape(-1, 3, 3), rest_m) + blended[:, 9:])


def _shaped(shape: Shape) -> Floats:
    """(n, 3) the template with the shape's targets mixed in, before scaling to stature."""
    shares = _shares(shape)
    points = template().vertices_m.copy()
    for words, path in assets.shape_files().items():
        share = float(np.prod([shares.get(word, 0.0) for word in words.split("-")]))
        if share > 1e-4:
            indices, offsets = assets.shape_offsets(path)
            points[indices] += share * offsets
    for name, share in (("stomach/stomach-pregnant-incr", shape.stomach),):
        if share:
            indices, offsets = assets.detail_offsets(name)
            points[indices] += share * offsets
    return points


def _shares(shape: Shape) -> dict[str, float]:
    """Share of each word of the shape files: neighbours on an axis add up to 1."""
    years = (shape.age_years - YOUNG_YEARS) / (OLD_YEARS - YOUNG_YEARS)
    position = {
        "femininity": shape.femininity,
        "age": 0.75 + 0.25 * years,
        "muscle": shape.muscle,
        "weight": shape.weight,
        "height": shape.height,
        "proportions": shape.proportions,
        "cup": shape.cup,
        "firmness": 0.5,
    }
    shares = {"universal": 1.0}
    for axis, words in AXES.items():
        at = np.clip(position[axis], 0, 1) * (len(words) - 1)
        shares |= {word: float(max(0.0, 1 - abs(at - i))) for i, word in enumerate(words)}
    total = shape.african + shape.asian + shape.caucasian
    shares |= {word: getattr(shape, word) / total for word in ("african", "asian", "caucasian")}
    return shares
