// A line to our own server, where each message is answered with one. Gone silent or closed, it is opened again, unless
// it was given up.
const AGAIN_MS = 1000;
const GOODBYE = 1000; // RFC 6455: the server has said all

class Line {
  // Told are `opened`, `heard` and `lost`, with whether the server meant it. An answer may take `patience_ms`.
  constructor(path, patience_ms, told) {
    Object.assign(this, { path, patience_ms, told });
    this.connect();
  }

  connect() {
    const socket = (this.socket = new WebSocket(location.origin.replace(/^http/, "ws") + this.path));
    let since = Date.now();
    this.owed = 0;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.told.opened?.();
    socket.onmessage = ({ data }) => {
      since = Date.now();
      this.owed -= 1;
      this.told.heard(data);
    };
    this.sent = () => (since = this.owed++ ? since : Date.now());
    const waits = () => this.owed > 0 || socket.readyState === WebSocket.CONNECTING;
    const watch = setInterval(() => waits() && Date.now() - since > this.patience_ms && socket.close(), 500);
    socket.onclose = ({ code }) => {
      clearInterval(watch);
      if (this.over) return;
      this.told.lost?.(code === GOODBYE);
      setTimeout(() => this.over || this.connect(), AGAIN_MS);
    };
  }

  get open() {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(message) {
    if (!this.open) return;
    this.sent();
    this.socket.send(message);
  }

  close() {
    this.over = true;
    this.socket.close();
  }
}
