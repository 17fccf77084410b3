"""Choosing a movement: those of the registry, or found by itself."""

from collections.abc import Mapping

from formcheck.i18n import gettext
from formcheck.movements import AUTO, movements
from formcheck.settings import MovementChoice


def movement_choices() -> Mapping[MovementChoice, str]:
    """What a visitor may choose, with its words."""
    return {AUTO: gettext("Detect automatically")} | {one.name: gettext(one.short) for one in movements().values()}
