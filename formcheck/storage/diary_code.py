"""A diary's code, and what it opens: entries sealed with a key made from it.

Only the code's owner has it. The file holds neither the code nor anything from which it could be found.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

CODE_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mixed up in handwriting
CODE_GROUPS: Final = (4, 4, 4)  # 59 bits: nobody guesses one
#: One for all: a salt of its own keeps equal passwords apart, and codes are drawn by lot.
SALT: Final = b"FormCheck diary"
COST: Final = 2**14  # scrypt's n: 16 MB and about 50 ms a try, for 2 to the power of 59 tries
KEY_BYTES: Final = 32
MOST_WRONG: Final = 5  # chosen: somebody who misreads her own handwriting needs fewer
WITHIN_S: Final = 60.0


class Unsealable(ValueError):
    """Sealed bytes that have changed since, or were sealed for another diary."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What one code opens. ``diary`` marks its entries, ``former`` those of versions that sealed nothing."""

    diary: str
    former: str
    _key: bytes

    def close(self, content: bytes) -> bytes:
        """Sealed: unreadable without the code, and no byte can change unnoticed."""
        return Fernet(self._key).encrypt(content)

    def open(self, sealed: bytes) -> bytes:
        """The content again. Raises Unsealable."""
        try:
            return Fernet(self._key).decrypt(sealed)
        except InvalidToken as error:
            raise Unsealable from error


@lru_cache(maxsize=8)
def seal_of(code: str) -> Seal:
    """The seal of a code as typed by hand."""
    tidy = tidy_code(code).encode()
    made = Scrypt(salt=SALT, length=2 * KEY_BYTES, n=COST, r=8, p=1).derive(tidy)
    key = base64.urlsafe_b64encode(made[:KEY_BYTES])
    return Seal(made[KEY_BYTES:].hex(), hashlib.sha256(tidy).hexdigest(), key)


def new_code() -> str:
    """A new diary's code, as its owner writes it down."""
    return "-".join("".join(secrets.choice(CODE_SIGNS) for _ in range(count)) for count in CODE_GROUPS)


def tidy_code(typed: str) -> str:
    """A code as typed by hand, with the dashes where they belong; other text comes back without its spaces."""
    signs = "".join(sign for sign in typed.lower() if sign.isalnum())
    groups, at = [], 0
    for count in CODE_GROUPS:
        groups.append(signs[at : at + count])
        at += count
    return "-".join(group for group in (*groups, signs[at:]) if group)


class WrongCodes:
    """Counts wrong codes, so that nobody can try them by the thousand: for all visitors of a server together."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._at_s: list[float] = []

    def add(self) -> None:
        """One more wrong code."""
        self._at_s = [*self._at_s, self._now_s()][-MOST_WRONG:]

    def wait_s(self) -> float:
        """Seconds until the next code may be tried; 0 for at once."""
        if len(self._at_s) < MOST_WRONG:
            return 0.0
        return max(0.0, self._at_s[0] + WITHIN_S - self._now_s())
