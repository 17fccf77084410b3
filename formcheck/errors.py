"""Every error a user can meet, drawn as a tree.

FormcheckError
    VideoError
        VideoNotFound      also FileNotFoundError: no such file
        UnreadableVideo    also ValueError: a file, but not one that decodes
            PartMissing    a clip that ends before the part of it that is wanted
        NoVideoStream      a media file with sound only
        VideoTooSmall      fewer pixels or frames than a body needs
        VideoTooLarge      pictures so large that decoding one takes gigabytes
    CameraError            a camera on this machine cannot be opened, or stopped sending pictures
    OutputError            the result cannot be written (permission, disk full)
    ClusterError           the machines that check clips cannot be reached any more
    StoreError             the diary, or the trainers' store, cannot be opened, read or written
    OutOfSpace             the process may not use as much memory as the pose model needs
    ModelMissing           also FileNotFoundError: names the path tried and how to get it
    BadChoice              also ValueError: a value nobody can choose, or a file that is not what was asked for

"Nobody in view", "no repetition" and "wrong camera side" are reports with a reason, not errors.
Each message is one sentence that says what is wrong and what to do.
"""

from typing import Final

MOST_CHARS: Final = 200  # chosen: two lines of a terminal


def printable(text: str) -> str:
    """The text with every sign that would upset a terminal (escapes, line breaks, broken bytes) made a space."""
    return "".join(c if c.isprintable() else " " for c in text)


def brief(words: object) -> str:
    """Part of a message that comes from a file: printable, and not too long."""
    plain = printable(str(words))
    return plain if len(plain) <= MOST_CHARS else f"{plain[:MOST_CHARS]}…"


class FormcheckError(Exception):
    """Base of every error whose message is meant for the user."""


class VideoError(FormcheckError):
    """The clip cannot be used."""


class VideoNotFound(VideoError, FileNotFoundError):
    """No file at the path given."""


class UnreadableVideo(VideoError, ValueError):
    """The file is not a video this machine can decode, or holds no whole frame."""


class PartMissing(UnreadableVideo):
    """A clip that ends before the part of it that is wanted."""


class NoVideoStream(VideoError):
    """The file holds sound or subtitles only."""


class VideoTooSmall(VideoError):
    """Fewer pixels or frames than a body and a movement need."""


class VideoTooLarge(VideoError):
    """Pictures so large that decoding one takes gigabytes."""


class CameraError(FormcheckError):
    """A camera on this machine is missing, busy, forbidden, or stopped sending pictures."""


class OutputError(FormcheckError):
    """A result file cannot be written."""


class ClusterError(FormcheckError):
    """The machines that check clips cannot be reached any more."""


class StoreError(FormcheckError):
    """The diary of sessions, or the trainers' store, cannot be opened, read or written."""


class OutOfSpace(FormcheckError):
    """The process may not use as much memory as the pose model needs."""


class ModelMissing(FormcheckError, FileNotFoundError):
    """A model bundle is not where it should be, or is not the one we ship."""


class BadChoice(FormcheckError, ValueError):
    """An option names something that is not there or cannot be, or a small file is not what was asked for."""
