/**
 * Ground and density at once, without a round trip; the cookies are those that the server reads.
 * @param {Element} form a form whose buttons are named `theme` and `density`
 */
export function look(form) {
  if (!(form instanceof HTMLFormElement)) return;
  const year = 365 * 24 * 3600;

  form.addEventListener("submit", (event) => {
    const chosen = event.submitter;
    if (!(chosen instanceof HTMLButtonElement) || !["theme", "density"].includes(chosen.name)) return;
    event.preventDefault();
    document.documentElement.setAttribute(`data-${chosen.name}`, chosen.value);
    document.cookie = `${chosen.name}=${chosen.value}; path=/; max-age=${year}; samesite=lax`;
    for (const button of form.querySelectorAll(`button[name="${chosen.name}"]`)) {
      button.setAttribute("aria-pressed", String(button === chosen));
    }
  });
}
