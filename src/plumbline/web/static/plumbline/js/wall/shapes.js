/**
 * The map's shapes as the server packs them: 32-bit integers, points as distances in 1e-7 degrees.
 * @typedef {{layer: number, project: number, block: number, closed: boolean, width: number, lines: Float64Array[], box: Box}} Shape
 * @typedef {{west: number, south: number, east: number, north: number}} Box
 * @typedef {{shapes: Shape[], buildings: Shape[], boxes: Box[], metre: number}} Land
 */

/** What is drawn, by its number in the packed form. */
export const LAYERS = ["building", "road", "water", "field", "trees", "scope", "ground"];
const BUILDING = 0;
const DEGREE = 1e7;
const METRES_A_DEGREE = 111_195;

/**
 * @param {ArrayBuffer} buffer
 * @returns {Land} units are those of a degree of latitude; `metre` is how many make a metre
 */
export function readShapes(buffer) {
  const numbers = new Int32Array(buffer);
  // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
  const narrow = Math.cos((numbers[1] / DEGREE) * (Math.PI / 180));
  let at = 3;

  const readLine = () => {
    const points = new Float64Array(2 * numbers[at++]);
    let x = 0, y = 0;
    for (let n = 0; n < points.length; n += 2) {
      x += numbers[at++];
      y += numbers[at++];
      points[n] = x * narrow;
      points[n + 1] = y;
    }
    return points;
  };
  const readShape = () => {
    const [layer, project, block, closed, width, count] = numbers.subarray(at, at + 6);
    at += 6;
    const lines = Array.from({ length: count }, readLine);
    return { layer, project, block, closed: closed === 1, width, lines, box: boxOf(lines) };
  };
  const shapes = Array.from({ length: numbers[2] }, readShape);
  const buildings = shapes.filter((shape) => shape.layer === BUILDING);
  return { shapes, buildings, boxes: boxesOf(buildings), metre: DEGREE / METRES_A_DEGREE };
}

/** @param {Float64Array[]} lines @returns {Box} */
function boxOf(lines) {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const line of lines) {
    for (let n = 0; n < line.length; n += 2) {
      box.west = Math.min(box.west, line[n]);
      box.east = Math.max(box.east, line[n]);
      box.south = Math.min(box.south, line[n + 1]);
      box.north = Math.max(box.north, line[n + 1]);
    }
  }
  return box;
}

/** The box of each project's buildings, by its number. @param {Shape[]} buildings @returns {Box[]} */
function boxesOf(buildings) {
  /** @type {Box[]} */
  const boxes = [];
  for (const { project, box } of buildings) {
    const known = boxes[project];
    boxes[project] = known ? {
      west: Math.min(known.west, box.west), south: Math.min(known.south, box.south),
      east: Math.max(known.east, box.east), north: Math.max(known.north, box.north),
    } : box;
  }
  return boxes;
}

/**
 * The number of the building at a point, -1 for none; the last drawn lies on top.
 * @param {Shape[]} buildings @param {number} x @param {number} y
 */
export function buildingAt(buildings, x, y) {
  for (let n = buildings.length - 1; n >= 0; n--) {
    const { box, lines } = buildings[n];
    if (x < box.west || x > box.east || y < box.south || y > box.north) continue;
    if (lines.reduce((inside, ring) => inside !== isInside(ring, x, y), false)) return n;
  }
  return -1;
}

/** @param {Float64Array} ring @param {number} x @param {number} y */
function isInside(ring, x, y) {
  let inside = false;
  for (let a = 0, b = ring.length - 2; a < ring.length; b = a, a += 2) {
    const crosses = ring[a + 1] > y !== ring[b + 1] > y;
    if (crosses && x < ((ring[b] - ring[a]) * (y - ring[a + 1])) / (ring[b + 1] - ring[a + 1]) + ring[a]) inside = !inside;
  }
  return inside;
}
