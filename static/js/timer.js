// Shows the seconds left. The bar drains by itself; the server alone decides what is too late.
const EARLY = 0.15; // s for the way to the server
const AGAIN = 750; // ms after which the server, too, holds the time for over
const HURRY = 5;

let ticking = 0;

export function stop() {
  clearTimeout(ticking);
}

// `since` is when, on the page's clock in ms, as many seconds were left as the timer says.
export function start(timer, { since, over, hurry }) {
  const shown = timer.querySelector("[data-seconds]");
  const end = since + (Number(timer.dataset.remaining) - EARLY) * 1000;
  let tries = 0;
  let told = false;

  function tick() {
    if (!timer.isConnected) return;
    const left = (end - performance.now()) / 1000;
    shown.textContent = String(Math.max(0, Math.ceil(left)));
    if (left <= HURRY && left > 0) {
      timer.dataset.hurry = "";
      if (!told && timer.dataset.soon) hurry(timer.dataset.soon);
      told = true;
    }
    if (left > 0) {
      ticking = setTimeout(tick, Math.max(20, (left % 1) * 1000 + 10));
      return;
    }
    over({ tries });
    tries += 1;
    ticking = setTimeout(tick, AGAIN * tries);
  }
  tick();
}
