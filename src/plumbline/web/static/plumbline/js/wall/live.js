import { countdown } from "../countdown.js";

/**
 * Figures, days and legend anew every minute: the page is asked for again and its marked parts are put in place.
 * @param {Document} page
 * @param {() => void} changed called after parts were put in place
 */
export async function refresh(page, changed) {
  const answer = await fetch(page.location.pathname, { headers: { "X-Live": "1" } });
  if (answer.redirected || answer.status === 403) return page.location.reload();
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of page.querySelectorAll("[data-live]")) {
    const now = fresh.querySelector(`[data-live="${part.getAttribute("data-live")}"]`);
    if (!now || now.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...page.importNode(now, true).childNodes);
    part.querySelectorAll("[data-countdown]").forEach(countdown);
  }
  changed();
}
