// What an order and a match have in common: selects that are the truth, and something to see and
// touch that lies over them.
export function layOver(field) {
  for (const part of field.querySelectorAll("[data-plain]")) part.hidden = true;
  for (const part of field.querySelectorAll("[data-script]")) part.hidden = false;
  // A field that cannot be seen cannot ask to be filled: the server says what is missing.
  for (const select of selectsOf(field)) select.required = false;
}

export function selectsOf(field) {
  return [...field.querySelectorAll("select")];
}

// Writes the value of every select and lets the form know, as a hand would.
export function write(field, values) {
  selectsOf(field).forEach((select, place) => (select.value = values[place] ?? ""));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

export function tell(field, text, values) {
  const told = text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  field.querySelector("[data-told]").textContent = told;
}

// Until every place is filled the button to lock stays dark.
export function markOpen(field) {
  field.toggleAttribute("data-open", selectsOf(field).some((select) => select.value === ""));
}

// Moves what `change` has put elsewhere from where it was to where it is.
export function slide(elements, change) {
  const before = elements.map((element) => element.getBoundingClientRect().top);
  change();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  elements.forEach((element, place) => {
    const off = before[place] - element.getBoundingClientRect().top;
    if (off) element.animate({ translate: [`0 ${off}px`, "0 0"] }, { duration: 200, easing: "ease-out" });
  });
}
