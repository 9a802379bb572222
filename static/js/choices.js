// In a question with several answers, one more than wanted takes the place of the oldest.
export function limitChoices(stage) {
  const gels = stage.querySelector(".gels[data-choose]");
  const most = Number(gels?.dataset.choose ?? 1);
  if (!gels || most < 2) return;
  const order = [...gels.querySelectorAll(":checked")];
  // In the capture phase: the form is to be saved as it is after this.
  gels.addEventListener(
    "change",
    (event) => {
      const at = order.indexOf(event.target);
      if (at >= 0) order.splice(at, 1);
      if (event.target.checked) order.push(event.target);
      while (order.length > most) order.shift().checked = false;
    },
    true,
  );
}
