"""The chart of a clip: what is drawn, where, and what is left out."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
import watched

from formcheck.colours import CHART, FAULT, WATCH, hex_of
from formcheck.drawing.scene import contrast
from formcheck.motion.angles import LowerBackAngles
from formcheck.player.moments import marks
from formcheck.schema import Sign
from formcheck.ui.check import moments, timeline
from formcheck.wording import names
from formcheck.wording.findings import check_title, words
from formcheck.wording.names import STRATEGY_NAME, VERDICT_NAMES

HEELS, HIPS = check_title("heels"), check_title("hips_first")


@pytest.fixture
def angles():
    return watched.figure().angles


@pytest.fixture
def report():
    return watched.report(*watched.some_findings())


def layers(report, angles, **look):
    """The chart's layers as (mark, encoding, rows)."""
    spec = timeline.chart(report, angles, **look).to_dict()
    rows = lambda layer: layer["data"].get("values") or spec["datasets"][layer["data"]["name"]]  # noqa: E731
    return [(layer["mark"], layer["encoding"], rows(layer)) for layer in spec["layer"]]


def only(report, angles, kind, **look):
    (found,) = [layer for layer in layers(report, angles, **look) if layer[0]["type"] == kind]
    return found


def numbers(report, angles):
    named = (rows for _, encoding, rows in layers(report, angles) if encoding.get("text", {}).get("field") == "name")
    return [row["name"] for row in next(named)]


def with_side(angles, **changed):
    """Angles whose near side is changed."""
    near = getattr(angles, angles.near)
    return replace(angles, **{angles.near: replace(near, angles=replace(near.angles, **changed))})


def test_curves_are_downsampled_and_keep_their_shape(angles):
    table = timeline.curves(angles)
    t_s, knee = np.array(table["t_s"]), np.array(table["knee_flexion_deg"], dtype=float)
    length_s = angles.t_s[-1] - angles.t_s[0]
    assert len(t_s) == pytest.approx(15 * length_s, abs=2)
    assert (np.diff(t_s) > 0.03).all()
    assert np.nanmax(knee) == pytest.approx(np.nanmax(angles.near_side.knee_flexion_deg), abs=1)
    true = np.interp(2.0, angles.t_s, angles.near_side.knee_flexion_deg)
    assert np.interp(2.0, t_s, knee) == pytest.approx(true, abs=2)


def test_a_long_clip_keeps_few_enough_points_to_be_drawn_as_shapes(angles):
    slow = replace(angles, t_s=angles.t_s * 60)
    assert len(timeline.curves(slow)["t_s"]) <= timeline.POINTS_MOST + 1 < 2000


def test_missing_values_break_a_line(report, angles):
    knee = angles.near_side.knee_flexion_deg.copy()
    knee[(angles.t_s > 2) & (angles.t_s < 3)] = np.nan
    _, _, rows = only(report, with_side(angles, knee_flexion_deg=knee), "line")
    inside = [row["degrees"] for row in rows if row["angle"] == "knee_flexion_deg" and 2.1 < row["t_s"] < 2.9]
    assert len(inside) > 8
    assert set(inside) == {None}
    assert all(row["degrees"] is not None for row in rows if row["t_s"] < 1.9)


def test_what_the_view_tells_nothing_of_is_no_curve(report, angles):
    near = getattr(angles, angles.near)
    blind = replace(near.bands, hip_flexion_deg=np.full(len(angles.t_s), np.inf))
    table = timeline.curves(replace(angles, **{angles.near: replace(near, bands=blind)}))
    assert "hip_flexion_deg" not in table
    assert "knee_flexion_deg" in table


def test_the_back_is_drawn_where_it_is_known(report, angles):
    flat = np.full(len(angles.t_s), 7.0)
    back = LowerBackAngles(flat, flat, flat, flat)
    assert "lumbar_flexion_deg" not in timeline.curves(replace(angles, back=None))
    _, encoding, rows = only(report, replace(angles, back=back), "line")
    assert encoding["color"]["scale"]["domain"] == list(CHART)
    assert {row["degrees"] for row in rows if row["angle"] == "lumbar_flexion_deg"} == {7.0}


def test_lines_differ_without_colour(report, angles):
    back = LowerBackAngles(*[np.zeros(len(angles.t_s))] * 4)
    _, encoding, _ = only(report, replace(angles, back=back), "line")
    dashes, widths = (encoding[channel]["scale"]["range"] for channel in ("strokeDash", "strokeWidth"))
    assert len({(tuple(dash), width) for dash, width in zip(dashes, widths, strict=True)}) == len(CHART)


@pytest.mark.parametrize(("dark", "page"), [(False, (255, 255, 255)), (True, (13, 20, 33))])
def test_lines_stand_out_on_the_page(dark, page):
    for name in CHART:
        colour = timeline.colour(name, dark=dark)
        assert contrast(tuple(bytes.fromhex(colour[1:])), page) >= 4.5, name


def test_repetitions_are_shaded_and_numbered(report, angles):
    shades = [rows for mark, _, rows in layers(report, angles) if mark["type"] == "rect" and mark.get("opacity")]
    assert [(row["t_s"], row["end_s"]) for row in shades[0]] == [(rep.start_s, rep.end_s) for rep in report.reps]
    assert numbers(report, angles) == ["Rep 1", "Rep 2", "Rep 3"]


def test_short_repetitions_have_bare_numbers(report, angles):
    long = watched.report(clip=msgspec.structs.replace(report.clip, duration_s=100.0))
    assert numbers(long, angles) == ["1", "2", "3"]


def test_findings_are_marked_with_shape_colour_and_sentence(report, angles):
    _, encoding, rows = only(report, angles, "point")
    scale = {channel: dict(zip(*encoding[channel]["scale"].values(), strict=True)) for channel in ("shape", "color")}
    assert scale["color"] == {"fault": hex_of(FAULT), "watch": hex_of(WATCH)}
    assert len(set(scale["shape"].values())) == 2
    assert [(row["t_s"], row["shape"]) for row in rows] == [
        (watched.bottom_s(1), "watch"),
        (watched.bottom_s(2) + 0.4, "fault"),
        (watched.bottom_s(3), "watch"),
    ]
    hips = rows[1]
    assert (hips["verdict"], hips["what"], hips["why"]) == (
        VERDICT_NAMES["fault"],
        f"{HIPS} · Rep 2",
        words(watched.some_findings()[2]),
    )
    assert {tip["field"] for tip in encoding["tooltip"]} == {"verdict", "what", "why"}


def test_each_check_keeps_a_row_and_the_worst_is_on_top(report, angles):
    _, _, rows = only(report, angles, "point")
    heels, hips, again = (row["y_px"] for row in rows)
    assert heels == again == hips + moments.LANE_PX
    height_px = timeline.chart(report, angles).to_dict()["height"]
    assert heels < height_px - timeline.CURVES_PX  # above the curves


def test_titles_stand_beside_marks_that_leave_room(angles):
    crowded = watched.report(watched.finding("heels", "watch", 1, 2.0), watched.finding("heels", "watch", 2, 2.2))
    _, _, rows = only(crowded, angles, "point")
    assert [row["title"] for row in rows] == ["", HEELS]


def test_a_row_has_its_title_once(report, angles):
    _, _, rows = only(report, angles, "point")
    assert [(row["what"], row["title"]) for row in rows] == [
        (f"{HEELS} · Rep 1", HEELS),
        (f"{HIPS} · Rep 2", HIPS),
        (f"{HEELS} · Rep 3", ""),
    ]


def test_a_way_to_cope_has_the_sign_of_a_watch(angles):
    report = watched.report(watched.finding("hands_on_knees", "fault", 1, 2.0))
    _, _, rows = only(report, angles, "point")
    assert [(row["shape"], row["sign"], row["verdict"]) for row in rows] == [("watch", "!", STRATEGY_NAME)]


def test_a_compensation_and_its_signs_are_one_mark():
    signs = (Sign(name="hips_first", check="hips_first", verdict="fault", t_s=2.4),)
    both = (
        watched.finding("hips_first", "fault", 1, 2.4),
        watched.finding("lower_back_compensation", "fault", 1, 2.4, signs=signs),
        watched.finding("hips_first", "watch", 2, 5.0),
    )
    assert [(one.check, one.rep) for one in marks(watched.report(*both))] == [
        ("lower_back_compensation", 1),
        ("hips_first", 2),
    ]


def test_pointing_tells_every_angle(report, angles):
    _, encoding, rows = next(layer for layer in layers(report, angles) if "opacity" in layer[1])
    titles = [tip["title"] for tip in encoding["tooltip"]]
    assert titles[:2] == ["Time", names.ANGLE_NAMES["knee_flexion_deg"]]
    deepest = max(rows, key=lambda row: int(row["knee_flexion_deg"].rstrip("°").replace("–", "0")))
    assert watched.figure().report.reps[0].peak.knee_flexion_deg == pytest.approx(
        int(deepest["knee_flexion_deg"].rstrip("°")), abs=6
    )


def test_time_reaches_from_the_start_to_the_end_of_the_clip(report, angles):
    encoding = timeline.chart(report, angles).to_dict()["encoding"]
    assert encoding["x"]["scale"]["domain"] == [0, report.clip.duration_s]


def test_there_is_no_chart_without_repetitions_or_angles(angles):
    assert timeline.chart(watched.report(reps=()), angles) is None
    nothing = {name: np.full(len(angles.t_s), np.nan) for name in CHART if name != "lumbar_flexion_deg"}
    assert timeline.chart(watched.report(), replace(with_side(angles, **nothing), back=None)) is None


def test_there_are_no_marks_without_findings(angles):
    assert {mark["type"] for mark, _, _ in layers(watched.report(), angles)} == {"rect", "text", "line"}
