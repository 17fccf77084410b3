"""The trainer's settings of a kiosk, and how they reach the kiosk's process."""

import os
from dataclasses import dataclass
from typing import Final

import msgspec

from formcheck.i18n import Language
from formcheck.movements import NAMES
from formcheck.settings import Level, MovementChoice

#: Holds the choices as JSON while a kiosk is served; app.py shows the kiosk's page when it is set.
VARIABLE: Final = "FORMCHECK_KIOSK"


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskSettings:
    """``camera``: a number, or the path of a clip that stands in for one; ``result_s``: how long a result stays."""

    camera: str = "0"
    language: Language = "en"
    movement: MovementChoice = NAMES[0]
    level: Level = "standard"
    voice: bool = True
    result_s: float = 30.0


def as_environment(settings: KioskSettings) -> dict[str, str]:
    """The environment variable a kiosk's process reads."""
    return {VARIABLE: msgspec.json.encode(settings).decode()}


def from_environment() -> KioskSettings:
    """The settings this process was started with; the defaults when it was started by hand."""
    try:
        return msgspec.json.decode(os.environ.get(VARIABLE, ""), type=KioskSettings)
    except msgspec.DecodeError:
        return KioskSettings()
