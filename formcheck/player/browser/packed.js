// Reads what packing.py wrote: binary arrays as text, and the shapes of a frame.
const PER_PX = 16;
const PER_RADIAN = 4096;
const MICRO = 1e6;
const JUMP = 4000; // sixteenths of a pixel: lengths that differ by more belong to different things

async function unsqueezed(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function secondsOf(text) {
  return Float64Array.from(new Int32Array(await unsqueezed(text)), (micros) => micros / MICRO);
}

// The last place in rising numbers that is not above a value; 0 where all are.
function placeBefore(rising, value) {
  let [low, high] = [0, rising.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rising[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}

class Packed {
  static async of(data) {
    const binary = await unsqueezed(data.frames);
    const [count] = new Int32Array(binary, 0, 1);
    const packed = new Packed();
    packed.data = data;
    packed.t_s = Float64Array.from(new Int32Array(binary, 4, count), (micros) => micros / MICRO);
    packed.starts = new Int32Array(binary, 4 + 4 * count, count + 1);
    packed.numbers = new Int16Array(binary, 8 + 8 * count);
    return packed;
  }

  // One picture by itself, as pack_picture of packing.py wrote it.
  static single(data) {
    const packed = new Packed();
    packed.data = data;
    packed.numbers = Int16Array.from(data.numbers);
    packed.starts = [0, packed.numbers.length];
    packed.t_s = [0];
    return packed;
  }

  // The shapes at a time; between two analysed frames a mix of both where they show the same things.
  at(t_s) {
    if (!this.t_s.length) return [];
    const before = placeBefore(this.t_s, t_s);
    const after = Math.min(before + 1, this.t_s.length - 1);
    const gap_s = this.t_s[after] - this.t_s[before];
    const share = gap_s > 0 ? Math.min(1, Math.max(0, (t_s - this.t_s[before]) / gap_s)) : 0;
    const near = this.shapes(share > 0.5 ? after : before);
    if (share < 0.01 || share > 0.99) return near;
    const [a, b] = [this.shapes(before), this.shapes(after)];
    const alike = a.length === b.length && a.every((shape, i) => shape.head === b[i].head && shape.lengths.length === b[i].lengths.length);
    if (!alike) return near;
    return near.map((shape, i) => ({ ...shape, lengths: mixed(a[i].lengths, b[i].lengths, share) }));
  }

  shapes(frame) {
    const found = [];
    for (let at = this.starts[frame]; at < this.starts[frame + 1]; ) {
      const [head, choices, lengths] = this.numbers.subarray(at, at + 3);
      const middle = at + 3 + choices;
      found.push({
        head,
        kind: head & 7,
        layer: this.data.layers[(head >> 3) & 15],
        faint: Boolean(head >> 7),
        choices: this.numbers.subarray(at + 3, middle),
        lengths: this.numbers.subarray(middle, middle + lengths),
      });
      at = middle + lengths;
    }
    return found;
  }
}

function mixed(a, b, share) {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) {
    const step = b[i] - a[i];
    out[i] = Math.abs(step) < JUMP ? a[i] + share * step : share > 0.5 ? b[i] : a[i];
  }
  return out;
}
