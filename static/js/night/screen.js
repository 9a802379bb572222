// The big screen: the clock, and ranks that slide to their new places.
import "./live.js";
import { run, stop } from "./clock.js";

const stage = document.getElementById("stage");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let places = new Map();

function begin() {
  stop();
  const timer = stage.querySelector(".timer");
  if (timer) run(timer);
}

function rows() {
  return [...stage.querySelectorAll("[data-entrant]")];
}

// Where a row comes from: its place in the list before, or from below when it was not in it.
function slide() {
  const before = places;
  const now = rows();
  if (now.length) places = new Map(now.map((row) => [row.dataset.entrant, row.offsetTop]));
  if (still.matches || !before.size) return;
  for (const row of now) {
    const from = before.get(row.dataset.entrant) ?? stage.clientHeight;
    const way = from - row.offsetTop;
    if (way) {
      row.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], {
        duration: 900, delay: 350, fill: "backwards", easing: "cubic-bezier(0.2, 0.8, 0.2, 1)",
      });
    }
  }
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== stage) return;
  begin();
  slide();
});
// A screen that sleeps is no screen.
async function stayAwake() {
  if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen").catch(() => {});
}
document.addEventListener("visibilitychange", stayAwake);
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey) document.documentElement.requestFullscreen?.();
});
stayAwake();
begin();
slide();
document.documentElement.dataset.started = "yes"; // for old.js
