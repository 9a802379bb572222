// The drawing board: what is open stays open, a round that moved keeps the focus on its button, and
// no draft is left behind unasked.
let wish = "";
let isUnsaved = false;
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id !== "builder") return;
  const button = event.detail.requestConfig?.triggeringEvent?.submitter;
  wish = button?.value ?? "";
  isUnsaved = true;
});
document.body.addEventListener("htmx:afterSwap", () => {
  // What is told stands above the rounds, and the button that was pressed below them.
  const told = document.querySelector("#builder > .flash");
  told?.scrollIntoView({ block: "center" });
  if (told?.dataset.kind === "good") isUnsaved = false;
  const [what, place] = wish.split(":");
  const to = { up: Number(place) - 1, down: Number(place) + 1 }[what];
  const moved = to && document.querySelector(`[name=edit][value="${what}:${to}"]`);
  if (moved) (moved.disabled ? moved.parentElement.querySelector(":enabled") : moved).focus();
  else if (what === "remove") document.getElementById("add-round").focus();
  else if (what === "add" || what === "break") {
    document.querySelector(".draft-round:last-of-type details input")?.focus();
  }
});
document.body.addEventListener("input", (event) => {
  if (event.target.closest("#builder")) isUnsaved = true;
});
// The doors are open, or the plan is saved: it is in the night from now on.
document.body.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Redirect")) isUnsaved = false;
});
addEventListener("beforeunload", (event) => {
  if (isUnsaved) event.preventDefault();
});
// The form says what is open, to get it back so. (A toggle does not bubble.)
document.addEventListener("toggle", ({ target }) => {
  const field = document.querySelector(`#builder [data-of="${target.id}"]`);
  if (field) field.value = target.open ? "yes" : "";
}, true);
