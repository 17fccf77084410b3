// The player: one stage or two, with everything that leads through them.
class Player {
  constructor(root, clips, chart, sketching) {
    Object.assign(this, { root, clips, chart, sketching });
    [this.clip] = clips;
    this.gone = new AbortController();
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.layers = new Set(Object.keys(this.clip.data.layers).filter((layer) => layer !== "details"));
    this.speed = 1;
    this.pairs = this.other.data.reps.length > (clips.length > 1 ? 0 : 1) && this.clip.data.reps.length > 0;
    this.element = root.appendChild(made("div", { className: "player", player: this }));
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", this.clip.data.words.player);
    this.build();
    listenToKeys(this);
    listenToFingers(this);
    if (!this.calm) this.play();
    this.show();
  }

  build() {
    this.view = this.element.appendChild(made("div", { className: "view", tabIndex: 0 }));
    this.view.setAttribute("role", "group");
    this.view.setAttribute("aria-label", this.clip.data.words.alt);
    this.stage = new Stage(this.clip, this.layers, () => this.show());
    this.view.append(this.stage.element);
    this.transport = new Transport(this);
    this.strip = new Strip(this);
    this.jumps = new Jumps(this);
    this.drawn = new Layers(this);
    this.readout = this.clip.readout;
    this.said = made("p", { className: "unseen" });
    this.said.setAttribute("role", "status");
    this.below = made("div", { className: "below" });
    this.below.append(this.strip.element, this.transport.element);
    this.sketch = this.sketching ? new Sketch(this) : null;
    if (this.sketch) this.below.prepend(this.sketch.element);
    this.element.append(this.below, this.jumps.element, this.drawn.element, this.readout.element, this.said);
    const again = setInterval(() => this.strip.show(this.stage.aim_s), 250); // the page may have moved its chart
    this.gone.signal.addEventListener("abort", () => clearInterval(again));
    document.addEventListener("fullscreenchange", () => this.show(), { signal: this.gone.signal });
  }

  get other() { // the clip of the second stage
    return this.clips.at(-1);
  }

  get rep() { // the one shown; a moment before it belongs to it
    const t_s = this.stage.aim_s + LEAD_S + 0.05;
    return this.clip.data.reps.findLast((rep) => rep.start_s <= t_s && t_s - LEAD_S < rep.end_s + LEAD_S);
  }

  show() {
    const { stage } = this;
    if (!stage) return;
    if (this.looped && !stage.video.paused && !stage.video.seeking) {
      const { start_s, end_s } = this.looped;
      if (stage.t_s > end_s || stage.t_s < start_s - 1) stage.goTo(Math.max(0, start_s));
    }
    this.pair?.follow();
    this.transport.show();
    this.strip.show(stage.aim_s);
    this.jumps.show();
    this.readout.show(stage.t_s);
    this.sketch?.draw();
    this.element.classList.toggle("paused", stage.video.paused);
  }

  play() {
    this.stage.video.playbackRate = this.speed;
    this.stage.video.play().catch(() => {}); // refused: the picture stands there all the same
  }

  pause() {
    this.stage.video.pause();
  }

  toggle() {
    if (this.stage.video.paused) this.play();
    else this.pause();
  }

  step(pictures) {
    this.pause();
    this.stage.go(this.stage.aim + pictures);
    this.pair?.follow();
    this.say();
  }

  goTo(t_s) {
    this.pause();
    this.stage.goTo(t_s);
    this.pair?.follow();
    this.say();
  }

  scrub(t_s) { // a film that plays goes on playing from there
    this.stage.goTo(t_s);
    this.show();
  }

  watchFrom(t_s) { // to a moment worth seeing: play it
    this.stage.goTo(Math.max(0, t_s - LEAD_S));
    if (this.looped) this.looped = this.rep ?? this.looped;
    this.play();
    this.pair?.follow(true);
    this.reveal();
  }

  pose(key) { // a key position of the repetition shown, or of the next one
    const t_s = this.stage.aim_s;
    const { reps } = this.clip.data;
    const rep = this.rep ?? reps.find((one) => one.end_s >= t_s) ?? reps.at(-1);
    this.goTo(rep[`${key}_s`]);
    this.reveal();
  }

  reveal() { // on a phone the chart lies a screen below
    this.view.scrollIntoView({ block: "nearest", behavior: this.calm ? "auto" : "smooth" });
  }

  say() {
    const { words } = this.clip.data;
    const frame = this.stage.aim;
    const t_s = this.stage.clock.t_s[frame];
    this.said.textContent = [words.frame.replace("{number}", frame + 1), `${t_s.toFixed(2)} s`, this.rep?.name].filter(Boolean).join(", ");
  }

  setSpeed(speed) {
    this.speed = speed;
    for (const stage of [this.stage, this.pair?.stage]) if (stage) stage.video.playbackRate = speed;
    this.show();
  }

  faster(steps) {
    const at = SPEEDS.indexOf(this.speed) + steps;
    this.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at))]);
  }

  toggleLoop() {
    const { reps } = this.clip.data;
    this.looped = this.looped ? null : (this.rep ?? reps.find((rep) => rep.end_s >= this.stage.t_s) ?? reps[0]);
    this.show();
  }

  toggleBeside() {
    if (!this.pairs) return;
    if (this.pair) this.pair.leave();
    this.pair = this.pair ? null : new Pair(this, this.other);
    this.view.classList.toggle("two", Boolean(this.pair));
    if (this.pair) {
      this.view.append(this.pair.stage.element);
      this.below.after(this.pair.element);
      this.pair.tie("bottom");
    }
    this.show();
  }

  setLayer(layer, on) {
    if (on) this.layers.add(layer);
    else this.layers.delete(layer);
    if (layer === "details") this.readout.element.hidden = !on;
    for (const stage of [this.stage, this.pair?.stage]) stage?.draw();
    this.show();
  }

  get filled() {
    return this.element.matches(":fullscreen, .filling");
  }

  async toggleFull() {
    if (this.element.matches(":fullscreen")) await document.exitFullscreen();
    else if (this.filled || !this.element.requestFullscreen) this.fill(); // an iPhone knows it for bare videos only
    else await this.element.requestFullscreen().catch(() => this.fill());
    this.show();
  }

  fill() {
    this.element.classList.toggle("filling");
  }

  picture() {
    const canvas = this.stage.picture();
    this.sketch?.onto(canvas.getContext("2d"), canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  async copyPicture() {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": this.picture() })]);
    this.said.textContent = this.clip.data.words.copied;
  }

  async savePicture() {
    const address = URL.createObjectURL(await this.picture());
    const name = this.clip.data.name.replace(/\.[^.]*$/, "");
    made("a", { href: address, download: `${name}-${this.stage.t_s.toFixed(2)}s.png` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  leave() {
    this.gone.abort();
    this.stage.leave();
    this.pair?.leave();
    this.sketch?.leave();
    this.strip.leave();
    this.element.remove();
  }
}

// A player in an element: data of one clip or two, an address of each film, where a chart of the page is, and whether
// one may draw on a picture.
async function playerIn(root, data, films, chart, sketching = false) {
  const clips = await Promise.all(
    data.map(async (one, i) => {
      const clip = { data: one, url: films[i], packed: await Packed.of(one.drawing), hidden: await Hidden.of(one.hidden), film_s: await secondsOf(one.film_s) };
      clip.readout = await Readout.of(clip);
      return clip;
    }),
  );
  return new Player(root, clips, chart, sketching);
}
