// The theme searches on keyup only. Pasted, spoken and composed text comes as input without a key: pass it on.

const $query = document.querySelector(".md-search__input");

$query?.addEventListener("input", () => $query.dispatchEvent(new KeyboardEvent("keyup")));
