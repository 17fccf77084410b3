// The film's own times: which picture is shown, and where to send the video for another one.
class Clock {
  constructor(t_s, first_s) {
    this.t_s = t_s;
    this.first_s = first_s; // what the video's clock shows at the first picture
  }

  get last() {
    return this.t_s.length - 1;
  }

  get end_s() {
    return this.t_s[this.last] + this.gap_s(this.last);
  }

  gap_s(frame) { // how long a picture is shown
    if (!this.last) return 0.04;
    const next = Math.min(frame + 1, this.last);
    return this.t_s[next] - this.t_s[next - 1];
  }

  // Of the time stamp of a picture.
  frameOf(media_s) {
    const t_s = media_s - this.first_s;
    const before = placeBefore(this.t_s, t_s);
    const after = Math.min(before + 1, this.last);
    return this.t_s[after] - t_s < t_s - this.t_s[before] ? after : before;
  }

  // Of a moment while it is shown.
  frameAt(t_s) {
    return placeBefore(this.t_s, t_s + 1e-4);
  }

  // Amid the time a picture is shown, so that rounding never lands on its neighbour.
  mediaTime(frame) {
    return this.first_s + this.t_s[frame] + this.gap_s(frame) / 2;
  }
}
