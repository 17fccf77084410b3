"""The whole of a result's page as bytes for the diary: angles over time and pictures, and back again. No video."""

import io
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, cast

import msgspec
import numpy as np

from formcheck.motion.angles import Angles, LowerBackAngles, OneSide

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class KeptResult:
    """``bottoms`` by the number of the repetition and ``moments`` by check, as JPEG."""

    angles: Angles
    bottoms: Mapping[int, bytes] = field(default_factory=dict)
    moments: Mapping[str, bytes] = field(default_factory=dict)


class _Packed(msgspec.Struct):
    angles: bytes
    near: str
    corrected_share: float
    bottoms: dict[int, bytes]
    moments: dict[str, bytes]


def to_bytes(kept: KeptResult) -> bytes:
    """As it is put into the diary. Angles to about a thousandth of a degree."""
    out = io.BytesIO()
    arrays = {name: _small(values) for name, values in _flat(kept.angles)}
    np.savez_compressed(out, allow_pickle=False, **arrays)
    packed = _Packed(
        out.getvalue(), kept.angles.near, kept.angles.corrected_share, dict(kept.bottoms), dict(kept.moments)
    )
    return msgspec.msgpack.encode(packed)


def from_bytes(content: bytes) -> KeptResult | None:
    """As it was; None where it was written by another version, or is damaged."""
    with suppress(Exception):  # whatever a damaged archive makes its readers raise
        packed = msgspec.msgpack.decode(content, type=_Packed)
        with np.load(io.BytesIO(packed.angles), allow_pickle=False) as file:
            arrays = {name: _large(file[name]) for name in file.files}
        left, right = (_side(arrays, name) for name in ("left", "right"))
        back = _made(LowerBackAngles, arrays, "back") if any(name.startswith("back.") for name in arrays) else None
        angles = Angles(
            t_s=arrays["t_s"],
            near="left" if packed.near == "left" else "right",
            left=left,
            right=right,
            hip_height_legs=arrays["hip_height_legs"],
            shoulder_height_legs=arrays["shoulder_height_legs"],
            back=back,
            corrected_share=packed.corrected_share,
            other_near=arrays.get("other_near"),
        )
        return KeptResult(angles, packed.bottoms, packed.moments)
    return None


def _flat(part: Any, before: str = "") -> list[tuple[str, Any]]:
    """Every array in a record of records, by its path."""
    found = []
    for one in fields(part):
        value = getattr(part, one.name)
        if isinstance(value, np.ndarray):
            found.append((f"{before}{one.name}", value))
        elif hasattr(value, "__dataclass_fields__"):
            found += _flat(value, f"{before}{one.name}.")
    return found


def _side(arrays: Mapping[str, Any], name: str) -> OneSide:
    types = {one.name: one.type for one in fields(OneSide)}
    parts = {part: _made(cast("type[Any]", types[part]), arrays, f"{name}.{part}") for part in types}
    return OneSide(**parts)


def _made(of: type[D], arrays: Mapping[str, Any], path: str) -> D:
    """A record of arrays; raises KeyError where one is lacking."""
    return of(**{one.name: arrays[f"{path}.{one.name}"] for one in fields(cast("Any", of))})


def _small(values: Any) -> Any:
    return values.astype(np.float32) if np.issubdtype(values.dtype, np.floating) else values


def _large(values: Any) -> Any:
    return values.astype(np.float64) if np.issubdtype(values.dtype, np.floating) else values
