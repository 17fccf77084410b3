from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from make_video import BLUE, GREEN, GREY, RED, corner_colours, corners, steady, write_clip
from video_checks import FULL, H264_STILL_TS, TRUE_CORNERS

from formcheck.media.video import FileSource
from formcheck.settings import VideoSettings


@pytest.mark.parametrize("ccw_deg", [0, 90, 180, 270])
@pytest.mark.parametrize("container", ["mp4", "mov", "mkv"])
def test_rotation_is_applied(tmp_path: Path, container: str, ccw_deg: int) -> None:
    upright = corners((96, 128))
    stored = np.rot90(upright, -ccw_deg // 90)  # lies clockwise, to be turned back counter-clockwise
    size_wh = stored.shape[1], stored.shape[0]
    path = tmp_path / f"clip.{container}"
    write_clip(path, steady(30, 3), images=[stored] * 3, size_wh=size_wh, ccw_deg=ccw_deg)
    source = FileSource(path)
    assert source.info.rotation_deg == -ccw_deg % 360
    assert source.info.size_wh == source.size_wh == (96, 128)
    for frame in source:
        assert frame.image.shape == (128, 96, 3)
        assert np.abs(corner_colours(frame.image) - TRUE_CORNERS).max() <= 10


def test_sign_of_the_rotation_from_the_matrix_itself(tmp_path: Path) -> None:
    """A phone held upright writes x' = -y, y' = x: the stored top left is the top right of what is seen."""
    phone = [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30]
    source = FileSource(write_clip(tmp_path / "clip.mp4", steady(30, 2), matrix=phone))
    assert (source.info.rotation_deg, source.size_wh) == (90, (96, 128))
    seen = corner_colours(next(iter(source)).image)
    assert np.abs(seen - [BLUE, RED, GREY, GREEN]).max() <= 10


@pytest.mark.parametrize(
    ("matrix", "seen"),
    [
        ((-1, 0, 0, 1), [GREEN, RED, GREY, BLUE]),
        ((1, 0, 0, -1), [BLUE, GREY, RED, GREEN]),
        ((0, 1, 1, 0), [RED, BLUE, GREEN, GREY]),
        ((0, -1, -1, 0), [GREY, GREEN, BLUE, RED]),
    ],
    ids=["left-right", "upside-down", "diagonal", "other-diagonal"],
)
def test_mirrored_clips_are_shown_as_players_show_them(
    tmp_path: Path, matrix: tuple[int, int, int, int], seen: list[tuple[int, int, int]]
) -> None:
    a, b, c, d = (sign << 16 for sign in matrix)
    path = write_clip(tmp_path / "clip.mp4", steady(30, 2), matrix=[a, b, 0, c, d, 0, 0, 0, 1 << 30])
    assert np.abs(corner_colours(next(iter(FileSource(path))).image) - seen).max() <= 10


@pytest.mark.parametrize(
    ("stored_wh", "long_side_px", "expected_wh"),
    [
        ((128, 96), 960, (128, 96)),
        ((256, 144), 128, (128, 72)),
        ((144, 256), 128, (72, 128)),
        ((256, 144), 100, (100, 56)),
        ((131, 97), 960, (130, 96)),
    ],
)
def test_long_side_is_reduced_to_even_sizes_and_never_enlarged(
    tmp_path: Path, stored_wh: tuple[int, int], long_side_px: int, expected_wh: tuple[int, int]
) -> None:
    path = write_clip(tmp_path / "clip.mkv", steady(30, 2), "mjpeg", size_wh=stored_wh, **FULL)
    source = FileSource(path, VideoSettings(long_side_px=long_side_px, min_side_px=16))
    assert source.info.size_wh == stored_wh
    assert source.size_wh == expected_wh
    frame = next(iter(source))
    assert frame.image.shape == (expected_wh[1], expected_wh[0], 3)
    assert np.abs(corner_colours(frame.image) - TRUE_CORNERS).max() <= 12


@pytest.mark.parametrize(
    ("aspect", "ccw_deg", "full_wh", "expected_wh"),
    [
        (Fraction(4, 3), 0, (171, 96), (128, 72)),
        (Fraction(1, 2), 0, (64, 96), (64, 96)),
        (Fraction(4, 3), 90, (96, 171), (72, 128)),
        (Fraction(1), 0, (128, 96), (128, 96)),
    ],
)
def test_pixels_become_square(
    tmp_path: Path, aspect: Fraction, ccw_deg: int, full_wh: tuple[int, int], expected_wh: tuple[int, int]
) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 2), aspect=aspect, ccw_deg=ccw_deg)
    source = FileSource(path)
    assert (source.info.size_wh, source.size_wh) == (full_wh, expected_wh)
    assert next(iter(source)).image.shape == (expected_wh[1], expected_wh[0], 3)


def test_a_recording_that_changes_size_keeps_one_size(tmp_path: Path) -> None:
    """Browsers do that when a phone is turned: here two transport streams, one after the other."""
    first = write_clip(tmp_path / "a.ts", steady(30, 45), muxer="mpegts", options=H264_STILL_TS)
    second = write_clip(tmp_path / "b.ts", steady(30, 45), muxer="mpegts", size_wh=(96, 128), options=H264_STILL_TS)
    both = tmp_path / "both.ts"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    images = [frame.image for frame in FileSource(both)]
    assert {image.shape for image in images} == {(96, 128, 3)}
    assert len(images) >= 88
    for image in images:
        assert np.abs(corner_colours(image) - TRUE_CORNERS).max() <= 12
