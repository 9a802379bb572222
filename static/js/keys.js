// 1–9 and A–I choose, Enter locks and goes on. Keys typed into a field stay there.
export function watch(stage) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.matches("input[type=text], input:not([type]), select, textarea")) return;
    if (event.key === "Enter") onEnter(event, stage);
    else choose(event, stage);
  });
}

function choose(event, stage) {
  const key = event.key.toLowerCase();
  if (!/^[1-9a-i]$/.test(key)) return;
  const place = key >= "a" ? key.charCodeAt(0) - 97 : Number(key) - 1;
  // What is arranged is tapped from afar: with the focus on it Enter would tap it again.
  const item = stage.querySelector(`[data-key="${place}"]`);
  const input = item ?? stage.querySelectorAll(".gel-input")[place];
  if (!input) return;
  event.preventDefault();
  if (!item) input.focus({ preventScroll: true });
  input.click();
}

function onEnter(event, stage) {
  // Links, buttons and summaries have a meaning of their own for Enter.
  if (event.target.closest("a, button, summary")) return;
  const button = stage.querySelector(".lock, .next");
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
}
