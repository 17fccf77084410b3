"""A word to the member as one short video: which moments, what is said of each, and the film."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from formcheck.clip.message_parts import Letter, Moment, Style
from formcheck.i18n import Language, gettext, use_locale
from formcheck.leftovers import private_folder
from formcheck.review.decided import Decided
from formcheck.review.opening import options_of, same_film
from formcheck.schema import WORST_FIRST, Finding, Report
from formcheck.settings import AnalysisOptions
from formcheck.storage.review.records import ClipNote, QueuedClip
from formcheck.wording.findings import shown_verdict, title, words

if TYPE_CHECKING:
    from formcheck.clip.pipeline import Analysis, OnProgress

    Measured: TypeAlias = dict[tuple[str, AnalysisOptions], Analysis]

NEAR_S: Final = 0.75  # chosen: a note is written where the player stood, which is a finding's moment or close to it
MOST_MOMENTS: Final = 8  # chosen: about a minute and a half; who gets more looks at none
FILE_NAME: Final = "message.mp4"


def spoken_of(note: ClipNote, findings: Sequence[Finding], decided: Decided) -> Finding | None:
    """The finding a note speaks of: the nearest one in time, the worst of several. None where no moment is near."""
    near = [
        (abs(one.t_s - note.t_s), WORST_FIRST.index(decided.verdict(one)), i)
        for i, one in enumerate(findings)
        if one.t_s is not None and abs(one.t_s - note.t_s) <= NEAR_S and stands(one, decided)
    ]
    return findings[min(near)[2]] if near else None


def stands(finding: Finding, decided: Decided) -> bool:
    """Whether a finding is said to the member: not where the trainer disagrees with it."""
    return decided.of_finding(finding).mark != "disagreed"


def moments_of(
    notes: Sequence[ClipNote],
    shown: Sequence[Finding],
    findings: Sequence[Finding],
    decided: Decided,
    voices: Mapping[int, bytes],
) -> list[Moment]:
    """A moment for each note, with the finding it speaks of among ``findings``, and for each finding ``shown`` that no
    note speaks of; in the current language. ``voices`` by the number of their note.
    """
    made, spoken = [], []
    for note in notes:
        about = spoken_of(note, findings, decided)
        spoken.append(about)
        plain = Moment(t_s=note.t_s, words=note.words, drawn=note.drawn, voice=voices.get(note.id))
        made.append(_named(plain, about, decided) if about else plain)
    for one in shown:
        if one.t_s is not None and one not in spoken and stands(one, decided):
            same = decided.verdict(one) == one.verdict
            made.append(_named(Moment(t_s=one.t_s, words=words(one) if same else ""), one, decided))
    return sorted(made, key=lambda one: one.t_s)[:MOST_MOMENTS]


def make_video(
    clip: QueuedClip,
    report: Report,
    letter: Letter,
    moments: Sequence[Moment],
    style: Style,
    language: Language,
    tell: "OnProgress",
    measured: "Measured",
) -> bytes:
    """The film as a file, made in a private folder that is gone afterwards. ``measured``: the clip measured last, so
    that other words cost no second measuring.

    Raises VideoError, OutputError, and BadChoice where the clip's video changed.
    """
    from formcheck.clip import pipeline
    from formcheck.clip.message_film import write_message

    with use_locale(language), same_film(clip) as local, private_folder() as folder:
        options = replace(options_of(report, language), person=clip.person)
        key = clip.content_sha256, options
        if key not in measured:
            found = pipeline.analyze_clip(local.path, options, tell)
            measured.clear()
            measured[key] = found
        analysis = replace(measured[key], path=local.path)  # a fetched clip lies elsewhere each time
        write_message(analysis, letter, moments, folder / FILE_NAME, style, tell)
        return (folder / FILE_NAME).read_bytes()


def _named(moment: Moment, finding: Finding, decided: Decided) -> Moment:
    """The moment under the name of a finding, with the verdict in force."""
    verdict = decided.verdict(finding)
    name = title(finding)
    if finding.rep is not None:
        name = gettext("Rep {number} · {title}", number=finding.rep, title=name)
    in_force = shown_verdict(finding) if verdict == finding.verdict else verdict
    return replace(moment, heading=name, verdict=in_force)
