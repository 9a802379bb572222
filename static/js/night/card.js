// The card of an evening: saved as a picture, shared as one, or copied as text.
import { drawn, saved } from "./picture.js";

const image = document.getElementById("card-picture");
const save = document.getElementById("save");
const share = document.getElementById("share");
const text = document.getElementById("card");
const copy = document.getElementById("copy");
const told = document.getElementById("card-told");

function tell(button) {
  told.textContent = button.dataset.done;
  button.querySelector("span").textContent = button.dataset.done;
}

async function keep(event) {
  event.preventDefault();
  try {
    saved(await drawn(image), save.dataset.name);
    tell(save);
  } catch {
    location.assign(save.href); // the drawing itself, then
  }
}

async function hand(file) {
  try {
    await navigator.share({ files: [file] });
  } catch {
    // they thought better of it
  }
}

async function copied() {
  const words = text.value.trim();
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    text.select(); // where a page may not write to the clipboard, the hand can
    if (!document.execCommand("copy")) return;
  }
  tell(copy);
}

// A phone shares only at the touch of a finger, so the picture is there before it.
async function offerSharing() {
  if (!navigator.canShare) return;
  const file = new File([await drawn(image)], save.dataset.name, { type: "image/png" });
  if (!navigator.canShare({ files: [file] })) return;
  share.hidden = false;
  share.addEventListener("click", () => hand(file));
}

if (image) {
  save.addEventListener("click", keep);
  copy.hidden = false;
  copy.addEventListener("click", copied);
  offerSharing().catch(() => {}); // it can still be saved
}
