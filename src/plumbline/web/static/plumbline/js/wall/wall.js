/** The wall's map: shapes once, stages every minute, drawn on a plain canvas. */
import { card } from "./card.js";
import { cycle } from "./cycle.js";
import { hands } from "./hands.js";
import { refresh } from "./live.js";
import { looks, Painter } from "./paint.js";
import { buildingAt, readShapes } from "./shapes.js";
import { View } from "./view.js";

const MINUTE = 60_000;

/** @param {string} url */
async function json(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.json();
}

/** @param {HTMLElement} root */
async function map(root) {
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-map-${name}]`));
  const canvas = /** @type {HTMLCanvasElement} */ (find("canvas"));
  const [word, scale, at] = [find("word"), find("scale"), find("at")];
  const [buffer, first] = await Promise.all([
    fetch(root.dataset.shapes ?? "").then((answer) => answer.arrayBuffer()),
    json(root.dataset.now ?? ""),
  ]);
  const land = readShapes(buffer), painter = new Painter(canvas, land);
  let names = /** @type {import("./card.js").Names} */ (first), look = looks(root), chosen = -1, asked = 0;

  const draw = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      painter.paint(view, look, chosen);
      showScale(scale, view.scale * land.metre);
    });
  };
  const view = new View((byHand) => { if (byHand) turn?.touched(); draw(); });
  const present = (/** @type {any} */ now) => {
    names = now;
    painter.stages(now.stages);
    at.textContent = now.at_words;
    word.textContent = land.buildings.length ? "" : word.dataset.none ?? "";
    draw();
  };
  let project = 0;
  const box = () => land.boxes[project] ?? land.boxes.find(Boolean) ?? { west: 0, south: 0, east: 1, north: 1 };
  const show = (/** @type {number} */ n, glide = true) => {
    project = n;
    buttons.forEach((button, /** @type {number} */ k) => button.setAttribute("aria-pressed", String(k === n)));
    view.show(box(), glide);
  };
  const opened = card(root, () => { chosen = -1; draw(); });
  const point = (/** @type {number} */ sx, /** @type {number} */ sy) => {
    turn?.touched();
    chosen = buildingAt(land.buildings, ...view.landAt(sx, sy));
    if (chosen < 0) return opened.close();
    const badge = root.querySelectorAll("[data-map-legend] .stage-badge")[painter.letters.charCodeAt(chosen) - 97];
    opened.open(land.buildings[chosen], badge ?? null, names);
    draw();
  };
  const buttons = names.projects.map((one, n) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: one.name });
    button.addEventListener("click", () => turn.go(n));
    find("projects").append(button);
    return button;
  });
  const turn = cycle(root, names.projects.length, (/** @type {number} */ n) => show(n));
  hands(canvas, view, { point, next: turn.next, fit: () => view.show(box(), true), leave: opened.close });
  root.querySelectorAll("[data-map-zoom]").forEach((button) => button.addEventListener("click", () => {
    const how = /** @type {HTMLElement} */ (button).dataset.mapZoom;
    how === "fit" ? view.show(box(), true) : view.zoomBy(how === "in" ? 1.5 : 1 / 1.5);
  }));

  view.resize(canvas.clientWidth, canvas.clientHeight);
  new ResizeObserver(() => {
    const seen = view.width / view.scale;
    view.resize(canvas.clientWidth, canvas.clientHeight);
    view.scale = view.width / seen;
    draw();
  }).observe(canvas);
  const relook = () => { look = looks(root); draw(); };
  new MutationObserver(relook).observe(document.documentElement, { attributes: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", relook);
  present(first);
  show(0, false);
  root.dataset.drawn = "true";

  setInterval(async () => {
    try {
      const now = await json(root.dataset.now ?? "");
      if (now.version !== first.version) return location.reload();
      present(now);
      await refresh(document, relook);
    } catch {
      word.textContent = (word.dataset.lost ?? "").replace("{at}", at.textContent ?? "");
    }
  }, MINUTE);
}

/** A bar of a round length, some nine letters wide. @param {HTMLElement} bar @param {number} pixels a metre has */
function showScale(bar, pixels) {
  const wanted = parseFloat(getComputedStyle(bar).fontSize) * 9 / pixels, ten = 10 ** Math.floor(Math.log10(wanted));
  const metres = [5, 2, 1].map((n) => n * ten).find((n) => n <= wanted) ?? ten;
  bar.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  bar.style.width = `${Math.round(metres * pixels)}px`;
}

document.querySelectorAll("[data-wall-map]").forEach((root) => {
  const word = root.querySelector("[data-map-word]");
  if (root instanceof HTMLElement) map(root).catch(() => { if (word) word.textContent = word.getAttribute("data-failed") ?? ""; });
});
