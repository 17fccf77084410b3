"""Damaged films of every format, and what is no film: read as far as it goes, or refused in our words."""

from collections import Counter
from pathlib import Path

import pytest

from formcheck.media.video import FileSource
from hostile.damage import damaged
from hostile.damaged_films import FORMATS, OTHERS, film, tried

CASES = 40  # of each format; `python -m hostile.damaged_films 1000` tries more


@pytest.mark.parametrize(("ending", "codec"), FORMATS)
def test_a_damaged_film_is_read_or_refused(ending: str, codec: str, tmp_path: Path) -> None:
    whole = film(tmp_path / f"whole.{ending}", codec)
    assert len(list(FileSource(whole))) == 30
    content = whole.read_bytes()
    found, broke = tried(lambda seed: damaged(content, seed), ending, range(CASES), tmp_path)
    assert broke == []
    assert 0 < found["read"] < CASES


@pytest.mark.parametrize("number", range(len(OTHERS)))
def test_what_is_no_film_is_refused(number: int, tmp_path: Path) -> None:
    ending, content = OTHERS[number]
    assert tried(lambda _: content, ending, range(1), tmp_path) == (Counter({"UnreadableVideo": 1}), [])
