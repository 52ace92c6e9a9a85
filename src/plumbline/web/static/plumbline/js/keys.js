/**
 * Keys of the page: an element with data-key="x" is clicked, or focused where it is a field, by pressing x.
 * While something is being typed, and with a modifier held, keys belong to the browser.
 * @param {HTMLElement} page
 */
export function keys(page) {
  page.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable]")) return;

    for (const element of page.querySelectorAll("[data-key]")) {
      if (!(element instanceof HTMLElement) || element.dataset.key !== event.key) continue;
      event.preventDefault();
      if (element.matches("input, select, textarea")) element.focus();
      else element.click();
      return;
    }
  });
}
