"""One way to write a day, in the reader's language and country."""

from datetime import date

import pytest

from formcheck.dates import day_words, set_reader, short_day, short_pattern
from formcheck.i18n import use_locale

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("language", "reader", "long", "plain", "short", "pattern"),
    [
        ("en", None, "3 November 2026", "3 November", "03/11", "%d/%m/%y"),
        ("en", "en-GB", "3 November 2026", "3 November", "03/11", "%d/%m/%y"),
        ("en", "en-US", "November 3, 2026", "November 3", "11/3", "%m/%d/%y"),
        ("en", "de-DE", "3 November 2026", "3 November", "03/11", "%d/%m/%y"),
        ("en", "rubbish-$", "3 November 2026", "3 November", "03/11", "%d/%m/%y"),
        ("zh", "zh-CN", "2026年11月3日", "11月3日", "11/3", "%Y/%-m/%-d"),
        ("zh", "en-US", "2026年11月3日", "11月3日", "11/3", "%Y/%-m/%-d"),
    ],
)
def test_a_day(language, reader, long, plain, short, pattern):
    set_reader(reader)
    with use_locale(language):
        assert (day_words(DAY, year=True), day_words(DAY)) == (long, plain)
        assert (short_day(DAY), short_pattern()) == (short, pattern)
    set_reader(None)
