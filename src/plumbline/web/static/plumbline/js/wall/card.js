/**
 * What a chosen building says: project, block, stage. A person stands in none of it; the server sends none.
 * @typedef {{projects: {name: string}[], blocks: {name: string, households: number, remaining: number}[]}} Names
 * @param {HTMLElement} root the map
 * @param {() => void} closed
 */
export function card(root, closed) {
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-map-${name}]`));
  const [box, place, stage, block] = ["card", "place", "stage", "block"].map(find);
  const close = () => { box.hidden = true; closed(); };
  find("close").addEventListener("click", close);

  return {
    close,
    /** @param {import("./shapes.js").Shape} shape @param {Element | null} badge of its stage @param {Names} names */
    open(shape, badge, names) {
      const project = names.projects[shape.project]?.name ?? "", of = names.blocks[shape.block];
      place.textContent = of ? `${project} · ${of.name}` : project;
      stage.replaceChildren(...(badge ? [badge.cloneNode(true)] : []));
      const words = block.dataset.words ?? "";
      block.textContent = of && badge
        ? words.replace("{r}", String(of.remaining)).replace("{n}", String(of.households))
        : block.dataset.nobody ?? "";
      box.hidden = false;
    },
  };
}
