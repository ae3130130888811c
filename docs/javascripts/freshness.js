// A page built long ago is read today: show the marks of reviews that have run out since.

const today = new Date().toISOString().slice(0, 10);

for (const $mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-overdue-after]"))) {
  if (today > String($mark.dataset.overdueAfter)) $mark.hidden = false;
}
