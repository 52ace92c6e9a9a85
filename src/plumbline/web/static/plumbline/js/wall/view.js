/**
 * What part of the land is seen: its middle and how many CSS pixels a unit has. Moved by hand, wheel, pinch
 * and keys; `onMove` is told whether a person did it.
 * @typedef {import("./shapes.js").Box} Box
 */
const NEAREST = 0.6;
const MARGIN = 0.06;
const GLIDE_MS = 900;

export class View {
  x = 0;
  y = 0;
  scale = 0.01;
  width = 1;
  height = 1;
  #gliding = 0;

  /** @param {(byHand: boolean) => void} onMove */
  constructor(onMove) {
    this.onMove = onMove;
  }

  /** @param {number} width @param {number} height in CSS pixels */
  resize(width, height) {
    this.width = Math.max(width, 1);
    this.height = Math.max(height, 1);
  }

  /** @param {Box} box @returns {{x: number, y: number, scale: number}} the view that just holds it */
  #holding(box) {
    const scale = Math.min(this.width / (box.east - box.west), this.height / (box.north - box.south));
    return { x: (box.west + box.east) / 2, y: (box.south + box.north) / 2, scale: scale * (1 - 2 * MARGIN) };
  }

  /** Show a box, gliding there unless motion is unwanted. @param {Box} box @param {boolean} glide */
  show(box, glide) {
    const to = this.#holding(box), from = { x: this.x, y: this.y, scale: this.scale };
    const began = performance.now(), turn = ++this.#gliding;
    if (!glide || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      Object.assign(this, to);
      this.onMove(false);
      return;
    }
    const step = (/** @type {number} */ now) => {
      if (turn !== this.#gliding) return;
      const part = Math.min((now - began) / GLIDE_MS, 1), eased = 1 - (1 - part) ** 3;
      this.x = from.x + (to.x - from.x) * eased;
      this.y = from.y + (to.y - from.y) * eased;
      this.scale = from.scale * (to.scale / from.scale) ** eased;
      this.onMove(false);
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** @param {number} dx @param {number} dy in CSS pixels */
  moveBy(dx, dy) {
    this.#gliding++;
    this.x -= dx / this.scale;
    this.y += dy / this.scale;
    this.onMove(true);
  }

  /** Zoom, holding the point of the screen where it is. @param {number} factor @param {number} sx @param {number} sy */
  zoomBy(factor, sx = this.width / 2, sy = this.height / 2) {
    this.#gliding++;
    const [x, y] = this.landAt(sx, sy);
    this.scale = Math.min(Math.max(this.scale * factor, 1e-4), NEAREST);
    this.x = x - (sx - this.width / 2) / this.scale;
    this.y = y + (sy - this.height / 2) / this.scale;
    this.onMove(true);
  }

  /** @param {number} sx @param {number} sy @returns {[number, number]} */
  landAt(sx, sy) {
    return [this.x + (sx - this.width / 2) / this.scale, this.y - (sy - this.height / 2) / this.scale];
  }

  /** @param {number} x @param {number} y @returns {[number, number]} */
  screenAt(x, y) {
    return [(x - this.x) * this.scale + this.width / 2, this.height / 2 - (y - this.y) * this.scale];
  }

  /** @param {Box} box whether any of it is seen */
  sees(box) {
    const w = this.width / 2 / this.scale, h = this.height / 2 / this.scale;
    return box.east > this.x - w && box.west < this.x + w && box.north > this.y - h && box.south < this.y + h;
  }
}
