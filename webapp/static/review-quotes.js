// The words that a comment quotes stand out in the text while the comment has the focus or the pointer.

import { rangeOf } from "./review-words.js";

const NAME = "quoted";

export function followQuotes() {
  if (!window.Highlight) return;
  for (const [event, shown] of [["focusin", true], ["pointerover", true], ["focusout", false], ["pointerout", false]]) {
    document.addEventListener(event, ({ target }) => {
      const comment = target.closest?.("[data-review-text] details.comment");
      if (comment) show(shown ? comment : document.activeElement?.closest("details.comment"));
    });
  }
  show(document.querySelector("details.comment:target"));
}

function show(comment) {
  CSS.highlights.delete(NAME);
  const quote = comment?.querySelector(".comment__quote");
  const cell = quote && comment.closest(".row")?.querySelector(`:scope > .cell[lang="${quote.lang}"]`);
  const range = cell && rangeOf(cell, quote.textContent.trim(), quote.dataset.prefix ?? "");
  if (range) CSS.highlights.set(NAME, new Highlight(range));
}
