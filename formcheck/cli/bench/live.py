"""``formcheck bench live``: a live session in real time, as a camera would feed it, and how long a picture takes."""

import json
import statistics
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich import box
from rich.table import Table

from formcheck.cli.bench.speed import BYTES_PER_MB, cores
from formcheck.cli.console import PlainConsole
from formcheck.drawing import brush
from formcheck.errors import printable
from formcheck.live.session import LiveSession
from formcheck.media import video
from formcheck.settings import AnalysisOptions, ModelName

SIZE_WH: Final = (640, 480)
CAMERA_FPS: Final = 30.0
WARM_UP_S: Final = 5.0  # chosen: loading the model is not counted
LATER_S: Final = 60.0  # memory is read again after a minute: what was only put off until then is no growth
GREY: Final = 64
STATM: Final = Path("/proc/self/statm")

Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFigures:
    """What was measured after the warm-up. ``latency_ms`` from a picture's arrival to the one to show; memory of the
    process in MB at the start, after a minute and at the end, null where the system cannot tell.
    """

    clip: str
    model: ModelName
    cores: int
    seconds: float
    frames_per_s: float
    dropped_share: float
    latency_ms: dict[str, float]
    reps: int
    memory_mb: dict[str, float | None]


class _Camera(threading.Thread):
    """Shows a clip over and over at 30 frames per second; only the newest frame is kept."""

    def __init__(self, pictures: list[Image], clip_fps: float) -> None:
        super().__init__(daemon=True)
        self._pictures, self._clip_fps = pictures, clip_fps
        self._fresh = threading.Condition()
        self._newest: tuple[Image, float, float] | None = None
        self._ended = threading.Event()
        self.shown = 0

    def run(self) -> None:
        begin = time.perf_counter()
        while not self._ended.is_set():
            t_s = self.shown / CAMERA_FPS
            time.sleep(max(0.0, begin + t_s - time.perf_counter()))
            picture = self._pictures[int(t_s * self._clip_fps) % len(self._pictures)]
            with self._fresh:
                self._newest = (picture, t_s, time.perf_counter())
                self.shown += 1
                self._fresh.notify()

    def newest(self) -> tuple[Image, float, float]:
        """The newest picture not yet taken, its time in the stream and when it came."""
        with self._fresh:
            self._fresh.wait_for(lambda: self._newest is not None)
            taken, self._newest = self._newest, None
        assert taken is not None
        return taken

    def stop(self) -> None:
        self._ended.set()
        self.join()


@dataclass(slots=True)
class _Run:
    latency_s: list[float] = field(default_factory=list)
    memory_mb: dict[str, float | None] = field(default_factory=dict)
    begin: float = 0.0
    shown_before: int = 0


def live(clip: Path, *, seconds: float, model: ModelName, as_json: bool) -> None:
    """Measure and print. Raises VideoError when the clip cannot be used."""
    figures = measure(clip, seconds, model)
    if as_json:
        print(json.dumps(asdict(figures), indent=2))  # noqa: T201
    else:
        _print(figures)


def measure(clip: Path, seconds: float, model: ModelName, warm_up_s: float = WARM_UP_S) -> LiveFigures:
    """Feed a session from a camera that shows the clip, for so many seconds after the warm-up."""
    pictures, fps = _pictures(clip)
    session = LiveSession(AnalysisOptions(model=model))
    camera = _Camera(pictures, fps)
    camera.start()
    try:
        _feed(session, camera, warm_up_s)
        run = _Run(begin=time.perf_counter(), shown_before=camera.shown, memory_mb={"start": memory_mb()})
        _feed(session, camera, min(seconds, LATER_S), run)
        run.memory_mb["after a minute"] = memory_mb() if seconds > LATER_S else None
        _feed(session, camera, seconds - LATER_S, run)
        took_s = time.perf_counter() - run.begin
        run.memory_mb["end"] = memory_mb()
        shown = camera.shown - run.shown_before
    finally:
        camera.stop()
        session.close()
    count = len(run.latency_s)
    return LiveFigures(
        clip=clip.name,
        model=model,
        cores=cores(),
        seconds=round(took_s, 1),
        frames_per_s=round(count / took_s, 2),
        dropped_share=round(max(shown - count, 0) / max(shown, 1), 4),
        latency_ms={
            "median": round(1e3 * statistics.median(run.latency_s), 1),
            "p95": round(1e3 * float(np.quantile(run.latency_s, 0.95)), 1),
            "max": round(1e3 * max(run.latency_s), 1),
        },
        reps=len(session.snapshot().reps),
        memory_mb=run.memory_mb,
    )


def _feed(session: LiveSession, camera: _Camera, seconds: float, run: _Run | None = None) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        picture, t_s, came = camera.newest()
        session(picture, t_s)
        if run is not None:
            run.latency_s.append(time.perf_counter() - came)


def _pictures(clip: Path) -> tuple[list[Image], float]:
    with video.FileSource(clip, AnalysisOptions().video) as source:
        return [letterboxed(frame.image) for frame in source], source.info.fps


def letterboxed(image: Image, size_wh: tuple[int, int] = SIZE_WH) -> Image:
    """The whole picture in the middle of one of another size, grey beside it."""
    width, height = size_wh
    scale = min(width / image.shape[1], height / image.shape[0])
    inner = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    canvas = np.full((height, width, 3), GREY, np.uint8)
    canvas[top : top + inner[1], left : left + inner[0]] = brush.scaled(image, inner)
    return canvas


def memory_mb() -> float | None:
    """Memory this process holds now; None where the system does not report it."""
    try:
        import resource

        pages = int(STATM.read_text().split()[1])
    except (ImportError, OSError):
        return None
    return round(pages * resource.getpagesize() / BYTES_PER_MB, 1)


def _print(figures: LiveFigures) -> None:
    table = Table(
        box=box.SIMPLE,
        title_style="bold",
        title=printable(f"{figures.clip} at 640x480, {CAMERA_FPS:.0f} frames per second, {figures.model} model"),
    )
    for head in ("", "Measured", "Wanted"):
        table.add_column(head, justify="left" if not head else "right")
    latency, memory = figures.latency_ms, figures.memory_mb
    table.add_row("frames per second", f"{figures.frames_per_s:.1f}", "at least 22")
    table.add_row("frame in to frame out, median", f"{latency['median']:.0f} ms", "")
    table.add_row("95th percentile", f"{latency['p95']:.0f} ms", "under 120 ms")
    table.add_row("longest", f"{latency['max']:.0f} ms", "")
    for when, held in memory.items():
        table.add_row(f"memory, {when}", "not known" if held is None else f"{held:.0f} MB", "no growth")
    console = PlainConsole()
    console.print(table)
    console.print(
        f"{figures.cores} cores, {figures.seconds:.0f} s, {figures.reps} repetitions counted, "
        f"{figures.dropped_share:.1%} of the camera's frames dropped."
    )
