// Keyboard shortcuts: / searches, n and p go from article to article, ? lists them.
// Keys are told by their place, so that they work in any layout, and can be switched off (WCAG 2.1.4).

const ACTIONS = {
  "/": () => (find("[data-search-first]") ?? find("[data-search]"))?.focus(),
  "?": () => find("#keys")?.showModal(),
  n: () => move(1),
  p: () => move(-1),
};

export function listenForKeys(actions = ACTIONS) {
  if (document.documentElement.dataset.keys === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const action = actions[nameOf(event, actions)];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function nameOf(event, actions) {
  if (event.key in actions) return event.key;
  const isLatin = /^[a-z]$/i.test(event.key);
  if (isLatin) return event.key.toLowerCase();
  if (event.code === "Slash" && event.shiftKey) return "?";
  // Where the keys of the Latin layout are, for those who type in another one.
  return event.code === "Slash" ? "/" : /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
}

function isTyping(target) {
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

function find(selector) {
  return document.querySelector(selector);
}

function move(step) {
  const units = [...document.querySelectorAll(".text .unit")];
  const next = units[placeAfter(step, units)];
  if (!next) return;
  next.scrollIntoView();
  history.replaceState(null, "", `#${next.id}`);
  for (const unit of units) unit.classList.toggle("reached", unit === next);
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

// From the article reached last, as long as it is on screen; else from the top of the window.
function placeAfter(step, units) {
  const reached = units.indexOf(document.activeElement);
  if (reached >= 0 && isOnScreen(units[reached])) return reached + step;
  const edge = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const tops = units.map((unit) => unit.getBoundingClientRect().top - edge);
  return step > 0 ? tops.findIndex((top) => top > 8) : tops.findLastIndex((top) => top < -8);
}

function isOnScreen(unit) {
  const { top, bottom } = unit.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}
