"""A release, made and tried here: ``.venv/bin/python release/release.py 0.2.0``. Nothing leaves this machine.

Sets the version and the date, writes the notes from CHANGELOG.md into dist/, scores the people nobody has looked at,
keeps scores and a report, runs the checks and the tests on all that, builds the wheel and tries it in empty
environments. Where a step fails, every file is put back. Committing, tagging and uploading are left to you; the last
lines say how.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from packaging.version import InvalidVersion, Version

ROOT: Final = Path(__file__).resolve().parents[1]
VERSION: Final = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
CHANGELOG, UNRELEASED = "CHANGELOG.md", "## Unreleased"
RELEASED: Final = re.compile(r"^## (\d\S*)", re.MULTILINE)
#: Where version and date stand, and how.
CURRENT: Final = re.compile(r'(?<=^__version__ = ")[^"]+', re.MULTILINE)
VERSION_PLACES: Final = {
    "formcheck/__init__.py": CURRENT,
    "CITATION.cff": re.compile(r"(?<=^version: ).+", re.MULTILINE),
}
DATE_PLACES: Final = {"CITATION.cff": re.compile(r"(?<=^date-released: ).+", re.MULTILINE)}
SCHEMA: Final = re.compile(r"^SCHEMA_VERSION: Final = (\d+)$", re.MULTILINE)
#: The figures of the people nobody has looked at, and the clip of the kept report.
SCORES, PAGE = "docs/release_accuracy.json", "docs/release_accuracy.md"
CLIP: Final = "sample_videos/hands_on_knees_side.mp4"
FORMCHECK: Final = (sys.executable, "-m", "formcheck")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a release does: the words that say it, what does it, and the files it writes."""

    said: str
    do: Callable[[], object]
    writes: tuple[str, ...] = ()


def main() -> None:
    """Make one release; the first step that fails stops the run and puts the files back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", help="such as 0.2.0")
    parser.add_argument("--only-write", action="store_true", help="set version, date and notes; run and build nothing")
    parser.add_argument("--dry-run", action="store_true", help="say every step; change and run nothing")
    asked = parser.parse_args()
    refuse_what_cannot_be(ROOT, asked.version)
    steps = steps_of(ROOT, asked.version, date.today())[: 1 if asked.only_write else None]
    with put_back_on_failure([ROOT / name for step in steps for name in step.writes]):
        for at, step in enumerate(steps, start=1):
            print(f"{at}/{len(steps)} {step.said}", flush=True)
            if not asked.dry_run:
                step.do()
    if asked.dry_run:
        print("Nothing was changed.")
        return
    print(f"\nNotes: {_notes(asked.version)}. If all is well:")
    print(f"  git add --all && git commit -m 'Version {asked.version}' && git tag v{asked.version}")


def refuse_what_cannot_be(root: Path, version: str) -> None:
    """Stop before anything is changed: no version, none that comes next, changes that are not committed, no notes."""
    if not VERSION.fullmatch(version) or str(Version(version)) != version:
        _stop(f"'{version}' is not a version such as 0.2.0.")
    newest = newest_version(root)
    if Version(version) <= newest:
        _stop(f"{version} does not come after {newest}, which is here already: please choose a higher one.")
    if _run("git", "status", "--porcelain", root=root, quiet=True):
        _stop("There are changes that are not committed: please commit or stash them first.")
    _unreleased((root / CHANGELOG).read_text(encoding="utf-8"))


def newest_version(root: Path) -> Version:
    """The highest version that the code, a part of the changelog or a tag has."""
    known = CURRENT.findall((root / "formcheck" / "__init__.py").read_text(encoding="utf-8"))
    known += RELEASED.findall((root / CHANGELOG).read_text(encoding="utf-8"))
    known += _run("git", "tag", "--list", root=root, quiet=True).split()
    return max(found for name in known if (found := _as_version(name)))


def _as_version(name: str) -> Version | None:
    try:
        return Version(name)
    except InvalidVersion:
        return None


def steps_of(root: Path, version: str, today: date) -> list[Step]:
    """What a release does, in order: first the files, then what tries them."""
    (schema,) = SCHEMA.findall((root / "formcheck" / "schema" / "report.py").read_text(encoding="utf-8"))
    scores, report = f"release/scores/{version}.json", f"tests/reports/kept/v{schema}_release_{version}.json"
    named = (CHANGELOG, *VERSION_PLACES, _notes(version))
    write = f"set version and date, write notes: {', '.join(named)}"
    bench = (*FORMCHECK, "bench", "accuracy", "--set", "release", "--write")
    return [
        Step(write, lambda: write_version(root, version, today), named),
        Step(f"score the people nobody has looked at: {PAGE}", lambda: _run(*bench, root=root), (SCORES, PAGE)),
        Step(f"keep the scores: {scores}", lambda: keep_scores(root, version, root / scores), (scores,)),
        Step(f"keep a report: {report}", lambda: keep_report(root, root / report), (report,)),
        *(_make(root, target) for target in ("check", "test", "site", "wheel")),
    ]


def _make(root: Path, target: str) -> Step:
    return Step(f"make {target}", lambda: _run("make", target, root=root))


@contextmanager
def put_back_on_failure(files: list[Path]) -> Iterator[None]:
    """However a step ends early, by failing or by Ctrl-C: these files are as they were, new ones are gone."""
    kept = {path: path.read_bytes() if path.is_file() else None for path in files}
    try:
        yield
    except BaseException:
        for path, content in kept.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        print("The files are as they were.", file=sys.stderr)
        raise


def write_version(root: Path, version: str, today: date) -> None:
    """Set version and date everywhere, date the changelog's newest part, and write that part as notes into dist/."""
    changelog = root / CHANGELOG
    text = changelog.read_text(encoding="utf-8")
    part = _unreleased(text)
    changelog.write_text(text.replace(UNRELEASED, f"{UNRELEASED}\n\n## {version} ({today})", 1), encoding="utf-8")
    for places, new in ((VERSION_PLACES, version), (DATE_PLACES, str(today))):
        for name, place in places.items():
            path = root / name
            changed, count = place.subn(new, path.read_text(encoding="utf-8"))
            if count != 1:
                _stop(f"{name} has no place for '{new}', or more than one.")
            path.write_text(changed, encoding="utf-8")
    notes = root / _notes(version)
    notes.parent.mkdir(exist_ok=True)
    notes.write_text(f"# FormCheck {version}\n\n{part}\n", encoding="utf-8")


def _unreleased(changelog: str) -> str:
    """What the changelog says under "Unreleased", without the heading."""
    part = changelog.partition(f"{UNRELEASED}\n")[2].partition("\n## ")[0].strip()
    if not part:
        _stop(f"{CHANGELOG} says nothing under '{UNRELEASED}': please write what changed.")
    return part


def keep_scores(root: Path, version: str, place: Path) -> None:
    """Keep the figures just measured beside those of earlier versions."""
    measured = json.loads((root / SCORES).read_text(encoding="utf-8"))["source"]["formcheck_version"]
    if measured != version:
        _stop(f"{SCORES} is of version {measured} and not {version}: is another FormCheck installed here?")
    place.parent.mkdir(exist_ok=True)
    shutil.copyfile(root / SCORES, place)


def keep_report(root: Path, place: Path) -> None:
    """Keep a report of this version, which later ones have to read or refuse (tests/reports/test_kept_reports.py)."""
    place.write_text(_run(*FORMCHECK, "analyze", "--json", CLIP, root=root, quiet=True), encoding="utf-8")


def _notes(version: str) -> str:
    return f"dist/notes-{version}.md"


def _run(*command: str, root: Path, quiet: bool = False) -> str:
    """Run to the end; ``quiet`` returns what it printed. A failure stops the release."""
    done = subprocess.run(command, cwd=root, text=True, stdout=subprocess.PIPE if quiet else None)
    if done.returncode:
        _stop(f"'{' '.join(command)}' failed: nothing was released.")
    return done.stdout or ""


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
