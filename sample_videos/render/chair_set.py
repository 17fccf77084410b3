"""The bench's clips with a chair: getting up, sitting down, and what only looks like it."""

from dataclasses import replace
from typing import Any, Final

from sample_videos.render.bench_set import PORTRAIT, SMALL, bench_clip
from sample_videos.render.movement import Rep, Script
from sample_videos.render.posture import Posture, Seat, Stance
from sample_videos.render.samples import chair_camera
from sample_videos.render.sit_script import Push, Sit, SitScript, Try
from sample_videos.render.sitting import Chair
from sample_videos.render.spec import ClipSpec

SIT: Final = Sit()
PUSHED: Final = replace(SIT, rise_s=1.5, lean_deg=46)
QUICK: Final = Sit("whole", 40, lean_s=0.4, rise_s=0.85, stand_s=0.3, sit_s=1.2, settle_s=0.35, dwell_s=0.15)
LEAN: Final = Sit("lean", 46, lean_s=0.7, stand_s=0.7, settle_s=0.8, dwell_s=0.9)
TOUCHING: Final = Posture(104, 19, 30, 8, 2).with_arms("forward")


def _sit(words: str, person: str, azimuth_deg: float, script: SitScript, **changes: Any) -> ClipSpec:
    """Somebody on a chair; who does not get up is no sit to stand."""
    name = "sit_to_stand" if script.kind == "sit_to_stand" else "sitting"
    given = {"camera": chair_camera(person, azimuth_deg, PORTRAIT)} | changes
    return bench_clip(f"{name}_{words}", person, script, azimuth_deg, f"{name.replace('_', ' ')}, {words}", **given)


def _touch(person: str, azimuth_deg: float, seat: Seat, **changes: Any) -> ClipSpec:
    """Squats until the hips touch a chair, and up again at once."""
    rep = Rep(TOUCHING, descent_s=1.3, pause_s=0.1, ascent_s=1.1, rest_s=0.6)
    script = Script("squat", (rep,) * 2, stance=Stance(seat=seat), lead_s=0.6)
    given = {"camera": chair_camera(person, azimuth_deg, PORTRAIT), "near_miss": "touches a chair"} | changes
    words = "squat to a chair, touch and go"
    return bench_clip(words, person, script, azimuth_deg, "squat that only touches a chair", **given)


_KNEES: Final = (Push("knees", -0.3, 0.4),)
_KNEES_THIGHS: Final = (Push("knees", -0.3, 0.25), Push("thighs", 0.42, 0.6))
_THIGHS: Final = (Push("thighs", -1.0, 0.5),)
_RIGHT_KNEE: Final = (Push("knees", -0.3, 0.45, ("right",)),)
_RIGHT_THIGH: Final = (Push("thighs", -0.5, 0.5, ("right",)),)
_CHAIR: Final = (Push("seat", -0.6, 0.25),)
_LEFT_ON_CHAIR: Final = (Push("seat", -0.6, 0.25, ("left",)),)
_WIDE: Final = Chair(back=False, width_m=0.60)


def _pushing(*pushes: Push, **changes: Any) -> SitScript:
    """Hands rest on the thighs while sitting, and hang while standing."""
    return SitScript((replace(PUSHED, pushes=pushes),) * 2, sitting="thighs", standing_arms="hang", **changes)


def _five(words: str, person: str, azimuth_deg: float, script: SitScript, **changes: Any) -> ClipSpec:
    """Five rises in a row, small: the series is long."""
    given = {"camera": chair_camera(person, azimuth_deg, SMALL), "fps": 12, "crf": 28} | changes
    return _sit(f"five times {words}", person, azimuth_deg, script, **given)


_QUICK_PUSHED: Final = replace(QUICK, rise_s=1.1, lean_deg=46, pushes=_KNEES)
_FIVE_PUSHED: Final = SitScript((_QUICK_PUSHED,) * 5, sitting="thighs", standing_arms="hang")
_FIVE_FREE: Final = SitScript((QUICK,) * 5)

CHAIR_FIT_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _sit("arms hanging", "anna", -90, SitScript((SIT, replace(SIT, lean_deg=36, lean_s=0.4)), sitting="hang")),
    _sit("hands on the knees", "gerd", 90, _pushing(*_KNEES_THIGHS, chair=Chair(0.42))),
    _sit("both hands on the chair", "hana", 75, _pushing(*_CHAIR, chair=_WIDE)),
    _sit("failed try 45 degrees off", "fatou", 45,
         SitScript((replace(PUSHED, tries=(Try(share=0.08),), lean_deg=48),)), light="soft"),
    _sit("five times", "chen", -90, SitScript((QUICK,) * 5), noise_sigma=1.0),
    _sit("from the front", "bruno", 0, SitScript((SIT,), chair=Chair(back=False), sitting="hang")),
    _sit("only the rise 30 degrees off", "dalia", 60,
         SitScript((Sit("rise", lean_deg=38, dwell_s=1.2),), sitting="thighs", standing_arms="hang", lead_s=1.5)),
    _sit("right hand on the thigh", "emil", -90, _pushing(*_RIGHT_THIGH), light="lamp"),
    _sit("only leans forward", "anna", 90, SitScript((LEAN, replace(LEAN, lean_deg=36)), kind="none")),
    _touch("bruno", -75, Seat(0.491, -0.147, -0.55)),
)  # fmt: skip

CHAIR_TEST_CLIPS: Final[tuple[ClipSpec, ...]] = (
    _sit("arms crossed", "ines", 90, SitScript((replace(SIT, lean_deg=40), replace(SIT, lean_deg=46, rise_s=1.3)))),
    _sit("hands on the knees", "nils", -90,
         SitScript((replace(SIT, rise_s=1.5, lean_deg=46, pushes=_KNEES),) * 2, sitting="thighs",
                   standing_arms="hang", chair=Chair(0.42, back=False))),
    _sit("from the front", "rafa", 0, SitScript((SIT, replace(SIT, rise_s=1.4)))),
    _sit("arms forward 30 degrees off", "tove", -60, SitScript((replace(SIT, lean_deg=37, sit_s=1.7),) * 2,
                                                               sitting="forward"), light="window"),
    _sit("hands on the thighs 45 degrees off", "ugo", 45, _pushing(*_THIGHS)),
    _sit("left hand on the chair", "olga", 75, _pushing(*_LEFT_ON_CHAIR, chair=_WIDE)),
    _sit("both hands on the chair 45 degrees off", "mei", -45, _pushing(*_CHAIR, chair=_WIDE)),
    _sit("right hand on the knee", "rafa", -75, _pushing(*_RIGHT_KNEE), light="soft"),
    _sit("failed tries", "luis", -90,
         SitScript((replace(PUSHED, tries=(Try(34, 0.05), Try(40, 0.1)), lean_deg=50),), sitting="thighs",
                   standing_arms="hang")),
    _sit("five times", "kemi", 90, SitScript((QUICK,) * 5), noise_sigma=1.0),
    _five("hands on the knees", "nils", 90, _FIVE_PUSHED),
    _five("hands on the knees 40 degrees off", "olga", 50, _FIVE_PUSHED),
    _five("arms crossed 30 degrees off", "tove", -60, _FIVE_FREE),
    _five("from the front", "ines", 0, SitScript((replace(QUICK, rise_s=1.0, stand_s=0.5),) * 5)),
    _sit("only the rise", "jonas", 75, SitScript((Sit("rise", dwell_s=1.2),), sitting="hang", lead_s=1.2)),
    _sit("only sits down", "pax", -90, SitScript((Sit("sit_down", sit_s=1.6, dwell_s=1.2),), sitting="thighs",
                                                 standing_arms="hang", lead_s=1.0)),
    _sit("from the front hands on the knees", "suri", -10, _pushing(*_KNEES)),
    _sit("only leans forward", "jonas", -90,
         SitScript((LEAN, replace(LEAN, lean_deg=38)), kind="none", sitting="thighs", chair=Chair(back=False))),
    _touch("mei", 90, Seat(0.418, -0.131, -0.50)),
)  # fmt: skip

CHAIR_CLIPS: Final = (*CHAIR_FIT_CLIPS, *CHAIR_TEST_CLIPS)
