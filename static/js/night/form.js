// The form of an answer: what it holds, how it is filled, and the line that says what became of it.
import { enhance as layMatch } from "../match.js";
import { enhance as layOrder } from "../order.js";

// What was chosen or typed, as the form posts it. Fields that are disabled are as good as empty.
export function given(form) {
  const fields = [...new FormData(form)].filter(([name]) => name === "choice" || name === "text");
  const values = fields.map(([, value]) => value);
  return values.some(Boolean) ? values : [];
}

// Whether nothing is missing that the server would ask for.
export function isWhole(form) {
  const most = form.querySelector(".gels")?.dataset.choose;
  if (most) return form.querySelectorAll(".gel-input:checked").length === Number(most);
  const fields = [...form.querySelectorAll("select, input[name=text]")];
  return fields.every((field) => field.value.trim() !== "");
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

// `state`: "", sending, trying, part, draft, saved, late, refused; only the last brings words of its own.
// What was not saved is also told where the form is gone.
export function say(state, text) {
  const saved = document.getElementById("saved");
  const line = saved ?? (state === "late" || state === "refused" ? document.getElementById("line") : null);
  if (!line) return;
  line.dataset.state = state;
  (saved?.querySelector(".saved-text") ?? line).textContent = text ?? line.dataset[state] ?? "";
}

// Takes away what was told beside the form; not that the line is away.
export function hush() {
  const line = document.getElementById("line");
  if (!line.dataset.state) return;
  delete line.dataset.state;
  if (!document.documentElement.hasAttribute("data-away")) line.textContent = "";
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
