"""Variants of inputs once judged wrongly: of people nothing is fitted on, six of each kind, and drawn as they say."""

import numpy as np

from sample_videos.render.kinds import drawing
from sample_videos.render.kinds.all_kinds import KINDS
from sample_videos.render.kinds.kind import VARIANTS, Film, seen_from, true_reps
from sample_videos.render.kinds.tables import BLOCK, PAGE, Outcome, printed
from tests.sample_videos.bodies import needs_body


def _film(count: int = 20) -> Film:
    hips = np.stack([np.linspace(60, 80, count), np.full(count, 80.0)], axis=1)
    return Film([np.full((160, 120, 3), 90, np.uint8)] * count, hips, hips - [0, 40], 10)


def test_every_kind_has_six_variants_of_six_people_of_the_test_split() -> None:
    kinds = {clip.kind for clip in KINDS}
    assert len(kinds) >= 13
    for kind in kinds:
        variants = [clip for clip in KINDS if clip.kind == kind]
        assert [clip.number for clip in variants] == list(range(VARIANTS))
        assert len({clip.film.judged.person for clip in variants}) == VARIANTS
        assert len({clip.film.camera for clip in variants}) == VARIANTS
        assert {clip.film.judged.who.split for clip in variants} == {"test"}
    assert len({clip.name for clip in KINDS}) == len(KINDS)


@needs_body
def test_who_turns_is_seen_from_two_sides() -> None:
    turned = [clip for clip in KINDS if clip.film.judged.turn]
    assert len(turned) == 3 * VARIANTS
    for clip in turned:
        wanted = {"left", "right"} if clip.kind != "turned_front" else {"front", "left", "right"}
        views = {rep.view for rep in true_reps(clip.film)}
        assert len(views) == 2
        assert views <= wanted


@needs_body
def test_the_true_depth_is_named_by_the_limits_that_formcheck_judges_by() -> None:
    """At a knee of 137 the thighs do not rest on the calves, whatever the word in a truth file would be."""
    (clip,) = (clip for clip in KINDS if clip.name == "turned_round_2_kemi")
    assert {rep.depth for rep in true_reps(clip.film)} == {"below_parallel"}


def test_views_are_named_as_formcheck_names_them() -> None:
    named = {0: "front", 15: "front", 45: "oblique", 70: "left", 110: "left", -90: "right", 180: "back", 290: "right"}
    assert {azimuth: seen_from(azimuth) for azimuth in named} == named


def test_a_post_stands_still_and_a_plate_goes_with_the_shoulders() -> None:
    film = _film()
    posts = [(picture != 90).any(axis=2) for picture in drawing.post("000000", 0.1, 0.5)(film)]
    assert all((one == posts[0]).all() for one in posts)
    assert posts[0].any(axis=0).sum() == 16
    plates = [(picture != 90).any(axis=2) for picture in drawing.plate("000000", 0.3, 0.0)(film)]
    middles = [np.argwhere(one)[:, 1].mean() for one in plates]
    assert middles[-1] - middles[0] > 15


def test_a_camera_that_moves_ends_where_it_should() -> None:
    film = _film()
    assert {p.shape for p in drawing.pillars(0.5, above=0.25)(film)} == {(240, 240, 3)}
    cut = drawing.cut_to(2.0, ((0.5, 1.0),), (0.5, 0.5))(film)
    assert len(cut) == len(film.pictures)
    black = [float((p == 0).all(axis=2).mean()) for p in drawing.picked_up(1.0, (0.5, 0.0), 0.0, black=True)(film)]
    assert black[0] == black[9] == 0
    assert black[-1] > 0.4


def test_the_table_names_what_is_wrong() -> None:
    first = [clip for clip in KINDS if clip.kind == KINDS[0].kind]
    table = printed([Outcome(clip, ("called hinge",) if clip.number == 2 else ()) for clip in first])
    assert f"| {first[0].words} | 6 | 5 (50 to 100 %) | {first[0].kind} 2: called hinge |" in table
    assert "| all | 6 | 5 (50 to 100 %) | |" in table
    assert BLOCK.search(PAGE.read_text(encoding="utf-8"))
