"""Words that open something, kept as a hash that tells nothing of them: Argon2id, with a salt of its own for each."""

import secrets
from typing import Final

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MEMORY_KB, ROUNDS, SALT_BYTES, HASH_BYTES = 19_456, 2, 16, 32  # what OWASP asks of Argon2id at the least
NOBODYS: Final = b""  # stands for a hash that is not there


def hashed(words: str) -> bytes:
    """What to keep of them, in the usual form: parameters, salt and hash."""
    salt = secrets.token_bytes(SALT_BYTES)
    hashing = Argon2id(salt=salt, length=HASH_BYTES, iterations=ROUNDS, lanes=1, memory_cost=MEMORY_KB)
    return hashing.derive_phc_encoded(words.encode()).encode()


def is_match(words: str, kept: bytes) -> bool:
    """Whether these are the words; what is no hash matches nothing. Takes the same time for `NOBODYS`."""
    if kept == NOBODYS:
        hashed(words)
        return False
    try:
        Argon2id.verify_phc_encoded(words.encode(), kept.decode())
    except (InvalidKey, ValueError):
        return False
    return True
