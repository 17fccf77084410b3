"""What is wrong with a clip that was opened, as errors and notes of one sentence each; no codec."""

from pathlib import Path

from formcheck.errors import NoVideoStream, OutputError, UnreadableVideo, VideoTooSmall
from formcheck.i18n import gettext, ngettext


def no_video(name: str) -> UnreadableVideo:
    """The file is damaged, or something else altogether."""
    return UnreadableVideo(gettext("{name} is damaged or no video: save it again, best as MP4 (H.264).", name=name))


def no_known_video(name: str) -> UnreadableVideo:
    """A video this machine has no decoder for."""
    return UnreadableVideo(
        gettext("{name} is stored in a way unknown here: save it again, best as MP4 (H.264).", name=name)
    )


def no_picture(name: str) -> UnreadableVideo:
    """A video of which not one picture can be decoded."""
    return UnreadableVideo(
        gettext("{name} holds no picture that can be decoded: save it again, best as MP4 (H.264).", name=name)
    )


def sound_only(name: str) -> NoVideoStream:
    """Sound, subtitles or a cover."""
    return NoVideoStream(
        gettext("{name} holds no moving picture, only sound or text: choose a file with video.", name=name)
    )


def still_picture(name: str) -> VideoTooSmall:
    """One picture only."""
    return VideoTooSmall(gettext("{name} holds only one picture, which is no movement: choose a video.", name=name))


def too_small(name: str, width: int, height: int, least: int) -> VideoTooSmall:
    """Fewer pixels than a body needs, of which ``least`` each way would do."""
    return VideoTooSmall(
        gettext(
            "{name} is {width} x {height} pixels: use at least {least} each way.",
            name=name,
            width=width,
            height=height,
            least=least,
        )
    )


def nothing_drawn(path: Path) -> OutputError:
    """A film without a picture."""
    return OutputError(gettext("{path} was not written because there is no picture to put in it.", path=path))


def cut_short(read_s: float, total_s: float | None) -> str:
    """A note on a file that ends early; ``total_s`` None where it does not say how long it was."""
    if total_s is None:
        return gettext("The file is cut short: it could be read up to {read:.1f} seconds.", read=read_s)
    return gettext(
        "The file is cut short: {read:.1f} of its {total:.1f} seconds could be read.", read=read_s, total=total_s
    )


def left_out(pictures: int) -> str:
    """A note on pictures that could not be decoded."""
    return ngettext("{count} damaged picture was left out.", "{count} damaged pictures were left out.", pictures)
