// What is drawn, layer by layer, and every number of the picture shown.
const UNKNOWN = -32768;
const PER_DEGREE = 10;

class Layers {
  constructor(player) {
    const { data } = player.clip;
    this.element = made("details", { className: "layers" });
    this.element.append(made("summary", { textContent: data.words.drawn }));
    const boxes = this.element.appendChild(made("div", { className: "boxes" }));
    for (const [layer, name] of Object.entries(data.layers)) {
      const label = boxes.appendChild(made("label"));
      const box = made("input", { type: "checkbox", checked: player.layers.has(layer), name: layer });
      box.addEventListener("change", () => player.setLayer(layer, box.checked));
      label.append(box, made("span", { textContent: name }));
    }
    this.element.append(made("p", { className: "keys", textContent: data.words.keys }));
  }
}

class Readout {
  constructor(clip, values) {
    this.clip = clip;
    const { names } = clip.data.numbers;
    const { words } = clip.data;
    this.values = values; // of each angle a row of values and a row of half-widths
    this.element = made("table", { className: "readout", hidden: true });
    const head = this.element.createTHead().insertRow();
    for (const word of [words.angle, words.now, words.within])
      head.append(Object.assign(made("th", { textContent: word }), { scope: "col" }));
    const body = this.element.createTBody();
    this.cells = names.map((name) => {
      const row = body.insertRow();
      row.append(Object.assign(made("th", { textContent: name }), { scope: "row" }));
      return [row.insertCell(), row.insertCell()];
    });
  }

  static async of(clip) {
    return new Readout(clip, new Int16Array(await unsqueezed(clip.data.numbers.values)));
  }

  // The number of an angle, or of its half-width, at an analysed frame; "–" where it is not known.
  said(column, frame) {
    const value = this.values[column * this.clip.packed.t_s.length + frame];
    return value === UNKNOWN || value === undefined ? "–" : `${(value / PER_DEGREE).toFixed(1)}°`;
  }

  show(t_s) {
    if (this.element.hidden) return;
    const { t_s: times } = this.clip.packed;
    const before = placeBefore(times, t_s);
    const after = Math.min(before + 1, times.length - 1);
    const frame = times[after] - t_s < t_s - times[before] ? after : before;
    this.cells.forEach(([value, band], i) => {
      value.textContent = this.said(2 * i, frame);
      band.textContent = this.said(2 * i + 1, frame);
    });
  }
}
