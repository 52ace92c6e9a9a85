/**
 * Closes an opened `details.drop` when the reader turns elsewhere, or by Escape, which gives the focus back.
 * @param {Element} element a `details` element
 */
export function drop(element) {
  if (!(element instanceof HTMLDetailsElement)) return;
  const summary = element.querySelector("summary");

  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !element.contains(event.target)) element.open = false;
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) element.open = false;
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    summary?.focus();
  });
}
