"""The documentation is built without a warning, and everything a person can choose or read about is in it."""

import html
import inspect
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import msgspec
import pytest
import typer

from formcheck import api, errors
from formcheck.cli import main as cli
from formcheck.clip.samples import sample_clips
from formcheck.i18n import Language
from formcheck.live.cues import Cue
from formcheck.live.framing import Framing
from formcheck.movements import NAMES, checks
from formcheck.reports import tidy
from formcheck.settings import (
    AnalysisOptions,
    AngleChoice,
    ClinicianLimits,
    Faces,
    Level,
    ModelName,
    OwnLimit,
    VideoSettings,
)
from formcheck.ui.settings.preferences import Preferences

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
KEPT = ROOT / "tests" / "reports" / "kept" / "v2_release_0.1.json"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}


class Links(HTMLParser):
    """Everything a page loads or leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in ("script", "img", "link", "iframe", "source"):
            self.loaded += [value for name in ("src", "href") if (value := known.get(name))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(build, cwd=ROOT, env=os.environ | QUIET, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def words(site: Path, *pages: str) -> str:
    """What a reader sees on these pages."""
    text = "".join((site / f"{page}.html").read_text(encoding="utf-8") for page in pages)
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def rows(site: Path, page: str) -> list[list[str]]:
    """The cells of every row of a page's tables."""
    text = (site / f"{page}.html").read_text(encoding="utf-8")
    found = (
        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", text, re.S)
    )
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in found]


def test_every_check_is_there_with_its_view(site: Path) -> None:
    for page in ("checks", "explanation/views"):
        shown = words(site, page)
        assert [check.id for _, check in checks() if check.id not in shown or check.title not in shown] == []


def test_every_command_and_option_is_there(site: Path) -> None:
    shown = words(site, "reference/commands")
    lacking = [option for command in _commands(typer.main.get_command(cli.app)) for option in _options(command)]
    assert len(lacking) > 60
    assert [option for option in lacking if option not in shown] == []


def _commands(command):
    yield command
    for sub in getattr(command, "commands", {}).values():
        yield from _commands(sub)


def _options(command):
    return [name for parameter in command.params for name in parameter.opts if name.startswith("--")]


def test_every_setting_is_there(site: Path) -> None:
    shown = words(site, "reference/settings")
    records = (AnalysisOptions, ClinicianLimits, OwnLimit, VideoSettings)
    known = {field.name for kind in records for field in fields(kind)}
    meanings = {cells[0]: cells[3] for cells in rows(site, "reference/settings") if len(cells) == 4}
    assert meanings.keys() == known | {"field"}
    assert [name for name, meaning in meanings.items() if not meaning or ".py" in meaning] == []
    given = {cells[0]: cells[1] for cells in rows(site, "reference/settings") if len(cells) == 2}
    kinds = {"Level": Level, "Faces": Faces, "AngleChoice": AngleChoice, "ModelName": ModelName, "Language": Language}
    values = {name: get_args(kind) for name, kind in kinds.items()} | {"MovementChoice": ("auto", *NAMES)}
    assert {name: [one for one in known if one not in given[name]] for name, known in values.items()} == {
        name: [] for name in values
    }
    read = re.compile(r'"(FORMCHECK_\w+)"')
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "formcheck").rglob("*.py"))
    inner = {"FORMCHECK_TIED", "FORMCHECK_KIOSK"}  # from one of our processes to another
    inner |= {f"FORMCHECK_PHONES{part}" for part in ("", "_CERTIFICATE", "_KEY")}
    assert [name for name in {*read.findall(sources)} - inner if name not in shown] == []
    app = words(site, "app", "reference/settings").lower()
    assert [field.name for field in fields(Preferences) if field.name not in app] == []


def test_every_public_name_and_column_is_there(site: Path) -> None:
    shown = words(site, "reference/api")
    assert [name for name in api.__all__ if not re.search(rf"\b{name}\b", shown)] == []
    columns = {*tidy.ANGLES, *tidy.REPS, *tidy.FINDINGS}
    assert [name for name in columns if name not in words(site, "reference/tables")] == []


def test_every_record_has_its_fields_and_what_programs_make_its_constructor(site: Path) -> None:
    shown = words(site, "reference/api")
    classes = [one for name in api.__all__ if isinstance(one := getattr(api, name), type)]
    structs = [one for one in classes if issubclass(one, msgspec.Struct)]
    cells = {cells[0] for cells in rows(site, "reference/api")}
    assert [field for one in structs for field in one.__struct_fields__ if field not in cells] == []
    made = [one for one in classes if is_dataclass(one)] + [api.LiveSession, Framing, Cue]
    for one in made:
        found = re.search(rf"^{one.__name__}\((.*?)^\)", shown, re.MULTILINE | re.DOTALL)
        assert found, one
        taken = inspect.signature(one).parameters
        assert [name for name in taken if not re.search(rf"\b{name}: ", found[1])] == [], one


def test_the_errors_are_there_as_a_tree(site: Path) -> None:
    shown = words(site, "reference/api")
    tree = [line for line in (errors.__doc__ or "").split("\n\n")[1].splitlines() if line.strip()]
    assert len(tree) > 10
    assert "\n".join(tree[1:]) in shown


def test_every_field_of_the_report_is_there(site: Path) -> None:
    shown = words(site, "report")
    defined = api.json_schema()["$defs"]
    assert [name for part in defined.values() for name in part.get("properties", {}) if name not in shown] == []


def test_an_interval_is_not_broken_in_the_middle(site: Path) -> None:
    text = html.unescape((site / "accuracy.html").read_text(encoding="utf-8"))
    assert len(re.findall("\\(\\d+\xa0to\xa0\\d+\xa0%\\)", text)) > 50
    assert re.findall(r"\(\d+ to \d+ %\)", text) == []


def test_no_page_loads_anything_from_another_server(site: Path) -> None:
    for page in site.rglob("*.html"):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        assert [link for link in links.loaded if re.match(r"(https?:)?//", link)] == [], page


def test_every_picture_of_the_documents_is_in_the_site(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'<img[^>]* src="([^":]+)"', text):
            assert (page.parent / link).is_file(), (page, link)
    assert '<img alt="Annotated frames' in (site / "index.html").read_text(encoding="utf-8")


def examples() -> list[tuple[str, str]]:
    blocks = [(path, re.findall(r"^( *)```python\n(.*?)^ *```", path.read_text("utf-8"), re.M | re.S)) for path in DOCS]
    return [
        (path.stem, "\n".join(line.removeprefix(indent) for line in code.splitlines()))
        for path, found in blocks
        for indent, code in found
    ]


def test_the_python_examples_run(tmp_path: Path) -> None:
    shutil.copy(sample_clips()["shallow_squat_side"], tmp_path / "squat.mp4")
    shutil.copy(KEPT, tmp_path / "squat.report.json")
    assert len(examples()) >= 3
    script = "import sys\nfor name, code in " + repr(examples()) + ":\n    exec(compile(code, name, 'exec'), {})\n"
    command = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= len(examples())


def test_the_commands_shown_have_the_options_shown() -> None:
    root = typer.main.get_command(cli.app)
    shown = [line for path in DOCS for line in re.findall(r"^ *(formcheck .+)$", path.read_text("utf-8"), re.MULTILINE)]
    assert len(shown) > 20
    for line in shown:
        command, parts = root, line.partition("#")[0].split()[1:]
        while parts and parts[0] in getattr(command, "commands", {}):
            command = command.commands[parts.pop(0)]
        known = {*_options(command), "--help"}
        assert {part for part in parts if part.startswith("--")} <= known, line
