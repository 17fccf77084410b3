// The clip as a line of time, and a chart of the page that leads through the video in the same way.
const SNAP_PX = 10; // a finger's aim
const SPOT = 1 / 28; // of the strip: an icon's width on a phone, and a little air
const LEAD_S = 0.3; // begin a moment before what is to be seen

class Strip {
  constructor(player) {
    this.player = player;
    const { data } = player.clip;
    this.marks = data.rows.flatMap((row) => row.marks);
    this.element = made("div", { className: "strip" });
    this.element.setAttribute("aria-hidden", "true"); // for the pointer; the buttons say the same
    const place = (part, from_s, to_s) => {
      part.style.left = `${(100 * from_s) / data.end_s}%`;
      if (to_s) part.style.width = `${(100 * (to_s - from_s)) / data.end_s}%`;
      this.element.append(part);
    };
    for (const rep of data.reps)
      place(made("div", { className: rep.partial ? "part cut" : "part", textContent: rep.number }), rep.start_s, rep.end_s);
    const free = (mark, i) => !this.marks.slice(0, i).some((other) => Math.abs(other.t_s - mark.t_s) <= SPOT * data.end_s);
    this.marks.filter(free).forEach((mark) => {
      const spot = made("div", { className: "spot" });
      spot.append(sign(player.clip, mark.verdict));
      place(spot, mark.t_s);
    });
    this.element.classList.toggle("marked", this.marks.length > 0);
    this.now = this.element.appendChild(made("div", { className: "now" }));
    this.listen();
  }

  get chart() {
    return this.player.chart && document.querySelector(this.player.chart.host);
  }

  get plot() { // the area between the chart's axes
    return this.chart?.querySelector(this.player.chart.plot);
  }

  // Looked up whenever they are needed: the page may draw its chart anew at any time.
  listen() {
    const on = (type, act) => document.addEventListener(type, act, { signal: this.player.gone.signal });
    on("pointerdown", (event) => this.press(event));
    on("pointermove", (event) => this.held && this.player.scrub(this.held(event.clientX)));
    for (const type of ["pointerup", "pointercancel"]) on(type, () => this.release());
  }

  press(event) { // there and then, and on as long as the pointer is held
    const [target] = event.composedPath();
    const inChart = this.chart?.contains(target) && target.closest("svg");
    const surface = this.element.contains(target) ? this.element : inChart && this.plot;
    if (!surface || event.button !== 0) return;
    const { left, width } = surface.getBoundingClientRect();
    if (event.clientX < left || event.clientX > left + width) return;
    const { end_s } = this.player.clip.data;
    const time = (px) => Math.min(end_s, Math.max(0, ((px - left) * end_s) / width));
    const aim = time(event.clientX);
    const mark = this.marks.find(({ t_s }) => Math.abs(t_s - aim) < time(left + SNAP_PX));
    if (mark) return this.player.watchFrom(mark.t_s);
    this.held = time;
    this.player.scrub(aim);
  }

  release() {
    if (this.held) this.player.reveal();
    this.held = null;
  }

  show(t_s) { // the playheads in the strip and over the chart
    const share = Math.min(1, t_s / this.player.clip.data.end_s);
    this.now.style.left = `${100 * share}%`;
    const [chart, plot] = [this.chart, this.plot?.getBoundingClientRect()];
    if (!plot) return;
    this.head ??= made("div", { className: "formcheck-now" });
    if (this.head.parentNode !== chart) chart.append(this.head);
    const box = chart.getBoundingClientRect();
    const [left, top] = [plot.left - box.left + chart.scrollLeft + plot.width * share, plot.top - box.top];
    Object.assign(this.head.style, { left: `${left}px`, top: `${top}px`, height: `${plot.height}px` });
  }

  leave() {
    this.head?.remove();
  }
}

// The buttons that lead to repetitions, to the key positions of the one shown, and to findings.
class Jumps {
  constructor(player) {
    this.player = player;
    const { data } = player.clip;
    this.element = toolbar(data.words.jump, "jumps");
    const line = (...parts) => {
      const row = this.element.appendChild(made("div", { className: "line" }));
      row.append(...parts);
    };
    this.reps = data.reps.map((rep) => button(rep.name, () => player.watchFrom(rep.start_s)));
    this.keys = POSES.map((key) => button(data.words[key], () => player.pose(key)));
    if (data.reps.length) {
      line(...this.reps);
      line(...this.keys);
    }
    for (const row of data.rows) {
      const title = made("span", { className: "title", textContent: row.title });
      line(title, ...row.marks.map((mark) => this.mark(mark)));
    }
    oneStop(this.element);
  }

  mark(mark) {
    const jump = button("", () => this.player.watchFrom(mark.t_s));
    jump.append(sign(this.player.clip, mark.verdict), String(mark.rep));
    jump.setAttribute("aria-label", mark.name);
    jump.title = mark.words;
    return jump;
  }

  show() {
    const { rep } = this.player;
    this.reps.forEach((one, i) => one.setAttribute("aria-current", this.player.clip.data.reps[i] === rep));
  }
}
