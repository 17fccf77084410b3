"""A check-up as it is kept and handed out: the reports of its takes, and the values read from them."""

from typing import Final

import msgspec

from formcheck.schema.codes import MovementName, Part
from formcheck.schema.report import Report

VISIT_VERSION: Final = 1


class VisitValue(Part, frozen=True, kw_only=True):
    """A value of a take; ``half_width`` of its 90 % interval, both null where it is not known."""

    id: str
    unit: str
    value: float | None = None
    half_width: float | None = None


class VisitPart(Part, frozen=True, kw_only=True):
    """One take of one movement."""

    movement: MovementName
    take: str
    values: tuple[VisitValue, ...]
    report: Report

    def value(self, row_id: str) -> VisitValue | None:
        """The value with that id."""
        return next((one for one in self.values if one.id == row_id), None)


class Visit(Part, frozen=True, kw_only=True):
    """One check-up: its takes in the order of the steps; ``made_at`` in UTC, ISO 8601."""

    made_at: str
    parts: tuple[VisitPart, ...]
    version: int = VISIT_VERSION

    def part(self, movement: MovementName, take: str) -> VisitPart | None:
        """One take; None where its step was left out."""
        return next((one for one in self.parts if (one.movement, one.take) == (movement, take)), None)

    def to_json(self, *, indent: int = 2) -> str:
        """The check-up as JSON text."""
        return msgspec.json.format(msgspec.json.encode(self), indent=indent).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> "Visit":
        """Read a check-up back. Raises msgspec.ValidationError when the text is none."""
        return msgspec.json.decode(text, type=cls)
