"""Keeps the pose library off the network.

MediaPipe 1.x reports to its maker how it is used (its privacy notice says so) and has no switch for it. It sends by
libcurl, which takes its way out from the environment: here that is one that leads nowhere, and is refused before any
name is looked up or any connection is opened. A test counts packets: tests/browser/test_no_network.py.
"""

import os
from typing import Final

NOWHERE: Final = "nowhere://"  # no kind of proxy that libcurl knows
WAYS_OUT: Final = ("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
EXCEPTIONS: Final = ("no_proxy", "NO_PROXY")


def keep_offline() -> None:
    """To be called before the pose library is loaded, in every process.

    Changes what C libraries see and not ``os.environ``, so a proxy of the user's own still serves Python's libraries,
    which fetch the clips of a batch.
    """
    for name in WAYS_OUT:
        os.putenv(name, NOWHERE)
    for name in EXCEPTIONS:
        os.putenv(name, "")
