/**
 * Draws the land: ground and roads first, then the buildings in heaps of one stage. Colours and
 * marks are the page's own, so that the map follows its ground and its language.
 * @typedef {import("./shapes.js").Land} Land
 * @typedef {import("./shapes.js").Shape} Shape
 * @typedef {import("./shapes.js").Box} Box
 * @typedef {import("./view.js").View} View
 * @typedef {{path: Path2D, letter: string, count: number, box: Box}} Heap
 * @typedef {{fill: string, ink: string, mark: string, name: string}} Look
 */
import { LAYERS } from "./shapes.js";

const NOBODY = ".", HEAP = 200, SMALL_HOUSE_METRES = 8;

/** @param {HTMLElement} root @returns {{stages: Look[], inks: Record<string, string>}} as the page shows them now */
export function looks(root) {
  const stages = [...root.querySelectorAll("[data-map-legend] .stage-badge")].map((badge) => {
    const mark = badge.querySelector(".stage-mark"), style = getComputedStyle(mark ?? badge);
    const name = badge.querySelector("span:not(.stage-mark)")?.textContent ?? "";
    return { fill: style.backgroundColor, ink: style.color, mark: mark?.textContent ?? "", name };
  });
  /** @type {Record<string, string>} */
  const inks = {};
  for (const ink of root.querySelectorAll("[data-ink]")) {
    if (ink instanceof HTMLElement) inks[ink.dataset.ink ?? ""] = getComputedStyle(ink).color;
  }
  return { stages, inks };
}

/** @param {Path2D} path @param {Shape} shape */
function trace(path, shape) {
  for (const line of shape.lines) {
    path.moveTo(line[0], line[1]);
    for (let n = 2; n < line.length; n += 2) path.lineTo(line[n], line[n + 1]);
    if (shape.closed) path.closePath();
  }
}

/** @param {Box} box @param {Box} by */
function widen(box, by) {
  box.west = Math.min(box.west, by.west);
  box.south = Math.min(box.south, by.south);
  box.east = Math.max(box.east, by.east);
  box.north = Math.max(box.north, by.north);
}

export class Painter {
  /** @type {Heap[]} */
  #heaps = [];
  /** Surfaces by layer, and lines by layer and width in cm. */
  #surfaces = new Map(LAYERS.map((layer) => [layer, new Path2D()]));
  /** @type {Map<string, {path: Path2D, layer: string, width: number}>} */
  #lines = new Map();
  letters = "";

  /** @param {HTMLCanvasElement} canvas @param {Land} land */
  constructor(canvas, land) {
    this.canvas = canvas;
    this.land = land;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
    for (const shape of land.shapes) {
      const layer = LAYERS[shape.layer];
      if (layer === "building") continue;
      trace(/** @type {Path2D} */ (shape.closed ? this.#surfaces.get(layer) : this.#line(layer, shape.width)), shape);
    }
  }

  /** @param {string} layer @param {number} width */
  #line(layer, width) {
    const key = `${layer}${width}`;
    let line = this.#lines.get(key);
    if (!line) this.#lines.set(key, (line = { path: new Path2D(), layer, width }));
    return line.path;
  }

  /**
   * Group the buildings by stage, in heaps of neighbours: a path of thousands of shapes grows slowly, and a heap
   * that is not seen is not drawn.
   * @param {string} letters one a building
   */
  stages(letters) {
    if (letters === this.letters) return;
    this.letters = letters;
    this.#heaps = [];
    /** @type {Map<string, Heap>} */
    const open = new Map();
    this.land.buildings.forEach((shape, n) => {
      const letter = letters[n] ?? NOBODY;
      let heap = open.get(letter);
      if (!heap || heap.count === HEAP) {
        heap = { path: new Path2D(), letter, count: 0, box: { ...shape.box } };
        open.set(letter, heap);
        this.#heaps.push(heap);
      }
      trace(heap.path, shape);
      heap.count += 1;
      widen(heap.box, shape.box);
    });
  }

  /** @param {View} view @param {{stages: Look[], inks: Record<string, string>}} look @param {number} chosen */
  paint(view, look, chosen) {
    const ratio = devicePixelRatio, { context: on, canvas } = this, pixel = 1 / view.scale;
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    on.setTransform(1, 0, 0, 1, 0, 0);
    on.fillStyle = look.inks.land;
    on.fillRect(0, 0, width, height);
    const zoom = view.scale * ratio;
    on.setTransform(zoom, 0, 0, -zoom, width / 2 - view.x * zoom, height / 2 + view.y * zoom);
    on.lineJoin = on.lineCap = "round";
    this.#paintBelow(look.inks, pixel);
    on.lineWidth = Math.min(0.7 * pixel, 0.6 * this.land.metre);
    on.strokeStyle = look.inks.edge;
    const edged = SMALL_HOUSE_METRES * this.land.metre * view.scale > 4;
    for (const { path, letter, box } of this.#heaps) {
      if (!view.sees(box)) continue;
      on.fillStyle = letter === NOBODY ? look.inks.nobody : this.#look(look, letter).fill;
      on.fill(path, "evenodd");
      if (edged) on.stroke(path);
    }
    this.#paintScope(look.inks.edge, pixel);
    if (chosen >= 0) this.#outline(this.land.buildings[chosen], look.inks.mark, pixel);
    on.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#paintMarks(view, look);
  }

  /** @param {Record<string, string>} inks @param {number} pixel */
  #paintBelow(inks, pixel) {
    const { context: on } = this, { metre } = this.land;
    for (const layer of ["ground", "field", "trees", "water", "road"]) {
      const surface = /** @type {Path2D} */ (this.#surfaces.get(layer));
      on.fillStyle = inks[layer];
      on.fill(surface, "evenodd");
      if (layer === "field") {
        on.strokeStyle = inks.land;
        on.lineWidth = Math.max(pixel, 0.5 * metre);
        on.stroke(surface);
      }
      for (const line of this.#lines.values()) {
        if (line.layer !== layer) continue;
        on.strokeStyle = inks[layer];
        on.lineWidth = Math.max(1.5 * pixel, (line.width / 100) * metre);
        on.stroke(line.path);
      }
    }
  }

  /** The line around each project. @param {string} ink @param {number} pixel */
  #paintScope(ink, pixel) {
    const { context: on } = this;
    on.strokeStyle = ink;
    on.lineWidth = 1.5 * pixel;
    on.setLineDash([8 * pixel, 5 * pixel]);
    on.stroke(/** @type {Path2D} */ (this.#surfaces.get("scope")));
    on.setLineDash([]);
  }

  /** @param {Shape} shape @param {string} ink @param {number} pixel */
  #outline(shape, ink, pixel) {
    const path = new Path2D();
    trace(path, shape);
    this.context.strokeStyle = ink;
    this.context.lineWidth = 4 * pixel;
    this.context.stroke(path);
  }

  /** Letters on the buildings, where they have room. @param {View} view @param {{stages: Look[]}} look */
  #paintMarks(view, look) {
    const { context: on } = this;
    on.textAlign = "center";
    on.textBaseline = "middle";
    const { fontFamily, fontSize } = getComputedStyle(this.canvas), least = parseFloat(fontSize);
    this.land.buildings.forEach(({ box }, n) => {
      const room = Math.min(box.east - box.west, box.north - box.south) * view.scale;
      const letter = this.letters[n] ?? NOBODY;
      if (room < 1.3 * least || letter === NOBODY || !view.sees(box)) return;
      const { ink, mark } = this.#look(look, letter), size = Math.round(Math.min(room * 0.6, 2 * least));
      const [sx, sy] = view.screenAt((box.west + box.east) / 2, (box.south + box.north) / 2);
      on.font = `${size}px ${fontFamily}`;
      on.fillStyle = ink;
      on.fillText(mark, sx, sy);
    });
  }

  /** @param {{stages: Look[]}} look @param {string} letter */
  #look(look, letter) {
    return look.stages[letter.charCodeAt(0) - 97];
  }
}
