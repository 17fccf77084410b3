"""Angles of real people marked by hand, held against those that the picture and the product give.

Marks are joint centres in pixels of the analysed picture, written by whoever looks (`models.fit.marking`), in two
passes over some frames so that the marking error is known. They are landmarks of real people and are never committed.
`python -m models.fit.yardstick MARKS CLIPS` prints the table.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec
import numpy as np

from formcheck.cli.accuracy.bootstrap import intervals
from formcheck.clip.pipeline import analyze_clip
from formcheck.judging.analyze import Analyzed
from formcheck.motion.directions import angle_between_deg, inclination_deg
from formcheck.motion.landmarks import Side

ANGLES: Final = ("knee_flexion_deg", "thigh_to_horizontal_deg", "trunk_inclination_deg", "tibia_inclination_deg")
DEEP_DEG: Final = 100.0  # of marked knee flexion: from here on a squat's bottom
BENT_DEG: Final = 40.0  # below, somebody stands
KINDS: Final = ("raw", "corrected")

Point = tuple[float, float]


class Mark(msgspec.Struct, frozen=True, rename={"pass_no": "pass"}):
    """One frame marked: the first frame at or after ``t_s``; ``side`` is turned to the camera, and the person faces
    that way. ``joints`` of that side (hip, knee, ankle, shoulder), left out where hidden.
    """

    clip: str
    t_s: float
    person: str
    side: Side
    pass_no: int
    joints: dict[str, Point]


@dataclass(frozen=True, slots=True)
class Compared:
    """One angle of one marked frame, degrees: marked, and as the picture's landmarks and the product give it (NaN:
    not given), with the half-width of the product's 90 % interval.
    """

    mark: Mark
    angle: str
    marked: float
    raw: float
    corrected: float
    band: float
    knee_marked: float

    @property
    def posture(self) -> Literal["standing", "between", "deep"]:
        """By the marked knee; unknown knees count as between."""
        return "deep" if self.knee_marked >= DEEP_DEG else "standing" if self.knee_marked < BENT_DEG else "between"


def yardstick(marks: Path, clips: Path) -> str:
    """The table of a file of marks over clips of a folder, each analysed with the defaults."""
    read = read_marks(marks)
    analyzed = {name: analyze_clip(clips / name).analyzed for name in sorted({mark.clip for mark in read})}
    return table([row for mark in read if mark.pass_no == 1 for row in compare(mark, analyzed[mark.clip])], read)


def read_marks(path: Path) -> list[Mark]:
    """The marks of a file, a JSON list."""
    return msgspec.json.decode(path.read_bytes(), type=list[Mark])


def marked_angles(mark: Mark) -> dict[str, float]:
    """The angles of a mark as `motion.angles` reads them off landmarks; those of hidden joints are left out."""
    point = {name: np.array(at) for name, at in mark.joints.items()}
    facing = 1 if mark.side == "right" else -1
    found = {}
    if {"hip", "knee"} <= point.keys():
        thigh = point["knee"] - point["hip"]
        found["thigh_to_horizontal_deg"] = float(np.degrees(np.arctan2(thigh[1], abs(thigh[0]))))
    if {"knee", "ankle"} <= point.keys():
        found["tibia_inclination_deg"] = float(inclination_deg(point["knee"] - point["ankle"], facing))
    if {"hip", "knee", "ankle"} <= point.keys():
        found["knee_flexion_deg"] = float(
            angle_between_deg(point["knee"] - point["hip"], point["ankle"] - point["knee"])
        )
    if {"hip", "shoulder"} <= point.keys():
        found["trunk_inclination_deg"] = float(inclination_deg(point["shoulder"] - point["hip"], facing))
    return found


def compare(mark: Mark, analyzed: Analyzed) -> Iterator[Compared]:
    """Each marked angle beside the analysed ones of the same side in the same frame."""
    at = min(int(np.searchsorted(analyzed.angles.t_s, mark.t_s - 1e-3)), len(analyzed.angles.t_s) - 1)
    own = analyzed.angles.left if mark.side == "left" else analyzed.angles.right
    found = marked_angles(mark)
    knee = found.get("knee_flexion_deg", float("nan"))
    for name, value in found.items():
        raw, best, band = (float(getattr(kind, name)[at]) for kind in (own.raw, own.angles, own.bands))
        yield Compared(mark, name, value, raw, best, band, knee)


def marking_errors_deg(marks: Sequence[Mark]) -> dict[str, list[float]]:
    """By angle, the difference of the second pass from the first, of frames marked twice."""
    passes: dict[tuple[str, float], dict[int, Mark]] = {}
    for mark in marks:
        passes.setdefault((mark.clip, mark.t_s), {})[mark.pass_no] = mark
    found: dict[str, list[float]] = {name: [] for name in ANGLES}
    for both in passes.values():
        if both.keys() >= {1, 2}:
            first, second = marked_angles(both[1]), marked_angles(both[2])
            for name in first.keys() & second.keys():
                found[name].append(second[name] - first[name])
    return found


def table(rows: Sequence[Compared], marks: Sequence[Mark]) -> str:
    """Markdown: errors of each kind of angle against the first pass, by posture, with intervals over people."""
    again = marking_errors_deg(marks)
    lines = [
        "| angle | posture | frames | people | raw: mean abs. error | bias | corrected: mean abs. error | bias "
        "| within the interval | marked twice: mean difference |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in ANGLES:
        for posture in ("all", "deep", "between", "standing"):
            kept = [row for row in rows if row.angle == name and posture in ("all", row.posture)]
            if kept:
                twice = again[name]
                cell = f"{np.mean(np.abs(twice)):.1f} ({len(twice)})" if posture == "all" and twice else ""
                lines.append(_row(name, posture, kept, cell))
    return "\n".join(lines)


def _row(name: str, posture: str, kept: Sequence[Compared], twice: str) -> str:
    figures = _figures(kept)
    ends = intervals([(row.mark.person, row) for row in kept], _figures, {"inside": 1.0})
    cells = [_cell(figures[key], ends.get(key), sign="bias" in key) for key in list(figures)[:-1]]
    inside = "-" if figures["inside"] is None else f"{figures['inside']:.0%}"
    people = len({row.mark.person for row in kept})
    words = name.removesuffix("_deg").replace("_", " ")
    return f"| {words} | {posture} | {len(kept)} | {people} | {' | '.join(cells)} | {inside} | {twice} |"


def _figures(rows: Sequence[Compared]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for kind in KINDS:
        error = np.array([getattr(row, kind) - row.marked for row in rows])
        error = error[np.isfinite(error)]
        found[f"{kind}_mean_abs"] = float(np.abs(error).mean()) if len(error) else None
        found[f"{kind}_bias"] = float(error.mean()) if len(error) else None
    inside = [abs(row.corrected - row.marked) <= row.band for row in rows if np.isfinite(row.corrected)]
    found["inside"] = float(np.mean(inside)) if inside else None
    return found


def _cell(value: float | None, ends: tuple[float, float] | None, *, sign: bool) -> str:
    form = "+.1f" if sign else ".1f"
    if value is None:
        return "-"
    return format(value, form) + ("" if ends is None else f" ({ends[0]:{form}} to {ends[1]:{form}})")


if __name__ == "__main__":
    print(yardstick(Path(sys.argv[1]), Path(sys.argv[2])))
