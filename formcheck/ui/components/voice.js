// The function runs again at every change of data; what was said last is kept on the element it draws in. A language
// without a voice stays silent: an English voice reading Chinese helps nobody. Chromium names its voices late.
export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".said");
  const memory = (parentElement.formcheckVoice ??= { last: "" });
  const voices = window.speechSynthesis;
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
  return () => { if (voices && memory.said) voices.cancel(); };
}
