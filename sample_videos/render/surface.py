"""Meshes on the graphics side."""

import moderngl
import numpy as np
from numpy.typing import NDArray

from sample_videos.render.assets import Floats, Ints
from sample_videos.render.figure import Figure
from sample_videos.render.mesh import Mesh


class Surface:
    """A mesh in two buffers: places and normals, which move, and looks, which stay."""

    def __init__(
        self, looks: moderngl.Program, depth: moderngl.Program, still: NDArray[np.float32], triangles: Ints
    ) -> None:
        context = looks.ctx
        layout = ["3f 1f 3f 8x", "colour", "material", "grain"]
        if "uv" in looks:
            layout = ["3f 1f 12x 2f", "colour", "material", "uv"]
        self._moving = context.buffer(reserve=len(still) * 24, dynamic=True)
        self._still = context.buffer(still.tobytes())
        self._index = context.buffer(triangles.astype(np.int32).tobytes())
        self._seen = context.vertex_array(
            looks,
            [(self._moving, "3f 3f", "point", "normal"), (self._still, *layout)],
            index_buffer=self._index,
        )
        self._shape = context.vertex_array(depth, [(self._moving, "3f 12x", "point")], index_buffer=self._index)

    def move(self, points_m: Floats, normals: Floats) -> None:
        """New places of all points."""
        self._moving.write(np.concatenate([points_m, normals], axis=1).astype(np.float32).tobytes())

    def draw(self) -> None:
        """Draw with colours and light."""
        self._seen.render()

    def draw_depth(self) -> None:
        """Draw only how far away it is."""
        self._shape.render()

    def release(self) -> None:
        """Give the memory back."""
        for thing in (self._seen, self._shape, self._moving, self._still, self._index):
            thing.release()


def figure_surface(looks: moderngl.Program, depth: moderngl.Program, figure: Figure) -> Surface:
    """A person, not posed yet."""
    return Surface(looks, depth, _looks(figure.colour, figure.material, figure.grain_m), figure.triangles)


def mesh_surface(looks: moderngl.Program, depth: moderngl.Program, mesh: Mesh) -> Surface:
    """A thing or a part of the room where it stands."""
    surface = Surface(looks, depth, _looks(mesh.colour, mesh.material, mesh.grain_m, mesh.uv), mesh.triangles)
    surface.move(mesh.points_m, mesh.normals)
    return surface


def _looks(colour: Floats, material: Ints, grain_m: Floats, uv: Floats | None = None) -> NDArray[np.float32]:
    uv = np.zeros((len(colour), 2)) if uv is None else uv
    return np.concatenate([colour, material[:, None], grain_m, uv], axis=1).astype(np.float32)
