/**
 * Days, hours and minutes to the deadline, counted on from the server's instant. The browser's own clock is
 * not asked: a demonstration stands at a fixed instant, and office machines are often minutes off.
 * @param {Element} element with data-now, data-deadline (ISO) and the words data-days, data-hours, data-minutes
 */
export function countdown(element) {
  if (!(element instanceof HTMLElement)) return;
  const { now = "", deadline = "", days = "", hours = "", minutes = "" } = element.dataset;
  const left = Date.parse(deadline) - Date.parse(now);
  if (Number.isNaN(left)) return;
  const opened = performance.now();

  const show = () => {
    const whole = Math.max(Math.floor((left - (performance.now() - opened)) / 60_000), 0);
    const parts = [[Math.floor(whole / 1440), days], [Math.floor(whole / 60) % 24, hours], [whole % 60, minutes]];
    element.textContent = parts.map(([count, word]) => `${count} ${word}`).join(" ");
  };
  show();
  setInterval(show, 10_000);
}
