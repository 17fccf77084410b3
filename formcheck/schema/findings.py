"""What checks found, and the limits they held it against."""

import msgspec

from formcheck.schema.codes import Direction, MovementName, Note, Part, SignName, Verdict


class LimitUsed(Part, frozen=True, kw_only=True):
    """The limit a value was held against: good up to ``good``, fault past ``fault``, on the ``bad`` side, in ``unit``.

    ``source`` is the table's own, in English; ``step`` how far the level moved the limits, and ``kept`` why one of them
    ("good", "fault") stayed.
    """

    good: float
    fault: float
    bad: Direction
    unit: str
    source: str
    level: str = "standard"
    step: float = 0.0
    kept: dict[str, str] = msgspec.field(default_factory=dict)


class Sign(Part, frozen=True, kw_only=True):
    """One sign of lower-back compensation, and the check and moment that show it."""

    name: SignName
    check: str
    verdict: Verdict
    t_s: float


class Finding(Part, frozen=True, kw_only=True):
    """One check of a movement on one repetition (or on the whole set: ``rep`` null).

    ``band``: half-width of the 90 % interval of ``value``, null where it is not known; ``confidence`` 0..1;
    ``abstain``: why it is not assessed; ``notes``: what else is worth saying. ``signs`` and ``unknown_signs`` belong to
    lower-back compensation: what was seen, and what could not be judged.
    """

    check: str
    movement: MovementName
    rep: int | None
    verdict: Verdict
    value: float | None
    limit: LimitUsed
    t_s: float | None
    confidence: float
    band: float | None = None
    abstain: Note | None = None
    notes: tuple[Note, ...] = ()
    signs: tuple[Sign, ...] = ()
    unknown_signs: tuple[SignName, ...] = ()

    @property
    def unit(self) -> str:
        """Unit of value and limit."""
        return self.limit.unit
