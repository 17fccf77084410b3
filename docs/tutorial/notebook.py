# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3
#     name: python3
# ---

# %% [markdown]
# # From a clip to a plot and a table
#
# This page is a notebook: open `docs/tutorial/notebook.py` in Jupyter with [Jupytext](https://jupytext.readthedocs.io),
# or paste the cells one after the other. It needs FormCheck, pandas, polars and Matplotlib, and no network: the
# clip comes with FormCheck. FormCheck is on no package index yet: in a checkout, `make wheel`, then
# `pip install dist/formcheck-*.whl pandas polars matplotlib` ([Install](../how_to/install.md)).

# %% [markdown]
# ## Judge a clip
#
# `analyze_clip` measures and judges. It raises a `VideoError` for a file that is no video, and never for what was
# filmed: nobody in view, or the wrong side, are answers with a reason.

# %%
import formcheck

clip = formcheck.sample_clips()["shallow_squat_side"]
analysis = formcheck.analyze_clip(clip, formcheck.AnalysisOptions(model="lite"))
report = analysis.report
print(formcheck.headline(report).text)

# %% [markdown]
# What each check said of each repetition. A value has a unit and the half-width of its 90 % interval; what one camera
# could not show is `not_assessed`, with the reason.

# %%
for finding in report.findings:
    if finding.rep == 1:
        value = "" if finding.value is None else f"{finding.value:g} {finding.unit}"
        print(f"{finding.verdict:13}{finding.check:24}{value}")

# %% [markdown]
# ## Tables
#
# `tidy_tables` gives Arrow tables with one observation in a row. Null is "not known"; it never becomes zero.

# %%
tables = formcheck.tidy_tables(analysis.analyzed)
angles = tables["angles"].to_pandas()
near = angles[angles.near.fillna(False).astype(bool)]
print(near.groupby("angle").value_deg.describe()[["min", "max"]].round(1))

# %%
import polars as pl

findings = pl.from_arrow(tables["findings"])
counts = findings.group_by("verdict").len().sort("verdict")
print(counts)

# %% [markdown]
# ## A plot
#
# The knee of the side turned to the camera, with its 90 % interval, and the bottoms of the repetitions.

# %%
import matplotlib.pyplot as plt

knee = near[near.angle == "knee_flexion"]
figure, axes = plt.subplots(figsize=(8, 3.2), layout="constrained")
low, high = knee.value_deg - knee.half_width_deg, knee.value_deg + knee.half_width_deg
axes.fill_between(knee.t_s, low, high, alpha=0.3, label="90 % interval")
axes.plot(knee.t_s, knee.value_deg, label="knee flexion")
for rep in report.reps:
    axes.axvline(rep.bottom_s, linestyle=":", color="grey")
axes.set(xlabel="seconds", ylabel="degrees")
axes.legend()
plt.show()

# %% [markdown]
# ## Keep it
#
# The report reads back in later versions as long as its `schema_version` stays the same.

# %%
from pathlib import Path
from tempfile import mkdtemp

folder = Path(mkdtemp())
(folder / "squat.report.json").write_text(report.to_json(), encoding="utf-8")
assert formcheck.read_report(folder / "squat.report.json") == report
formcheck.write_trc(analysis.analyzed, folder / "squat.trc", height_m=1.78)
print(sorted(path.name for path in folder.iterdir()))
