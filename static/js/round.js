// The page of a round: keys, the timer, and telling what happened. Everything also works without.
import { limitChoices } from "./choices.js";
import { watch as watchKeys } from "./keys.js";
import { enhance as layMatch } from "./match.js";
import { enhance as layOrder } from "./order.js";
import { start as startTimer, stop as stopTimer } from "./timer.js";

const stage = document.getElementById("stage");
const news = document.getElementById("news");
// When the answer of the server arrived, from which on its count of seconds left holds.
let arrived = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;

function begin() {
  stopTimer();
  limitChoices(stage);
  layOrder(stage);
  layMatch(stage);
  const timer = stage.querySelector(".timer");
  if (timer) startTimer(timer, { since: arrived, over: timeIsUp, hurry: whisper });
}

// At the deadline what is chosen is locked in; with nothing chosen we ask where the round stands.
function timeIsUp({ tries }) {
  const form = stage.querySelector(".question form");
  if (!form) return;
  if (tries === 0 && isWhole(form)) {
    form.noValidate = true;
    form.requestSubmit(form.querySelector(".lock"));
  } else if (tries > 0) {
    window.htmx.ajax("GET", window.location.pathname, { target: "#stage", swap: "innerHTML" });
  }
}

function isWhole(form) {
  const field = form.querySelector("input[name=text]");
  if (field) return field.value.trim() !== "";
  const places = [...form.querySelectorAll("select")];
  if (places.length) return places.every((place) => place.value !== "");
  const gels = form.querySelector(".gels");
  return gels.querySelectorAll(":checked").length === Number(gels.dataset.choose);
}

// What was chosen or typed before the scripts were there is saved now.
function saveEarlyChoice() {
  const places = [...stage.querySelectorAll(".question select")];
  const inputs = [...stage.querySelectorAll(".question input")];
  const touched =
    places.find((place) => !(place.selectedOptions[0] ?? place.options[0]).defaultSelected && place.value) ??
    inputs.find((input) => input.checked !== input.defaultChecked || input.value !== input.defaultValue);
  const name = touched?.name === "text" ? "input" : "change";
  touched?.dispatchEvent(new Event(name, { bubbles: true }));
}

// For those who listen; the others see the timer.
function whisper(text) {
  document.getElementById("whisper").textContent = text;
}

function say(text) {
  news.textContent = text;
  setTimeout(() => news.textContent === text && (news.textContent = ""), 6000);
}

// A save that was due while the answer is on its way to be locked would cut that short.
document.body.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.matches(".question form")) target.dataset.sent = "";
});
document.body.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!detail.successful) delete target.dataset.sent;
});
document.body.addEventListener("htmx:confirm", (event) => {
  if (event.target.parentElement?.closest("form[data-sent]")) event.preventDefault();
});
document.body.addEventListener("htmx:beforeSwap", () => {
  arrived = performance.now();
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== stage) return;
  begin();
  (stage.querySelector("input[name=text]") ?? stage.querySelector("h1"))?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, () => say(stage.dataset.offline));
}
watchKeys(stage);
begin();
addEventListener("load", () => setTimeout(saveEarlyChoice));
