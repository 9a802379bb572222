// A sound that goes on while the page around it is put anew. Chromium moves it and leaves its buttons
// undrawn: they are taken away and given back, which neither stops nor rewinds it.
document.addEventListener("htmx:afterSettle", () => {
  for (const sound of document.querySelectorAll("audio[hx-preserve]")) {
    sound.controls = false;
    sound.controls = true;
  }
});
