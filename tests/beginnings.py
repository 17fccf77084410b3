"""Clips that begin as a sample does and soon end: a test of programs need not measure a whole set."""

from pathlib import Path

import av

SAMPLES = Path(__file__).parents[1] / "sample_videos"


def write_beginning(sample: str, path: Path, until_s: float) -> None:
    """The first seconds of a sample video, copied without coding it again."""
    with av.open(str(SAMPLES / f"{sample}.mp4")) as whole, av.open(str(path), "w") as part:
        stream = part.add_stream_from_template(whole.streams.video[0])
        for packet in whole.demux(video=0):
            if packet.dts is not None and packet.dts * packet.time_base < until_s:
                packet.stream = stream
                part.mux(packet)
