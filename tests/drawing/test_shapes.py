"""The list of what is drawn: which shapes, in which layers and in which order, before any pen."""

import numpy as np
import pytest
from shape_scenes import NEAR, SIZE_WH, person, scene

from formcheck.drawing.draw import shapes_of
from formcheck.drawing.shapes import LAYERS, Arc, Dots, Lines, Plate, Text
from formcheck.motion import landmarks as lm


def layer(shapes, name):
    return [shape for shape in shapes if shape.layer == name]


def test_a_full_picture_has_something_in_every_layer():
    shapes = shapes_of(scene(), SIZE_WH)
    assert {shape.layer for shape in shapes} == set(LAYERS)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("back", {"back": None}),
        ("hands", {"hands": ()}),
        ("phase", {"phase": None}),
        ("findings", {"banners": ()}),
        ("details", {"angles": {"knee": 112.0}}),
        ("angles", {"angles": {"tibia": 25.0}}),
    ],
)
def test_a_layer_is_empty_where_there_is_nothing_to_show(name, changes):
    assert layer(shapes_of(scene(), SIZE_WH), name)
    assert layer(shapes_of(scene(**changes), SIZE_WH), name) == []


def test_the_shin_s_angle_is_among_the_details_and_the_others_are_not():
    words = {shape.words: shape.layer for shape in shapes_of(scene(), SIZE_WH) if isinstance(shape, Text)}
    assert words["25°"] == "details"
    assert words["112°"] == words["95°"] == words["30°"] == "angles"


def test_near_joints_are_dots_where_the_landmarks_are():
    (dots,) = (s for s in layer(shapes_of(scene(), SIZE_WH), "skeleton") if isinstance(s, Dots))
    assert {tuple(centre) for centre in dots.centres.tolist()} == set(NEAR.values())


def test_the_far_side_is_faint_and_lies_under_the_near_one():
    lines = [s for s in layer(shapes_of(scene(), SIZE_WH), "skeleton") if isinstance(s, Lines)]
    assert [one.faint for one in lines] == [True, False]
    far = {(x + 30, y - 5) for x, y in NEAR.values()}
    assert {tuple(point) for point in lines[0].points.reshape(-1, 2).tolist()} >= far


def test_an_arc_spans_the_angle_that_is_written():
    sweeps = {
        round(abs(np.degrees(s.sweep))) for s in layer(shapes_of(scene(), SIZE_WH), "angles") if isinstance(s, Arc)
    }
    assert len(sweeps) == 3


def test_a_hand_that_holds_on_is_ringed_at_the_palm_and_named_beside_the_leg():
    ring, plate, text = layer(shapes_of(scene(), SIZE_WH), "hands")
    assert ring.centres.tolist() == [[217.5, 550.0]]
    assert text.words == "Hand on knee"
    assert plate.box[2] < NEAR["knee"][0]  # in front of somebody who faces left


def test_a_hand_that_is_not_seen_is_not_ringed():
    hidden = person()
    hidden[lm.at("wrist", "left")] = np.nan
    assert layer(shapes_of(scene(landmarks_px=hidden), SIZE_WH), "hands") == []


def test_numbers_do_not_lie_on_each_other():
    shapes = shapes_of(scene(hands=()), SIZE_WH)
    plates = [s.box for s in shapes if isinstance(s, Plate) and s.layer in ("angles", "details")]
    assert len(plates) == 4
    for i, (x0, y0, x1, y1) in enumerate(plates):
        assert not any(x0 < b[2] and b[0] < x1 and y0 < b[3] and b[1] < y1 for b in plates[:i])


def test_texts_lie_inside_the_picture():
    for shape in shapes_of(scene(), SIZE_WH):
        if isinstance(shape, Text):
            assert shape.x >= 0
            assert shape.x + shape.width <= SIZE_WH[0]
            assert 0 <= shape.middle <= SIZE_WH[1]
