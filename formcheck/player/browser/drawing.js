// Paints the shapes of a frame on a canvas, as the brush paints them on a picture.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif';
const FAINT = 0.6;
const TEXT_DOWN = 0.37; // of an em, from the middle of the capitals to the line the letters stand on

// Gives a canvas as many pixels as it has room on the screen; whether that changed, and with it wiped, the canvas.
function refitted(canvas) {
  const scale = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((side) => Math.round(side * scale));
  if (!width || (width === canvas.width && height === canvas.height)) return false;
  Object.assign(canvas, { width, height });
  return true;
}

class Painter {
  constructor(packed) {
    this.packed = packed;
    this.behind = document.createElement("canvas"); // the faint shapes, before they are laid down together
  }

  // Shapes at a time, in the layers shown, on a canvas that shows the whole picture.
  paint(canvas, t_s, layers) {
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    this.onto(pen, canvas.width, canvas.height, t_s, layers);
  }

  onto(pen, width, height, t_s, layers) {
    const [wide, high] = this.packed.data.size;
    const shapes = this.packed.at(t_s).filter((shape) => layers.has(shape.layer));
    const faint = shapes.filter((shape) => shape.faint);
    if (faint.length) {
      Object.assign(this.behind, { width, height });
      const under = this.behind.getContext("2d");
      this.lay(under, width / wide, height / high, faint);
      pen.globalAlpha = FAINT;
      pen.drawImage(this.behind, 0, 0);
      pen.globalAlpha = 1;
    }
    this.lay(pen, width / wide, height / high, shapes.filter((shape) => !shape.faint));
  }

  lay(pen, across, down, shapes) {
    pen.save();
    pen.scale(across, down);
    pen.translate(0.5, 0.5); // the brush counts from the middle of the first pixel
    pen.lineCap = pen.lineJoin = "round";
    for (const shape of shapes) {
      const lengths = Array.from(shape.lengths, (length) => length / PER_PX);
      PUT[shape.kind].call(this, pen, shape.choices, lengths);
    }
    pen.restore();
  }

  colour(number) {
    return this.packed.data.colours[number];
  }

  trace(pen, points, close) {
    pen.beginPath();
    for (let i = 0; i < points.length; i += 2) pen.lineTo(points[i], points[i + 1]);
    if (close) pen.closePath();
  }

  stroke(pen, colour, width) {
    pen.strokeStyle = colour;
    pen.lineWidth = Math.max(1, width);
    pen.stroke();
  }

  fill(pen, colour) {
    pen.fillStyle = colour;
    pen.fill();
  }

  lines(pen, [rgb, edge, dashes, count, each], [width, edgeWidth, ...points]) {
    const paths = Array.from({ length: count }, (_, i) => points.slice(2 * each * i, 2 * each * (i + 1)));
    const whole = dashes ? paths.flatMap((path) => dashed(path, dashes)) : paths;
    const passes = edge < 0 ? [[rgb, width]] : [[edge, edgeWidth], [rgb, width]];
    for (const [colour, broad] of passes)
      for (const path of whole) {
        this.trace(pen, path);
        this.stroke(pen, this.colour(colour), broad);
      }
  }

  arc(pen, [rgb], [x, y, radius, width, start, sweep]) {
    const turn = (length) => (length * PER_PX) / PER_RADIAN;
    pen.beginPath();
    if (!width) pen.moveTo(x, y);
    pen.arc(x, y, radius, turn(start), turn(start + sweep), sweep < 0);
    if (width) this.stroke(pen, this.colour(rgb), width);
    else this.fill(pen, this.colour(rgb));
  }

  dots(pen, [rgb, edge], [radius, edgeRadius, ...centres]) {
    for (let i = 0; i < centres.length; i += 2)
      for (const [colour, r] of [[edge, edgeRadius], [rgb, radius]])
        if (r) {
          pen.beginPath();
          pen.arc(centres[i], centres[i + 1], r, 0, 2 * Math.PI);
          this.fill(pen, this.colour(colour));
        }
  }

  outline(pen, [rgb], points) {
    this.trace(pen, points, true);
    this.fill(pen, this.colour(rgb));
  }

  plate(pen, [rgb, percent], [x0, y0, x1, y1, radius]) {
    pen.beginPath();
    pen.roundRect(x0, y0, x1 - x0, y1 - y0, Math.min(radius, (x1 - x0) / 2, (y1 - y0) / 2));
    pen.globalAlpha = percent / 100;
    this.fill(pen, this.colour(rgb));
    pen.globalAlpha = 1;
  }

  shade(pen, [percent], points) {
    this.trace(pen, points, true);
    pen.rect(-1, -1, this.packed.data.size[0] + 1, this.packed.data.size[1] + 1);
    pen.fillStyle = `rgb(0 0 0 / ${100 - percent}%)`;
    pen.fill("evenodd");
  }

  text(pen, [word, rgb, em, weight], [x, middle, width]) {
    const words = this.packed.data.words[word];
    pen.font = `${weight} ${em}px ${FONT}`;
    const own = pen.measureText(words).width;
    if (!own || !width) return;
    pen.save();
    pen.translate(x, middle + em * TEXT_DOWN);
    pen.scale(width / own, 1); // laid out for another font
    pen.fillStyle = this.colour(rgb);
    pen.fillText(words, 0, 0);
    pen.restore();
  }

  icon(pen, [verdict, ink, paper], [x, y, r]) {
    const [shape, strokes] = this.packed.data.icons[this.packed.data.verdicts[verdict]];
    const placed = (points) => points.flatMap(([dx, dy]) => [x + r * dx, y + r * dy]);
    this.trace(pen, placed(shape), true);
    this.fill(pen, this.colour(ink));
    for (const stroke of strokes) {
      this.trace(pen, placed(stroke));
      this.stroke(pen, this.colour(paper), r * 0.26 + 1);
    }
  }
}

// By the number of their kind in packing.py.
const PUT = ["lines", "arc", "dots", "outline", "plate", "text", "icon", "shade"].map((name) => Painter.prototype[name]);

function dashed([x0, y0, x1, y1], dashes) {
  const at = (k) => [x0 + ((x1 - x0) * k) / (2 * dashes - 1), y0 + ((y1 - y0) * k) / (2 * dashes - 1)];
  return Array.from({ length: dashes }, (_, i) => [...at(2 * i), ...at(2 * i + 1)]);
}
