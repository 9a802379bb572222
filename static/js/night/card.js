// Copies the card, or hands it to the phone's own sharing where there is one.
const button = document.getElementById("copy");
const card = document.getElementById("card");

async function share() {
  const text = card.value.trim();
  try {
    if (navigator.share && matchMedia("(pointer: coarse)").matches) return await navigator.share({ text });
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    if (refused.name === "AbortError") return; // they thought better of it
    card.select(); // where a page may not write to the clipboard, the hand can
    if (!document.execCommand("copy")) return;
  }
  button.textContent = button.dataset.done;
  document.getElementById("copied").textContent = button.dataset.done;
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", share);
}
