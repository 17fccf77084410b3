"""A drawn figure's clip whose pictures tell their own number, and a page that plays it."""

import base64
from functools import cache
from pathlib import Path

import numpy as np
from figures import Shot, analyzed, floor_squat

from formcheck.judging.analyze import Analyzed
from formcheck.media.playable import stored
from formcheck.media.video import FileSink
from formcheck.player.clip import clip_data
from formcheck.player.scripts import standing_alone

WH = (270, 480)
BITS, BIT_PX = 10, 24  # a row of black and white squares along the top
#: What is hidden in copied pictures: some of these squares.
HIDDEN = [np.array([[100.0, 12.0, 140.0, 12.0, 40.0]])]
#: The number of the picture a video shows, read from its squares.
READ = f"""video => {{
  const [width, height] = [video.videoWidth, video.videoHeight];
  const pen = Object.assign(document.createElement("canvas"), {{width, height}}).getContext("2d");
  pen.drawImage(video, 0, 0);
  const scale = width / {WH[0]};
  let number = 0;
  for (let bit = 0; bit < {BITS}; bit++)
    if (pen.getImageData((bit + 0.5) * {BIT_PX} * scale, 12 * scale, 1, 1).data[0] > 128) number |= 1 << bit;
  return number;
}}"""


@cache
def figure() -> Analyzed:
    """Two deep squats."""
    return analyzed(Shot(size_wh=WH, motion=floor_squat(2)))


def uneven_s(end_s: float) -> np.ndarray:
    """Times of pictures at a rate that wanders between 15 and 60 a second."""
    gaps = np.tile([1 / 60, 1 / 60, 1 / 30, 1 / 24, 1 / 15, 1 / 30], 200)
    times = np.cumsum(gaps) - gaps[0]
    return times[times < end_s]


def write_film(path: Path, times_s: np.ndarray) -> Path:
    with FileSink(path, WH) as sink:
        for number, t_s in enumerate(times_s.tolist()):
            image = np.full((WH[1], WH[0], 3), 90, np.uint8)
            for bit in range(BITS):
                image[:BIT_PX, bit * BIT_PX : (bit + 1) * BIT_PX] = 255 * (number >> bit & 1)
            sink.write(image, t_s)
    return path


def write_page(folder: Path, *films_s: np.ndarray) -> Path:
    """Films of the figure with pictures at these times and their player, in one file."""
    clips, addresses = [], []
    for i, times_s in enumerate(films_s):
        film = write_film(folder / f"coded{i}.mp4", times_s)
        found = stored(film)
        clips.append(clip_data(figure(), found.t_s, found.first_s, [HIDDEN] * len(found.t_s)))
        addresses.append("data:video/mp4;base64," + base64.b64encode(film.read_bytes()).decode())
    page = folder / "player.html"
    head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Player</title>'
    style = '<body style="max-width: 640px; margin: 0 auto">'
    page.write_text(f"{head}{style}{standing_alone(clips, addresses)}</body></html>", encoding="utf-8")
    return page
