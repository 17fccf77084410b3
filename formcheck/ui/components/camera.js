// The visitor's own camera, mirrored, with what the server saw drawn over it. A picture goes to the server when there
// is room for it on the way; others are dropped. The camera outlives a redrawing of the page: Streamlit may mount the
// element anew while it runs.
const NAMES = { NotAllowedError: "denied", SecurityError: "insecure", NotFoundError: "none", NotReadableError: "busy",
  AbortError: "busy", TypeError: "insecure" };
const ON_THE_WAY = 2; // chosen: one is worked on while the next is packed; more would only wait
const QUALITY = 0.85; // chosen: joints are found as well as in the raw picture, 50 kB each
const LOOK_MS = 700;
const QUIET_MS = 3000; // chosen: a camera that shows nothing for so long is said to
const STALE_MS = 1000; // chosen: numbers older than this are wiped off
const PATIENCE_MS = 30_000; // the first picture waits for a model to load, beside everything else
const AWAY_MS = 1500; // chosen: drawing the page again takes less on a busy machine
const FRESH_TRIES = 300; // of 50 ms: a busy machine draws the page again in that time
const KEPT = 1000; // delays, for the bench

const cameras = (window.formcheckCameras ??= new Map());

export default function ({ data, parentElement, setStateValue }) {
  if (!cameras.has(data.key)) cameras.set(data.key, new Camera(data.key));
  cameras.get(data.key).mount(parentElement, data, setStateValue);
  return () => cameras.get(data.key)?.unmount(parentElement);
}

class Camera {
  constructor(key) {
    Object.assign(this, { key, state: "idle", trouble: null, room: ON_THE_WAY });
    Object.assign(this, { seen_ms: 0, drawn_ms: 0, last_s: 0, delays: [] });
    this.gone = new AbortController();
    this.build();
    const on = (target, type, act) => target?.addEventListener?.(type, act, { signal: this.gone.signal });
    on(navigator.mediaDevices, "devicechange", () => this.look());
    on(document, "visibilitychange", () => this.turned());
    this.timers = [setInterval(() => this.look(), LOOK_MS), setInterval(() => this.wipe(), STALE_MS / 4)];
    this.fit = new ResizeObserver(() => this.resize());
    this.fit.observe(this.canvas);
  }

  build() {
    const made = (tag, properties) => Object.assign(document.createElement(tag), properties);
    const part = (tag, properties, parent) => parent.appendChild(made(tag, properties));
    this.element = made("div", { className: "camera" });
    const stage = (this.stage = part("div", { className: "stage" }, this.element));
    this.video = part("video", { muted: true, playsInline: true, disablePictureInPicture: true }, stage);
    this.video.setAttribute("aria-hidden", "true"); // the canvas above it has the name
    this.canvas = part("canvas", { role: "img" }, stage);
    this.painter = new Painter(null);
    const ways = part("div", { className: "ways" }, this.element);
    this.button = part("button", { type: "button" }, ways);
    this.button.onclick = () => (this.state === "idle" ? this.start() : this.stop());
    this.choice = part("select", { hidden: true, onchange: () => this.choose() }, ways);
    this.small = document.createElement("canvas");
  }

  mount(parent, data, tell) {
    clearTimeout(this.leaving);
    Object.assign(this, { parent, data, tell });
    if (this.element.parentNode !== parent) parent.append(this.element);
    if (this.stream) this.video.play().catch(() => {}); // moved, it stood still
    this.canvas.setAttribute("aria-label", data.words.alt);
    this.choice.setAttribute("aria-label", data.words.choose);
    this.stage.style.setProperty("--figure", data.figure);
    this.show();
    this.look();
  }

  unmount(parent) {
    if (this.parent === parent) this.leaving = setTimeout(() => this.leave(), AWAY_MS);
  }

  leave() {
    this.state = "idle"; // a start under way ends
    this.tell = () => {}; // the page may show another camera by now
    this.close();
    this.gone.abort();
    this.timers.forEach(clearInterval);
    this.fit.disconnect();
    cameras.delete(this.key);
  }

  show() {
    const { words } = this.data;
    this.element.dataset.state = this.state;
    this.button.textContent = this.state === "idle" ? words.start : words.stop;
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.show();
    this.tell("state", state);
  }

  said(trouble) {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.tell("trouble", trouble);
  }

  // ---- start and stop

  async start() {
    this.failure = null;
    this.become("connecting");
    if (!(await this.addressed()) || !(await this.openCamera())) return this.stop();
    this.used = this.data.path;
    this.line = new Line(this.used, PATIENCE_MS, {
      opened: () => this.become("playing"),
      heard: (answer) => this.heard(JSON.parse(answer)),
      lost: (meant) => this.stop(meant ? null : "lost"),
    });
  }

  // A line is good for one start; the page hands over the next.
  async addressed() {
    const fresh = () => this.data.path && this.data.path !== this.used;
    for (let tries = 0; !fresh() && tries < FRESH_TRIES; tries++) await new Promise((done) => setTimeout(done, 50));
    if (!fresh()) this.failure = "lost";
    return this.state === "connecting" && !this.failure;
  }

  async openCamera(device = this.choice.value) {
    const video = { ...this.data.camera, ...(device && { deviceId: { ideal: device } }) };
    let stream = null;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    } catch (error) {
      this.failure = NAMES[error.name] ?? "failed";
    }
    if (!stream || this.state === "idle") {
      stream?.getTracks().forEach((track) => track.stop());
      return false;
    }
    this.letGo();
    this.failure = null;
    this.stream = stream;
    this.seen_ms = performance.now();
    this.video.srcObject = stream;
    this.video.play().catch(() => {});
    this.awake = navigator.wakeLock?.request("screen").catch(() => null); // nobody touches a phone three metres away
    this.watch(stream);
    this.offer();
    return true;
  }

  stop(failure = this.failure) {
    this.failure = failure ?? null;
    this.close();
    this.become("idle");
    this.look();
  }

  close() {
    this.line?.close();
    this.line = null;
    this.letGo();
    this.wipe(true);
  }

  letGo() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.awake?.then((lock) => lock?.release());
    this.stream = this.video.srcObject = this.awake = null;
  }

  async offer() {
    const all = await navigator.mediaDevices.enumerateDevices();
    const found = all.filter((one) => one.kind === "videoinput" && one.deviceId);
    this.choice.hidden = found.length < 2;
    const used = this.stream?.getVideoTracks()[0].getSettings().deviceId;
    const option = ({ label, deviceId }) => new Option(label, deviceId, false, deviceId === used);
    this.choice.replaceChildren(...found.map(option));
  }

  choose() {
    if (this.stream) this.openCamera();
  }

  // ---- pictures out, what was seen back

  watch(stream) {
    if (this.stream !== stream) return;
    if (this.video.requestVideoFrameCallback)
      this.video.requestVideoFrameCallback((now, { captureTime }) => {
        this.took(captureTime ?? now);
        this.watch(stream);
      });
    else
      requestAnimationFrame((now) => {
        if (this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) this.took(now);
        this.watch(stream);
      });
  }

  async took(now) {
    this.seen_ms = performance.now();
    if (!this.line?.open || this.packing || this.line.owed >= this.room || document.hidden) return;
    this.packing = true;
    const { line } = this;
    this.last_s = Math.max(now / 1000, this.last_s + 0.001);
    const head = Float64Array.of(this.last_s);
    try {
      const jpeg = await this.packed();
      if (jpeg) line.send(new Blob([head, jpeg]));
    } finally {
      this.packing = false;
    }
  }

  // The picture at the size the server measures at, whatever the camera sends.
  packed() {
    const { videoWidth, videoHeight } = this.video;
    if (!videoWidth) return null;
    const scale = this.data.long_side_px / Math.max(videoWidth, videoHeight);
    const [width, height] = [videoWidth, videoHeight].map((side) => Math.max(2, 2 * Math.round((side * scale) / 2)));
    if (this.small.width !== width || this.small.height !== height) {
      Object.assign(this.small, { width, height });
      this.pen = this.small.getContext("2d", { alpha: false, willReadFrequently: true });
      this.stage.style.setProperty("--shape", width / height);
    }
    this.pen.drawImage(this.video, 0, 0, width, height);
    return new Promise((done) => this.small.toBlob(done, "image/jpeg", QUALITY));
  }

  heard({ t_s, drawing }) {
    if (!drawing || document.hidden) return this.wipe(true);
    this.painter.packed = Packed.single({ ...drawing, icons: this.data.icons });
    this.drawn_ms = performance.now();
    this.draw();
    this.delays.push([this.drawn_ms, this.drawn_ms - 1000 * t_s]);
    if (this.delays.length > KEPT) this.delays.shift();
  }

  draw() {
    if (this.painter.packed) this.painter.paint(this.canvas, 0, new Set(this.painter.packed.data.layers));
  }

  // No number stays on the screen that is not of now.
  wipe(always = false) {
    if (!this.painter.packed || (!always && performance.now() - this.drawn_ms < STALE_MS)) return;
    this.painter.packed = null;
    this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  resize() {
    if (refitted(this.canvas)) this.draw();
  }

  // ---- what is wrong, and what becomes right by itself

  turned() {
    this.wipe(true);
    this.seen_ms = performance.now(); // nothing comes while the tab is hidden
    if (!document.hidden) this.look();
  }

  async look() {
    this.said(await this.wrong());
  }

  async wrong() {
    if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) return "insecure";
    const track = this.stream?.getVideoTracks()[0];
    if (track?.readyState === "live") {
      const quiet = !document.hidden && performance.now() - this.seen_ms > QUIET_MS;
      return quiet ? "quiet" : null;
    }
    let allowed = "unknown";
    try {
      allowed = (await navigator.permissions.query({ name: "camera" })).state;
    } catch { /* not every browser can */ }
    if (allowed === "denied") return "denied";
    const devices = await navigator.mediaDevices.enumerateDevices();
    const there = devices.some((device) => device.kind === "videoinput");
    if (track && there && !this.opening) { // pulled out, and back again
      this.opening = true;
      await this.openCamera();
      this.opening = false;
      return this.failure;
    }
    if (!there) return "none";
    if (["none", "denied"].includes(this.failure)) this.failure = null; // mended meanwhile
    return this.failure;
  }
}
