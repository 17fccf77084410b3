"""A studio's file, or the one that ships with FormCheck and names no studio: read, written, and what is wrong in it."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from formcheck.advice.causes import AREAS
from formcheck.advice.classes import DAYS, LOGO, Studio, StudioClass, mistakes
from formcheck.errors import BadChoice, brief
from formcheck.i18n import LANGUAGES, gettext, gettext_noop, listed
from formcheck.ordinary import UnfitFile
from formcheck.reports.export import why_not
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.storage.small_files import data_folder, read_small, write_whole

FILE: Final = "FORMCHECK_CLASSES"  # names a studio's own file, set by formcheck app --classes
COMES_ALONG: Final = Path(__file__).with_name("classes.toml")
OWN: Final = "studio.toml"  # in the data folder, written by the Studio page
#: The names of the classes that come along, said in everybody's language; a studio's own are its own words.
NAMES: Final = (
    gettext_noop("Yoga"),
    gettext_noop("Stretching"),
    gettext_noop("Strength for beginners"),
    gettext_noop("Body control"),
)
#: The words that may stand in a field of the file, and the fields of its two kinds of tables.
WORDS: Final[dict[str, tuple[str, ...]]] = {
    "kind": tuple(dict.fromkeys(AREAS.values())),
    "trains": tuple(AREAS),
    "days": DAYS,
    "language": tuple(LANGUAGES),
}


def studio_file() -> Path:
    """Where a studio's own file is, or will be once somebody saves one."""
    named = os.environ.get(FILE)
    return Path(named) if named else data_folder() / OWN


def studio_in_force() -> Studio:
    """The studio whose file ``FORMCHECK_CLASSES`` names, else the one edited on the Studio page, else the one that
    ships with FormCheck. Raises BadChoice.
    """
    own = studio_file()
    return read_studio(own) if os.environ.get(FILE) or own.is_file() else usual_studio()


def usual_studio() -> Studio:
    """The kinds of classes that come along, named in the language of whoever looks."""
    usual = read_studio(COMES_ALONG)
    classes = tuple(msgspec.structs.replace(one, name=gettext(one.name)) for one in usual.classes)
    return msgspec.structs.replace(usual, classes=classes)


def logo_of(studio: Studio) -> bytes | None:
    """The picture of a studio's logo; None where there is none, or it cannot be read."""
    if not studio.logo or not LOGO.fullmatch(studio.logo):
        return None
    try:
        return read_small(studio_file().with_name(studio.logo))
    except (OSError, UnfitFile):
        return None


def save_studio(studio: Studio, logo: bytes | None = None) -> None:
    """Write the studio's file, and its ``logo`` beside it when a new one is given.

    Raises BadChoice with one sentence where something in it is wrong, or where it cannot be written.
    """
    if wrong := mistakes(studio):
        raise BadChoice(gettext("We can't save this: {wrong}. Please correct it.", wrong=listed(wrong)))
    path = studio_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if logo is not None:
            write_whole(path.with_name(studio.logo), logo)
        write_whole(path, _head() + msgspec.toml.encode(_given(studio)))
    except OSError as error:
        raise BadChoice(gettext("We can't save this: {wrong}. Please correct it.", wrong=why_not(error))) from error


def _given(studio: Studio) -> dict[str, object]:
    """The fields that differ from what holds when they are left out, as they stand in a file."""
    whole = msgspec.to_builtins(studio)
    whole["classes"] = [_without_defaults(one, StudioClass) for one in whole["classes"]]
    return {"name": studio.name, **_without_defaults(whole, Studio)}


def _without_defaults(given: dict[str, object], of: type[msgspec.Struct]) -> dict[str, object]:
    usual = {field.name: field.default for field in msgspec.structs.fields(of)}
    return {name: value for name, value in given.items() if value not in (None, _plain(usual[name]))}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _head() -> bytes:
    """The comment on top of the file that comes along: what each line means, in words for whoever edits it by hand."""
    lines = COMES_ALONG.read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines[: lines.index(b"\n")]) + b"\n"


def read_studio(path: Path) -> Studio:
    """A studio and its classes, read again once the file has changed.

    Raises BadChoice with one sentence that says what is wrong in the file, and where.
    """
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnfitFile) as error:
        why = why_not(error) if isinstance(error, OSError) else str(error)
        cannot = gettext("We can't read the classes in {path}: {why}. Please choose another file.", path=path, why=why)
        raise BadChoice(cannot) from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed_ns: int) -> Studio:
    return studio_from(read_small(path), str(path))


def studio_from(content: bytes, name: str) -> Studio:
    """A studio from a file's content. Raises BadChoice."""
    try:
        studio = msgspec.toml.decode(content.decode("utf-8-sig"), type=Studio)
        wrong = mistakes(studio)
    except (*UNDECODABLE, ValueError) as error:
        wrong_form = gettext_noop(
            "{name} is not a list of classes ({error}).{allowed} Please compare it with {default}, which comes with "
            "FormCheck."
        )
        allowed = _allowed(str(error))
        words = gettext(" Allowed here: {words}.", words=listed(allowed)) if allowed else ""
        said = gettext(wrong_form, name=name, error=brief(error), allowed=words, default=COMES_ALONG)
        raise BadChoice(said) from error
    if wrong:
        raise BadChoice(
            gettext("We can't use {name}: {wrong}. Please correct the file.", name=name, wrong=brief(listed(wrong)))
        )
    return studio


def _allowed(error: str) -> tuple[str, ...]:
    """What may stand where msgspec found something else."""
    place = re.search(r"at `\$(.*)`$", error)
    where = place[1] if place else ""
    if "unknown field" in error:
        table = StudioClass if ".classes" in where else Studio
        return tuple(field.name for field in msgspec.structs.fields(table))
    named = re.findall(r"\.(\w+)", where)
    return WORDS.get(named[-1], ()) if named else ()
