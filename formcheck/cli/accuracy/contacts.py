"""Hands on legs and floor of a clip compared with its truth, and the figures of many clips."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from formcheck.cli.accuracy.bootstrap import with_intervals
from formcheck.cli.accuracy.figures import ContactFigures, mean, most
from formcheck.cli.accuracy.truth import TrueRep, Truth
from formcheck.motion.landmarks import SIDES, Side
from formcheck.schema import Rep, Support

BRUSH_S: Final = 0.2  # as the table has it: a hand that touches for no longer is passing by and does not count


@dataclass(frozen=True, slots=True)
class TrueContact:
    """A hand at one place from one instant to another; ``required``: for longer than a brush on the way up."""

    side: Side
    place: str
    from_s: float
    to_s: float
    required: bool


@dataclass(frozen=True, slots=True)
class ContactErrors:
    """Contacts of one clip on the way up of each repetition: from the bottom to its end, on a chair from leaving the
    seat to standing. Hands that only rest before or after may be reported or not.

    ``start_error_s`` and ``end_error_s``, reported minus true, of those found; ``place_right`` of them on the same part
    of the leg; ``hidden`` true ones are by hands that were not seen, and are not among the ``missed``.
    """

    start_error_s: tuple[float, ...]
    end_error_s: tuple[float, ...]
    place_right: int
    missed: int
    extra: int
    hidden: int


def contact_errors(truth: Truth, found: Sequence[Rep | None]) -> ContactErrors | None:
    """``found``: for each true repetition the reported one. None for a truth without hands."""
    if not any(f"contact_{side}" in truth.frames for side in SIDES):
        return None
    starts, ends = list[float](), list[float]()
    right = missed = extra = hidden = 0
    for true_rep, rep in zip(truth.reps, found, strict=True):
        true = list(true_contacts(truth, true_rep))
        pairs = _pairs(true, rep.supports or () if rep else ())
        good = [(one, support) for one, support in pairs if one.required]
        starts += [support.from_s - one.from_s for one, support in good]
        ends += [support.to_s - one.to_s for one, support in good]
        right += sum(one.place == support.place for one, support in good)
        unseen = sum(one.required and rep is not None and one.side not in rep.hands_seen for one in true)
        hidden += unseen
        missed += sum(one.required for one in true) - len(good) - unseen
        extra += len(rep.supports or ()) - len(pairs) if rep else 0
    return ContactErrors(tuple(starts), tuple(ends), right, missed, extra, hidden)


def true_contacts(truth: Truth, rep: TrueRep) -> Iterator[TrueContact]:
    """Every true contact of a repetition."""
    t_s = truth.series("t_s")
    for side in SIDES:
        places = truth.frames.get(f"contact_{side}", ["none"] * len(t_s))
        for place, run in groupby(range(len(t_s)), key=places.__getitem__):
            frames = list(run)
            from_s, to_s = float(t_s[frames[0]]), float(t_s[frames[-1]])
            if place != "none" and from_s <= rep.end_s and to_s >= rep.start_s:
                rising_s = min(to_s, rep.risen_s) - max(from_s, rep.bottom_s)
                yield TrueContact(side, place, from_s, to_s, required=rising_s > BRUSH_S)


def _pairs(true: Sequence[TrueContact], reported: Sequence[Support]) -> list[tuple[TrueContact, Support]]:
    """Contacts of the same hand that overlap, on the floor or on the leg; the longest overlaps first, each once."""
    overlaps = [
        (min(one.to_s, support.to_s) - max(one.from_s, support.from_s), at, by)
        for at, one in enumerate(true)
        for by, support in enumerate(reported)
        if one.side == support.side and _surface(one.place) == _surface(support.place)
    ]
    pairs: dict[int, int] = {}
    for overlap_s, at, by in sorted(overlaps, reverse=True):
        if overlap_s >= 0 and at not in pairs and by not in pairs.values():
            pairs[at] = by
    return [(true[at], reported[by]) for at, by in pairs.items()]


def _surface(place: str) -> str:
    return "leg" if place in ("knee", "thigh") else place


def pool_contacts(found: Sequence[tuple[str, ContactErrors]]) -> ContactFigures | None:
    """Figures of all clips, each with its person; None where there is nothing to count."""
    counted = with_intervals(found, _figures)
    return counted if counted.contacts + counted.extra else None


def _figures(clips: Sequence[ContactErrors]) -> ContactFigures:
    starts = np.abs([error for clip in clips for error in clip.start_error_s])
    ends = np.abs([error for clip in clips for error in clip.end_error_s])
    missed, extra, hidden = (sum(getattr(clip, name) for clip in clips) for name in ("missed", "extra", "hidden"))
    return ContactFigures(
        clips=len(clips),
        contacts=len(starts) + missed + hidden,
        matched=len(starts),
        place_right=sum(clip.place_right for clip in clips),
        missed=missed,
        hidden=hidden,
        extra=extra,
        mean_abs_start_error_s=mean(starts, 3),
        p95_abs_start_error_s=most(starts, 3),
        mean_abs_end_error_s=mean(ends, 3),
        p95_abs_end_error_s=most(ends, 3),
    )
