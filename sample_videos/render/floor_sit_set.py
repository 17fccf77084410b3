"""Clips of people who stay at the bottom of a squat: how deep, how long, heels down or raised, holding on or free."""

from typing import Any, Final

from sample_videos.render.bench_set import FRONT_STANCE, SMALL, bench_clip
from sample_videos.render.movement import Rep, Script
from sample_videos.render.moves import DOWN_ON_HANDS, FLOOR_SQUAT, SQUAT
from sample_videos.render.posture import HANG, STANDING, Arm, Posture, Stance
from sample_videos.render.samples import side_camera
from sample_videos.render.spec import ClipSpec

DEEP: Final = Posture(137, 36, 26, 12, 2)  # thighs about 10 below horizontal
TIPTOE: Final = Posture(146, 46, 22, 12, 2, heel_lift_deg=24)
TIPTOE_LOW: Final = Posture(138, 42, 24, 12, 2, heel_lift_deg=18)
ON_POST: Final = Posture(140, 33, 20, 14, 2)  # holding on, the shins stay steeper and the trunk more upright
ON_POST_TIPTOE: Final = Posture(144, 42, 18, 12, 2, heel_lift_deg=22)
POST: Final = Arm("post", post_m=(0.28, 0.95, 0.34))
UNSTEADY: Final = 5.0  # times the usual sway
FPS: Final = 12  # chosen: a hold is slow, and a minute of it must stay small


def _held(
    words: str, person: str, azimuth_deg: float, bottom: Posture, hold_s: float, *, standing: Posture = STANDING,
    sway: float = 1.0, film_s: float | None = None, **changes: Any,
) -> ClipSpec:  # fmt: skip
    """One squat whose bottom is held; too short a hold is a squat."""
    kind, name = ("floor_sit", "floor_sit") if hold_s >= 3.0 else ("squat", "squat")
    rep = Rep(bottom, descent_s=1.4, pause_s=hold_s, ascent_s=1.4, rest_s=0.9)
    stance = FRONT_STANCE if abs(azimuth_deg) <= 20 else Stance(1.6, 18)
    script = Script(kind, (rep,), standing=standing, stance=stance, lead_s=0.9, sway=sway, film_s=film_s)  # type: ignore[arg-type]
    given = {"camera": side_camera(person, azimuth_deg, SMALL), "fps": FPS, "crf": 27} | changes
    return bench_clip(
        f"{name}_{words}", person, script, azimuth_deg, f"{name.replace('_', ' ')}, {words}",
        **given,
    )  # fmt: skip


def _with(bottom: Posture, arms: str) -> Posture:
    return bottom.with_arms(arms)  # type: ignore[arg-type]


_HOLDING: Final = STANDING.with_arms(POST)
_LEFT_HOLDING: Final = STANDING.with_arms(POST, HANG)

FLOOR_SIT_FIT_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _held("free", "anna", 90, _with(FLOOR_SQUAT, "forward"), 4.0),
    _held("heels raised", "bruno", -75, _with(TIPTOE, "prayer"), 4.0),
    _held("holding a post", "dalia", 90, ON_POST.with_arms(POST), 5.0, standing=_HOLDING),
    _held("unsteady, hands on the knees", "gerd", -60, _with(DEEP, "knees"), 4.0, sway=UNSTEADY),
    _held("hands on the floor", "hana", 45, _with(DOWN_ON_HANDS, "floor"), 4.0),
    _held("from the front", "chen", 0, _with(FLOOR_SQUAT, "prayer"), 4.0),
)  # fmt: skip

FLOOR_SIT_TEST_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _held("free, six seconds", "ines", 90, _with(FLOOR_SQUAT, "prayer"), 6.0),
    _held("free, ten seconds", "jonas", -90, _with(DEEP, "forward"), 10.0),
    _held("at parallel", "kemi", 90, _with(SQUAT, "forward"), 4.0),
    _held("free, 45 degrees off", "suri", 45, _with(FLOOR_SQUAT, "prayer"), 4.0),
    _held("unsteady", "ugo", 90, _with(DEEP, "forward"), 6.0, sway=UNSTEADY),
    _held("the clip ends in the hold", "tove", 75, _with(FLOOR_SQUAT, "prayer"), 8.0, film_s=7.3),
    _held("heels raised", "luis", -90, _with(TIPTOE, "forward"), 6.0),
    _held("heels raised, 15 degrees off", "mei", 75, _with(TIPTOE_LOW, "prayer"), 4.0),
    _held("holding a post", "pax", -90, ON_POST.with_arms(POST), 4.0, standing=_HOLDING),
    _held("holding a post, 30 degrees off", "nils", 60, ON_POST.with_arms(POST), 6.0, standing=_HOLDING),
    _held("holding a post, heels raised", "olga", 75, ON_POST_TIPTOE.with_arms(POST), 4.0, standing=_HOLDING),
    _held("one hand on a post", "rafa", 90, ON_POST.with_arms(POST, "hang"), 4.0, standing=_LEFT_HOLDING),
    _held("hands on the knees", "pax", 90, _with(DEEP, "knees"), 4.0),
    _held("hands on the floor", "mei", -60, _with(DOWN_ON_HANDS, "floor"), 4.0),
    _held("from the front", "rafa", 0, _with(FLOOR_SQUAT, "prayer"), 6.0),
    _held("from the front, holding a post", "kemi", 10, ON_POST.with_arms(POST), 4.0, standing=_HOLDING),
    _held("two seconds at the bottom", "jonas", 90, _with(FLOOR_SQUAT, "prayer"), 2.0),
    _held("two seconds at the bottom, 30 degrees off", "ines", -60, _with(DEEP, "forward"), 2.0),
)  # fmt: skip

FLOOR_SIT_CLIPS: Final = (*FLOOR_SIT_FIT_CLIPS, *FLOOR_SIT_TEST_CLIPS)
