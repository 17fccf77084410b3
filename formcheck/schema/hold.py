"""Staying at the bottom of a squat, as it was measured: how long, and on what help."""

from typing import Final, Literal

from formcheck.schema.codes import Part

HeldBy = Literal["free", "leg", "floor", "other"]
Heels = Literal["down", "raised"]
Rung = Literal["supported", "heels_raised", "free"]
#: The ladder, lowest first: a hand on something that carries (a post, the floor), raised heels, neither.
RUNGS: Final[tuple[Rung, ...]] = ("supported", "heels_raised", "free")


class Hold(Part, frozen=True, kw_only=True):
    """A bottom that is held, from ``from_s`` to ``to_s``: the hips are within a twentieth of their way. ``open``: the
    clip ends before the person rises, so that it took this long at least.

    ``left_hand`` and ``right_hand``: what each rests on for most of it, "other" for something beside body and floor.
    They, ``heels`` and ``rung`` are null where that is not known; a hand that is hidden does not keep the rung from
    being known.
    """

    from_s: float
    to_s: float
    open: bool
    left_hand: HeldBy | None
    right_hand: HeldBy | None
    heels: Heels | None
    rung: Rung | None

    @property
    def seconds(self) -> float:
        """How long it was held."""
        return self.to_s - self.from_s
