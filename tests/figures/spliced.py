"""Films one after the other, or one that changes from one camera to another, as one track."""

from dataclasses import replace

import numpy as np

from figures.camera import Shot
from formcheck.motion.track import Track


def one_after_another(*shots: Shot, apart_s: float = 1 / 30) -> Track:
    """The person turns round between shots faster than a picture is taken."""
    parts: list[Track] = []
    for shot in shots:
        track = shot.film.track
        parts.append(moved(track, parts[-1].t_s[-1] + apart_s if parts else 0.0))
    return Track.joined(parts)


def moved(track: Track, by_s: float) -> Track:
    """The track so much later."""
    return replace(track, t_s=track.t_s + by_s)


def changed_at(first: Shot, then: Shot, at_s: float) -> Track:
    """The same motion as ``first`` films it, and from ``at_s`` on as ``then`` does."""
    cut = int(np.searchsorted(first.film.t_s, at_s))
    return Track.joined([first.film.track.cut(0, cut), then.film.track.cut(cut, len(then.film.track))])


def bobbing(track: Track, share: float, hertz: float) -> Track:
    """The same from a camera that moves up and down by a share of the picture's height."""
    way = share * track.size_wh[1] * np.sin(2 * np.pi * hertz * track.t_s)
    return replace(track, image_px=track.image_px + np.stack([0 * way, way], axis=1)[:, None])


def panning(track: Track, share_per_s: float) -> Track:
    """The same from a camera that turns aside, by a share of the picture's height a second."""
    way = share_per_s * track.size_wh[1] * track.t_s
    return replace(track, image_px=track.image_px + np.stack([way, 0 * way], axis=1)[:, None])
