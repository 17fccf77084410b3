"""One picture with a telling frame of every clip, to look at before filming."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from sample_videos.render.clip import pictures
from sample_videos.render.floor_performance import FloorPerformance
from sample_videos.render.gl import Picture, Renderer
from sample_videos.render.movement import Performance
from sample_videos.render.spec import ClipSpec

CELL_WH: Final = (240, 336)
LABEL_PX: Final = 16
COLUMNS: Final = 8


def write_sheet(specs: Sequence[ClipSpec], path: Path) -> None:
    """Frames in rows of eight, names below; JPEG or PNG by the path's ending."""
    renderers: dict[tuple[int, int], Renderer] = {}
    cells = []
    for spec in specs:
        size = spec.camera.size_wh
        if size not in renderers:
            renderers[size] = Renderer(size, sky_shadows=6)
        cells.append(_cell(next(pictures(spec, renderers[size], [telling_frame(spec)])), spec.name))
    cells += [np.full_like(cells[0], 255)] * (-len(cells) % COLUMNS)
    rows = [np.concatenate(cells[i : i + COLUMNS], axis=1) for i in range(0, len(cells), COLUMNS)]
    _, data = cv2.imencode(path.suffix, cv2.cvtColor(np.concatenate(rows), cv2.COLOR_RGB2BGR))
    path.write_bytes(data.tobytes())


def telling_frame(spec: ClipSpec) -> int:
    """The bottom of the last repetition, the middle of its first push, or where hips have risen first; of getting up
    from a chair a moment after the hips left the seat, from the floor half-way.
    """
    performance = spec.performances()[0]
    if isinstance(performance, FloorPerformance):
        return round((performance.start_s + performance.up_s) / 2 * spec.fps)
    if not isinstance(performance, Performance):
        off_s = performance.times[-1].off_s
        return round((performance.times[-1].end_s if off_s is None else off_s + 0.25) * spec.fps)
    rep, times = performance.script.reps[-1], performance.times[-1]
    share = 0.0
    if rep.braces:
        share = (rep.braces[0].begin + rep.braces[0].end) / 2
    elif rep.hips_first_deg:
        share = 0.4
    moment_s = times.up_s + share * (times.end_s - times.up_s) if share else times.bottom_s
    return round(moment_s * spec.fps)


def _cell(picture: Picture, name: str) -> Picture:
    width, height = CELL_WH
    scale = min(width / picture.shape[1], (height - LABEL_PX) / picture.shape[0])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    cell = np.full((height, width, 3), 255, np.uint8)
    cell[: small.shape[0], : small.shape[1]] = small
    cv2.putText(cell, name[:38], (3, height - 4), cv2.FONT_HERSHEY_SIMPLEX, 0.33, (0, 0, 0), 1, cv2.LINE_AA)
    return cell
