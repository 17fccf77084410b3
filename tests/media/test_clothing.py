"""What is worn tells people apart who cross; the arm that hangs before a shirt does not hide it."""

import numpy as np
import pytest
from bodies import body

from formcheck.media.clothing import PARTS, Sighting, apart, sighting, worn
from formcheck.media.linking import link
from formcheck.media.people import Person, centre_px
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Pose

SIZE_WH = (1280, 720)
RED, BLUE, SKIN = (200, 40, 40), (40, 60, 200), (220, 180, 160)


def dressed(pose: Pose, colour: tuple[int, int, int]) -> Sighting:
    """The body on a picture of one colour."""
    return sighting(pose, np.full((SIZE_WH[1], SIZE_WH[0], 3), colour, np.uint8))


def test_colours_are_those_of_shirt_and_trousers() -> None:
    pose = body(640.0)
    hips = int(pose.image_px[lm.at("hip", "left"), 1])
    image = np.full((SIZE_WH[1], SIZE_WH[0], 3), RED, np.uint8)
    image[hips:] = BLUE
    shirt, trousers = worn(image, pose.image_px)
    assert shirt[1] > 40 > 0 > trousers[2]


def test_an_arm_before_the_shirt_is_not_taken_for_it() -> None:
    pose = body(640.0)
    image = np.full((SIZE_WH[1], SIZE_WH[0], 3), RED, np.uint8)
    plain = worn(image, pose.image_px)
    for side in ("left", "right"):  # hangs down the middle of the trunk
        for part, down in (("shoulder", 0.0), ("elbow", 0.5), ("wrist", 1.0)):
            top = pose.image_px[lm.at("shoulder", side), 1]
            pose.image_px[lm.at(part, side)] = 640.0, top + down * 100.0
    hips = int(pose.image_px[lm.at("hip", "left"), 1])
    image[:hips, 633:648] = SKIN
    assert apart(plain, worn(image, pose.image_px)) < 3


def test_nothing_is_known_of_who_is_out_of_the_picture() -> None:
    colours = worn(np.zeros((100, 100, 3), np.uint8), body(5000.0).image_px)
    assert colours.shape == (PARTS, 3)
    assert np.isnan(colours).all()
    assert np.isnan(apart(colours, colours))


def crossing() -> tuple[Person, ...]:
    """Two who walk past each other and, while they pass, stop: by places alone they could have turned back."""
    scans = []
    for i, (left, right) in enumerate(((300, 700), (400, 600), (500, 505), (495, 500), (600, 400), (700, 300))):
        poses = [body(float(left), 0.5 * i), body(float(right), 0.5 * i, size=99.0)]
        scans.append([dressed(pose, colour) for pose, colour in zip(poses, (RED, BLUE), strict=True)])
    return link(scans)


def test_who_crosses_is_told_by_the_clothes() -> None:
    ends = {round(float(centre_px(p.sightings[0].image_px)[0])): p for p in crossing()}
    assert centre_px(ends[300].sightings[-1].image_px)[0] == pytest.approx(700)
    assert centre_px(ends[700].sightings[-1].image_px)[0] == pytest.approx(300)


def test_who_comes_back_elsewhere_is_known_by_the_clothes_unless_others_wear_the_same() -> None:
    def scans(stays: tuple[int, int, int]) -> list[list[Sighting]]:
        looks = []
        for i in range(8):
            look = [dressed(body(640.0, 0.5 * i), stays)]
            if i != 3 and i != 4:
                look.append(dressed(body(150.0 if i < 3 else 1150.0, 0.5 * i), RED))
            looks.append(look)
        return looks

    assert sorted(len(p.sightings) for p in link(scans(BLUE))) == [6, 8]
    assert sorted(len(p.sightings) for p in link(scans(RED))) == [3, 3, 8]
