// Hides faces in a copied picture as drawing/frost.py does: a few mean colours are left of what was there.
const PATCH_RADII = 0.55;
const RIM = 0.12;

class Hidden {
  static async of(text) {
    const hidden = new Hidden();
    const binary = await unsqueezed(text);
    const [count] = new Int32Array(binary, 0, 1);
    hidden.starts = new Int32Array(binary, 4, count + 1);
    hidden.numbers = new Int32Array(binary, 8 + 4 * count);
    return hidden;
  }

  // Over a picture of the film, which is `scale` times the size of what was analysed.
  onto(pen, frame, scale) {
    for (let line = this.starts[frame]; line < this.starts[frame + 1]; line++)
      frost(pen, Array.from(this.numbers.subarray(5 * line, 5 * line + 5), (length) => length * scale));
  }
}

function frost(pen, [x0, y0, x1, y1, radius]) {
  const room = radius * (1 + RIM);
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - room));
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - room));
  const width = Math.min(pen.canvas.width, Math.ceil(Math.max(x0, x1) + room)) - left;
  const height = Math.min(pen.canvas.height, Math.ceil(Math.max(y0, y1) + room)) - top;
  if (width < 1 || height < 1) return;
  const across = Math.max(1, Math.round(width / (PATCH_RADII * radius)));
  const down = Math.max(1, Math.round(height / (PATCH_RADII * radius)));
  const patches = smaller(pen.canvas, [left, top, width, height], across, down);
  const cover = made("canvas", { width, height });
  const brush = cover.getContext("2d");
  brush.lineCap = "round";
  brush.lineWidth = 2 * room;
  brush.beginPath();
  brush.moveTo(x0 - left, y0 - top);
  brush.lineTo(x1 - left + 0.01, y1 - top); // a line of no length would not be drawn
  brush.stroke();
  brush.globalCompositeOperation = "source-in";
  brush.imageSmoothingQuality = "high";
  brush.drawImage(patches, 0, 0, width, height);
  pen.drawImage(cover, left, top);
}

// A part of a picture, halved until it is small, so that every pixel counts in the means.
function smaller(picture, [left, top, width, height], across, down) {
  let part = made("canvas", { width, height });
  part.getContext("2d").drawImage(picture, left, top, width, height, 0, 0, width, height);
  while (part.width > across || part.height > down) {
    const next = made("canvas", {
      width: Math.max(across, Math.ceil(part.width / 2)),
      height: Math.max(down, Math.ceil(part.height / 2)),
    });
    next.getContext("2d").drawImage(part, 0, 0, next.width, next.height);
    part = next;
  }
  return part;
}
