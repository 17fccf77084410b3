"""Shots of hands that come to something, and what is said of them."""

from dataclasses import replace

import numpy as np
from figures import PARALLEL, STAND, Motion, Shot, analyzed, findings, posed
from figures.body import Arm, Posture

LEGS, FLOOR = "hands_on_knees", "hands_on_floor"


def verdicts(shot, check=LEGS):
    return [f.verdict for f in findings(analyzed(shot), check)]


def codes(finding):
    """What else a finding says."""
    return {note.code for note in finding.notes}


def supports(shot, rep=0):
    return analyzed(shot).report.reps[rep].supports


def with_arms(bottom, arms, **tempo):
    return posed(replace(bottom, arms=arms), top=replace(STAND, arms=arms), **tempo)


def touching(from_s, to_s, arms="knee", bottom=PARALLEL):
    """Down from 1.2 to 2.4, up from 2.7 to 5.1; a hand comes to the leg at one instant and leaves it at another."""
    path = Motion(((0.0, STAND), (1.2, STAND), (2.4, bottom), (2.7, bottom), (5.1, STAND), (6.3, STAND)))
    times = np.sort([0.0, 1.2, 2.4, 2.7, 5.1, 6.3, from_s - 0.15, from_s, to_s, to_s + 0.15])
    keys = []
    for t_s, (knee, tibia, trunk) in zip(times.tolist(), path.at(times).numbers[:, :3].tolist(), strict=True):
        there: Arm = arms if from_s <= t_s <= to_s else "forward"
        keys.append((t_s, Posture(knee_deg=knee, tibia_deg=tibia, trunk_deg=trunk, arms=there)))
    return Shot(motion=Motion(tuple(keys)))
