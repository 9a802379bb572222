// Keeps the phone's screen on while a night is on, where the browser can.
export function keepAwake() {
  let lock = null;
  async function hold() {
    if (document.hidden || !navigator.wakeLock || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch {
      // a battery that is nearly empty says no
    }
  }
  document.addEventListener("visibilitychange", hold);
  document.addEventListener("pointerdown", hold);
  hold();
}
