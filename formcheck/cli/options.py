"""Options that several commands share."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

from formcheck.movements import AUTO, NAMES
from formcheck.settings import AnalysisOptions, Faces, Level, ModelName, MovementChoice, OwnLimit

MOVEMENT_CHOICES: Final = (AUTO, *NAMES)
EVERYBODY: Final = "all"
MOST_DIGITS: Final = 3  # of a person's number; Python itself refuses to read thousands
MOST_TIME_DIGITS: Final = 5  # a day has 86,400 seconds
SHOWN_CHARS: Final = 20


def _known_movement(value: str) -> str:
    if value not in MOVEMENT_CHOICES:
        known = ", ".join(f"'{name}'" for name in MOVEMENT_CHOICES)
        raise typer.BadParameter(f"'{value}' is not one of {known}.")
    return value


def _known_person(value: str | None) -> str | None:
    if value is None or value == EVERYBODY or (value.isdecimal() and len(value) <= MOST_DIGITS and int(value) > 0):
        return value
    shown = value if len(value) <= SHOWN_CHARS else f"{value[:SHOWN_CHARS]}..."
    raise typer.BadParameter(f"'{shown}' is neither a number from 1 on nor '{EVERYBODY}'.")


def person_number(value: str | None) -> int | None:
    """The number chosen; None where nobody is, or everybody."""
    return None if value is None or value == EVERYBODY else int(value)


MovementOption = Annotated[
    MovementChoice,
    typer.Option(
        metavar="|".join(MOVEMENT_CHOICES), callback=_known_movement, help="The movement in the video; auto detects it."
    ),
]
PersonOption = Annotated[
    str | None,
    typer.Option(
        metavar=f"{EVERYBODY}|N",
        callback=_known_person,
        help="Number of the person to check, from the left, or all; default: whoever exercises.",
    ),
]
ModelOption = Annotated[ModelName, typer.Option(help="Pose model: full is more exact, lite is faster.")]
LevelOption = Annotated[
    Level, typer.Option(help="How strict the checks are; formcheck checks --level shows the limits.")
]
FacesOption = Annotated[
    Faces,
    typer.Option(
        help="Faces in what is saved: bystanders blurs everybody but the person checked, blur that one as well, "
        "show nobody."
    ),
]
CalibrationOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Your own calibration; see formcheck calibrate.")
]


def _seconds(value: str) -> float:
    parts = value.split(":")
    known = len(parts) <= 3 and all(part.isdecimal() and len(part) <= MOST_TIME_DIGITS for part in parts)
    if not known or any(int(part) >= 60 for part in parts[1:]):
        shown = value if len(value) <= SHOWN_CHARS else f"{value[:SHOWN_CHARS]}..."
        raise typer.BadParameter(f"'{shown}' is not a time like 1:05:00, 40:00 or 90 (seconds).")
    return float(sum(int(part) * 60**power for power, part in enumerate(reversed(parts))))


FromOption = Annotated[
    float | None,
    typer.Option(
        "--from",
        metavar="TIME",
        parser=_seconds,
        help="Check from this time on, as 1:05:00, 40:00 or 90 (seconds); --from 0: all of a long video, in pieces.",
    ),
]
ToOption = Annotated[float | None, typer.Option("--to", metavar="TIME", parser=_seconds, help="Check up to this time.")]


def check_choices(person: str | None, calibration: Path | None, begin_s: float | None, end_s: float | None) -> None:
    """Raises BadParameter for choices that do not go together."""
    if person == EVERYBODY and calibration is not None:
        raise typer.BadParameter("a calibration is one person's: use --calibration with --person N.")
    if end_s is not None and (begin_s or 0.0) >= end_s:
        raise typer.BadParameter("--from must be earlier than --to.")


def own_limits() -> tuple[OwnLimit, ...]:
    """Limits that trainers changed on this machine. Raises StoreError."""
    if find_spec("alembic") is None:  # without the app there is no store
        return ()
    from formcheck.storage.review import limits

    return limits.own_limits()


def chosen_options(
    movement: MovementChoice, model: ModelName, person: str | None, level: Level, faces: Faces
) -> AnalysisOptions:
    """The options of a command, with the limits in force on this machine. Raises StoreError."""
    return AnalysisOptions(
        movement=movement,
        model=model,
        person=person_number(person),
        level=level,
        own_limits=own_limits(),
        faces=faces,
    )
