"""A studio's classes: what each trains and on which days. The studio's file is read by ``storage.classes``."""

from typing import Final, Literal

import msgspec

from formcheck.advice.causes import AREAS, Area
from formcheck.i18n import gettext, gettext_noop
from formcheck.movements.spec import Cause

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

DAYS: Final[tuple[Day, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES: Final[dict[Day, str]] = {
    "mon": gettext_noop("Monday"),
    "tue": gettext_noop("Tuesday"),
    "wed": gettext_noop("Wednesday"),
    "thu": gettext_noop("Thursday"),
    "fri": gettext_noop("Friday"),
    "sat": gettext_noop("Saturday"),
    "sun": gettext_noop("Sunday"),
}
AREA_NAMES: Final[dict[Area, str]] = {
    "strength": gettext_noop("Strength"),
    "mobility": gettext_noop("Mobility"),
    "movement": gettext_noop("Movement"),
}
MOST_MINUTES: Final = 180  # chosen: a longer class is a typing error


class StudioClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One class. ``kind`` is what a week must not lack (strength, mobility) or movement; ``trains`` the causes it works
    on; ``days`` it is held on, every day when left out.
    """

    name: str
    kind: Area
    trains: tuple[Cause, ...] = ()
    days: tuple[Day, ...] = DAYS
    minutes: int = 60


class Studio(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A studio's name and its classes."""

    name: str
    classes: tuple[StudioClass, ...] = ()


def mistakes(studio: Studio) -> tuple[str, ...]:
    """What is wrong with a studio's list apart from its form, one plain sentence each; empty when nothing is."""
    names = [one.name.strip().casefold() for one in studio.classes]
    found = [gettext("a class has no name") for name in names if not name]
    for at, one in enumerate(studio.classes):
        if one.name.strip().casefold() in names[:at]:
            found.append(gettext('the class "{name}" is listed twice', name=one.name))
        if not one.days:
            found.append(
                gettext('the class "{name}" has no days (leave out "days" if it runs every day)', name=one.name)
            )
        if not 0 < one.minutes <= MOST_MINUTES:
            found.append(
                gettext('the class "{name}" cannot last {minutes} minutes', name=one.name, minutes=one.minutes)
            )
        if one.trains and one.kind != "movement" and one.kind not in {AREAS[cause] for cause in one.trains}:
            found.append(
                gettext(
                    'the class "{name}" is listed as {kind} but trains nothing of that kind',
                    name=one.name,
                    kind=one.kind,
                )
            )
    return tuple(found)
