// The map of the whole flow, with the way marked that the address names: #question:…/question:…/cause:…

import { WORDS } from "./words.js";

const NODE = /^(question|cause):[a-z0-9-]+$/;

/** @param {HTMLElement} $map the figure, which shows the drawing and leads to it */
export async function markWay($map) {
  const nodes = decodeURIComponent(location.hash.slice(1)).split("/");
  if (!nodes.every((node) => NODE.test(node))) return;
  const $image = /** @type {HTMLImageElement} */ ($map.querySelector("img"));
  const drawing = await (await fetch($image.src)).text();
  $image.src = `data:image/svg+xml,${encodeURIComponent(drawing.replace("</svg>", `${marks(nodes)}</svg>`))}`;
  $image.alt += WORDS.wayMarked;
  $map.replaceChildren(enlarging($image)); // the drawing it led to is without marks
}

/** @param {HTMLElement} $image that a press shows in its own size, and the next again as a whole */
function enlarging($image) {
  const $button = document.createElement("button");
  $button.className = "dx-map-marked";
  $button.append($image);
  $button.addEventListener("click", () => $button.classList.toggle("dx-map-large"));
  return $button;
}

/** @param {string[]} nodes on the way, in its order */
function marks(nodes) {
  const edges = nodes.slice(1).map((node, n) => `${nodes[n]}>${node}`);
  const marked = [...nodes, ...edges].map((id) => `[id="${id}"]`);
  return `<style>g.node,g.edge{opacity:.3}:is(${marked}){opacity:1!important}:is(${marked}) :is(path,polygon){stroke:#b3261e;stroke-width:8}</style>`;
}
