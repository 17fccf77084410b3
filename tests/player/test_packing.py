"""The shapes of a clip as the browser gets them: read back here as packed.js reads them."""

import base64
import gzip
import json
from itertools import pairwise

import numpy as np
import pytest

from formcheck.drawing.shapes import Arc, Dots, Fill, Icon, Lines, Plate, Shade, Text
from formcheck.player.packing import ALL_LAYERS, KINDS, PER_PX, PER_RADIAN, pack, pack_picture

RED, BLUE = (200, 10, 20), (0, 114, 178)
SHAPES = [
    Lines(layer="skeleton", points=np.array([[(1, 2), (3, 4.5)]]), rgb=RED, width=3, edge=BLUE, edge_width=5),
    Arc(layer="details", faint=True, apex=np.array([5, 6]), radius=7, start=-3.1, sweep=2.5, rgb=BLUE),
    Dots(layer="hands", centres=np.array([(9, 9)]), radius=2, rgb=RED, edge=BLUE, edge_radius=4),
    Fill(layer="phase", points=np.array([(0, 0), (1, 0), (1, 1)]), rgb=RED),
    Plate(layer="counter", box=(0, 0, 20, 10), radius=3, rgb=BLUE, opacity=0.72),
    Text(layer="counter", words="112°", x=1, middle=5, width=17, em=12, rgb=RED),
    Icon(layer="findings", verdict="watch", centre=np.array([4, 4]), radius=2, ink=RED, paper=BLUE),
    Shade(layer="guide", points=np.array([(0, 0), (9, 0), (9, 9)]), light=0.6),
]


def unpacked(data):
    """Times, and of each frame its shapes as kind, layer, faint, choices and lengths in pixels."""
    raw = gzip.decompress(base64.b64decode(data["frames"]))
    (count,) = np.frombuffer(raw, "<i4", 1)
    t_us = np.frombuffer(raw, "<i4", count, 4)
    starts = np.frombuffer(raw, "<i4", count + 1, 4 + 4 * count)
    numbers = np.frombuffer(raw, "<i2", -1, 8 + 8 * count)
    return t_us / 1e6, [shapes_in(numbers[a:b]) for a, b in pairwise(starts)]


def shapes_in(numbers):
    found = []
    while len(numbers):
        head, choices, lengths = (int(n) for n in numbers[:3])
        middle, end = 3 + choices, 3 + choices + lengths
        layer, faint = ALL_LAYERS[head >> 3 & 15], bool(head >> 7)
        found.append((KINDS[head & 7], layer, faint, numbers[3:middle].tolist(), numbers[middle:end] / PER_PX))
        numbers = numbers[end:]
    return found


def test_every_kind_of_shape_comes_back_with_its_layer_and_its_lengths():
    data = pack(np.array([0.0, 0.0333]), [SHAPES, []], (540, 960))
    t_s, (first, second) = unpacked(data)
    assert t_s == pytest.approx([0, 0.0333])
    assert second == []
    assert [(kind, layer, faint) for kind, layer, faint, *_ in first] == [(type(s), s.layer, s.faint) for s in SHAPES]
    lines, arc, dots, fill, plate, text, icon, shade = first
    assert lines[4].tolist() == pytest.approx([5.4, 7.4, 1, 2, 3, 4.5], abs=1 / PER_PX)
    assert arc[4][4:] * PER_PX / PER_RADIAN == pytest.approx([-3.1, 2.5], abs=1e-3)
    assert dots[4].tolist() == [2, 4, 9, 9]
    assert fill[4].tolist() == [0, 0, 1, 0, 1, 1]
    assert plate[4].tolist() == [0, 0, 20, 10, 3]
    assert (plate[3][1], shade[3]) == (72, [60])
    assert data["words"][text[3][0]] == "112°"
    assert data["verdicts"][icon[3][0]] == "watch"
    assert [data["colours"][number] for number in lines[3][:2]] == ["#C80A14", "#0072B2"]


def test_one_picture_by_itself_holds_the_same():
    data = json.loads(json.dumps(pack_picture(SHAPES, (540, 960))))
    packed = unpacked(pack(np.zeros(1), [SHAPES], (540, 960)))[1][0]
    alone = shapes_in(np.array(data["numbers"], np.int16))
    assert [one[:4] for one in alone] == [one[:4] for one in packed]
    assert all((a[4] == b[4]).all() for a, b in zip(alone, packed, strict=True))
    assert data["size"] == [540, 960]


def test_what_lies_far_outside_or_is_not_known_stays_a_number():
    wild = Lines(layer="back", points=np.array([[(np.nan, 1e9), (-1e9, 3)]]), rgb=RED, width=1)
    ((*_, lengths),) = unpacked(pack(np.zeros(1), [[wild]], (10, 10)))[1][0]
    assert np.isfinite(lengths).all()
    assert np.abs(lengths).max() < 2048


def test_a_clip_without_frames_is_plain_data_too():
    data = pack(np.zeros(0), [], (10, 10))
    assert json.loads(json.dumps(data)) == data
    assert unpacked(data)[1] == []


def test_a_repeated_picture_costs_almost_nothing():
    one, many = (len(pack(np.arange(n) / 30, [SHAPES] * n, (540, 960))["frames"]) for n in (1, 300))
    assert many < one + 300 * 20  # times do not repeat
