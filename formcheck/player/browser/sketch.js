// Lines, arrows and angles that somebody draws over a picture that stands still. They belong to that picture: they are
// shown while it is. Points are shares of its width and height.
const TOOLS = { line: 2, arrow: 2, angle: 3 }; // points of each
const SKETCH = { ink: "#ffd400", edge: "#0d1421", width: 5, head: 22, arc: 38 };
const MOST_STROKES = 40;

class Sketch {
  constructor(player) {
    this.player = player;
    this.frames = new Map(); // strokes by the number of their picture
    this.points = []; // of the stroke being drawn
    const { words } = player.clip.data;
    this.canvas = player.stage.element.appendChild(made("canvas", { className: "sketch" }));
    this.canvas.setAttribute("aria-hidden", "true");
    this.element = made("div", { className: "sketching" });
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", words.sketch);
    this.element.append(made("span", { textContent: words.sketch }));
    const names = { line: words.line, arrow: words.arrow, angle: words.angle };
    this.tools = Object.keys(TOOLS).map((tool) => {
      const one = button(names[tool], () => this.choose(tool === this.tool ? null : tool));
      one.dataset.tool = tool;
      return one;
    });
    this.element.append(...this.tools, button(words.undo, () => this.undo()));
    this.hint = this.element.appendChild(made("span", { className: "hint" }));
    this.listen();
    this.choose(null);
    this.fit = new ResizeObserver(() => this.draw());
    this.fit.observe(this.canvas);
  }

  choose(tool) {
    this.tool = tool;
    this.points = [];
    if (tool) this.player.pause();
    for (const one of this.tools) one.setAttribute("aria-pressed", one.dataset.tool === tool);
    this.canvas.classList.toggle("active", Boolean(tool));
    const { words } = this.player.clip.data;
    this.hint.textContent = !tool ? "" : tool === "angle" ? words.press_three : words.draw_along;
    this.draw();
  }

  listen() {
    const on = (type, act) =>
      this.canvas.addEventListener(type, (event) => {
        event.stopPropagation(); // the picture below would play or turn over
        if (event.button <= 0) act(event);
      });
    on("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      if (this.tool === "angle") this.points.push(this.at(event));
      else this.points = [this.at(event), this.at(event)];
      this.drawing = true;
      this.draw();
    });
    on("pointermove", (event) => {
      if (!this.drawing) return;
      this.points[this.points.length - 1] = this.at(event);
      this.draw();
    });
    on("pointerup", () => {
      this.drawing = false;
      if (this.points.length === TOOLS[this.tool]) this.keep();
      this.draw();
    });
    on("pointercancel", () => {
      this.drawing = false;
      this.points = [];
      this.draw();
    });
  }

  at({ clientX, clientY }) {
    const box = this.canvas.getBoundingClientRect();
    const share = (value) => Math.round(1e4 * Math.min(1, Math.max(0, value))) / 1e4;
    return [share((clientX - box.left) / box.width), share((clientY - box.top) / box.height)];
  }

  get strokes() {
    return this.frames.get(this.player.stage.aim) ?? [];
  }

  keep() {
    this.frames.set(this.player.stage.aim, [...this.strokes, { tool: this.tool, points: this.points }].slice(-MOST_STROKES));
    this.points = [];
  }

  put(t_s, strokes) { // what was kept with a note
    this.frames.set(this.player.stage.clock.frameAt(t_s), strokes);
    this.draw();
  }

  undo() {
    if (this.points.length) this.points = [];
    else this.frames.set(this.player.stage.aim, this.strokes.slice(0, -1));
    this.draw();
  }

  draw() {
    refitted(this.canvas);
    const pen = this.canvas.getContext("2d");
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.player.stage.video.paused) this.onto(pen, this.canvas.width, this.canvas.height);
  }

  onto(pen, width, height) {
    const scale = width / (this.player.clip.data.drawing.size[0] || width);
    const strokes = this.points.length ? [...this.strokes, { tool: this.tool, points: this.points }] : this.strokes;
    for (const { tool, points } of strokes) {
      const places = points.map(([x, y]) => [x * width, y * height]);
      for (const [ink, extra] of [[SKETCH.edge, 4], [SKETCH.ink, 0]]) {
        Object.assign(pen, { strokeStyle: ink, fillStyle: ink, lineWidth: (SKETCH.width + extra) * scale, lineCap: "round", lineJoin: "round" });
        strokeOf(pen, tool, places, scale);
      }
      if (tool === "angle" && places.length === 3) degreesOf(pen, places, scale);
    }
  }

  leave() {
    this.fit.disconnect();
    this.canvas.remove();
  }
}

function strokeOf(pen, tool, places, scale) {
  pen.beginPath();
  pen.moveTo(...places[0]);
  for (const place of places.slice(1)) pen.lineTo(...place);
  if (places.length === 1) pen.lineTo(places[0][0] + 0.1, places[0][1]); // a dot, where the first press was
  pen.stroke();
  if (tool === "arrow") {
    const [from, to] = places;
    const along = Math.atan2(to[1] - from[1], to[0] - from[0]);
    pen.beginPath();
    for (const side of [-0.5, 0.5]) {
      pen.moveTo(...to);
      pen.lineTo(to[0] - SKETCH.head * scale * Math.cos(along + side), to[1] - SKETCH.head * scale * Math.sin(along + side));
    }
    pen.stroke();
  }
  if (tool === "angle" && places.length === 3) {
    const [from, sweep] = turnOf(places);
    pen.beginPath();
    pen.arc(...places[1], SKETCH.arc * scale, from, from + sweep, sweep < 0);
    pen.stroke();
  }
}

// Where the first leg points, and how far it is from there to the second one, the short way.
function turnOf([one, apex, other]) {
  const [from, to] = [one, other].map(([x, y]) => Math.atan2(y - apex[1], x - apex[0]));
  return [from, Math.atan2(Math.sin(to - from), Math.cos(to - from))];
}

function degreesOf(pen, places, scale) {
  const [from, sweep] = turnOf(places);
  const words = `${Math.round(Math.abs((sweep * 180) / Math.PI))}°`;
  const away = (SKETCH.arc + 30) * scale;
  const [x, y] = [places[1][0] + away * Math.cos(from + sweep / 2), places[1][1] + away * Math.sin(from + sweep / 2)];
  Object.assign(pen, { font: `700 ${26 * scale}px system-ui, sans-serif`, textAlign: "center", textBaseline: "middle" });
  Object.assign(pen, { strokeStyle: SKETCH.edge, lineWidth: 7 * scale, fillStyle: SKETCH.ink });
  pen.strokeText(words, x, y);
  pen.fillText(words, x, y);
}
