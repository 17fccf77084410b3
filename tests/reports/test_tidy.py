"""Tidy tables: one observation in a row, what is not known is null, and other libraries read them."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from figures import Shot, analyzed, floor_squat

from formcheck.motion.angles import CSV_ANGLES
from formcheck.reports.tidy import tidy_tables, write_csv, write_parquet

DRAWN = analyzed(Shot(motion=floor_squat(2), lost_s=((0.5, 0.8),)))
TABLES = tidy_tables(DRAWN)


def test_every_frame_side_and_angle_has_its_row():
    frame = TABLES["angles"].to_pandas()
    count = len(DRAWN.angles.t_s)
    sided = frame[frame.side.notna()]
    assert len(sided) == count * 2 * len(CSV_ANGLES)
    assert not sided.duplicated(["t_s", "side", "angle"]).any()
    near = sided[sided.near.astype(bool) & (sided.angle == "knee_flexion")]
    np.testing.assert_array_equal(near.value_deg.to_numpy(), DRAWN.angles.near_side.knee_flexion_deg)
    assert near.value_deg.isna().any() or np.isfinite(DRAWN.angles.near_side.knee_flexion_deg).all()


def test_reps_and_findings_are_those_of_the_report():
    report = DRAWN.report
    assert TABLES["reps"]["rep"].to_pylist() == [rep.index for rep in report.reps]
    assert TABLES["reps"]["peak_knee_flexion_deg"].to_pylist() == [rep.peak.knee_flexion_deg for rep in report.reps]
    rows = TABLES["findings"].to_pylist()
    assert [(row["check"], row["rep"], row["verdict"]) for row in rows] == [
        (one.check, one.rep, one.verdict) for one in report.findings
    ]
    assert all((row["reason"] is not None) == (row["verdict"] == "not_assessed") for row in rows)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_pandas_and_polars_read_what_is_written(name, tmp_path):
    table = TABLES[name]
    write_parquet(table, tmp_path / "t.parquet")
    write_csv(table, tmp_path / "t.csv")
    assert pl.read_parquet(tmp_path / "t.parquet").to_dicts() == table.to_pylist()
    csv = pd.read_csv(tmp_path / "t.csv")
    assert list(csv.columns) == table.column_names
    assert len(csv) == table.num_rows
    for column in csv.select_dtypes("number"):
        np.testing.assert_allclose(csv[column], table[column].to_pandas().astype(float), equal_nan=True)
