// The player in a page of Streamlit, which calls the function below at every change, with the same element.
const places = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  if (!places.has(parentElement)) places.set(parentElement, new Place(parentElement));
  const { wish, ...clips } = data;
  places.get(parentElement).show(clips);
  places.get(parentElement).grant(wish, setStateValue);
  return () => {
    places.get(parentElement).leave();
    places.delete(parentElement);
  };
}

class Place {
  constructor(parent) {
    this.root = parent.appendChild(made("div", { className: "fc-player" }));
  }

  show(data) {
    const key = JSON.stringify(data);
    if (key === this.key) return; // a run of the page neither restarts nor moves the video
    this.key = key;
    this.player?.leave();
    this.player = null;
    this.wait(data, key);
  }

  // A page that runs again brings its last wish again.
  grant(wish, answer) {
    if (!wish || wish.number === this.granted) return;
    this.wish = { ...wish, answer };
    if (this.player) this.doWish();
  }

  doWish() {
    const { number, t_s, drawn, answer } = this.wish;
    this.granted = number;
    this.wish = null;
    const { stage, sketch } = this.player;
    if (t_s === null) {
      this.player.pause();
      answer("moment", { number, t_s: stage.aim_s, drawn: sketch?.strokes ?? [] });
    } else {
      this.player.goTo(t_s);
      if (drawn.length) sketch?.put(t_s, drawn);
      this.player.reveal();
    }
  }

  // The films are addressed once Streamlit has drawn their elements.
  wait(data, key) {
    if (this.gone || key !== this.key) return;
    const films = data.films.map((film) => document.querySelector(film)?.src);
    if (films.every(Boolean)) this.begin(data, films, key);
    else setTimeout(() => this.wait(data, key), 30);
  }

  async begin(data, films, key) {
    const player = await playerIn(this.root, data.clips, films, data.chart, data.sketching);
    if (this.gone || key !== this.key) player.leave();
    else {
      this.player = player;
      if (this.wish) this.doWish();
    }
  }

  leave() {
    this.gone = true;
    this.player?.leave();
  }
}
