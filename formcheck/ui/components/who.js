// A picture of several people, each a button that chooses them; what is drawn around them is in the picture itself.
const pictures = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const key = JSON.stringify(data);
  if (pictures.get(parentElement) === key) return; // a run of the page takes nobody's focus away
  pictures.set(parentElement, key);
  const root = parentElement.querySelector(".who");
  const focused = root.querySelector("button:focus")?.dataset.person;
  const image = Object.assign(document.createElement("img"), { src: data.picture, alt: data.alt });
  const buttons = data.people.map((person) => button(person, () => setTriggerValue("person", person.number)));
  root.replaceChildren(image, ...buttons);
  root.setAttribute("aria-label", data.label);
  buttons.find((one) => one.dataset.person === focused)?.focus();
}

function button({ number, name, chosen, box }, choose) {
  const [x0, y0, x1, y1] = box.map((share) => `${100 * share}%`);
  const made = Object.assign(document.createElement("button"), { type: "button", title: name, onclick: choose });
  made.dataset.person = number;
  made.setAttribute("aria-label", name);
  made.setAttribute("aria-pressed", chosen);
  Object.assign(made.style, { left: x0, top: y0, width: `calc(${x1} - ${x0})`, height: `calc(${y1} - ${y0})` });
  return made;
}
