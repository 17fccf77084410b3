"""The files around the code: valid for those who read them, and true."""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
import tomllib
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


def test_version_and_date_are_the_same_everywhere() -> None:
    assert re.search(r"^version: (.+)$", text("CITATION.cff"), re.MULTILINE)[1] == formcheck.__version__
    (dated,) = re.findall(r"^date-released: (.+)$", text("CITATION.cff"), re.MULTILINE)
    assert text("CHANGELOG.md").count(f"\n## {formcheck.__version__} ({dated})\n") == 1


def test_who_made_it_and_what_it_is_about_are_the_same_for_those_who_cite_and_install_it() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    cited = text("CITATION.cff").partition("\nreferences:")[0]
    assert re.findall(r"^  - name: (.+)$", cited, re.MULTILINE) == [one["name"] for one in project["authors"]]
    assert re.findall(r"^  - (?!name:)(.+)$", cited, re.MULTILINE) == project["keywords"]
    assert f"\nlicense: {project['license']}\n" in cited


def test_who_reports_what_is_broken_is_told_where_weaknesses_go() -> None:
    assert "SECURITY.md" in text(".github/ISSUE_TEMPLATE/broken.yml")
    assert "## How to report" in text("SECURITY.md")


def test_who_is_told_to_install_by_name_is_told_that_no_index_has_it() -> None:
    pages = [path for path in (ROOT / "docs").rglob("*") if path.suffix in (".md", ".py")]
    by_name = [path for path in pages if re.search(r"(pip|pipx|tool) install '?formcheck\b", path.read_text("utf-8"))]
    assert len(by_name) >= 3
    said = ("on no package index", "/install.md)")
    assert [path.name for path in by_name if not any(one in path.read_text("utf-8") for one in said)] == []
    assert said[0] in text("docs/how_to/install.md")


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
    assert "ENV HOME=/data" in lines, "somebody whom --user names would have no home"
    assert not {"models", "sample_videos", "formcheck", "app.py", ".streamlit", "README.md", "LICENSE"} & set(
        text(".dockerignore").splitlines()
    ), "the wheel could not be built"


def test_what_the_container_is_documented_for_is_what_the_ci_runs() -> None:
    told = re.findall(r"^docker run (.+)$", text("docs/how_to/install.md"), re.MULTILINE)
    assert len(told) == 2
    for line in told:
        assert f"docker run {line}" in text("Dockerfile")
    ran = " ".join(re.findall(r"- run: docker run (.+)$", text(".github/workflows/ci.yml"), re.MULTILINE))
    for part in ('--user "$(id -u):$(id -g)"', "batch /clips", "127.0.0.1:8501:8501", "formcheck:/data"):
        assert part in " ".join(told)
        assert part in ran


class _Ill(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(503)

    def log_message(self, *args: object) -> None:
        pass


@pytest.mark.parametrize(
    ("first", "well"), [("formcheck\0app\0--host\0", False), ("formcheck\0batch\0app.mp4\0", True)]
)
def test_the_container_asks_for_the_health_of_the_app_only(first: str, well: bool, tmp_path: Path) -> None:
    (line,) = re.findall(r"^HEALTHCHECK CMD (.+)$", text("Dockerfile"), re.MULTILINE)
    _, option, code = json.loads(line)
    (tmp_path / "cmdline").write_text(first)
    with http.server.HTTPServer(("127.0.0.1", 0), _Ill) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for there, here in (("/proc/1/cmdline", str(tmp_path / "cmdline")), (":8501", f":{server.server_port}")):
            assert there in code
            code = code.replace(there, here)
        # an earlier test in this process may have set the pose library's way out that leads nowhere
        own = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        done = subprocess.run([sys.executable, option, code], capture_output=True, text=True, env=own)
        server.shutdown()
    assert (done.returncode == 0) == well, done.stderr
    assert ("503" in done.stderr) != well
