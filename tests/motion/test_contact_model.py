"""The contact model from its stored arrays: what fits is read, anything else is refused in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import ModelMissing
from formcheck.media import bundles
from formcheck.motion.contact_model import OUTPUTS, contact_model_from_arrays, softmax_mean

INPUTS, HIDDEN, AXES = 7, 4, 3
GOOD = {
    "outputs": np.array(OUTPUTS),
    "mean": np.zeros(INPUTS),
    "spread": np.ones(INPUTS),
    "temperature": np.array(1.5),
    "axes": np.zeros((INPUTS, AXES)),
    "usual": np.ones(AXES + 1),
    "strange": np.array(3.0),
    "networks": np.array(1),
    "n0_matrix0": np.zeros((INPUTS, HIDDEN)),
    "n0_bias0": np.zeros(HIDDEN),
    "n0_matrix1": np.zeros((HIDDEN, len(OUTPUTS))),
    "n0_bias1": np.zeros(len(OUTPUTS)),
    "n0_straight": np.zeros((INPUTS, len(OUTPUTS))),
}
#: A network of its own that fits together, but gives one probability too few.
FEWER = {name: GOOD[name][..., :-1] for name in ("n0_matrix1", "n0_bias1", "n0_straight")}
MISSHAPEN = {
    "mean": GOOD["mean"][:-1],
    "spread": GOOD["spread"][:-1],
    "temperature": np.ones(5),
    "axes": GOOD["axes"][:-1],
    "usual": GOOD["usual"][:-1],
    "strange": np.ones(2),
    "networks": np.ones(2),
    "n0_matrix0": GOOD["n0_matrix0"].T,
    "n0_bias0": GOOD["n0_bias0"][:-1],
    "n0_matrix1": GOOD["n0_matrix1"][0],
    "n0_bias1": GOOD["n0_bias1"][:-1],
    "n0_straight": GOOD["n0_straight"][:-1],
}


def test_fitting_arrays_are_read() -> None:
    model = contact_model_from_arrays(GOOD)
    likely = softmax_mean(model.networks, np.zeros((2, INPUTS), np.float32), model.temperature)
    np.testing.assert_allclose(likely, 1 / len(OUTPUTS))
    assert (model.temperature, model.in_distribution.max_distance) == (1.5, 3.0)


def refused(arrays: dict[str, np.ndarray], folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said of a file with these arrays in place of the one that is shipped."""
    path = folder / bundles.HANDS_FILE
    np.savez(path, **arrays)
    monkeypatch.setattr(bundles, "bundle_path", lambda file: folder / file)
    bundles.contact_model.cache_clear()
    with pytest.raises(ModelMissing) as caught:
        bundles.contact_model()
    said = str(caught.value)
    assert said.startswith(f"We can't read the model {path} (")
    assert said.endswith("). Please install FormCheck again.")
    assert "\n" not in said
    return said.removeprefix(f"We can't read the model {path} (").partition(")")[0]


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    bundles.contact_model.cache_clear()


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_array_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = {other: array for other, array in GOOD.items() if other != name}
    said = refused(left, tmp_path, monkeypatch)
    last_layer = {"n0_matrix1": "n0_straight has shape (7, 5"}  # without it the network ends one layer earlier
    assert said == last_layer.get(name, f"no '{name}'")


@pytest.mark.parametrize("name", MISSHAPEN)
def test_an_array_of_another_shape_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = refused(GOOD | {name: MISSHAPEN[name]}, tmp_path, monkeypatch)
    assert " has shape (" in said


@pytest.mark.parametrize(
    "other", [FEWER, {"networks": np.array(0)}, {"outputs": np.array(OUTPUTS[::-1])}], ids=["fewer", "none", "outputs"]
)
def test_networks_that_estimate_something_else_are_refused(
    other: dict[str, np.ndarray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(GOOD | other, tmp_path, monkeypatch).startswith("the stored networks ")


def test_what_is_no_model_at_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused({"anything": np.zeros(3)}, tmp_path, monkeypatch) == "no 'outputs'"
    objects = {**GOOD, "mean": np.array([None, "x"], dtype=object)}
    assert "Object arrays" in refused(objects, tmp_path, monkeypatch)
