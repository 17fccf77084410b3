"""Scores of made-up predictions against made-up truth: perfect, shifted, left out, and wrong in form."""

import json
import os
import re
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from formcheck.cli import main as cli
from formcheck.cli.accuracy.command import Job, choose
from formcheck.cli.accuracy.tables import NOTHING, print_grid
from formcheck.cli.benchmark.predictions import COLUMNS, QUANTITIES, read_predictions
from formcheck.cli.benchmark.scoring import VERSION, score
from formcheck.cli.benchmark.tables import grids, kept_markdown, markdown, read_kept
from formcheck.errors import BadChoice

ROOT = Path(__file__).resolve().parents[2]
LISTED = ROOT / "docs" / "benchmark" / "clips.csv"
T_S = np.arange(0, 4, 0.04)
TRUNK = 40 * np.sin(np.pi * T_S / 4)
LUMBAR = TRUNK / 2
KNEE = 2.5 * TRUNK
PUSHING = (T_S > 2.0) & (T_S < 3.5)
PEOPLE = ("anna", "ben", "cleo", "dan", "eva")


def write_truth(folder: Path, name: str, person: str, *, hands: bool, yaw: float = 0.0) -> None:
    frames = {"t_s": T_S, "knee_flexion_deg": KNEE, "trunk_inclination_deg": TRUNK, "lumbar_flexion_deg": LUMBAR}
    truth = {
        "movement": "squat",
        "reps": [{"start_s": 0.2, "bottom_s": 2.0, "end_s": 3.8}],
        "frames": {key: values.round(3).tolist() for key, values in frames.items()}
        | {
            "contact_left": ["knee" if hands and on else "none" for on in PUSHING],
            "contact_right": ["none"] * len(T_S),
        },
        "near_side": "left",
        "person_name": person,
        "split": "test",
        "yaw_off_side_deg": yaw,
    }
    (folder / f"{name}.truth.json").write_text(json.dumps(truth))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for person in PEOPLE:
        write_truth(tmp_path, f"squat_{person}", person, hands=False)
        write_truth(tmp_path, f"hands_{person}", person, hands=True)
    return tmp_path


def predict(folder: Path, knee=KNEE, lumbar=LUMBAR, left=PUSHING, half="", names=("squat", "hands")) -> Path:
    path = folder / "mine.csv"
    lines = [",".join(COLUMNS)]
    for person in PEOPLE:
        for name in names:
            for at, t_s in enumerate(T_S):
                stem = f"{name}_{person}"
                lines += [f"{stem},{t_s:.2f},knee_flexion_deg,{knee[at]},{half}"]
                lines += [f"{stem},{t_s:.2f},lumbar_flexion_deg,{lumbar[at]},{half}"]
                if left is not None:
                    on = int(left[at] and name == "hands")
                    lines += [f"{stem}.mp4,{t_s:.2f},left_hand_on_leg,{on},", f"{stem},{t_s:.2f},right_hand_on_leg,0,"]
    path.write_text("\n".join(lines))
    return path


def scored(path: Path, folder: Path):
    return score("mine", "test", read_predictions(path), choose(Job(folder=folder)))


def angle(scores, name="knee_flexion_deg"):
    return next(one for one in scores.angles if one.angle == name)


def test_perfect_predictions_are_perfect(folder: Path) -> None:
    scores = scored(predict(folder, half="2"), folder)
    knee, (back,), (hands,) = angle(scores), scores.backs, scores.hands
    assert (scores.clips, scores.people, scores.predicted, scores.benchmark) == (10, 5, 10, VERSION)
    assert knee.mean_abs_error_deg == pytest.approx(0, abs=0.01)
    assert (knee.coverage, knee.within_interval_share) == (1.0, 1.0)
    assert (back.mean_abs_error_deg, back.coverage, back.within_interval_share) == (0.0, 1.0, 1.0)
    assert (hands.pushing, hands.found, hands.unsure) == (5, 5, 0)
    assert (hands.free, hands.free_judged, hands.alarms) == (15, 15, 0)
    assert hands.intervals["found"][1] == 1.0
    assert hands.intervals["found"][0] < 0.6, "five people cannot show more"


def test_errors_are_measured_with_their_sign_and_width(folder: Path) -> None:
    scores = scored(predict(folder, knee=KNEE - 6.0, lumbar=LUMBAR + 4.0, half="5"), folder)
    knee, (back,) = angle(scores), scores.backs
    assert (knee.mean_abs_error_deg, knee.bias_deg) == (pytest.approx(6, abs=0.01), pytest.approx(-6, abs=0.01))
    assert knee.within_interval_share == 0.0
    assert (back.bias_deg, back.within_interval_share) == (pytest.approx(4, abs=0.01), 1.0)


def test_what_is_left_out_lowers_coverage_and_is_no_error(folder: Path) -> None:
    scores = scored(predict(folder, left=None, names=("squat",)), folder)
    assert scores.predicted == 5
    assert angle(scores).coverage == pytest.approx(0.5)
    assert angle(scores).mean_abs_error_deg == pytest.approx(0, abs=0.01)
    assert angle(scores).within_interval_share is None
    assert angle(scores, "hip_flexion_deg").coverage in (0.0, None)
    (hands,) = scores.hands
    assert (hands.found, hands.unsure, hands.free_judged) == (0, 5, 0)
    assert "5 of them without a prediction" in markdown(scores)


def test_hands_that_are_missed_or_made_up_are_counted(folder: Path) -> None:
    (never,) = scored(predict(folder, left=np.zeros(len(T_S), bool)), folder).hands
    assert (never.found, never.unsure) == (0, 0)
    path = predict(folder)
    path.write_text(path.read_text().replace("right_hand_on_leg,0", "right_hand_on_leg,1"))
    (always,) = scored(path, folder).hands
    assert (always.alarms, always.precision) == (10, pytest.approx(5 / 15, abs=0.001))


def test_times_between_predictions_are_interpolated_and_gaps_are_not(folder: Path) -> None:
    path = predict(folder)
    rows = path.read_text().splitlines()
    path.write_text(
        "\n".join(
            row for row in rows if ",0.08," not in row and not 1.0 < float(row.split(",")[1].replace("t_s", "0")) < 2.0
        )
    )
    knee = angle(scored(path, folder))
    assert knee.mean_abs_error_deg == pytest.approx(0, abs=0.1)
    assert knee.coverage == pytest.approx(1 - 24 / 100, abs=0.02)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column clip"),
        ("clip,t_s,quantity\n", "no column value"),
        (",".join(COLUMNS), "no predictions"),
        (f"{','.join(COLUMNS)}\nsquat_anna,0,knee,1,", "line 2: 'knee' is not one of"),
        (f"{','.join(COLUMNS)}\nsquat_anna,x,knee_flexion_deg,1,", "line 2"),
        (f"{','.join(COLUMNS)}\nsquat_anna,0,knee_flexion_deg,1,-3", "not below zero"),
        (f"{','.join(COLUMNS)}\nsquat_anna,nan,knee_flexion_deg,1,", "a time must be a number of seconds"),
        (f"{','.join(COLUMNS)}\n" + "squat_anna,0,knee_flexion_deg,1,\n" * 2, "twice"),
        (f"{','.join(COLUMNS)}\nsquat_zoe,0,knee_flexion_deg,1,", "squat_zoe is no clip of the test set"),
    ],
)
def test_what_cannot_be_scored_is_one_sentence(folder: Path, text: str, said: str, capsys) -> None:
    (folder / "bad.csv").write_text(text)
    with pytest.raises(BadChoice, match=said):
        scored(folder / "bad.csv", folder)
    assert cli.run(["bench", "score", str(folder / "bad.csv"), "--clips", str(folder)]) == 2
    assert said in capsys.readouterr().err


def test_a_file_for_the_other_set_is_told_which_option_is_missing(folder: Path, capsys) -> None:
    path = predict(folder)
    path.write_text(path.read_text().replace("squat_anna", "floor_squat_side"))
    assert cli.run(["bench", "score", str(path), "--clips", str(folder)]) == 2
    assert "floor_squat_side is no clip of the test set" in (said := capsys.readouterr().err)
    assert "--set samples" in said


@pytest.mark.parametrize(("page", "clip_set"), [("how_to/score", "test"), ("benchmark", "samples")])
def test_the_example_of_the_documentation_can_be_scored(page: str, clip_set, tmp_path: Path) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    lines = re.search(r"^ *clip,t_s,.*?(?=^ *```)", text, re.MULTILINE | re.DOTALL)[0]
    (tmp_path / "mine.csv").write_text(lines.replace("   ", ""))
    given = read_predictions(tmp_path / "mine.csv")
    scores = score("mine", clip_set, given, choose(Job(clip_set=clip_set)))
    assert scores.predicted == 1
    assert sum(one.frames for one in scores.angles) == 1, "its time is no frame's"


def test_the_few_clips_of_the_page_are_of_the_test_set() -> None:
    copied = re.findall(r"tests/clips/(\w+)\.\*", (ROOT / "docs" / "how_to" / "score.md").read_text(encoding="utf-8"))
    assert len(copied) == 2
    assert set(copied) <= {path.stem for path, _ in choose(Job())}


def test_a_single_clip_is_told_in_the_singular(tmp_path: Path) -> None:
    write_truth(tmp_path, "squat_anna", "anna", hands=False)
    (tmp_path / "mine.csv").write_text(f"{','.join(COLUMNS)}\nsquat_anna,0,knee_flexion_deg,1,\n")
    assert markdown(scored(tmp_path / "mine.csv", tmp_path)).startswith("mine: test set, 1 clip, 1 person; ")


def test_the_command_prints_tables_and_figures(folder: Path, capsys) -> None:
    path = str(predict(folder))
    assert cli.run(["bench", "score", path, "--clips", str(folder), "--name", "theirs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "theirs"
    assert cli.run(["bench", "score", path, "--clips", str(folder)]) == 0
    assert "mine: test set, 10 clips, 5 people" in capsys.readouterr().out


@pytest.mark.parametrize("half", ["", "2"])
def test_no_terminal_is_so_narrow_that_words_are_cut(folder: Path, half: str) -> None:
    for grid in grids(scored(predict(folder, half=half, left=None), folder)):
        cells = {word for row in grid.rows for cell in row for word in cell.split()} - {NOTHING}
        for columns in range(40, 161):
            console = Console(width=columns, file=StringIO())
            print_grid(console, grid)
            shown = console.file.getvalue()
            heads = set(" ".join(grid.heads).split()) if "\N{BOX DRAWINGS LIGHT HORIZONTAL}" in shown else set()
            assert (heads | cells) - set(re.split(r"[\s;]+", shown)) == set(), f"{grid.title} in {columns} columns"
            assert max(map(len, shown.splitlines())) <= columns


def test_the_clips_of_this_version_are_the_listed_ones() -> None:
    """Another clip is another benchmark: raise VERSION, score again, and write the list with FORMCHECK_WRITE_DOCS=1."""
    clips = choose(Job())
    rows = [f"{path.stem},{truth.who},{truth.movement},{truth.view_band}" for path, truth in clips]
    text = "\n".join(["clip,person,movement,camera", *rows]) + "\n"
    if os.environ.get("FORMCHECK_WRITE_DOCS"):
        LISTED.write_text(text, encoding="utf-8")
    assert LISTED.read_text(encoding="utf-8") == text


def test_the_kept_scores_are_of_this_version_and_in_the_data_card() -> None:
    kept = read_kept(ROOT / "docs" / "benchmark")
    clips = len(LISTED.read_text(encoding="utf-8").splitlines()) - 1
    assert [one.name for one in kept] == ["FormCheck", "Raw pose model"]
    assert {(one.benchmark, one.clip_set, one.clips, one.predicted) for one in kept} == {
        (VERSION, "test", clips, clips)
    }
    assert f"FormCheck: test set, {clips} clips, 12 people" in kept_markdown(ROOT / "docs" / "benchmark")
    card = (ROOT / "docs" / "benchmark.md").read_text(encoding="utf-8")
    assert [name for name in QUANTITIES if f"`{name}`" not in card] == []
    assert f"{clips} clips of twelve people" in card
