"""How a clip becomes a film."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np

from sample_videos.render.figure import figure_of
from sample_videos.render.floor_performance import skeleton_of
from sample_videos.render.gl import Picture, Renderer
from sample_videos.render.mesh import Mesh
from sample_videos.render.props import PropStory
from sample_videos.render.room import HALF_M, LIGHTS, room
from sample_videos.render.spec import ClipSpec

MAX_BYTES: Final = 300_000
CRF_STEP, CRF_MAX = 2, 44
X264: Final = {"preset": "medium", "x264-params": "mbtree=0"}  # x264's tree of macroblocks differs from run to run


def pictures(spec: ClipSpec, renderer: Renderer, frames: Sequence[int] | None = None) -> Iterator[Picture]:
    """The clip's pictures with noise, all or some of them."""
    figures = [figure_of(cast.who) for cast in spec.cast]
    performances = spec.performances()
    places = [place for cast in spec.cast for place in ((cast.x_m, cast.z_m), *(to[1:] for to in cast.walk))]
    spread_m = min(max(max(map(abs, place)) for place in places), HALF_M)
    before = zip(spec.cast, figures, strict=True)
    reflected = [figure.reflected() for cast, figure in before if cast.mirror_x_m is not None]
    renderer.set_scene([*figures, *reflected], room(spec.room_seed), LIGHTS[spec.light], spread_m)
    story = PropStory(figures[0], performances[0])
    rng = np.random.default_rng(spec.seed)
    count = round(performances[0].length_s * spec.fps)
    for index in range(count) if frames is None else frames:
        t_s = index / spec.fps
        posed = []
        props: list[Mesh] = []
        for cast, figure, performance in zip(spec.cast, figures, performances, strict=True):
            joints = skeleton_of(figure, performance.at(t_s))
            posed.append(figure.pose(joints).moved(*cast.place_at(t_s), cast.heading_at(performance, t_s)))
            if cast is spec.judged:
                props += story.at(t_s, joints)
        twins = [
            one.reflected(cast.mirror_x_m)
            for cast, one in zip(spec.cast, posed, strict=True)
            if cast.mirror_x_m is not None
        ]
        picture = renderer.frame([*posed, *twins], spec.camera, props, still=frames is not None)
        yield _noisy(picture, spec.noise_sigma, rng)


def _noisy(picture: Picture, sigma: float, rng: np.random.Generator) -> Picture:
    if sigma <= 0:
        return picture
    noise = rng.standard_normal(picture.shape, dtype=np.float32)
    return np.clip(picture + sigma * noise + 0.5, 0, 255).astype(np.uint8)


def write_clip(spec: ClipSpec, renderer: Renderer, folder: Path) -> Path:
    """Film a clip into a folder as an MP4 that plays in browsers, below the size allowed."""
    path = folder / f"{spec.name}.mp4"
    shown = list(pictures(spec, renderer))
    for crf in range(spec.crf, CRF_MAX + 1, CRF_STEP):
        encode(shown, spec.fps, crf, path)
        if path.stat().st_size < MAX_BYTES:
            return path
    raise ValueError(f"{spec.name} stays above {MAX_BYTES} bytes at crf {CRF_MAX}: make it shorter or smaller.")


def encode(shown: Sequence[Picture], fps: int, crf: int, path: Path) -> None:
    """H.264 in MP4, the index in front. One thread: the bytes do not depend on the number of cores."""
    height, width, _ = shown[0].shape
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=fps, options=X264 | {"crf": str(crf)})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.thread_count = 1
        stream.codec_context.time_base = Fraction(1, fps)
        for index, picture in enumerate(shown):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
