// The clock of a question on a phone: time to read, time to answer, a pause; and since when one
// could have answered here. The server alone decides what counts.
import { start as startTimer, stop as stopTimer } from "../timer.js";

const EARLY = 150; // ms that timer.js keeps for the way to the server, which has a grace of its own
const BEHIND = 1000; // ms from which on a page has come late and asks the server's clock
let reading = 0;

export class Clock {
  // `opened` and `over` are called when answers begin and cease to count.
  constructor({ opened, over, hurry }) {
    this.calls = { opened, over, hurry };
    this.number = 0;
    this.started = 0;
    this.stop();
  }

  get isOpen() {
    return this.state === "open";
  }

  // How long, in ms, somebody who answers at `moment` has taken.
  taken(moment) {
    return Math.max(0, moment - this.started);
  }

  // ms until the server takes no answer any more, or null.
  left(now) {
    return this.end === null ? null : this.end - now;
  }

  // `since` is when, on the page's clock, things stood as `time` says; `share` of the whole time is
  // what this seat has beyond the others, whichever question is on.
  start(time, { number, since, share, paused, locked }) {
    this.stop();
    const lead = Number(time.dataset.lead) * 1000;
    const remaining = "remaining" in time.dataset ? Number(time.dataset.remaining) * 1000 : null;
    const gone = remaining === null ? 0 : Number(time.dataset.limit) * 1000 - remaining;
    const extra = share * Number(time.dataset.limit) * 1000;
    const opens = since + lead;
    this.end = remaining === null ? null : opens + remaining + extra;
    if (this.number !== number || this.wasPaused) {
      this.started = gone > BEHIND ? since - gone : Math.max(opens, performance.now());
      if (gone <= BEHIND) onPaint(() => (this.started = Math.max(this.started, opens, performance.now())));
    }
    this.number = number;
    this.wasPaused = paused;
    if (locked || paused) return;
    const timer = time.querySelector(".timer");
    if (timer) stretch(timer, (remaining + extra) / 1000);
    if (extra) timer?.querySelector(".timer-longer")?.remove(); // they are those who have longer
    this.state = "reading";
    const open = () => this.open(time, timer, opens);
    if (lead > 0) this.count(time, opens, open);
    else open();
  }

  count(time, opens, open) {
    const left = (opens - performance.now()) / 1000;
    if (left <= 0) {
      open();
      return;
    }
    time.querySelector("[data-lead-left]").textContent = String(Math.ceil(left));
    this.ticking = setTimeout(() => this.count(time, opens, open), Math.max(20, (left % 1) * 1000 + 5));
  }

  open(time, timer, opens) {
    time.querySelector(".time-read").hidden = true;
    for (const shown of time.querySelectorAll(".timer, .time-free")) shown.hidden = false;
    this.state = "open";
    this.calls.opened();
    if (!timer) return;
    const over = () => {
      this.state = "over";
      this.calls.over();
      const words = markOver(timer);
      if (words) this.calls.hurry(words);
    };
    startTimer(timer, { since: opens + EARLY, over, hurry: this.calls.hurry });
  }

  stop() {
    clearTimeout(this.ticking);
    stopTimer();
    this.state = "closed";
    this.end = null;
  }
}

// The timer of a page where nobody answers: it waits while one reads, and stands still in a pause.
export function run(timer, since = performance.now()) {
  stop();
  if ("paused" in timer.dataset) return;
  const opens = since + Number(timer.dataset.lead ?? 0) * 1000;
  const wait = opens - performance.now();
  timer.toggleAttribute("data-reading", wait > 0);
  const go = () => {
    timer.removeAttribute("data-reading");
    if (timer.isConnected) startTimer(timer, { since: opens + EARLY, over: () => markOver(timer), hurry() {} });
  };
  reading = setTimeout(go, Math.max(0, wait));
}

export function stop() {
  clearTimeout(reading);
  stopTimer();
}

// At zero a clock says why nothing happens, where some have longer. Returns the words, once.
function markOver(timer) {
  if ("over" in timer.dataset) return "";
  timer.dataset.over = "";
  return timer.querySelector(".timer-longer")?.textContent ?? "";
}

// A seat with extra time sees its own.
function stretch(timer, seconds) {
  timer.dataset.remaining = seconds.toFixed(2);
  timer.querySelector("[data-seconds]").textContent = String(Math.ceil(seconds));
  timer.querySelector("animate")?.setAttribute("dur", `${Math.max(seconds, 0.05).toFixed(2)}s`);
}

// After the next picture is on the screen.
function onPaint(call) {
  requestAnimationFrame(() => requestAnimationFrame(call));
}
