// Selected words of a provision can be commented on: two buttons beside them, or the keys c and s.

import { quoteOf } from "./review-words.js";

const LONGEST = 4000;
let popup = null;

// Return the words that are selected in one cell of the text, with the row that it stands in.
export function selected(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const cell = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest(".row > .cell");
  if (!cell || !text.contains(cell) || cell.classList.contains("cell--gap")) return null;
  const quote = quoteOf(cell, range);
  if (!quote || quote.exact.length > LONGEST) return null;
  return { row: cell.closest(".row"), range, quote: { ...quote, read_in: cell.lang } };
}

export function explainSelection(text, write) {
  const told = document.getElementById("words-told");
  let waits = 0;
  document.addEventListener("selectionchange", () => {
    if (popup?.contains(document.activeElement)) return;
    clearTimeout(waits);
    waits = setTimeout(() => offer(text, write, told), 250);
  });
  new ResizeObserver(() => {
    const words = popup && selected(text);
    if (words) place(words);
  }).observe(text);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !popup) return;
    const hadFocus = popup.contains(document.activeElement);
    const row = popup.closest(".row");
    close();
    if (hadFocus) {
      row.tabIndex = -1;
      row.focus({ preventScroll: true });
    }
    event.stopPropagation();
  });
}

function offer(text, write, told) {
  const words = selected(text);
  if (!words) { close(); told.textContent = ""; return; }
  const isNew = !popup;
  close();
  const labels = text.dataset;
  popup = document.createElement("div");
  popup.className = "selection-tools";
  popup.role = "toolbar";
  popup.ariaLabel = labels.onWords;
  popup.append(button(labels.comment, "c", () => write(false)), button(labels.suggest, "s", () => write(true)));
  words.row.append(popup);
  place(words);
  if (isNew) told.textContent = labels.wordsSelected;
}

function place({ row, range }) {
  popup.style.left = "0";
  const boxes = [...range.getClientRects()];
  const last = boxes.at(-1) ?? range.getBoundingClientRect();
  const frame = row.getBoundingClientRect();
  const most = Math.min(innerWidth - 8, document.documentElement.clientWidth - 8) - frame.left - popup.offsetWidth;
  popup.style.left = `${Math.max(Math.min(last.right - frame.left - popup.offsetWidth / 2, most), 8 - frame.left)}px`;
  popup.style.top = `${last.bottom - frame.top + 6}px`;
}

function button(words, key, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "selection-tools__do";
  made.textContent = words;
  if (document.documentElement.dataset.keys !== "off") {
    made.ariaKeyShortcuts = key;
    made.append(" ", Object.assign(document.createElement("kbd"), { textContent: key, ariaHidden: "true" }));
  }
  made.addEventListener("pointerdown", (event) => event.preventDefault());  // The selection stays.
  made.addEventListener("click", () => { act(); close(); });
  return made;
}

function close() {
  popup?.remove();
  popup = null;
}
