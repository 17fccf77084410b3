"""Decoding: pictures of a file with true times, past damaged parts, from the part that is wanted on."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from formcheck.media import video_problems
from formcheck.media.timing import Clock
from formcheck.schema import Note
from formcheck.settings import VideoSettings

_INDEXED: Final = frozenset({"mov", "matroska", "avi"})  # elsewhere seeking may land behind the key picture
_CLOCK_HZ, _FALLBACK_FPS = 1000.0, 30.0  # a "rate" of 1000 and more is the file's clock; nearly every phone films 30
_CLOSE_S: Final = 0.0005  # two stamps of one picture, rounded to 1 ms
_EARLIER_S: Final = 1.0  # chosen: indexes are in order of decoding, some pictures off that of showing
_CUT_S: Final = 0.5  # ending this much before the stated length means cut; less is rounding or a tail of sound


class Decoding:
    """Decodes a file past damaged parts, gives each picture its time and counts what is lost."""

    def __init__(self, container: InputContainer, name: str, settings: VideoSettings) -> None:
        covers = Disposition.attached_pic | Disposition.timed_thumbnails
        streams = [stream for stream in container.streams.video if not stream.disposition & covers]
        if not streams:
            raise video_problems.sound_only(name)
        readable = [stream for stream in streams if getattr(stream, "codec_context", None) is not None]
        if not readable:
            raise video_problems.no_known_video(name)
        self.stream = stream = max(readable, key=lambda stream: stream.width * stream.height)
        video_problems.check_size(name, stream.width, stream.height, settings)
        stream.thread_type = "AUTO"
        stream.codec_context.options = {"max_pixels": str(settings.most_pixels)}  # pictures may grow on the way
        rates = [float(rate) for rate in (stream.average_rate, stream.guessed_rate) if rate]
        self.fps = next((rate for rate in rates if rate < _CLOCK_HZ), _FALLBACK_FPS)
        self._unit_s: Fraction = stream.time_base or Fraction(1, 90_000)
        self.stated_s = None if container.duration is None else container.duration / av.time_base
        if stream.duration is not None:
            self.stated_s = float(stream.duration * self._unit_s)
        self._packets, self._clock = container.demux(stream), Clock(1.0 / self.fps)
        self.good, self.wanted, self._sent, self._failed, self._cut = 0, 0, 0, 0, False
        self._from_s, self._to_s, self._longest_s = settings.from_s, settings.to_s, settings.longest_s
        self._end_s = min(self._longest_s, math.inf if self._to_s is None else self._to_s - self._from_s)
        self._first_s = None if stream.start_time is None else float(stream.start_time * self._unit_s)
        self._sought = self._seek(container)

    def pictures(self) -> Iterator[tuple[float, av.VideoFrame]]:
        """Seconds since the first picture wanted, strictly increasing, and the picture as stored."""
        whole = Clock(1.0 / self.fps)
        for packet in self._whole_packets():
            try:
                pictures = self.stream.decode(packet)
            except av.FFmpegError:
                self._failed += 1
                continue
            for picture in pictures:
                if picture.is_corrupt:
                    self._failed += 1
                    continue
                self.good += 1
                stamp = picture.dts if picture.pts is None else picture.pts  # .time is wrong in the last ones
                stamp_s = None if stamp is None else float(stamp * self._unit_s)
                if self._is_before(stamp_s, whole):
                    continue
                t_s = self._clock.tick(stamp_s)
                if t_s is not None:
                    if t_s > self._end_s:
                        return
                    if not self.wanted and self._sought and self._first_s is not None and stamp_s is not None:
                        self._from_s = stamp_s - self._first_s
                    self.wanted += 1
                    yield t_s, picture

    def _seek(self, container: InputContainer) -> bool:
        """Go to the key picture before the part that is wanted; False: everything before it is decoded."""
        indexed = not _INDEXED.isdisjoint(container.format.name.split(","))
        if self._from_s <= 0 or self._first_s is None or not indexed:
            return False
        try:
            before_s = max(self._from_s - _EARLIER_S, 0.0)
            container.seek(round((self._first_s + before_s) / self._unit_s), stream=self.stream)
        except av.FFmpegError:  # its index is damaged
            return False
        return True

    def _is_before(self, stamp_s: float | None, whole: Clock) -> bool:
        """Whether a picture lies before the part that is wanted; ``whole`` counts from the first of the file."""
        if self._from_s <= 0 or self._clock.last_s >= 0:
            return False
        if self._sought and self._first_s is not None and stamp_s is not None:
            return stamp_s < self._first_s + self._from_s - _CLOSE_S
        since_s = whole.tick(stamp_s)
        return since_s is None or since_s < self._from_s - _CLOSE_S

    def _whole_packets(self) -> Iterator["av.Packet[VideoStream] | None"]:
        """Packets worth decoding, then None, which flushes the decoder."""
        try:
            for packet in self._packets:
                if packet.size:  # an empty one would end the decoding
                    self._failed += self._cut  # torn, yet not the last
                    self._cut = packet.is_corrupt
                    if not packet.is_corrupt:
                        self._sent += not packet.is_discard
                        yield packet
        except av.FFmpegError:
            self._cut = True
        yield None

    @property
    def wanted_s(self) -> float | None:
        """How long the part is that is wanted, as far as the file says."""
        if self.stated_s is None:
            return None
        to_s = self.stated_s if self._to_s is None else min(self.stated_s, self._to_s)
        return max(to_s - self._from_s, 0.0)

    def notes(self) -> Iterator[Note]:
        """What was lost, or left out because the clip is so long."""
        read_s, total_s = self._from_s + self._clock.last_s + self._clock.gap_s, self.stated_s
        if self._from_s > 0 or self._to_s is not None:
            yield video_problems.part(self._from_s, min(read_s, self._from_s + self._end_s))
        if self._clock.last_s > self._end_s:
            if self._from_s <= 0 and self._to_s is None:
                yield video_problems.too_long(self._longest_s)
            return
        if total_s is not None and total_s - read_s > _CUT_S:
            yield video_problems.cut_short(read_s, total_s)
        elif self._cut:
            yield video_problems.cut_short(read_s, None)
        # lost without an error; one may be a trailer, and behind a key picture that was sought some cannot be shown
        unexplained = 0 if self._sought else self._sent - self.good - self._failed
        if lost := self._failed + (unexplained if unexplained > 1 else 0):
            yield video_problems.left_out(lost)
