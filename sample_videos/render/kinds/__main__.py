"""python -m sample_videos.render.kinds --out DIR [KINDS...] [--judge] [--sheet FILE.png] [--write]"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np

from sample_videos.render.assets import AssetsMissing
from sample_videos.render.clip import encode, pictures
from sample_videos.render.gl import Renderer
from sample_videos.render.kinds.all_kinds import KINDS
from sample_videos.render.kinds.judging import wrongs
from sample_videos.render.kinds.kind import Film, KindClip, joints_px
from sample_videos.render.kinds.tables import Outcome, keep, printed, write_sheet

CRF: Final = 23


def main(arguments: Sequence[str] | None = None) -> int:
    """Render what is not there yet, judge every clip, print what is right; 0 whatever is."""
    options = _parser().parse_args(arguments)
    chosen = [clip for clip in KINDS if not options.kinds or clip.kind in options.kinds]
    if unknown := set(options.kinds) - {clip.kind for clip in KINDS}:
        print(f"No such kind: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        for clip in render(chosen, options.out):
            print(clip.name, flush=True)
    except AssetsMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    if options.sheet:
        write_sheet([options.out / f"{clip.name}.mp4" for clip in chosen], options.sheet)
    if options.only_render:
        return 0
    outcomes = []
    for clip in chosen:
        outcomes.append(Outcome(clip, tuple(wrongs(clip, options.out / f"{clip.name}.mp4"))))
        print(f"{clip.name:34} {'; '.join(outcomes[-1].wrongs) or 'right'}", flush=True)
    print(printed(outcomes))
    if options.write:
        keep(outcomes)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sample_videos.render.kinds", description="Is every kind right?")
    parser.add_argument("kinds", nargs="*", help="kinds; all when none is named")
    parser.add_argument("--out", type=Path, required=True, help="folder of the clips; those in it are not made again")
    parser.add_argument("--only-render", action="store_true", help="do not judge")
    parser.add_argument("--sheet", type=Path, metavar="FILE.png", help="one picture: a frame of every clip")
    parser.add_argument("--write", action="store_true", help="the table into docs/accuracy.md")
    return parser


def render(clips: Sequence[KindClip], folder: Path) -> Iterator[KindClip]:
    """Write the clips that are not in the folder; what several are drawn over is filmed once."""
    missing = [clip for clip in clips if not (folder / f"{clip.name}.mp4").exists()]
    renderers: dict[tuple[int, int], Renderer] = {}
    for _, group in groupby(sorted(missing, key=lambda clip: clip.film.name), key=lambda clip: clip.film.name):
        together = list(group)
        spec = together[0].film
        size = spec.camera.size_wh
        if size not in renderers:
            renderers[size] = Renderer(size, sky_shadows=4, samples=4)
        shown = list(pictures(spec, renderers[size]))
        for clip in together:
            drawn = clip.drawn(Film(shown, *joints_px(spec), spec.fps)) if clip.drawn else shown
            part = folder / "unfinished.mp4"
            encode([np.ascontiguousarray(picture) for picture in drawn], spec.fps, CRF, part)
            part.replace(folder / f"{clip.name}.mp4")  # whoever stops a run finds whole clips only
            yield clip


if __name__ == "__main__":
    sys.exit(main())
