"""The notebook runs from top to bottom. FORMCHECK_WRITE_DOCS=1 keeps its plot for the documentation."""

import base64
import os
from pathlib import Path

import jupytext
import nbclient
import pytest

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_notebook_runs_from_a_clip_to_tables_and_a_plot(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # MediaPipe imports matplotlib, too
    notebook = jupytext.read(TUTORIAL / "notebook.py")
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    said = "".join(output["text"] for output in outputs if output.get("name") == "stdout")
    assert said.startswith("2 squats above parallel.")
    assert "not_assessed" in said
    assert "['squat.report.json', 'squat.trc']" in said
    (plot,) = [output["data"]["image/png"] for output in outputs if "data" in output and "image/png" in output["data"]]
    if os.environ.get("FORMCHECK_WRITE_DOCS"):
        (TUTORIAL / "notebook.png").write_bytes(base64.b64decode(plot))
    assert len(plot) > 10_000
