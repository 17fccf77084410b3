"""A release, made and tried here: ``python release/release.py 0.2.0``. Nothing leaves this machine.

Sets the version and the date, runs the checks and the tests, builds the wheel, tries it in an empty environment, and
writes the notes from CHANGELOG.md into dist/. Committing, tagging and uploading are left to you; the last lines say
how.
"""

import argparse
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parents[1]
VERSION: Final = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
#: Where the version stands, and how.
PLACES: Final = {
    "formcheck/__init__.py": re.compile(r'(?<=^__version__ = ")[^"]+', re.MULTILINE),
    "CITATION.cff": re.compile(r"(?<=^version: ).+", re.MULTILINE),
}
UNRELEASED: Final = "## Unreleased"


def main() -> None:
    """Make one release; every step stops the run when it fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", help="such as 0.2.0")
    parser.add_argument("--only-write", action="store_true", help="set version, date and notes; run and build nothing")
    asked = parser.parse_args()
    if not VERSION.fullmatch(asked.version):
        _stop(f"'{asked.version}' is not a version such as 0.2.0.")
    if _run("git", "status", "--porcelain", quiet=True):
        _stop("There are changes that are not committed: please commit or stash them first.")
    if _run("git", "tag", "--list", f"v{asked.version}", quiet=True):
        _stop(f"There is a version {asked.version} already: please choose the next one.")
    if not asked.only_write:
        _run("make", "check")
        _run("make", "test")
        _run("make", "site")
    notes = write_version(ROOT, asked.version, date.today())
    if not asked.only_write:
        _run("make", "wheel")
    print(f"\nNotes: {notes.relative_to(ROOT)}. If all is well:")
    print(f"  git commit -am 'Version {asked.version}' && git tag v{asked.version}")


def write_version(root: Path, version: str, today: date) -> Path:
    """Set the version everywhere, date the changelog's newest part, write that part as notes; returns their file."""
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    _, _, after = text.partition(f"{UNRELEASED}\n")
    part = after.partition("\n## ")[0].strip()
    if not part:
        _stop(f"CHANGELOG.md says nothing under '{UNRELEASED}': please write what changed.")
    changelog.write_text(text.replace(UNRELEASED, f"{UNRELEASED}\n\n## {version} ({today})", 1), encoding="utf-8")
    for name, place in PLACES.items():
        path = root / name
        changed, count = place.subn(version, path.read_text(encoding="utf-8"))
        if count != 1:
            _stop(f"{name} has no version, or more than one.")
        path.write_text(changed, encoding="utf-8")
    notes = root / "dist" / f"notes-{version}.md"
    notes.parent.mkdir(exist_ok=True)
    notes.write_text(f"# FormCheck {version}\n\n{part}\n", encoding="utf-8")
    return notes


def _run(*command: str, quiet: bool = False) -> str:
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE if quiet else None)
    if done.returncode:
        _stop(f"'{' '.join(command)}' failed: nothing was released.")
    return done.stdout or ""


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
