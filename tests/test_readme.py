"""README, ARCHITECTURE and docs say what the code does, and every link in them leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.cli.accuracy import command
from formcheck.cli.accuracy.figures import read_accuracy

ROOT = Path(__file__).resolve().parent.parent
TOP = [ROOT / f"{name}.md" for name in ("README", "ARCHITECTURE", "CHANGELOG", "CONTRIBUTING", "SECURITY")]
CARDS = [ROOT / "models" / name for name in ("README.md", "angles.md", "back.md", "hands.md")]
DOCUMENTS = [*TOP, *sorted((ROOT / "docs").rglob("*.md")), *CARDS, ROOT / "sample_videos" / "README.md"]
#: [text](target) and ![text](target), but no address of the web.
LINK = re.compile(r"\]\((?!\w+:)([^)\s]+)\)")
LONGEST_README = 100
IN_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def anchors(document: Path) -> set[str]:
    """What #... may name: headings in lower case, spaces as dashes, punctuation left out."""
    heads = re.findall(r"^#+ (.+)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def dead_links(document: Path) -> list[str]:
    """Relative links and pictures of a document that lead to no file, or to no heading of it."""
    dead = []
    for link in LINK.findall(text_of(document)):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    return dead


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    assert dead_links(document) == []


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Here it is\n[a](#here-it-is) [b](gone.md) ![c](page.md) [d](page.md#gone) [e](https://x)\n", "utf-8"
    )
    assert dead_links(page) == ["gone.md", "page.md#gone"]


def test_every_document_can_be_found_from_the_readme() -> None:
    """In one step, or in two by the first page of the documentation."""
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in (ROOT / "README.md", ROOT / "docs" / "index.md")
        for link in LINK.findall(text_of(page))
    }
    assert [str(path) for path in DOCUMENTS if path.is_relative_to(ROOT / "docs") and path not in linked] == []


def test_the_figures_of_the_readme_are_the_kept_ones() -> None:
    kept = read_accuracy(ROOT / f"{command.PAGES['test']}.json")
    side_on = {one.angle: one.mean_abs_error_deg or 0.0 for one in kept.angles if one.view == "side-on"}
    backs = {one.calibrated: one.mean_abs_error_deg or 0.0 for one in kept.backs if one.view == "up to 25° off"}
    knee, hip, trunk = (side_on[f"{name}_deg"] for name in ("knee_flexion", "hip_flexion", "trunk_inclination"))
    for sentence in (
        f"the mean error is {knee:.1f} degrees at the knee, {hip:.1f} at the hip and {trunk:.1f} at the trunk.",
        f"For the lower back it is {backs[False]:.1f}, and {backs[True]:.1f} with a personal calibration.",
        f"Repetitions were counted exactly in {kept.reps.counted_exactly} of {kept.reps.clips} clips.",
    ):
        assert sentence in " ".join(text_of(ROOT / "README.md").split()), "write the kept figures into README.md"


def test_the_figures_of_hands_are_the_kept_ones() -> None:
    kept = read_accuracy(ROOT / f"{command.PAGES['test']}.json")
    names = ("pushing", "found", "unsure", "alarms")
    pushing, found, unsure, alarms = (sum(getattr(one, name) for one in kept.hands) for name in names)
    side_on = next(one for one in kept.hands if one.view == "side-on")
    sentences = (
        (
            "README.md",
            f"In the rendered test clips, {found} of {pushing} repetitions with hands pushing on the legs were",
        ),
        ("README.md", f'were found, and {IN_WORDS[unsure]} are "can\'t tell".'),
        ("README.md", f"{IN_WORDS[alarms].capitalize()} near misses were taken for contacts"),
        ("docs/accuracy.md", f'{found} of {pushing}, {IN_WORDS[unsure]} more "can\'t tell"'),
        ("docs/accuracy.md", f"side-on {side_on.found} of {side_on.pushing}"),
        ("docs/accuracy.md", f"{found / (found + alarms):.0%}: {IN_WORDS[alarms]} near misses taken for contacts"),
    )
    for document, sentence in sentences:
        shown = " ".join(text_of(ROOT / document).split()).replace(" %", "%")
        assert sentence in shown, f"write the kept figures into {document}"


def test_the_readme_stays_short() -> None:
    assert len(text_of(ROOT / "README.md").splitlines()) <= LONGEST_README


def test_the_table_of_checks_is_the_one_in_force() -> None:
    table = subprocess.run(
        [sys.executable, "-m", "formcheck", "checks", "--markdown"], capture_output=True, text=True, check=True
    ).stdout
    shown = re.search(r"<!-- checks:.*?-->\n(.*?)<!-- /checks -->", text_of(ROOT / "docs" / "checks.md"), re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == table.strip(), "paste the output of `formcheck checks --markdown` into docs/checks.md"


def test_every_command_shown_exists() -> None:
    shown = "\n".join(map(text_of, DOCUMENTS))
    named = set(re.findall(r"^formcheck (\w+)", shown, re.MULTILINE))
    usage = subprocess.run([sys.executable, "-m", "formcheck", "--help"], capture_output=True, text=True, check=True)
    assert named
    assert named <= set(re.findall(r"^  (\w+) ", usage.stdout, re.MULTILINE))
    targets = set(re.findall(r"^make (\w+)", shown, re.MULTILINE))
    makefile = text_of(ROOT / "Makefile")
    assert targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_every_make_target_is_described() -> None:
    described = set(re.findall(r"^make (\w+)", text_of(ROOT / "docs" / "development.md"), re.MULTILINE))
    assert set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE)) - {"help"} == described
