"""Hands on legs and floor are counted right."""

from typing import Any

import msgspec
import numpy as np
import pytest
from compared import TRUE_DEG, example, finding, measured, pooled, rep, reported, true_clip

from formcheck import schema as r
from formcheck.cli.accuracy import tables
from formcheck.cli.accuracy.comparing import Compared, compare
from formcheck.cli.accuracy.truth import TrueFault, TrueRep
from formcheck.movements.rows import HANDS_ON_KNEES


def _support(side: Any, place: r.SupportPlace, from_s: float, to_s: float) -> r.Support:
    return r.Support(
        side=side, place=place, kind="braced", from_s=from_s, to_s=to_s, seconds=to_s - from_s, share_of_ascent=0.5
    )


SQUAT = TrueRep(1.0, 3.0, 6.0)


def _held(
    *supports: r.Support,
    seen: tuple[Any, ...] = ("left", "right"),
    at: TrueRep = SQUAT,
    **true: list[str],
) -> Compared:
    """A clip of one repetition with its bottom at 3 and its end at 6 s, a frame each half second."""
    t_s = np.arange(0.0, 6.01, 0.5).tolist()
    frames = {"t_s": t_s} | {name: [value] * len(t_s) for name, value in TRUE_DEG.items()}
    frames |= {"contact_left": ["none"] * len(t_s)} | true
    held = msgspec.structs.replace(rep(1, 3.0), supports=supports, hands_seen=seen)
    return compare("a", reported((held,)), measured(), true_clip(frames=frames, reps=(at,)))


def _places(**spans: tuple[int, int]) -> list[str]:
    """At half seconds: nothing but the given places, from one frame to another."""
    out = ["none"] * 13
    for place, (first, last) in spans.items():
        out[first : last + 1] = [place] * (last + 1 - first)
    return out


def test_contacts_are_matched_by_hand_and_surface_with_their_errors() -> None:
    left = _places(knee=(6, 8), thigh=(9, 10))  # 3 to 4 s and 4.5 to 5 s
    seen = (_support("left", "knee", 3.1, 4.0), _support("left", "knee", 4.2, 4.8), _support("right", "knee", 3.0, 4.0))
    figures = pooled(_held(*seen, contact_left=left)).contacts
    assert figures is not None
    assert (figures.contacts, figures.matched, figures.missed, figures.extra, figures.hidden) == (2, 2, 0, 1, 0)
    assert figures.place_right == 1
    assert (figures.mean_abs_start_error_s, figures.p95_abs_start_error_s) == (0.2, 0.29)
    assert (figures.mean_abs_end_error_s, figures.p95_abs_end_error_s) == (0.1, 0.19)


def test_contacts_on_the_floor_or_on_something_else_are_none_on_the_leg() -> None:
    floor, other = (_support("left", place, 3.0, 4.0) for place in ("floor", "other"))
    figures = pooled(_held(floor, other, contact_left=_places(knee=(6, 8)))).contacts
    assert figures is not None
    assert (figures.matched, figures.missed, figures.extra, figures.mean_abs_start_error_s) == (0, 1, 2, None)


def test_one_reported_contact_matches_one_true_one_only() -> None:
    figures = pooled(_held(_support("left", "knee", 3.0, 5.0), contact_left=_places(knee=(6, 8), thigh=(9, 10))))
    assert figures.contacts is not None
    assert (figures.contacts.matched, figures.contacts.missed, figures.contacts.extra) == (1, 1, 0)


def test_contacts_of_hidden_hands_are_not_missed() -> None:
    figures = pooled(_held(seen=("left",), contact_left=_places(knee=(6, 8)), contact_right=_places(knee=(6, 8))))
    assert figures.contacts is not None
    assert (figures.contacts.contacts, figures.contacts.missed, figures.contacts.hidden) == (2, 1, 1)


@pytest.mark.parametrize("frames", [(6, 6), (3, 5), (9, 9)], ids=["brush at the bottom", "on the way down", "brush"])
def test_brushes_and_hands_that_leave_before_the_bottom_may_be_reported_or_not(frames: tuple[int, int]) -> None:
    true = _places(knee=frames)
    brush = _support("left", "knee", frames[0] / 2, frames[1] / 2)
    assert pooled(_held(contact_left=true)).contacts is None
    assert pooled(_held(brush, contact_left=true)).contacts is None


@pytest.mark.parametrize(
    ("frames", "contacts"),
    [((2, 6), 0), ((9, 12), 0), ((2, 8), 1), ((7, 8), 1)],
    ids=["rests until the seat is left", "rests once seated again", "rests, then pushes", "pushes"],
)
def test_on_a_chair_hands_count_between_seat_and_standing(frames: tuple[int, int], contacts: int) -> None:
    up = TrueRep(1.0, 3.0, 6.0, stand_s=4.5)
    figures = pooled(_held(at=up, contact_left=_places(thigh=frames))).contacts
    assert (figures.contacts if figures else 0) == contacts


def test_contacts_of_a_repetition_that_was_not_found_are_missed() -> None:
    frames = true_clip().frames | {"contact_left": ["none", "none", "knee", "knee", "none", "none", "none"]}
    figures = pooled(compare("a", reported(()), measured(), true_clip(frames=frames, reps=(TrueRep(1.0, 2.0, 4.0),))))
    assert figures.contacts is not None
    assert (figures.contacts.contacts, figures.contacts.missed) == (1, 1)


def test_a_truth_without_hands_has_no_contact_figures() -> None:
    assert compare("a", reported(()), measured(), true_clip()).contacts is None
    assert example().contacts is None


def test_contacts_have_a_table_of_their_own() -> None:
    figures = pooled(_held(_support("left", "knee", 3.1, 3.9), contact_left=_places(knee=(6, 8))))
    lines = tables.markdown(figures).splitlines()
    at = lines.index("**Hands on legs or floor while rising**")
    assert lines[at + 2 : at + 9] == [
        "| what | right |",
        "| --- | --- |",
        "| contacts found | 1 of 1 (5 to 100 %), 0 by hidden hands |",
        "| place classified correctly: knee, thigh or floor | 1 of 1 (5 to 100 %) |",
        "| contacts reported where there is none | 0 |",
        "| beginning of a contact | 0.10 s off on average, 95 % within 0.10 s |",
        "| end of a contact | 0.10 s off on average, 95 % within 0.10 s |",
    ]


def _hands(clip: str, *verdicts: r.Verdict, pushing: int, **filmed: Any) -> Compared:
    """A clip of two repetitions with these verdicts on hands, of which the first so many push."""
    truth = true_clip(faults=tuple(TrueFault(HANDS_ON_KNEES.id, "clear", i) for i in range(pushing)), **filmed)
    found = [finding(HANDS_ON_KNEES.id, i, verdict) for i, verdict in enumerate(verdicts, start=1)]
    return compare(clip, reported((rep(1, 1.5), rep(2, 4.5)), *found), measured(), truth)


def test_pushing_and_free_hands_are_counted_by_camera() -> None:
    side = [
        _hands("a", "fault", "watch", pushing=2, person="one"),
        _hands("b", "not_assessed", "good", pushing=2, person="two"),
        _hands("c", "good", "watch", pushing=0, person="two"),
        _hands("d", "not_assessed", "good", pushing=0, person="three"),
    ]
    front = _hands("e", "watch", "good", pushing=1, view="front", person="one")
    behind = _hands("f", "not_assessed", "fault", pushing=1, view="back", person="one")
    hands = {one.view: one for one in pooled(*side, front, behind).hands}
    assert list(hands) == ["side-on", "front", "behind"]
    on = hands["side-on"]
    assert (on.people, on.pushing, on.found, on.unsure) == (3, 4, 2, 1)
    assert (on.free, on.free_judged, on.alarms, on.precision) == (4, 3, 1, 0.667)
    assert [(one.pushing, one.found, one.unsure) for one in (hands["front"], hands["behind"])] == [(1, 1, 0), (1, 0, 1)]
    assert [(one.free, one.free_judged, one.alarms) for one in (hands["front"], hands["behind"])] == [
        (1, 1, 0),
        (1, 1, 1),
    ]
    lines = tables.markdown(pooled(*side, front, behind)).splitlines()
    at = lines.index("**Hands that push on the legs, by repetition**")
    assert lines[at + 4 : at + 7] == [
        "| side-on (3 people) | 2 of 4 (9 to 91 %) | 1 | 3 of 4 | 1 | 67 % (16 to 95 %) |",
        "| front (1 person) | 1 of 1 (5 to 100 %) | 0 | 1 of 1 | 0 | 100 % (5 to 100 %) |",
        "| behind (1 person) | 0 of 1 (0 to 95 %) | 1 | 1 of 1 | 1 | 0 % (0 to 95 %) |",
    ]
