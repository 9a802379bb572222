// The form of an answer: what it holds, how it is filled, and the line that says what became of it.
import { enhance as layMatch } from "../match.js";
import { enhance as layOrder } from "../order.js";

// The number of the question, then what was chosen or typed, as the form posts it.
export function collect(form) {
  const fields = [...new FormData(form)];
  return [...fields.filter(([name]) => name === "number"), ...fields.filter(([name]) => name !== "number")];
}

export function fill(form, given) {
  form.querySelectorAll("select").forEach((select, place) => (select.value = given[place] ?? ""));
  for (const input of form.querySelectorAll(".gel-input")) input.checked = given.includes(input.value);
  const field = form.querySelector("input[name=text]");
  if (field) field.value = given[0] ?? "";
}

// Lays over an order and a match what can be touched, as they are filled now.
export function lay(stage) {
  layOrder(stage);
  layMatch(stage);
}

// `state`: "", sending, trying, saved, late, refused; only the last brings words of its own.
export function say(state, text) {
  const line = document.getElementById("saved");
  if (!line) return;
  line.dataset.state = state;
  line.querySelector(".saved-text").textContent = text ?? line.dataset[state] ?? "";
}

// What this phone gave, among the options that are shown.
export function markMine(stage, given) {
  for (const option of stage.querySelectorAll(".given:not([data-kind=order], [data-kind=match]) [data-index]")) {
    option.toggleAttribute("data-mine", given.includes(option.dataset.index));
  }
}

// Where one stands, in a list that was made for everybody.
export function markPlace(stage, called) {
  for (const row of stage.querySelectorAll(".setlist-row")) {
    row.toggleAttribute("data-me", row.querySelector(".setlist-name").textContent === called);
  }
}
