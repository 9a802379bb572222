// The drawing board: what is open stays open, and a round that moved keeps the focus on its button.
let wish = "";
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.requestConfig?.triggeringEvent?.submitter;
  wish = button?.value ?? "";
});
document.body.addEventListener("htmx:afterSwap", () => {
  // What is told stands above the rounds, and the button that was pressed below them.
  document.querySelector("#builder > .flash")?.scrollIntoView({ block: "center" });
  const [what, place] = wish.split(":");
  const to = { up: Number(place) - 1, down: Number(place) + 1 }[what];
  const moved = to && document.querySelector(`[name=edit][value="${what}:${to}"]`);
  if (moved) (moved.disabled ? moved.parentElement.querySelector(":enabled") : moved).focus();
  else if (what === "remove") document.getElementById("add-round").focus();
  else if (what === "add" || what === "break") {
    document.querySelector(".draft-round:last-of-type details input")?.focus();
  }
});
