"""Draws people in a room with OpenGL in software (EGL, Mesa llvmpipe): shadows of one light and of the sky."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import moderngl
import numpy as np
from numpy.typing import NDArray

from sample_videos.render import shaders
from sample_videos.render.assets import Floats
from sample_videos.render.camera import Camera
from sample_videos.render.figure import Figure, Posed
from sample_videos.render.lamps import Lamp, lamps_for
from sample_videos.render.mesh import Mesh
from sample_videos.render.room import Light, Room
from sample_videos.render.surface import Surface, figure_surface, mesh_surface

SKY_REFRESH: Final = 3  # in films every third sky shadow is drawn again in each frame

Picture = NDArray[np.uint8]
Rectangle = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass
class _Film:
    """What is kept between frames: camera, lamps, how many frames, the last picture and the part people touched."""

    camera: Camera
    lamps: list[Lamp]
    frames: int = 0
    last: Picture | None = None
    touched: Rectangle = (0, 0, 0, 0)


class Renderer:
    """One picture size and quality; scenes and frames follow.

    ``sky_shadows`` 2 to 15 directions of soft light (3 for masses of pictures, 8 for films that people watch);
    ``samples`` per pixel edge, at most 4.
    """

    def __init__(self, size_wh: tuple[int, int], sky_shadows: int = 6, samples: int = 4, shadow_px: int = 512) -> None:
        self.size_wh = size_wh
        self.context = context = _context()
        self._room_program = context.program(shaders.ROOM_VERTEX, shaders.ROOM_FRAGMENT)
        self._people_program = context.program(shaders.PEOPLE_VERTEX, shaders.PEOPLE_FRAGMENT)
        self._depth_program = context.program(shaders.DEPTH_VERTEX, shaders.DEPTH_FRAGMENT)
        self._drawn = context.framebuffer(
            [context.renderbuffer(size_wh, 4, samples=samples)], context.depth_renderbuffer(size_wh, samples=samples)
        )
        self._smooth = context.framebuffer([context.renderbuffer(size_wh, 4)])
        self._shadow_px = shadow_px
        self._shadows = context.depth_texture((4 * shadow_px, 4 * shadow_px))
        self._shadows.compare_func = "<="
        self._shadows.repeat_x = self._shadows.repeat_y = False
        self._shadow_frame = context.framebuffer(depth_attachment=self._shadows)
        self._sky_shadows = min(sky_shadows, shaders.MAX_LIGHTS - 1)
        self._people: list[Surface] = []
        self._floor: Surface | None = None
        self._walls: Surface | None = None
        self._room_shown: Room | None = None
        self._texture: moderngl.Texture | None = None
        self._light = Light()
        self._spread_m = 0.0
        self._film: _Film | None = None

    def set_scene(self, figures: Sequence[Figure], room: Room, light: Light, spread_m: float = 0.0) -> None:
        """Who is filmed where; ``spread_m``: how far from the room's middle people stand."""
        for surface in self._people:
            surface.release()
        self._people = [figure_surface(self._people_program, self._depth_program, figure) for figure in figures]
        if room is not self._room_shown:
            self._show_room(room)
        self._light, self._spread_m = light, spread_m
        self._film = None

    def frame(
        self, posed: Sequence[Posed], camera: Camera, props: Sequence[Mesh] = (), *, still: bool = False
    ) -> Picture:
        """(H, W, 3) RGB. ``still`` draws everything again; else only what changed since the last frame of the film."""
        if camera.size_wh != self.size_wh:
            raise ValueError(f"This renderer draws {self.size_wh}, the camera wants {camera.size_wh}.")
        if still or self._film is None or self._film.camera is not camera:
            self._film = _Film(camera, lamps_for(camera, self._light, self._sky_shadows, self._spread_m))
        film = self._film
        things = [mesh_surface(self._people_program, self._depth_program, mesh) for mesh in props]
        for surface, moved in zip(self._people, posed, strict=True):
            surface.move(moved.points_m, moved.normals)
        self._draw_shadows(film, [*self._people, *things])
        everything = np.concatenate([*(moved.points_m for moved in posed), *(mesh.points_m for mesh in props)])
        picture = self._draw(film, things, self._touched(film, everything))
        for thing in things:
            thing.release()
        film.frames += 1
        return picture.copy()

    def _show_room(self, room: Room) -> None:
        for old in (self._floor, self._walls, self._texture):
            if old:
                old.release()
        height, width, _ = room.texture.shape
        self._texture = self.context.texture((width, height), 3, room.texture.tobytes())
        self._texture.build_mipmaps()
        self._texture.anisotropy = 1
        self._floor, self._walls = (
            mesh_surface(self._room_program, self._depth_program, mesh) for mesh in (room.floor, room.walls)
        )
        self._room_shown = room

    def _draw_shadows(self, film: _Film, surfaces: Sequence[Surface]) -> None:
        self.context.enable(moderngl.DEPTH_TEST)
        self.context.disable(moderngl.CULL_FACE)
        self._shadow_frame.use()
        size = self._shadow_px
        for i, lamp in enumerate(film.lamps):
            if i > 0 and film.frames > 0 and i % SKY_REFRESH != film.frames % SKY_REFRESH:
                continue
            tile = (size * (i % 4), size * (i // 4), size, size)
            self._shadow_frame.viewport = tile
            self._shadow_frame.clear(depth=1.0, viewport=tile)
            _set(self._depth_program, "view", lamp.view)
            for surface in surfaces:
                surface.draw_depth()

    def _touched(self, film: _Film, points_m: Floats) -> Rectangle:
        """Rectangle of the picture that people, props and their shadows reach."""
        key = film.lamps[0].direction
        shadow = points_m - key * (points_m[:, 1:2] / key[1])
        around = points_m * [1.25, 0, 1.25] + [0, 0.004, 0]
        seen = film.camera.project(np.concatenate([points_m, shadow, around]))
        width, height = self.size_wh
        left, top = np.floor(seen.min(axis=0) - 6).astype(int)
        right, bottom = np.ceil(seen.max(axis=0) + 6).astype(int)
        return max(left, 0), max(top, 0), min(right, width), min(bottom, height)

    def _draw(self, film: _Film, things: Sequence[Surface], touched: Rectangle) -> Picture:
        """The next picture: all of it, or what people touch now and touched before pasted into the last one."""
        width, height = self.size_wh
        left, top, right, bottom = (0, 0, width, height) if film.last is None else _around(touched, film.touched)
        box = (left, height - bottom, right - left, bottom - top)
        self._drawn.use()
        self._drawn.scissor = box
        self._drawn.clear(0.6, 0.6, 0.6, 1)
        self._draw_surfaces(film, things)
        self._drawn.scissor = (0, 0, width, height)
        self.context.copy_framebuffer(self._smooth, self._drawn)
        raw = self._smooth.read(viewport=box, components=3, alignment=1)
        picture = np.empty((height, width, 3), np.uint8) if film.last is None else film.last
        picture[top:bottom, left:right] = np.frombuffer(raw, np.uint8).reshape(bottom - top, right - left, 3)[::-1]
        film.last, film.touched = picture, touched
        return picture

    def _draw_surfaces(self, film: _Film, things: Sequence[Surface]) -> None:
        for program in (self._room_program, self._people_program):
            self._prepare(program, film)
        for person in [*self._people, *things]:
            person.draw()
        self.context.enable(moderngl.CULL_FACE)  # walls between camera and person are not seen
        for surface, first_open in ((self._floor, len(film.lamps)), (self._walls, 1)):
            if surface is not None:
                self._room_program["first_open"] = first_open
                surface.draw()
        self.context.disable(moderngl.CULL_FACE)

    def _prepare(self, program: moderngl.Program, film: _Film) -> None:
        lamps, camera = film.lamps, film.camera
        if self._texture:
            self._texture.use(0)
        self._shadows.use(1)
        _set(program, "view", camera.matrix)
        missing = shaders.MAX_LIGHTS - len(lamps)
        _set(program, "light_view", *[lamp.view for lamp in lamps], *[np.eye(4)] * missing)
        for name, values in (
            ("light_direction", [lamp.direction for lamp in lamps]),
            ("light_colour", [lamp.colour for lamp in lamps]),
        ):
            _write(program, name, np.stack(values + [np.zeros(3)] * missing))
        for name, value in (
            ("walls", 0),
            ("shadows", 1),
            ("light_count", len(lamps)),
            ("eye", tuple(camera.eye_m)),
            ("exposure", self._light.exposure),
        ):
            if name in program:
                program[name] = value


def _set(program: moderngl.Program, name: str, *matrices: Floats) -> None:
    _write(program, name, np.stack([matrix.T for matrix in matrices]))


def _write(program: moderngl.Program, name: str, values: Floats) -> None:
    uniform: Any = program[name]
    uniform.write(values.astype("f4").tobytes())


def _around(a: Rectangle, b: Rectangle) -> Rectangle:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


@cache
def _context() -> moderngl.Context:
    """One context for all renderers: with several, each would have to be made current before every call."""
    without_screen: dict[str, Any] = {"standalone": True, "backend": "egl"}
    return moderngl.create_context(**without_screen)
