"""Marks made by hand are read as the product reads landmarks, and shown under true coordinates."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from figures import DEEP, Shot, mirrored, posed
from PIL import Image

from formcheck.judging.analyze import analyze
from formcheck.judging.context import JudgingContext
from formcheck.judging.quality import SourceFacts
from formcheck.media.video import FileSource
from formcheck.motion import landmarks as lm
from formcheck.motion.landmarks import Side
from formcheck.motion.track import Track
from formcheck.settings import AnalysisOptions
from models.fit import marking
from models.fit.interval_calibration import MODEL, NO_CLIP
from models.fit.yardstick import ANGLES, Compared, Mark, compare, marked_angles, marking_errors_deg, table

SHOT = Shot(motion=posed(replace(DEEP, trunk_deg=50)))
CLIP = Path(__file__).parents[2] / "sample_videos" / "floor_squat_side.mp4"
PARTS = ("hip", "knee", "ankle", "shoulder")


def mark(track: Track, at: int, side: Side, *, without: str = "", pass_no: int = 1, off_px: float = 0.0) -> Mark:
    """A mark of a drawn person's own joints; trunk of the near side only."""
    joints = {part: track.image_px[at, lm.at(part, side)] + [off_px if part == "hip" else 0.0, 0.0] for part in PARTS}
    points = {part: (float(x), float(y)) for part, (x, y) in joints.items() if part != without}
    return Mark("drawn", float(track.t_s[at]), "a drawn person", side, pass_no, points)


def compared(
    person: str, *, angle: str = "knee_flexion_deg", raw: float = 100.0, corrected: float = 100.0,
    knee_marked: float = 120.0,
) -> Compared:  # fmt: skip
    """One angle of one frame, marked as 100 degrees and given with an interval of 4 to either side."""
    return Compared(Mark("a.mp4", 0.0, person, "left", 1, {}), angle, 100.0, raw, corrected, 4.0, knee_marked)


def cells(text: str) -> list[list[str]]:
    """The rows of a table below its head, by cell."""
    head, line, *rows = [line.strip("|").split("|") for line in text.splitlines()]
    assert {len(row) for row in (line, *rows)} == {len(head)}
    return [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize("side", lm.SIDES)
def test_marks_on_the_landmarks_have_their_angles(side: Side) -> None:
    track = SHOT.film.track if side == "right" else mirrored(SHOT.film.track)
    found = analyze(track, SourceFacts(clip=NO_CLIP), JudgingContext(AnalysisOptions(), MODEL))
    bottom_s = SHOT.motion.reps[0].bottom_from_s
    for t_s, posture in ((0.5, "standing"), (bottom_s - 0.7, "between"), (bottom_s + 0.1, "deep")):
        at = int(np.searchsorted(track.t_s, t_s))
        rows = {row.angle: row for row in compare(mark(found.track, at, side), found)}
        assert rows.keys() == set(ANGLES)
        for name in ("knee_flexion_deg", "thigh_to_horizontal_deg", "tibia_inclination_deg"):
            assert rows[name].raw == pytest.approx(rows[name].marked, abs=0.5), name
            assert rows[name].raw == pytest.approx(SHOT.film.angles[name][at], abs=2.5), name
        assert [row.posture for row in rows.values()] == [posture] * len(ANGLES)


@pytest.mark.parametrize(
    ("knee_deg", "posture"),
    [(0.0, "standing"), (39.9, "standing"), (40.0, "between"), (99.9, "between"), (100.0, "deep")],
)
def test_the_marked_knee_decides_the_posture(knee_deg: float, posture: str) -> None:
    assert compared("a", knee_marked=knee_deg).posture == posture


def test_a_frame_with_a_hidden_knee_counts_as_between() -> None:
    assert compared("a", knee_marked=float("nan")).posture == "between"


def test_hidden_joints_leave_their_angles_out() -> None:
    track = SHOT.film.track
    assert marked_angles(mark(track, 0, "right", without="ankle")).keys() == {
        "thigh_to_horizontal_deg",
        "trunk_inclination_deg",
    }


def test_two_passes_tell_the_marking_error() -> None:
    track = SHOT.film.track
    first, second = mark(track, 0, "right"), mark(track, 0, "right", pass_no=2, off_px=5.0)
    errors = marking_errors_deg([first, second])
    assert errors["tibia_inclination_deg"] == [0.0]
    assert abs(errors["knee_flexion_deg"][0]) > 1.0
    assert cells(table([], [first])) == []


def test_the_table_has_a_row_for_each_posture_with_its_errors() -> None:
    rows = [
        compared("a", raw=90.0, corrected=97.0),
        compared("a", raw=98.0, corrected=105.0),
        compared("b", raw=103.0, corrected=float("nan"), knee_marked=20.0),
        compared("b", angle="trunk_inclination_deg", raw=98.0, corrected=float("nan"), knee_marked=60.0),
    ]
    track = SHOT.film.track
    twice = [mark(track, 0, "right"), mark(track, 0, "right", pass_no=2)]
    assert cells(table(rows, twice)) == [
        ["knee flexion", "all", "3", "2", "5.0", "-3.0", "4.0", "+1.0", "50%", "0.0 (1)"],
        ["knee flexion", "deep", "2", "1", "6.0", "-6.0", "4.0", "+1.0", "50%", ""],
        ["knee flexion", "standing", "1", "1", "3.0", "+3.0", "-", "-", "-", ""],
        ["trunk inclination", "all", "1", "1", "2.0", "-2.0", "-", "-", "-", "0.0 (1)"],
        ["trunk inclination", "between", "1", "1", "2.0", "-2.0", "-", "-", "-", ""],
    ]


def test_the_table_says_how_far_its_errors_may_be_off_with_four_people() -> None:
    (whole, deep) = cells(table([compared(name, raw=98.0, corrected=101.0) for name in "abcd"], []))
    assert whole == [
        "knee flexion", "all", "4", "4", "2.0 (2.0 to 2.0)", "-2.0 (-2.0 to -2.0)", "1.0 (1.0 to 1.0)",
        "+1.0 (+1.0 to +1.0)", "100%", "",
    ]  # fmt: skip
    assert deep == ["knee flexion", "deep", *whole[2:]]


def test_the_picture_is_enlarged_with_the_coordinates_of_the_whole() -> None:
    image = np.zeros((200, 100, 3), np.uint8)
    image[150, 60] = 255
    shown = np.asarray(marking.enlarged(image, (50, 100, 100, 200)))
    assert max(shown.shape[:2]) == marking.LONG_SIDE_PX
    scale = marking.LONG_SIDE_PX / 100
    white = (shown.min(axis=2) > 200).nonzero()
    y, x = (np.median(at) / scale for at in white)
    assert (50 + x, 100 + y) == (pytest.approx(60.5, abs=0.7), pytest.approx(150.5, abs=0.7))


def test_a_mirrored_picture_shows_the_same_part_under_its_own_coordinates(tmp_path: Path) -> None:
    with FileSource(CLIP) as source:
        image = next(iter(source)).image
    box, width = (120, 200, 320, 400), image.shape[1]
    for turn in (False, True):
        marking.show(CLIP, [0.0], tmp_path, box, mirrored=turn)
    plain, turned = (np.asarray(Image.open(tmp_path / f"{CLIP.stem}_0.00{end}.png")) for end in ("", "_mirrored"))
    shown = marking.enlarged(np.ascontiguousarray(image[:, ::-1]), (width - 320, 200, width - 120, 400))
    np.testing.assert_array_equal(turned, np.asarray(shown))
    same, other = (np.median(np.abs(plain.astype(int) - seen)) for seen in (turned[:, ::-1], turned))
    assert same <= 2, "the lines apart, it is the same part"
    assert other > 10 * max(same, 1)
