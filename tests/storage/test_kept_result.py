"""A result's page as bytes and back again."""

from dataclasses import fields, replace

import numpy as np
import pytest
import watched

from formcheck.storage.kept_result import KeptResult, from_bytes, to_bytes


@pytest.fixture(scope="module")
def angles():
    return watched.figure().angles


def alike(one, two):
    for part in fields(one):
        a, b = getattr(one, part.name), getattr(two, part.name)
        if isinstance(a, np.ndarray):
            np.testing.assert_allclose(a, b, atol=1e-3)
        elif hasattr(a, "__dataclass_fields__"):
            alike(a, b)
        else:
            assert a == b, part.name


def test_everything_comes_back(angles):
    for whole in (angles, replace(angles, back=None), replace(angles, other_near=np.ones(len(angles.t_s), bool))):
        kept = KeptResult(whole, {1: b"one", 12: b"twelve"}, {"heels": b"moment"})
        again = from_bytes(to_bytes(kept))
        alike(kept.angles, again.angles)
        assert (again.bottoms, again.moments) == (kept.bottoms, kept.moments)


@pytest.mark.parametrize("cut", [0, 10, 200, -5])
def test_what_is_damaged_is_nothing(angles, cut):
    content = to_bytes(KeptResult(angles))
    assert from_bytes(content[:cut]) is None
    assert from_bytes(b"rubbish" + content) is None
