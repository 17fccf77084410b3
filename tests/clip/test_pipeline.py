"""The whole pipeline on rendered people whose reps and faults are known."""

import json
from pathlib import Path

import av
import numpy as np
import pytest
from judged_samples import NAMES, SAMPLES, analysis, truth

from formcheck.clip.measuring import Found, measure
from formcheck.clip.pipeline import Progress, analyze_clip, analyze_everybody, write_annotated
from formcheck.errors import BadChoice
from formcheck.media.video import FileSource
from formcheck.movements import checks
from formcheck.movements.squat import HEELS
from formcheck.schema import Finding, Report, json_schema
from formcheck.settings import AnalysisOptions

DEPTHS = ("above_parallel", "parallel", "below_parallel", "floor")


def verdicts(report: Report, check: str) -> set[str]:
    return {f.verdict for f in report.findings if f.check == check}


def faults(report: Report) -> set[str]:
    """Checks that are a fault in at least half of the judged repetitions."""
    by_check: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_check.setdefault(finding.check, []).append(finding)
    return {check for check, group in by_check.items() if 2 * sum(f.verdict == "fault" for f in group) >= len(group)}


def test_there_are_samples() -> None:
    assert "floor_squat_side" in NAMES
    assert "hands_on_knees_side" in NAMES
    assert "hip_hinge_side" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_reps_and_movement_are_those_of_the_rendered_person(name: str) -> None:
    report, known = analysis(name).report, truth(name)
    whole = [r for r in report.reps if not r.partial]
    assert report.movement == known["movement"]
    assert len(whole) == len(known["reps"])
    for rep, true in zip(whole, known["reps"], strict=True):
        assert rep.bottom_s == pytest.approx(true["bottom_s"], abs=0.25)
        assert rep.start_s < rep.bottom_s < rep.end_s
        if rep.depth is not None and known["depth"] is not None:
            assert abs(DEPTHS.index(rep.depth) - DEPTHS.index(known["depth"])) <= 1


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith("_side")])
def test_side_view_angles_are_within_the_known_error(name: str) -> None:
    result, known = analysis(name), truth(name)
    near = result.angles.near_side
    assert result.report.view.kind == known["near_side"]
    for angle, limit in (("knee_flexion_deg", 5.0), ("trunk_inclination_deg", 4.0), ("tibia_inclination_deg", 3.0)):
        true = np.interp(result.angles.t_s, known["frames"]["t_s"], known["frames"][angle])
        assert np.nanmean(np.abs(getattr(near, angle) - true)) < limit, angle


@pytest.mark.parametrize("name", NAMES)
def test_known_faults_are_found_and_clean_movement_has_none(name: str) -> None:
    report, known = analysis(name).report, truth(name)
    wanted = set(known["faults"])
    if "trunk_lean" in wanted:  # pitching shows first against the shin, which knows about limb lengths
        wanted = wanted - {"trunk_lean"} | {"trunk_tibia"}
    assert wanted <= faults(report)
    if not wanted:
        assert not faults(report)
    if wanted & {"lower_back_rounding", "hips_first", "trunk_tibia"}:
        assert "lower_back_compensation" in faults(report)
    if "hands_on_knees" not in wanted:
        assert "fault" not in verdicts(report, "hands_on_knees")


@pytest.mark.parametrize("name", NAMES)
def test_heels_are_judged_as_they_truly_were(name: str) -> None:
    report, known = analysis(name).report, truth(name)
    reported = [f.verdict for f in report.findings if f.check == "heels"]
    true = [size["heels"] for size in known["rep_sizes"] if "heels" in size]
    if known["view"] == "side":
        assert reported == [HEELS.limit.verdict(rise) for rise in true]
    else:
        assert reported == ["not_assessed"] * len(true)


@pytest.mark.parametrize("name", NAMES)
def test_as_many_people_are_found_as_there_are(name: str) -> None:
    people = analysis(name).report.quality.people
    assert len(people) == truth(name).get("people", 1)
    assert all(person.share_seen > 0.7 for person in people)


def test_a_deep_floor_squat_is_the_best_result() -> None:
    report = analysis("floor_squat_side").report
    assert {r.depth for r in report.reps} == {"floor"}
    assert verdicts(report, "depth") == {"good"}
    assert not any(f.verdict in ("watch", "fault") for f in report.findings)
    assert (report.summary.outcome, report.summary.unjudged_core) == ("fine", ())
    assert (report.summary.depth, report.summary.depth_or) == ("floor", None)
    assert [(one.movement, one.reps) for one in report.summary.counts] == [("squat", 3)]


def test_a_front_view_judges_what_its_bands_allow_and_says_what_it_cannot_show() -> None:
    report = analysis("floor_squat_front").report
    assert report.view.kind == "front"
    assert verdicts(report, "depth") == {"good"}
    assert "fault" not in verdicts(report, "trunk_tibia")
    for rep in report.reps:
        assert rep.peak.knee_flexion_deg > 100
        assert 4 < rep.peak_band.knee_flexion_deg < 40
    assert verdicts(report, "heels") == verdicts(report, "hips_first") == {"not_assessed"}
    assert report.summary.not_assessed["heels"].code == "needs_side"
    assert verdicts(report, "knee_valgus") <= {"good", "watch"}
    assert "not_assessed" not in verdicts(report, "asymmetry")


def test_report_keeps_to_its_schema_and_names_its_origin() -> None:
    import jsonschema

    for name in NAMES:
        report = analysis(name).report
        jsonschema.validate(json.loads(report.to_json()), json_schema())
        assert Report.from_json(report.to_json()) == report
        assert len(report.provenance.model_sha256) == 64
        assert len(report.provenance.correction_sha256) == 64
        assert len(report.provenance.back_sha256) == 64
        assert len(report.provenance.limits) == len(checks())
        assert all(one.limit.source for one in report.provenance.limits)


def test_somebody_small_in_a_very_wide_picture_is_followed(tmp_path: Path) -> None:
    """The first pass finds nobody there: bars at both sides leave a sixth of the width to the person's picture."""
    path = tmp_path / "barred.mp4"
    with av.open(str(SAMPLES / "shallow_squat_side.mp4")) as film, av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 2160, 480, "yuv420p"
        for frame in list(film.decode(video=0))[:75:3]:
            picture = frame.to_ndarray(format="rgb24", width=360, height=480)
            barred = np.pad(picture, ((0, 0), (900, 900), (0, 0)))
            out.mux(stream.encode(av.VideoFrame.from_ndarray(barred, format="rgb24")))
        out.mux(stream.encode())
    with FileSource(path, AnalysisOptions().video) as source:
        assert measure(source, AnalysisOptions(), lambda _: None).track.seen.mean() > 0.9


def test_in_a_class_one_person_is_followed_and_another_can_be_chosen() -> None:
    report = analysis("class_scene").report
    assert report.quality.person == 2
    assert any(note.code == "several_people" for note in report.quality.notes)
    found: list[Found] = []
    everybody = list(analyze_everybody(SAMPLES / "class_scene.mp4", on_found=found.append))
    assert found == [Found(people=3, passes=2)]
    assert [one.report.quality.person for one in everybody] == [1, 2, 3]
    assert [one.report.summary.reps_complete for one in everybody] == [3, 2, 0]
    assert everybody[1].report.findings == report.findings
    left = everybody[0]
    assert left.report.quality.person == 1
    assert left.report.quality.detected_share > 0.9
    hips = np.nanmedian(left.track.image_px[:, 23:25, 0]) / left.track.size_wh[0]
    x0, _, x1, _ = report.quality.people[0].box
    assert x0 <= hips <= x1
    with pytest.raises(BadChoice, match="no person 7"):
        analyze_clip(SAMPLES / "class_scene.mp4", AnalysisOptions(person=7))


def test_the_result_does_not_depend_on_the_number_of_threads() -> None:
    tracks = []
    for threads in (1, 2, 3):
        with FileSource(SAMPLES / "hip_hinge_side.mp4") as source:
            tracks.append(measure(source, AnalysisOptions(model="lite"), lambda _: None, threads).track)
    for track in tracks[1:]:
        np.testing.assert_array_equal(track.image_px, tracks[0].image_px)
        np.testing.assert_array_equal(track.silhouette, tracks[0].silhouette)
        np.testing.assert_array_equal(track.world_m, tracks[0].world_m)
        np.testing.assert_array_equal(track.visibility, tracks[0].visibility)


def test_progress_is_reported_and_the_annotated_video_has_every_frame(tmp_path: Path) -> None:
    reported: list[Progress] = []
    result = analyze_clip(SAMPLES / "hip_hinge_side.mp4", AnalysisOptions(model="lite"), reported.append)
    write_annotated(result, tmp_path / "out.mp4", reported.append)
    assert [p.stage for p in reported if p.done == 0][:1] == ["looking"]
    assert {p.stage for p in reported} == {"looking", "measuring", "judging", "hiding", "drawing"}
    assert max(p.done for p in reported if p.stage == "drawing") == len(result.track)
    assert [p.name for p in tmp_path.iterdir()] == ["out.mp4"]
    with FileSource(tmp_path / "out.mp4") as drawn, FileSource(SAMPLES / "hip_hinge_side.mp4") as plain:
        changed, times = 0, []
        for a, b in zip(drawn, plain, strict=True):
            times.append(abs(a.t_s - b.t_s))
            changed += float(np.abs(a.image.astype(int) - b.image.astype(int)).mean()) > 2.0
        assert max(times) < 0.002
        assert changed > 0.9 * len(result.track)
