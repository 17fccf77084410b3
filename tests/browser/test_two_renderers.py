"""The brush and the browser's canvas draw the same list: their pictures are held against each other."""

import base64
import json

import cv2
import numpy as np
import pytest
from shape_scenes import SIZE_WH, scene

from formcheck.drawing.draw import paint, shapes_of
from formcheck.drawing.scene import ICONS, Banner
from formcheck.drawing.shapes import LAYERS
from formcheck.live.hud import Hud, hud_shapes
from formcheck.live.silhouette import outline
from formcheck.player.packing import pack
from formcheck.player.scripts import script

GREY = 128
SMALL = 4  # pictures are compared at a quarter of their size: fonts differ in their strokes, not in their places
#: Of what the brush changes in a picture, how much the canvas may differ: letters of another font make most of it.
SAME, SAME_LAYER = 0.19, 0.27
SCENES = {
    "all": scene(),
    "standing": scene(phase="standing", rep_current=None, banners=(), hands=(), angles={}),
    "note": scene(
        phase="bottom", banners=(Banner("good", "Heels stayed down"),), note="Film from the side: 看不清膝盖"
    ),
    "long": scene(phase="ascent", banners=(Banner("watch", "Push the floor away and lead with the chest, please"),)),
}
DRAW = """async ([data, width, height]) => {
  const painter = new Painter(await Packed.of(data));
  const canvas = Object.assign(document.createElement("canvas"), {width, height});
  const pen = canvas.getContext("2d");
  pen.fillStyle = "rgb(128, 128, 128)";
  pen.fillRect(0, 0, width, height);
  painter.onto(pen, width, height, 0, new Set(data.layers));
  return canvas.toDataURL().split(",")[1];
}"""


@pytest.fixture(scope="module")
def canvas(plain_browser):
    """What the browser draws of shapes on grey."""
    page = plain_browser.new_page()
    page.set_content(f"<script>{script()}</script>")

    def drawn(shapes):
        icons = {name: [shape.tolist(), [s.tolist() for s in strokes]] for name, (shape, strokes) in ICONS.items()}
        data = pack(np.zeros(1), [shapes], SIZE_WH) | {"icons": icons}
        png = base64.b64decode(page.evaluate(DRAW, [json.loads(json.dumps(data)), *SIZE_WH]))
        return cv2.cvtColor(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)

    yield drawn
    page.close()


HUD = Hud(
    scene=scene(),
    reps=3,
    depth=0.8,
    phase="bottom",
    cue=Banner("fault", "Keep your back straight."),
    hint="Step back until we see your head and feet.",
    outline=outline(SIZE_WH),
    steady=0.6,
)


def brushed(shapes):
    return paint(np.full((SIZE_WH[1], SIZE_WH[0], 3), GREY, np.uint8), shapes)


def difference(canvas, brush):
    """How far two drawings are apart, as a share of what the second one changed in the picture."""
    size = (SIZE_WH[0] // SMALL, SIZE_WH[1] // SMALL)
    a, b = (cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(int) for image in (canvas, brush))
    return float(np.abs(a - b).sum() / np.abs(b - GREY).sum())


@pytest.mark.parametrize("name", SCENES)
def test_both_draw_the_same_picture(canvas, name):
    shapes = shapes_of(SCENES[name], SIZE_WH)
    assert difference(canvas(shapes), brushed(shapes)) < SAME


def test_both_draw_the_same_live_picture(canvas):
    shapes = hud_shapes(HUD, SIZE_WH)
    assert difference(canvas(shapes), brushed(shapes)) < SAME


@pytest.mark.parametrize("layer", LAYERS)
def test_both_draw_the_same_layer(canvas, layer):
    shapes = [shape for shape in shapes_of(SCENES["all"], SIZE_WH) if shape.layer == layer]
    assert difference(canvas(shapes), brushed(shapes)) < SAME_LAYER


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_a_little_beside_its_place_is_noticed(canvas, layer):
    shapes = [shape for shape in shapes_of(SCENES["all"], SIZE_WH) if shape.layer == layer]
    assert difference(np.roll(canvas(shapes), 5, axis=1), brushed(shapes)) > SAME_LAYER
