"""MkDocs: pages that stand elsewhere in the repository, blocks made from the code, links that lead out of the site."""

import posixpath
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext
from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).parent))
import facts

ROOT = Path(__file__).resolve().parents[2]
#: Where a file of the repository stands in the site.
MOVED = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "ARCHITECTURE.md": "architecture.md",
    "README.md": "index.md",
    "docs/tutorial/notebook.py": "tutorial/notebook.md",
    "models/README.md": "models/README.md",
    "models/angles.md": "models/angles.md",
    "models/back.md": "models/back.md",
    "models/hands.md": "models/hands.md",
    "models/hands.jpg": "models/hands.jpg",
    "sample_videos/README.md": "sample_videos/README.md",
}
HOME = {site: place for place, site in MOVED.items() if not place.startswith(("README", "docs/"))}
NOTEBOOK = MOVED["docs/tutorial/notebook.py"]
BLOCK = re.compile(r"<!-- site: (\w+)(?: (\w+))? -->\n")
#: An interval in a cell, which is not broken in the middle: 2.0 (1.8 to 2.3), 86 % (82 to 89 %).
INTERVAL = re.compile(r"(?<=\()[+\-\d.,]+ to [+\-\d.,]+(?: %)?(?=\))")
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!\w+:)([^)\s#]*)(#[^)\s]*)?\)")
BLOCKS: dict[str, Callable[..., str]] = {
    "commands": facts.commands,
    "settings": facts.settings,
    "choices": facts.choices,
    "fields": facts.fields,
    "variables": facts.variables,
    "report": facts.report,
    "tables": facts.tables,
    "views": facts.views,
    "accuracy_by_view": facts.accuracy_by_view,
    "benchmark": facts.benchmark,
    "benchmark_clips": facts.benchmark_clips,
}


def on_files(files: Files, config: Any) -> Files:
    for place, site in MOVED.items():
        if site in HOME:
            files.append(File.generated(config, site, abs_src_path=str(ROOT / place)))
    files.append(File.generated(config, NOTEBOOK, content=_notebook()))
    return files


def on_page_markdown(markdown: str, page: Any, files: Files, **_: Any) -> str:
    site = page.file.src_uri
    made = BLOCK.sub(lambda found: BLOCKS[found[1]](*filter(None, found.groups()[1:])) + "\n", markdown)
    made = INTERVAL.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), made)
    return _outside_code(made, lambda text: LINK.sub(lambda found: _link(found, site, files), text))


def _link(found: re.Match[str], site: str, files: Files) -> str:
    """A link as it is in the repository, made one of the site; the words alone where the site has no such page."""
    picture, words, path, anchor = found[1], found[2], found[3], found[4] or ""
    if not path:
        return found[0]
    here = posixpath.dirname(HOME.get(site, f"docs/{site}"))
    place = posixpath.normpath(posixpath.join(here, path))
    if not (ROOT / place).exists() and files.get_file_from_path(place.removeprefix("docs/")) is None:
        return found[0]  # the strict build says so
    target = MOVED.get(place, place.removeprefix("docs/") if place.startswith("docs/") else None)
    if target is None or files.get_file_from_path(target) is None:
        return words
    anchor = "" if place == "README.md" else anchor  # the first page of the site has no such headings
    return f"{picture}[{words}]({posixpath.relpath(target, posixpath.dirname(site) or '.')}{anchor})"


def _outside_code(markdown: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(^```.*?^```$)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else change(part) for part in parts)


def _notebook() -> str:
    """The notebook's cells as a page, its plot after the cell that draws it."""
    cells = jupytext.read(ROOT / "docs" / "tutorial" / "notebook.py").cells
    parts = [cell.source if cell.cell_type == "markdown" else f"```python\n{cell.source}\n```" for cell in cells]
    picture = "![The knee over time with its interval, and the bottoms of the repetitions](notebook.png)"
    return "\n\n".join(f"{part}\n\n{picture}" if "plt.show()" in part else part for part in parts)
