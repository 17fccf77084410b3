"""What may be chosen: what programs hand in is refused before any work, with what may be given."""

import math
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import is_dataclass
from types import NoneType
from typing import Annotated, Any, Final, Literal, NoReturn, get_args, get_origin, get_type_hints

import msgspec

from formcheck.errors import BadChoice, brief
from formcheck.i18n import Language, get_locale, gettext, gettext_noop, listed, use_locale
from formcheck.movements import AUTO, NAMES, movements
from formcheck.settings import AnalysisOptions, OwnLimit

WANTED: Final[Mapping[type, str]] = {
    float: gettext_noop("a number"),
    bool: gettext_noop("True or False"),
    str: gettext_noop("text"),
}
FROM: Final[Mapping[type, str]] = {
    int: gettext_noop("a whole number from {least} on"),
    float: gettext_noop("a number from {least} on"),
}


def speaking(options: AnalysisOptions) -> AbstractContextManager[None]:
    """In the options' language; in that of the context where they name none."""
    return use_locale(options.language if options.language in get_args(Language) else get_locale())


def check_options(options: AnalysisOptions) -> None:
    """Raises BadChoice, in the options' language, for the first value that nobody may choose."""
    with speaking(options):
        one_of("movement", options.movement, (AUTO, *NAMES))
        _check_record(options)
        video = options.video
        if video.to_s is not None and video.to_s <= video.from_s:
            refuse("video.to_s", video.to_s, gettext("a time later than from_s"))


def one_of(name: str, value: object, known: Sequence[str]) -> None:
    """Raises BadChoice, with all there is, where the value is none of what is known; ``name``: of what is chosen."""
    if not (isinstance(value, str) and value in known):
        refuse(name, value, gettext("one of {known}", known=listed(known)))


def fitting(name: str, value: object, kind: Any) -> None:
    """Raises BadChoice for a value of another kind, which is a type with None, or with its `Least`, where it has them,
    and for a number that is none (NaN) or has no end.
    """
    plain, least = _plain(kind)
    try:
        known = msgspec.convert(value, kind)
    except msgspec.ValidationError:
        known = math.nan
    if not isinstance(known, int | float) or (math.isfinite(known) and known >= least):
        return
    said = gettext(FROM[plain], least=least) if math.isfinite(least) else gettext(WANTED[plain])
    refuse(name, value, gettext("{wanted}, or None", wanted=said) if NoneType in get_args(kind) else said)


def refuse(name: str, value: object, wanted: str) -> NoReturn:
    """Raises BadChoice, with what may be given."""
    raise BadChoice(
        gettext("{name} cannot be {value}: please give {wanted}.", name=name, value=brief(repr(value)), wanted=wanted)
    )


def _check_record(record: Any, where: str = "") -> None:
    """Every field of a record of settings, and of those in it."""
    for field, kind in get_type_hints(type(record), include_extras=True).items():
        name, value = f"{where}{field}", getattr(record, field)
        if get_origin(kind) is Literal:
            one_of(name, value, get_args(kind))
        elif get_origin(kind) is tuple:
            _check_own_limits(name, value)
        elif not (isinstance(kind, type) and is_dataclass(kind)):
            fitting(name, value, kind)
        elif isinstance(value, kind):
            _check_record(value, f"{name}.")
        else:
            refuse(name, value, kind.__name__)


def _check_own_limits(name: str, limits: object) -> None:
    if not (isinstance(limits, tuple) and all(isinstance(one, OwnLimit) for one in limits)):
        refuse(name, limits, gettext("a tuple of {kind}", kind=OwnLimit.__name__))
    for at, own in enumerate(limits):
        _check_record(own, f"{name}[{at}].")
        _check_own(own, f"{name}[{at}].")


def _check_own(own: OwnLimit, where: str) -> None:
    """Whether there is such a check, whose values get worse to that side."""
    one_of(f"{where}movement", own.movement, NAMES)
    rows = {row.id: row for row in movements()[own.movement].checks}
    one_of(f"{where}check", own.check, tuple(rows))
    above = rows[own.check].limit.bad == "above"
    if (own.fault >= own.good) != above:
        wanted = gettext_noop("a number from {least} on") if above else gettext_noop("a number below {most}")
        refuse(f"{where}fault", own.fault, gettext(wanted, least=own.good, most=own.good))
    if not own.source:
        refuse(f"{where}source", own.source, gettext("who changed it, when and why"))


def _plain(kind: Any) -> tuple[type, float]:
    """The type without None and notes, and the least number that is one of it."""
    if NoneType in get_args(kind):
        kind = get_args(kind)[0]
    if get_origin(kind) is Annotated:
        plain, least = get_args(kind)
        return plain, least.number
    return kind, -math.inf
