"""Time stamps of frames, and downsampling of fast clips in time: seconds in, seconds out, no codec."""

from collections import deque
from typing import Final

from formcheck.settings import VideoSettings

_RESTART_S: Final = 1.0  # stamps that fall back further are a restarted clock; less is disorder
_LEAP_S: Final = 60.0  # chosen: stamps that leap on further are a changed clock; a camera that pauses ends its file
_RATE_WINDOW_S: Final = 0.5  # averages jitter, yet follows slow motion inside a clip
_SURE_STEPS: Final = 8  # fewer cannot separate a rate from jitter: the stated rate is used
_SLACK_S: Final = 0.002  # two stamps rounded to 1 ms; 59.94 for 60 fps stays on the beat too


class Clock:
    """Seconds since the first frame, strictly increasing whatever the file says; ``last_s`` is -1 before the first."""

    def __init__(self, gap_s: float) -> None:
        self.gap_s, self.last_s = gap_s, -1.0
        self._start_s = 0.0

    def tick(self, stamp_s: float | None) -> float | None:
        """The time of the next picture, from the file's stamp if there is one; None for one to drop."""
        first = self.last_s < 0.0
        next_s = 0.0 if first else self.last_s + self.gap_s
        if stamp_s is None:
            t_s = next_s
        else:
            since_s = stamp_s - self._start_s - self.last_s
            if first or since_s <= -_RESTART_S or since_s > _LEAP_S:
                self._start_s = stamp_s - next_s
            t_s = stamp_s - self._start_s
        if t_s <= self.last_s:
            return None
        self.gap_s = self.gap_s if first else t_s - self.last_s
        self.last_s = t_s
        return t_s


class Downsampler:
    """Downsampling in time: above ``downsample_above_fps``, keeps the first frame at or after each due instant."""

    def __init__(self, settings: VideoSettings, stated_fps: float) -> None:
        self._above_fps, self._step_s = settings.downsample_above_fps, 1.0 / settings.downsample_to_fps
        self._stated_fps, self._due_s = stated_fps, 0.0
        self._recent_s: deque[float] = deque()

    def keeps(self, t_s: float) -> bool:
        """Whether the picture at ``t_s`` is kept; ask for every picture, in order."""
        while self._recent_s and t_s - self._recent_s[0] > _RATE_WINDOW_S:
            self._recent_s.popleft()
        self._recent_s.append(t_s)
        steps, span_s = len(self._recent_s) - 1, t_s - self._recent_s[0]
        fast = (steps / span_s if steps >= _SURE_STEPS else self._stated_fps) > self._above_fps
        late_s = t_s - self._due_s
        if fast and late_s < -_SLACK_S:
            return False
        between_beats = fast and _SLACK_S < late_s < self._step_s
        self._due_s = (self._due_s if between_beats else t_s) + self._step_s
        return True
