// The moments editor: one more field as the last of several is filled; a fault leads to its line.

function grow(event) {
  const input = event.target;
  const role = input.closest?.("fieldset[data-many]");
  if (!role || !input.value) return;
  const inputs = [...role.querySelectorAll("input.input")];
  if (inputs.at(-1) !== input || inputs.length >= 40) return;
  const next = input.cloneNode();
  next.value = "";
  next.removeAttribute("placeholder");
  next.removeAttribute("aria-invalid");
  next.setAttribute("aria-label", `${input.getAttribute("aria-label").replace(/ \d+$/, "")} ${inputs.length + 1}`);
  input.after(next);
}

function lead(event) {
  const link = event.target.closest?.("a[data-line]");
  const text = link && document.getElementById("text");
  if (!text) return;
  event.preventDefault();
  text.closest("details").open = true;
  const lines = text.value.split("\n");
  const line = Math.min(Number(link.dataset.line), lines.length) - 1;
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + lines[line].length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 4);
  text.scrollIntoView({ block: "center" });
}

document.addEventListener("input", grow);
document.addEventListener("click", lead);
