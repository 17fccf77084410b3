"""A pose model that is closed while another thread uses it: an error in that thread, and no end of the process."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from formcheck.clip import faces

CLOSES = """
import threading
import numpy as np
from formcheck.media.pose import Scout
picture = np.random.default_rng(1).integers(0, 255, (240, 320, 3), dtype=np.uint8)
for _ in range(8):
    scout, ended, begun = Scout(), [], threading.Event()
    def look():
        try:
            while True:
                scout(picture, 0.0)
                begun.set()
        except RuntimeError as error:
            ended.append(type(error).__name__)
    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads: thread.start()
    begun.wait()
    scout.close()
    for thread in threads: thread.join()
    assert ended == ["PoseModelClosedError"] * 3, ended
print("well")
"""


def test_it_is_an_error_in_the_thread_that_uses_it() -> None:
    done = subprocess.run([sys.executable, "-c", CLOSES], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "well\n"


class _Slow:
    """A scout that takes its time, and says when it is used after it was closed."""

    used_closed = 0

    def __init__(self, _most: int) -> None:
        self._closed, self._looked = False, threading.Event()

    def __call__(self, _image: object, _t_s: float) -> tuple[()]:
        self._looked.wait(0.05)
        _Slow.used_closed += self._closed
        return ()

    def close(self) -> None:
        self._closed = True


class _LeftError(Exception):
    pass


def test_faces_are_looked_for_until_somebody_leaves_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    def frames() -> Iterator[Any]:
        for number in range(6):
            yield SimpleNamespace(index=number, t_s=number / 2, image=np.zeros((120, 160, 3), np.uint8))
        raise _LeftError

    monkeypatch.setattr(faces, "Scout", _Slow)
    with pytest.raises(_LeftError):
        faces._looks(frames(), 2)
    assert _Slow.used_closed == 0
