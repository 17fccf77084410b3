// The kiosk's screen. It asks the server for one message after the other and shows what comes: a state, or a picture.
// It is laid over everything Streamlit draws, and stays when Streamlit loses its server.

const HOLD_MS = 2000; // the corner must be held this long
const CORNER_PX = 160;
const SILENT_MS = 5000; // the server speaks every second
const LOOK_MS = 1000;

export default function ({ data, parentElement, setTriggerValue }) {
  const kiosk = (window.formcheckKiosk ??= begin(parentElement.querySelector(".fck"), data));
  kiosk.ask = () => setTriggerValue("settings", true);
  kiosk.root.classList.toggle("fck-under", data.settings);
  document.getElementById("root").inert = !data.settings; // Streamlit's own page is covered, also for screen readers
  document.documentElement.classList.toggle("fck-pointer", data.settings);
}

function begin(root, data) {
  document.body.append(root); // above every layer of the page, whatever its parents are
  const kiosk = { root, view: null, told: Date.now(), ask() {} };
  show(kiosk, data.view);
  connect(kiosk, data.path);
  listen(kiosk);
  setInterval(() => Date.now() - kiosk.told > SILENT_MS && lost(kiosk), LOOK_MS);
  navigator.wakeLock?.request("screen").catch(() => {});
  window.speechSynthesis?.getVoices(); // Chromium names its voices a moment after it is first asked
  return kiosk;
}

// ---- the line to the server

function connect(kiosk, path) {
  const line = new Line(path, SILENT_MS, {
    opened: () => line.send("next"),
    async heard(data) {
      try {
        if (typeof data === "string") take(kiosk, JSON.parse(data));
        else await paint(kiosk, data);
      } finally {
        line.send("next");
      }
    },
  });
}

function lost(kiosk) {
  if (kiosk.view.screen === "trouble") return;
  show(kiosk, { ...kiosk.view, screen: "trouble", aloud: null, result: null });
}

function take(kiosk, view) {
  kiosk.told = Date.now();
  if (!view.screen) return;
  if (kiosk.boot && view.boot !== kiosk.boot) location.reload(); // another server: its page may be another one too
  kiosk.boot = view.boot;
  show(kiosk, view);
}

async function paint(kiosk, bytes) {
  kiosk.told = Date.now();
  const canvas = kiosk.root.querySelector(".fck-live");
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.style.setProperty("--shape", bitmap.width / bitmap.height);
  }
  canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
  bitmap.close(); // else the browser keeps it until it collects garbage
  kiosk.root.classList.add("fck-sees");
}

function clear(kiosk) {
  const canvas = kiosk.root.querySelector(".fck-live");
  canvas.getContext("2d", { alpha: false }).clearRect(0, 0, canvas.width, canvas.height);
  kiosk.root.classList.remove("fck-sees");
}

// ---- what is shown

function show(kiosk, view) {
  const { root, view: before } = kiosk;
  kiosk.view = view;
  root.dataset.screen = view.screen;
  root.inert = false; // Streamlit's message of a lost server, hidden here, takes the rest of the page away
  root.removeAttribute("aria-hidden");
  root.lang = view.lang;
  const all = (name) => root.querySelectorAll(`[data-${name}]`);
  const of = (path) => path.split(".").reduce((part, key) => part?.[key], view);
  view.count.of = ` / ${view.count.wanted}`;
  for (const element of all("text")) write(element, String(of(element.dataset.text) ?? ""));
  for (const element of all("html")) fill(element, of(element.dataset.html) ?? "");
  for (const element of all("label")) element.setAttribute("aria-label", of(element.dataset.label) ?? "");
  for (const element of all("src")) source(element, of(element.dataset.src));
  for (const element of all("alt")) element.alt = of(element.dataset.alt);
  for (const element of all("card")) card(element, of(element.dataset.card));
  for (const element of all("scale")) scale(element, of(element.dataset.scale) ?? []);
  for (const element of all("dots")) dots(element, of(element.dataset.dots), view.words.done);
  root.style.setProperty("--hold", view.hold);
  if (view.studio.accent) root.style.setProperty("--accent", view.studio.accent);
  else root.style.removeProperty("--accent");
  root.classList.toggle("fck-cued", Boolean(view.cue));
  source(root.querySelector(".fck-film"), view.film);
  if (view.screen === "result" && before?.screen !== "result") ring(root, view);
  if (view.screen === "result" || view.screen === "trouble") clear(kiosk);
  if (before?.number !== view.number && view.number) pulse(root.querySelector(".fck-number"));
  if (before?.count.done !== view.count.done && view.count.done) pulse(root.querySelector(".fck-count"));
  if (view.aloud && view.aloud.name !== kiosk.said) aloud(root, view);
  kiosk.said = view.aloud?.name;
  if (!view.aloud && before?.aloud) write(root.querySelector(".fck-aloud"), "");
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function fill(element, html) {
  if (element.held === html) return;
  element.held = html;
  element.innerHTML = html;
}

function source(element, url) {
  if (element.held === url) return;
  element.held = url;
  if (url) element.src = url;
  else element.removeAttribute("src");
  if (url && element.play) element.play().catch(() => {});
}

function card(element, found) {
  element.hidden = !found;
  if (!found) return fill(element, "");
  const heading = escape(found.title ?? found.word);
  element.dataset.verdict = found.verdict;
  fill(element, `${found.icon}<div><b>${heading}</b><p>${escape(found.text)}</p></div>`);
}

function scale(element, steps) {
  const here = (step) => (step.here ? ' class="here" aria-current="true"' : "");
  fill(element, steps.map((step) => `<li${here(step)}><i></i><span>${escape(step.word)}</span></li>`).join(""));
}

function dots(element, count, words) {
  const dot = (_, index) => `<li class="${index < count.done ? "done" : ""}"></li>`;
  fill(element, Array.from({ length: count.wanted }, dot).join(""));
  element.setAttribute("aria-label", words);
}

function ring(root, view) {
  const left = view.left_s ?? view.result_s;
  const value = root.querySelector(".fck-ring .value");
  value.getAnimations().forEach((animation) => animation.cancel());
  value.animate([{ strokeDashoffset: 1 - left / view.result_s }, { strokeDashoffset: 1 }], left * 1000);
}

function pulse(element) {
  const grow = [{ transform: "scale(1.25)", opacity: 0.2 }, { transform: "scale(1)", opacity: 1 }];
  element.animate(grow, { duration: 350, easing: "ease-out" });
}

function escape(text) {
  return Object.assign(document.createElement("i"), { textContent: text }).innerHTML;
}

function aloud(root, { aloud, lang, voice }) {
  write(root.querySelector(".fck-aloud"), aloud.text);
  const voices = window.speechSynthesis;
  const found = voices?.getVoices().filter((one) => one.lang.replace("_", "-").startsWith(lang.slice(0, 2))) ?? [];
  if (!voice || !found.length) return;
  const utterance = new SpeechSynthesisUtterance(aloud.text);
  utterance.voice = found.find((one) => one.lang.replace("_", "-") === lang) ?? found[0];
  utterance.lang = utterance.voice.lang;
  voices.cancel();
  voices.speak(utterance);
}

// ---- the trainer: the top left corner held for two seconds, or the key "s"

function listen(kiosk) {
  let held = null;
  const release = () => clearTimeout(held);
  kiosk.root.addEventListener("pointerdown", (event) => {
    if (event.clientX < CORNER_PX && event.clientY < CORNER_PX) held = setTimeout(() => kiosk.ask(), HOLD_MS);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) kiosk.root.addEventListener(end, release);
  kiosk.root.addEventListener("contextmenu", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [role=dialog]");
    if (event.key === "s" && !event.ctrlKey && !event.metaKey && !writing) kiosk.ask();
  });
}
