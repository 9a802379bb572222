// A player's phone: what is on comes by the stream, answers go out and are told to be saved. What
// somebody has chosen or begun to type stays whatever arrives. Without script the forms do it all.
import { limitChoices } from "../choices.js";
import { watch as watchKeys } from "../keys.js";
import { Clock } from "./clock.js";
import { collect, fill, lay, markMine, say } from "./form.js";
import "./live.js";
import { Outbox } from "./outbox.js";
import { keepAwake } from "./wake.js";

const WAIT = { radio: 0, checkbox: 250, "select-one": 250, text: 500 }; // ms of rest before a save
const GRACE = 2500; // ms beyond the deadline in which an answer is still offered, to be told "too late"
const SHOWN = ["reveal", "standings", "podium", "over"];

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
const form = () => document.getElementById("answer");
const root = () => document.getElementById("stage_player");

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
    extra: Number(me().extra) * 1000,
    paused: root().hasAttribute("data-paused"),
    locked: phase === "locked",
  });
  show();
}

function mine(number) {
  return me().number === String(number) ? JSON.parse(me().given) : [];
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
  clearTimeout(resting);
  resting = 0;
  const fields = collect(form());
  const left = clock.left(performance.now());
  latest = { number: Number(root().dataset.number), given: fields.slice(1).map(([, value]) => value) };
  outbox.send(form().action, fields, clock.taken(touched), left === null ? null : left + GRACE);
}

function touch(event) {
  if (!form()?.contains(event.target) || !clock.isOpen) return;
  touched = performance.now();
  clearTimeout(resting);
  const type = event.target.type ?? "select-one";
  if (WAIT[type] === 0) save();
  else resting = setTimeout(save, WAIT[type] ?? WAIT["select-one"]);
}

function told(state, answer) {
  if (state === "refused" && [401, 403, 404, 410].includes(answer.status)) location.reload();
  if (state === "saved" && answer.given) latest = { number: answer.number, given: answer.given };
  if (answer.number === Number(root().dataset.number)) say(state, answer.error);
}

function refresh() {
  const { status, number } = me();
  if (status === "out" || status === "banned") location.reload();
  main.dataset.status = status;
  const shown = root().dataset.number;
  main.toggleAttribute("data-fresh", shown === "0" || (number === shown && slot.querySelector(".my-result") !== null));
}

// The question that is on already: its clock and its state alone change, and nothing in the form.
function isSame(html) {
  const come = new DOMParser().parseFromString(html, "text/html").getElementById("stage_player");
  const here = root();
  if (!form() || !come?.querySelector("#answer") || come.dataset.number !== here.dataset.number) return false;
  if (SHOWN.includes(here.dataset.phase)) return false;
  here.dataset.phase = come.dataset.phase;
  here.toggleAttribute("data-paused", come.hasAttribute("data-paused"));
  document.getElementById("time").replaceWith(document.importNode(come.querySelector("#time"), true));
  if (come.dataset.phase === "locked" && resting) save();
  return true;
}

// Somebody is typing a name or a wager: what is new of the seat waits for the next frame.
function isBusy(html) {
  const held = document.activeElement;
  if (!slot.contains(held) || !held.matches("input, select")) return false;
  const come = new DOMParser().parseFromString(html, "text/html").getElementById("me");
  if (!come || come.dataset.phase !== me().phase || come.dataset.status !== me().status) return false;
  Object.assign(me(), come.dataset);
  return true;
}

main.addEventListener("htmx:sseBeforeMessage", (event) => {
  const { data } = event.detail;
  if (event.target === stage) since = performance.now();
  const kept = event.target === stage ? isSame(data) : event.target === slot && isBusy(data);
  if (!kept) return;
  event.preventDefault();
  if (event.target === stage) begin(false);
});
main.addEventListener("htmx:sseMessage", (event) => {
  if (event.target === slot) refresh();
  if (event.target !== stage) return;
  clearTimeout(resting);
  resting = 0;
  begin(true);
  stage.querySelector("h1")?.focus({ preventScroll: true });
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
