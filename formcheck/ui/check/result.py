"""The result of one clip, from the one sentence that matters most down to every number."""

from functools import lru_cache
from html import escape
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from formcheck.advice.progress import since_last
from formcheck.i18n import gettext, ngettext
from formcheck.movements import movements
from formcheck.schema import Finding, Report, SetFinding, Summary, Verdict
from formcheck.settings import AnalysisOptions
from formcheck.ui.check import cards, checklist, downloads, extremes, samples, watching
from formcheck.ui.check.clips import Clip
from formcheck.ui.check.filming import show_how_to_film
from formcheck.ui.check.problem_page import Trouble, show_trouble, trouble
from formcheck.ui.check.running import Result, result_before
from formcheck.ui.components.drawings import icon
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import VERDICTS
from formcheck.ui.components.words import plain
from formcheck.ui.progress.keeping import last_kept, show_keep_this
from formcheck.wording.findings import row_of, shown_by, shown_verdict, title, verdict_word
from formcheck.wording.names import STATUS_NAMES, filmed_from
from formcheck.wording.notes import quality_words
from formcheck.wording.summary import SAFETY, headline, statement_of, went_well, work_on

IN_A_ROW: Final = 2
EXAMPLE_PX: Final = 220  # beside the words, never larger than the person's own picture
ABOVE_SHARE: Final = 0.85  # of what a tall picture has too much, cut off above: feet stand a little over its lower edge
CSS: Final = "\n".join(
    (
        "<style>",
        ".fc-hero {display: flex; gap: 1.25rem; align-items: flex-start; margin: .75rem 0 0}",
        ".fc-hero img {width: 3.4rem !important; height: 3.4rem !important; flex: none; margin-top: .25rem}",
        ".fc-hero h1 {font-size: clamp(1.75rem, 1.2rem + 2.2vw, 2.9rem) !important; max-width: 22em;"
        " margin: .1rem 0 0 !important} .fc-hero .fc-lead {margin-top: .5rem}",
        ".stHtml ul.fc-facts {display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; color: var(--fc-soft);"
        " margin-top: .8rem}",
        ".stHtml ul.fc-well {display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));"
        " gap: .75rem 2rem} .fc-well li {display: grid; grid-template-columns: 1.6rem 1fr; gap: .6rem;"
        " line-height: 1.4} .fc-well img {width: 1.5rem !important; height: 1.5rem !important}",
        ".fc-well span {color: var(--fc-soft); font-size: .9em; display: block}",
        # On a phone the picture stays beside the words.
        '[class*="-work-"] .stHorizontalBlock {flex-wrap: nowrap} [class*="-work-"] .stColumn {min-width: 0}',
        '[class*="-work-"] [data-testid="stImage"] * {max-width: 100%}',
        ".stHtml .fc-next-time {margin: 0; font-weight: 650; line-height: 1.4}",
        ".fc-work p {margin: .35rem 0 0; line-height: 1.4} .fc-work p.fc-soft {font-size: .9em}",
        "@media (max-width: 640px) {.fc-hero {gap: .8rem} .fc-hero img {width: 2.2rem !important;"
        " height: 2.2rem !important}}",
        "</style>",
    )
)


def show_result(clip: Clip, options: AnalysisOptions, result: Result) -> None:
    """Everything about one clip, what matters most first; where nothing could be judged, what to change."""
    report = result.report
    found = show_answer(report)
    if not (found and found.whole):
        show_since_last(report)
        show_notes(report)
        show_well(report)
        show_work(result)
        if report.summary.findings:
            link("next_steps", gettext("Possible reasons, and what helps"), ":material/route:")
        show_keep_this()
        if found:
            show_trouble(found)
    st.header(gettext("What we could see") if found and found.whole else gettext("Watch your video"), anchor=False)
    player = st.container()
    if result.playing:
        watching.show(player, clip, options, result)
    cards.show_reps(result)
    extremes.show_extremes(result)
    checklist.show_not_assessed(report)
    if found and found.whole:
        show_how_to_film()
    checklist.show_checks(report)
    downloads.show_downloads(clip, options, result)
    downloads.offer_calibration(result)
    st.caption(gettext(SAFETY))
    if not result.playing:  # the answer does not wait for a copy of the clip
        watching.show(player, clip, options, result)


def show_answer(report: Report, *, early: bool = False) -> Trouble | None:
    """The headline, or what stands in the way of one. ``early``: the whole page is to follow in the same run."""
    st.html(CSS)
    found = trouble(report)
    if found and found.whole:
        show_trouble(found, "card-trouble-early" if early else "card-trouble")
        st.html(facts_of(report))
    else:
        show_headline(report)
    return found


def show_headline(report: Report) -> None:
    """How many and how deep in small type, what matters most in big type, then side and length."""
    found = headline(report)
    over = f'<p class="fc-over">{escape(found.count)}</p>' if found.count else ""
    lead = f'<p class="fc-lead">{escape(found.statement.more)}</p>' if found.statement.more else ""
    verdict = headline_verdict(report.summary)
    alt = gettext(STATUS_NAMES["partly"] if report.summary.outcome == "partly" else VERDICTS[verdict][0])
    st.html(
        f'<div class="fc-hero">{icon(verdict, alt)}'
        f"<div>{over}<h1>{escape(found.statement.main)}</h1>{lead}{facts_of(report)}</div></div>"
    )


def headline_verdict(summary: Summary) -> Verdict:
    """The sign beside the headline: a tick only where every core check was judged and all is well."""
    if summary.findings:
        return shown_verdict(summary.findings[0])
    if summary.outcome == "mostly":
        return "watch"
    return "good" if summary.outcome == "fine" else "not_assessed"


def facts_of(report: Report) -> str:
    """Side, length and what was cut off, in a line."""
    facts = [] if report.view.kind == "unknown" else [*filmed_from(report)]
    facts.append(gettext("{seconds} s", seconds=f"{report.clip.duration_s:.0f}"))
    if partial := report.summary.reps_partial:
        facts.append(
            ngettext("{count} repetition only partly filmed", "{count} repetitions only partly filmed", partial)
        )
    return f'<ul class="fc-facts">{"".join(f"<li>{escape(fact)}</li>" for fact in facts)}</ul>'


def show_notes(report: Report) -> None:
    """Notes on the quality of the clip."""
    for note in report.quality.notes:
        st.caption(f":material/info: {plain(quality_words(note))}")


def show_well(report: Report) -> None:
    """What went well, a tick each."""
    praised = went_well(report.summary)
    if not praised:
        return
    st.header(gettext("What went well"), anchor=False)
    items = []
    for one in praised:
        found = statement_of(one, report.findings)
        more = f"<span>{escape(found.more)}</span>" if found.more else ""
        items.append(f"<li>{icon('good', gettext('Good'))}<div>{escape(found.main)}{more}</div></li>")
    st.html(f'<ul class="fc-well">{"".join(items)}</ul>')


def show_work(result: Result) -> None:
    """What to work on, each beside the picture of the moment that shows it."""
    found = work_on(result.report.summary)
    if not found:
        return
    st.header(gettext("What to work on"), anchor=False)
    for first in range(0, len(found), IN_A_ROW):
        row = found[first : first + IN_A_ROW]
        for column, one in zip(st.columns(len(row), gap="medium"), row, strict=True):
            with column:
                _show_work(result, one)


def _show_work(result: Result, one: SetFinding) -> None:
    findings = result.report.findings
    verdict = shown_verdict(one)
    finding = shown_by(one, findings)
    still = result.stills.moments.get(one.check) or result.stills.bottoms.get(one.rep or 0)
    with st.container(key=f"card-{verdict}-work-{one.check}", gap="small", height="stretch"):
        picture, words = st.columns([2, 3], gap="medium") if still else (None, st.container())
        if picture and still:
            picture.image(still, alt=_alt(one, finding), width="stretch")
        with words, st.container(gap="small"):
            cards.show_badge(verdict, verdict_word(one))
            st.subheader(plain(title(one)), anchor=False)
            found = statement_of(one, findings)
            do = row_of(one.movement, one.check).cue
            small = f'<p class="fc-soft">{escape(found.more)}</p>' if found.more else ""
            big = gettext("{words}.", words=found.main)
            st.html(f'<div class="fc-work"><p>{escape(big)}</p>{small}</div>')
            if do:
                next_time = gettext("Next time: {what}", what=gettext(do))
                st.html(f'<p class="fc-next-time">{escape(next_time)}</p>')
        with words:
            _show_well_done(result, one)


def _show_well_done(result: Result, one: SetFinding) -> None:
    """The good picture beside hers: of her own repetition in which it was good, else of somebody who shows it well."""
    good = next((f.rep for f in result.report.findings if f.check == one.check and f.verdict == "good"), None)
    own = result.stills.bottoms.get(good or 0)
    if own:
        words = gettext("Your repetition {number}: good", number=good)
        st.image(own, caption=words, alt=words, width=EXAMPLE_PX)
        return
    clip = movements()[one.movement].shown_well
    shown = next((sample for sample in samples.all_samples() if sample.path.stem == clip), None)
    picture = _well_done(shown) if shown else None
    if picture is not None:
        words = gettext("How it can look (a rendered person)")
        st.image(_squared(picture), caption=words, alt=words, width=EXAMPLE_PX)


def _squared(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The lower part of a tall picture, where somebody squats: above there is only wall."""
    height, width = picture.shape[:2]
    top = max(0, round((height - width) * ABOVE_SHARE))
    return picture[top : top + width]


@lru_cache(maxsize=8)
def _well_done(shown: samples.Sample) -> NDArray[np.uint8] | None:
    return samples.poster(shown.path, shown.poster_s)


def show_since_last(report: Report) -> None:
    """What has changed since the time before: of the open diary, else of this visit."""
    before = last_kept(report) or _before_here(report)
    if before is None:
        return
    lines = [one.words for one in since_last(before, report)]
    if lines:
        st.markdown("  \n".join(f":material/compare_arrows: {plain(line)}" for line in lines))


def _before_here(report: Report) -> Report | None:
    before = result_before()
    same = before is not None and before.result.report.movement == report.movement
    return before.result.report if before is not None and same else None


def _alt(one: SetFinding, finding: Finding | None) -> str:
    """What the picture of a finding shows, in words."""
    if one.rep is None or finding is None or finding.t_s is None:
        return title(one)
    where = gettext("Repetition {number}, at {seconds:.1f} s", number=one.rep, seconds=finding.t_s)
    return gettext("{title}: {where}", title=title(one), where=where)
