"""What stands behind the Check page in its tests: a made-up analysis, and a reader of the page."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import made_reports
import msgspec
import watched
from made_reports import finding

import formcheck
from formcheck import schema as r
from formcheck.advice.screening import QUESTIONS
from formcheck.clip.annotating import ClipStills
from formcheck.drawing.stills import PeoplePicture
from formcheck.judging.quality import SourceFacts
from formcheck.settings import AnalysisOptions
from formcheck.ui.before import readiness

APP = Path(formcheck.__file__).parent.parent / "app.py"
#: One grey pixel.
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e"
    "1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f00000105"
    "01010101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d010203000411051221"
    "31410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a43444546474849"
    "4a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5"
    "b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fbd3"
    "ffd9"
)
PLAYING = {"name": "clip.mp4"}  # what the browser draws over the clip
#: Another picture: with a remark behind its end.
MOMENT = JPEG + b"moment"
PEAK = r.Peak(
    knee_flexion_deg=112.4,
    hip_flexion_deg=101.0,
    trunk_inclination_deg=33.0,
    tibia_inclination_deg=None,
    thigh_to_horizontal_deg=-12.0,
)


def rep(index, *, partial=False, **changed):
    """One whose angles are known, and both of its hands, which held on to nothing."""
    plain = {"peak": PEAK, "supports": None if partial else (), "hands_seen": ("left", "right")}
    return made_reports.rep(index, partial=partial, **(plain | changed))


def people(count):
    return tuple(
        r.PersonSeen(person=i + 1, box=(0.6 * i, 0.1, 0.6 * i + 0.3, 0.9), share_seen=1.0) for i in range(count)
    )


FINDINGS = (
    finding("depth", "good", rep=1),
    finding("heels", "good", rep=1),
    finding("heels", "good", rep=2),
    finding("hips_first", "watch", rep=1, value=9, confidence=0.6),
    finding("hips_first", "fault", rep=2, value=31, confidence=0.9, t_s=5.4),
    finding("knee_valgus", "not_assessed", abstain=r.Note(code="needs_front")),
)
NOTE = r.Note(code="few_frames")


def report(name="clip.mp4", crowd=1, person=1, **changed):
    """Two squats and a third one cut off; ``changed`` parts of it are put in their places."""
    plain = {
        "clip": made_reports.clip(name=name),
        "quality": r.Quality(
            level="good",
            detected_share=1,
            people=people(crowd),
            person=person,
            notes=(NOTE,),
            brightness=0.5,
        ),
        "reps": (rep(1), rep(2), rep(3, partial=True)),
        "findings": FINDINGS,
    }
    return made_reports.report(**(plain | changed))


def changed(part, **values):
    """A part of a report with other values."""
    return msgspec.structs.replace(part, **values)


@dataclass(frozen=True)
class FakeAnalysis:
    """What the page takes of an analysis."""

    path: Path
    options: AnalysisOptions
    analyzed: SimpleNamespace
    seen: str = "a track"
    facts: SourceFacts | None = None

    @property
    def report(self):
        return self.analyzed.report

    @property
    def angles(self):
        return self.analyzed.angles


@dataclass
class FakePipeline:
    """Stands in for formcheck.clip.pipeline and notes what it was asked; it pictures ``moments`` of checks."""

    crowd: int = 1
    copied: bool = False  # browsers cannot play the clip itself
    copy_error: Exception | None = None
    made: list = field(default_factory=list)
    error: Exception | None = None
    parts: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    judged: list = field(default_factory=list)
    calibrations: list = field(default_factory=list)
    seen: list = field(default_factory=list)
    hidden: list = field(default_factory=list)
    moments: set = field(default_factory=lambda: {"hips_first"})

    def analyze_clip(self, path, options, on_progress=None, calibration=None):
        self.calibrations.append(calibration)
        for stage, done in (("looking", 0), ("measuring", 5), ("judging", 10)):
            on_progress(SimpleNamespace(stage=stage, done=done, total=10))
        self.asked.append(options)
        self.seen.append((path, path.read_bytes()))
        if self.error:
            raise self.error
        return FakeAnalysis(path, options, self._analyzed(path.name, options))

    def judge_track(self, track, facts, options, calibration=None):
        self.judged.append(options)
        self.calibrations.append(calibration)
        return self._analyzed("clip.mp4", options)

    def _analyzed(self, name, options):
        made = report(name, self.crowd, options.person or 1, **self.parts)
        angles = watched.figure().angles
        take = SimpleNamespace(back=None, scene=SimpleNamespace(angles=angles))
        return SimpleNamespace(report=made, angles=angles, main=take)

    def playing(self, analysis):
        return None if self.copied else PLAYING

    def playing_copy(self, analysis, out_path, on_progress=None):
        if self.copy_error:
            raise self.copy_error
        self.made.append("copy")
        Path(out_path).write_bytes(b"a copy")
        return PLAYING

    def write_annotated(self, analysis, out_path, on_progress=None):
        self.made.append("video")
        Path(out_path).write_bytes(b"a video")

    def player_html(self, analysis, folder):
        return "<p>a player</p>"

    def rep_stills(self, analysis):
        report = analysis.report
        shown = {one.check for one in report.summary.findings}
        return ClipStills(
            {one.index: JPEG for one in report.reps if not one.partial}, dict.fromkeys(shown & self.moments, MOMENT)
        )

    def hide_faces(self, analysis, on_progress=None):
        self.hidden.append(analysis.options.faces)

    def people_still(self, analysis):
        found = analysis.report.quality.people
        return PeoplePicture(JPEG, {one.person: one.box for one in found}) if len(found) > 1 else None


def ready(at):
    """The same visit, with every question before exercise answered no."""
    at.session_state[readiness.KEY] = readiness.Readiness(answers={question.id: False for question in QUESTIONS})
    return at


def words(at):
    """Everything on the page that can be read."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "button", "download_button")
    found = [element for kind in kinds for element in at.get(kind)]
    text = [str(getattr(e, "value", "")) + str(getattr(e, "label", "")) for e in found]
    return "\n".join([*text, *(e.proto.body for e in at.get("html"))])


def choose_sample(at, name="hands_on_knees_side"):
    at.button(key=f"sample-{name}").click()
    return at.run()


def html(at):
    return "\n".join(element.proto.body for element in at.get("html"))


def shown(page, pipeline, **parts):
    pipeline.parts = parts
    at = choose_sample(page)
    assert not at.exception, at.exception
    return at


def card_of(at, place=0):
    """What is seen in a repetition."""
    return [text for text in (e.proto.body for e in at.get("html")) if 'class="fc-seen"' in text][place]


def judged(check, verdict, count=2):
    return tuple(finding(check, verdict, rep=i) for i in range(1, count + 1))


def next_steps(at):
    at = at.switch_page("formcheck/ui/plan/page.py").run()
    assert not at.exception, at.exception
    return at
