"""The studio's file of classes: the one that ships with FormCheck, or the studio's own."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from formcheck.advice.classes import Studio, mistakes
from formcheck.errors import BadChoice
from formcheck.i18n import gettext, gettext_noop, listed
from formcheck.reports.export import why_not

FILE: Final = "FORMCHECK_CLASSES"  # names a studio's own file, set by formcheck app --classes
COMES_ALONG: Final = Path(__file__).with_name("classes.toml")


def studio_in_force() -> Studio:
    """The studio whose file ``FORMCHECK_CLASSES`` names, else the one that ships with FormCheck. Raises BadChoice."""
    return read_studio(Path(os.environ.get(FILE) or COMES_ALONG))


def read_studio(path: Path = COMES_ALONG) -> Studio:
    """A studio and its classes, read again once the file has changed.

    Raises BadChoice with one sentence that says what is wrong in the file, and where.
    """
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as error:
        cannot = gettext(
            "We can't read the classes in {path}: {why}. Please choose another file.", path=path, why=why_not(error)
        )
        raise BadChoice(cannot) from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed_ns: int) -> Studio:
    return studio_from(path.read_bytes(), str(path))


def studio_from(content: bytes, name: str) -> Studio:
    """A studio from a file's content. Raises BadChoice."""
    try:
        studio = msgspec.toml.decode(content, type=Studio)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        wrong_form = gettext_noop(
            "{name} is not a list of classes ({error}). Please compare it with the one that comes with FormCheck."
        )
        raise BadChoice(gettext(wrong_form, name=name, error=error)) from error
    if wrong := mistakes(studio):
        raise BadChoice(
            gettext("We can't use {name}: {wrong}. Please correct the file.", name=name, wrong=listed(wrong))
        )
    return studio
