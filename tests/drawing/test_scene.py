import numpy as np
import pytest

from formcheck.drawing import scene as looks
from formcheck.drawing.scene import ACCENT, INK, PAPER, STATUS, Scene
from formcheck.motion import landmarks as lm

READABLE = 4.5  # WCAG 2 AA for text
# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB
SIGHT = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "typical": np.eye(3).tolist(),
}


def lab(rgb, sight):
    share = np.array(rgb) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHT[sight]) @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ seen
    x, y, z = np.cbrt(xyz / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def body(**at):
    """Points by name, e.g. left_knee=(0, 0)."""
    return {lm.INDEX[name]: np.array(xy, dtype=float) for name, xy in at.items()}


def scene(**angles):
    nothing = np.full((33, 2), np.nan)
    return Scene(
        landmarks_px=nothing,
        visibility=np.ones(33),
        near="left",
        angles=angles,
        rep_done=0,
        rep_current=None,
        phase=None,
        movement="Squat",
    )


def test_contrast_of_known_pairs():
    assert looks.contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert looks.contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert looks.contrast((9, 9, 9), (9, 9, 9)) == 1


@pytest.mark.parametrize("rgb", [*STATUS.values(), ACCENT, INK])
def test_text_on_every_colour_is_readable(rgb):
    assert looks.contrast(looks.ink_on(rgb), rgb) >= READABLE


def test_arcs_stand_out_from_their_casing():
    assert looks.contrast(ACCENT, PAPER) >= READABLE


@pytest.mark.parametrize("sight", SIGHT)
def test_verdicts_stay_apart_for_every_kind_of_colour_sight(sight):
    colours = [lab(rgb, sight) for rgb in STATUS.values()]
    apart = [np.linalg.norm(a - b) for i, a in enumerate(colours) for b in colours[:i]]
    assert min(apart) > 20  # 2.3 is a just noticeable difference


def test_every_verdict_has_its_own_shape():
    def outline(verdict):
        shape, strokes = looks.ICONS[verdict]
        return [part.round(3).tolist() for part in (shape, *strokes)]

    assert len({str(outline(verdict)) for verdict in STATUS}) == len(STATUS) == len(looks.ICONS)


def test_an_arc_sweeps_the_angle_that_is_written():
    """Thigh level, shin and trunk each 30 degrees forward: knee 120, hip 120, trunk 30, all as drawn."""
    away = np.array([-np.sin(np.radians(30)), -np.cos(np.radians(30))]) * 100  # up and to the left: faces left
    knee = np.array([100.0, 300.0])
    hip = knee + np.array([100, 0])
    points = body(left_shoulder=hip + away, left_hip=hip, left_knee=knee, left_ankle=knee - away)
    drawn = looks.arcs(points, scene(knee=120, hip=120, trunk=30, tibia=30), least_px=1)
    assert [abs(np.degrees(arc.sweep)) for arc in drawn] == pytest.approx([120, 120, 30, 30])
    assert [arc.value_deg for arc in drawn] == [120, 120, 30, 30]
    ends = [arc.points(np.array([1.0]))[0] - arc.apex for arc in drawn]
    limbs = [-away, knee - hip, away, away]
    assert [np.cross(np.append(e, 0), np.append(x, 0))[2] for e, x in zip(ends, limbs, strict=True)] == pytest.approx(
        [0] * 4, abs=1e-6
    )
    assert all(end @ limb > 0 for end, limb in zip(ends, limbs, strict=True))


@pytest.mark.parametrize("value", [np.nan, np.inf, 0, 5])
def test_unknown_or_straight_angles_have_no_arc(value):
    points = body(left_hip=(0, 0), left_knee=(50, 50), left_ankle=(0, 100))
    assert looks.arcs(points, scene(knee=value), least_px=1) == ()
    assert len(looks.arcs(points, scene(knee=45), least_px=1)) == 1


def test_an_angle_needs_all_its_joints():
    points = body(left_hip=(0, 0), left_knee=(50, 50))
    assert looks.arcs(points, scene(knee=45, hip=45, trunk=45, tibia=45), least_px=1) == ()


def test_shin_angle_gives_way_on_a_small_person():
    points = body(left_knee=(50, 50), left_ankle=(0, 100))
    assert looks.arcs(points, scene(tibia=45), least_px=200) == ()


def test_body_size_uses_the_trunk_when_the_legs_point_at_the_camera():
    points = body(left_shoulder=(0, 0), left_hip=(0, 100), left_knee=(0, 110), left_ankle=(0, 120))
    assert looks.body_px(points, "left") == pytest.approx(170)
    assert looks.body_px(body(right_hip=(0, 0)), "left") is None


def test_wrapped_lines_fit_keep_every_word_and_are_about_equal():
    text = "Hips rise before the chest: push the floor away"
    lines = looks.wrap(text, 30, len)
    assert " ".join(lines) == text
    assert [len(line) <= 30 for line in lines] == [True, True]
    assert min(map(len, lines)) > 15


def test_too_much_text_ends_in_dots():
    lines = looks.wrap("word " * 60, 20, len)
    assert len(lines) == 4
    assert lines[-1].endswith("…")


def test_a_word_longer_than_the_line_is_kept():
    assert looks.wrap("uncompromisingly", 5, len) == ("uncompromisingly",)


def test_rounded_rectangle_spans_its_size():
    outline = looks.rounded(40, 20, 100)
    assert outline.min(axis=0) == pytest.approx([0, 0])
    assert outline.max(axis=0) == pytest.approx([40, 20])


def test_chinese_wraps_between_characters_and_not_before_a_closing_mark():
    text = "大腿比水平高 12°：快到平行了，感觉舒服就再往下沉一点。"
    lines = looks.wrap(text, 10, len)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) > 2
    assert max(map(len, lines)) <= 10
    assert [line for line in lines if line[0] in "，。、！？；：）”》…"] == []


@pytest.mark.parametrize(
    ("text", "lines"), [("请用 FormCheck 打开", ("请用", "FormCheck", "打开")), ("（好）", ("（好）",))]
)
def test_words_and_brackets_in_chinese_stay_whole(text, lines):
    assert looks.wrap(text, 3, len) == lines
