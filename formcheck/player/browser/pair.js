// A second stage beside the first, tied to it at a moment of each: when the left one stands there, so does the right.
const FAR_S = 0.2; // further apart than this the right one jumps; less, and it hurries or waits
const NEAR_S = 0.012; // less than a picture at 60 a second
const HURRY = 0.15;
const POSES = ["start", "bottom", "end"];

class Pair {
  constructor(player, clip) {
    this.player = player;
    this.stage = new Stage(clip, player.layers, () => player.show());
    this.left = player.clip.data.reps;
    this.right = clip.data.reps;
    const own = Math.max(0, this.left.indexOf(player.rep));
    this.from = { left: own, right: clip === player.clip ? (own + 1) % this.right.length : 0 };
    this.nudge = 0;
    this.element = this.controls(player.clip.data.words);
  }

  controls(words) {
    const box = made("div", { className: "two-clips" });
    const choice = (word, names, at, act) => {
      const label = made("label");
      const list = made("select");
      names.forEach((name, i) => list.append(new Option(name, i, false, i === at)));
      list.addEventListener("change", () => act(Number(list.value)));
      label.append(made("span", { textContent: word }), list);
      return label;
    };
    const names = (reps) => reps.map((rep) => rep.name);
    this.tied = made("output", { className: "tied" });
    const bar = toolbar(words.beside, "nudges");
    bar.append(
      button("−1", () => this.move(-1), { label: words.earlier }),
      button("+1", () => this.move(1), { label: words.later }),
    );
    box.append(
      choice(words.left, names(this.left), this.from.left, (number) => this.choose("left", number)),
      choice(words.right, names(this.right), this.from.right, (number) => this.choose("right", number)),
      choice(words.tie, POSES.map((pose) => words[pose]), POSES.indexOf("bottom"), (number) => this.tie(POSES[number])),
      oneStop(bar),
      this.tied,
    );
    return box;
  }

  choose(side, number) {
    this.from[side] = number;
    this.tie(this.pose);
  }

  // At the same key position of both; both go there.
  tie(pose) {
    this.pose = pose;
    this.anchor_s = this.left[this.from.left][`${pose}_s`];
    this.place = this.stage.clock.frameAt(this.right[this.from.right][`${pose}_s`]);
    this.nudge = 0;
    this.player.goTo(this.anchor_s);
    this.say();
  }

  // The right one a picture earlier or later than it was tied.
  move(pictures) {
    this.nudge += pictures;
    this.follow(true);
    this.say();
  }

  say() {
    const { words } = this.player.clip.data;
    this.tied.textContent = words.tied.replace("{number}", this.nudge);
  }

  // Where the right one should be when the left one is at a time.
  wanted_s(left_s) {
    const { clock } = this.stage;
    const tied = Math.min(clock.last, Math.max(0, this.place + this.nudge));
    return Math.min(clock.t_s[clock.last], Math.max(0, clock.t_s[tied] + left_s - this.anchor_s));
  }

  follow(exactly) {
    const [left, right] = [this.player.stage, this.stage];
    const wanted_s = this.wanted_s(left.aim_s);
    if (left.video.paused || exactly) {
      if (left.video.paused) right.video.pause();
      const frame = right.clock.frameOf(right.clock.first_s + wanted_s);
      if (right.aim !== frame) right.go(frame);
      return;
    }
    if (right.video.paused) right.video.play().catch(() => {});
    const late_s = wanted_s - right.t_s;
    const speed = this.player.speed;
    if (Math.abs(late_s) > FAR_S) {
      if (!right.video.seeking) right.goTo(wanted_s);
    } else right.video.playbackRate = Math.abs(late_s) < NEAR_S ? speed : Math.max(0.0625, speed * (1 + Math.sign(late_s) * HURRY));
  }

  leave() {
    this.stage.leave();
    this.stage.element.remove();
    this.element.remove();
  }
}
