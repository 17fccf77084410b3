import json

import numpy as np
import pytest

from formcheck.clip import samples as clip_samples
from formcheck.media.video import FileSink
from formcheck.ui.check import samples


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(clip_samples, "FOLDERS", (tmp_path,))
    return tmp_path


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("hips_first_side", "Hips before chest"),
        ("walk_by", "Walk by"),
        ("side", "Side"),
    ],
)
def test_titles_are_our_own_or_come_from_the_file_name(folder, stem, title):
    (folder / f"{stem}.mp4").touch()
    assert [sample.title for sample in samples.all_samples()] == [title]


def test_every_clip_that_comes_along_has_a_title_and_the_first_ones_are_there():
    stems = {path.stem for path in clip_samples.FOLDERS[0].glob("*.mp4")}
    assert stems == set(samples.TITLES)
    assert [sample.path.stem for sample in samples.all_samples()][: len(samples.FIRST)] == list(samples.FIRST)


@pytest.mark.parametrize("truth", ["", "{}", '{"reps": []}', '{"reps": [{"bottom_s": null}]}', "[1]"])
def test_a_poor_truth_does_no_harm(folder, truth):
    (folder / "squat.mp4").touch()
    (folder / "squat.truth.json").write_text(truth)
    assert samples.all_samples()[0].poster_s == samples.POSTER_AT_S


def test_the_poster_is_the_bottom_of_the_first_repetition(folder):
    path = folder / "squat_side.mp4"
    with FileSink(path, (96, 128)) as sink:
        for i in range(20):
            sink.write(np.full((128, 96, 3), 10 * i, np.uint8), i / 10)
    path.with_suffix(".truth.json").write_text(json.dumps({"reps": [{"bottom_s": 1.2}, {"bottom_s": 1.8}]}))
    (sample,) = samples.all_samples()
    picture = samples.poster(sample.path, sample.poster_s)
    assert picture.shape == (128, 96, 3)
    assert picture.mean() == pytest.approx(120, abs=4)


def test_an_unreadable_sample_has_no_poster(folder):
    (folder / "broken.mp4").write_text("no video")
    assert samples.poster(folder / "broken.mp4", 1.0) is None
