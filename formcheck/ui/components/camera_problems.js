// Runs in the page. The streaming component lies in a frame of the same origin: its own words there are English and
// technical, so they are read, hidden, and said by the page instead.
const NAMES = {NotAllowedError: "denied", SecurityError: "insecure", NotFoundError: "none", NotReadableError: "busy",
  AbortError: "busy", TypeError: "insecure"};

export default function ({ data, parentElement, setStateValue }) {
  const memory = (parentElement.formcheckCamera ??= { state: "ok" });
  memory.css = data.css;
  memory.tell = (state) => setStateValue("trouble", state);
  if (!memory.timer) {
    const look = () => trouble(memory).then((state) => {
      if (state !== memory.state) { memory.state = state; memory.tell(state); }
    });
    memory.timer = setInterval(look, 700);
    navigator.mediaDevices?.addEventListener?.("devicechange", look);
    memory.look = look;
    look();
  }
  return () => {
    clearInterval(memory.timer);
    memory.timer = null;
    navigator.mediaDevices?.removeEventListener?.("devicechange", memory.look);
  };
}

async function trouble(memory) {
  const alert = ownWords(memory.css);
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) return "insecure";
  let allowed = "unknown";
  try { allowed = (await navigator.permissions.query({ name: "camera" })).state; } catch { /* not every browser can */ }
  if (allowed !== memory.allowed) {
    memory.old = memory.allowed === "denied" ? alert : null;
    memory.allowed = allowed;
  }
  if (allowed === "denied") return "denied";
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter((device) => device.kind === "videoinput").length;
  if (!cameras) { memory.old = alert; return "none"; }
  if (!alert) memory.old = null;
  if (!alert || alert === memory.old) return "ok";
  if (alert.startsWith("Connection is taking")) return "slow";
  return NAMES[alert.split(":")[0]] ?? "failed";
}

function ownWords(css) {
  for (const frame of document.querySelectorAll('iframe[title*="webrtc_streamer"]')) {
    let inside = null;
    try { inside = frame.contentDocument; } catch { continue; }
    if (!inside?.head) continue;
    if (!inside.getElementById("formcheck")) dress(inside, css);
    const words = inside.querySelector(".MuiAlert-message")?.textContent;
    if (words) return words;
  }
  return null;
}

// The page's look and type; and a height that follows, for the component tells its own only when it changes itself.
function dress(inside, css) {
  const style = inside.createElement("style");
  style.id = "formcheck";
  style.textContent = css + faces();
  const script = inside.createElement("script");
  script.textContent = `new ResizeObserver(() => parent.postMessage({isStreamlitMessage: true,
    type: "streamlit:setFrameHeight", height: document.body.scrollHeight}, "*")).observe(document.body)`;
  inside.head.append(style, script);
}

function faces() {
  const found = [];
  for (const sheet of document.styleSheets) {
    let rules = [];
    try { rules = sheet.cssRules; } catch { continue; }
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule) || !rule.cssText.includes('"Source Sans"')) continue;
      const whole = (_, path) => `url("${new URL(path, sheet.href ?? document.baseURI)}")`;
      found.push(rule.cssText.replace(/url\("([^"]+)"\)/g, whole));
    }
  }
  return found.join(" ");
}
