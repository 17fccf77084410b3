"""Sentences of the codes that findings and quality carry: reasons for abstaining, and what else is worth saying."""

from collections.abc import Mapping
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.schema import Note

#: Why a check could not be judged, and what to change.
ABSTAIN: Final[Mapping[str, str]] = {
    "needs_front": gettext_noop("Only a camera in front of you can show this. Film one set facing the camera."),
    "needs_side": gettext_noop("Only a camera at your side can show this. Film from the side, camera at hip height."),
    "few_pictures": gettext_noop("The clip has too few pictures of this repetition. Film 15 or more a second."),
    "turned_inside": gettext_noop("You turned round during this repetition. Face the same way until you stand again."),
    "between_movements": gettext_noop(
        "This was between a squat and a hip hinge, so we did not judge it as either. Choose the movement first."
    ),
    "nothing_to_measure": gettext_noop("There is nothing to measure here."),
    "joints_unseen": gettext_noop("Your joints were not seen well enough. Keep your whole body in the picture."),
    "view_tells_nothing": gettext_noop(
        "This camera position cannot show it. Film from the side, camera at hip height, whole body in view."
    ),
    "too_close": gettext_noop("Too close to call ({value}, give or take {band})."),
    "known_roughly": gettext_noop(
        "From here we only know it roughly ({value}, give or take {band}). Film from the side, camera at hip height."
    ),
    "leg_hidden": gettext_noop("Something hides your hip, knee or ankle. Clear the view of the leg near the camera."),
    "trunk_hidden": gettext_noop("Your shoulder or hip is not seen well enough. Keep your whole body in view."),
    "foot_hidden": gettext_noop(
        "Your foot is not seen clearly. Film with both feet in view and nothing in front of them."
    ),
    "heels_need_full_model": gettext_noop("The quick model cannot place heels well enough. Upload a clip instead."),
    "no_standing_for_heels": gettext_noop("We need to see you standing still first, to compare your heels."),
    "no_standing": gettext_noop("We need to see you standing still for a second first."),
    "knees_hardly_stretch": gettext_noop(
        "Your knees hardly move here or are hidden, so we cannot tell what rose first."
    ),
    "not_on_both_feet": gettext_noop(
        "You picked it up in a lunge or on one leg. This scale is about picking up on both feet."
    ),
    "bend_too_small": gettext_noop("You did not bend far enough for us to judge your knees."),
    "too_few_repetitions": gettext_noop("It takes three whole repetitions to compare them."),
    "back_not_measured": gettext_noop("Your lower back was not measured."),
    "back_view": gettext_noop("From here the line of your back is not seen. Film from the side, camera at hip height."),
    "back_hidden": gettext_noop("The outline of your back is hidden. Keep arms, hair and objects away from it."),
    "back_out_of_distribution": gettext_noop(
        "The outline of your back is unlike any we know. Wear a close-fitting top and film your whole body."
    ),
    "trunk_hardly_leans": gettext_noop(
        "You stayed so upright that there is hardly a bend for your back to take part in."
    ),
    "hands_hidden": gettext_noop("Your hands are hidden while you rise. Keep them in view."),
    "hands_in_doubt": gettext_noop("We can't tell if your hands were on your legs. Hold them in front of you."),
    "hands_lift": gettext_noop("Your hands lift something off the floor here, so we do not judge them as a support."),
    "starts_at_bottom": gettext_noop("This repetition starts at the bottom, so there is no way down to judge."),
    "not_sat_down": gettext_noop("You do not sit down again in this clip, so we cannot judge how you do."),
    "goes_straight_on": gettext_noop("Stand still for a second after each one so we can check your balance."),
    "clip_ends": gettext_noop(
        "The clip ends right after you stand up. Film two seconds longer so we can check your balance."
    ),
    "hips_hidden_after": gettext_noop("Your hips are not seen well enough after you stood up."),
    "feet_together": gettext_noop(
        "Your feet are too close together or hidden. Stand at hip width, whole body in view."
    ),
    "hold_goes_on": gettext_noop("The clip ends while you are still low. Film until you stand again."),
    "heels_unclear": gettext_noop("We can't tell if your heels were up. Keep your feet in view and wear plain shoes."),
    "heels_from_side": gettext_noop("From here we can't see if your heels were up. Film from the side."),
    "may_hold_on": gettext_noop("We can't tell if you held on to something. Film from the side, hands in view."),
    "supports_hidden": gettext_noop(
        "Part of you was hidden: you used {least:.0f} supports that we saw, and {most:.0f} at most. "
        "Film from the side with your whole body in view."
    ),
    "no_main_sign": gettext_noop("We could not see enough of your back and legs to say who did the work."),
}
#: What else is worth saying of a finding.
NOTES: Final[Mapping[str, str]] = {
    "limit_is": gettext_noop("Your limit is {deg:.0f}°."),
    "excess_lean": gettext_noop("About {deg:.0f}° more than your legs need at this depth."),
    "hips_hardly_back": gettext_noop("Your hips hardly moved back."),
    "lower_left": gettext_noop("Lower on your left side."),
    "lower_right": gettext_noop("Lower on your right side."),
    "other_hand_hidden": gettext_noop("We can't tell what the other hand did."),
    "hands_rested": gettext_noop("Your hands lay on or near your legs at the bottom only."),
    "hand_holds_on": gettext_noop("A hand seems to hold on to something."),
    "at_least": gettext_noop("The clip ends before you stand up, so it was this long at least."),
    "hand_on_chair": gettext_noop("A hand seems to push on the chair."),
    "both_on_knee": gettext_noop("Both hands on your knees."),
    "both_on_thigh": gettext_noop("Both hands on your thighs."),
    "left_on_knee": gettext_noop("Left hand on your knee."),
    "left_on_thigh": gettext_noop("Left hand on your thigh."),
    "right_on_knee": gettext_noop("Right hand on your knee."),
    "right_on_thigh": gettext_noop("Right hand on your thigh."),
    "one_hand_down": gettext_noop("One hand on the floor."),
    "both_hands_down": gettext_noop("Both hands on the floor."),
    "forearm_down": gettext_noop("A forearm on the floor."),
    "one_knee_down": gettext_noop("One knee on the floor."),
    "both_knees_down": gettext_noop("Both knees on the floor."),
    "hand_on_leg": gettext_noop("A hand pushed on your leg."),
    "far_knee_hidden": gettext_noop("We can't tell what the far knee did."),
    "up_in": gettext_noop("From the floor to standing in {seconds:.1f} s."),
    "rounding_begins": gettext_noop("It starts when you lean forward {lean_deg:.0f}°."),
    "rounding_begins_early": gettext_noop("It starts early, as you begin to lean."),
    "lifted_from_floor": gettext_noop("When you lift something from the floor, we are less sure of this."),
    "rounding_below_parallel": gettext_noop("Below level it rounds more, which is partly normal."),
    "grew": gettext_noop("It grew towards the end of the set."),
    "no_upright_reference": gettext_noop("We did not see you standing upright, so this is rougher."),
}
#: What the picture allowed, and what to change.
QUALITY: Final[Mapping[str, str]] = {
    "several_people": gettext_noop(
        "{people:.0f} people are in view. We judge number {person:.0f} from the left; you can choose another one."
    ),
    "dark": gettext_noop("The picture is very dark. Turn on a light in front of you."),
    "in_view": gettext_noop("You were in view for only {share:.0%} of the clip."),
    "feet_out": gettext_noop("Your feet are out of the picture. Step back until your whole body shows."),
    "small": gettext_noop("You are small in the picture. Put the camera nearer (2.5 to 3.5 m)."),
    "few_frames": gettext_noop("The clip has few frames per second, so quick movements cannot be judged well."),
    "filmed_front": gettext_noop(
        "Filmed from the front. Angles are less sure than from the side, and some checks need a side view."
    ),
    "filmed_back": gettext_noop(
        "Filmed from behind. Angles are less sure than from the side, and some checks need a side view."
    ),
    "filmed_oblique": gettext_noop(
        "Filmed at an angle. Angles are less sure than from the side, and some checks need a side view."
    ),
    "filmed_unknown": gettext_noop(
        "We cannot tell from which side this was filmed. Angles are less sure, and some checks need a side view."
    ),
    "no_standing_in_clip": gettext_noop("Stand still for a second before the first repetition, so we can compare."),
    "cut_short": gettext_noop(
        "The clip breaks off after {read_s:.1f} of {total_s:.1f} seconds. Save it again if you need the rest."
    ),
    "cut_short_somewhere": gettext_noop(
        "The clip breaks off after {read_s:.1f} seconds. Save it again if you need the rest."
    ),
    "only_first": gettext_noop(
        "Only the first {minutes:.0f} minutes of the clip were checked. Cut it to look at the rest."
    ),
    "only_part": gettext_noop("Only the part from {begin} to {end} was checked. Times count from {begin}."),
    "frames_lost": gettext_noop("Damaged frames that were left out: {count:.0f}."),
}


def abstain_words(why: Note) -> str:
    """Why a check could not be judged, as a sentence."""
    return _said(ABSTAIN, why)


def note_words(one: Note) -> str:
    """What else is worth saying, as a sentence."""
    return _said(NOTES, one)


def quality_words(one: Note) -> str:
    """What the picture allowed, as a sentence."""
    return _said(QUALITY, one)


def _said(table: Mapping[str, str], one: Note) -> str:
    return gettext(table[one.code], **one.values)
