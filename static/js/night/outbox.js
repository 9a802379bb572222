// One answer on its way: it is sent again and again until the server has it or the time is up.
// It lies in the tab's own store meanwhile, so that a reload loses nothing.
const PATIENCE = 4_000; // ms for one try
const FIRST_WAIT = 250;
const LONGEST_WAIT = 2_000;

export class Outbox {
  // `say(state, answer, text)`: sending, trying, saved, refused, late.
  constructor(night, say) {
    this.key = `greenroom:answer:${night}`;
    this.say = say;
    this.revision = 0;
    this.number = 0;
    this.pending = null;
    for (const name of ["online", "pageshow"]) addEventListener(name, () => this.hurry());
    document.addEventListener("live", () => this.hurry());
  }

  // A question came, with what the server has of it.
  open(number, revision) {
    if (number !== this.number) {
      this.number = number;
      this.revision = 0;
      if (this.pending && this.pending.number !== number) this.drop();
    }
    this.revision = Math.max(this.revision, revision);
  }

  // What was on its way when the page went. Its time counts on the wall, which a reload keeps.
  restore(number) {
    const kept = read(this.key) ?? this.pending;
    if (!kept || kept.number !== number || (kept.until && kept.until < Date.now())) {
      sessionStorage.removeItem(this.key);
      return null;
    }
    this.revision = Math.max(this.revision, kept.revision);
    this.start(kept);
    return kept;
  }

  // `answer` has its address and its fields as a form posts them, and what is to be known of it
  // when something is said of it; `left` ms until it is of no use, or null.
  send(answer, ms, left) {
    this.revision += 1;
    this.start({
      ...answer,
      number: this.number,
      revision: this.revision,
      until: left === null ? 0 : Date.now() + left,
      fields: [...answer.fields, ["ms", ms.toFixed(1)], ["revision", String(this.revision)]],
    });
  }

  start(answer) {
    this.aborter?.abort();
    clearTimeout(this.timer);
    this.pending = answer;
    this.wait = FIRST_WAIT;
    try {
      sessionStorage.setItem(this.key, JSON.stringify(answer));
    } catch {
      // without a store it goes by memory alone
    }
    this.say("sending", answer);
    this.post(answer);
  }

  async post(answer) {
    const aborter = (this.aborter = new AbortController());
    const timer = setTimeout(() => aborter.abort(), PATIENCE);
    try {
      const told = await fetch(answer.address, {
        method: "POST",
        body: new URLSearchParams(answer.fields),
        headers: { Accept: "application/json" },
        signal: aborter.signal,
        keepalive: true,
      });
      if (this.pending !== answer) return;
      if (told.status >= 500 || told.status === 429) throw new Error(String(told.status));
      const body = await told.json();
      if (this.pending !== answer) return;
      this.drop();
      if (told.ok) this.revision = Math.max(this.revision, body.revision);
      const overtaken = told.ok && body.revision > answer.revision;
      this.say(told.ok ? "saved" : "refused", { ...answer, status: told.status, overtaken, ...body });
    } catch {
      if (this.pending === answer) this.again(answer);
    } finally {
      clearTimeout(timer);
    }
  }

  again(answer) {
    if (answer.until && Date.now() > answer.until) {
      this.drop();
      this.say("late", answer);
      return;
    }
    this.say("trying", answer);
    this.timer = setTimeout(() => this.post(answer), this.wait * (0.7 + 0.6 * Math.random()));
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  hurry() {
    if (!this.pending || !this.timer) return;
    clearTimeout(this.timer);
    this.wait = FIRST_WAIT;
    this.post(this.pending);
  }

  drop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.pending = null;
    sessionStorage.removeItem(this.key);
  }
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}
