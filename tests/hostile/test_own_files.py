"""A hundred kinds of damage to each file that FormCheck reads again: nothing but our own sentences comes of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formcheck.storage.small_files import FOLDER
from hostile.damage import damaged
from hostile.own_files import READERS, Reader

CASES = 100  # of each reader; `python -m hostile.own_files 1000` tries more
SAME = [HealthCheck.function_scoped_fixture]  # each case writes its file anew


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@settings(max_examples=CASES, deadline=None, derandomize=True, database=None, suppress_health_check=SAME)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_damaged_file_is_refused_or_read(reader: Reader, seed: int, whole: bytes, tmp_path) -> None:
    error = reader.breaks(damaged(whole, seed), tmp_path)
    if error is not None:
        raise AssertionError(f"seed {seed}") from error


@pytest.fixture
def whole(reader: Reader, tmp_path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    content = reader.content(tmp_path)
    assert reader.breaks(content, tmp_path) is None
    return content


def test_a_reader_that_breaks_would_be_noticed(tmp_path) -> None:
    careless = Reader("careless", "a.json", lambda _: b"1", lambda path: 1 / len(path.read_bytes()))
    assert careless.breaks(b"1", tmp_path) is None
    assert isinstance(careless.breaks(b"", tmp_path), ZeroDivisionError)
