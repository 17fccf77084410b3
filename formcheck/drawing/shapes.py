"""What is drawn on one picture, as a list of plain shapes: pure data for a brush and for a browser's canvas.

All lengths are pixels of the picture, x right and y down, angles radians, clockwise from x. A shape belongs to a layer
that a viewer may leave out. The faint shapes of a list lie below all others and are laid over the picture together, at
``FAINT`` of their strength. Texts carry the width they were laid out with, so that another font can be fitted to it.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from formcheck.colours import Rgb
from formcheck.motion.track import Floats
from formcheck.schema import Verdict

Layer = Literal["skeleton", "angles", "details", "back", "hands", "phase", "counter", "findings", "guide"]
#: Those a viewer may leave out; what guides somebody in front of a camera ("guide") always shows.
LAYERS: Final[tuple[Layer, ...]] = (
    "skeleton",
    "angles",
    "details",
    "back",
    "hands",
    "phase",
    "counter",
    "findings",
)
FAINT: Final = 0.6  # chosen: limbs of the far side are seen, and do not compete with the near ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Base of all shapes."""

    layer: Layer
    faint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Shape):
    """Open paths of equal length, ``points`` (P, K, 2); where ``edge`` is a colour, all on broader ones of it.

    ``dashes`` above 0: every path is a straight line of so many dashes, with gaps as long as they are.
    """

    points: Floats
    rgb: Rgb
    width: float
    edge: Rgb | None = None
    edge_width: float = 0.0
    dashes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc(Shape):
    """A part of a circle around ``apex`` (2,) from ``start`` on over ``sweep``; ``width`` 0: the filled sector."""

    apex: Floats
    radius: float
    start: float
    sweep: float
    rgb: Rgb
    width: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots(Shape):
    """Filled circles around ``centres`` (K, 2), each on a larger one of the colour ``edge``."""

    centres: Floats
    radius: float
    rgb: Rgb
    edge: Rgb
    edge_radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill(Shape):
    """A filled outline, ``points`` (K, 2)."""

    points: Floats
    rgb: Rgb


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate(Shape):
    """A filled rectangle with rounded corners; ``box`` x0, y0, x1, y1; ``opacity`` 0..1 of its own colour over what
    lies below.
    """

    box: tuple[float, float, float, float]
    radius: float
    rgb: Rgb
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Shape):
    """A line of text from ``x`` on, ``width`` wide, its capitals centred on ``middle``, of ``em`` pixels and the
    font's ``weight``.
    """

    words: str
    x: float
    middle: float
    width: float
    em: int
    rgb: Rgb
    weight: int = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon(Shape):
    """The shape of a verdict in ``ink``, its sign cut out in ``paper``."""

    verdict: Verdict
    centre: Floats
    radius: float
    ink: Rgb
    paper: Rgb


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade(Shape):
    """Everything outside an outline, ``points`` (K, 2), darkened to ``light`` 0..1 of its light."""

    points: Floats
    light: float


AnyShape: TypeAlias = Lines | Arc | Dots | Fill | Plate | Text | Icon | Shade
