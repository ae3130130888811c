// A page built long ago is read today: show the marks of reviews that have run out since.

const CHINA = 8 * 3600_000; // milliseconds ahead of UTC; the dates are China's, whatever the device says
const today = new Date(Date.now() + CHINA).toISOString().slice(0, 10);

for (const $mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-overdue-after]"))) {
  if (today > String($mark.dataset.overdueAfter)) $mark.hidden = false;
}
