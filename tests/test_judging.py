"""Level and language on their way from the options to the report, the errors and the drawing threads."""

from dataclasses import replace

import pytest
from figures import DEEP, Shot, posed, source

from formcheck.cli import main as cli
from formcheck.cli import tables
from formcheck.clip import annotating, context, pipeline, segments
from formcheck.clip.pipeline import judge_track
from formcheck.drawing.backline import colour_of
from formcheck.drawing.scene import FAULT
from formcheck.errors import ModelMissing, VideoNotFound
from formcheck.i18n import get_locale, use_locale
from formcheck.judging.levels import movements_at
from formcheck.settings import AnalysisOptions

LEVELS = ("gentle", "standard", "strict")


@pytest.fixture(scope="module")
def track():
    """Pitched forward by an amount that the levels judge differently."""
    return Shot(motion=posed(replace(DEEP, trunk_deg=62))).film.track


def options(**more):
    return AnalysisOptions(movement="squat", angles="raw", **more)


def test_a_track_is_judged_at_the_level_and_the_report_says_so(track):
    found = {level: judge_track(track, source(track), options(level=level)) for level in LEVELS}
    leans = {level: [f.verdict for f in a.report.findings if f.check == "trunk_lean"] for level, a in found.items()}
    assert leans == {"gentle": ["watch"], "standard": ["fault"], "strict": ["fault"]}
    for level, analyzed in found.items():
        made = analyzed.report.provenance
        assert made.settings["level"] == analyzed.context.options.level == level
        assert [one.limit for one in made.limits] == limits_in_force(level)


def limits_in_force(level):
    return [check.limit.used() for movement in movements_at(level).values() for check in movement.checks]


def test_a_report_is_the_same_in_every_language_and_made_in_that_of_its_options(track, monkeypatch):
    heard, real = [], pipeline.analyze
    monkeypatch.setattr(pipeline, "analyze", lambda *args: (heard.append(get_locale()), real(*args))[1])
    report = judge_track(track, source(track), options(language="zh")).report
    assert heard == ["zh"]
    monkeypatch.undo()
    assert report == judge_track(track, source(track), options(language="en")).report
    assert get_locale() == "en", "whoever asked goes on in their own"


def test_a_missing_model_is_said_in_the_language_of_the_options(track, monkeypatch):
    def missing():
        raise ModelMissing(get_locale())

    monkeypatch.setattr(context, "angle_correction", missing)
    with pytest.raises(ModelMissing, match="zh"):
        judge_track(track, source(track), AnalysisOptions(language="zh"))


def test_errors_of_a_clip_are_said_in_the_language_of_the_options(monkeypatch, tmp_path):
    class Nothing:
        def __init__(self, *_):
            raise VideoNotFound(get_locale())

    monkeypatch.setattr(pipeline, "FileSource", Nothing)
    with pytest.raises(VideoNotFound, match="zh"):
        pipeline.analyze_clip(tmp_path / "none.mp4", AnalysisOptions(language="zh"))


def test_workers_of_the_pose_model_speak_the_language_of_who_called(monkeypatch):
    class Broken:
        def __init__(self, _model):
            raise ModelMissing(get_locale())

    monkeypatch.setattr(segments, "MediaPipePose", Broken)
    with use_locale("zh"), segments.PoseWorkerPool("lite", lambda _: None, 1, 10) as pool:
        pool.take(None)
        with pytest.raises(ModelMissing, match="zh"):
            pool.poses()


def test_drawing_threads_speak_the_language_of_who_called():
    def words():
        yield get_locale()
        yield from annotating._Ahead(iter(lambda: get_locale(), "en"))  # a thread within a thread, as frames are read

    with use_locale("zh"):
        ahead = annotating._Ahead(words())
        try:
            said = [word for word, _ in zip(ahead, range(3), strict=False)]
        finally:
            ahead.stop()
    assert said == ["zh"] * 3


def test_the_drawn_back_is_red_where_the_level_calls_a_fault():
    reddest = {"gentle": 34.0, "standard": 30.0, "strict": 28.0}
    for level, from_deg in reddest.items():
        assert movements_at(level)["squat"].check("lower_back_rounding").limit.fault == from_deg
        assert colour_of(from_deg, level) == FAULT
        assert colour_of(from_deg - 1, level) != FAULT


def test_the_commands_level_reaches_the_engine(monkeypatch, tmp_path):
    asked = []

    def analyze_clip(_path, given, *_):
        asked.append(given)
        raise VideoNotFound("no such clip")

    monkeypatch.setattr(pipeline, "analyze_clip", analyze_clip)
    for words in (["--level", "strict"], []):
        cli.run(["analyze", *words, "--json", str(tmp_path / "clip.mp4")])
    assert [given.level for given in asked] == ["strict", "standard"]


@pytest.mark.parametrize("command", [["analyze", "--level", "kind", "a.mp4"], ["checks", "--level", "kind"]])
def test_an_unknown_level_is_one_sentence(command, capsys):
    assert cli.run(command) == 2
    assert "gentle" in capsys.readouterr().err


@pytest.mark.parametrize("form", [[], ["--markdown"]], ids=["table", "markdown"])
@pytest.mark.parametrize("level", LEVELS)
def test_checks_are_listed_at_a_level(level, form, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert cli.run(["checks", "--level", level, *form]) == 0
    out = capsys.readouterr().out
    for limit in limits_in_force(level):
        assert tables.fault_words(limit) in out
    assert (f"{level}: moved by" in " ".join(out.split())) == (level != "standard")
