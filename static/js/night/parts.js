// What comes by the stream while somebody is busy: it changes what it must, and nothing under a hand.

function read(html, id) {
  return new DOMParser().parseFromString(html, "text/html").getElementById(id);
}

// The question that is on already: its clock and its state alone are changed, and true is returned.
export function updates(html) {
  const here = document.getElementById("stage_player");
  const come = read(html, "stage_player");
  if (!here.querySelector("#answer") || !come?.querySelector("#answer")) return false;
  if (come.dataset.number !== here.dataset.number) return false;
  here.dataset.phase = come.dataset.phase;
  here.toggleAttribute("data-paused", come.hasAttribute("data-paused"));
  document.getElementById("time").replaceWith(document.importNode(come.querySelector("#time"), true));
  return true;
}

// Somebody is writing a name or a wager: what is new of the seat waits for the next frame.
export function waits(slot, html) {
  const held = document.activeElement;
  if (!slot.contains(held) || !held.matches("input, select")) return false;
  const here = document.getElementById("me");
  const come = read(html, "me");
  if (!come || come.dataset.phase !== here.dataset.phase || come.dataset.status !== here.dataset.status) return false;
  Object.assign(here.dataset, come.dataset);
  return true;
}
