// The words of a provision as they are quoted: on one line, without the number, as the server counts them.

const CONTEXT = 32;
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, td, th, div";
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/;

// Return the words of a cell, and for each letter where it stands.
export function wordsOf(cell) {
  const letters = [];
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".num, .hidden")) continue;
    const inside = node.parentElement.closest(BLOCKS);
    if (block && inside !== block) blank(letters, node, 0);
    block = inside;
    for (let at = 0; at < node.length; at += 1) {
      const letter = node.data[at];
      if (/\s/.test(letter)) blank(letters, node, at);
      else if (!INVISIBLE.test(letter)) letters.push({ letter, node, at });
    }
  }
  if (letters.at(-1)?.letter === " ") letters.pop();
  return letters;
}

function blank(letters, node, at) {
  if (letters.length && letters.at(-1).letter !== " ") letters.push({ letter: " ", node, at });
}

// Return what is quoted of a cell: the words of a range, and what stands before and behind them.
export function quoteOf(cell, range) {
  const letters = wordsOf(cell);
  const inside = letters.map(({ node, at }) => range.comparePoint(node, at) === 0 && range.comparePoint(node, Math.min(at + 1, node.length)) === 0);
  let start = inside.indexOf(true);
  let end = inside.lastIndexOf(true) + 1;
  while (start < end && letters[start].letter === " ") start += 1;
  while (end > start && letters[end - 1].letter === " ") end -= 1;
  if (start < 0 || start >= end) return null;
  const words = (from, until) => letters.slice(Math.max(from, 0), until).map((one) => one.letter).join("");
  return { exact: words(start, end), prefix: words(start - CONTEXT, start), suffix: words(end, end + CONTEXT) };
}

// Return the range of quoted words in a cell; where they stand more than once, the prefix decides.
export function rangeOf(cell, exact, prefix) {
  const letters = wordsOf(cell);
  const words = letters.map((one) => one.letter).join("");
  const places = [];
  for (let at = words.indexOf(exact); exact && at >= 0; at = words.indexOf(exact, at + 1)) places.push(at);
  const start = places.find((at) => prefix && words.slice(0, at).endsWith(prefix)) ?? places[0];
  if (start === undefined) return null;
  const [first, last] = [letters[start], letters[start + exact.length - 1]];
  const range = new Range();
  range.setStart(first.node, first.at);
  range.setEnd(last.node, last.at + 1);
  return range;
}
