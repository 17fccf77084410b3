import gc
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from make_video import cut, steady, textured, write_clip

from formcheck.media.video import FileSource, Frame


def live_frames() -> int:
    gc.collect()
    return sum(isinstance(thing, Frame) for thing in gc.get_objects())


def test_no_more_than_the_frame_in_hand_is_held(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 60))
    before, most = live_frames(), 0
    for frame in FileSource(path):
        if frame.index % 10 == 0:
            most = max(most, live_frames() - before)
    assert most <= 2


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells a process's size this way")
def test_memory_does_not_grow_with_the_clip(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 240), size_wh=(960, 540))
    held_mb = []
    for frame in FileSource(path):
        assert frame.image.shape == (540, 960, 3)
        if frame.index in (60, 239):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            held_mb.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    assert held_mb[1] - held_mb[0] < 30.0  # 180 pictures more would be 140 MB as yuv420p and 280 MB as RGB


def test_a_second_reading_equals_the_first(tmp_path: Path) -> None:
    path = cut(write_clip(tmp_path / "clip.mkv", steady(60, 120), images=textured(120), rate=60), 0.5)
    with FileSource(path) as source:
        first = [(frame.t_s, frame.index, frame.image.tobytes()) for frame in source]
        notes = source.notes
        next(iter(source))
        assert source.notes == ()
        second = [(frame.t_s, frame.index, frame.image.tobytes()) for frame in source]
        assert second == first
        assert source.notes == notes != ()


def test_two_readings_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 12), images=textured(12), ccw_deg=90)
    source = FileSource(path)
    alone = [frame.image.tobytes() for frame in source]
    pairs = [(a.image.tobytes(), b.image.tobytes()) for a, b in zip(source, source, strict=True)]
    assert pairs == [(image, image) for image in alone]


def test_leaving_the_block_ends_a_reading(tmp_path: Path) -> None:
    with FileSource(write_clip(tmp_path / "clip.mp4", steady(30, 12))) as source:
        reading = iter(source)
        next(reading)
    assert list(reading) == []


def test_many_threads_convert_at_once(tmp_path: Path) -> None:
    """Two sizes, so that a converter shared between threads would be set up anew under another's hands."""
    frames: list[Frame] = []
    for size_wh in ((320, 240), (240, 320)):
        path = tmp_path / f"clip{size_wh[0]}.mp4"
        frames += FileSource(write_clip(path, steady(30, 24), images=textured(24, size_wh), size_wh=size_wh))
    mixed = [frames[number // 2 + 24 * (number % 2)] for number in range(48)] * 8 + frames[:1] * 48
    alone = {id(frame): frame.image.tobytes() for frame in frames}
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda frame: frame.image.tobytes(), mixed))
    assert together == [alone[id(frame)] for frame in mixed]
