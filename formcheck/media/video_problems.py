"""What is wrong with a clip that was opened, as errors and notes of one sentence each; no codec."""

from pathlib import Path

from formcheck.errors import NoVideoStream, OutputError, PartMissing, UnreadableVideo, VideoTooLarge, VideoTooSmall
from formcheck.i18n import gettext
from formcheck.schema import Note
from formcheck.settings import VideoSettings


def no_video(name: str) -> UnreadableVideo:
    """The file is damaged, or something else altogether."""
    return UnreadableVideo(gettext("We can't open {name}. Please choose an MP4 or MOV video.", name=name))


def no_known_video(name: str) -> UnreadableVideo:
    """A video this machine has no decoder for."""
    return UnreadableVideo(
        gettext("We can't read this kind of video ({name}). Please save it again as MP4 (H.264).", name=name)
    )


def no_picture(name: str) -> UnreadableVideo:
    """A video of which not one picture can be decoded."""
    return UnreadableVideo(
        gettext("We can't read any images in {name}. Please save it again as MP4 (H.264).", name=name)
    )


def sound_only(name: str) -> NoVideoStream:
    """Sound, subtitles or a cover."""
    return NoVideoStream(gettext("{name} has only sound or text in it. Please choose a file with video.", name=name))


def still_picture(name: str) -> VideoTooSmall:
    """One picture only."""
    return VideoTooSmall(
        gettext("{name} is a single image, so there is no movement to see. Please choose a video.", name=name)
    )


def too_small(name: str, width: int, height: int, least: int) -> VideoTooSmall:
    """Fewer pixels than a body needs, of which ``least`` each way would do."""
    return VideoTooSmall(
        gettext(
            "{name} is too small ({width} x {height} pixels). Please use a video of at least {least} pixels each way.",
            name=name,
            width=width,
            height=height,
            least=least,
        )
    )


def too_large(name: str, width: int, height: int) -> VideoTooLarge:
    """More pixels than anybody films with, which would fill the memory."""
    return VideoTooLarge(
        gettext(
            "{name} is too large ({width} x {height} pixels). Please save it again at a smaller size.",
            name=name,
            width=width,
            height=height,
        )
    )


def check_size(name: str, width: int, height: int, settings: VideoSettings) -> None:
    """Raises VideoTooSmall or VideoTooLarge."""
    if 0 < min(width, height) < settings.min_side_px:
        raise too_small(name, width, height, settings.min_side_px)
    if width * height > settings.most_pixels:
        raise too_large(name, width, height)


def nothing_drawn(path: Path) -> OutputError:
    """A film without a picture."""
    return OutputError(gettext("We could not make {path}, because there are no images to put in it.", path=path))


def cut_short(read_s: float, total_s: float | None) -> Note:
    """A note on a file that ends early; ``total_s`` None where it does not say how long it was."""
    if total_s is None:
        return Note(code="cut_short_somewhere", values={"read_s": read_s})
    return Note(code="cut_short", values={"read_s": read_s, "total_s": total_s})


def too_long(longest_s: float) -> Note:
    """A note on a file of which only the first part is read."""
    return Note(code="only_first", values={"minutes": longest_s / 60})


def ends_before(name: str, from_s: float) -> PartMissing:
    """Nothing of the part that is wanted is there."""
    return PartMissing(
        gettext("{name} ends before {time}. Please choose an earlier part.", name=name, time=clock(from_s))
    )


def clock(seconds: float) -> str:
    """``1:05:00``, as players show it."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def part(from_s: float, to_s: float) -> Note:
    """A note on a file of which one part was wanted."""
    return Note(code="only_part", values={"begin": clock(from_s), "end": clock(to_s)})


def left_out(frames: int) -> Note:
    """A note on frames that could not be decoded."""
    return Note(code="frames_lost", values={"count": float(frames)})
