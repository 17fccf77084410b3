"""The truth file beside a clip: what is in it, frame by frame and in words."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from sample_videos.render.body import Side
from sample_videos.render.faults import RepTruth, cut_rep, depth_class, size_of, sizes_of
from sample_videos.render.figure import Figure, figure_of
from sample_videos.render.floor_performance import FloorPerformance, skeleton_of
from sample_videos.render.floor_truth import floor_record, on_floor
from sample_videos.render.geometry import turn
from sample_videos.render.hold_truth import holds_of
from sample_videos.render.joints import Joints
from sample_videos.render.movement import Performance
from sample_videos.render.people import Look
from sample_videos.render.pick_truth import pick_record
from sample_videos.render.sit_movement import SitPerformance
from sample_videos.render.sit_truth import on_seat, sit_record
from sample_videos.render.spec import AnyPerformance, ClipSpec
from sample_videos.render.truth import Truth, true_angles

NEAR_ANGLES: Final = (
    "knee_flexion_deg",
    "hip_flexion_deg",
    "trunk_inclination_deg",
    "tibia_inclination_deg",
    "thigh_to_horizontal_deg",
)
SIDE_MAX_YAW_DEG, FRONT_MIN_YAW_DEG = 30.0, 70.0  # as formcheck.motion.view names them
SQUARE_ON_MAX_DEG: Final = 90.0


def truth_text(spec: ClipSpec, figure: Figure) -> str:
    """The truth file of a clip as JSON text, one line per key and per series."""
    record = truth_record(spec, figure)
    frames = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(row, separators=(',', ':'))}" for name, row in record.pop("frames").items()
    )
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in record.items()]
    return "{\n" + "\n".join(lines) + '\n "frames": {\n' + frames + "\n }\n}\n"


def truth_record(spec: ClipSpec, figure: Figure) -> dict[str, Any]:
    """Everything known about a clip; see sample_videos/README.md for the meaning of each key."""
    return _record(spec, figure, spec.performances()[0])


def _record(spec: ClipSpec, figure: Figure, performance: AnyPerformance) -> dict[str, Any]:
    joints = [skeleton_of(figure, moment) for moment in performance.moments(spec.fps)]
    truths = [true_angles(one) for one in joints]
    t_s = [round(i / spec.fps, 4) for i in range(len(truths))]
    record: dict[str, Any] = {
        "clip": f"{spec.name}.mp4",
        "rendered": True,
        "fps": spec.fps,
        "width": spec.camera.size_wh[0],
        "height": spec.camera.size_wh[1],
        "view": view_word(spec),
        "near_side": near_side(spec),
        "movement": spec.judged.script.kind,
    }
    frames = _frames(t_s, truths, near_side(spec))
    if isinstance(performance, SitPerformance):
        record |= sit_record(performance, t_s, truths) | _faults(spec, [])
        frames["on_seat"] = on_seat(truths)
    elif isinstance(performance, FloorPerformance):
        record |= floor_record(performance, t_s, joints) | _faults(spec, [])
        frames |= on_floor(joints)
    else:
        record |= _moved(spec, performance, t_s, truths, joints)
    if spec.purpose == "class":
        record["everybody"] = [_one_of_many(spec, i) for i in range(len(spec.cast))]
    return record | _who(spec, joints) | {"frames": frames}


def _one_of_many(spec: ClipSpec, i: int) -> dict[str, Any]:
    """What one of a class does, and where they stand when the clip begins: the middle of the hips in the picture."""
    cast, performance = spec.cast[i], spec.performances()[i]
    azimuth_deg = (spec.camera.azimuth_deg - cast.heading_deg + 180) % 360 - 180
    alone = replace(
        spec,
        cast=(replace(cast, x_m=0.0, z_m=0.0, heading_deg=0.0, walk=()),),
        camera=replace(spec.camera, azimuth_deg=azimuth_deg),
        purpose="bench",
        faults=spec.faults if cast is spec.judged else cast.faults,
    )
    own = _record(alone, figure_of(cast.who), performance)
    hips = skeleton_of(figure_of(cast.who), performance.at(0.0)).middle("upperleg01")
    x_m, z_m = cast.place_at(0.0)
    place = spec.camera.project((turn(cast.heading_deg) @ hips + [x_m, 0, z_m])[None])[0]
    kept = ("person", "person_name", "movement", "view", "near_side", "reps", "depth", "faults")
    return {"hips_px": [round(float(v)) for v in place], "walks": bool(cast.walk)} | {key: own[key] for key in kept}


def _moved(
    spec: ClipSpec, performance: Performance, t_s: Sequence[float], truths: Sequence[Truth], joints: Sequence[Joints]
) -> dict[str, Any]:
    """Repetitions that begin and end standing, and their faults."""
    kind = performance.script.kind
    filmed = [times.until(performance.length_s) for times in performance.times]
    reps = [cut_rep(t_s, truths, times) for times in filmed]
    held = {}
    if kind == "floor_sit":
        held = {"holds": holds_of(performance, t_s, truths, joints, spec.camera.azimuth_deg)}
    asked = () if spec.asked is None else (spec.asked,) * len(reps)
    picks = pick_record(asked, performance, t_s, truths, near_side(spec)) if asked else [{}] * len(reps)
    return {
        "reps": [
            {"start_s": round(t.start_s, 2), "bottom_s": round(t.bottom_s, 2), "end_s": round(t.end_s, 2)} | pick
            for t, pick in zip(filmed, picks, strict=True)
        ],
        "rep_sizes": [sizes_of(kind, rep) for rep in reps],
        "depth": None if kind in ("hinge", "pick_up") or not reps else depth_class(reps),
        **held,
        **_faults(spec, reps),
    }


def view_word(spec: ClipSpec) -> str:
    """side, oblique, front or back."""
    yaw = spec.camera.yaw_off_side_deg
    if yaw <= SIDE_MAX_YAW_DEG:
        return "side"
    if yaw < FRONT_MIN_YAW_DEG:
        return "oblique"
    return "front" if abs(spec.camera.azimuth_deg) <= SQUARE_ON_MAX_DEG else "back"


def near_side(spec: ClipSpec) -> Side:
    """The side of the body turned to the camera; from the front the left."""
    return "right" if spec.camera.azimuth_deg < 0 and view_word(spec) in ("side", "oblique") else "left"


def _faults(spec: ClipSpec, reps: Sequence[RepTruth]) -> dict[str, Any]:
    sized = []
    for fault in spec.faults:
        size, unit = size_of(fault, reps)
        sized.append(
            {"check": fault.check, "level": fault.level, "size": round(size, 2), "unit": unit, "rep": fault.rep}
        )
    if spec.purpose == "sample":
        return {"faults": [fault.check for fault in spec.faults], "fault_sizes": sized}
    return {"faults": sized, "near_miss": spec.near_miss}


def _who(spec: ClipSpec, joints: Sequence[Joints]) -> dict[str, Any]:
    person, camera = spec.judged.who, spec.camera
    record: dict[str, Any] = {
        "description": spec.description,
        "person": person.words,
        "person_name": person.name,
        "split": person.split,
        "clothes": clothes_words(person.look),
        "bottoms": person.look.bottoms,
        "fit": person.look.fit,
        "hair_style": person.look.hair_style,
        "azimuth_deg": camera.azimuth_deg,
        "yaw_off_side_deg": round(camera.yaw_off_side_deg, 1),
        "camera": {
            "height_m": camera.height_m,
            "distance_m": camera.distance_m,
            "roll_deg": camera.roll_deg,
            "vertical_fov_deg": camera.vertical_fov_deg,
            "look_at_height_m": round(camera.look_at_height_m, 3),
        },
        "light": spec.light,
        "noise_sigma": spec.noise_sigma,
    }
    if len(spec.cast) > 1:
        middle = camera.project(joints[0].middle("upperleg01")[None])[0]
        record |= {
            "people": len(spec.cast),
            "truth_is_for": "the person in the middle",
            "others": [cast.who.words for cast in spec.cast[1:]],
            "middle_person_px": [round(float(v)) for v in middle],
        }
    return record


def clothes_words(look: Look) -> str:
    """Clothes in words."""
    return f"{look.fit} t-shirt, {look.bottoms}, shoes, {look.hair_style} hair".replace("bald hair", "no hair")


def _frames(t_s: Sequence[float], truths: Sequence[Truth], near: Side) -> dict[str, list[Any]]:
    rows = [truth.flat() for truth in truths]
    frames: dict[str, list[Any]] = {"t_s": list(t_s)}
    for name in NEAR_ANGLES:
        key = name if name in rows[0] else f"{near}_{name}"
        frames[name] = [_short(row[key]) for row in rows]
    frames["lumbar_flexion_deg"] = [_short(row["lumbar_flexion_deg"]) for row in rows]
    for name in rows[0]:
        if name not in frames:
            digits = 3 if name.endswith(("_m", "_lengths", "_width")) else 1
            frames[name] = [_short(row[name], digits) for row in rows]
    for side in ("left", "right"):
        frames[f"hand_on_knee_{side}"] = [row[f"contact_{side}"] in ("knee", "thigh") for row in rows]
    return frames


def _short(value: Any, digits: int = 1) -> Any:
    return value if isinstance(value, str) else round(float(np.round(value, digits)) + 0.0, digits)
