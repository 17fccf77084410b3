"""When a set is over while it is being recorded: the wanted repetitions were seen, or the person has stopped moving.

Everything recorded so far is judged again and again by the same function that judges clips, so that any movement of
the registry is counted, wherever it starts and ends.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

import numpy as np

from formcheck.live.framing import LEG_OF_STATURE, LOOK_S, SIZE_OF_STATURE, STILL_LEGS
from formcheck.live.tally import LATER_S, SAFE_S
from formcheck.motion import landmarks as lm
from formcheck.motion.features import size_px
from formcheck.motion.track import Floats, Pose, Track
from formcheck.schema import MovementName, Report

JUDGE_EVERY_S: Final = 1.0  # chosen: a set ends this much late at most
JUDGE_SHARE: Final = 0.25  # chosen: of the time, so that a long set leaves the camera its core
STILL_S: Final = 5.0  # chosen: who rests no longer than this between two repetitions goes on
FEWEST: Final = 10  # poses below which there is nothing to judge
MOVING: Final = ("shoulder", "hip", "knee")

log = logging.getLogger(__name__)


class SetEnd:
    """Watches the poses of one set. ``judge`` is called in a thread of its own, on a copy."""

    def __init__(self, judge: Callable[[Track], Report], movement: MovementName, reps: int) -> None:
        self._judge, self._movement, self.wanted = judge, movement, reps
        self._poses: list[Pose] = []
        self._lately: deque[tuple[float, Floats]] = deque()
        self._moved_s = self._judged_s = self._end_s = float("-inf")
        self._took_s = 0.0
        self._count = 0
        self._thread: threading.Thread | None = None

    def add(self, pose: Pose, size_wh: tuple[int, int]) -> None:
        """The next pose of the recording, in pixels of frames of that size; one that is not later is dropped."""
        if self._poses and pose.t_s <= self._poses[-1].t_s:
            return
        if not self._poses:
            self._judged_s = self._moved_s = pose.t_s
        self._poses.append(pose)
        if pose.seen:
            self._note_movement(pose)
        wait_s = max(JUDGE_EVERY_S, self._took_s / JUDGE_SHARE)
        busy = self._thread is not None and self._thread.is_alive()
        if len(self._poses) >= FEWEST and pose.t_s - self._judged_s >= wait_s and not busy:
            self._judged_s = pose.t_s
            self._thread = threading.Thread(
                target=self._work, args=(tuple(self._poses), size_wh), name="end of set", daemon=True
            )
            self._thread.start()

    @property
    def count(self) -> int:
        """Whole repetitions so far, at most as many as wanted."""
        return min(self._count, self.wanted)

    @property
    def over(self) -> bool:
        """Whether nothing more is to come: all was done and what follows it was filmed, or some of it, then a rest."""
        if not self._poses or not self._count:
            return False
        now_s = self._poses[-1].t_s
        if self._count >= self.wanted:
            return now_s - self._end_s >= LATER_S
        return now_s - max(self._moved_s, self._end_s) >= STILL_S

    def _note_movement(self, pose: Pose) -> None:
        points = np.array([pose.image_px[list(lm.pair(part))].mean(axis=0) for part in MOVING])
        self._lately.append((pose.t_s, points))
        # Never the new pose alone: on a slow machine they come less often than that.
        while len(self._lately) > 2 and pose.t_s - self._lately[0][0] > LOOK_S:
            self._lately.popleft()
        leg_px = LEG_OF_STATURE * float(size_px(pose.image_px[np.newaxis])[0]) / SIZE_OF_STATURE
        way = np.ptp(np.array([at for _, at in self._lately]), axis=0)
        if not float(np.max(way)) < STILL_LEGS * leg_px:
            self._moved_s = pose.t_s

    def _work(self, poses: tuple[Pose, ...], size_wh: tuple[int, int]) -> None:
        began_s = time.monotonic()
        try:
            report = self._judge(Track.from_poses(poses, size_wh))
        except Exception:
            log.exception("the set under way cannot be judged: its time limit will end it")
            self._took_s = time.monotonic() - began_s
            return
        safe_s = poses[-1].t_s - SAFE_S
        ends_s = [
            rep.end_s
            for rep in report.reps
            if not rep.partial and rep.movement == self._movement and rep.end_s <= safe_s
        ]
        self._took_s = time.monotonic() - began_s
        if ends_s:
            self._end_s = max(ends_s)
            self._count = max(self._count, len(ends_s))
