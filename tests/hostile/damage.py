"""What happens to a file: cut off, bits flipped, something foreign in it, and values that nobody meant."""

import json
import random
from collections.abc import Callable
from typing import Any, Final

#: What stands where a value was.
FOREIGN: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 1e308, -1e-308, 2**63, 2**64, -(10**30), "", "x" * 5000, "\x00", "\ud7ff\u202e", "NaN",
    "2026-02-30", "squat", [], [[]], {}, {"": None}, [None] * 40,
)  # fmt: skip
#: Bytes put in somewhere: numbers without end, what is no UTF-8, nesting, other ends of lines and formats.
BYTES: Final = (
    b"9" * 5000, b"1e999", b"NaN", b"-Infinity", b"\xff\xfe", b"\xed\xa0\x80", b"\x00", b"[" * 3000, b'{"a":' * 3000,
    b"\r", b"\xef\xbb\xbf", b'"', b"\\u", b"\\ud800", b",", b"'''", b"=", b"\x1b[31m",
)  # fmt: skip


def damaged(content: bytes, seed: int) -> bytes:
    """The content with one kind of damage, the same for the same seed."""
    chance = random.Random(seed)
    return chance.choice(KINDS)(content, chance)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 30))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _put_in(content: bytes, chance: random.Random) -> bytes:
    at = chance.choice((0, len(content), chance.randrange(len(content))))
    return content[:at] + chance.choice(BYTES) + content[at + chance.choice((0, 1, 5)) :]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:last] + content[first:]


def _other(content: bytes, chance: random.Random) -> bytes:
    whole = (b"", b" ", chance.randbytes(300), b"[" * 200_000, content.decode(errors="replace").encode("utf-16"))
    return chance.choice((*whole, *BYTES))


def _another_value(content: bytes, chance: random.Random) -> bytes:
    """One value, somewhere, is another one, is gone, or has another name; only for JSON."""
    try:
        whole = json.loads(content)
    except ValueError:
        return _put_in(content, chance)
    places = list(_places(whole))
    if not places:
        return json.dumps(chance.choice(FOREIGN)).encode()
    holder, key = chance.choice(places)
    what = chance.random()
    if what < 0.2:
        del holder[key]
    elif what < 0.35 and isinstance(holder, dict):
        holder[f"{key}?"] = holder.pop(key)
    else:
        holder[key] = chance.choice(FOREIGN)
    return json.dumps(whole).encode()


def _places(value: Any) -> Any:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


#: Another value is the damage that gets furthest into a reader.
KINDS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _cut, _flipped, _put_in, _doubled, _other, _another_value, _another_value, _another_value, _another_value,
)  # fmt: skip
