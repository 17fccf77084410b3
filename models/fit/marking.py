"""Frames of a clip enlarged under a grid of pixel coordinates, for marking joint centres by eye.

Nothing that FormCheck found is shown: marks made beside its landmarks would agree with them.
`python -m models.fit.marking --help`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from formcheck.media.video import FileSource

LONG_SIDE_PX: Final = 1100  # of the enlarged picture: what a screen shows at once
LINES: Final = 26  # about so many grid lines along the longer side
STEPS_PX: Final = (2, 5, 10, 20, 25, 50, 100)
EVERY: Final = 2  # each second line has its number
LINE, STRONG, TEXT = (255, 255, 255, 60), (255, 255, 0, 110), (255, 255, 0, 255)

Box = tuple[int, int, int, int]


def show(clip: Path, times_s: Sequence[float], out: Path, box: Box | None = None, *, mirrored: bool = False) -> None:
    """Write a PNG per time, of the frame shown then; ``box`` left, top, right, bottom in pixels of the analysed size.

    ``mirrored`` is for the second pass: left and right exchanged, with the coordinates of the mirrored picture, so
    that the first pass cannot be remembered.
    """
    wanted = sorted(times_s)
    with FileSource(clip) as source:
        for frame in source:
            while wanted and frame.t_s >= wanted[0] - 1e-3:
                t_s = wanted.pop(0)
                image = frame.image[:, ::-1] if mirrored else frame.image
                name = f"{clip.stem}_{t_s:.2f}{'_mirrored' if mirrored else ''}.png"
                enlarged(np.ascontiguousarray(image), _mirrored(box, image.shape[1]) if mirrored else box).save(
                    out / name
                )
            if not wanted:
                return


def _mirrored(box: Box | None, width: int) -> Box | None:
    return None if box is None else (width - box[2], box[1], width - box[0], box[3])


def enlarged(image: np.ndarray, box: Box | None = None) -> Image.Image:
    """The part of an (H, W, 3) picture in the box, enlarged, with numbered lines at whole pixels of the picture."""
    left, top, right, bottom = box or (0, 0, image.shape[1], image.shape[0])
    scale = LONG_SIDE_PX / max(right - left, bottom - top)
    size = (round((right - left) * scale), round((bottom - top) * scale))
    picture = Image.fromarray(image).crop((left, top, right, bottom)).resize(size, Image.Resampling.BICUBIC)
    lines = Image.new("RGBA", size)
    draw, font = ImageDraw.Draw(lines), ImageFont.load_default(16)
    step = next((s for s in STEPS_PX if max(right - left, bottom - top) / s <= LINES), STEPS_PX[-1])
    for axis, (low, high) in enumerate(((left, right), (top, bottom))):
        for at in range(-(-low // step) * step, high, step):
            place, numbered = round((at - low) * scale), at // step % EVERY == 0
            ends = [(place, 0), (place, size[1])] if axis == 0 else [(0, place), (size[0], place)]
            draw.line(ends, fill=STRONG if numbered else LINE)
            if numbered:
                for far in (0, size[1 - axis] - 34):
                    draw.text((place + 2, far) if axis == 0 else (far, place + 1), str(at), fill=TEXT, font=font)
    return Image.alpha_composite(picture.convert("RGBA"), lines).convert("RGB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clip", type=Path)
    parser.add_argument("times_s", nargs="+", type=float)
    parser.add_argument("--box", nargs=4, type=int, help="left, top, right, bottom in pixels of the analysed picture")
    parser.add_argument("--mirrored", action="store_true", help="for a second pass that does not remember the first")
    parser.add_argument("--out", type=Path, default=Path("build"))
    args = parser.parse_args()
    show(args.clip, args.times_s, args.out, args.box and tuple(args.box), mirrored=args.mirrored)
