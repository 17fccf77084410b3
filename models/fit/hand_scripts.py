"""Random things that hands do while a body goes down and up: everything that is contact, everything that is not."""

from dataclasses import replace
from typing import Final, Literal

import numpy as np

from sample_videos.render.arm_goals import GOALS, Limb
from sample_videos.render.body import SIDES, Side
from sample_videos.render.joints import Joints, hand_at_rest
from sample_videos.render.leg_contact import TOUCHING_M, contact_with_leg, forearm_gap_m, leg_gap
from sample_videos.render.movement import Hold, Performance, RepTimes
from sample_videos.render.posture import Arm, LegSpot, Place
from sample_videos.render.sit_movement import SitPerformance

HandLabel = Literal["none", "knee", "thigh", "floor", "other", "unclear"]

CLEAR_M: Final = 0.045  # farther off is free; between the two nobody could tell
SEAT_SHARE: Final = 0.2  # of the hands of who sits push on the seat
STANDS_KNEE_DEG: Final = 25.0
STANDS_TRUNK_DEG: Final = 18.0
FREE: Final[tuple[Place, ...]] = (
    "hang", "hang", "hang", "forward", "forward", "prayer", "hips", "block", "carry", "bar", "crossed",
    "head", "overhead",
)  # fmt: skip
#: What a hand does in the middle of a clip, and how often.
DOINGS: Final[tuple[tuple[str, float], ...]] = (
    ("palm", 0.24), ("grip", 0.13), ("thigh", 0.10), ("forearm", 0.04), ("slide", 0.07),
    ("hover", 0.15), ("floor", 0.05), ("post", 0.05), ("free", 0.17),
)  # fmt: skip


def times_of(performance: Performance | SitPerformance) -> RepTimes:
    """When somebody goes down and up; on a chair "down" is sitting."""
    times = performance.times[0]
    if isinstance(times, RepTimes):
        return times
    assert times.off_s is not None
    assert times.up_s is not None
    return RepTimes(0.0, 0.2, times.off_s, times.up_s)


def random_holds(performance: Performance | SitPerformance, rng: np.random.Generator) -> dict[Side, list[Hold]]:
    """Where each hand stays and when, for one repetition; between two places it is on its way."""
    both = rng.random() < 0.65
    seeds = rng.integers(1 << 30, size=2)
    calm = _free_arm(rng)
    calms = (calm, calm if rng.random() < 0.7 else _free_arm(rng))
    out: dict[Side, list[Hold]] = {}
    for k, side in enumerate(SIDES):
        own = np.random.default_rng(seeds[0] if both else seeds[k])
        out[side] = _timeline(performance, calms[k], own)
    return out


def _timeline(performance: Performance | SitPerformance, calm: Arm, rng: np.random.Generator) -> list[Hold]:
    times = times_of(performance)
    rising_s = times.end_s - times.up_s
    begin_share = _one_of(rng, (0.3, -1.2, -0.3), (0.5, -0.3, 0.25), (0.2, 0.1, 0.6))
    begin_s = times.up_s + begin_share * rising_s
    lasts_s = _one_of(rng, (0.3, 0.25, 0.6), (0.45, 0.5, 1.2), (0.25, 1.0, 2.2))
    if rng.random() < 0.2:  # rests at the bottom only
        begin_s, lasts_s = times.down_s - rng.uniform(0.0, 0.4), times.up_s - times.down_s + rng.uniform(0.1, 0.5)
    end_s = begin_s + lasts_s
    come_s, go_s = rng.uniform(0.15, 0.8, 2)
    holds = [Hold(begin_s - come_s, begin_s - come_s, calm)]
    holds += _doing(rng, begin_s, end_s, seated=isinstance(performance, SitPerformance))
    after = calm if rng.random() < 0.7 else _free_arm(rng)
    holds.append(Hold(end_s + go_s, np.inf, after))
    if rng.random() < 0.25 and begin_s - come_s - times.start_s > 0.7:  # another free place before
        holds.insert(0, Hold(-1.0, max(times.start_s - 0.1, 0.05), _free_arm(rng)))
    return holds


def _one_of(rng: np.random.Generator, *ranges: tuple[float, float, float]) -> float:
    """A number from one of several ranges, each with its share."""
    shares = [share for share, _, _ in ranges]
    _, low, high = ranges[rng.choice(len(ranges), p=shares)]
    return float(rng.uniform(low, high))


def _doing(rng: np.random.Generator, begin_s: float, end_s: float, *, seated: bool) -> list[Hold]:
    if seated and rng.random() < SEAT_SHARE:
        return [Hold(begin_s, end_s, Arm("seat"))]
    names, shares = zip(*DOINGS, strict=True)
    what = str(rng.choice(names, p=shares))
    thick_m = float(max(rng.normal(0.002, 0.004), -0.004))  # loose cloth under the hand, or cloth pressed in
    if what == "free":
        drift = _free_arm(rng)
        if rng.random() < 0.5:
            other = _free_arm(rng)
            return [Hold(begin_s, begin_s, drift), Hold(end_s, end_s, other)]
        return [Hold(begin_s, end_s, drift)]
    if what == "floor":
        return [Hold(begin_s, end_s, Arm("floor"))]
    if what == "post":
        at = (rng.uniform(0.2, 0.55), rng.uniform(0.6, 1.15), rng.uniform(0.05, 0.6))
        return [Hold(begin_s, end_s, Arm("post", post_m=at))]
    if what == "forearm":
        spot = LegSpot(rng.uniform(0.55, 0.95), rng.uniform(-40, 20))
        return [Hold(begin_s, end_s, Arm("forearm", gap_m=max(thick_m, 0.0), spot=spot))]
    if what == "hover":
        gap = float(rng.uniform(0.05, 0.16))
        arm = Arm("leg", gap_m=gap, spot=_spot(rng, str(rng.choice(["palm", "palm", "grip", "thigh"]))))
        moved = replace(arm, gap_m=float(np.clip(gap + rng.normal(0, 0.03), 0.05, 0.2)), spot=_near(arm.spot, rng))
        return [Hold(begin_s, begin_s, arm), Hold(end_s, end_s, moved)]
    if what == "slide":
        first = _spot(rng, "palm")
        last = replace(first, share=float(rng.uniform(0.4, 0.8)))
        turn_s = begin_s + rng.uniform(0.1, 0.5) * (end_s - begin_s)
        arms = [Arm("leg", gap_m=thick_m, spot=spot) for spot in (first, last)]
        return [Hold(begin_s, turn_s, arms[0]), Hold(end_s, end_s, arms[1])]
    return [Hold(begin_s, end_s, Arm("leg", gap_m=thick_m, spot=_spot(rng, what)))]


def _spot(rng: np.random.Generator, what: str) -> LegSpot:
    if what == "palm":
        curl_deg = _one_of(rng, (0.85, 0, 30), (0.15, 65, 70))
        return LegSpot(rng.uniform(0.86, 1.04), rng.normal(0, 18), rng.normal(15, 25), curl_deg)
    if what == "grip":
        around_deg = _one_of(rng, (0.7, 40, 100), (0.3, -80, -30))
        return LegSpot(rng.uniform(0.84, 1.02), around_deg, rng.uniform(-40, 60), rng.uniform(20, 55))
    curl_deg = _one_of(rng, (0.85, 0, 30), (0.15, 60, 70))
    return LegSpot(rng.uniform(0.42, 0.84), rng.normal(5, 25), rng.normal(20, 30), curl_deg)


def _near(spot: LegSpot, rng: np.random.Generator) -> LegSpot:
    return replace(spot, share=spot.share + rng.normal(0, 0.06), around_deg=spot.around_deg + rng.normal(0, 12))


def _free_arm(rng: np.random.Generator) -> Arm:
    place = FREE[rng.integers(len(FREE))]
    if rng.random() < 0.4:
        return Arm(place, towards=FREE[rng.integers(len(FREE))], share=float(rng.uniform(0, 0.6)))
    return Arm(place)


def label(joints: Joints, side: Side, arm: Arm) -> HandLabel:
    """What a posed hand rests on. Skin that touches a leg without being sent there, as beside a hanging arm, rests on
    nothing; what lies between touching and clear is unclear.
    """
    places = {arm.place, arm.towards or arm.place}
    beside: tuple[tuple[Place, HandLabel], ...] = (("floor", "floor"), ("post", "other"), ("seat", "other"))
    for place, found in beside:
        if place in places:
            off_m = _off_m(joints, side, arm, place)
            if off_m < CLEAR_M:
                return found if off_m < TOUCHING_M else "unclear"
    if not places & {"leg", "forearm"}:
        return "none"
    if min(leg_gap(joints, side).gap_m, forearm_gap_m(joints, side)) > CLEAR_M:
        return "none"
    touched = contact_with_leg(joints, side, places)
    return "unclear" if touched == "none" or _stands(joints) else touched


def _stands(joints: Joints) -> bool:
    """Whether nothing needs to be borne: who stands with a hand on the thigh looks like one whose arm hangs."""
    posture = joints.posture
    return posture.knee_flexion_deg < STANDS_KNEE_DEG and abs(posture.trunk_deg) < STANDS_TRUNK_DEG


def _off_m(joints: Joints, side: Side, arm: Arm, place: Place) -> float:
    limb = Limb(joints, side, hand_at_rest(joints.body, side), arm)
    return float(np.linalg.norm(GOALS[place](limb).wrist - joints.at("wrist", side))) + arm.gap_m
