"""How often a disturbed film is judged wrongly: ``make disturbed`` writes the table of docs/accuracy.md.

Every check on every true repetition counts once. Wrong: a fault where the truth is clean, or "good" where a clear fault
was played. A repetition too many counts as wrong too, one too few as "can't tell".
"""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import av
import numpy as np
from media.make_video import write_clip

from formcheck.cli.accuracy.bootstrap import intervals
from formcheck.cli.accuracy.comparing import Judged, compare
from formcheck.cli.accuracy.truth import ENDING, Truth, read_truth
from formcheck.clip.pipeline import Analysis, analyze_clip
from formcheck.motion import landmarks as lm
from formcheck.settings import AnalysisOptions
from hostile.disturbances import DISTURBANCES, Shown, disturbed

ROOT: Final = Path(__file__).resolve().parents[2]
CLIPS: Final = ROOT / "tests" / "clips"
PAGE: Final = ROOT / "docs" / "accuracy.md"
BLOCK: Final = re.compile(r"(<!-- disturbed: written by make disturbed -->\n).*?(<!-- /disturbed -->)", re.DOTALL)
#: People of the test split, side-on: clean and faulty squats and hinges.
NAMES: Final = (
    "hands_squat_fists_on_the_knees_jonas",
    "hands_squat_hovering_6_cm_over_the_kneecaps_ines",
    "hands_squat_palms_over_the_kneecaps_kemi",
    "hinge_hinge_pattern_pax",
    "hinge_lower_back_rounding_jonas",
    "squat_three_repetitions_with_pauses_nils",
    "squat_hands_in_prayer_ines",
    "squat_hips_first_luis",
    "squat_lower_back_rounding_suri",
    "squat_heels_pax",
    "squat_trunk_tibia_ugo",
    "squat_hands_hanging_past_the_knees_pax",
)
#: By disturbance, a film each: who is in it, and the outcomes.
Table = dict[str, list[tuple[str, Counter[str]]]]
JOINTS: Final = ("shoulder", "hip", "knee", "ankle")
STANDS_S: Final = 0.3  # every clip begins with its person standing
CRF: Final = "20"


def shown(analysis: Analysis, truth: Truth) -> Iterator[Shown]:
    """The pictures of a clip, with where its undisturbed analysis sees the joints."""
    track, near = analysis.track, analysis.angles.near
    low = int(np.argmin(np.abs(track.t_s - truth.reps[0].bottom_s)))
    places = [
        {joint: tuple(np.nanmedian(track.image_px[at, lm.at(joint, near)], axis=0)) for joint in JOINTS}
        for at in (track.t_s < track.t_s[0] + STANDS_S, slice(low, low + 1))
    ]
    step_s = float(np.median(np.diff(track.t_s)))
    with av.open(str(analysis.path)) as container:
        for frame in container.decode(video=0):
            yield Shown(frame.to_ndarray(format="rgb24"), float(frame.time or 0.0), step_s, *places)


def film(analysis: Analysis, truth: Truth, name: str, path: Path) -> Path:
    """The clip, disturbed."""
    pictures = list(disturbed(shown(analysis, truth), DISTURBANCES[name]))
    height, width = pictures[0][0].shape[:2]
    write_clip(
        path,
        [t_s for _, t_s in pictures],
        images=(image for image, _ in pictures),
        size_wh=(width, height),
        options={"crf": CRF, "preset": "veryfast"},
    )
    return path


def outcome(one: Judged) -> str | None:
    """Of one check on one repetition; None where the truth lies between clean and clear."""
    if one.expected not in ("clean", "required"):
        return None
    if one.verdict == "not_assessed":
        return "untold"
    if one.expected == "clean":
        return {"good": "right", "watch": "watched", "fault": "wrong"}[one.verdict]
    return "wrong" if one.verdict == "good" else "right"


def judge(path: Path, truth: Truth) -> tuple[Counter[str], list[str]]:
    """Outcomes of one film, and what was wrong of it."""
    analysis = analyze_clip(path, AnalysisOptions())
    found = compare(path.stem, analysis.report, analysis.angles, truth)
    counts = Counter(kind for one in found.judged if (kind := outcome(one)))
    wrong = [f"{one.check}:{one.rep}={one.verdict}" for one in found.judged if outcome(one) == "wrong"]
    if found.reps_reported > found.reps:
        counts["wrong"] += found.reps_reported - found.reps
        wrong.append(f"{found.reps_reported} repetitions of {found.reps}")
    return counts, wrong


def measure(names: Sequence[str], kinds: Sequence[str]) -> Table:
    """All clips under each disturbance."""
    table: Table = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            truth = read_truth(CLIPS / f"{name}{ENDING}")
            plain = analyze_clip(CLIPS / f"{name}.mp4", AnalysisOptions())
            for kind, people in table.items():
                found, what = judge(film(plain, truth, kind, Path(folder) / "film.mp4"), truth)
                people.append((truth.who, found))
                sys.stdout.write(f"{kind}; {name}; {dict(found)}; {', '.join(what)}\n")
                sys.stdout.flush()
    return table


def lines(table: Table) -> Iterator[str]:
    """The table of the docs."""
    yield "| disturbed by | right | wrong | watched in vain | can't tell |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    total: Counter[str] = Counter()
    for kind, people in table.items():
        counts = sum((found for _, found in people), Counter[str]())
        yield f"| {kind} | {counts['right']} | {counts['wrong']} | {counts['watched']} | {counts['untold']} |"
        total.update(counts if kind != "as filmed" else {})
    sure = total["right"] + total["wrong"]
    each = [one for kind, people in table.items() if kind != "as filmed" for one in people]
    people = len({who for who, _ in each})
    low, high = intervals(each, _wrong, {"wrong": 1.0})["wrong"]
    yield f"| all disturbed | {total['right']} | {total['wrong']} | {total['watched']} | {total['untold']} |"
    yield ""
    yield (
        f"Of {sure} sure verdicts on disturbed films {total['wrong']} are wrong: "
        f"{100 * total['wrong'] / sure:.1f} % ({100 * low:.1f} to {100 * high:.1f} %, over {people} people)."
    )


def _wrong(some: Sequence[Counter[str]]) -> dict[str, float | None]:
    wrong, right = (sum(one[kind] for one in some) for kind in ("wrong", "right"))
    return {"wrong": wrong / (wrong + right) if wrong + right else None}


def main(kinds: Sequence[str]) -> None:
    """Measure the named disturbances, or all of them and write the docs."""
    table = measure(NAMES, kinds or tuple(DISTURBANCES))
    text = "\n".join(lines(table))
    sys.stdout.write(f"{text}\n")
    if not kinds:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BLOCK.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
