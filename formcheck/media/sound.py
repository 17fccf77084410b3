"""Sound in and out: what somebody spoke as a short file that every browser plays, and the sound of a written film."""

import io
import os
from dataclasses import dataclass
from typing import Final, Self

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from formcheck.errors import BadChoice
from formcheck.i18n import gettext, gettext_noop
from formcheck.media.video import FileSink

Samples = NDArray[np.int16]

HZ: Final = 16_000  # chosen: a voice reaches 8 kHz; what browsers are asked for
LONGEST_S: Final = 60.0  # chosen: a minute on one moment is a long time
BIT_RATE: Final = 48_000  # chosen: a minute is about 360 kB, and nobody hears that it was packed
LOUDEST: Final = 32_767
LEAST_PEAK: Final = 100  # of LOUDEST, -50 dB: a microphone that is off gives less, a whisper close to it more
LOUD_ENOUGH, MOST_GAIN = 0.7, 8.0  # chosen: a quiet microphone is lifted, its hiss not beyond 18 dB
_CONTAINERS: Final = "wav,mov,matroska,ogg"  # what browsers record in
_FRAME: Final = 1024  # samples that AAC takes at once
UNHEARD: Final = gettext_noop("We can't hear anything in this recording. Please check that your microphone is on.")
UNREADABLE: Final = gettext_noop("We can't read this recording. Please record it again.")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A voice as an M4A file (AAC, mono), how long it is, and whether that is ``whole`` or only the first minute."""

    content: bytes
    seconds: float
    whole: bool


def spoken(recorded: bytes) -> Spoken:
    """What a browser recorded, at most a minute of it, made loud enough. Raises BadChoice where nothing is heard."""
    heard, whole = _decoded(recorded)
    peak = int(np.abs(heard.astype(np.int32)).max(initial=0))
    if peak < LEAST_PEAK:
        raise BadChoice(gettext(UNHEARD))
    gain = min(MOST_GAIN, max(1.0, LOUD_ENOUGH * LOUDEST / peak))
    lifted = np.clip(heard * gain, -LOUDEST, LOUDEST).astype(np.int16)
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=HZ, layout="mono")
        stream.bit_rate = BIT_RATE
        for frame in _frames(lifted):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return Spoken(out.getvalue(), len(heard) / HZ, whole)


def samples(content: bytes) -> Samples:
    """A voice as (N,) samples at ``HZ``. Raises BadChoice for what is no sound."""
    return _decoded(content)[0]


def _decoded(content: bytes) -> tuple[Samples, bool]:
    found, most = [], round(LONGEST_S * HZ)
    try:
        with av.open(io.BytesIO(content), "r", container_options={"format_whitelist": _CONTAINERS}) as container:
            to_mono = AudioResampler(format="s16", layout="mono", rate=HZ)
            for frame in container.decode(audio=0):
                found += [part.to_ndarray()[0] for part in to_mono.resample(frame)]
                if sum(map(len, found)) > most:
                    break
            found += [part.to_ndarray()[0] for part in to_mono.resample(None)]
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise BadChoice(gettext(UNREADABLE)) from error
    heard = np.concatenate([*found, np.empty(0, np.int16)])
    return heard[:most], len(heard) <= most


def _frames(heard: Samples, first: int = 0) -> list[av.AudioFrame]:
    """Sound in pieces that AAC takes, from sample ``first`` of the whole on."""
    made = []
    for at in range(0, len(heard), _FRAME):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(heard[None, at : at + _FRAME]), "s16", "mono")
        frame.sample_rate, frame.pts = HZ, first + at
        made.append(frame)
    return made


class SoundingSink(FileSink):
    """A film with sound, ``heard`` (N,) at ``HZ`` from its first picture on, held to a bit rate that can be sent."""

    def __init__(self, path: str | os.PathLike[str], size_wh: tuple[int, int], heard: Samples, most_bits: int) -> None:
        super().__init__(path, size_wh)
        self._heard, self._said, self._most_bits = heard, 0, most_bits

    def __enter__(self) -> Self:
        super().__enter__()
        self._stream.options = {
            **self._stream.options,
            "maxrate": f"{self._most_bits}",
            "bufsize": f"{self._most_bits}",
        }
        with self._failures():
            self._sound = self._container.add_stream("aac", rate=HZ, layout="mono") if len(self._heard) else None
            if self._sound is not None:
                self._sound.bit_rate = BIT_RATE
        return self

    def write(self, image_rgb: NDArray[np.uint8], t_s: float) -> None:
        """Add a picture as `FileSink` does, and the sound up to it."""
        self._say(round(t_s * HZ))
        super().write(image_rgb, t_s)

    def __exit__(self, kind: type[BaseException] | None, *others: object) -> None:
        try:
            if kind is None and self._sound is not None:
                self._say(len(self._heard))
                with self._failures():
                    self._container.mux(self._sound.encode(None))
        except BaseException as failed:
            super().__exit__(type(failed), failed, failed.__traceback__)
            raise
        super().__exit__(kind, *others)

    def _say(self, until: int) -> None:
        """Pictures and sound come in turns, so that a player need not look ahead; whole pieces, but the last."""
        if self._sound is None:
            return
        last = until >= len(self._heard)
        end = len(self._heard) if last else self._said + (until - self._said) // _FRAME * _FRAME
        with self._failures():
            for frame in _frames(self._heard[self._said : end], self._said):
                self._container.mux(self._sound.encode(frame))
        self._said = max(end, self._said)
