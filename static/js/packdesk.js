// The pack editor: says what is saved and what is not yet, brings faults to their fields, grows rows.
import { watch } from "./packdesk-list.js";
import { listen } from "./packdesk-media.js";
import { enhance as enhanceMatch } from "./match.js";
import { enhance as enhanceOrder } from "./order.js";

const AGAIN = 4000; // ms until a save that failed is tried again
let dirty = null; // the form that has what the server has not

function say(name) {
  const state = document.getElementById("state");
  if (!state || !state.dataset[name]) return;
  state.textContent = state.dataset[name];
  state.toggleAttribute("data-bad", name === "failed");
}

function grow(input) {
  const rows = input.closest("[data-rows]");
  const row = input.closest("[data-row]");
  if (!rows || !input.value || row !== [...rows.querySelectorAll("[data-row]")].at(-1)) return;
  const count = rows.querySelectorAll("[data-row]").length;
  if (count >= 12) return;
  const next = row.cloneNode(true);
  for (const one of next.querySelectorAll("input")) {
    one.value = "";
    one.id = one.id.replace(/\d+$/, count);
    one.setAttribute("aria-label", one.getAttribute("aria-label").replace(/\d+$/, count + 1));
    one.removeAttribute("aria-invalid");
    one.removeAttribute("aria-describedby");
  }
  for (const fault of next.querySelectorAll("[data-fault]")) {
    fault.dataset.fault = fault.dataset.fault.replace(/\d+$/, count);
    fault.id = `f-${fault.dataset.fault}-fault`;
    fault.hidden = true;
  }
  row.after(next);
}

// Puts what the reader says of each field beside it.
function place() {
  const told = new Map([...document.querySelectorAll("#live [data-at]")].map((one) => [one.dataset.at, one.dataset.told]));
  for (const fault of document.querySelectorAll("#sheet [data-fault]")) {
    const name = fault.dataset.fault;
    const input = document.getElementById(`f-${name}`);
    fault.textContent = told.get(name) ?? "";
    fault.hidden = !told.has(name);
    if (!input) continue;
    input.toggleAttribute("aria-invalid", told.has(name));
    if (told.has(name)) input.setAttribute("aria-invalid", "true");
    if (told.has(name)) input.setAttribute("aria-describedby", fault.id);
    else input.removeAttribute("aria-describedby");
  }
}

function dress() {
  // These say for themselves where they send. htmx would have what is typed go there, too, as soon
  // as one of them is reached by Tab.
  for (const one of document.querySelectorAll("#question-form [formaction]")) one.removeAttribute("formaction");
  const preview = document.querySelector(".pd-preview");
  if (!preview) return;
  if (preview.querySelector(".order-row")) enhanceOrder(preview); // else there is no item yet
  if (preview.querySelector(".match-right")) enhanceMatch(preview);
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("[data-autosave]");
  if (!form) return;
  dirty = form;
  say("dirty");
  grow(target);
});

document.addEventListener("htmx:beforeSend", ({ target }) => {
  if (target === dirty) dirty = null;
});

// A desk that comes anew while one types takes over what it cannot know yet.
function takeOver({ detail }) {
  if (detail.target.id !== "desk" || dirty?.id !== "question-form" || detail.xhr.status !== 200) return;
  const typed = [...dirty.elements].filter((one) => one.id.startsWith("f-") && one.type !== "file").map((one) => [one.id, one.value]);
  const named = ["question", "was"].map((name) => dirty.elements[name].value).join();
  document.addEventListener("htmx:afterSettle", () => {
    const form = document.getElementById("question-form");
    if (!form || ["question", "was"].map((name) => form.elements[name].value).join() !== named) return;
    for (const [id, value] of typed) if (document.getElementById(id)) document.getElementById(id).value = value;
    form.elements.ask.dispatchEvent(new Event("input", { bubbles: true }));
  }, { once: true });
}
document.addEventListener("htmx:beforeSwap", takeOver);

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target.id === "live") place();
  if (!dirty?.isConnected) dirty = null;
  if (dirty) say("dirty");
  dress();
  watch(document.getElementById("arrange"));
});

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ target }) => {
    if (!target.matches("[data-autosave]")) return;
    dirty = target;
    say("failed");
    setTimeout(() => dirty === target && target.isConnected && target.requestSubmit(), AGAIN);
  });
}

// What is not saved yet when one leaves is sent along.
addEventListener("pagehide", () => {
  if (!dirty?.isConnected) return;
  const said = new URLSearchParams(new FormData(dirty));
  said.append("now", document.getElementById("stamp").value);
  said.append("leaving", "yes");
  navigator.sendBeacon(dirty.getAttribute("action"), said);
});
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

listen();
dress();
watch(document.getElementById("arrange"));
