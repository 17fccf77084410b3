"""The passcodes by which phones in the same network get in: one for trainers, one for members; only hashes are kept."""

import unicodedata
from itertools import pairwise
from typing import Final, Literal, get_args

from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.ordinary import UnfitFile
from formcheck.reports.export import why_not
from formcheck.storage.hashing import NOBODYS, hashed, is_match
from formcheck.storage.small_files import data_folder, read_small, write_whole

Role = Literal["trainer", "member"]

ROLES: Final[tuple[Role, ...]] = get_args(Role)
FILES: Final[dict[Role, str]] = {"trainer": "trainer.passcode", "member": "member.passcode"}
FEWEST, MOST = 6, 128  # characters; fewest as asked for, most so that a try stays small


def has_passcode(role: Role) -> bool:
    """Whether one has been set."""
    return (data_folder() / FILES[role]).is_file()


def set_passcode(role: Role, words: str) -> None:
    """Set it. Raises BadChoice where it is too short, too easy or the other role's, or cannot be kept."""
    tidy = tidied(words)
    if not FEWEST <= len(tidy) <= MOST:
        raise BadChoice(
            gettext(
                "A passcode has {fewest} to {most} characters. Please choose another one.", fewest=FEWEST, most=MOST
            )
        )
    if len({ord(after) - ord(before) for before, after in pairwise(tidy)}) == 1:  # 111111, 123456, fedcba
        raise BadChoice(gettext("That passcode is too easy to guess. Please choose another one."))
    if role_of(tidy) not in (None, role):
        raise BadChoice(gettext("Trainers and members need different passcodes. Please choose another one."))
    path = data_folder() / FILES[role]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, hashed(tidy))
    except OSError as error:
        raise BadChoice(gettext("We can't keep the passcode: {why}.", why=why_not(error))) from error


def role_of(words: str) -> Role | None:
    """Whose passcode this is. Each of them is tried whatever the others said, so the time taken tells nothing."""
    tidy = tidied(words)[: MOST + 1]
    found = [role for role in ROLES if is_match(tidy, _kept(role))]
    return found[0] if found else None


def remove_passcode(role: Role) -> bool:
    """Remove it; whether there was one. Raises OSError."""
    there = has_passcode(role)
    (data_folder() / FILES[role]).unlink(missing_ok=True)
    return there


def tidied(words: str) -> str:
    """The same words in one form, whichever keyboard they come from."""
    return unicodedata.normalize("NFKC", words).strip()


def _kept(role: Role) -> bytes:
    try:
        return read_small(data_folder() / FILES[role])
    except (OSError, UnfitFile):
        return NOBODYS
