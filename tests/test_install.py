"""What is declared is what is imported, and what the app alone needs is imported by the app alone."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import layer_rules

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Modules outside ui and kiosk that only the app's pages import.
OF_THE_APP = {
    "formcheck.storage.store",
    "formcheck.storage.diary_file",
    "formcheck.storage.diary_code",
    "formcheck.storage.hashing",
    "formcheck.storage.pin",
    "formcheck.storage.passcodes",
    "formcheck.storage.certificate",
    "formcheck.reports.calendar",
}


def names(extra: str) -> set[str]:
    return {re.match(r"[\w-]+", one)[0] for one in PROJECT["optional-dependencies"][extra]}


def in_the_app(name: str) -> bool:
    """``storage.review``: the trainers' store, which the command line looks into only where the app is installed."""
    return (
        name in OF_THE_APP
        or name.startswith("formcheck.storage.review")
        or layer_rules.package(name) in ("ui", "kiosk", "review")
    )


def test_every_import_is_declared_and_every_declaration_is_imported() -> None:
    done = subprocess.run([sys.executable, "-m", "deptry", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_only_the_app_imports_what_the_app_brings() -> None:
    modules = layer_rules.read_sources()
    brought = names("app")
    assert {"streamlit", "starlette", "sqlalchemy"} <= brought
    wrong = [
        f"{name} imports {target}"
        for name, target in layer_rules.edges(modules)
        if target.partition(".")[0] in brought and not in_the_app(name)
    ]
    assert wrong == []


def test_no_command_but_the_app_imports_a_module_of_the_app() -> None:
    allowed = {
        ("formcheck.cli.open_app", "formcheck.kiosk.choices"),
        ("formcheck.cli.serve", "formcheck.kiosk.choices"),
        ("formcheck.cli.kiosk", "formcheck.kiosk.choices"),
        ("formcheck.cli.kiosk", "formcheck.storage.pin"),
        ("formcheck.cli.passcode", "formcheck.storage.passcodes"),
        ("formcheck.cli.phones", "formcheck.storage.passcodes"),
        ("formcheck.cli.phones", "formcheck.storage.certificate"),
        ("formcheck.cli.options", "formcheck.storage.review.limits"),
    }
    wrong = {
        (name, target)
        for name, target in layer_rules.edges(layer_rules.read_sources())
        if not in_the_app(name) and target.startswith("formcheck") and in_the_app(target)
    }
    assert wrong == allowed
