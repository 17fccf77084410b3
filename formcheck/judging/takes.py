"""A clip as takes: stretches in which one person is filmed from one side, each with a view and a reference of its own.

Who turns round between repetitions begins a new take. What is measured of a
repetition (near side, camera tilt, standing reference, correction, lower back) comes from its own take alone.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.judging.context import JudgingContext
from formcheck.measures.facts import ClipFacts, trusted_frames
from formcheck.motion.angles import Angles, joint_angles, turned
from formcheck.motion.contacts import HandsTrack, hands
from formcheck.motion.corrected import corrected_angles, seen_in_clip
from formcheck.motion.lower_back import LowerBack, lower_back
from formcheck.motion.one_body import one_body
from formcheck.motion.reps import RepSpan, find_reps
from formcheck.motion.smoothing import smooth
from formcheck.motion.standing import Heights, Standing, heights, standing
from formcheck.motion.stretches import stretches
from formcheck.motion.track import Track
from formcheck.motion.view import ROLL_DEAD_BAND_DEG, CameraView, camera_roll_deg, camera_view, faced
from formcheck.movements.spec import Scene


@dataclass(frozen=True, slots=True)
class Take:
    """One stretch of a clip from its own view, with the repetitions in it that start and end standing.

    ``first``: its first frame in the clip; everything else counts frames from there. ``seen_track`` is smoothed only,
    the scene's track levelled too; ``guessed``: levelled, with hidden joints
    as the pose model guesses them.
    """

    first: int
    scene: Scene
    seen_track: Track
    guessed: Track
    spans: tuple[RepSpan, ...]
    back: LowerBack | None

    @property
    def stop(self) -> int:
        """The frame of the clip after its last one."""
        return self.first + len(self.seen_track)

    @property
    def view(self) -> CameraView:
        """How the person was filmed in it."""
        return self.scene.view

    def facts(self, context: JudgingContext) -> ClipFacts:
        """All but the repetitions, which are classified from them."""
        scene = self.scene
        return ClipFacts(
            track=scene.track,
            view=scene.view,
            angles=scene.angles,
            standing=scene.stand,
            trusted=trusted_frames(scene.track, scene.view, scene.stand),
            back=self.back,
            hands=hands(
                HandsTrack(scene.track, self.guessed),
                scene.view,
                scene.height.floor_y_px,
                scene.stand.leg_length_px,
                context.contact_model,
            ),
            spans=(),
            model=context.model.name,
        )


def takes(track: Track, context: JudgingContext) -> tuple[Take, ...]:
    """The takes of a clip in order of time; at least one."""
    whole = first_look(one_body(track))
    found = stretches(whole.seen, whole.spans)
    if len(found) == 1:
        return (_take(whole, 0, context),)
    return tuple(_take(first_look(whole.track.cut(first, stop)), first, context) for first, stop in found)


def joined(all_takes: tuple[Take, ...]) -> tuple[Track, Track, Angles]:
    """Levelled track, smoothed track and angles over the whole clip."""
    if len(all_takes) == 1:
        only = all_takes[0]
        return only.scene.track, only.seen_track, only.scene.angles
    return (
        Track.joined([take.scene.track for take in all_takes]),
        Track.joined([take.seen_track for take in all_takes]),
        Angles.joined([take.scene.angles for take in all_takes]),
    )


@dataclass(frozen=True, slots=True)
class Look:
    """A track before its view is known from the frames that matter: smoothed, with a rough view and repetitions."""

    track: Track
    seen: Track
    view: CameraView
    height: Heights
    stand: Standing
    spans: tuple[RepSpan, ...]


def first_look(track: Track) -> Look:
    """View, standing reference and repetitions of a track, before anything is known of its frames."""
    seen = smooth(track)
    view = camera_view(seen)
    height = heights(seen, view)
    stand = standing(seen, view, height)
    return Look(track, seen, view, height, stand, find_reps(seen.t_s, height, stand))


def _take(look: Look, first: int, context: JudgingContext) -> Take:
    """The view again from the frames that matter, the camera levelled, and all that is measured."""
    seen = even = look.seen
    track, rough, height, stand, spans = look.track, look.view, look.height, look.stand, look.spans
    roll = camera_roll_deg(even, stand.frames) if stand.found else None
    view = camera_view(even, _rep_frames(spans, len(even)), roll)
    if roll is not None and abs(roll) > ROLL_DEAD_BAND_DEG:
        even = turned(even, roll)
    if view.near != rough.near or view.side_on != rough.side_on or even is not seen:
        height = heights(even, view)
        stand = standing(even, view, height)
        spans = find_reps(even.t_s, height, stand)
    angles = joint_angles(even, view, height, stand)
    guessed = smooth(track, min_visibility=0.0)
    level = turned(guessed, roll) if even is not seen and roll is not None else guessed
    if context.correction is not None:
        angles, heading = corrected_angles(angles, level, view, stand, context.correction)
        view = view if heading is None else faced(view, heading)
    back = None
    if context.back_model is not None and np.isfinite(view.body_yaw_deg):
        seen_by_networks = seen_in_clip(level, view, stand)
        if seen_by_networks.size_px > 0:
            own = None if context.calibration is None else context.calibration.reference
            back = lower_back(seen_by_networks, track, even, angles, view, stand, context.back_model, own)
            angles = replace(angles, back=back.angles)
    return Take(first, Scene(even, view, height, stand, angles), seen, level, spans, back)


def _rep_frames(spans: tuple[RepSpan, ...], count: int) -> NDArray[np.bool_] | None:
    if not spans:
        return None
    frames = np.zeros(count, bool)
    for span in spans:
        frames[span.start : span.end + 1] = True
    return frames
