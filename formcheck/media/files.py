"""Errors of the file system about a clip or a film, in one sentence each; no codec."""

import errno
import os
from pathlib import Path
from typing import Final

from formcheck.errors import OutputError, UnreadableVideo, VideoNotFound
from formcheck.i18n import gettext, gettext_noop

_WHY: Final[dict[int | None, str]] = {
    **dict.fromkeys(
        (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        gettext_noop("the disk is full, so make room or choose another folder"),
    ),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS),
        gettext_noop("writing there is not permitted, so choose another folder"),
    ),
    **dict.fromkeys(
        (errno.ENOENT, errno.ENOTDIR), gettext_noop("its folder does not exist, so make it or choose another")
    ),
    errno.EISDIR: gettext_noop("a folder has that name, so choose another name"),
    None: gettext_noop("this PyAV has no H.264 encoder, so see what formcheck doctor says"),
}


def check_clip(path: Path) -> None:
    """Raises VideoNotFound or UnreadableVideo for what is no file with content."""
    try:
        size, is_file = path.stat().st_size, path.is_file()
    except PermissionError as error:
        raise forbidden(path) from error
    except (OSError, ValueError) as error:  # also a name too long or with a zero byte
        raise VideoNotFound(gettext("{path} does not exist: check the name and the folder.", path=path)) from error
    if not is_file:
        raise UnreadableVideo(gettext("{path} is a folder or a device: give the video file itself.", path=path))
    if not size:
        raise UnreadableVideo(gettext("{name} is empty: copy or record the clip again.", name=path.name))


def check_place(path: Path) -> None:
    """Raises IsADirectoryError where a folder is in the way of a film."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def forbidden(path: Path) -> UnreadableVideo:
    """For a clip that is there and may not be opened."""
    return UnreadableVideo(gettext("{path} may not be read: change its permissions or copy it elsewhere.", path=path))


def not_written(path: Path, error: Exception) -> OutputError:
    """For whatever ``error`` kept a film from being written."""
    why = _WHY.get(getattr(error, "errno", None)) or f"{getattr(error, 'strerror', error)}"
    return OutputError(gettext("{path} cannot be written: {why}.", path=path, why=gettext(why)))
