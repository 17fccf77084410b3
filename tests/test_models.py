"""The model bundles are what models/README.md, models/build.py and the program say they are."""

import hashlib
import importlib.util
import re
import zipfile
from pathlib import Path

import pytest

MODELS = Path(__file__).resolve().parent.parent / "models"
MEMBERS = ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
NAMES = ["lite", "full"]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def bundle(name: str) -> Path:
    return MODELS / f"pose_landmarker_{name}.task"


@pytest.fixture(scope="module")
def build():
    """The build script as a module."""
    spec = importlib.util.spec_from_file_location("build_models", MODELS / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tables() -> list[list[str]]:
    """The rows of all tables of models/README.md, cells without back quotes."""
    text = (MODELS / "README.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip(" `") for cell in row] for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_readme_states_each_bundle(tables, name):
    data = bundle(name).read_bytes()
    (row,) = [row for row in tables if row[0] == bundle(name).name]
    assert row == [bundle(name).name, str(len(data)), "built from the parts below", "Apache-2.0", sha256(data)]


@pytest.mark.parametrize("name", NAMES)
def test_readme_states_each_member(tables, name):
    with zipfile.ZipFile(bundle(name)) as archive:
        assert archive.namelist() == MEMBERS
        found = [[member, str(len(data := archive.read(member))), sha256(data)] for member in MEMBERS]
    assert [row[1:] for row in tables if row[0] in ("both", name)] == found


def test_readme_states_the_sources_the_script_checks(tables, build):
    stated = {row[2]: row[4] for row in tables if row[0].startswith(("detector", "landmarks"))}
    assert stated == {source.member: source.sha256 for source in (build.DETECTOR, *build.LANDMARKS.values())}
    text = (MODELS / "README.md").read_text(encoding="utf-8")
    for package, version in (build.NPM_PACKAGE.rsplit("@", 1), build.WHEEL.split("==")):
        assert re.search(rf"`{re.escape(package)}` {re.escape(version)}\b", text)


def test_no_other_bundle_lies_there():
    assert {path.name for path in MODELS.glob("*.task")} == {bundle(name).name for name in NAMES}


def test_the_program_accepts_exactly_these():
    from formcheck.media.bundles import SHIPPED_SHA256, bundle_path

    shipped = [path for kind in ("*.task", "*.npz") for path in MODELS.glob(kind)]
    assert {path.name: sha256(path.read_bytes()) for path in shipped} == SHIPPED_SHA256
    assert {name: sha256(bundle_path(name).read_bytes()) for name in SHIPPED_SHA256} == SHIPPED_SHA256


@pytest.mark.parametrize("name", NAMES)
def test_packing_the_members_gives_the_same_bytes(build, name):
    with zipfile.ZipFile(bundle(name)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    assert build.bundle_name(name) == bundle(name).name
    assert build.pack(members) == bundle(name).read_bytes()


def test_a_changed_part_is_refused(build):
    with pytest.raises(SystemExit, match="sha256"):
        build.DETECTOR.checked(b"not the detector")


@pytest.mark.parametrize("check", [True, False])
def test_report_compares_or_writes(build, tmp_path, capsys, check):
    path = tmp_path / "new" / "a.task"
    assert build.report(path, b"model", check=check) is not check
    assert path.exists() is not check
    if not check:
        assert build.report(path, b"model", check=True)
        assert not build.report(path, b"other", check=True)
        assert "DIFFERS" in capsys.readouterr().out
