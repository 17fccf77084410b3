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
        gettext_noop("the disk is full, so please free some space or choose another folder"),
    ),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS),
        gettext_noop("you are not allowed to save there, so please choose another folder"),
    ),
    **dict.fromkeys(
        (errno.ENOENT, errno.ENOTDIR),
        gettext_noop("its folder does not exist, so please create it or choose another one"),
    ),
    errno.EISDIR: gettext_noop("there is already a folder with that name, so please choose another name"),
    None: gettext_noop("this PyAV cannot write H.264 video, so please run formcheck doctor"),
}


def check_clip(path: Path) -> None:
    """Raises VideoNotFound or UnreadableVideo for what is no file with content."""
    try:
        size, is_file = path.stat().st_size, path.is_file()
    except PermissionError as error:
        raise forbidden(path) from error
    except (OSError, ValueError) as error:  # also a name too long or with a zero byte
        raise VideoNotFound(
            gettext("We can't find {path}. Please check the name and the folder.", path=path)
        ) from error
    if not is_file:
        raise UnreadableVideo(
            gettext("{path} is a folder or a device. Please choose the video file itself.", path=path)
        )
    if not size:
        raise UnreadableVideo(gettext("{name} is empty. Please copy or film the video again.", name=path.name))


def check_place(path: Path) -> None:
    """Raises IsADirectoryError where a folder is in the way of a film."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def forbidden(path: Path) -> UnreadableVideo:
    """For a clip that is there and may not be opened."""
    return UnreadableVideo(
        gettext(
            "You are not allowed to open {path}. Please change its permissions or copy it to another folder.", path=path
        )
    )


def not_written(path: Path, error: Exception) -> OutputError:
    """For whatever ``error`` kept a film from being written."""
    why = _WHY.get(getattr(error, "errno", None)) or f"{getattr(error, 'strerror', error)}"
    return OutputError(gettext("We can't save {path}: {why}.", path=path, why=gettext(why)))
