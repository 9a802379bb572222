// A picture or a sound that is dropped or pasted anywhere on the desk is the one that was chosen.

const MEGABYTE = 1024 * 1024;

function zone() {
  return document.querySelector("[data-drop]");
}

function say(name) {
  const told = document.getElementById("f-file-told");
  if (told) told.textContent = told.dataset[name] ?? "";
  zone()?.toggleAttribute("data-bad", name === "large" || name === "failed");
}

function carriesFiles(data) {
  return [...(data?.types ?? [])].includes("Files");
}

function take(event, data) {
  const input = document.getElementById("f-file");
  if (!carriesFiles(data)) return;
  event.preventDefault(); // or else the page is lost to the file
  over(false);
  if (!input || !data.files.length) return;
  input.files = data.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function over(is) {
  zone()?.toggleAttribute("data-over", is);
}

export function listen() {
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    over(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
  document.addEventListener("drop", (event) => take(event, event.dataTransfer));
  document.addEventListener("paste", (event) => {
    // Text out of a word processor comes with a picture of itself.
    if (!event.clipboardData?.types.includes("text/plain")) take(event, event.clipboardData);
  });
  // Choosing a file is no typing: it is sent by itself, and the rest of the form with it.
  document.addEventListener("input", (event) => event.target.id === "f-file" && event.stopPropagation(), true);
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id !== "f-file") return;
    const file = event.target.files[0];
    const isLarge = file && file.size > zone().dataset.most * MEGABYTE;
    say(isLarge ? "large" : "busy");
    if (isLarge || !file) event.preventDefault();
  });
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, ({ target }) => target.id === "f-file" && say("failed"));
  }
}
