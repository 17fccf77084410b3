"""The player's scripts and style as one text each: in a page of the app, or in a page that stands alone."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "browser"
#: In this order; each file uses only what the ones before it define.
PARTS: Final = (
    "packed",
    "drawing",
    "clock",
    "stage",
    "hiding",
    "controls",
    "strip",
    "readout",
    "pair",
    "keys",
    "sketch",
    "player",
)
CHART: Final = {"host": ".chart-place", "plot": ".plot"}  # of a page that stands alone


@lru_cache(maxsize=1)
def script() -> str:
    """Everything that defines the player; it starts nothing."""
    return _joined(PARTS)


@lru_cache(maxsize=1)
def drawing_script() -> str:
    """What draws shapes on a canvas, without the player around it."""
    return _joined(PARTS[: PARTS.index("drawing") + 1])


def _joined(parts: Sequence[str]) -> str:
    return "\n".join((FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in parts)


@lru_cache(maxsize=1)
def style() -> str:
    """The player's look, inside an element of the class ``fc-player``."""
    return (FOLDER / "player.css").read_text(encoding="utf-8")


def standing_alone(clips: Sequence[dict[str, Any]], films: Sequence[str]) -> str:
    """A player as a piece of a page that loads nothing: ``films`` are the clips' films as ``data:`` addresses.

    Where the page has a chart of the class ``chart-place``, it leads through the video.
    """
    given = {"clips": list(clips), "films": list(films), "chart": CHART}
    data = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("<", "\\u003c")  # no text of a clip may end the script
    start = "playerIn(document.getElementById('player'), given.clips, given.films, given.chart)"
    return (
        f'<style>{style()}</style><div class="fc-player" id="player"></div>'
        f"<script>(() => {{\n{script()}\nconst given = {safe};\n{start};\n}})();</script>"
    )
