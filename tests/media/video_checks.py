"""What the tests of reading and writing videos share: pixels to ask for, true times and colours, what an error says."""

import subprocess
import sys
import textwrap

import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from make_video import BLUE, GREEN, GREY, RED

from formcheck.errors import FormcheckError
from formcheck.media.video import FileSource

FULL = {"pix_fmt": "yuvj420p", "colours": (Colorspace.ITU601, ColorRange.JPEG, True)}
PIXELS = {"mjpeg": FULL, "gif": {"pix_fmt": "rgb8"}}
TRUE_CORNERS = np.array([RED, GREEN, BLUE, GREY])
H264_STILL_TS = {"bf": "0"}
UNEVEN_S = [2.5, 2.533, 2.6, 2.609, 2.75, 3.1, 3.133, 3.17, 4.0, 4.02]


def times_s(source: FileSource) -> list[float]:
    return [frame.t_s for frame in source]


def assert_one_sentence(error: BaseException, name: str) -> None:
    message = str(error)
    assert isinstance(error, FormcheckError)
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message
    assert "Errno" not in message


def run_apart(program: str, *arguments: object) -> list[str]:
    """Runs a program in a process of its own, where rights and limits can be given up; the lines it printed."""
    head = """
        import os, sys
        import numpy as np
        from formcheck.errors import FormcheckError
        from formcheck.media.video import FileSink, FileSource
        def become_a_stranger():
            if os.geteuid() == 0:
                os.seteuid(65534)
    """
    command = [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits work differently on Windows")
