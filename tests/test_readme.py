"""The README says what the code does."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_checks_is_the_one_in_force() -> None:
    table = subprocess.run(
        [sys.executable, "-m", "formcheck", "checks", "--markdown"], capture_output=True, text=True, check=True
    ).stdout
    shown = re.search(r"<!-- checks:.*?-->\n(.*?)<!-- /checks -->", README, re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == table.strip(), "paste the output of `formcheck checks --markdown` into README.md"


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_shown_exists() -> None:
    named = set(re.findall(r"^formcheck (\w+)", README, re.MULTILINE))
    usage = subprocess.run([sys.executable, "-m", "formcheck", "--help"], capture_output=True, text=True, check=True)
    assert named
    assert named <= set(re.findall(r"^  (\w+) ", usage.stdout, re.MULTILINE))
    targets = set(re.findall(r"^make (\w+)", README, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
