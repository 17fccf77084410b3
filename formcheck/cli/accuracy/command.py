"""``formcheck bench accuracy``: which clips, one after the other, and where the figures go."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import formcheck
from formcheck.cli import console
from formcheck.cli.accuracy import tables
from formcheck.cli.accuracy.backs import back_errors
from formcheck.cli.accuracy.comparing import Compared, compare
from formcheck.cli.accuracy.figures import Accuracy, Source
from formcheck.cli.accuracy.pooling import pool
from formcheck.cli.accuracy.truth import ENDING, Truth, read_truth
from formcheck.clip import pipeline
from formcheck.clip.calibration import calibrate
from formcheck.errors import BadChoice, OutputError, printable
from formcheck.motion.calibration import Calibration
from formcheck.schema import Provenance
from formcheck.settings import AnalysisOptions, ModelName

ClipSet = Literal["fit", "test", "all", "samples", "release"]

CHECKOUT: Final = Path(formcheck.__file__).parents[1]
FOLDERS: Final[Mapping[str, str]] = {"samples": "sample_videos", "release": "tests/clips/release"}
CLIPS, CALIBRATIONS = "tests/clips", "calibration"
PAGES: Final[Mapping[str, str]] = {"test": "docs/accuracy", "release": "docs/release_accuracy"}
QUICK_PART: Final = 12
BLOCK: Final = re.compile(r"(<!-- accuracy: generated, held by a test -->\n).*?(<!-- /accuracy -->)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to measure; ``part``: only so many clips, spread evenly over the set by name."""

    clip_set: ClipSet = "test"
    folder: Path | None = None
    model: ModelName = "full"
    raw: bool = False
    part: int | None = None


def accuracy(job: Job, *, markdown: bool, as_json: bool, write: bool) -> None:
    """Measure, print, and with ``write`` keep the figures. Raises BadChoice, OutputError, VideoError, ModelMissing."""
    if markdown and as_json:
        raise BadChoice("Please use --markdown or --json, not both.")
    if write:
        _check_writing(job)
    figures = measure(job)
    if write:
        keep(figures)
    if as_json:
        print(figures.to_json(), end="")  # noqa: T201
    elif markdown:
        print(tables.markdown(figures))  # noqa: T201
    else:
        tables.print_tables(figures)


def measure(job: Job) -> Accuracy:
    """The figures of a job, clip by clip in order of name."""
    clips = choose(job)
    options = AnalysisOptions(model=job.model, angles="raw" if job.raw else "corrected")
    calibrations = {} if job.part else _calibrations(job, {truth.who for _, truth in clips}, options)
    compared: list[Compared] = []
    for at, (clip, truth) in enumerate(clips, start=1):
        with console.progress(printable(f"{at}/{len(clips)} {clip.name}")) as on_progress:
            analysis = pipeline.analyze_clip(clip, options, on_progress)
        made_by = analysis.report.provenance
        found = compare(clip.stem, analysis.report, analysis.angles, truth)
        if own := calibrations.get(truth.who):
            found = replace(found, back_calibrated=back_errors(pipeline.judged_by(analysis, own).angles, truth))
        compared.append(found)
    return pool(_source(job, made_by), compared)


def _calibrations(job: Job, people: Set[str], options: AnalysisOptions) -> dict[str, Calibration]:
    """Everybody's own calibration, from the guided recordings beside the clips; of those who have one."""
    found = {}
    for path in sorted(((job.folder or CHECKOUT / CLIPS) / CALIBRATIONS).glob(f"*{ENDING}")):
        who = read_truth(path).who
        if who in people:
            clip = path.with_name(path.name.removesuffix(ENDING) + ".mp4")
            with console.progress(printable(clip.name)) as on_progress:
                found[who] = calibrate(pipeline.analyze_clip(clip, options, on_progress).analyzed)
    return found


def choose(job: Job) -> list[tuple[Path, Truth]]:
    """The clips of the set with their truth, by name. Raises BadChoice when there are none.

    Of the sets fit and test only clips whose truth names that split are ever opened.
    """
    folder = job.folder or CHECKOUT / FOLDERS.get(job.clip_set, CLIPS)
    files = sorted(folder.glob(f"*{ENDING}"))
    if not files:
        raise BadChoice(f"{folder} has no videos with truth files: please give their folder with --clips.")
    clips = [(path.with_name(path.name.removesuffix(ENDING) + ".mp4"), read_truth(path)) for path in files]
    clips = [(path, truth) for path, truth in clips if not truth.on_floor]  # these have figures of their own
    if job.clip_set in ("fit", "test"):
        clips = [(path, truth) for path, truth in clips if truth.split == job.clip_set]
    if not clips:
        raise BadChoice(f"{folder} has no videos of the {job.clip_set} set: please choose another with --set.")
    count = min(job.part or len(clips), len(clips))
    return [clips[at * len(clips) // count] for at in range(count)]


def keep(figures: Accuracy) -> None:
    """Write the set's figures and the block in its page. Raises OutputError."""
    page = _page(figures.source.clip_set)
    try:
        text = page.read_text(encoding="utf-8")
        block = tables.markdown(figures)
        page.with_suffix(".json").write_text(figures.to_json(), encoding="utf-8", newline="\n")
        page.write_text(BLOCK.sub(lambda found: f"{found[1]}{block}\n{found[2]}", text), encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"We can't save {error.filename}: {error.strerror}.") from error


def _check_writing(job: Job) -> None:
    """Only figures of a whole set, with the defaults, may stand in the docs."""
    if job.clip_set not in PAGES or job != Job(clip_set=job.clip_set):
        raise BadChoice(
            "--write keeps the whole test or release set with the full model and corrected angles: leave the rest out."
        )
    page = _page(job.clip_set)
    if not page.is_file():
        raise BadChoice(f"--write changes {PAGES[job.clip_set]}.md of a source checkout, but this is not one.")
    if len(BLOCK.findall(page.read_text(encoding="utf-8"))) != 1:
        raise BadChoice(
            f"--write needs one pair of lines '<!-- accuracy: ... -->' and '<!-- /accuracy -->' in {page.name}."
        )


def _page(clip_set: str) -> Path:
    return (CHECKOUT / PAGES[clip_set]).with_suffix(".md")


def _source(job: Job, made_by: Provenance) -> Source:
    return Source(
        clip_set=job.clip_set,
        part=job.part,
        formcheck_version=made_by.formcheck_version,
        model=made_by.model,
        model_sha256=made_by.model_sha256,
        correction_sha256=made_by.correction_sha256,
        back_sha256=made_by.back_sha256,
    )
