"""From clips compared with their truth to the figures of all of them."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final, Protocol, TypeVar

import numpy as np

from formcheck.cli.accuracy.backs import pool_backs
from formcheck.cli.accuracy.bootstrap import with_intervals
from formcheck.cli.accuracy.comparing import AngleErrors, Compared, Judged
from formcheck.cli.accuracy.contacts import pool_contacts
from formcheck.cli.accuracy.figures import (
    Accuracy,
    AngleFigures,
    CheckFigures,
    ClipFigures,
    HandsFigures,
    RepFigures,
    Source,
    mean,
    most,
    share,
)
from formcheck.cli.accuracy.truth import VIEWS, ViewBand
from formcheck.motion.angles import CSV_ANGLES
from formcheck.movements import checks
from formcheck.movements.rows import HANDS_ON_KNEES
from formcheck.schema import DEPTHS

CLOSE_S: Final = 0.25  # a bottom this near to the true one is right
FRONT, BEHIND = "front", "behind"
HANDS_FROM: Final = ("side-on", "15-50° off", FRONT, BEHIND)
PER_REPS: Final = 10  # false alarms are given per so many clean repetitions


def pool(source: Source, clips: Sequence[Compared]) -> Accuracy:
    """The figures of these clips together."""
    return Accuracy(
        source=source,
        clips=len(clips),
        people=len({clip.person for clip in clips}),
        angles=pool_angles(clips),
        backs=(
            *pool_backs([(clip.person, clip.back) for clip in clips if clip.back is not None], calibrated=False),
            *pool_backs(
                [(clip.person, clip.back_calibrated) for clip in clips if clip.back_calibrated is not None],
                calibrated=True,
            ),
        ),
        reps=with_intervals(_by_person(clips), _reps),
        checks=_checks(clips),
        by_clip=tuple(_clip(clip) for clip in clips),
        hands=tuple(
            with_intervals(_by_person(same), partial(_hands, view))
            for view in HANDS_FROM
            if (same := [clip for clip in clips if _hands_from(clip) == view])
        ),
        contacts=pool_contacts([(clip.person, clip.contacts) for clip in clips if clip.contacts is not None]),
    )


class Measured(Protocol):
    """A clip whose angles were compared with their truth."""

    @property
    def person(self) -> str:
        """Who is filmed."""

    @property
    def view(self) -> ViewBand:
        """From where."""

    @property
    def angles(self) -> dict[str, AngleErrors]:
        """The errors of each angle."""


M = TypeVar("M", bound=Measured)


def pool_angles(clips: Sequence[M]) -> tuple[AngleFigures, ...]:
    """Errors of each angle by camera."""
    return tuple(
        with_intervals(_by_person(same), partial(_angle, view, name))
        for view in VIEWS
        if (same := [clip for clip in clips if clip.view == view])
        for name in CSV_ANGLES
    )


def _by_person(clips: Sequence[M]) -> list[tuple[str, M]]:
    return [(clip.person, clip) for clip in clips]


def _angle(view: ViewBand, name: str, clips: Sequence[Measured]) -> AngleFigures:
    all_errors = np.concatenate([clip.angles[name].error_deg for clip in clips])
    band = np.concatenate([clip.angles[name].band_deg for clip in clips])
    errors = all_errors[np.isfinite(all_errors)]
    covered = np.isfinite(all_errors) & np.isfinite(band)
    return AngleFigures(
        view=view,
        angle=name,
        frames=len(errors),
        clips=len(clips),
        people=len({clip.person for clip in clips}),
        mean_abs_error_deg=mean(np.abs(errors)),
        bias_deg=mean(errors),
        p95_abs_error_deg=most(np.abs(errors)),
        coverage=share(int(covered.sum()), len(all_errors)),
        within_interval_share=share(int((np.abs(all_errors[covered]) <= band[covered]).sum()), int(covered.sum())),
    )


def _reps(clips: Sequence[Compared]) -> RepFigures:
    bottoms = np.abs([error for clip in clips for error in clip.bottom_error_s])
    squats = [clip for clip in clips if clip.depth is not None]
    off = [
        abs(DEPTHS.index(clip.depth_reported) - DEPTHS.index(clip.depth))
        for clip in squats
        if clip.depth_reported is not None and clip.depth is not None
    ]
    return RepFigures(
        clips=len(clips),
        counted_exactly=sum(clip.reps_reported == clip.reps for clip in clips),
        reps=sum(clip.reps for clip in clips),
        reps_found=len(bottoms),
        reps_extra=sum(clip.reps_reported - len(clip.bottom_error_s) for clip in clips),
        bottoms_close=int((bottoms <= CLOSE_S).sum()),
        mean_abs_bottom_error_s=mean(bottoms, 3),
        movement_right=sum(clip.movement_reported == clip.movement for clip in clips),
        squats=len(squats),
        depth_reported=len(off),
        depth_exact=off.count(0),
        depth_within_one=sum(classes <= 1 for classes in off),
    )


def _checks(clips: Sequence[Compared]) -> tuple[CheckFigures, ...]:
    titles = {check.id: check.title for _, check in checks()}
    judged = [(clip.person, one) for clip in clips for one in clip.judged]
    return tuple(
        with_intervals(same, partial(_check, name, title))
        for name, title in titles.items()
        if (same := [(person, one) for person, one in judged if one.check == name])
    )


def _check(name: str, title: str, judged: Sequence[Judged]) -> CheckFigures:
    required = [j for j in judged if j.expected == "required"]
    mild = [j for j in judged if j.expected == "mild"]
    clean = [j for j in judged if j.expected == "clean"]
    found, alarms = _count_found(required), _count_found(clean)
    clean_judged = sum(j.verdict != "not_assessed" for j in clean)
    false_faults = sum(j.verdict == "fault" for j in clean)
    return CheckFigures(
        check=name,
        title=title,
        required=len(required),
        found=found,
        found_as_fault=sum(j.verdict == "fault" for j in required),
        mild=len(mild),
        mild_found=_count_found(mild),
        unlisted=len(judged) - len(required) - len(mild) - len(clean),
        clean=len(clean),
        clean_judged=clean_judged,
        false_faults=false_faults,
        alarms=alarms,
        recall=share(found, len(required)),
        precision=share(found, found + alarms) if required else None,
        false_faults_per_10=share(PER_REPS * false_faults, clean_judged),
        alarms_per_10=share(PER_REPS * alarms, clean_judged),
        not_assessed_share=share(sum(j.verdict == "not_assessed" for j in judged), len(judged)),
    )


def _hands_from(clip: Compared) -> str:
    """The camera as it matters for hands: from behind they are hidden, from the front they are not."""
    if clip.view != "front or back":
        return clip.view
    return BEHIND if clip.behind else FRONT


def _hands(view: str, clips: Sequence[Compared]) -> HandsFigures:
    judged = [one for clip in clips for one in clip.judged if one.check == HANDS_ON_KNEES.id]
    pushing = [one for one in judged if one.expected == "required"]
    free = [one for one in judged if one.expected == "clean"]
    found, alarms = _count_found(pushing), _count_found(free)
    return HandsFigures(
        view=view,
        people=len({clip.person for clip in clips}),
        pushing=len(pushing),
        found=found,
        unsure=sum(one.verdict == "not_assessed" for one in pushing),
        free=len(free),
        free_judged=sum(one.verdict != "not_assessed" for one in free),
        alarms=alarms,
        precision=share(found, found + alarms),
    )


def _clip(clip: Compared) -> ClipFigures:
    errors = {name: one.error_deg[np.isfinite(one.error_deg)] for name, one in clip.angles.items()}
    return ClipFigures(
        clip=clip.clip,
        person=clip.person,
        view=clip.view,
        movement=clip.movement,
        movement_reported=clip.movement_reported,
        reps=clip.reps,
        reps_reported=clip.reps_reported,
        depth=clip.depth,
        depth_reported=clip.depth_reported,
        mean_abs_error_deg={name: mean(np.abs(error)) for name, error in errors.items()},
        missed=_names(j for j in clip.judged if j.expected == "required" and not j.found),
        alarms=_names(j for j in clip.judged if j.expected == "clean" and j.found),
    )


def _names(judged: Iterable[Judged]) -> tuple[str, ...]:
    return tuple(j.check if j.rep is None else f"{j.check}:{j.rep + 1}" for j in judged)


def _count_found(judged: Sequence[Judged]) -> int:
    return sum(j.found for j in judged)
