// The pages of a round: keys, comments on selected words, the form in place, and what helps in writing.
// Every page works without this; with it less has to be loaded and nothing that was typed is lost.

import { listenForKeys } from "./keys.js";
import { overflow } from "./review-margin.js";
import { followQuotes } from "./review-quotes.js";
import { explainSelection, selected } from "./review-select.js";
import { openForm } from "./review-dialog.js";
import { helpToWrite } from "./review-form.js";

const text = document.querySelector("[data-review-text]");
const mayWrite = text?.dataset.mayWrite === "1";

for (const form of document.querySelectorAll("form[data-slot]")) helpToWrite(form);
followQuotes();

if (mayWrite) {
  explainSelection(text, write);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-comment]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    openForm(link.href, { opener: link });
  });
}

if (text) {
  overflow(text);
  listenForKeys({
    j: () => step(1),
    k: () => step(-1),
    ...(mayWrite && { c: () => write(false), s: () => write(true) }),
  });
}

// The words that are selected, or the provision that was reached, or the first one on screen.
function write(suggests) {
  if (document.querySelector("dialog[open]")) return;
  const words = selected(text);
  const row = words?.row ?? reached();
  const link = row?.querySelector(":scope > .review > a[data-comment]") ?? document.querySelector("a[data-comment]");
  if (!link) return;
  const address = new URL(link.href);
  for (const [name, value] of Object.entries(words?.quote ?? {})) address.searchParams.set(name, value);
  openForm(address.href, { opener: link, suggests });
}

function reached() {
  const rows = [...text.querySelectorAll(".row:has(> .review > a[data-comment])")];
  const focused = document.activeElement?.closest("[data-review-text] .row");
  const candidates = [focused, text.querySelector(".row.reached"), text.querySelector(".row:target")];
  return candidates.find((row) => rows.includes(row) && isOnScreen(row)) ?? rows.find(isOnScreen);
}

function isOnScreen(row) {
  const { top, bottom } = row.getBoundingClientRect();
  return bottom > 70 && top < innerHeight;
}

// From the comment that has the focus to the next; else from the top of the window.
function step(way) {
  if (document.querySelector("dialog[open]")) return;
  const all = [...document.querySelectorAll("details.comment")].filter((one) => !one.closest("details.review__all:not([open])"));
  const here = all.indexOf(document.activeElement?.closest("details.comment"));
  const tops = all.map((one) => one.getBoundingClientRect().top);
  const next = here >= 0 ? here + way : way > 0 ? tops.findIndex((top) => top > 8) : tops.findLastIndex((top) => top < -8);
  const comment = all[next];
  if (!comment) return;
  comment.open = true;
  comment.querySelector("summary").focus({ preventScroll: true });
  comment.scrollIntoView({ block: "center" });
}
