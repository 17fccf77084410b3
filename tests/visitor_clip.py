"""A clip that stands in for a kiosk's camera: somebody stands on the mark, squats three times and is gone again."""

from pathlib import Path

import numpy as np

from formcheck.media.video import FileSink, FileSource

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_videos" / "floor_squat_side.mp4"
SIZE_WH = (640, 480)
STEP_S = 0.04


def visit_pictures(stand_s=7.0, gone_s=5.0, sample=SAMPLE):
    """Pictures (480, 640, 3) 25 times a second: nobody, standing still, the sample's squats, nobody."""
    with FileSource(sample) as source:
        squats = [_landscape(frame.image) for frame in source]
    chance = np.random.default_rng(7)
    nobody = _without_person(squats[0])
    for _ in range(round(1.0 / STEP_S)):
        yield _noisy(nobody, chance)
    for _ in range(round(stand_s / STEP_S)):
        yield _noisy(squats[0], chance)
    yield from squats
    for _ in range(round(gone_s / STEP_S)):
        yield _noisy(nobody, chance)


def write_visit(path, **how):
    """The same as an MP4."""
    with FileSink(path, SIZE_WH) as sink:
        for number, picture in enumerate(visit_pictures(**how)):
            sink.write(picture, number * STEP_S)
    return path


def _landscape(image):
    """The tall picture in the middle of a wide one, its edges drawn out to the sides."""
    width, height = SIZE_WH
    rows = np.linspace(0, image.shape[0] - 1, height).round().astype(int)
    inner = round(image.shape[1] * height / image.shape[0])
    columns = np.linspace(0, image.shape[1] - 1, inner).round().astype(int)
    left = (width - inner) // 2
    return np.pad(image[rows][:, columns], ((0, 0), (left, width - inner - left), (0, 0)), mode="edge")


def _without_person(image):
    """Each row runs from its left edge to its right one."""
    share = np.linspace(0, 1, image.shape[1])[None, :, None]
    return (image[:, :1] * (1 - share) + image[:, -1:] * share).astype(np.uint8)


def _noisy(image, chance):
    """As a sensor sees it: no two pictures are the same."""
    return np.clip(image + chance.normal(0, 1.5, image.shape), 0, 255).astype(np.uint8)
