"""The PIN of whoever looks after a studio's screen: only its hash is kept (Argon2id), and tries are limited."""

from typing import Final

from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.ordinary import UnfitFile
from formcheck.reports.export import why_not
from formcheck.storage.diary_code import WrongCodes
from formcheck.storage.hashing import hashed, is_match
from formcheck.storage.small_files import data_folder, read_small, write_whole

FILE_NAME: Final = "studio.pin"
FEWEST, MOST = 4, 12  # digits
_wrong = WrongCodes()  # of this whole process: one of a page would start again with a reload


def has_pin() -> bool:
    """Whether a PIN has been chosen."""
    return (data_folder() / FILE_NAME).is_file()


def set_pin(digits: str) -> None:
    """Choose the PIN. Raises BadChoice where it is none, or cannot be kept."""
    if not (digits.isascii() and digits.isdigit() and FEWEST <= len(digits) <= MOST):
        words = gettext("A PIN has {fewest} to {most} digits. Please choose another one.", fewest=FEWEST, most=MOST)
        raise BadChoice(words)
    path = data_folder() / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, hashed(digits))
    except OSError as error:
        raise BadChoice(gettext("We can't keep the PIN: {why}.", why=why_not(error))) from error


def is_pin(digits: str) -> bool:
    """Whether these digits are the PIN; a file that cannot be read opens nothing. A wrong try counts."""
    try:
        right = is_match(digits, read_small(data_folder() / FILE_NAME))
    except (OSError, UnfitFile):
        right = False
    if not right:
        _wrong.add()
    return right


def wait_s() -> float:
    """Seconds until the next try; 0 for at once."""
    return _wrong.wait_s()


def forget_pin() -> bool:
    """Remove the PIN, so that a new one is asked for; whether there was one. Raises OSError."""
    there = has_pin()
    (data_folder() / FILE_NAME).unlink(missing_ok=True)
    return there
