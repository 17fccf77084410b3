"""People from scans: crossing, leaving, coming back, three in a row; made-up sightings every two seconds."""

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from bodies import body

from formcheck.media.linking import link
from formcheck.media.people import ASIDE_SIZES, HIDDEN_S, Person, centre_px, follow
from formcheck.motion.track import Pose, Track

EVERY_S = 2.0
SIZE_WH = (1280, 720)
Way = Callable[[float], float | None]


def scans(*ways: Way, times: int = 6) -> list[list[Pose]]:
    """What a scout finds of people who are where their ``ways`` put them; None: out of the picture."""
    looks = []
    for t_s in np.arange(times) * EVERY_S:
        places = [(way(t_s), t_s) for way in ways]
        looks.append([body(x, t_s) for x, t_s in places if x is not None])
    return looks


def track_of(way: Way, *, times: int = 6, fps: float = 10.0) -> Track:
    """The same person frame by frame."""
    poses = []
    for t_s in np.arange(times * EVERY_S * fps) / fps:
        x = way(t_s)
        poses.append(Pose.unseen(t_s) if x is None else body(x, t_s))
    return Track.from_poses(poses, SIZE_WH)


def places(person: Person) -> list[float]:
    return [round(float(centre_px(s.image_px)[0])) for s in person.sightings]


def counts(people: Iterable[Person]) -> list[int]:
    return [len(person.sightings) for person in people]


def walks(t_s: float) -> float | None:
    """Through the picture at 1.6 m a second and back: 640 px between two scans, more than five trunk lengths."""
    return 100.0 + 320.0 * t_s if t_s < 3.5 else 1220.0 - 320.0 * (t_s - 3.5) if t_s < 7.0 else None


def stands(x: float) -> Way:
    return lambda _t_s: x


def test_a_walker_who_is_far_away_at_the_next_scan_is_one_person():
    seen = scans(walks)
    assert len(link(seen)) > 1, "by places alone nobody could tell"
    (person,) = link(seen, track_of(walks))
    assert places(person) == [100, 740, 1060, 420]


def test_who_leaves_as_somebody_else_enters_are_two():
    """The track ends with the first and begins with the second: a jump is no way from one to the other."""

    def leaves(t_s):
        return 700.0 + 140.0 * t_s if t_s < 4.1 else None

    def enters(t_s):
        return None if t_s < 4.2 else 60.0 + 20.0 * (t_s - 4.2)

    def both(t_s):
        return leaves(t_s) or enters(t_s)

    assert counts(link(scans(leaves, enters), track_of(both))) == [3, 3]


def test_one_who_walks_behind_another_and_on_leaves_two():
    def crosses(t_s):
        return 200.0 + 90.0 * t_s

    people = link(scans(stands(640.0), crosses), track_of(stands(640.0)))
    assert counts(people) == [6, 6]
    assert {places(p)[0] for p in people} == {640, 200}
    assert any(places(p) == [640] * 6 for p in people)


def test_a_track_that_slides_over_to_a_passer_by_does_not_exchange_them():
    def passes(t_s):
        return 200.0 + 220.0 * t_s if t_s < 5 else None

    def slides(t_s):
        return 640.0 if t_s < 2 else passes(t_s)

    people = link(scans(stands(640.0), passes), track_of(slides))
    assert [640] * 6 in [places(p) for p in people]


def test_who_is_hidden_for_a_while_is_the_same_afterwards():
    def hidden(t_s):
        return None if 3 < t_s < 7 else 640.0

    (person,) = link(scans(hidden))
    assert counts([person]) == [4]


def test_who_leaves_and_comes_back_to_the_same_place_is_the_same():
    def away(t_s):
        return 640.0 if t_s < 3 or t_s > 7 else None

    other = stands(200.0)
    assert counts(link(scans(away, other))) == [6, 4]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_three_in_a_row_are_numbered_from_the_left_in_whatever_order_they_are_found(order: tuple[int, ...]):
    row = [stands(x) for x in (200.0, 640.0, 1080.0)]
    people = link(scans(*(row[i] for i in order)))
    assert [(p.number, places(p)[0]) for p in people] == [(1, 200), (2, 640), (3, 1080)]


def test_the_one_to_follow_is_not_taken_for_a_neighbour():
    here, there = link(scans(stands(300.0), stands(900.0)))

    def jumps(t_s):
        return 300.0 if t_s < 6 else 900.0

    followed = follow(track_of(jumps), here, [there])
    assert followed.seen[:60].all()
    assert not followed.seen[60:].any()


def test_frames_in_which_a_passer_by_takes_the_track_along_are_nobodys():
    """The track slides away with who walks past, without a jump, and is back later."""
    fps, size = 10.0, 100.0

    def passes(t_s):
        return 100.0 + 300.0 * t_s

    person = Person([body(640.0, 0.5 * i) for i in range(8)], 1)
    walker = Person([body(passes(0.5 * i), 0.5 * i) for i in range(8)], 2)
    met_s, back_s = 1.8, 2.4
    times = np.arange(35) / fps
    slid = [passes(t) if met_s <= t < back_s else 640.0 for t in times]
    track = Track.from_poses([body(x, t) for x, t in zip(slid, times, strict=True)], SIZE_WH)
    followed = follow(track, person, [walker])
    aside = np.abs(np.array(slid) - 640.0) > ASIDE_SIZES * size
    assert aside.any()
    assert not (followed.seen & aside).any()
    assert followed.seen[times < met_s - HIDDEN_S].all()
    assert followed.seen[times > back_s + HIDDEN_S + 0.1].all()
