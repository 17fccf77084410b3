// Buttons of the player: how they are made, and the row that plays, steps and sets the speed.
const SPEEDS = [0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 1, 1.25, 1.5, 2];
const SYMBOLS = { // drawn, because a page that stands alone has no icon font
  play: "M7 4v16l13-8z",
  pause: "M6 4h4v16H6zM14 4h4v16h-4z",
  back: "M5 5h2.6v14H5zM19 5v14L9 12z",
  forward: "M16.4 5H19v14h-2.6zM5 5v14l10-7z",
  loop: "M7 7h9V4l5 4.5L16 13v-3H9v4H6V8zM17 17H8v3l-5-4.5L8 11v3h7v-4h3v6z",
  beside: "M3 5h8v14H3zM13 5h8v14h-8zM15 7v10h4V7z",
  copy: "M8 3h12v14H8zM10 5v10h8V5zM4 7h2v12h10v2H4z",
  save: "M11 3h2v9l3-3 1.4 1.4L12 16l-5.4-5.6L8 9l3 3zM4 18h16v3H4z",
  full: "M4 4h7v2H6v5H4zM13 4h7v7h-2V6h-5zM4 13h2v5h5v2H4zM18 13h2v7h-7v-2h5z",
};
const SVG = "http://www.w3.org/2000/svg";

function symbol(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  path.setAttribute("d", SYMBOLS[name]);
  path.setAttribute("fill-rule", "evenodd");
  return svg;
}

// The shape of a verdict, as on the video.
function sign(clip, verdict) {
  const [[outline, strokes], [fill, ink]] = [clip.data.drawing.icons[verdict], clip.data.signs[verdict]];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.2 -1.2 2.4 2.4");
  svg.setAttribute("aria-hidden", "true");
  const shape = svg.appendChild(document.createElementNS(SVG, "polygon"));
  shape.setAttribute("points", outline.join(" "));
  shape.setAttribute("fill", fill);
  for (const points of strokes) {
    const line = svg.appendChild(document.createElementNS(SVG, "polyline"));
    line.setAttribute("points", points.join(" "));
    line.setAttribute("style", `fill:none;stroke:${ink};stroke-width:.26;stroke-linecap:round`);
  }
  return svg;
}

function button(words, act, { icon, label, className = "" } = {}) {
  const made_ = made("button", { type: "button", className });
  if (icon) made_.append(symbol(icon));
  if (words) made_.append(made("span", { textContent: words }));
  if (label) {
    made_.setAttribute("aria-label", label);
    made_.title = label;
  }
  made_.addEventListener("click", act);
  return made_;
}

// A group of buttons that is one stop for the Tab key; arrows lead on inside it.
function toolbar(label, className) {
  const bar = made("div", { className });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label);
  bar.addEventListener("keydown", (event) => {
    const buttons = [...bar.querySelectorAll("button")];
    const at = buttons.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = buttons.at(to % buttons.length);
    for (const one of buttons) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  });
  return bar;
}

function oneStop(bar) {
  [...bar.querySelectorAll("button")].forEach((one, i) => (one.tabIndex = i ? -1 : 0));
  return bar;
}

class Transport {
  constructor(player) {
    this.player = player;
    const { words } = player.clip.data;
    const act = (name) => () => player[name]();
    this.element = made("div", { className: "transport" });
    this.play = button("", act("toggle"), { icon: "play", label: words.play, className: "play" });
    this.loop = button(words.loop, act("toggleLoop"), { icon: "loop", label: words.loop });
    this.beside = button(words.beside, act("toggleBeside"), { icon: "beside", label: words.beside });
    this.full = button("", act("toggleFull"), { icon: "full", label: words.full });
    const moving = toolbar(words.player, "moving");
    moving.append(
      button("", () => player.step(-1), { icon: "back", label: words.back }),
      this.play,
      button("", () => player.step(1), { icon: "forward", label: words.forward }),
    );
    const more = toolbar(words.player, "more");
    more.append(this.loop, ...(player.pairs ? [this.beside] : []), ...this.pictures(words), this.full);
    this.time = made("output", { className: "time" });
    this.time.setAttribute("aria-live", "off");
    this.element.append(oneStop(moving), this.time, this.slider(words), oneStop(more));
  }

  pictures(words) {
    const save = button("", () => this.player.savePicture(), { icon: "save", label: words.save });
    if (!navigator.clipboard?.write || !window.ClipboardItem) return [save]; // a page that was not served safely
    return [button("", () => this.player.copyPicture(), { icon: "copy", label: words.copy }), save];
  }

  slider(words) {
    const label = made("label", { className: "speed" });
    this.speed = made("input", { type: "range", min: 0, max: SPEEDS.length - 1, step: 1, value: SPEEDS.indexOf(1) });
    this.rate = made("span", { className: "rate" });
    this.speed.addEventListener("input", () => this.player.setSpeed(SPEEDS[this.speed.value]));
    label.append(made("span", { textContent: words.speed }), this.speed, this.rate);
    return label;
  }

  show() {
    const { player } = this;
    const { words } = player.clip.data;
    const paused = player.stage.video.paused;
    if (this.paused !== paused) {
      this.paused = paused;
      const label = paused ? words.play : words.pause;
      this.play.replaceChildren(symbol(paused ? "play" : "pause"));
      this.play.setAttribute("aria-label", label);
      this.play.title = label;
    }
    this.time.textContent = `${player.stage.t_s.toFixed(2)} s · ${words.frame.replace("{number}", player.stage.frame + 1)}`;
    this.speed.value = SPEEDS.indexOf(player.speed);
    this.rate.textContent = `${player.speed}×`;
    this.speed.setAttribute("aria-valuetext", `${player.speed}×`);
    const filled = player.filled ? words.small : words.full;
    this.full.setAttribute("aria-label", filled);
    this.full.title = filled;
    this.loop.setAttribute("aria-pressed", Boolean(player.looped));
    this.beside.setAttribute("aria-pressed", Boolean(player.pair));
  }
}
