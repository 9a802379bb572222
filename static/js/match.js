// Match: tap one on the left, then its other half. The selects are what is posted.
import { layOver, markOpen, selectsOf, tell, write } from "./arrange.js";

// Lays two columns over the selects of every match in `root`; once done, shows them as they are now.
export function enhance(root) {
  for (const field of root.querySelectorAll("[data-arrange=match]")) {
    if (!field.dataset.ready) begin(field);
    show(field);
  }
}

function begin(field) {
  field.dataset.ready = "";
  layOver(field);
  field.dataset.active = firstFree(values(field), -1);
  field.querySelector(".match-board").addEventListener("click", (event) => {
    const left = event.target.closest(".match-left");
    const right = event.target.closest(".match-right");
    if (left) tapLeft(field, Number(left.dataset.place));
    else if (right) tapRight(field, right.dataset.index);
  });
}

function values(field) {
  return selectsOf(field).map((select) => select.value);
}

// The next place without a partner after `place`, or the first; empty when all have one.
function firstFree(chosen, place) {
  const after = chosen.findIndex((value, at) => at > place && value === "");
  const found = after < 0 ? chosen.indexOf("") : after;
  return found < 0 ? "" : String(found);
}

function tapLeft(field, place) {
  const chosen = values(field);
  const isAgain = field.dataset.active === String(place);
  field.dataset.active = place;
  if (!isAgain || chosen[place] === "") return show(field);
  chosen[place] = "";
  settle(field, chosen, place);
}

function tapRight(field, index) {
  const chosen = values(field);
  const owner = chosen.indexOf(index);
  if (field.dataset.active === "") {
    field.dataset.active = owner;
    return show(field);
  }
  const place = Number(field.dataset.active);
  if (owner >= 0) chosen[owner] = chosen[place]; // the two change partners
  chosen[place] = index;
  field.dataset.active = firstFree(chosen, place);
  settle(field, chosen, place);
}

function settle(field, chosen, place) {
  write(field, chosen);
  show(field);
  const text = (element) => element.querySelector("[data-item]").textContent;
  const left = text(field.querySelector(`.match-left[data-place="${place}"]`));
  const right = field.querySelector(`.match-right[data-index="${chosen[place]}"]`);
  tell(field, right ? field.dataset.toldOn : field.dataset.toldOff, { left, right: right && text(right) });
}

function show(field) {
  const chosen = values(field);
  for (const right of field.querySelectorAll(".match-right")) {
    right.toggleAttribute("data-joined", chosen.includes(right.dataset.index));
  }
  for (const left of field.querySelectorAll(".match-left")) {
    const index = chosen[Number(left.dataset.place)];
    const right = index && field.querySelector(`.match-right[data-index="${index}"]`);
    const shape = left.querySelector(".shape");
    left.setAttribute("aria-pressed", String(left.dataset.place === field.dataset.active));
    left.toggleAttribute("data-joined", Boolean(right));
    // The pair wears one colour, one shape and one letter.
    for (const worn of [left, shape]) {
      if (right) worn.dataset.gel = right.dataset.gel;
      else delete worn.dataset.gel;
    }
    shape.textContent = right ? right.querySelector(".shape").textContent : "";
    const partner = right ? right.querySelector("[data-item]").textContent : field.dataset.none;
    left.querySelector("[data-with]").textContent = partner;
  }
  markOpen(field);
}
