// A player's phone: what is on comes by the stream, answers go out and are told to be saved. What
// somebody has chosen or begun to type stays whatever arrives. Without script the forms do it all.
import { watch as watchKeys } from "../keys.js";
import { Clock } from "./clock.js";
import { markPlace } from "./form.js";
import { Hand } from "./hand.js";
import "./live.js";
import { updates, waits } from "./parts.js";
import { keepAwake } from "./wake.js";

const main = document.getElementById("main");
const stage = document.getElementById("stage");
const slot = document.getElementById("me-slot");
const clock = new Clock({ opened: show, over: timeIsUp, hurry: whisper });
let since = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
let isOpen = false; // “Your seat”, before what is new of it came
let held = ""; // what had the focus in it

const me = () => document.getElementById("me").dataset;
const hand = new Hand(main.dataset.night, stage, clock, had);
const [form, root] = ["answer", "stage_player"].map((id) => () => document.getElementById(id));

function begin(isNew) {
  const { phase, number } = root().dataset;
  main.dataset.phase = phase;
  refresh();
  if (!form()) {
    clock.stop();
    hand.shut();
    return;
  }
  if (isNew) hand.putBack();
  const paused = root().hasAttribute("data-paused");
  const still = paused ? ".curtain" : phase === "locked" ? ".time-word" : null;
  whisper(still ? stage.querySelector(still).textContent : "");
  clock.start(document.getElementById("time"), {
    number,
    since,
    share: Number(me().extraShare),
    paused,
    locked: phase === "locked",
  });
  show();
}

// What the server has of a question, as far as it was told.
function had(number) {
  const { given, revision, done, ...told } = me();
  if (told.number !== String(number)) return { number, given: [], revision: 0, isDone: false };
  return { number, given: JSON.parse(given), revision: Number(revision), isDone: Boolean(done) };
}

// Whether one can answer now.
function show() {
  if (!form()) return;
  hand.show();
  const field = form().querySelector("input[name=text]");
  if (field && clock.isOpen && !slot.querySelector(":focus:not(#verdict)")) field.focus({ preventScroll: true });
}

function timeIsUp() {
  hand.settle();
  show();
}

function refresh() {
  const { status, number } = me();
  if (status === "out" || status === "banned") location.reload();
  main.dataset.status = status;
  markPlace(stage, me().called);
  const shown = root().dataset.number;
  const verdict = number === shown ? slot.querySelector("#verdict") : null;
  main.toggleAttribute("data-fresh", shown === "0" || verdict !== null);
  // Who listens hears how it came out; a focus that is on something stays there.
  if (root().dataset.phase === "reveal" && document.activeElement === document.body) verdict?.focus({ preventScroll: true });
}

// “Your seat” stays as it is, whoever changes what is in it.
const own = () => slot.querySelector(".own-more");
function look() {
  isOpen = own()?.open ?? false;
  held = own()?.contains(document.activeElement) ? document.activeElement.id : "";
}
main.addEventListener("htmx:beforeSwap", look);
main.addEventListener("htmx:afterSwap", () => {
  own()?.toggleAttribute("open", isOpen);
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
});

main.addEventListener("htmx:sseBeforeMessage", (event) => {
  const { data } = event.detail;
  look();
  if (event.target === stage) since = performance.now();
  const kept = event.target === stage ? updates(data) : event.target === slot && waits(slot, data);
  const goesOn = root().dataset.phase === "question" && !("paused" in root().dataset);
  if (event.target === stage && !(kept && goesOn)) hand.settle();
  if (!kept) return;
  event.preventDefault();
  if (event.target === stage) begin(false);
});
main.addEventListener("htmx:sseMessage", (event) => {
  if (event.target === slot) refresh();
  if (event.target !== stage) return;
  begin(true);
  // Where answers count at once, the field to type in has the focus already.
  if (!form()?.contains(document.activeElement)) stage.querySelector("h1")?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});

// For those who listen; the others see the timer.
function whisper(text) {
  document.getElementById("whisper").textContent = text;
}

watchKeys(stage);
keepAwake();
begin(true);
