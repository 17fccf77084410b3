"""Where a visitor is in their check-up: in this visit's memory only, until they save it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from formcheck.advice import visit
from formcheck.advice.visit import Step
from formcheck.movements.spec import VisitTake
from formcheck.schema import MovementName, Visit, VisitPart
from formcheck.ui.before.readiness import clinician_limits
from formcheck.ui.check.clips import Clip

KEY: Final = "checkup"  # not a widget's key: those do not outlive a change of page


@dataclass(frozen=True, slots=True)
class Stop:
    """One recording of the check-up: a take of a step; ``number`` of the step, of ``count``."""

    step: Step
    take: VisitTake
    number: int
    count: int

    @property
    def key(self) -> tuple[MovementName, str]:
        """What a result is kept by."""
        return self.step.name, self.take.id


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a stop: its values with its report, and a picture of it."""

    part: VisitPart
    still: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUp:
    """``begun`` None: not yet; ``at``: the stop under way, below zero the introduction, the result after the last;
    ``clip``: its recording, until the next stop; ``filming``: the recorder is open.
    """

    begun: datetime | None = None
    at: int = -1
    clip: Clip | None = None
    filming: bool = False
    done: Mapping[tuple[MovementName, str], Done] = field(default_factory=dict)


def check_up() -> CheckUp:
    """The check-up of this visit."""
    found: CheckUp | None = st.session_state.get(KEY)
    return found or CheckUp()


def keep(changed: CheckUp) -> None:
    """From now on, for this visit."""
    st.session_state[KEY] = changed


def stops() -> tuple[Stop, ...]:
    """Every recording in order, within what a professional allowed."""
    found = visit.steps(clinician_limits())
    return tuple(
        Stop(step, take, number, len(found)) for number, step in enumerate(found, 1) for take in step.visit.takes
    )


def begin() -> None:
    """To the first step, of the check-up under way or of a new one."""
    keep(replace(check_up(), begun=check_up().begun or datetime.now(UTC), at=0, clip=None, filming=False))


def begin_anew() -> None:
    """To the first step of a new check-up."""
    keep(CheckUp(begun=datetime.now(UTC), at=0))


def go(at: int) -> None:
    """To a stop, or to the result; before the first lies the introduction."""
    keep(replace(check_up(), at=at, clip=None, filming=False))


def take_clip(clip: Clip) -> None:
    """The recording of the stop under way."""
    keep(replace(check_up(), clip=clip, filming=False))


def film(*, on: bool) -> None:
    """Open or close the recorder."""
    keep(replace(check_up(), filming=on))


def put(stop: Stop, done: Done) -> None:
    """What came of a stop."""
    mine = check_up()
    keep(replace(mine, done={**mine.done, stop.key: done}))


def forget(stop: Stop) -> None:
    """Film a stop again."""
    mine = check_up()
    rest = {key: one for key, one in mine.done.items() if key != stop.key}
    keep(replace(mine, done=rest, clip=None, filming=False))


def made() -> Visit | None:
    """The check-up so far; None before its first result."""
    mine = check_up()
    parts = [mine.done[stop.key].part for stop in stops() if stop.key in mine.done]
    return visit.visit_of(parts, mine.begun) if parts and mine.begun else None
