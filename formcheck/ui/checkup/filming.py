"""Recording a step of the check-up in the page: it begins after a countdown and stops by itself."""

from collections.abc import Callable

from formcheck.i18n import gettext, sentences
from formcheck.live.set_end import SetEnd
from formcheck.motion.track import Track
from formcheck.schema import Clip, Report
from formcheck.settings import AnalysisOptions
from formcheck.ui.check.recorder import SetGuide
from formcheck.ui.check.recording import GuidedSet, show_recorder
from formcheck.ui.check.running import own_calibration
from formcheck.ui.checkup import state
from formcheck.ui.checkup.state import Stop
from formcheck.ui.settings.preferences import preferences


def show_recorder_of(stop: Stop) -> None:
    """The recorder for one stop; its clip is taken as soon as the set is over."""
    show_recorder(state.take_clip, guided_set(stop))


def guided_set(stop: Stop) -> GuidedSet:
    """How a stop is recorded."""
    step = stop.step.visit
    judge = _judge_of(stop)
    guide = SetGuide(
        ready=step.ready,
        ready_s=step.ready_s,
        longest_s=step.longest_s,
        end=lambda: SetEnd(judge, stop.step.name, step.reps),
    )
    return GuidedSet(f"{stop.step.name}-{stop.take.id}", sentences(map(gettext, step.film)), guide)


def _judge_of(stop: Stop) -> Callable[[Track], Report]:
    """The same judgement as of a clip, by the light model's poses."""
    options = AnalysisOptions(movement=stop.step.name, model="lite", language=preferences().language)
    calibration = own_calibration()

    def judge(track: Track) -> Report:
        from formcheck.clip import pipeline
        from formcheck.judging.quality import SourceFacts

        seconds = float(track.t_s[-1] - track.t_s[0])
        clip = Clip(
            name="",
            duration_s=round(seconds, 3),
            fps=round(len(track) / seconds, 1) if seconds > 0 else 0.0,
            width=track.size_wh[0],
            height=track.size_wh[1],
            rotation_deg=0,
            codec="live",
            frames_analysed=len(track),
        )
        return pipeline.judge_track(track, SourceFacts(clip), options, calibration).report

    return judge
