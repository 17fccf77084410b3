"""Personal calibrations on disk: one small JSON file each."""

from pathlib import Path

import msgspec

from formcheck.coaching.calibration import FORMAT, Calibration
from formcheck.errors import BadChoice, OutputError
from formcheck.motion.track import SILHOUETTE_AT


def write_calibration(found: Calibration, path: Path) -> None:
    """Keep a calibration. Raises OutputError."""
    try:
        path.write_bytes(calibration_json(found))
    except OSError as error:
        raise OutputError(f"Cannot write {path}: {error.strerror}; choose another place.") from error


def read_calibration(path: Path) -> Calibration:
    """Read one back. Raises BadChoice when it is none of ours."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadChoice(f"{path} is not a calibration ({error}): make one with formcheck calibrate.") from error
    return calibration_from(content, str(path))


def calibration_from(content: bytes, name: str) -> Calibration:
    """A calibration from a file's content. Raises BadChoice when it is none of ours."""
    try:
        found = msgspec.json.decode(content, type=Calibration)
    except msgspec.MsgspecError as error:
        raise BadChoice(f"{name} is not a calibration ({error}): make one with formcheck calibrate.") from error
    if found.format != FORMAT or len(found.behind) != len(SILHOUETTE_AT):
        raise BadChoice(f"{name} is a calibration of another version: make it again with formcheck calibrate.")
    return found


def calibration_json(found: Calibration) -> bytes:
    """As it is kept in a file."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
