// Tells the server which tab this is, so that a reload, Back or a locked phone find the visit again. The name is drawn by
// lot, lives as long as the tab, and is sent anew to every new session of it.
const KEY = "formcheck-visit";

export default function ({ data, setStateValue }) {
  let token = null;
  try {
    token = sessionStorage.getItem(KEY);
    if (!token) {
      token = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
      sessionStorage.setItem(KEY, token);
    }
  } catch {
    return; // a browser that keeps nothing: then nothing is kept here either
  }
  if (window.formcheckVisit === data.session) return;
  if (!window.formcheckVisit) addEventListener("pagehide", () => navigator.sendBeacon(data.leaving, sessionStorage.getItem(KEY)));
  window.formcheckVisit = data.session;
  setStateValue("token", token);
}
