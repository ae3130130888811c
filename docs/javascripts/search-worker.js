// Answers the theme's search box in place of the theme's own worker. What was typed is compared with the ways students ask
// for a page, then with the page's text, by characters and pairs of neighbours, so that nothing has to be cut into words.

/**
 * What the build writes of a page: address, title, ways of asking for it, and its text as [anchor, heading, text].
 *
 * @typedef {{ at: string, title: string, asked: string[], parts: [string, string, string][] }} SearchPage
 *
 * @typedef {{ location: string, title: string, text: string, score: number, terms: object }} Entry what the theme shows
 * @typedef {Set<string>} Pieces characters and pairs of neighbours
 */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's messages
const SINGLE = 0.2; // a single character beside a pair
const FURTHER = 0.15; // the second and third nearest way of asking beside the nearest
const TEXT = 0.4; // the page's text beside the ways of asking
const LEAST = 0.1; // below this a page is not shown
const ESCAPED = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"]]);
const FAILED = { location: "causes/", title: "搜索没有加载出来", text: "请再输入一次，或者点这里看全部情况。", score: 1, terms: {} };

/** @type {Promise<(typed: string) => Entry[][]> | undefined} */
let searching; // begins when somebody types, so that no page waits for it

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) postMessage({ type: RESULT, data: { items: data.trim() ? await answer(data) : [] } });
});

/** @param {string} typed */
async function answer(typed) {
  try {
    searching ??= load();
    return (await searching)(typed);
  } catch {
    searching = undefined;
    return [[FAILED]];
  }
}

/** Fetch what there is to find; gives the function that finds it. */
async function load() {
  const response = await fetch("../../../../search/pages.json");
  const { same, pages } = /** @type {{ same: Record<string, string>, pages: SearchPage[] }} */ (await response.json());
  const asked = pages.map((page) => [page.title, ...page.asked].map((text) => pieces(text, same)));
  const texts = pages.map((page) => pieces(page.parts.flat().join(" "), same));
  const weigh = scale(asked.flat());
  const sizes = asked.map((ways) => ways.map((way) => weigh(way)));

  return (/** @type {string} */ typed) => {
    const query = pieces(typed, same);
    const size = weigh(query);
    const score = (/** @type {Pieces[]} */ ways, /** @type {number[]} */ sizes, /** @type {Pieces} */ text) => {
      const near = ways.map((way, i) => weigh(query, way) / Math.sqrt(size * sizes[i]));
      const [first, second = 0, third = 0] = near.sort((a, b) => b - a);
      return first + FURTHER * (second + third) + (TEXT * weigh(query, text)) / size;
    };
    const found = pages.map((page, p) => ({ page, score: score(asked[p], sizes[p], texts[p]) })).filter((item) => item.score > LEAST);
    const best = found.sort((a, b) => b.score - a.score).slice(0, 10);
    const worth = (/** @type {string} */ sentence) => weigh(query, pieces(sentence, same));
    return best.map((item) => result(item, worth, pieces(typed, {})));
  };
}

/**
 * The characters and pairs of neighbours in a text, one word for what means the same.
 *
 * @param {string} text
 * @param {Record<string, string>} same
 */
function pieces(text, same) {
  let plain = text.toLowerCase();
  for (const [other, word] of Object.entries(same)) plain = plain.replaceAll(other.toLowerCase(), word.toLowerCase());
  const found = new Set();
  for (const [run] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    for (let i = 0; i < run.length; i++) {
      if (i + 1 < run.length) found.add(run.slice(i, i + 2));
      if (run[i] > "\x7f") found.add(run[i]); // a single letter or digit says nothing
    }
  }
  return found;
}

/**
 * Rare pieces weigh more. Gives the function that weighs a set of pieces, or only those also in another.
 *
 * @param {Pieces[]} sets
 */
function scale(sets) {
  const count = new Map();
  for (const set of sets) for (const piece of set) count.set(piece, (count.get(piece) ?? 0) + 1);
  const rarity = (/** @type {number} */ n) => Math.log(1 + sets.length / (n + 0.5)) ** 2;
  const weights = new Map([...count].map(([piece, n]) => [piece, rarity(n) * (piece.length > 1 ? 1 : SINGLE)]));
  const unknown = rarity(0);
  return (/** @type {Pieces} */ set, /** @type {Pieces} */ other = set) => {
    let sum = 0;
    for (const piece of set) if (other.has(piece)) sum += weights.get(piece) ?? unknown * (piece.length > 1 ? 1 : SINGLE);
    return sum;
  };
}

/**
 * What the theme shows of a page: its title, and under its heading the sentence nearest to what was typed.
 *
 * @param {{ page: SearchPage, score: number }} found
 * @param {(sentence: string) => number} worth
 * @param {Pieces} typed
 * @returns {Entry[]}
 */
function result({ page, score }, worth, typed) {
  let [anchor, heading, text, most] = ["", "", "", -1];
  for (const [id, title, whole] of page.parts) {
    for (const [sentence] of whole.matchAll(/[^。；？\n]+[。；？]?/g)) {
      const value = worth(sentence) / Math.sqrt(20 + sentence.length);
      if (value > most) [anchor, heading, text, most] = [id, title, sentence, value];
    }
  }
  /** @type {(location: string, title: string, text: string) => Entry} */
  const entry = (location, title, text) => ({ location, title: mark(title, typed), text: mark(text, typed), score, terms: {} });
  if (!anchor) return [entry(page.at, page.title, text)];
  return [entry(page.at, page.title, ""), entry(`${page.at}#${anchor}`, heading, text)];
}

/**
 * Text as HTML, the pairs that were typed marked.
 *
 * @param {string} text
 * @param {Pieces} typed
 */
function mark(text, typed) {
  const isTyped = (/** @type {number} */ i) => i >= 0 && typed.has(text.slice(i, i + 2)) && i + 1 < text.length;
  const shown = (/** @type {string} */ c) => ESCAPED.get(c) ?? c;
  const marked = (/** @type {string} */ c, /** @type {number} */ i) => (isTyped(i) || isTyped(i - 1) ? `<mark>${shown(c)}</mark>` : shown(c));
  return text.split("").map(marked).join("").replaceAll("</mark><mark>", "");
}
