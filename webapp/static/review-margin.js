// Cards in the margin of a wide page may reach below their own provision, as long as the margin is free there:
// provisions part only where the next cards stand. The ways to comment and the marks of reading move into
// the gap before a card that reaches past them.

const GAP = 8;
const GIVES = ".review__add, .reading";
const WIDE = matchMedia("screen and (min-width: 62.01rem)");

export function overflow(text) {
  let width = 0;
  let frame = 0;
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => place(text));
  };
  text.addEventListener("toggle", later, true);
  WIDE.addEventListener("change", later);
  document.fonts.ready.then(later);
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width !== width) later();
    width = contentRect.width;
  }).observe(text);
}

// All is measured before anything is changed: rows as they stand with nothing in the margin.
function place(text) {
  const rows = [...text.querySelectorAll(".row")];
  for (const row of rows) {
    row.classList.remove("row--beside");
    row.style.removeProperty("--part");
  }
  text.classList.toggle("text--overflowing", WIDE.matches);
  if (!WIDE.matches) return;
  const found = rows.map((row) => ({ row, top: row.getBoundingClientRect().top, height: heightOf(row) }));
  const end = text.getBoundingClientRect().bottom;
  let last = null;
  for (const [at, one] of found.entries()) {
    if (one.height) {
      part(last, one.top, found[at - 1]?.row);
      last = one;
    } else if (last && one.top < last.top + last.height) {
      one.row.classList.add("row--beside");
    }
  }
  part(last, end, rows.at(-1));
}

// What stands in the margin at a row, if more stands there than what gives way.
function heightOf(row) {
  const margin = row.querySelector(":scope > .review");
  return margin?.querySelector(`:scope > :not(${GIVES})`) ? margin.scrollHeight + GAP : 0;
}

function part(card, top, before) {
  const missing = card ? card.top + card.height - top : 0;
  if (missing > 0) before.style.setProperty("--part", `${missing}px`);
}
