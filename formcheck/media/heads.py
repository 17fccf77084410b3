"""Where heads are: circles that hold a whole head, and the trail of each head through a clip. Pure arithmetic on poses.

Made for hiding faces, so in doubt there is more of it: a head that was lost is held where it was, and wider.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from formcheck.media.people import box_px, trunk_px
from formcheck.motion.landmarks import pair
from formcheck.motion.track import Floats, Pose, Track

FACE: Final = slice(0, 11)  # nose, eyes, ears and corners of the mouth; the model guesses them from behind too
TRUNK_SHARE: Final = 0.42  # of the longer of trunk and shoulder width: 0.2 m; a head reaches 0.15 m from its ears
FACE_SHARE: Final = 1.7  # of the way from between the ears to the farthest part of the face
LEAST_PX: Final = 6.0
SAME_HEAD: Final = 1.0  # radii: two models put one head nearer to each other than this
REACH: Final = 2.5  # radii a head moves between two looks
WALKS_PER_S: Final = 10.0  # radii, 2 m: how much farther somebody may be found again, for each second they were lost
WALKED: Final = 14.0  # radii, 3 m, and no farther
JITTER_S: Final = 0.12  # a place is covered so long before and after the head was found in it: landmarks may jump
OFTEN_S: Final = 0.3  # looks farther apart than this leave time for a head to leave the line between them
WIDER_PER_S: Final = 0.5  # how a circle grows while its head is lost
WIDEST: Final = 1.6  # and how far
HOLD_S: Final = 1.0  # how long somebody who has left at an edge, or was found only once, is held
BRIEF_S: Final = 0.2  # the same for a single find on the followed person's body, mostly a second guess at it
EDGE: Final = 2.5  # radii from an edge of the picture


def head_circles(image_px: Floats) -> Floats:
    """Circle (..., 3) around the head of each body (..., 33, 2): centre x, y and radius in pixels; NaN if unseen."""
    face = image_px[..., FACE, :]
    centre = image_px[..., list(pair("ear")), :].mean(axis=-2)
    reach = np.linalg.norm(face - centre[..., None, :], axis=-1).max(axis=-1)
    radius = np.maximum(np.maximum(TRUNK_SHARE * trunk_px(image_px), FACE_SHARE * reach), LEAST_PX)
    return np.concatenate([centre, radius[..., None]], axis=-1)


@dataclass(slots=True)
class Trail:
    """The circles (K, 3) in which one head was found at ``t_s`` (K,), in order of time."""

    t_s: list[float] = field(default_factory=list)
    circles: list[Floats] = field(default_factory=list)
    hold_s: float = HOLD_S

    def add(self, t_s: float, circle: Floats) -> None:
        """Found once more."""
        self.t_s.append(t_s)
        self.circles.append(circle)

    def at(self, t_s: float, size_wh: tuple[int, int]) -> Floats:
        """What hides the head at a time: (K, 5) lines x0, y0, x1, y1 with a radius, each thickened by it.

        From where it was found before to where it was found after, held at both ends.
        """
        times = np.asarray(self.t_s)
        first = max(int(np.searchsorted(times, t_s - JITTER_S, side="right")) - 1, 0)
        last = min(int(np.searchsorted(times, t_s + JITTER_S)), len(times) - 1)
        if self._gone(t_s, size_wh):
            return np.zeros((0, 5))
        if first >= last:
            lost_s = max(times[0] - t_s, t_s - times[-1], 0.0)
            return np.array([_line(self.circles[last], self.circles[last], lost_s)])
        steps = range(first, last)
        return np.array([_line(self.circles[i], self.circles[i + 1], times[i + 1] - times[i]) for i in steps])

    def _gone(self, t_s: float, size_wh: tuple[int, int]) -> bool:
        """Whether somebody is not in the picture yet, or no more; one found twice in its midst is still there."""
        lost_s = max(self.t_s[0] - t_s, t_s - self.t_s[-1])
        if lost_s <= self.hold_s:
            return False
        return len(self.t_s) < 2 or _at_edge(self.circles[0 if t_s < self.t_s[0] else -1], size_wh)


def _line(a: Floats, b: Floats, lost_s: float) -> Floats:
    wider = min(1 + WIDER_PER_S * lost_s, WIDEST) if lost_s > OFTEN_S else 1.0
    return np.array([*a[:2], *b[:2], wider * max(a[2], b[2])])


def _at_edge(circle: Floats, size_wh: tuple[int, int]) -> bool:
    centre, room = circle[:2], EDGE * circle[2]
    return bool((centre < room).any() or (centre > np.array(size_wh) - room).any())


def trail_of(track: Track) -> Trail:
    """The head of the person of a track."""
    seen = np.flatnonzero(track.seen)
    return Trail(track.t_s[seen].tolist(), list(head_circles(track.image_px[seen])))


def link_heads(looks: Iterable[tuple[float, Sequence[Floats]]]) -> list[Trail]:
    """The trails of all heads found, given the circles of each look in order of time; nobody is dropped."""
    trails: list[Trail] = []
    for t_s, circles in looks:
        taken = _assigned(trails, t_s, circles)
        for i, circle in enumerate(circles):
            if i in taken:
                trails[taken[i]].add(t_s, circle)
            else:
                trails.append(Trail([t_s], [circle]))
    return trails


def hold_briefly(trails: Iterable[Trail], track: Track) -> None:
    """Hold those who were found only once, and on the body of the person of the track, for a moment only."""
    for trail in trails:
        if len(trail.t_s) > 1 or not len(track):
            continue
        x0, y0, x1, y1 = box_px(track.image_px[int(np.argmin(np.abs(track.t_s - trail.t_s[0])))])
        x, y, _ = trail.circles[0]
        if x0 <= x <= x1 and y0 <= y <= y1:
            trail.hold_s = BRIEF_S


def _assigned(trails: Sequence[Trail], t_s: float, circles: Sequence[Floats]) -> dict[int, int]:
    """Which circle (index) goes on which trail (index), by the least sum of distances."""
    if not trails or not circles:
        return {}
    last = np.stack([trail.circles[-1] for trail in trails])
    lost_s = t_s - np.array([trail.t_s[-1] for trail in trails])
    now = np.stack(circles)
    apart = np.linalg.norm(now[:, None, :2] - last[None, :, :2], axis=-1) / np.maximum(
        now[:, None, 2], last[None, :, 2]
    )
    reach = np.minimum(REACH + WALKS_PER_S * np.maximum(lost_s - OFTEN_S, 0.0), WALKED)
    cost = np.where(apart <= reach, apart, 1e6)
    rows, columns = linear_sum_assignment(cost)
    return {int(i): int(k) for i, k in zip(rows, columns, strict=True) if apart[i, k] <= reach[k]}


def others_heads(t_s: float, circles: Sequence[Floats], own: Trail, size_wh: tuple[int, int]) -> list[Floats]:
    """The circles without that of the person whose trail is ``own``: the nearest, where it lies on theirs."""
    if not circles or not own.t_s:
        return list(circles)
    apart = [_apart(circle, own.at(t_s, size_wh)) for circle in circles]
    nearest = int(np.argmin(apart))
    return [circle for i, circle in enumerate(circles) if i != nearest or apart[i] > SAME_HEAD]


def _apart(circle: Floats, lines: Floats) -> float:
    """How far a head's middle lies from the nearest of the lines, in radii of these."""
    if not len(lines):
        return float("inf")
    return float((distances(circle[None, :2], lines)[0] / lines[:, 4]).min())


def distances(points: Floats, lines: Floats) -> NDArray[np.float64]:
    """(N, K) from points (N, 2) to the lines (K, 5) between two ends."""
    a, way = lines[:, :2], lines[:, 2:4] - lines[:, :2]
    length = np.maximum((way**2).sum(axis=1), 1e-9)
    share = np.clip(((points[:, None] - a) * way).sum(axis=-1) / length, 0.0, 1.0)
    return np.asarray(np.linalg.norm(points[:, None] - (a + share[..., None] * way), axis=-1))


def circles_of(poses: Iterable[Pose]) -> list[Floats]:
    """The heads of these bodies."""
    return [head_circles(pose.image_px) for pose in poses]
