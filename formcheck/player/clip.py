"""All that a browser needs to play one judged clip with its drawing: plain data, without the film itself."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from formcheck.colours import hex_of
from formcheck.drawing.draw import shapes_of
from formcheck.drawing.scene import STATUS, icon_data, ink_on
from formcheck.drawing.scenes import Scenes
from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.analyze import Analyzed
from formcheck.motion.angles import Angles
from formcheck.motion.track import Floats
from formcheck.player.moments import lanes, length_s, marks
from formcheck.player.packing import micros, pack, squeezed
from formcheck.schema import Finding, Rep, Report
from formcheck.wording.findings import shown_verdict, title, verdict_word, words
from formcheck.wording.names import ANGLE_NAMES

UNKNOWN: Final = -32_768
PER_DEGREE: Final = 10
#: The numbers of a frame, each with the column of its half-width.
NUMBERS: Final = {
    "knee_flexion_deg": "knee_flexion_band_deg",
    "hip_flexion_deg": "hip_flexion_band_deg",
    "trunk_inclination_deg": "trunk_inclination_band_deg",
    "tibia_inclination_deg": "tibia_inclination_band_deg",
    "thigh_to_horizontal_deg": "thigh_to_horizontal_band_deg",
    "lumbar_flexion_deg": "lumbar_band_deg",
}
NUMBER_NAMES: Final = ANGLE_NAMES | {"thigh_to_horizontal_deg": gettext_noop("Thigh above level")}
LAYER_NAMES: Final = {
    "skeleton": gettext_noop("Joints and limbs"),
    "angles": gettext_noop("Angles"),
    "details": gettext_noop("All numbers"),
    "back": gettext_noop("Your back"),
    "hands": gettext_noop("Hands"),
    "phase": gettext_noop("Going down or up"),
    "counter": gettext_noop("Counter"),
    "findings": gettext_noop("What we saw"),
}
#: The player's own words; ``{...}`` are filled in by the browser.
WORDS: Final = {
    "alt": gettext_noop("Your video with your joints and angles drawn on it"),
    "failed": gettext_noop("Your browser can't play this video. The pictures below show the same moments."),
    "player": gettext_noop("Video player"),
    "play": gettext_noop("Play"),
    "pause": gettext_noop("Pause"),
    "back": gettext_noop("One frame back"),
    "forward": gettext_noop("One frame on"),
    "speed": gettext_noop("Speed"),
    "loop": gettext_noop("Repeat this one"),
    "beside": gettext_noop("Side by side"),
    "copy": gettext_noop("Copy picture"),
    "copied": gettext_noop("Picture copied"),
    "save": gettext_noop("Save picture"),
    "full": gettext_noop("Full screen"),
    "small": gettext_noop("Leave full screen"),
    "jump": gettext_noop("Jump in the video"),
    "start": gettext_noop("Start"),
    "bottom": gettext_noop("Lowest point"),
    "end": gettext_noop("End"),
    "drawn": gettext_noop("What is drawn"),
    "left": gettext_noop("Left"),
    "right": gettext_noop("Right"),
    "earlier": gettext_noop("Right one frame earlier"),
    "later": gettext_noop("Right one frame later"),
    "tie": gettext_noop("Same moment"),
    "tied": gettext_noop("The right one is moved by {number} frames."),
    "frame": gettext_noop("Frame {number}"),
    "angle": gettext_noop("Angle"),
    "now": gettext_noop("Now"),
    "within": gettext_noop("Give or take"),
    "sketch": gettext_noop("Draw on the picture"),
    "line": gettext_noop("Line"),
    "arrow": gettext_noop("Arrow"),
    "draw_along": gettext_noop("Draw from one point to the other."),
    "press_three": gettext_noop("Press on three points; the angle is at the second one."),
    "undo": gettext_noop("Undo"),
    "keys": gettext_noop(
        "Keys: space plays, comma and full stop or the arrows step one frame, Shift with comma or full stop changes "
        "the speed, L repeats, S puts two side by side, F fills the screen."
    ),
}


def clip_data(
    analyzed: Analyzed, film_s: Floats, first_s: float, hidden: Sequence[Sequence[Floats]] = ()
) -> dict[str, Any]:
    """The drawing of every analysed frame, the film's own times ``film_s`` (N,) with what the browser's clock shows at
    the first, repetitions, marks and words in the current language. Times in seconds. ``hidden``: what hides faces in
    pictures copied from each of the film's, in pixels of the analysed pictures.
    """
    report, track, scenes = analyzed.report, analyzed.seen_track, Scenes(analyzed)
    frames = (shapes_of(scenes.at(k), track.size_wh) for k in range(len(track)))
    return {
        "name": report.clip.name,
        "drawing": pack(track.t_s, frames, track.size_wh) | {"icons": icon_data()},
        "film_s": squeezed(micros(film_s)),
        "hidden": _hidden(hidden),
        "first_s": first_s,
        "end_s": length_s(report),
        "reps": [_rep(rep) for rep in report.reps],
        "rows": _rows(report),
        "signs": {verdict: [hex_of(rgb), hex_of(ink_on(rgb))] for verdict, rgb in STATUS.items()},
        "numbers": _numbers(analyzed.angles),
        "layers": {layer: gettext(name) for layer, name in LAYER_NAMES.items()},
        "words": {name: gettext(text) for name, text in WORDS.items()},
    }


def _hidden(hidden: Sequence[Sequence[Floats]]) -> str:
    """How many lines come before those of each picture, and of each the lines that hide it, in whole pixels."""
    lines = [np.concatenate([np.zeros((0, 5)), *heads]) for heads in hidden]
    starts = np.cumsum([0, *(len(one) for one in lines)])
    numbers = np.concatenate([np.zeros((0, 5)), *lines])
    numbers[:, 4] = np.ceil(numbers[:, 4]) + 1  # rounding may not bare an edge
    return squeezed(np.array([len(lines)], "<i4"), starts.astype("<i4"), np.rint(numbers).astype("<i4"))


def _rep(rep: Rep) -> dict[str, Any]:
    return {
        "number": rep.index,
        "name": gettext("Rep {number}", number=rep.index),
        "start_s": rep.start_s,
        "bottom_s": rep.bottom_s,
        "end_s": rep.end_s,
        "partial": rep.partial,
    }


def _rows(report: Report) -> list[dict[str, Any]]:
    """A row for each check that marks something, worst first."""
    found = marks(report)
    rows = []
    for check in lanes(found):
        own = [f for f in found if f.check == check]
        rows.append({"title": title(own[0]), "marks": [_mark(f) for f in own]})
    return rows


def _mark(finding: Finding) -> dict[str, Any]:
    name = gettext(
        "{title}, repetition {number}: {verdict}",
        title=title(finding),
        number=finding.rep,
        verdict=verdict_word(finding),
    )
    return {
        "t_s": finding.t_s,
        "rep": finding.rep,
        "verdict": shown_verdict(finding),
        "name": name,
        "words": words(finding),
    }


def _numbers(angles: Angles) -> dict[str, Any]:
    """Every angle and its half-width at every analysed frame, for readers who want all numbers."""
    columns = angles.columns()
    known = [name for name in NUMBERS if name in columns and np.isfinite(columns[name]).any()]
    series = [columns[column] for name in known for column in (name, NUMBERS[name])]
    scaled = [np.where(np.isfinite(s), np.clip(s * PER_DEGREE, -9999, 9999), UNKNOWN).round() for s in series]
    return {
        "names": [gettext(NUMBER_NAMES[name]) for name in known],
        "values": squeezed(*(one.astype("<i2") for one in scaled)),
    }
