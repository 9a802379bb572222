// What this phone gives as its answer. It is saved whenever the hand rests, and counts at the lock.
// It is handed in by a tap where one tap is the answer, else by Done: then nobody waits for it.
// What counts is what the server has said to be saved, never what was sent.
import { limitChoices } from "../choices.js";
import { fill, given, hush, isWhole, lay, markMine, say } from "./form.js";
import { Outbox } from "./outbox.js";
import { Rest } from "./rest.js";

const REST = { checkbox: 250, text: 500 }; // ms of rest before a draft is saved; 250 for all others
const GRACE = 2500; // ms beyond the deadline in which an answer is still offered, to be told "too late"
const GONE = [401, 403, 404, 410];
const NOTHING = { number: 0, given: [], isDone: false };

const [form, root] = ["answer", "stage_player"].map((id) => () => document.getElementById(id));
const button = () => form()?.querySelector(".lockbar > .lock"); // none where one tap is the answer
const number = () => Number(root().dataset.number);

export class Hand {
  // `had(number)` returns what `me` says the server has of a question, and its revision.
  constructor(night, stage, clock, had) {
    this.stage = stage;
    this.clock = clock;
    this.had = had;
    this.outbox = new Outbox(night, (state, answer) => this.told(state, answer));
    this.saved = NOTHING;
    this.latest = NOTHING;
    this.rest = new Rest(() => this.save(false));
    this.byArrow = false; // an arrow goes through options, and chooses each on its way
    this.owed = false; // something was refused in a pause, and is still in the fields
    stage.addEventListener("change", (event) => event.target.type !== "text" && this.touch(event));
    stage.addEventListener("input", (event) => event.target.type === "text" && this.touch(event));
    stage.addEventListener("submit", (event) => this.done(event));
    document.addEventListener("keydown", (event) => (this.byArrow = /^Arrow/.test(event.key)));
    document.addEventListener("pointerdown", () => (this.byArrow = false));
    addEventListener("pagehide", () => this.settle());
  }

  // What the server is known to have of the question at hand.
  counts() {
    return this.saved.number === number() ? this.saved : this.had(number());
  }

  // A question came: what the server has of it, or what was on its way there when the page went.
  putBack() {
    this.rest.stop();
    hush();
    this.owed = false;
    this.outbox.open(number(), this.had(number()).revision);
    const sent = this.outbox.restore(number());
    this.latest = sent ?? this.counts();
    if (this.latest.given.length > 0) fill(form(), this.latest.given);
    lay(this.stage);
    limitChoices(this.stage);
    if (!sent) this.tell();
  }

  // Answers begin or cease to count.
  show() {
    const isOpen = this.clock.isOpen;
    document.getElementById("fields").disabled = !isOpen;
    if (isOpen && this.owed) this.save(false);
    else if (isOpen && !this.outbox.pending) this.tell();
    this.light();
  }

  light() {
    const done = button();
    if (done) done.disabled = !this.clock.isOpen || this.latest.isDone || !isWhole(form());
  }

  touch(event) {
    if (!form()?.contains(event.target) || !this.clock.isOpen) return;
    this.touched = performance.now();
    // Who changes what was handed in is waited for again, and at once.
    if (!button() && !this.byArrow) this.save(true);
    else this.rest.touch(this.latest.isDone ? 0 : REST[event.target.type] ?? 250);
    this.light();
  }

  done(event) {
    event.preventDefault();
    const isKnown = this.latest.isDone && !this.rest.isAwaited;
    if (this.clock.isOpen && !isKnown && isWhole(form())) this.save(true);
  }

  // While the fields can still be read.
  settle() {
    this.rest.end();
  }

  save(isDone) {
    this.rest.stop();
    this.owed = false;
    const left = this.clock.left(performance.now());
    this.latest = { number: number(), given: given(form()), isDone };
    const answer = { address: form().action, fields: [...new FormData(form())], ...this.latest };
    if (!isDone) answer.fields.push(["draft", "1"]);
    this.outbox.send(answer, this.clock.taken(this.touched ?? 0), left === null ? null : left + GRACE);
    this.light();
  }

  told(state, answer) {
    if (state === "refused" && GONE.includes(answer.status)) location.reload();
    if (answer.number !== number()) return;
    if (state === "saved") {
      const isDone = answer.isDone && !(answer.overtaken && button());
      this.saved = this.latest = { number: answer.number, given: answer.given, isDone };
      // A newer change came from another page of this seat: show what counts.
      if (answer.overtaken && form() && !this.rest.isAwaited) this.refill();
      this.tell();
    } else {
      if (state === "late" || state === "refused") this.takeBack();
      say(state, answer.error);
    }
    if (form()) this.light();
  }

  // It was not saved. Where it can be said again it stays; else what counts is shown.
  takeBack() {
    this.latest = this.counts();
    if (!form()) markMine(this.stage, this.latest.given);
    else if (button() && (this.clock.isOpen || "paused" in root().dataset)) this.owed = true;
    else this.refill();
  }

  refill() {
    fill(form(), this.latest.given);
    lay(this.stage);
  }

  tell() {
    const open = form() && isWhole(form()) ? "draft" : "part";
    say(this.latest.given.some(Boolean) ? (this.latest.isDone ? "saved" : open) : "");
  }

  // No answer counts any more: what is still on its way is offered a little longer.
  shut() {
    this.rest.stop();
    hush();
    if (this.outbox.pending && !this.outbox.pending.until) this.outbox.pending.until = Date.now() + GRACE;
    if (root().dataset.phase !== "reveal") return;
    markMine(this.stage, this.latest.number === number() ? this.latest.given : this.counts().given);
  }
}
