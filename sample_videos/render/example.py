"""A worked example, to copy: a person and a fault of your own, filmed. ``python -m sample_videos.render.example DIR``

Afterwards ``formcheck bench accuracy --clips DIR`` says what FormCheck makes of it.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from sample_videos.render.bench_set import QUICK_SQUAT, bench_clip
from sample_videos.render.faults import Fault
from sample_videos.render.movement import Script
from sample_videos.render.moves import SQUAT
from sample_videos.render.people import Look, Person, Shape, add_person
from sample_videos.render.spec import ClipSpec

#: Shares from 0 to 1 of MakeHuman's body, a stature in metres; colours as in a web page.
IDA: Final = Person(
    name="ida",
    split="test",
    words="woman, 1.74 m, brown skin",
    shape=Shape(1.74, femininity=1.0, age_years=41.0, muscle=0.6, weight=0.55),
    look=Look(skin="8f6040", hair="2a1d14", shirt="b8d0a8", bottom="303848", bottoms="trousers"),
)
#: The lowest place of the fault: heels up and the lower back round at once, in degrees.
ON_HER_TOES: Final = replace(
    SQUAT, knee_flexion_deg=132.0, tibia_inclination_deg=38.0, heel_lift_deg=16.0, lumbar_flexion_deg=40.0
)


def example() -> ClipSpec:
    """One clean repetition, then the faulty one; the camera stands 20 degrees in front of her right side."""
    add_person(IDA)
    reps = (QUICK_SQUAT, replace(QUICK_SQUAT, bottom=ON_HER_TOES))
    return bench_clip(
        "on_her_toes",
        IDA.name,
        Script("squat", reps, lead_s=0.6),
        azimuth_deg=-70.0,
        words="squat, then one on the toes with a rounded lower back",
        faults=(Fault("heels", "clear", 1), Fault("lower_back_rounding", "clear", 1)),
    )


def main(folder: Path) -> None:
    """Write the clip and its truth file."""
    from sample_videos.render.clip import write_clip
    from sample_videos.render.figure import figure_of
    from sample_videos.render.gl import Renderer
    from sample_videos.render.record import truth_text

    spec = example()
    folder.mkdir(parents=True, exist_ok=True)
    write_clip(spec, Renderer(spec.camera.size_wh, sky_shadows=4, samples=4), folder)
    truth = truth_text(spec, figure_of(spec.judged.who))
    (folder / f"{spec.name}.truth.json").write_text(truth, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
