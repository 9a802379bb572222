// Put in order: items are tapped in turn, dragged, or moved by arrows. The selects are what is posted.
import { layOver, markOpen, selectsOf, slide, tell, write } from "./arrange.js";

const FAR = 6; // px from which on a press is a drag and no tap

// Lays the list over the selects of every order in `root`; once done, shows them as they are now.
export function enhance(root) {
  for (const field of root.querySelectorAll("[data-arrange=order]")) {
    if (!field.dataset.ready) begin(field);
    show(field);
  }
}

function begin(field) {
  field.dataset.ready = "";
  layOver(field);
  const list = field.querySelector(".order-rows");
  list.addEventListener("click", (event) => {
    const row = event.target.closest(".order-row");
    const move = event.target.closest(".order-move");
    if (move) shift(field, row, Number(move.dataset.by));
    else if (row) tap(field, row);
  });
  list.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    shift(field, event.target.closest(".order-row"), by);
  });
  list.addEventListener("pointerdown", (event) => press(field, event));
}

function rowsOf(field) {
  return [...field.querySelectorAll(".order-row")];
}

// The indexes of the items that have a place, in their order.
function placed(field) {
  return selectsOf(field).map((select) => select.value).filter(Boolean);
}

function show(field) {
  const held = document.activeElement;
  const order = placed(field);
  const nth = [...field.querySelectorAll(".arrange-nth")].map((label) => label.textContent);
  const at = (row) => (order.indexOf(row.dataset.index) + 1 || 100 + Number(row.dataset.index)) - 1;
  const rows = rowsOf(field).sort((one, other) => at(one) - at(other));
  slide(rows, () => rows[0].parentElement.append(...rows));
  for (const row of rows) {
    const place = order.indexOf(row.dataset.index);
    const shape = row.querySelector(".shape");
    shape.dataset.letter ??= shape.textContent;
    shape.textContent = place < 0 ? shape.dataset.letter : place + 1;
    row.toggleAttribute("data-placed", place >= 0);
    row.querySelector("[data-where]").textContent = nth[place] ?? field.dataset.off;
    for (const move of row.querySelectorAll(".order-move")) {
      const to = place + Number(move.dataset.by);
      move.hidden = place < 0;
      // Not `disabled`: who has just moved an item to the end keeps the focus.
      move.setAttribute("aria-disabled", String(to < 0 || to >= order.length));
    }
  }
  if (held !== document.activeElement && field.contains(held)) held.focus({ preventScroll: true });
  markOpen(field);
}

function settle(field, order, row) {
  const rest = rowsOf(field).map((one) => one.dataset.index).filter((index) => !order.includes(index));
  if (rest.length === 1 && order.includes(row.dataset.index)) order.push(rest[0]); // it is the last
  write(field, order);
  show(field);
  const place = order.indexOf(row.dataset.index);
  const nth = field.querySelectorAll(".arrange-nth")[place]?.textContent;
  const item = row.querySelector("[data-item]").textContent;
  tell(field, place < 0 ? field.dataset.toldOff : field.dataset.toldOn, { item, place: nth });
}

function tap(field, row) {
  const order = placed(field);
  const place = order.indexOf(row.dataset.index);
  if (place < 0) order.push(row.dataset.index);
  else order.splice(place, 1);
  settle(field, order, row);
}

function shift(field, row, by) {
  const order = placed(field);
  const place = order.indexOf(row.dataset.index);
  if (place < 0 || !(place + by in order)) return;
  order.splice(place, 1);
  order.splice(place + by, 0, row.dataset.index);
  settle(field, order, row);
}

// A mouse takes a row anywhere; a finger takes it by its shape, and scrolls with the rest of it.
function press(field, event) {
  const row = event.target.closest(".order-row");
  if (!row || event.button || event.target.closest(".order-move")) return;
  if (event.pointerType !== "mouse" && !event.target.closest(".order-grip")) return;
  let from = event.clientY;
  let drags = false;
  const listening = new AbortController();
  const { signal } = listening;

  function move({ clientY }) {
    if (!drags && Math.abs(clientY - from) < FAR) return;
    drags = true;
    row.dataset.dragged = "";
    const was = row.offsetTop;
    // The others make way; the row itself stays in the document, or it would be let go.
    const middle = (one) => one.getBoundingClientRect().top + one.offsetHeight / 2;
    for (let one = row.nextElementSibling; one && clientY > middle(one); one = row.nextElementSibling) row.before(one);
    for (let one = row.previousElementSibling; one && clientY < middle(one); one = row.previousElementSibling) row.after(one);
    from += row.offsetTop - was;
    row.style.translate = `0 ${clientY - from}px`;
  }

  function release({ type }) {
    listening.abort();
    if (!drags) return;
    row.style.translate = "";
    delete row.dataset.dragged;
    if (type === "pointercancel") return show(field);
    const noTap = (click) => click.stopPropagation();
    row.parentElement.addEventListener("click", noTap, { capture: true, once: true });
    setTimeout(() => row.parentElement.removeEventListener("click", noTap, { capture: true }));
    const rows = rowsOf(field);
    const order = placed(field).filter((index) => index !== row.dataset.index);
    const ahead = rows.slice(0, rows.indexOf(row)).filter((one) => order.includes(one.dataset.index));
    // Where it was dropped among those that have a place. Their order in the list is their order.
    order.splice(ahead.length, 0, row.dataset.index);
    settle(field, order, row);
  }

  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", release, { signal });
  addEventListener("pointercancel", release, { signal });
}
