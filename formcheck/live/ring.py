"""The last seconds of a stream as a track to judge: the person's standing second, then the most recent part."""

from collections import deque
from collections.abc import Iterable
from typing import Final

from formcheck.motion.track import Pose, Track

KEEP_S: Final = 15.0  # chosen: three to four repetitions, judged in a fifth of a second
LONGEST_S: Final = 60.0  # chosen: a hold at the bottom is kept whole up to here
GAP_S: Final = 0.5  # chosen: frames further apart cannot show a movement


class Ring:
    """Poses in order of time. Where something was left out, an unseen pose keeps the gap in the time stamps."""

    def __init__(self) -> None:
        self._standing: list[Pose] = []
        self._recent: deque[Pose] = deque()
        self._broken = False

    def __len__(self) -> int:
        return len(self._standing) + len(self._recent)

    @property
    def last_s(self) -> float:
        """Time of the newest pose; -inf when empty."""
        return self._recent[-1].t_s if self._recent else float("-inf")

    def add(self, pose: Pose) -> None:
        """The next pose; an unseen one is put in where the stream paused."""
        if self._recent and pose.t_s - self._recent[-1].t_s > GAP_S:
            self._recent.append(Pose.unseen((pose.t_s + self._recent[-1].t_s) / 2))
        self._recent.append(pose)

    def since(self, from_s: float) -> list[Pose]:
        """The poses since then in which somebody was seen."""
        return [pose for pose in self._recent if pose.t_s >= from_s and pose.seen]

    def begin(self, from_s: float) -> None:
        """Take the poses since then as the person's standing reference and drop everything before."""
        *self._standing, newest = self.since(from_s)
        self._recent = deque([newest])
        self._broken = False

    def trim(self, cuts_s: Iterable[float], *, standing: bool) -> None:
        """Drop what is older than 15 s: whole repetitions, which end at ``cuts_s``, and anything else only while the
        person stands, so that a movement in progress is judged whole.
        """
        if not self._recent or (oldest_s := self.last_s - KEEP_S) <= self._recent[0].t_s:
            return
        cut = next((c for c in sorted(cuts_s) if c >= oldest_s), None)
        if cut is None:
            cut = oldest_s if standing else self.last_s - LONGEST_S
        while self._recent[0].t_s < cut:
            self._recent.popleft()
            self._broken = bool(self._standing)

    def track(self, size_wh: tuple[int, int]) -> Track:
        """A copy, to be judged beside the stream."""
        poses = list(self._standing)
        if self._broken and self._recent:
            poses.append(Pose.unseen((poses[-1].t_s + self._recent[0].t_s) / 2))
        return Track.from_poses([*poses, *self._recent], size_wh)
