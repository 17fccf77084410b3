"""Films random people whose hands do random things, and writes down what the pose model sees beside what is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from formcheck.media.pose import MediaPipePose
from formcheck.motion.contact_model import OUTPUTS
from formcheck.motion.track import Floats, Pose
from models.fit import poses
from models.fit.gather import as_a_phone, barbell
from models.fit.hand_scripts import label, random_holds, times_of
from models.fit.shard import OnDisk
from sample_videos.render.arm_goals import BLOCK_M
from sample_videos.render.body import SIDES, Side
from sample_videos.render.chair import chair as chair_mesh
from sample_videos.render.figure import Figure, figure_of
from sample_videos.render.gl import Renderer
from sample_videos.render.joints import Joints, palm_point
from sample_videos.render.mesh import Mesh, bar, box
from sample_videos.render.movement import Hold, Performance, Rep, Script, arm_at
from sample_videos.render.pose import solve
from sample_videos.render.posture import Posture, Stance
from sample_videos.render.sit_movement import SitPerformance
from sample_videos.render.sit_script import Sit, SitScript
from sample_videos.render.sitting import Chair

SIZE_WH: Final = (360, 480)
FPS: Final = 10.0
CLIPS: Final = 2  # of each person
BAGGY_SHARE: Final = 0.15
GAP_S: Final = 1.0  # between two clips the model sees nothing, or it would carry a posture on
#: Shares of bottoms with knees and trunk bent at least so far: squats, hinges, anything that is not standing.
KINDS: Final = ((0.6, 75.0, 5.0), (0.25, 10.0, 45.0), (0.15, 35.0, 15.0))
BOTTOMS: Final = 60  # tries
SIT_SHARE: Final = 0.2  # of the clips are rises from a chair
CONTACT_SHARE: Final = 0.65  # of the clips have a hand on a leg; fewer teach hardly anything of it
TRIES: Final = 8
UNCLEAR: Final = -1


@dataclass(frozen=True)
class HandShard(OnDisk):
    """Seen and true, one row per picture (N, ...): ``clip`` and ``person`` number what it belongs to; ``truth`` (N, 2)
    index into `contact_model.OUTPUTS` for the left and the right hand, -1 where nobody could tell; ``gap_m`` (N, 2) is
    the gap asked for.
    """

    FILES: ClassVar[tuple[str, ...]] = ("hands_*.npz",)

    t_s: Floats
    image_px: Floats
    world_m: Floats
    visibility: Floats
    truth: NDArray[np.int64]
    gap_m: Floats
    azimuth_deg: Floats
    clip: NDArray[np.int64]
    person: NDArray[np.int64]


def gather_hands(seed: int, people: int, folder: Path) -> int:
    """Film so many people, save, return the number of pictures. The same seed gives the same people and movements."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = HandShard.columns()
    renderer = Renderer(SIZE_WH, sky_shadows=1, samples=2)
    begin_s = 0.0
    with MediaPipePose("full") as model:
        for number in range(people):
            rng = np.random.default_rng([seed, number, 7])
            figure = figure_of(poses.dressed(rng, BAGGY_SHARE))
            for shot in range(CLIPS):
                begin_s += GAP_S
                for _ in range(2):
                    begin_s += 1 / FPS
                    model(np.zeros((SIZE_WH[1], SIZE_WH[0], 3), np.uint8), begin_s)
                begin_s += 1 / FPS
                last = begin_s
                for t_s, image, truth, azimuth in film(figure, renderer, rng):
                    last = begin_s + t_s
                    pose = model(image, last)
                    _append(rows, t_s, pose, truth, azimuth, (seed * 1_000 + number) * 10 + shot, seed * 1_000 + number)
                begin_s = last
            if number % 10 == 9:
                print(seed, number + 1, len(rows["t_s"]), flush=True)
                HandShard.of(rows).save(folder / f"hands_{seed:04d}.npz")
    HandShard.of(rows).save(folder / f"hands_{seed:04d}.npz")
    return len(rows["t_s"])


def _append(
    rows: dict[str, list[Any]], t_s: float, pose: Pose, truth: tuple[list[int], list[float]], azimuth: float,
    clip: int, person: int,
) -> None:  # fmt: skip
    for name in ("image_px", "world_m", "visibility"):
        rows[name].append(getattr(pose, name).astype(np.float32))
    for name, value in (("t_s", t_s), ("truth", truth[0]), ("gap_m", truth[1]), ("azimuth_deg", azimuth),
                        ("clip", clip), ("person", person)):  # fmt: skip
        rows[name].append(value)


def random_performance(figure: Figure, rng: np.random.Generator) -> Performance | SitPerformance | None:
    """One squat, hinge or rise from a chair, of any depth and speed; None when no bottom was found that stays up."""
    if rng.random() < SIT_SHARE:
        return _random_rise(figure, rng)
    feet = poses.stance(rng)
    wanted = KINDS[rng.choice(len(KINDS), p=[share for share, _, _ in KINDS])]
    for _ in range(BOTTOMS):
        found = poses.balanced(figure, feet, rng, of_backs=False)
        if found is None or not _is(found[0], wanted):
            continue
        bottom: Posture = found[0]
        stand = poses.standing(rng)
        rep = Rep(bottom, rng.uniform(0.7, 1.3), rng.uniform(0.0, 0.9), rng.uniform(0.8, 2.0), 0.3,
                  hips_first_deg=float(max(rng.normal(0, 10), 0.0)))  # fmt: skip
        return Performance(Script("squat", (rep,), stand, feet, lead_s=0.4), int(rng.integers(1 << 30)))
    return None


def _is(bottom: Posture, wanted: tuple[float, float, float]) -> bool:
    _, knee_deg, trunk_deg = wanted
    return bottom.knee_flexion_deg >= knee_deg and bottom.trunk_deg >= trunk_deg


def _random_rise(figure: Figure, rng: np.random.Generator) -> SitPerformance | None:
    chair = Chair(float(rng.uniform(0.38, 0.52)), back=bool(rng.random() < 0.5), width_m=float(rng.uniform(0.44, 0.7)))
    sit = Sit(
        "rise" if rng.random() < 0.5 else "whole", rng.uniform(28, 55), rng.uniform(0.4, 0.9), rng.uniform(0.8, 1.9),
        stand_s=0.3, sit_s=1.0, settle_s=0.2, dwell_s=0.2,
    )  # fmt: skip
    feet = Stance(rng.uniform(1.0, 1.8), rng.uniform(0, 25))
    script = SitScript((sit,), chair=chair, sitting="hang", standing=poses.standing(rng), stance=feet, lead_s=0.7)
    performance = SitPerformance(script, int(rng.integers(1 << 30)), figure.person)
    try:
        performance.at(0.0)
    except ValueError:
        return None
    return performance


def film(
    figure: Figure, renderer: Renderer, rng: np.random.Generator
) -> Iterator[tuple[float, NDArray[np.uint8], tuple[list[int], list[float]], float]]:
    """Pictures of one clip with what each hand truly rests on."""
    performance = random_performance(figure, rng)
    if performance is None:
        return
    view = poses.camera(figure, rng, SIZE_WH, 0.1)
    poses.lit(renderer, figure, rng)
    holds = _holds(figure, performance, rng)
    shown = rng.random() < 0.6
    for index in range(round(performance.length_s * FPS)):
        t_s = index / FPS
        moment = performance.at(t_s)
        arms = [arm_at(holds[side], t_s) for side in SIDES]
        try:
            joints = solve(figure, moment.posture.with_arms(*arms), moment.stance)
        except ValueError:
            continue
        labels = [label(joints, side, arm) for side, arm in zip(SIDES, arms, strict=True)]
        image = renderer.frame([figure.pose(joints)], view, _props(joints, shown))
        known = [OUTPUTS.index(one) if one in OUTPUTS else UNCLEAR for one in labels]
        yield t_s, as_a_phone(image, rng), (known, [arm.gap_m for arm in arms]), view.azimuth_deg


def _holds(
    figure: Figure, performance: Performance | SitPerformance, rng: np.random.Generator
) -> dict[Side, list[Hold]]:
    """Random holds; in most clips such that a hand really reaches a leg, which a random place often denies."""
    wanted = rng.random() < CONTACT_SHARE
    for _ in range(TRIES):
        holds = random_holds(performance, rng)
        if not wanted or _reaches(figure, performance, holds):
            return holds
    return holds


def _reaches(figure: Figure, performance: Performance | SitPerformance, holds: dict[Side, list[Hold]]) -> bool:
    times = times_of(performance)
    for t_s in np.linspace(times.down_s - 0.3, times.end_s - 0.3, 4):
        moment = performance.at(float(t_s))
        arms = [arm_at(holds[side], float(t_s)) for side in SIDES]
        try:
            joints = solve(figure, moment.posture.with_arms(*arms), moment.stance)
        except ValueError:
            continue
        if any(label(joints, side, arm) in ("knee", "thigh") for side, arm in zip(SIDES, arms, strict=True)):
            return True
    return False


def _props(joints: Joints, shown: bool) -> list[Mesh]:
    """Posts that are held, and the block or bar of hands that hold one (when ``shown``)."""
    seat = joints.stance.seat
    things: list[Mesh] = chair_mesh(seat) if seat else []
    arms = joints.posture.left_arm, joints.posture.right_arm
    for side, arm in zip(SIDES, arms, strict=True):
        if arm.place == "post" and arm.towards is None:
            x, _, z = palm_point(joints, side)
            things.append(bar(np.array([x, 0.0, z]), np.array([x, 1.6, z]), 0.02, "707478"))
    if shown and all(arm.towards is None for arm in arms):
        if all(arm.place == "bar" for arm in arms):
            things += barbell(joints, np.random.default_rng(5))
        if all(arm.place in ("block", "carry") for arm in arms):
            middle = (palm_point(joints, "left") + palm_point(joints, "right")) / 2
            things.append(box(middle, BLOCK_M))
    return things
