// What a host has opened, ticked or begun to type survives when a part is put anew in its place.
// Focus and caret are htmx's: it finds them again by their id.
const opened = new Map(); // id of a details: open or not, as the host left it
const typed = new Map(); // id of a field: what is in it
const scrolled = new Map(); // id of what scrolls by itself: how far
const waiting = new Map(); // a slot: the frame that came while it was in use

const isField = (field) => field.id && !field.readOnly && field.type !== "hidden";

function remember(field) {
  if (!isField(field)) return;
  const kept = field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
  if (field.type === "radio") {
    for (const other of field.form?.elements ?? []) if (other.name === field.name) typed.delete(other.id);
  }
  typed.set(field.id, kept);
}

let put = () => {}; // what is done when a part was put in its place, with all that was kept

function restore(slot) {
  for (const details of slot.querySelectorAll("details[id]")) {
    if (opened.has(details.id)) details.open = opened.get(details.id);
  }
  for (const field of slot.querySelectorAll("input[id], select[id]")) {
    if (!typed.has(field.id)) continue;
    const kept = typed.get(field.id);
    if (typeof kept === "boolean") field.checked = kept;
    else field.value = kept;
  }
  for (const one of slot.querySelectorAll("[data-scrolls]")) {
    const [left, top] = scrolled.get(one.id) ?? [0, 0];
    if (left || top) one.scrollTo({ left, top, behavior: "instant" });
  }
  put(slot);
}

// A form that was taken has nothing left to keep, what asks once asks anew next time, and what lay
// over the page to be done meanwhile is out of the way.
function forget(form) {
  opened.delete(form.dataset.shuts);
  for (const field of form.elements ?? []) typed.delete(field.id);
  for (const asked of form.querySelectorAll("details[data-once]")) opened.delete(asked.id);
}

const sequence = (html) => Number(/data-sequence="(\d+)"/.exec(html)?.[1] ?? Infinity);

// A frame that was made before what is shown is dropped; one that comes while a button is held
// down or a list is open waits until that is over.
function onFrame(event) {
  const slot = event.target;
  const frame = event.detail.data;
  const shown = slot.querySelector("[data-sequence]");
  if (shown && sequence(frame) < Number(shown.dataset.sequence)) return event.preventDefault();
  if (!slot.dataset.held && !slot.contains(document.querySelector("select:focus"))) {
    return waiting.delete(slot);
  }
  waiting.set(slot, frame);
  event.preventDefault();
}

function letGo() {
  for (const [slot, frame] of waiting) {
    if (!slot.isConnected || slot.dataset.held) continue;
    waiting.delete(slot);
    window.htmx.swap(slot, frame, { swapStyle: "innerHTML" });
    restore(slot);
  }
}

export function keep(slots, then) {
  put = then;
  for (const slot of slots) {
    slot.addEventListener("click", (event) => {
      const details = event.target.closest("summary")?.parentElement;
      if (details?.id && !event.defaultPrevented) opened.set(details.id, !details.open);
    });
    slot.addEventListener("input", (event) => remember(event.target));
    slot.addEventListener("htmx:sseBeforeMessage", (event) => event.target === slot && onFrame(event));
    const moved = ({ target: { id, scrollLeft, scrollTop } }) => id && scrolled.set(id, [scrollLeft, scrollTop]);
    slot.addEventListener("scroll", moved, true);
    slot.addEventListener("pointerdown", () => (slot.dataset.held = "yes"));
    slot.addEventListener("change", (event) => event.target.matches("select") && setTimeout(letGo));
    slot.addEventListener("focusout", () => setTimeout(letGo));
    slot.addEventListener("htmx:sseMessage", () => restore(slot));
    slot.addEventListener("htmx:afterSwap", () => restore(slot));
  }
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => {
      for (const slot of slots) delete slot.dataset.held;
      setTimeout(letGo); // after the click
    });
  }
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr?.status < 400 && requestConfig) forget(requestConfig.elt);
  });
}
