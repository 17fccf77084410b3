"""A studio: its name and look, and its classes, what each trains and when. Its file is read by ``storage.classes``."""

import re
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from formcheck.advice.causes import AREAS, SHORT_TITLES, Area
from formcheck.i18n import Language, gettext, gettext_noop, listed
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


TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LINK: Final = re.compile(r"https?://[^\s/]+\S*")
COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
LOGO: Final = re.compile(r"[\w .()-]+\.(png|jpe?g|webp)", re.IGNORECASE)  # a name, no folder


class StudioClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One class. ``kind`` is what a week must not lack (strength, mobility) or movement; ``trains`` the causes it works
    on; ``days`` it is held on, every day when left out; ``times`` it begins at: none, one for all days or one for each
    day; ``booking`` the address where a place is booked.
    """

    name: str
    kind: Area
    trains: tuple[Cause, ...] = ()
    days: tuple[Day, ...] = DAYS
    times: tuple[str, ...] = ()
    minutes: int = 60
    booking: str = ""

    def starts(self, day: Day) -> str:
        """When it begins on a day, as 18:30; empty when that is not known."""
        if len(self.times) == 1:
            return self.times[0]
        return self.times[self.days.index(day)] if len(self.times) == len(self.days) and day in self.days else ""


class Studio(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A studio's name, look, place and classes. ``language``: of the kiosk, and of pages whose browser asks for none of
    ours; ``colour`` as #RRGGBB; ``logo``: the name of a picture beside the file; ``booking``: for all classes without
    an address of their own.
    """

    name: str
    address: str = ""
    booking: str = ""
    language: Language | None = None
    colour: str = ""
    logo: str = ""
    classes: tuple[StudioClass, ...] = ()


def fitting_classes(studio: Studio, causes: Sequence[Cause]) -> tuple[StudioClass, ...]:
    """The classes that train what was seen, those for the likeliest cause first; all of them when nothing was."""

    def place(one: StudioClass) -> int:
        return min((causes.index(cause) for cause in one.trains if cause in causes), default=len(causes))

    return tuple(sorted((one for one in studio.classes if place(one) < len(causes)), key=place)) or studio.classes


def when_words(one: StudioClass) -> str:
    """When a class is held: "Monday 18:00, Wednesday 19:30"; empty when the studio says neither days nor times."""
    if one.days == DAYS and len(one.times) <= 1:
        return gettext("Every day, {time}", time=one.times[0]) if one.times else ""
    days = ((gettext(DAY_NAMES[day]), one.starts(day)) for day in one.days)
    return listed(gettext("{day} {time}", day=day, time=time) if time else day for day, time in days)


def trains_words(one: StudioClass, causes: Sequence[Cause]) -> str:
    """What a class works on: of these causes, or all of it; empty when the studio does not say."""
    trains = [cause for cause in causes if cause in one.trains] or list(one.trains)
    if not trains:
        return ""
    return gettext("Works on: {causes}", causes=listed(gettext(SHORT_TITLES[cause]) for cause in trains))


def mistakes(studio: Studio) -> tuple[str, ...]:
    """What is wrong with a studio apart from its form, one plain sentence each; empty when nothing is."""
    names = [one.name.strip().casefold() for one in studio.classes]
    found = [gettext("a class has no name") for name in names if not name]
    if studio.colour and not COLOUR.fullmatch(studio.colour):
        found.append(gettext('the colour "{colour}" must look like #336699', colour=studio.colour))
    if studio.logo and not LOGO.fullmatch(studio.logo):
        what = gettext_noop('the logo "{logo}" must be a PNG, JPEG or WebP beside the file, named without a folder')
        found.append(gettext(what, logo=studio.logo))
    found += _wrong_link(studio.booking)
    for at, one in enumerate(studio.classes):
        if names[at] in names[:at]:
            found.append(gettext('the class "{name}" is listed twice', name=one.name))
        found += _wrong_class(one)
    return tuple(found)


def _wrong_class(one: StudioClass) -> list[str]:
    found = _wrong_link(one.booking)
    if not one.days:
        found.append(gettext('the class "{name}" has no days (leave out "days" if it runs every day)', name=one.name))
    found += [
        gettext('the class "{name}" begins at "{time}", which must look like 18:30', name=one.name, time=time)
        for time in one.times
        if not TIME.fullmatch(time)
    ]
    if len(one.times) not in (0, 1, len(one.days)):
        found.append(gettext('the class "{name}" needs one time, or one for each of its days', name=one.name))
    if not 0 < one.minutes <= MOST_MINUTES:
        found.append(gettext('the class "{name}" cannot last {minutes} minutes', name=one.name, minutes=one.minutes))
    if one.trains and one.kind != "movement" and one.kind not in {AREAS[cause] for cause in one.trains}:
        what = gettext_noop('the class "{name}" is listed as {kind} but trains nothing of that kind')
        found.append(gettext(what, name=one.name, kind=one.kind))
    return found


def _wrong_link(link: str) -> list[str]:
    if not link or LINK.fullmatch(link):
        return []
    return [gettext('the booking address "{link}" must begin with https://', link=link)]
