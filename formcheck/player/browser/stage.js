// One video with its drawing over it. It knows which picture is shown; who listens is told with every new one.
const END_S = 0.002;

class Stage {
  constructor(clip, layers, told) {
    Object.assign(this, { clip, layers, told });
    this.clock = new Clock(clip.film_s, clip.data.first_s);
    this.painter = new Painter(clip.packed);
    this.frame = 0;
    this.element = made("div", { className: "stage" });
    const [wide, high] = clip.data.drawing.size;
    this.element.style.setProperty("--shape", wide / high);
    this.video = this.element.appendChild(
      made("video", { muted: true, playsInline: true, preload: "auto", disablePictureInPicture: true }),
    );
    this.video.tabIndex = -1;
    this.video.setAttribute("aria-hidden", "true"); // the canvas above it has the name
    this.canvas = this.element.appendChild(made("canvas", { role: "img" }));
    this.canvas.setAttribute("aria-label", clip.data.words.alt);
    this.failed = this.element.appendChild(made("p", { className: "failed", hidden: true, textContent: clip.data.words.failed }));
    this.gone = new AbortController();
    this.listen();
    this.video.src = clip.url;
  }

  listen() {
    const on = (type, act) => this.video.addEventListener(type, act, { signal: this.gone.signal });
    on("seeked", () => this.shown(this.clock.frameAt(this.video.currentTime - this.clock.first_s)));
    on("loadeddata", () => this.draw());
    for (const type of ["play", "pause"])
      on(type, () => {
        this.video.loop = type === "play"; // who steps to the last picture stays there
        this.told(this);
      });
    on("error", () => (this.failed.hidden = false));
    this.fit = new ResizeObserver(() => this.resize());
    this.fit.observe(this.canvas);
    this.watch();
  }

  watch() {
    if (this.gone.signal.aborted) return;
    if (this.video.requestVideoFrameCallback)
      this.video.requestVideoFrameCallback((_, { mediaTime }) => {
        this.presented(mediaTime);
        this.watch();
      });
    else
      requestAnimationFrame(() => {
        if (!this.video.seeking) this.shown(this.clock.frameAt(this.video.currentTime - this.clock.first_s));
        this.watch();
      });
  }

  presented(media_s) {
    if (!this.begun && this.video.currentTime === 0) this.clock.first_s = media_s; // browsers differ in where they begin
    this.begun = true;
    this.shown(this.clock.frameOf(media_s));
  }

  shown(frame) {
    if (this.target === frame || !this.video.seeking) this.target = undefined;
    this.frame = frame;
    this.draw();
    this.told(this);
  }

  get t_s() {
    return this.clock.t_s[this.frame];
  }

  get aim() { // the picture shown, or on its way
    return this.target ?? this.frame;
  }

  get aim_s() {
    return this.clock.t_s[this.aim];
  }

  go(frame) {
    const target = Math.min(this.clock.last, Math.max(0, frame));
    this.begun = true;
    if (this.video.paused && target === this.aim) return;
    this.target = target;
    const { duration } = this.video; // at the end a video would begin again
    this.video.currentTime = Math.min(this.clock.mediaTime(this.target), duration > 0 ? duration - END_S : Infinity);
  }

  goTo(t_s) {
    this.go(this.clock.frameAt(t_s));
  }

  resize() {
    if (refitted(this.canvas)) this.draw();
  }

  draw() {
    if (this.canvas.width) this.painter.paint(this.canvas, this.t_s, this.layers);
    this.element.dataset.frame = this.frame;
  }

  // The picture as it is seen, in the film's own size, with the faces hidden that are hidden in everything handed out.
  picture() {
    const [width, height] = [this.video.videoWidth, this.video.videoHeight];
    const canvas = made("canvas", { width, height });
    const pen = canvas.getContext("2d");
    pen.drawImage(this.video, 0, 0, width, height);
    this.clip.hidden.onto(pen, this.frame, width / this.clip.data.drawing.size[0]);
    this.painter.onto(pen, width, height, this.t_s, this.layers);
    return canvas;
  }

  leave() {
    this.gone.abort();
    this.fit.disconnect();
    this.video.removeAttribute("src");
    this.video.load();
  }
}

function made(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}
