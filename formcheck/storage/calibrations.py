"""Personal calibrations on disk: one small JSON file each."""

from pathlib import Path
from typing import Final

import msgspec

from formcheck.errors import BadChoice, brief
from formcheck.i18n import gettext, gettext_noop
from formcheck.motion.calibration import FORMAT, MOST_OFF_DEG, Calibration
from formcheck.motion.track import SILHOUETTE_AT
from formcheck.ordinary import UnfitFile
from formcheck.reports.export import why_not, write_whole
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.storage.small_files import read_small

MOST_SIZES: Final = 1.0  # chosen: an outline lies within a tenth of the standing size of its chord
NOT_ONE: Final = gettext_noop("{name} is not a calibration ({error}). Please make one with formcheck calibrate.")


def write_calibration(found: Calibration, path: Path) -> None:
    """Keep a calibration. Raises OutputError."""
    write_whole(path, lambda: iter((calibration_json(found).decode(),)))


def read_calibration(path: Path | str) -> Calibration:
    """Read a calibration that ``formcheck calibrate`` made. Raises BadChoice when it is none."""
    path = Path(path)
    try:
        content = read_small(path)
    except (OSError, UnfitFile) as error:
        raise BadChoice(gettext(NOT_ONE, name=path, error=_why(error))) from error
    return calibration_from(content, str(path))


def calibration_from(content: bytes, name: str) -> Calibration:
    """A calibration from a file's content. Raises BadChoice when it is none of ours."""
    try:
        found = msgspec.json.decode(content.decode("utf-8-sig"), type=Calibration)
    except UNDECODABLE as error:
        raise BadChoice(gettext(NOT_ONE, name=name, error=brief(error))) from error
    if found.format != FORMAT or len(found.behind) != len(SILHOUETTE_AT):
        raise BadChoice(
            gettext(
                "{name} is a calibration from another version. Please make it again with formcheck calibrate.",
                name=name,
            )
        )
    known = [distance for distance in found.behind if distance is not None]
    if not (abs(found.offset_deg) <= MOST_OFF_DEG and all(abs(distance) <= MOST_SIZES for distance in known)):
        raise BadChoice(
            gettext(
                "{name} holds numbers that no back has. Please make it again with formcheck calibrate.",
                name=name,
            )
        )
    return found


def _why(error: OSError | UnfitFile) -> str:
    return why_not(error) if isinstance(error, OSError) else str(error)


def calibration_json(found: Calibration) -> bytes:
    """As it is kept in a file."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
