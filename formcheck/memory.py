"""Keeps the process small while frames stream through it. Only the GNU C library needs that; others are left alone."""

import ctypes
import sys
from functools import cache
from typing import Any, Final

_M_MMAP_THRESHOLD: Final = -3  # both from malloc.h of the GNU C library
_M_ARENA_MAX: Final = -8
_PICTURE_BYTES: Final = 256 * 1024  # chosen: pictures are larger, what is kept of them is smaller


@cache
def share_one_heap() -> None:
    """Have all threads share one heap, and pictures lie outside it.

    Pictures are made in one thread and freed in another, between small things that stay, which otherwise leaves every
    heap full of holes. To be called before the threads that stream pictures start; heaps that exist already stay.
    """
    if (libc := _gnu()) is not None:
        libc.mallopt(_M_ARENA_MAX, 1)
        libc.mallopt(_M_MMAP_THRESHOLD, _PICTURE_BYTES)


def give_back() -> None:
    """Return what is free to the system, as after a stage that needed much. Takes a few milliseconds."""
    if (libc := _gnu()) is not None:
        libc.malloc_trim(0)


@cache
def _gnu() -> Any:
    if sys.platform != "linux":
        return None
    try:
        libc = ctypes.CDLL(None)
    except OSError:
        return None
    return libc if hasattr(libc, "malloc_trim") else None  # another C library has no such habit
