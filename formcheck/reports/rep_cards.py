"""One repetition of a printed report, ready for layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.i18n import gettext, listed
from formcheck.judging.depth import depth_share
from formcheck.judging.policy import core_of_rep, rep_status, said_of_rep
from formcheck.judging.reading import findings_of, of_rep
from formcheck.motion.angles import Angles
from formcheck.movements import movements
from formcheck.schema import DEPTHS, WORST_FIRST, Finding, Rep, Report, RepStatus
from formcheck.wording.names import ANGLE_NAMES, HANDS, SUPPORT_NAMES, depth_name

BACK: Final = "lumbar_flexion_deg"


@dataclass(frozen=True, slots=True)
class AngleRow:
    """An angle at the bottom, in words; ``band``: how far the true one may lie to either side."""

    name: str
    value: str
    band: str


@dataclass(frozen=True, slots=True)
class TempoPart:
    """A phase in words and as a share (0..1) of the timed phases."""

    name: str
    seconds: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RepCard:
    """One repetition. ``depth_place`` 0 (top of the scale) to 1 (its foot), None where depth is not known;
    ``depth_steps`` are the classes it may lie in, from the top; ``depth`` the words for it, empty where a movement has
    none; ``status`` what the repetition comes to, ``unjudged_core`` the core checks it could not be judged by. Where
    the knees have a limit, ``knee_limit_deg``, that is the goal and depth is not shown.
    """

    rep: Rep
    still: bytes | None
    alt: str
    depth: str
    depth_place: float | None
    depth_steps: tuple[int, ...]
    tempo: tuple[TempoPart, ...]
    angles: tuple[AngleRow, ...]
    hands: tuple[str, ...]
    status: RepStatus
    findings: tuple[Finding, ...]
    unjudged_core: tuple[str, ...] = ()
    knee_limit_deg: float | None = None


def rep_card(report: Report, angles: Angles, rep: Rep, still: bytes | None) -> RepCard:
    """Gather one repetition's card; checks that no repetition could answer are left to the page's own list."""
    own = of_rep(report.findings, rep)
    core = core_of_rep(movements()[rep.movement])
    assessed = [f for f in own if f.check not in report.summary.not_assessed]
    limit = next((f.limit.good for f in findings_of(report, "limit_knee")), None)
    seen = rep.depth if limit is None else None
    depth = depth_name(seen, rep.depth_or) if seen else ""
    return RepCard(
        rep=rep,
        still=still,
        alt=_alt(rep, depth),
        depth=depth,
        depth_place=depth_share(seen, rep.peak.thigh_to_horizontal_deg) if seen else None,
        depth_steps=tuple(DEPTHS.index(one) for one in (seen, rep.depth_or) if seen and one),
        tempo=_tempo(rep),
        angles=_angles(rep, angles),
        hands=_hands(rep),
        status=rep_status(own, core) if not rep.partial else "not_assessed",
        findings=worst_first(said_of_rep(assessed)),
        unjudged_core=tuple(f.check for f in own if f.check in core and f.verdict == "not_assessed"),
        knee_limit_deg=limit,
    )


def worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Faults before watches before good before not assessed, each in the table's order."""
    return tuple(sorted(findings, key=lambda f: WORST_FIRST.index(f.verdict)))


def _alt(rep: Rep, depth: str) -> str:
    knee, trunk = rep.peak.knee_flexion_deg, rep.peak.trunk_inclination_deg
    words = [gettext("Repetition {number} at the lowest point", number=rep.index), depth.lower()]
    words.append("" if knee is None else gettext("knee bent {degrees}°", degrees=round(knee)))
    words.append("" if trunk is None else gettext("leaning {degrees}°", degrees=round(trunk)))
    return listed(words)


def _tempo(rep: Rep) -> tuple[TempoPart, ...]:
    named = (
        (gettext("Down"), rep.tempo.descent_s),
        (gettext("Pause"), rep.tempo.bottom_s),
        (gettext("Up"), rep.tempo.ascent_s),
    )
    total = sum(seconds or 0.0 for _, seconds in named) or 1.0
    parts = [(name, t_s, "–" if t_s is None else gettext("{seconds} s", seconds=f"{t_s:.1f}")) for name, t_s in named]
    return tuple(TempoPart(name, words, (t_s or 0.0) / total) for name, t_s, words in parts)


def _angles(rep: Rep, angles: Angles) -> tuple[AngleRow, ...]:
    values = {name: getattr(rep.peak, name) for name in ANGLE_NAMES if name != BACK}
    bands = {name: getattr(rep.peak_band, name) if rep.peak_band else None for name in values}
    if angles.back is not None and len(angles.t_s):
        at = int(np.argmin(np.abs(angles.t_s - rep.bottom_s)))
        values[BACK] = float(angles.back.lumbar_flexion_deg[at])
        bands[BACK] = float(angles.back.lumbar_band_deg[at])
    rows = []
    for name, value in values.items():
        if value is not None and np.isfinite(value):
            band = bands[name]
            within = f"± {band:.0f}°" if band is not None and np.isfinite(band) else "–"
            rows.append(AngleRow(gettext(ANGLE_NAMES[name]), f"{round(value) + 0}°", within))
    return tuple(rows)


def _hands(rep: Rep) -> tuple[str, ...]:
    if rep.supports is None:
        return (gettext("We can't tell what your hands did"),)
    if not rep.supports:
        return (
            gettext("No hands used")
            if len(rep.hands_seen) > 1
            else gettext("One hand not used, and we can't tell what the other did"),
        )
    lines = [
        f"{gettext(HANDS[s.side, s.place], seconds=f'{s.seconds:.1f}')}: {gettext(SUPPORT_NAMES[s.kind])}"
        for s in rep.supports
    ]
    if len(rep.hands_seen) == 1:
        lines.append(gettext("We can't tell what the other hand did"))
    return tuple(lines)
