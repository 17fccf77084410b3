"""python -m sample_videos.render [NAMES...] [--set SET] [--out DIR] [--list] [--check] [--sheet FILE]"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sample_videos.render.assets import AssetsMissing
from sample_videos.render.bench_set import BENCH, CALIBRATIONS
from sample_videos.render.chair_set import CHAIR_CLIPS
from sample_videos.render.class_set import CLASS_CLIPS
from sample_videos.render.figure import figure_of
from sample_videos.render.floor_sit_set import FLOOR_SIT_CLIPS
from sample_videos.render.get_up_set import GET_UP_CLIPS
from sample_videos.render.hand_set import HAND_CLIPS
from sample_videos.render.pick_set import PICK_CLIPS
from sample_videos.render.record import truth_text
from sample_videos.render.release_set import RELEASE_CLIPS
from sample_videos.render.samples import SAMPLES
from sample_videos.render.spec import ClipSpec

if TYPE_CHECKING:
    from sample_videos.render.gl import Renderer

ROOT = Path(__file__).resolve().parents[2]
HOMES = {
    "sample": ROOT / "sample_videos",
    "bench": ROOT / "tests" / "clips",
    "calibration": ROOT / "tests" / "clips" / "calibration",
    "release": ROOT / "tests" / "clips" / "release",
    "class": ROOT / "tests" / "clips" / "classes",
}
SETS = {
    "samples": SAMPLES,
    "bench": BENCH,
    "chair": CHAIR_CLIPS,
    "get_up": GET_UP_CLIPS,
    "hands": HAND_CLIPS,
    "floor_sits": FLOOR_SIT_CLIPS,
    "picks": PICK_CLIPS,
    "calibrations": CALIBRATIONS,
    "release": RELEASE_CLIPS,
    "classes": CLASS_CLIPS,
}
SETS["all"] = tuple(spec for clips in SETS.values() for spec in clips)


def main(arguments: Sequence[str] | None = None) -> int:
    """Render, list or check clips; 0 when all went well."""
    options = _parser().parse_args(arguments)
    chosen = [spec for spec in SETS[options.set] if not options.names or spec.name in options.names]
    if unknown := set(options.names) - {spec.name for spec in chosen}:
        print(f"No such clip in {options.set}: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    if options.list:
        for spec in chosen:
            print(f"{spec.name:50} {spec.judged.who.split:7} {spec.description}")
        return 0
    try:
        if options.check:
            return _check(chosen, options.out)
        if options.sheet:
            from sample_videos.render.sheet import write_sheet

            write_sheet(chosen, options.sheet)
            return 0
        _render(chosen, options.out)
    except AssetsMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sample_videos.render", description="Films people of known angles.")
    parser.add_argument("names", nargs="*", help="clips; all when none is named")
    parser.add_argument("--set", choices=SETS, default="all")
    parser.add_argument("--out", type=Path, help="folder; default sample_videos or tests/clips")
    parser.add_argument("--list", action="store_true", help="names and what they show")
    parser.add_argument("--check", action="store_true", help="compute the truth again and compare it with the files")
    parser.add_argument("--sheet", type=Path, metavar="FILE.jpg", help="one picture: a telling frame of every clip")
    return parser


def _home(spec: ClipSpec, out: Path | None) -> Path:
    return out or HOMES[spec.purpose]


def _check(specs: Sequence[ClipSpec], out: Path | None) -> int:
    wrong = 0
    for spec in specs:
        path = _home(spec, out) / f"{spec.name}.truth.json"
        same = path.is_file() and path.read_text(encoding="utf-8") == truth_text(spec, figure_of(spec.judged.who))
        wrong += not same
        print(f"{'same' if same else 'DIFFERS' if path.is_file() else 'MISSING'}  {spec.name}")
    return 1 if wrong else 0


def _render(specs: Sequence[ClipSpec], out: Path | None) -> None:
    from sample_videos.render.clip import write_clip

    renderers: dict[tuple[tuple[int, int], str], Renderer] = {}
    for spec in specs:
        started = time.perf_counter()
        key = (spec.camera.size_wh, spec.purpose)
        if key not in renderers:
            renderers[key] = _renderer(spec)
        folder = _home(spec, out)
        folder.mkdir(parents=True, exist_ok=True)
        path = write_clip(spec, renderers[key], folder)
        truth = truth_text(spec, figure_of(spec.judged.who))
        (folder / f"{spec.name}.truth.json").write_text(truth, encoding="utf-8")
        print(f"{spec.name:50} {path.stat().st_size / 1000:4.0f} KB {time.perf_counter() - started:5.1f} s", flush=True)


def _renderer(spec: ClipSpec) -> "Renderer":
    from sample_videos.render.gl import Renderer

    if spec.purpose == "sample":
        return Renderer(spec.camera.size_wh, sky_shadows=9, samples=4, shadow_px=1024)
    return Renderer(spec.camera.size_wh, sky_shadows=4, samples=4)


if __name__ == "__main__":
    sys.exit(main())
