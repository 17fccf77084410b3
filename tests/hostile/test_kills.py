"""A few of the kills of ``make kills``: what was finished stays whole, and the next run leaves nothing behind."""

import os

import pytest

from hostile.command_kills import analyze, killed, short_clips
from hostile.store_kills import killed_adding, killed_upgrading

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ended by a signal nobody can catch")


def test_nothing_kept_in_the_store_is_lost(tmp_path):
    tally = killed_adding(tmp_path, 3)
    assert tally.finished > 0
    assert tally.harmed == 0, tally


def test_a_store_is_brought_up_to_date_by_the_next_who_comes(tmp_path):
    tally = killed_upgrading(tmp_path, 3)
    assert tally.finished > 3 * 5_000
    assert tally.harmed == 0, tally


def test_results_of_a_killed_run_are_whole_or_not_there(tmp_path):
    tally = killed(analyze, short_clips(tmp_path / "clips", names=1), tmp_path / "runs", 2, whole_every=2)
    assert tally.midway > 0
    assert tally.harmed == 0, tally
