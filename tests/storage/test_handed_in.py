"""Calibrations and lists of classes as people hand them in: damaged, foreign, endless."""

import json
import os
from pathlib import Path

import pytest

from formcheck.errors import BadChoice
from formcheck.motion.calibration import FORMAT
from formcheck.motion.track import SILHOUETTE_AT
from formcheck.storage.calibrations import read_calibration
from formcheck.storage.classes import read_studio


def calibration(**changed: object) -> bytes:
    """A plain one, changed."""
    plain = {"format": FORMAT, "made_from": "me.mp4", "behind": [0.01] * len(SILHOUETTE_AT), "offset_deg": -3.0}
    return json.dumps(plain | changed).encode()


def test_a_plain_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "me.json").write_bytes(calibration())
    assert read_calibration(tmp_path / "me.json").offset_deg == -3.0


BAD = {
    "far off": calibration(offset_deg=40.0),
    "absurd": calibration(offset_deg=1e6),
    "an outline of nobody": calibration(behind=[7.0] * len(SILHOUETTE_AT)),
    "no text": b"\xff\xfe\x00",
    "nested": b"[" * 100_000,
    "nested in a field": b'{"format": ' + b"[" * 100_000,
    "a very long number": b'{"format": ' + b"9" * 5_000 + b"}",
    "too large": b" " * 2_000_000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
@pytest.mark.parametrize("read", [read_calibration, read_studio])
def test_what_is_none_is_refused_in_one_sentence(tmp_path: Path, read, content: bytes) -> None:
    (tmp_path / "me.json").write_bytes(content)
    with pytest.raises(BadChoice, match="Please"):
        read(tmp_path / "me.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
@pytest.mark.parametrize("read", [read_calibration, read_studio])
def test_pipes_and_devices_are_refused_at_once(tmp_path: Path, read) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(BadChoice):
            read(path)
