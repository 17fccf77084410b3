"""Personal calibrations on disk: one small JSON file each."""

from pathlib import Path
from typing import Final

import msgspec

from formcheck.errors import BadChoice
from formcheck.i18n import gettext, gettext_noop
from formcheck.motion.calibration import FORMAT, Calibration
from formcheck.motion.track import SILHOUETTE_AT
from formcheck.reports.export import why_not, write_whole

NOT_ONE: Final = gettext_noop("{name} is not a calibration ({error}). Please make one with formcheck calibrate.")


def write_calibration(found: Calibration, path: Path) -> None:
    """Keep a calibration. Raises OutputError."""
    write_whole(path, lambda: iter((calibration_json(found).decode(),)))


def read_calibration(path: Path) -> Calibration:
    """Read one back. Raises BadChoice when it is none of ours."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadChoice(gettext(NOT_ONE, name=path, error=why_not(error))) from error
    return calibration_from(content, str(path))


def calibration_from(content: bytes, name: str) -> Calibration:
    """A calibration from a file's content. Raises BadChoice when it is none of ours."""
    try:
        found = msgspec.json.decode(content, type=Calibration)
    except msgspec.MsgspecError as error:
        raise BadChoice(gettext(NOT_ONE, name=name, error=error)) from error
    if found.format != FORMAT or len(found.behind) != len(SILHOUETTE_AT):
        raise BadChoice(
            gettext(
                "{name} is a calibration from another version. Please make it again with formcheck calibrate.",
                name=name,
            )
        )
    return found


def calibration_json(found: Calibration) -> bytes:
    """As it is kept in a file."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
