"""The text of a visitor's result: depth, one praise, one cue, and all of it as a QR code that needs no network."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import segno

from formcheck.i18n import gettext
from formcheck.judging.ranking import weakness
from formcheck.live.cues import cue_for
from formcheck.schema import Depth, Finding, Rep, Verdict
from formcheck.wording.names import DEPTH_NAMES
from formcheck.wording.summary import PRAISE, first_and_rest, of_kind, typical

TEXT_BYTES: Final = 250  # chosen: 61 modules a side, 4 mm each on a 50-inch screen: read from two steps away
SENTENCE_BYTES: Final = 72  # of the praise and of the cue each; longer ones are cut


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultText:
    """The result of one visit in its language. ``best``: index of the repetition shown; ``depth``: of that repetition,
    None for a hinge or where it was not seen; ``verdict``: of the cue; ``text``: what the QR code ``code_svg`` holds.
    """

    headline: str
    depth: Depth | None
    praise: str
    cue: str
    verdict: Verdict
    best: int
    text: str
    code_svg: str


def result_text(reps: Sequence[Rep], findings: Sequence[Finding]) -> ResultText:
    """The result of at least one repetition, in this context's language; ``findings`` are those of ``reps``.

    Praise and cue both use the verdict that is typical of all repetitions, so they never name the same check.
    """
    best = best_rep(reps, findings)
    overall = {check: typical([f for f in findings if f.check == check]) for check in {f.check for f in findings}}
    headline = gettext(DEPTH_NAMES[best.depth]) if best.depth else of_kind(best.movement, len(reps))
    good = (overall[check].reason for check in PRAISE if check in overall and overall[check].verdict == "good")
    praise = next(map(_sentence, good), "") or gettext("You kept going to the end.")
    advice = cue_for(best, list(overall.values()), 0.0)
    cue = gettext("Keep it just like that.") if advice.verdict == "good" else advice.text
    lines = [f"FormCheck: {of_kind(best.movement, len(reps))}"]
    lines += [gettext("Depth: {depth}", depth=gettext(DEPTH_NAMES[best.depth]))] if best.depth else []
    lines += [gettext("Went well: {what}", what=_cut(praise)), gettext("Next time: {what}", what=_cut(cue))]
    lines.append(gettext("From one camera, no medical assessment."))
    text = _first_bytes("\n".join(lines), TEXT_BYTES)
    return ResultText(
        headline=headline,
        depth=best.depth,
        praise=praise,
        cue=cue,
        verdict=advice.verdict,
        best=best.index,
        text=text,
        code_svg=qr_svg(text),
    )


def best_rep(reps: Sequence[Rep], findings: Sequence[Finding]) -> Rep:
    """The repetition with the fewest faults and watches; among equals the deepest, then the first."""
    return min(reps, key=lambda rep: weakness(rep, [finding for finding in findings if finding.rep == rep.index]))


def qr_svg(text: str) -> str:
    """The text as a QR code, UTF-8, dark on light, as SVG that fills its container."""
    code = segno.make(text, encoding="utf-8", error="m", micro=False)
    out = io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, omitsize=True, border=4, light="#FFFFFF", dark="#0D1421")
    return out.getvalue().decode()


def _sentence(text: str) -> str:
    """The first sentence without what is in brackets: the screen is read from 3 m."""
    return gettext("{words}.", words=first_and_rest(re.sub(r"\s*[(（][^()（）]*[)）]", "", text))[0])


def _cut(text: str) -> str:
    kept = _first_bytes(text, SENTENCE_BYTES)
    return text if kept == text else _first_bytes(text, SENTENCE_BYTES - 3).rstrip(" ,;:，；：") + "…"


def _first_bytes(text: str, count: int) -> str:
    return text.encode()[:count].decode(errors="ignore")
