"""Landmarks that somebody else's pose model gave, judged like a clip's."""

from dataclasses import replace
from typing import Final, Literal, cast, get_args

import numpy as np
from numpy.typing import ArrayLike

from formcheck.clip import pipeline
from formcheck.clip.context import judging_context
from formcheck.errors import BadChoice
from formcheck.i18n import gettext, gettext_noop, use_locale
from formcheck.judging.analyze import Analyzed, analyze
from formcheck.judging.choices import check_options, fitting, one_of, refuse, speaking
from formcheck.judging.context import ModelUsed
from formcheck.judging.quality import SourceFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.calibration import Calibration
from formcheck.motion.landmarks import Side
from formcheck.motion.track import SILHOUETTE_AT, Floats, Track, quantile
from formcheck.schema import Clip
from formcheck.settings import AnalysisOptions, Count, ModelName

PoseModel = Literal[ModelName, "other"]
OTHER_POSE: Final = "other"
#: Standing leg and hip width of an adult, metres, for landmarks without depth: only their ratio matters (chosen).
LEG_M: Final = 0.85
HALF_WIDTH_M: Final = 0.14
STANDING_QUANTILE: Final = 0.95  # of the way from hip to ankle: a leg that stands
UNUSABLE: Final = gettext_noop("These landmarks cannot be used: {words}.")


def track_from_landmarks(
    t_s: ArrayLike,
    image_px: ArrayLike,
    size_wh: tuple[int, int],
    *,
    world_m: ArrayLike | None = None,
    visibility: ArrayLike | None = None,
    near: Side | None = None,
) -> Track:
    """A track from landmarks in the order of BlazePose (`LANDMARKS`).

    ``t_s`` (N,) seconds, rising; ``image_px`` (N, 33, 2) **pixels**, x right, y down; ``size_wh`` of the picture.
    NaN is "not seen". ``world_m`` (N, 33, 3) metres, hip-centred, x right, y down, z away from the camera, tells from
    where the person was filmed. Without it say which side was turned to the camera with ``near``: the person then
    counts as filmed exactly from that side, and who was not is measured wrong without notice. With neither, most
    checks are not assessed. ``visibility`` (N, 33), 0 to 1; without it every landmark that is there counts as seen.

    Raises BadChoice when shapes disagree, time does not rise, or something is no number.
    """
    if near is not None:
        one_of("near", near, lm.SIDES)
    size_wh = _size(size_wh)
    times, points = _numbers(t_s), _numbers(image_px)
    count = len(times) if times.ndim == 1 else -1
    if points.shape != (count, lm.COUNT, 2):
        raise BadChoice(
            gettext(
                "image_px has the shape {shape}: please give x and y of 33 points for each time in t_s.",
                shape=points.shape,
            )
        )
    flat = np.full((count, lm.COUNT, 3), np.nan) if near is None else _flat_world(points, near)
    world = flat if world_m is None else _numbers(world_m)
    certain = _numbers(np.isfinite(points).all(axis=2) if visibility is None else visibility)
    silhouette = np.full((count, 2, len(SILHOUETTE_AT)), np.nan)
    try:
        return Track(times, points, world, certain, silhouette, size_wh)
    except ValueError as error:
        raise BadChoice(gettext(UNUSABLE, words=error)) from error


def analyze_track(
    track: Track,
    options: AnalysisOptions = pipeline.DEFAULTS,
    *,
    name: str = "track",
    pose_model: PoseModel = OTHER_POSE,
    calibration: Calibration | None = None,
) -> Analyzed:
    """Judge a track of landmarks, from wherever they came; the same judgement that a clip gets.

    ``pose_model``: "full" or "lite" where they are BlazePose's, measured as `analyze_clip` does. Landmarks of any
    "other" model are taken as they are: no angle is corrected, hands on the legs and the lower back are not judged,
    since what does that was fitted on BlazePose, and the intervals around angles are those measured for its raw angles.
    ``name`` stands in the report in place of a file's.

    Raises BadChoice when an option cannot be chosen, or ModelMissing; never raises for what was filmed.
    """
    check_options(options)
    with speaking(options):
        one_of("pose_model", pose_model, get_args(PoseModel))
        fitting("name", name, str)
    facts = SourceFacts(_clip(track, name))
    if pose_model in get_args(ModelName):
        own = replace(options, model=cast("ModelName", pose_model))
        return pipeline.judge_track(track, facts, own, calibration)
    context = replace(
        judging_context(options, calibration),
        model=ModelUsed(pose_model, ""),
        correction=None,
        correction_sha256=None,
        back_model=None,
        back_sha256=None,
        contact_model=None,
        hands_sha256=None,
    )
    with use_locale(options.language):
        return analyze(track, facts, context)


def _size(given: ArrayLike) -> tuple[int, int]:
    if np.shape(given) != (2,):
        refuse("size_wh", given, gettext("width and height"))
    width, height = np.asarray(given).tolist()
    for side_px in (width, height):
        fitting("size_wh", side_px, Count)
    return width, height


def _numbers(given: ArrayLike) -> Floats:
    try:
        return np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise BadChoice(gettext(UNUSABLE, words=error)) from error


def _flat_world(image_px: Floats, near: Side) -> Floats:
    """World landmarks of a person filmed exactly from one side: the picture's own plane, with the width of a body."""
    hips = image_px[:, lm.pair("hip")].mean(axis=1, keepdims=True)
    legs = np.linalg.norm(image_px[:, lm.pair("hip")] - image_px[:, lm.pair("ankle")], axis=2)
    leg_px = quantile(legs.ravel(), STANDING_QUANTILE)
    flat = (image_px - hips) / leg_px * LEG_M
    depth = np.zeros((*flat.shape[:2], 1))
    for part in lm.PAIRED:
        for side in lm.SIDES:
            depth[:, lm.at(part, side)] = -HALF_WIDTH_M if side == near else HALF_WIDTH_M
    return np.concatenate([flat, np.where(np.isfinite(flat[..., :1]), depth, np.nan)], axis=2)


def _clip(track: Track, name: str) -> Clip:
    count = len(track)
    seconds = float(track.t_s[-1] - track.t_s[0]) if count else 0.0
    return Clip(
        name=name,
        duration_s=round(seconds, 3),
        fps=round((count - 1) / seconds, 3) if seconds > 0 else 0.0,
        width=track.size_wh[0],
        height=track.size_wh[1],
        rotation_deg=0,
        codec="landmarks",
        frames_analysed=count,
    )
