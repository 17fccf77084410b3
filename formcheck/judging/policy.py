"""What is said of a set: one pure judgement from the findings of its repetitions, of clips and of live sessions.

The promise, line by line (tests/judging/test_policy.py holds each for made-up findings):

- A limit of a professional that was passed in any repetition always comes first, with how often.
- A safety check at fault in any repetition is never outvoted by good repetitions: it stands in the headline, or
  directly below it, with how often.
- Any other check counts by its commonest verdict, ties to the worse, with how often.
- "Nothing to work on" is said only when no check is at fault or doubtful in any repetition and every core check was
  judged; what good repetitions outvoted is named, with how often.
- Where core checks were not judged, only what could be seen is said to be fine.
- Lower-back compensation and its own signs are one finding.
- Praise goes only to what the same set does not criticise anywhere.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from formcheck.judging.clinician_limits import LIMIT_ROWS
from formcheck.judging.reading import by_view, judged, typical
from formcheck.judging.series import best_hold, five_hands, five_s
from formcheck.measures.compensation import SIGN_CHECKS
from formcheck.movements.spec import Check, Movement
from formcheck.schema import (
    DEPTHS,
    NO_MOVEMENT,
    Count,
    Depth,
    Finding,
    MovementName,
    Note,
    Nothing,
    Rep,
    RepStatus,
    SetFinding,
    SetOutcome,
    Summary,
    Verdict,
)

COMPENSATION: Final = "lower_back_compensation"
LIMIT: Final = "limit_"  # ids of checks that hold a professional's limit begin so
LOUD: Final[tuple[Verdict, ...]] = ("fault", "watch")
VIEW_SHARE: Final = 1 / 3  # chosen: a check judged from one side in a third of a set was judged


def summarize(
    movements: Mapping[str, Movement],
    main: MovementName,
    reps: Sequence[Rep],
    findings: Sequence[Finding],
    nothing: Nothing | None,
) -> Summary:
    """The judgement of a set. ``main``: its usual movement; ``nothing``: why no repetition was judged."""
    whole = [rep for rep in reps if not rep.partial]
    groups = _by_check(findings)
    rows = {key: row for key in groups if (row := _row(movements, key)) is not None}
    loud = _in_order(_all_of(_of_check, rows, groups), rows)
    everything = _in_order([*loud, *_all_of(_outvoted, rows, groups)], rows)
    sometimes = tuple(one for one in everything if one not in loud)
    loud = [_with_growth(one, rows, groups, whole) for one in loud]
    unjudged = _unjudged_core(movements, main, groups, whole)
    own = [rep for rep in whole if rep.movement == main]
    rises = [rep for rep in own if rep.rise is not None]
    depth, depth_or = _usual_depth(own)
    return Summary(
        outcome=_outcome(loud, sometimes, unjudged, nothing),
        counts=_counts(main, whole),
        findings=tuple(loud),
        went_well=() if nothing else tuple(_praise(rows, groups)),
        unjudged_core=unjudged,
        not_assessed=_nowhere(findings),
        reps_complete=len(whole),
        reps_partial=len(reps) - len(whole),
        depth=depth,
        depth_or=depth_or,
        five_s=five_s(rises),
        five_hands=five_hands(rises, findings),
        hold=best_hold(own),
        nothing=nothing,
        sometimes=sometimes,
    )


def rep_status(findings: Sequence[Finding], core: Iterable[str]) -> RepStatus:
    """What one repetition comes to: its worst verdict; "partly" where nothing is wrong but most checks, or one of the
    ``core`` ones, could not be judged; "not_assessed" when none was.
    """
    known = judged(findings)
    for verdict in ("fault", "watch"):
        if any(finding.verdict == verdict for finding in known):
            return verdict
    if not known:
        return "not_assessed"
    blind = {finding.check for finding in findings if finding.verdict == "not_assessed"}
    return "partly" if len(known) * 2 < len(findings) or blind & set(core) else "good"


def core_checks(movement: Movement) -> tuple[str, ...]:
    """Checks without which nothing good is said of the whole."""
    return tuple(check.id for check in movement.checks if check.core)


def core_of_rep(movement: Movement) -> tuple[str, ...]:
    """The same for a repetition of a report, which knows limits of a professional by their findings only."""
    return (*core_checks(movement), *(row.id for row in LIMIT_ROWS.values() if row.core))


def said_of_rep(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of one repetition as they are shown: signs of a shown compensation are part of it."""
    speaker = next((f.verdict for f in findings if f.check == COMPENSATION and f.verdict in LOUD), None)
    return tuple(f for f in findings if not _spoken_for(f.check, f.verdict, speaker))


def _spoken_for(check: str, verdict: Verdict, speaker: Verdict | None) -> bool:
    """Whether a sign is part of a shown compensation, which is never milder than its signs."""
    if speaker is None or check not in SIGN_CHECKS or verdict not in LOUD:
        return False
    return LOUD.index(speaker) <= LOUD.index(verdict)


def shown_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The same for all findings of a set, in their order."""
    reps = {finding.rep for finding in findings}
    kept = {id(f) for rep in reps for f in said_of_rep([f for f in findings if f.rep == rep])}
    return tuple(finding for finding in findings if id(finding) in kept)


Key = tuple[MovementName, str]


def _by_check(findings: Sequence[Finding]) -> dict[Key, list[Finding]]:
    groups: dict[Key, list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.movement, finding.check), []).append(finding)
    return groups


def _row(movements: Mapping[str, Movement], key: Key) -> Check | None:
    movement = movements.get(key[0])
    return None if movement is None else next((row for row in movement.checks if row.id == key[1]), None)


def _of_check(row: Check, group: Sequence[Finding]) -> SetFinding | None:
    """What one check says of the set where that is a fault or a watch.

    A limit of a professional counts as passed from its first degree on; a fault of a safety check counts in any
    repetition; any other check by its commonest verdict.
    """
    known = judged(group)
    if row.id.startswith(LIMIT):
        verdict, same = "fault", [finding for finding in known if finding.verdict in LOUD]
    elif row.safety and any(finding.verdict == "fault" for finding in known):
        verdict, same = "fault", [finding for finding in known if finding.verdict == "fault"]
    else:
        verdict = typical(known).verdict if known else "not_assessed"
        same = [finding for finding in known if finding.verdict == verdict]
    return _set_finding(verdict, same, len(known)) if verdict in LOUD and same else None


def _outvoted(row: Check, group: Sequence[Finding]) -> SetFinding | None:
    """Faults and watches of a check that is good in more repetitions."""
    known = judged(group)
    same = [finding for finding in known if finding.verdict in LOUD]
    if not same or _of_check(row, group) is not None:
        return None
    return _set_finding("fault" if any(finding.verdict == "fault" for finding in same) else "watch", same, len(known))


def _set_finding(verdict: Verdict, same: Sequence[Finding], known: int) -> SetFinding:
    """One finding of a set from those of the repetitions that show it, of ``known`` ones."""
    clearest = max(same, key=lambda finding: (finding.verdict == "fault", finding.confidence))
    return SetFinding(
        check=clearest.check,
        movement=clearest.movement,
        verdict=verdict,
        times=len(same),
        judged=known,
        rep=clearest.rep,
    )


def _all_of(
    find: Callable[[Check, Sequence[Finding]], SetFinding | None],
    rows: Mapping[Key, Check],
    groups: Mapping[Key, Sequence[Finding]],
) -> list[SetFinding]:
    return [one for key, row in rows.items() if (one := find(row, groups[key])) is not None]


def _in_order(found: Sequence[SetFinding], rows: Mapping[Key, Check]) -> list[SetFinding]:
    """Limits first, then faults before watches, each by priority; compensation speaks for its signs."""
    speakers = {one.movement: one.verdict for one in found if one.check == COMPENSATION}
    kept = [one for one in found if not _spoken_for(one.check, one.verdict, speakers.get(one.movement))]

    def place(one: SetFinding) -> tuple[bool, bool, bool, int]:
        row = rows[one.movement, one.check]
        fault = one.verdict == "fault"
        return not one.check.startswith(LIMIT), not (fault and row.safety), not fault, row.priority

    return sorted(kept, key=place)


def _with_growth(
    one: SetFinding, rows: Mapping[Key, Check], groups: Mapping[Key, Sequence[Finding]], whole: Sequence[Rep]
) -> SetFinding:
    """A finding of the set, with a word on what grew from its first repetition to its last; also for a sign's sake.
    Another view misreads by another amount.
    """
    views = by_view([rep for rep in whole if rep.movement == one.movement])
    same = {rep.index for rep in views[0]} if views else set()
    for check in (one.check, *(SIGN_CHECKS if one.check == COMPENSATION else ())):
        row, known = rows.get((one.movement, check)), judged(groups.get((one.movement, check), ()))
        values = [f.value for f in known if f.value is not None and f.rep in same]
        if row is not None and row.grows_by is not None and values and values[-1] - values[0] > row.grows_by:
            return msgspec.structs.replace(one, notes=(Note(code="grew"),))
    return one


def _outcome(
    loud: Sequence[SetFinding], sometimes: Sequence[SetFinding], unjudged: Sequence[str], nothing: Nothing | None
) -> SetOutcome:
    if nothing:
        return "nothing"
    if loud:
        return "limit" if loud[0].check.startswith(LIMIT) else "work"
    if sometimes:
        return "mostly"
    return "partly" if unjudged else "fine"


def _unjudged_core(
    movements: Mapping[str, Movement], main: MovementName, groups: Mapping[Key, Sequence[Finding]], whole: Sequence[Rep]
) -> tuple[str, ...]:
    """Core checks of the main movement that no view of a good part of its repetitions shows in most of them."""
    movement, own = movements.get(main), [rep for rep in whole if rep.movement == main]
    if movement is None or not own:
        return ()
    views = [group for group in by_view(own) if len(group) >= VIEW_SHARE * len(own)] or [own]

    def known(check: str) -> bool:
        judged_in = {finding.rep for finding in judged(groups.get((main, check), ()))}
        return any(2 * sum(rep.index in judged_in for rep in group) > len(group) for group in views)

    return tuple(check for check in core_checks(movement) if not known(check))


def _praise(rows: Mapping[Key, Check], groups: Mapping[Key, Sequence[Finding]]) -> Iterable[SetFinding]:
    """Checks worth praise that came out good in every repetition, in most of which they were judged."""
    loud = {check for (_, check), group in groups.items() if any(f.verdict in LOUD for f in group)}
    praised = sorted((row.praise, key) for key, row in rows.items() if row.praise is not None)
    for _, key in praised:
        known, row = judged(groups[key]), rows[key]
        forbidden = {row.id, *row.praise_unless} | (SIGN_CHECKS if row.id == COMPENSATION else frozenset())
        if loud & forbidden or not known or 2 * len(known) <= len(groups[key]):
            continue
        if any(finding.unknown_signs for finding in known):
            continue
        best = max(known, key=lambda finding: finding.confidence)
        yield SetFinding(
            check=row.id, movement=key[0], verdict="good", times=len(known), judged=len(known), rep=best.rep
        )


def _nowhere(findings: Sequence[Finding]) -> dict[str, Note]:
    """Checks that were judged in no repetition, with the commonest reason."""
    reasons: dict[str, list[Note]] = {}
    for finding in findings:
        reasons.setdefault(finding.check, []).extend([finding.abstain] if finding.abstain else [])
    for finding in judged(findings):
        reasons.pop(finding.check, None)
    found = {}
    for check, why in reasons.items():
        codes = Counter(one.code for one in why)
        if why:
            found[check] = max(why, key=lambda one: codes[one.code])
    return found


def _counts(main: MovementName, whole: Sequence[Rep]) -> tuple[Count, ...]:
    """Whole repetitions by movement, the main one first."""
    many = Counter(rep.movement for rep in whole if rep.movement != NO_MOVEMENT)
    return tuple(Count(movement=name, reps=many[name]) for name in sorted(many, key=lambda name: (name != main, name)))


def _usual_depth(reps: Sequence[Rep]) -> tuple[Depth | None, Depth | None]:
    """The commonest class of depth, ties to the higher; with its neighbour where most of those straddle it."""
    known = [rep for rep in reps if rep.depth is not None]
    if not known:
        return None, None
    many = Counter(rep.depth for rep in known)
    usual = min((depth for depth in DEPTHS if many[depth]), key=lambda depth: (-many[depth], DEPTHS.index(depth)))
    beside = Counter(rep.depth_or for rep in known if rep.depth == usual)
    other = beside.most_common(1)[0][0]
    return usual, other if 2 * beside[other] > many[usual] else None
