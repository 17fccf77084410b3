"""Scales and bars of a repetition, as HTML with words: nothing depends on colour alone."""

from collections.abc import Sequence
from html import escape
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.movements import movements
from formcheck.reports.rep_cards import RepCard
from formcheck.schema import RUNGS, Hold, Rep, Tempo
from formcheck.wording.names import DEPTH_NAMES, PICK_NAMES, RUNG_NAMES

STEPS: Final = tuple(DEPTH_NAMES)
BENT_DEG: Final = 90.0  # the trunk level with the floor
LIMIT_AT: Final = 0.8  # chosen: past a limit there is room to see how far
PARTS: Final = (gettext_noop("Down"), gettext_noop("Pause"), gettext_noop("Up"))
CSS: Final = "\n".join(
    (
        "<style>",
        ".fc-gauge {margin: 0} .fc-gauge .top {display: flex; justify-content: space-between; align-items: baseline;"
        " gap: .5rem} .fc-gauge .name {color: var(--fc-soft); font-size: .88rem} .fc-gauge .word {font-weight: 650}",
        ".fc-scale {display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 3px; position: relative;"
        " margin: .5rem 0 .3rem} .fc-scale i {height: 8px; background: var(--fc-line); border-radius: 4px}",
        ".fc-scale i.on {background: var(--fc-accent-text)}",
        ".fc-scale b {position: absolute; top: -5px; width: 18px; height: 18px; margin-left: -9px; border-radius: 50%;"
        " background: var(--fc-accent-text); border: 4px solid var(--fc-card); box-sizing: border-box;"
        " box-shadow: 0 0 0 2px var(--fc-accent-text)}",
        ".fc-scale u {position: absolute; top: -7px; width: 4px; height: 22px; margin-left: -2px; border-radius: 2px;"
        " background: var(--fc-ink)}",
        ".fc-ends {display: flex; justify-content: space-between; color: var(--fc-soft); font-size: .78rem}",
        ".fc-tempo {display: flex; gap: 3px; margin: .35rem 0 .2rem} .fc-tempo span {min-width: 3.2rem; font-size:"
        " .78rem; line-height: 1.3; color: var(--fc-soft)} .fc-tempo span::before {content: ''; display: block; height:"
        " 8px; border-radius: 4px; background: var(--fc-accent-text); margin-bottom: .25rem}",
        ".fc-tempo span:nth-child(2)::before {background: var(--fc-line)}",
        ".fc-tempo b {color: var(--fc-ink); font-weight: 650; display: block}",
        "</style>",
    )
)


def gauge(card: RepCard) -> str:
    """What a repetition's movement is measured by: how deep, with what help it was held, how far bent, or how far the
    rise leaned; empty where that is not known.
    """
    rep, kind = card.rep, movements()[card.rep.movement].gauge
    if kind == "depth" and card.depth_place is not None:
        ends = (gettext(DEPTH_NAMES[STEPS[0]]), gettext("Full depth"))
        return _scale(gettext("Depth"), card.depth, card.depth_place, len(STEPS), ends, on=card.depth_steps)
    if kind == "hold":
        return _ladder(rep.hold)
    if kind == "pick":
        return _pick_gauge(rep)
    lean = rep.peak.trunk_inclination_deg if kind == "trunk" else rep.rise.lean_deg if rep.rise else None
    if kind == "depth" or lean is None:
        return ""
    place = min(max(lean / BENT_DEG, 0.03), 0.97)
    name = gettext("Bent forward") if kind == "trunk" else gettext("Leaned forward to rise")
    return _scale(name, f"{lean:.0f}°", place, 1, (gettext("Upright"), gettext("Back level")))


def _ladder(hold: Hold | None) -> str:
    """The rung a hold was on, and for how long."""
    if hold is None or hold.rung is None:
        return ""
    word = gettext("{rung}, {seconds:.0f} s", rung=gettext(RUNG_NAMES[hold.rung]), seconds=hold.seconds)
    at, ends = RUNGS.index(hold.rung), (gettext(RUNG_NAMES[RUNGS[0]]), gettext(RUNG_NAMES[RUNGS[-1]]))
    return _scale(gettext("Sitting low"), word, (at + 0.5) / len(RUNGS), len(RUNGS), ends, on=(at,))


def _pick_gauge(rep: Rep) -> str:
    """How something was picked up, on a scale from squat over hinge to stoop; empty where that is not known."""
    if rep.pick is None or rep.pick.strategy is None or rep.pick.scale is None:
        return ""
    place = min(max(rep.pick.scale.value, 0.03), 0.97)
    ends = (gettext("All legs"), gettext("All back"))
    return _scale(gettext("How you picked it up"), gettext(PICK_NAMES[rep.pick.strategy]), place, 1, ends)


def knee_gauge(knee_deg: float | None, limit_deg: float) -> str:
    """How far the knees bent, on a scale whose goal is the limit of today; empty where the bend is not known."""
    if knee_deg is None:
        return ""
    end_deg = limit_deg / LIMIT_AT
    word = gettext("{deg:.0f}° of {limit:.0f}°", deg=knee_deg, limit=limit_deg)
    ends = (gettext("Straight"), gettext("Your limit today: {limit:.0f}°", limit=limit_deg))
    place = min(max(knee_deg / end_deg, 0.03), 0.97)
    return _scale(gettext("Knee bend"), word, place, 1, ends, limit_at=LIMIT_AT)


def _scale(
    name: str,
    word: str,
    place: float,
    steps: int,
    ends: tuple[str, str],
    *,
    on: Sequence[int] = (),
    limit_at: float | None = None,
) -> str:
    marks = "".join(f"<i{' class=on' if k in on else ''}></i>" for k in range(steps))
    limit = "" if limit_at is None else f'<u style="left:{limit_at:.1%}"></u>'
    return (
        f'<div class="fc-gauge"><div class="top"><span class="name">{escape(name)}</span>'
        f'<span class="word">{escape(word)}</span></div>'
        f'<div class="fc-scale" aria-hidden="true">{marks}{limit}<b style="left:{place:.1%}"></b></div>'
        f'<div class="fc-ends" aria-hidden="true"><span>{escape(ends[0])}</span><span>{escape(ends[1])}</span></div>'
        "</div>"
    )


def seconds_of(tempo: Tempo) -> tuple[float | None, ...]:
    """Down, pause, up."""
    return tempo.descent_s, tempo.bottom_s, tempo.ascent_s


def tempo_bar(tempo: Tempo, longest_s: float) -> str:
    """Down, pause and up as long as they took, on a bar of ``longest_s`` seconds; parts not seen are left out."""
    seen = [(gettext(word), value) for word, value in zip(PARTS, seconds_of(tempo), strict=True) if value is not None]
    parts = "".join(
        f'<span style="flex: {value / longest_s:.3f} 1 0">{escape(word)} '
        f"<b>{gettext('{seconds} s', seconds=f'{value:.1f}')}</b></span>"
        for word, value in seen
    )
    rest = 1 - sum(value for _, value in seen) / longest_s
    space = f'<i style="flex: {rest:.3f} 1 0"></i>' if rest > 0 else ""
    name = f'<span class="name">{escape(gettext("Tempo"))}</span>'
    return f'<div class="fc-gauge">{name}<div class="fc-tempo">{parts}{space}</div></div>' if seen else ""
