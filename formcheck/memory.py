"""Keeps the process small while frames stream through it."""

import ctypes
import sys
from functools import cache
from typing import Final

_M_ARENA_MAX: Final = -8  # from malloc.h of the GNU C library


@cache
def share_one_heap() -> None:
    """Have all threads of the GNU C library's malloc share one heap; does nothing on other systems.

    Pictures are made in one thread and freed in another, which otherwise leaves the heap of every thread full of
    holes. To be called before the threads that stream pictures start; heaps that exist already stay.
    """
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    except (AttributeError, OSError):  # another C library, which has no such habit
        return
