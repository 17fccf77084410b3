"""The contact model that is shipped, on rendered people nobody fitted it on: hands that push, hover and hang."""

import pytest
from judged_clips import judged, truth

from formcheck.movements.rows import HANDS_ON_KNEES
from formcheck.schema import Verdict

PUSHING = {"hands_squat_palms_over_the_kneecaps_kemi": "knee", "hands_hinge_palms_on_mid_thigh_nils": "thigh"}
FREE = ("hands_squat_hovering_6_cm_over_the_kneecaps_ines", "hands_squat_hanging_between_the_legs_luis")
BEGINS_WITHIN_S, ENDS_WITHIN_S = 0.2, 0.3


def verdicts(name: str) -> list[Verdict]:
    return [finding.verdict for finding in judged(name).findings if finding.check == HANDS_ON_KNEES.id]


def true_stay_s(name: str, rep: int) -> tuple[float, float]:
    """When the near hand first comes to a leg in a true repetition, and when it leaves."""
    true = truth(name)
    t_s, places = true["frames"]["t_s"], true["frames"][f"contact_{true['near_side']}"]
    first = next(i for i, t in enumerate(t_s) if t >= true["reps"][rep]["start_s"] and places[i] != "none")
    last = next(i for i in range(first, len(t_s)) if places[i] == "none")
    return t_s[first], t_s[last]


@pytest.mark.parametrize("name", PUSHING)
def test_the_near_hand_that_pushes_is_found_when_it_does(name: str) -> None:
    true = truth(name)
    assert true["split"] == "test"
    assert verdicts(name) == ["fault"] * len(true["reps"])
    for i, rep in enumerate(judged(name).reps):
        (support,) = (one for one in rep.supports or () if one.side == true["near_side"])
        assert (support.place, support.kind) == (PUSHING[name], "braced")
        from_s, to_s = true_stay_s(name, i)
        assert support.from_s == pytest.approx(from_s, abs=BEGINS_WITHIN_S)
        assert support.to_s == pytest.approx(to_s, abs=ENDS_WITHIN_S)


@pytest.mark.parametrize("name", FREE)
def test_hands_that_hover_or_hang_are_judged_and_quiet(name: str) -> None:
    true = truth(name)
    assert {place for side in ("left", "right") for place in true["frames"][f"contact_{side}"]} == {"none"}
    assert verdicts(name) == ["good"] * len(true["reps"])
    for rep in judged(name).reps:
        assert true["near_side"] in rep.hands_seen
        assert rep.supports == ()
