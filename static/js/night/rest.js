// A hand at work: the call is made once it rests, or after a while although it goes on.
const LONGEST = 2000; // ms

export class Rest {
  constructor(call) {
    this.call = call;
    this.timer = 0;
  }

  get isAwaited() {
    return this.timer !== 0;
  }

  // `wait`: ms of rest from now on; 0 for at once.
  touch(wait) {
    const now = performance.now();
    if (!this.isAwaited) this.since = now;
    this.stop();
    const left = Math.min(wait, this.since + LONGEST - now);
    if (left > 0) this.timer = setTimeout(() => this.end(), left);
    else this.call();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  // Waits no longer.
  end() {
    if (!this.isAwaited) return;
    this.stop();
    this.call();
  }
}
