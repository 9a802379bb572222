// One press of the host at a time. While it is on its way it can be seen that it is, and nothing
// else is taken: what is shown may be about to change. One that got no answer is told.
const slots = ["desk-slot", "roster-slot"].map((id) => document.getElementById(id)).filter(Boolean);
const lost = document.getElementById("lost");
const TOLD = 8_000; // ms
const onItsWay = new Set();
let pressed = ""; // the id of the button
let told;

const isOurs = (event) => event.detail.requestConfig && slots.some((slot) => slot.contains(event.detail.elt));

function show() {
  const busy = onItsWay.size > 0;
  for (const slot of slots) {
    if (busy) slot.setAttribute("aria-busy", "true");
    else slot.removeAttribute("aria-busy");
    for (const button of slot.querySelectorAll("button:not([type=button])")) {
      if (busy && !button.disabled) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
      button.toggleAttribute("data-pressed", busy && button.id !== "" && button.id === pressed);
    }
  }
}

function hold(event) {
  if (!onItsWay.size) return;
  event.preventDefault();
  event.stopPropagation(); // before htmx hears of it
}

function begun(event) {
  if (!isOurs(event)) return;
  pressed = event.detail.requestConfig.triggeringEvent?.submitter?.id ?? "";
  const { xhr } = event.detail;
  onItsWay.add(xhr);
  // Not htmx:afterRequest: nobody hears it when the form is gone, as a frame came first.
  xhr.addEventListener("loadend", () => ended(xhr));
  say("");
  show();
}

function ended(xhr) {
  onItsWay.delete(xhr);
  if (!xhr.status) say(lost?.dataset.words ?? "");
  show();
}

function say(words) {
  clearTimeout(told);
  if (lost) lost.textContent = words;
  if (words) told = setTimeout(say, TOLD, "");
}

for (const slot of slots) {
  slot.addEventListener("submit", hold, true);
  // What is put in the place of a part meanwhile waits like the rest.
  for (const name of ["htmx:sseMessage", "htmx:afterSwap"]) slot.addEventListener(name, show);
}
document.body.addEventListener("htmx:beforeSend", begun);
