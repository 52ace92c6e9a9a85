const EACH_MS = 20_000, QUIET_MS = 120_000;

/**
 * Goes from project to project by itself; a hand on the map stops it, the button or two quiet minutes start it.
 * @param {HTMLElement} root the map
 * @param {number} count of projects
 * @param {(project: number) => void} show
 */
export function cycle(root, count, show) {
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-map-pause]"));
  const word = /** @type {HTMLElement} */ (root.querySelector("[data-map-pause-word]"));
  let at = 0, timer = 0, quiet = 0;

  const say = (/** @type {boolean} */ paused) => {
    button.setAttribute("aria-pressed", String(paused));
    word.textContent = (paused ? word.dataset.go : word.dataset.stop) ?? "";
  };
  const go = (/** @type {number} */ project) => {
    at = (project + count) % count;
    show(at);
  };
  const run = () => {
    clearInterval(timer);
    clearTimeout(quiet);
    say(false);
    timer = window.setInterval(() => go(at + 1), EACH_MS);
  };
  const rest = () => {
    clearInterval(timer);
    clearTimeout(quiet);
    say(true);
  };
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? run() : rest()));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || count < 2) rest();
  else run();

  return {
    go: (/** @type {number} */ project) => { rest(); go(project); },
    next: (/** @type {number} */ step) => { rest(); go(at + step); },
    /** A hand is on the map: stop until it has been quiet, unless it was stopped for good. */
    touched: () => {
      const stopped = button.getAttribute("aria-pressed") === "true" && !quiet;
      if (stopped) return;
      rest();
      quiet = window.setTimeout(() => { quiet = 0; run(); }, QUIET_MS);
    },
  };
}
