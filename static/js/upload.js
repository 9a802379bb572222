// A file that is dropped is the one that was chosen; a chosen one is looked at without another press.

const drop = document.getElementById("drop");
const input = document.getElementById("file");

function carriesFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

function over(event) {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.dataset.over = "yes";
}

function out(event) {
  if (event.relatedTarget === null || event.type === "drop") delete drop.dataset.over;
}

function take(event) {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  out(event);
  input.files = event.dataTransfer.files;
  send();
}

function send() {
  if (!input.files.length) return;
  drop.dataset.busy = "yes";
  input.form.requestSubmit();
}

if (drop && input) {
  // Anywhere on the page: who misses the sheet must not lose the page to the file.
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", out);
  document.addEventListener("drop", take);
  input.addEventListener("change", send);
}
