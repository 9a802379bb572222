// The live line of a page: a stream that comes back, and asking every two seconds where none can be.
// It stands in for EventSource; htmx and its sse extension do the rest (`sse-connect`, `sse-swap`).
import "./sounds.js";

const SILENCE = 25_000; // ms without a word, not even a ping
const FIRST_WORD = 8_000; // a stream begins with a snapshot
const POLL = 2_000;
const REFUSALS = 3;
const CALM = 1_200; // so long a gap is nobody's business

class Live extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.heardOf = new Set(["ping"]);
    this.told = new Map();
    this.failed = 0;
    this.readyState = EventSource.OPEN; // for the extension, which would come back by itself
    this.pass = (event) => this.hear(event);
    for (const name of ["online", "pageshow"]) addEventListener(name, (e) => e.persisted !== false && this.connect());
    document.addEventListener("visibilitychange", () => this.onVisible());
    this.connect();
  }

  addEventListener(name, listener) {
    super.addEventListener(name, listener);
    if (this.heardOf.has(name)) return;
    this.heardOf.add(name);
    this.source?.addEventListener(name, this.pass);
  }

  connect() {
    if (this.readyState === EventSource.CLOSED) return;
    clearTimeout(this.again);
    this.source?.close();
    const source = new EventSource(this.url);
    this.source = source;
    for (const name of this.heardOf) source.addEventListener(name, this.pass);
    source.onerror = () => this.source === source && this.refused(source);
    this.expect(FIRST_WORD);
  }

  // The browser comes back by itself, when the server said so; only a refusal ends its trying.
  refused(source) {
    this.failed += 1;
    this.away();
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.again);
    const wait = Math.min(8000, 400 * 2 ** Math.min(this.failed, 5)) * (0.5 + Math.random());
    this.again = setTimeout(() => this.connect(), wait);
  }

  hear(event) {
    this.failed = 0;
    this.stopPolling();
    this.here();
    this.expect(SILENCE);
    this.tell(event.type, event.data, event.lastEventId);
  }

  tell(name, data, lastEventId = "") {
    if (name === "ping") return;
    this.told.set(name, data);
    this.dispatchEvent(new MessageEvent(name, { data, lastEventId }));
  }

  expect(ms) {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => {
      this.failed += 1;
      this.away();
      this.connect();
    }, ms);
  }

  onVisible() {
    if (document.hidden) this.hid = Date.now();
    else if (Date.now() - (this.hid ?? Infinity) > 3000) this.connect();
  }

  away() {
    this.gone ??= setTimeout(() => show(true), CALM);
    if (this.failed >= REFUSALS && !this.polling) this.poll();
  }

  here() {
    clearTimeout(this.gone);
    this.gone = undefined;
    show(false);
  }

  // The same frames, asked for; each that differs from the last is told like one of the stream.
  async poll() {
    const turn = (this.polling = {});
    while (this.polling === turn) {
      try {
        const answer = await fetch(nowOf(this.url), { cache: "no-store", signal: AbortSignal.timeout?.(6000) });
        if ([401, 403, 404, 410].includes(answer.status)) return location.reload();
        const text = answer.ok ? await answer.text() : "";
        if (this.polling !== turn) return;
        if (answer.ok) this.here();
        for (const [name, data] of frames(text)) if (this.told.get(name) !== data) this.tell(name, data);
      } catch {
        if (this.polling === turn) this.gone ??= setTimeout(() => show(true), CALM);
      }
      await new Promise((done) => setTimeout(done, POLL * (0.8 + 0.4 * Math.random())));
    }
  }

  stopPolling() {
    this.polling = undefined;
  }

  close() {
    this.readyState = EventSource.CLOSED;
    for (const timer of [this.watch, this.again, this.gone]) clearTimeout(timer);
    this.stopPolling();
    this.source.close();
  }
}

function nowOf(url) {
  return document.querySelector("[data-live]")?.dataset.now ?? url.replace("/stream", "/now");
}

export function frames(text) {
  return text
    .split("\n\n")
    .map((block) => block.split("\n"))
    .map((lines) => [part(lines, "event: ").join(""), part(lines, "data: ").join("\n")])
    .filter(([name]) => name);
}

function part(lines, field) {
  return lines.filter((line) => line.startsWith(field)).map((line) => line.slice(field.length));
}

function show(away) {
  const line = document.getElementById("line");
  if (line) line.textContent = away ? line.dataset.away : "";
  if (document.documentElement.hasAttribute("data-away") === away) return;
  document.documentElement.toggleAttribute("data-away", away);
  document.dispatchEvent(new CustomEvent("live", { detail: away ? "away" : "here" }));
}

window.htmx.createEventSource = (url) => new Live(url);
