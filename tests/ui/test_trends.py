"""Trends: no axis below zero where nothing can be."""

from datetime import UTC, datetime

from formcheck.advice.progress import Point, measures, trend
from formcheck.ui.progress import trends


def test_no_axis_has_negative_seconds():
    followed = next(one for one in measures() if one.unit == "s")
    points = tuple((datetime(2026, month, 2, tzinfo=UTC), Point(0.4, 0.9)) for month in (1, 2))
    drawn = trends.chart(trends.Followed(followed, points, trend(followed, [p for _, p in points]))).to_dict()
    bars = drawn["layer"][0]
    assert bars["encoding"]["y"]["scale"]["domainMin"] == 0
    (rows,) = drawn["datasets"].values() if "datasets" in drawn else [drawn["data"]["values"]]
    assert all(row["low"] >= 0 for row in rows)
