// Stands in for socket.io-client: the test is the server. `window.line` is the last connection made.

class Line {
  connected = false;
  active = true;
  sent = [];
  #heard = {};
  #onPacket = () => {};

  constructor({ auth }) {
    this.auth = auth;
    this.io = {
      on: () => {},
      engine: { on: (_, listener) => (this.#onPacket = listener), close: () => this.drop() },
    };
    window.lines = [...(window.lines ?? []), this];
    window.line = this;
  }

  on(event, listener) {
    this.#heard[event] = listener;
  }

  timeout() {
    return this;
  }

  emit(event, payload, acknowledge) {
    this.sent.push({ event, payload });
    acknowledge?.(null, {});
  }

  async emitWithAck(event, payload) {
    this.sent.push({ event, payload });
    return event === 'clock' ? window.serverTime + performance.now() - window.serverTimeSetAt : {};
  }

  connect() {}

  disconnect() {
    this.connected = false;
  }

  // What the test does as the server:

  accept() {
    this.connected = true;
    this.#heard.connect();
  }

  refuse(data) {
    this.active = false;
    this.#heard.connect_error({ message: 'refused', data });
  }

  drop() {
    this.connected = false;
    this.#heard.disconnect();
  }

  view(view) {
    this.#onPacket();
    this.#heard.view(view);
  }
}

/** The library's only function the pages use. */
export const io = (options) => new Line(options);
