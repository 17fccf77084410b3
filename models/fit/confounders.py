"""What else changes a back's outline, one thing at a time, on the test people: how far the lower back is misread.

Single pictures, held against a standing picture of the same view; nothing here is fitted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.media.bundles import back_model
from formcheck.media.pose import MediaPipePose
from formcheck.motion.features import Reference, Seen, size_px
from formcheck.motion.lumbar import estimate_back
from formcheck.motion.outline import StandingOutline, outline
from formcheck.motion.track import Floats, Pose
from models.fit.examples import heading_of
from models.fit.gather import SIZE_WH, Clock, barbell
from sample_videos.render.camera import Camera
from sample_videos.render.figure import Figure
from sample_videos.render.gl import Renderer
from sample_videos.render.people import TEST_PEOPLE, Person
from sample_videos.render.pose import solve
from sample_videos.render.posture import STANDING, Place, Posture, Stance
from sample_videos.render.room import Light, room
from sample_videos.render.truth import true_angles

LUMBAR_DEG: Final = (5.0, 20.0, 40.0)
BENDS: Final = {"hinge": (20.0, 2.0, 55.0), "squat": (95.0, 22.0, 45.0)}  # knee, tibia, trunk


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing changed; ``off_deg`` from side-on, + towards the front; ``drift`` of landmarks in standing sizes."""

    arms: Place = "forward"
    hair: str | None = None
    fit: str | None = None
    thoracic_deg: float = 3.0
    height_m: float = 1.0
    off_deg: float = 0.0
    left: bool = True
    bar: bool = False
    drift: float = 0.0

    def dressed(self, person: Person) -> Person:
        """The person in this condition's clothes and hair."""
        changes = {"hair_style": self.hair, "fit": self.fit}
        return replace(person, look=replace(person.look, **{k: v for k, v in changes.items() if v}))  # type: ignore[arg-type]


CONDITIONS: Final = {
    "none: side-on, arms forward": Condition(),
    "seen from the right": Condition(left=False),
    "arms hanging": Condition(arms="hang"),
    "hands on the hips, over the back's edge": Condition(arms="hips"),
    "hands on the knees": Condition(arms="knees"),
    "a bar with plates in the hands": Condition(arms="bar", bar=True),
    "long hair": Condition(hair="long"),
    "tight clothes": Condition(fit="tight"),
    "loose clothes": Condition(fit="loose"),
    "baggy shirt": Condition(fit="baggy"),
    "upper back rounded by 20 more": Condition(thoracic_deg=23.0),
    "camera at 0.4 m": Condition(height_m=0.4),
    "camera at 1.7 m": Condition(height_m=1.7),
    "15 degrees towards the front": Condition(off_deg=15.0),
    "30 degrees towards the front": Condition(off_deg=30.0),
    "45 degrees towards the front": Condition(off_deg=45.0),
    "30 degrees towards the back": Condition(off_deg=-30.0),
    "landmarks off by 2 %": Condition(drift=0.02),
}


def confounders() -> str:
    """Markdown table: mean error, what it adds to the reading on average, and how well flat and round stay apart."""
    lines = ["| condition | pictures | mean error | bias | 5 read as | 40 read as |", "| --- " * 6 + "|"]
    with MediaPipePose("full") as model:
        clock, renderer = Clock(model), Renderer(SIZE_WH, sky_shadows=1, samples=2)
        for name, condition in CONDITIONS.items():
            found = np.array([pair for who in TEST_PEOPLE for pair in _person(who, condition, renderer, clock)])
            estimated, true = found.T
            error = estimated - true
            flat, round_ = (estimated[np.abs(true - deg) < 1].mean() for deg in (LUMBAR_DEG[0], LUMBAR_DEG[-1]))
            cells = (len(found), f"{np.abs(error).mean():.1f}", f"{error.mean():+.1f}", f"{flat:.0f}", f"{round_:.0f}")
            lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _person(who: Person, condition: Condition, renderer: Renderer, clock: Clock) -> Iterator[tuple[float, float]]:
    """Estimated and true lumbar flexion of every bend of one person."""
    figure = Figure(condition.dressed(who))
    side = 1.0 if condition.left else -1.0
    stature_m = who.shape.stature_m
    view = Camera(
        azimuth_deg=side * (90.0 - condition.off_deg),
        height_m=condition.height_m,
        distance_m=3.2,
        vertical_fov_deg=float(2 * np.degrees(np.arctan(stature_m * 1.4 / 2 / 3.2))),
        look_at_height_m=stature_m * 0.48,
        size_wh=SIZE_WH,
    )
    rng = np.random.default_rng(7)
    renderer.set_scene([figure], room(3), Light(25.0, 50.0))
    still: Pose | None = None
    seen: list[Pose] = []
    truths: list[float] = []
    for posture in (STANDING.with_arms("forward"), *_bends(condition)):
        joints = solve(figure, posture, Stance())
        bars = barbell(joints, rng) if condition.bar and still is not None else []
        pose = clock(renderer.frame([figure.pose(joints)], view, bars))
        if not pose.seen:
            continue
        if still is None:
            still = pose
        else:
            seen.append(pose)
            truths.append(true_angles(joints).flat()["lumbar_flexion_deg"])
    if still is not None and seen:
        yield from zip(_estimates(still, seen, condition.drift, rng), truths, strict=True)


def _bends(condition: Condition) -> Iterator[Posture]:
    for knee, tibia, trunk in BENDS.values():
        for lumbar in LUMBAR_DEG:
            yield Posture(
                knee_flexion_deg=knee,
                tibia_inclination_deg=tibia,
                pelvis_tilt_deg=trunk - 0.65 * lumbar - 0.3 * condition.thoracic_deg,
                lumbar_flexion_deg=lumbar,
                thoracic_flexion_deg=condition.thoracic_deg,
            ).with_arms(condition.arms)


def _estimates(still: Pose, bent: list[Pose], drift: float, rng: np.random.Generator) -> Floats:
    poses = [still, *bent]
    image, world, visibility, edge = (
        np.stack([getattr(pose, name) for pose in poses])
        for name in ("image_px", "world_m", "visibility", "silhouette")
    )
    size = float(size_px(image[:1])[0])
    image[1:] += rng.normal(0, drift * size, image[1:].shape)
    seen = Seen(image, world, visibility, heading_of(image, world, visibility), size, Reference(image[0], world[0]))
    edges = outline(edge, size, mirrored=seen.mirrored)
    return estimate_back(seen, edges, StandingOutline(edges.behind[0], "upright"), back_model()).lumbar_flexion_deg[1:]
