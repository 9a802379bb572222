// The desk and the remote: keys, the clock, and nothing lost when the page is brought up to date.
// Every press is a plain form; all of it also works without.
import { run, stop } from "./clock.js";
import { enter, tell } from "./crew.js";
import { keep } from "./keep.js";

const UNSURE = 350; // ms in which a press may have been meant for what was there before
const slot = document.getElementById("desk-slot");
const slots = [slot, document.getElementById("roster-slot")].filter(Boolean);
const KEYS = { " ": "next", ArrowRight: "next", ArrowLeft: "back", p: "pause", "+": "add", "=": "add" };
const meant = new Map(); // a group of buttons, by its id: what they mean, and since when

function look(since = performance.now()) {
  for (const { id, dataset } of slot.querySelectorAll("[data-means]")) {
    if (meant.get(id)?.means !== dataset.means) meant.set(id, { means: dataset.means, since });
  }
}

function begin(arrived) {
  stop();
  const timer = slot.querySelector(".timer");
  if (timer) run(timer, arrived);
}

function renewed(event) {
  if (event.target !== slot) return;
  look();
  name(slot.querySelector("[data-title]")?.dataset.title);
  begin(performance.now());
}

// The night has another name since it was planned anew.
function name(title) {
  const shown = document.querySelector(".desk-title");
  if (!shown || !title || shown.textContent === title) return;
  document.title = document.title.replace(shown.textContent, title);
  shown.textContent = title;
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  // What has the focus keeps its own keys: in a field, among choices, in a player of sound.
  if (event.target.matches("input:not([type=checkbox]), select, textarea, audio, video")) return;
  if (event.key === "?") return showKeys(event);
  const wish = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!wish || (event.key === " " && event.target.closest("a, button, summary, input, label"))) return;
  event.preventDefault();
  slot.querySelector(`[data-press="${wish}"]:not(:disabled)`)?.click();
}

function showKeys(event) {
  const help = document.getElementById("keys");
  if (!help) return;
  event.preventDefault();
  help.open = !help.open;
  if (help.open) help.scrollIntoView({ block: "nearest" });
}

// The second half of a double press (of taps each is a first one), or a press that was meant when
// the night stood elsewhere. More time is the same wherever it stands.
function onPress(event) {
  const button = event.target.closest("[data-press]");
  if (!button) return;
  const since = meant.get(button.closest("[data-means]")?.id)?.since;
  const late = button.dataset.press !== "add" && performance.now() - since < UNSURE;
  if (event.detail > 1 || late) event.preventDefault();
}

async function copy(event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // over plain http there is no clipboard
  }
  button.textContent = button.dataset.done;
}

keep(slots, tell);
for (const one of slots) {
  tell(one);
  one.addEventListener("input", () => tell(one));
  one.addEventListener("keydown", enter);
}
slot.addEventListener("click", onPress, true);
slot.addEventListener("htmx:sseMessage", renewed);
slot.addEventListener("htmx:afterSwap", renewed);
document.addEventListener("keydown", onKey);
document.addEventListener("click", copy);
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
look(-Infinity);
begin(performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
