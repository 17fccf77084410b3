// The function runs again at every change of data, and is mounted anew when the card around it changes or a busy
// machine draws the page again. So what was said last is kept on the window, and the voice ends only when nobody has
// come back for a while: then the page was left. A language without a voice stays silent: an English voice reading
// Chinese helps nobody. Chromium names its voices late.
const AWAY_MS = 1500; // chosen: drawing again takes less on a busy machine, and nobody listens to an old page for long

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".said");
  const memory = (window.formcheckVoice ??= { last: "" });
  const voices = window.speechSynthesis;
  clearTimeout(memory.leaving);
  memory.owner = parentElement;
  box.lang = data.lang;
  if (box.textContent !== data.text) box.textContent = data.text;
  if (voices && data.on && data.text && data.text !== memory.last) say(data.text);
  if (voices && !data.on && memory.said) { voices.cancel(); memory.said = false; }
  memory.last = data.text;

  function say(text) {
    const all = voices.getVoices();
    if (!all.length) {
      memory.later = text;
      voices.onvoiceschanged = () => { if (memory.later === memory.last) say(memory.last); };
      return;
    }
    memory.later = null;
    const short = data.lang.slice(0, 2);
    const tongue = (voice) => voice.lang.replace("_", "-");
    const voice = all.find((v) => tongue(v) === data.lang) ?? all.find((v) => tongue(v).startsWith(short));
    if (!voice) return;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    voices.cancel();
    voices.speak(words);
    memory.said = true;
  }

  function leave() {
    if (voices) voices.onvoiceschanged = null;
    if (voices && memory.said) voices.cancel();
    delete window.formcheckVoice;
  }
  return () => { if (memory.owner === parentElement) memory.leaving = setTimeout(leave, AWAY_MS); };
}
