/**
 * Hands on the map: drag, pinch, wheel, keys, click.
 * @param {HTMLCanvasElement} canvas
 * @param {import("./view.js").View} view
 * @param {{point: (sx: number, sy: number) => void, next: (step: number) => void, fit: () => void, leave: () => void}} does
 */
export function hands(canvas, view, does) {
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  let moved = 0;

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (fingers.size === 1) moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.offsetX, y: event.offsetY };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      const is = Math.hypot(now.x - other.x, now.y - other.y);
      if (was > 0) view.zoomBy(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (moved + Math.hypot(now.x - before.x, now.y - before.y) > 4) {
      view.moveBy(now.x - before.x, now.y - before.y);
    }
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    fingers.set(event.pointerId, now);
  });
  const lift = (/** @type {PointerEvent} */ event) => {
    const was = fingers.delete(event.pointerId);
    if (was && event.type === "pointerup" && moved <= 4 && !fingers.size) does.point(event.offsetX, event.offsetY);
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);

  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.zoomBy(Math.exp(-Math.max(-1, Math.min(1, event.deltaY / 100)) * 0.25), event.offsetX, event.offsetY);
  }, { passive: false });

  const far = 60;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => view.moveBy(far, 0),
    ArrowRight: () => view.moveBy(-far, 0),
    ArrowUp: () => view.moveBy(0, far),
    ArrowDown: () => view.moveBy(0, -far),
    "+": () => view.zoomBy(1.5),
    "=": () => view.zoomBy(1.5),
    "-": () => view.zoomBy(1 / 1.5),
    0: does.fit,
    n: () => does.next(1),
    b: () => does.next(-1),
    Enter: () => does.point(view.width / 2, view.height / 2),
    Escape: does.leave,
  };
  canvas.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}
