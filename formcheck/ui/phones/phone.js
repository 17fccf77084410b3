// One clip at a time: chosen or filmed, looked at by name, sent with a bar. `words` and `mostBytes` come with the page.
const part = (id) => document.getElementById(id);
const inputs = [...document.querySelectorAll("input[type=file]")];
let file = null;
let request = null;

const show = (what) => {
  part("ways").hidden = what !== "ways";
  part("chosen").hidden = what !== "chosen";
  part("send").hidden = request !== null;
  part("bar").hidden = request === null;
};
const say = (text, well = false) => {
  part("said").textContent = text;
  part("said").classList.toggle("well", well);
  part("said").hidden = !text;
};
const forget = () => {
  file = null;
  request = null;
  inputs.forEach((one) => { one.value = ""; });
};

inputs.forEach((one) => one.addEventListener("change", () => {
  if (!one.files.length) return;
  [file] = one.files;
  if (file.size > mostBytes) {
    forget();
    say(words.large);
    return;
  }
  part("name").textContent = `${file.name} (${(file.size / 1e6).toFixed(1)} MB)`;
  say("");
  show("chosen");
  part("send").focus();
}));

part("cancel").addEventListener("click", () => {
  request?.abort();
  forget();
  say("");
  show("ways");
});

const answered = (asked) => {
  const {status} = asked;
  const left = status === 200 ? JSON.parse(asked.responseText).left : 0;
  forget();
  if (status === 200) say(left ? words.done : words.last, true);
  else say({404: words.ended, 409: words.busy, 413: words.large, 507: words.full}[status] ?? words.failed);
  show((status === 200 && !left) || status === 404 || status === 409 ? "" : "ways");
};

part("send").addEventListener("click", () => {
  const asked = new XMLHttpRequest();
  request = asked;
  asked.upload.addEventListener("progress", (event) => {
    part("bar").value = event.lengthComputable ? event.loaded / event.total : 0;
  });
  asked.addEventListener("load", () => answered(asked));
  asked.addEventListener("error", () => {  // what was chosen stays, for another try
    request = null;
    say(words.failed);
    show("chosen");
  });
  asked.open("POST", `${location.pathname.replace(/\/$/, "")}/clip?name=${encodeURIComponent(file.name)}`);
  part("bar").value = 0;
  say("");
  show("chosen");
  asked.send(file);
});
