import numpy as np
from figures import STAND, Motion, Shot
from figures.stream import poses
from hypothesis import given
from hypothesis import strategies as st

from formcheck.live.ring import GAP_S, KEEP_S, LONGEST_S, Ring
from formcheck.motion.track import Pose

STILL = poses(Shot(motion=Motion(((0.0, STAND), (1.0, STAND)))).film.track)


def at(t_s):
    seen = STILL[0]
    return Pose(t_s, seen.image_px, seen.world_m, seen.visibility, seen.silhouette)


def filled(until_s, step_s=0.1, *, standing=True, cuts=()):
    ring = Ring()
    for t_s in np.arange(0.0, until_s + 1e-9, step_s):
        ring.add(at(float(t_s)))
        if t_s == 0.0:
            ring.begin(0.0)
        ring.trim(cuts, standing=standing)
    return ring


def spans(ring):
    t_s = ring.track((64, 64)).t_s
    return t_s[0], t_s[-1] - t_s[1]


def test_what_is_old_is_forgotten_while_standing():
    ring = filled(40.0)
    assert ring.track((64, 64)).t_s[0] >= 40.0 - KEEP_S - 0.11
    assert ring.last_s == 40.0


def test_the_standing_second_stays_at_the_front_with_a_gap_behind_it():
    ring = Ring()
    for t_s in np.arange(0.0, 1.01, 0.1):
        ring.add(at(float(t_s)))
    ring.begin(0.0)
    for t_s in np.arange(1.1, 60.0, 0.1):
        ring.add(at(float(t_s)))
        ring.trim((), standing=True)
    track = ring.track((64, 64))
    assert track.t_s[0] == 0.0
    unseen = np.flatnonzero(~track.seen)
    assert len(unseen) == 1, "the gap is said once"
    assert track.t_s[unseen[0] - 1] <= 1.0 < 40.0 < track.t_s[unseen[0] + 1]


def test_what_goes_on_is_kept_whole():
    assert len(filled(40.0, standing=False)) > 390
    assert filled(100.0, standing=False).track((64, 64)).t_s[0] >= 100.0 - LONGEST_S - 0.11


def test_whole_repetitions_are_forgotten():
    ring = filled(20.0, cuts=(3.05, 7.05, 11.05))
    assert 7.05 <= ring.track((64, 64)).t_s[0] < 7.2


def test_a_pause_of_the_stream_is_no_movement():
    ring = Ring()
    ring.add(at(0.0))
    ring.add(at(GAP_S + 0.1))
    assert ring.track((64, 64)).seen.tolist() == [True, False, True]


@given(st.lists(st.floats(0.01, 3.0), min_size=1, max_size=60), st.booleans())
def test_any_stream_gives_a_track(steps, standing):
    ring = Ring()
    for i, t_s in enumerate(np.cumsum(steps)):
        ring.add(at(float(t_s)))
        if i == 3:
            ring.begin(0.0)
        ring.trim((1.0, 5.0), standing=standing)
        track = ring.track((64, 64))
        assert track.t_s[-1] == t_s == ring.last_s
