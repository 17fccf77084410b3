"""The trainer's settings of a kiosk: kept over restarts, and how those of a start reach the kiosk's process."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from formcheck.errors import BadChoice
from formcheck.i18n import Language
from formcheck.movements import NAMES
from formcheck.ordinary import UnfitFile
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.settings import Level, MovementChoice
from formcheck.storage.classes import studio_in_force
from formcheck.storage.small_files import data_folder, read_small, write_whole

#: Holds what was given with the start as JSON while a kiosk is served; app.py shows the kiosk's page when it is set.
VARIABLE: Final = "FORMCHECK_KIOSK"
FILE_NAME: Final = "kiosk.json"
SHORTEST_RESULT_S: Final = 1.0  # as `formcheck kiosk` asks for
LONGEST_RESULT_S: Final = 3600.0
CAMERA_DIGITS: Final = 3  # chosen: no machine has a thousand cameras


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskSettings:
    """``camera``: a number, or the path of a clip that stands in for one; ``result_s``: how long a result stays."""

    camera: str = "0"
    language: Language = "en"
    movement: MovementChoice = NAMES[0]
    level: Level = "standard"
    voice: bool = True
    result_s: float = 30.0

    def __post_init__(self) -> None:
        """Raises ValueError for a time no result can stay, so that a damaged file counts as none."""
        if not SHORTEST_RESULT_S <= self.result_s <= LONGEST_RESULT_S:
            raise ValueError(self.result_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line said; None where it said nothing, so that what is kept holds."""

    camera: str | None = None
    language: Language | None = None
    result_s: float | None = None


def as_environment(given: Given) -> dict[str, str]:
    """The environment variable a kiosk's process reads."""
    return {VARIABLE: msgspec.json.encode(given).decode()}


def from_environment() -> KioskSettings:
    """The settings to start with: what the command line said, else what is kept."""
    given = Given()
    with suppress(*UNDECODABLE):
        given = msgspec.json.decode(os.environ.get(VARIABLE, ""), type=Given)
    said = msgspec.to_builtins(given)
    return replace(kept_settings(), **{name: value for name, value in said.items() if value is not None})


def kept_settings() -> KioskSettings:
    """The settings chosen last; at first, in the studio's language."""
    with suppress(OSError, UnfitFile, *UNDECODABLE):
        return msgspec.json.decode(read_small(data_folder() / FILE_NAME), type=KioskSettings)
    with suppress(BadChoice):
        return KioskSettings(language=studio_in_force().language or KioskSettings().language)
    return KioskSettings()


def keep_settings(settings: KioskSettings) -> bool:
    """Keep them for the next start; whether that worked."""
    with suppress(OSError):
        path = data_folder() / FILE_NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.encode(settings))
        return True
    return False
