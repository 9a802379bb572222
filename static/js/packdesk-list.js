// The list of questions: a row is dragged by its grip, or moved with Alt and the arrows.

let kept = { first: "", top: 0 }; // how far the list was scrolled, by its first row

export function watch(list) {
  if (!list || list.dataset.ready) return;
  list.dataset.ready = "";
  show(list.querySelector(".pd-rows-list"));
  for (const grip of list.querySelectorAll("[data-grip]")) grip.hidden = !("moves" in list.dataset);
  list.addEventListener("pointerdown", (event) => press(list, event));
  list.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest(".pd-item");
    if (!by || !event.altKey || !row || !("moves" in list.dataset)) return;
    event.preventDefault();
    put(list, row, Number(row.dataset.place) - 1 + by);
  });
}

// A list that comes anew stays where it was, or goes to the question that is open.
function show(rows) {
  if (!rows) return;
  const first = rows.firstElementChild.dataset.place;
  if (kept.first === first) rows.scrollTop = kept.top;
  const row = rows.querySelector("[aria-current]")?.getBoundingClientRect();
  const box = rows.getBoundingClientRect();
  if (row && (row.top < box.top || row.bottom > box.bottom)) rows.scrollTop += row.top - box.top - box.height / 2;
  rows.addEventListener("scroll", () => (kept = { first, top: rows.scrollTop }), { passive: true });
}

function put(list, row, to) {
  if (to < 0) return;
  list.querySelector("[data-moved]").value = row.dataset.id;
  list.querySelector("[data-to]").value = to;
  list.requestSubmit();
}

function press(list, event) {
  const row = event.target.closest("[data-grip]")?.closest(".pd-item");
  if (!row || event.button) return;
  event.preventDefault();
  const rows = [...list.querySelectorAll(".pd-item")];
  const first = Number(rows[0].dataset.place) - 1;
  const before = rows.indexOf(row);
  let from = event.clientY;
  const listening = new AbortController();
  const { signal } = listening;
  row.dataset.dragged = "";

  function move({ clientY }) {
    const was = row.offsetTop;
    const middle = (one) => one.getBoundingClientRect().top + one.offsetHeight / 2;
    for (let one = row.nextElementSibling; one && clientY > middle(one); one = row.nextElementSibling) row.before(one);
    for (let one = row.previousElementSibling; one && clientY < middle(one); one = row.previousElementSibling) row.after(one);
    from += row.offsetTop - was;
    row.style.translate = `0 ${clientY - from}px`;
  }

  function release() {
    listening.abort();
    row.style.translate = "";
    delete row.dataset.dragged;
    const at = [...list.querySelectorAll(".pd-item")].indexOf(row);
    if (at !== before) put(list, row, first + at);
  }

  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", release, { signal });
  addEventListener("pointercancel", release, { signal });
}
