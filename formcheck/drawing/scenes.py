"""What to draw on each frame of a judged clip."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.drawing.backline import back_line
from formcheck.drawing.scene import BackLine, Banner, Scene
from formcheck.i18n import gettext
from formcheck.judging.analyze import Analyzed
from formcheck.judging.policy import said_of_rep
from formcheck.judging.reading import of_rep
from formcheck.measures.rounding import LEANING_DEG
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import PhaseName, RepSpan
from formcheck.schema import Finding, SupportPlace
from formcheck.wording.findings import shown_verdict, title
from formcheck.wording.names import movement_name
from formcheck.wording.summary import headline

BANNER_S: Final = 2.0  # chosen: time to read one short line twice
BANNERS_MOST: Final = 2  # more would hide the feet on a phone
DRAWN_ANGLES: Final = {
    "knee": "knee_flexion_deg",
    "hip": "hip_flexion_deg",
    "trunk": "trunk_inclination_deg",
    "tibia": "tibia_inclination_deg",
}


@dataclass(frozen=True, slots=True)
class Scenes:
    """The scene of each analysed frame of a clip."""

    analyzed: Analyzed

    def at(self, index: int) -> Scene:
        """The scene of a frame; an empty one past the end."""
        a = self.analyzed
        track = a.seen_track
        k = min(index, len(track) - 1)
        t_s = float(track.t_s[k])
        current = next((i for i, s in enumerate(a.spans) if s.start <= k <= s.end), None)
        take = a.take_at(k)
        near = take.scene.angles.near_side
        angles = {name: float(getattr(near, series)[k - take.first]) for name, series in DRAWN_ANGLES.items()}
        return Scene(
            landmarks_px=track.image_px[k],
            visibility=np.nan_to_num(track.visibility[k]),
            near=take.view.near,
            angles=angles if take.view.side_on else {},
            rep_done=sum(not s.partial and s.end <= k for s in a.spans),
            rep_current=None if current is None else self._number(current),
            phase=None if not a.spans else _phase(a.spans, current, k),
            movement=movement_name(a.report.movement) if a.spans else "",
            banners=tuple(_banner(f) for f in self._due(t_s)),
            note=None if a.spans else headline(a.report).text,
            back=self._back(k),
            hands=self._hands(t_s),
        )

    def _back(self, k: int) -> BackLine | None:
        a = self.analyzed
        options, take = a.context.options, a.take_at(k)
        leans = bool(take.scene.angles.near_side.trunk_inclination_deg[k - take.first] > LEANING_DEG)
        if take.back is None or not leans:
            return None
        return back_line(take.back, k - take.first, a.seen_track.image_px[k], options.level, options.own_limits)

    def _hands(self, t_s: float) -> tuple[tuple[Side, SupportPlace], ...]:
        """Those that the report tells of, while they are there."""
        supports = [one for rep in self.analyzed.report.reps for one in rep.supports or ()]
        return tuple((one.side, one.place) for one in supports if one.from_s <= t_s <= one.to_s)

    def _number(self, current: int) -> int | None:
        spans = self.analyzed.spans
        return None if spans[current].partial else sum(not s.partial for s in spans[: current + 1])

    def _due(self, t_s: float) -> list[Finding]:
        report = self.analyzed.report
        said = [f for rep in report.reps for f in said_of_rep(of_rep(report.findings, rep))]
        due = [
            f
            for f in said
            if f.verdict in ("watch", "fault") and f.t_s is not None and f.t_s <= t_s <= f.t_s + BANNER_S
        ]
        return sorted(due, key=lambda f: (f.verdict != "fault", -f.confidence))[:BANNERS_MOST]


def _phase(spans: tuple[RepSpan, ...], current: int | None, k: int) -> PhaseName:
    if current is None:
        return "standing"
    span = spans[current]
    if k < span.bottom_from:
        return "descent"
    return "bottom" if k <= span.bottom_to else "ascent"


def _banner(finding: Finding) -> Banner:
    if finding.value is None or finding.unit != "deg":
        return Banner(shown_verdict(finding), title(finding))
    return Banner(shown_verdict(finding), gettext("{title}: {value:.0f}°", title=title(finding), value=finding.value))
