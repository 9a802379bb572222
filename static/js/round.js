// The page of a round: keys, the timer, and telling what happened. Everything also works without.
import { watch as watchKeys } from "./keys.js";
import { start as startTimer, stop as stopTimer } from "./timer.js";
import { limitChoices } from "./choices.js";

const stage = document.getElementById("stage");
const news = document.getElementById("news");

function begin({ first = false } = {}) {
  stopTimer();
  const part = stage.firstElementChild;
  if (!part) return;
  limitChoices(part);
  const timer = part.querySelector(".timer");
  if (timer) startTimer(timer, { over: timeIsUp, hurry: (text) => say(text) });
  if (!first) {
    const field = part.querySelector("input[name=text]");
    (field ?? part.querySelector("h1"))?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

// At the deadline what is chosen is locked in; with nothing chosen we ask where the round stands.
function timeIsUp({ tries }) {
  const form = stage.querySelector(".question form");
  if (!form) return;
  if (tries === 0 && isWhole(form)) {
    form.noValidate = true;
    form.requestSubmit(form.querySelector(".lock"));
    return;
  }
  window.htmx.ajax("GET", window.location.pathname, { target: "#stage", swap: "innerHTML" });
}

function isWhole(form) {
  const field = form.querySelector("input[name=text]");
  if (field) return field.value.trim() !== "";
  const gels = form.querySelector(".gels");
  return gels.querySelectorAll(":checked").length === Number(gels.dataset.choose || 1);
}

function say(text) {
  news.textContent = text;
  if (text) setTimeout(() => news.textContent === text && (news.textContent = ""), 6000);
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target === stage) begin();
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, () => say(stage.dataset.offline));
}
watchKeys(stage);
begin({ first: true });
