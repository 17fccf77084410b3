"""The files around the code: valid for those who read them, and true."""

import re
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import formcheck

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
FORMS = [path for path in TEMPLATES if path.name != "config.yml"]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
        ("vendor.github-workflows", [ROOT / ".github" / "workflows" / "ci.yml"]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_they_are_valid_for_those_who_read_them(schema: str, files: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "--default-filetype", "yaml"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_python_named_is_tried_by_the_ci_and_told_in_the_documentation() -> None:
    named = set(re.findall(r"Python :: (3\.\d+)", text("pyproject.toml")))
    assert f'requires-python = ">={min(named, key=lambda one: int(one[2:]))}"' in text("pyproject.toml")
    assert named == set(re.findall(r'python(?:-version)?: "(3\.\d+)"', text(".github/workflows/ci.yml")))
    assert [one for one in sorted(named) if one not in text("docs/how_to/install.md")] == []


def test_the_version_is_the_same_everywhere() -> None:
    assert re.search(r"^version: (.+)$", text("CITATION.cff"), re.MULTILINE)[1] == formcheck.__version__
    assert re.search(rf"^## {re.escape(formcheck.__version__)}\b", text("CHANGELOG.md"), re.MULTILINE)


def test_the_changelog_has_the_parts_people_know_and_marks_what_breaks() -> None:
    heads = re.findall(r"^### (.+)$", text("CHANGELOG.md"), re.MULTILINE)
    assert set(heads) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)[0] == "Unreleased"


def test_container_ci_and_readme_ask_for_the_same_libraries_of_the_system() -> None:
    needed = {name for _, name in re.findall(r"^need_library (\S+) (\S+)$", text(".ci/run"), re.MULTILINE)}
    assert len(needed) == 4
    for name in ("Dockerfile", "README.md", ".github/workflows/ci.yml"):
        assert needed <= set(re.findall(r"[\w.-]+", text(name))), name


def test_the_container_copies_and_runs_what_there_is() -> None:
    lines = text("Dockerfile").replace("\\\n", " ").splitlines()
    assert '"formcheck[app] @' in next(line for line in lines if "--constraint" in line)
    command = next(line for line in lines if line.startswith("CMD"))
    options = re.findall(r'"(--\w+)"', command)
    shown = subprocess.run([sys.executable, "-m", "formcheck", "app", "--help"], capture_output=True, text=True).stdout
    assert options
    assert all(option in shown for option in options)
    assert not {"models", "sample_videos", "formcheck", "app.py", ".streamlit", "README.md", "LICENSE"} & set(
        text(".dockerignore").splitlines()
    ), "the wheel could not be built"


def test_a_release_sets_version_date_and_notes(tmp_path: Path) -> None:
    for name in ("CHANGELOG.md", "CITATION.cff", "formcheck/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text(name), encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n### Added\n\n- A\n\n## 0.1.0\n\nOld.\n")
    write_version = runpy.run_path(str(ROOT / "release" / "release.py"))["write_version"]
    notes = write_version(tmp_path, "9.8.7", date(2027, 1, 2))
    assert notes.read_text() == "# FormCheck 9.8.7\n\n### Added\n\n- A\n"
    assert '__version__ = "9.8.7"' in (tmp_path / "formcheck" / "__init__.py").read_text()
    assert "\nversion: 9.8.7\n" in (tmp_path / "CITATION.cff").read_text()
    kept = (tmp_path / "CHANGELOG.md").read_text()
    assert kept.startswith("# Changelog\n\n## Unreleased\n\n## 9.8.7 (2027-01-02)\n\n### Added\n\n- A\n\n## 0.1.0")
    with pytest.raises(SystemExit):
        write_version(tmp_path, "9.8.8", date(2027, 1, 2))


@pytest.mark.parametrize("words", [["x"], ["1.2"]])
def test_a_release_of_nothing_is_one_sentence(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "release/release.py", *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.endswith("is not a version such as 0.2.0.\n")
