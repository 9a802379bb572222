// The list of people: what asks first names who is ticked, and Enter presses the button beside.
const all = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" });

export function tell(slot) {
  const ticked = [...slot.querySelectorAll(".seats input:checked")];
  const names = ticked.map((box) => box.closest("label").querySelector("b").textContent);
  for (const whom of slot.querySelectorAll("[data-whom]")) {
    whom.textContent = names.length ? `${all.format(names)}.` : whom.dataset.whom;
  }
}

// Enter in a form of many buttons would press the first of them, or say that none was pressed.
export function enter(event) {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches(".roster input")) return;
  event.preventDefault();
  event.target.closest(".seat-line")?.querySelector("button")?.click();
}
