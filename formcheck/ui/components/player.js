// Film strip and jump buttons for a Streamlit video, and a playhead over its chart.
// Video and chart are looked up whenever they are needed: Streamlit may draw them anew at any time.
const LEAD_S = 0.3; // begin a moment before what is to be seen
const SNAP_PX = 10; // a finger's aim
const players = new WeakMap(); // Streamlit calls the function below at every change, with the same element

export default function ({ data, parentElement }) {
  if (!players.has(parentElement)) players.set(parentElement, new Player(parentElement));
  players.get(parentElement).show(data);
  return () => {
    players.get(parentElement).leave();
    players.delete(parentElement);
  };
}

class Player {
  constructor(root) {
    this.place = root.appendChild(document.createElement("div"));
    this.place.className = "player";
    this.place.addEventListener("click", (event) => this.click(event.target.closest("button")));
    this.place.addEventListener("keydown", (event) => this.arrow(event));
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.stop = this.calm; // then nothing plays before it is asked to
    this.slow = false;
    this.gone = new AbortController();
    const listen = (type, act) => document.addEventListener(type, act, { signal: this.gone.signal });
    listen("pointerdown", (event) => this.press(event));
    listen("pointermove", (event) => this.held && this.drag(event));
    for (const type of ["pointerup", "pointercancel"]) listen(type, () => this.release());
    const tick = () => this.gone.signal.aborted || (this.follow(), requestAnimationFrame(tick));
    requestAnimationFrame(tick);
  }

  get video() { return document.querySelector(`${this.data.video} video`); }
  get chart() { return document.querySelector(this.data.chart); }
  get plot() { return this.chart?.querySelector("svg .role-frame > g > .background"); } // Vega's area between the axes
  get strip() { return this.place.querySelector(".strip"); }
  get buttons() { return [...this.place.querySelectorAll("button")]; }

  show(data) {
    const before = this.data?.html;
    this.data = data;
    if (data.html !== before) {
      this.place.innerHTML = data.html;
      this.buttons[0].tabIndex = 0; // one stop for the Tab key; arrows lead on
      this.pace(this.slow);
      this.playing = undefined;
    }
  }

  click(button) {
    if (button?.dataset.t) this.go(Number(button.dataset.t));
    else if (button) this.pace(!this.slow);
  }

  pace(slow) {
    this.slow = slow;
    this.place.querySelector("[aria-pressed]").setAttribute("aria-pressed", slow);
  }

  arrow(event) {
    const at = this.buttons.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = this.buttons.at(to % this.buttons.length);
    for (const button of this.buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }

  halt(video) { // it may have begun before the player was there
    video.pause();
    this.wanted = 0;
    this.stop = false;
  }

  go(t_s) { // to a moment worth seeing: play it
    this.stop = false;
    this.wanted = Math.max(0, t_s - LEAD_S);
    this.video?.play().catch(() => {}); // refused: the picture stands at the right moment all the same
    this.reveal();
  }

  reveal() { // on a phone the chart lies a screen below
    this.video?.scrollIntoView({ block: "nearest", behavior: this.calm ? "auto" : "smooth" });
  }

  press(event) { // on the strip or in the chart: there and then, and on as long as the pointer is held
    const [target] = event.composedPath();
    const inChart = this.chart?.contains(target) && target.closest("svg");
    const surface = this.strip.contains(target) ? this.strip : inChart && this.plot;
    if (!surface || event.button !== 0) return;
    const { left, width } = surface.getBoundingClientRect();
    if (event.clientX < left || event.clientX > left + width) return;
    const time = (px) => ((px - left) * this.data.end_s) / width;
    const mark = this.data.marks.find((t_s) => Math.abs(t_s - time(event.clientX)) < time(left + SNAP_PX));
    if (mark !== undefined) return this.go(mark);
    this.held = time;
    this.drag(event);
  }

  drag(event) {
    this.wanted = Math.min(this.data.end_s, Math.max(0, this.held(event.clientX)));
  }

  release() {
    if (this.held) this.reveal();
    this.held = null;
  }

  follow() {
    const video = this.video;
    if (!video || video.readyState < 2) return; // later: Streamlit rewinds a video once its metadata are there
    if (this.stop) this.halt(video);
    if (this.slow !== video.playbackRate < 1) video.playbackRate = this.slow ? 0.5 : 1;
    if (this.wanted !== undefined) video.currentTime = Math.min(this.wanted, video.duration);
    this.wanted = undefined;
    this.point(Math.min(1, video.currentTime / this.data.end_s));
    const early = video.currentTime + LEAD_S + 0.05; // the moment before a repetition belongs to it
    const playing = this.data.reps.findLastIndex(([start_s, end_s]) => start_s <= early && video.currentTime < end_s);
    if (playing === this.playing) return;
    this.data.reps.forEach((_, i) => this.buttons[i].setAttribute("aria-current", i === playing));
    this.playing = playing;
  }

  point(share) { // the playheads in the strip and over the chart
    this.strip.lastElementChild.style.left = `${100 * share}%`;
    const [chart, plot] = [this.chart, this.plot?.getBoundingClientRect()];
    if (!plot) return;
    this.head ??= Object.assign(document.createElement("div"), { className: "formcheck-now" });
    if (this.head.parentNode !== chart) chart.append(this.head);
    const box = chart.getBoundingClientRect();
    const [left, top] = [plot.left - box.left + plot.width * share, plot.top - box.top];
    Object.assign(this.head.style, { left: `${left}px`, top: `${top}px`, height: `${plot.height}px` });
  }

  leave() {
    this.gone.abort();
    this.head?.remove();
  }
}
