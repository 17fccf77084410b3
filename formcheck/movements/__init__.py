"""What we know of each movement: one module each, and the registry of them.

A module states ``MOVEMENT``; its file name is the movement's name. Listing names imports nothing heavy, so that the
command line can offer them at once.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from formcheck.movements.spec import Check, Movement

#: In reading order; the first that recognises a repetition wins.
NAMES: Final = ("squat", "hinge", "get_up", "sit_to_stand", "floor_sit", "pick_up")
AUTO: Final = "auto"  # in place of a name: found by itself


@lru_cache(maxsize=1)
def movements() -> Mapping[str, "Movement"]:
    """Every movement by name, in reading order, at the standard level."""
    found = {name: import_module(f"formcheck.movements.{name}").MOVEMENT for name in NAMES}
    return MappingProxyType(found)


def checks() -> tuple[tuple["Movement", "Check"], ...]:
    """Every row with the movement it belongs to, in reading order."""
    return tuple((movement, check) for movement in movements().values() for check in movement.checks)
