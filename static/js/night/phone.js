// A player's phone: what is on comes by the stream, answers go out and are told to be saved. What
// somebody has chosen or begun to type stays whatever arrives. Without script the forms do it all.
import { limitChoices } from "../choices.js";
import { watch as watchKeys } from "../keys.js";
import { Clock } from "./clock.js";
import { collect, fill, lay, markMine, markPlace, say } from "./form.js";
import "./live.js";
import { Outbox } from "./outbox.js";
import { updates, waits } from "./parts.js";
import { keepAwake } from "./wake.js";

const WAIT = { radio: 0, checkbox: 250, "select-one": 250, text: 500 }; // ms of rest before a save
const GRACE = 2500; // ms beyond the deadline in which an answer is still offered, to be told "too late"

const main = document.getElementById("main");
const stage = document.getElementById("stage");
const slot = document.getElementById("me-slot");
const outbox = new Outbox(main.dataset.night, told);
const clock = new Clock({ opened: show, over: timeIsUp, hurry: whisper });
let since = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
let latest = { number: 0, given: [] };
let resting = 0;
let touched = 0;

const me = () => document.getElementById("me").dataset;
const mine = (number) => (me().number === String(number) ? JSON.parse(me().given) : []);
const [form, root] = ["answer", "stage_player"].map((id) => () => document.getElementById(id));

function begin(isNew) {
  const { phase, number } = root().dataset;
  main.dataset.phase = phase;
  refresh();
  if (!form()) {
    clock.stop();
    if (outbox.pending && !outbox.pending.until) outbox.pending.until = Date.now() + GRACE;
    if (phase === "reveal") markMine(stage, latest.number === Number(number) ? latest.given : mine(number));
    return;
  }
  if (isNew) putBack(Number(number));
  clock.start(document.getElementById("time"), {
    number,
    since,
    share: Number(me().extraShare),
    paused: root().hasAttribute("data-paused"),
    locked: phase === "locked",
  });
  show();
}

// What the server has, or what was on its way there when the page went.
function putBack(number) {
  outbox.open(number, me().number === String(number) ? Number(me().revision) : 0);
  const sent = outbox.restore(number);
  const kept = sent ? sent.fields.filter(([name]) => name !== "number").map(([, value]) => value).slice(0, -2) : null;
  const given = kept ?? (latest.number === number ? latest.given : mine(number));
  if (given.length > 0) fill(form(), given);
  lay(stage);
  limitChoices(stage);
  if (!sent) say(given.some(Boolean) ? "saved" : "");
}

// Whether one can answer now.
function show() {
  if (!form()) return;
  const closed = !clock.isOpen;
  document.getElementById("fields").disabled = closed;
  for (const button of form().querySelectorAll("button[type=submit]")) button.disabled = closed;
  const field = form().querySelector("input[name=text]");
  if (field && !closed && !slot.contains(document.activeElement)) field.focus({ preventScroll: true });
}

function timeIsUp() {
  if (resting) save();
  show();
}

function save() {
  resting = clearTimeout(resting);
  const fields = collect(form());
  const left = clock.left(performance.now());
  latest = { number: Number(root().dataset.number), given: fields.slice(1).map(([, value]) => value) };
  outbox.send(form().action, fields, clock.taken(touched), left === null ? null : left + GRACE);
}

function touch(event) {
  if (!form()?.contains(event.target) || !clock.isOpen) return;
  touched = performance.now();
  clearTimeout(resting);
  const wait = WAIT[event.target.type] ?? WAIT["select-one"];
  if (wait === 0) save();
  else resting = setTimeout(save, wait);
}

function told(state, answer) {
  if (state === "refused" && [401, 403, 404, 410].includes(answer.status)) location.reload();
  if (answer.number !== Number(root().dataset.number)) return;
  say(state, answer.error);
  if (state !== "saved") return;
  latest = { number: answer.number, given: answer.given };
  // A newer change came from another page of this seat: show what counts.
  if (answer.overtaken && form() && !resting) {
    fill(form(), answer.given);
    lay(stage);
  }
}

function refresh() {
  const { status, number } = me();
  if (status === "out" || status === "banned") location.reload();
  main.dataset.status = status;
  markPlace(stage, me().called);
  const shown = root().dataset.number;
  main.toggleAttribute("data-fresh", shown === "0" || (number === shown && slot.querySelector(".my-result") !== null));
}

main.addEventListener("htmx:sseBeforeMessage", (event) => {
  const { data } = event.detail;
  if (event.target === stage) since = performance.now();
  const kept = event.target === stage ? updates(data) : event.target === slot && waits(slot, data);
  if (!kept) return;
  event.preventDefault();
  if (event.target !== stage) return;
  if (resting && root().dataset.phase === "locked") save();
  begin(false);
});
main.addEventListener("htmx:sseMessage", (event) => {
  if (event.target === slot) refresh();
  if (event.target !== stage) return;
  resting = clearTimeout(resting);
  begin(true);
  // Where answers count at once, the field to type in has the focus already.
  if (!form()?.contains(document.activeElement)) stage.querySelector("h1")?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});
stage.addEventListener("change", (event) => event.target.type !== "text" && touch(event));
stage.addEventListener("input", (event) => event.target.type === "text" && touch(event));
stage.addEventListener("submit", (event) => {
  event.preventDefault();
  if (clock.isOpen && (resting || !outbox.pending)) save();
});
addEventListener("pagehide", () => resting && save());

// For those who listen; the others see the timer.
function whisper(text) {
  document.getElementById("whisper").textContent = text;
}

watchKeys(stage);
keepAwake();
begin(true);
