"""A shot as a stream: pose by pose into a live analyzer, some of them dropped, judged now and then."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from made_reports import clip

from figures.camera import Shot
from figures.reading import read
from formcheck.live.analyzer import LiveAnalyzer
from formcheck.live.framing import Framer, Framing
from formcheck.motion.track import Pose, Track

CLIP = clip(name="stream", duration_s=0.0, codec="live", frames_analysed=0)


def poses(track: Track, first_s: float = 0.0) -> list[Pose]:
    """The track pose by pose, its time shifted to begin ``first_s`` later."""
    columns = (track.image_px, track.world_m, track.visibility, track.silhouette, track.sole_deg)
    return [Pose(float(t) + first_s, *(c[i] for c in columns)) for i, t in enumerate(track.t_s)]


def filmed(*shots: Shot) -> list[Pose]:
    """Shots one after the other, a picture apart."""
    out: list[Pose] = []
    for shot in shots:
        out += poses(shot.film.track, out[-1].t_s + 1 / 30 if out else 0.0)
    return out


def hints(stream: Iterable[Pose], size_wh: tuple[int, int] = (540, 960)) -> list[Framing]:
    """What the framer says after each pose."""
    framer = Framer()
    return [framer.look(pose, size_wh) for pose in stream]


def counted(
    stream: Sequence[Pose],
    size_wh: tuple[int, int] = (540, 960),
    *,
    judged: Callable[[int], bool] = lambda _i: True,
    judge: Callable[[Track], object] = read,
) -> Iterator[LiveAnalyzer]:
    """Feed an analyzer; it is yielded after every pose. ``judged`` says after which poses the judging thread runs."""
    analyzer = LiveAnalyzer(judge)  # type: ignore[arg-type]
    for i, pose in enumerate(stream):
        analyzer.add(pose, size_wh)
        if judged(i):
            analyzer.work()
        yield analyzer


def after(*args: object, **kwargs: object) -> LiveAnalyzer:
    """The analyzer at the end of a stream."""
    *_, last = counted(*args, **kwargs)  # type: ignore[arg-type]
    return last
