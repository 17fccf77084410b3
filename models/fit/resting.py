"""How far the back of a rendered thigh and the calf press into each other when the knee is bent."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
import scipy.sparse as sp
from scipy.interpolate import LinearNDInterpolator

from models.fit import poses
from sample_videos.render.assets import Flags, Floats, Ints
from sample_videos.render.body import Body
from sample_videos.render.figure import Figure
from sample_videos.render.geometry import unit, vertex_normals
from sample_videos.render.joints import Joints
from sample_videos.render.people import Shape, random_person
from sample_videos.render.pose import knee_flexion_deg, solve
from sample_videos.render.posture import Posture, Stance
from sample_videos.render.template import template
from sample_videos.render.truth import true_angles

THIGH: Final = ("upperleg01.L", "upperleg02.L")
SHANK: Final = ("lowerleg01.L", "lowerleg02.L")
#: Of the way from knee to ankle: where the calf is thickest, clear of the fold behind the knee.
CALF: Final = (0.22, 0.34)
ACROSS_M: Final = 0.03  # so far to both sides of the calf's middle the surfaces are compared

PEOPLE, SEED, DRAWS = 200, 61, 10
KNEES: Final = np.arange(85.0, 156.0, 5.0)  # the rig bends knees up to 155; beyond that the last step is continued
TOUCH_M, REST_M, FULL_M = 0.0, 0.02, 0.03  # overlap: each of the two surfaces gives 0, 1, 1.5 cm
#: How far the axis lies behind the rig's, at 1.75 m. The rig bends in the middle of the knee, a real one further back.
AXES: Final = {"as rendered": 0.0, "axis 1 cm back": 0.01, "axis 2 cm back": 0.02, "axis 3 cm back": 0.03}
REAL: Final = "axis 2 cm back"


@dataclass(frozen=True, slots=True)
class Contact:
    """One body. ``overlap_m`` by axis, one value per knee in ``KNEES``; ``bends_at`` from the front of the knee (0) to
    its back (1); ``straight_deg`` what the rig calls the knee flexion of a straight leg; ``level_top_deg`` elevation of
    the thigh's bone line at which the top of the thigh lies level.
    """

    shape: Shape
    overlap_m: dict[str, Floats]
    bends_at: float
    straight_deg: float
    level_top_deg: float

    def knee_at(self, overlap_m: float, axis: str) -> float:
        """Knee flexion in degrees at which so much is overlapped."""
        known = self.overlap_m[axis]
        last = (known[-1] - known[-2]) / (KNEES[-1] - KNEES[-2])
        beyond = KNEES[-1] + (overlap_m - known[-1]) / last
        return float(beyond if overlap_m > known[-1] else np.interp(overlap_m, known, KNEES))


@dataclass(frozen=True, slots=True)
class Squat:
    """A posture that stays up: true angles of the left leg, overlap by the real knee's axis.

    ``at``: drawn at first contact ("touch"), resting ("rest") or with any knee ("any").
    """

    knee_deg: float
    thigh_deg: float
    overlap_m: float
    heels_up: bool
    at: str


@dataclass(frozen=True)
class Leg:
    """What the left legs of all bodies share: skin of thigh and shank, and which bone it follows.

    ``vertices`` (k,) of the template; ``triangles`` (t, 3) index these; ``weights`` (k, b); ``thigh``, ``shank`` (k,).
    """

    vertices: Ints
    triangles: Ints
    weights: sp.csr_array
    thigh: Flags
    shank: Flags


@cache
def left_leg() -> Leg:
    """The left leg, read once."""
    mesh = template()
    on_thigh, on_shank = mesh.weight_on(THIGH), mesh.weight_on(SHANK)
    kept = np.flatnonzero(mesh.vertices_of("body") & (on_thigh + on_shank > 0.05))
    index = np.full(len(on_thigh), -1)
    index[kept] = np.arange(len(kept))
    triangles = index[mesh.triangles[mesh.faces_of("body")]]
    inside = (triangles >= 0).all(axis=1)
    weights = sp.csr_array(mesh.weights[kept])
    return Leg(kept, triangles[inside], weights, on_thigh[kept] > 0.5, on_shank[kept] > 0.5)


def overlap_m(joints: Joints, axis_back_m: float = 0.0) -> float:
    """Metres by which calf and thigh overlap where the calf is thickest; below 0 the gap between them.

    Measured across the line that halves the angle between the bones. ``axis_back_m`` (at 1.75 m stature) moves the axis
    that the calf turns about backwards; the angle stays the same. NaN where the surfaces do not face each other.
    """
    leg, body = left_leg(), joints.body
    points = body.skin(joints.rotations, joints.places_m, body.vertices_m[leg.vertices], leg.weights)
    normals = vertex_normals(points, leg.triangles)
    hip, knee, ankle = (joints.at(bone, "left") for bone in ("upperleg01", "lowerleg01", "foot"))
    along, towards_thigh = unit(unit(hip - knee) + unit(ankle - knee)), unit(unit(hip - knee) - unit(ankle - knee))
    across = np.cross(along, towards_thigh)
    moved = joints.turned("upperleg01", "left") - joints.turned("lowerleg01", "left")
    points = points - knee
    points[leg.shank] += moved @ np.array([0.0, 0.0, -axis_back_m * body.scale])
    facing = normals @ towards_thigh
    thigh, calf = points[leg.thigh & (facing < -0.2)], points[leg.shank & (facing > 0.2)]
    places = np.linspace(*CALF, 5) * body.shank_m["left"] * float(along @ unit(ankle - knee))
    beside = np.median(calf @ across) + np.linspace(-ACROSS_M, ACROSS_M, 5) * body.scale
    grid = np.stack(np.meshgrid(places, beside, indexing="ij"), axis=-1)
    lower, upper = (
        LinearNDInterpolator(np.stack([part @ along, part @ across], axis=1), part @ towards_thigh)(grid)
        for part in (thigh, calf)
    )
    deepest = np.max(upper - lower, axis=1, initial=-np.inf, where=np.isfinite(upper - lower))
    return float(np.mean(deepest)) if np.isfinite(deepest).all() else float("nan")


def knee_depth_share(body: Body) -> float:
    """Where the rig's left knee bends, from the front of the knee (0) to its back (1)."""
    knee = body.joint("lowerleg01.L")
    off = body.vertices_m[template().vertices_of("body")] - knee
    level = off[(np.abs(off[:, 1]) < 0.015 * body.scale) & (np.abs(off[:, 0]) < 0.05 * body.scale), 2]
    return float(level.max() / np.ptp(level))


def level_top_deg(body: Body) -> float:
    """Elevation of the thigh's bone line at which its top lies level, from the hip crease to above the knee."""
    near_hip, near_knee = (float(np.interp(share, np.linspace(0, 1, 11), body.thigh_radius_m)) for share in (0.2, 0.85))
    return -float(np.degrees(np.arctan2(near_hip - near_knee, 0.65 * body.thigh_m["left"])))


def contacts(count: int = PEOPLE) -> tuple[list[Contact], list[Squat]]:
    """Random bodies with their contact, and squats of theirs at first contact, at rest and anywhere."""
    bodies: list[Contact] = []
    squats: list[Squat] = []
    for number in range(count):
        rng = np.random.default_rng([SEED, number])
        figure = Figure(random_person(rng))
        bent = [solve(figure, Posture(knee, 35, 25, 14, 2), Stance()) for knee in KNEES]
        bodies.append(
            Contact(
                figure.person.shape,
                {axis: np.array([overlap_m(joints, back_m) for joints in bent]) for axis, back_m in AXES.items()},
                knee_depth_share(figure.body),
                knee_flexion_deg(*(figure.body.joint(f"{bone}.L") for bone in ("upperleg01", "lowerleg01", "foot"))),
                level_top_deg(figure.body),
            )
        )
        squats += _squats(figure, bodies[-1], rng)
    return bodies, squats


def _squats(figure: Figure, body: Contact, rng: np.random.Generator) -> list[Squat]:
    found = []
    for _ in range(DRAWS):
        heels_up = bool(rng.random() < 0.3)
        tibia, pelvis, lumbar = rng.uniform(20, 45), rng.uniform(0, 55), rng.uniform(0, 25)
        posture = Posture(0, tibia, pelvis, lumbar, 2, heel_lift_deg=rng.uniform(8, 30) if heels_up else 0.0)
        feet = replace(poses.stance(rng), stagger_m=0.0, knees_in=0.0)
        knees = {"touch": body.knee_at(TOUCH_M, REAL), "rest": body.knee_at(REST_M, REAL)}
        for at, knee in (knees | {"any": float(rng.uniform(110, 155))}).items():
            joints = solve(figure, replace(posture.with_arms("forward"), knee_flexion_deg=knee), feet)
            if poses.stays_up(joints):
                true = true_angles(joints).left
                pressed = overlap_m(joints, AXES[REAL])
                found.append(Squat(true.knee_flexion_deg, true.thigh_to_horizontal_deg, pressed, heels_up, at))
    return found
