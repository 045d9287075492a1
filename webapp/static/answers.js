// Keys of the queue: j and k go through its comments; of an answer only what it asks for is shown.

const STEPS = { j: 1, k: -1, KeyJ: 1, KeyK: -1 };

if (document.documentElement.dataset.keys !== "off") {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const isLatin = /^[a-z]$/i.test(event.key);
    const step = STEPS[isLatin ? event.key.toLowerCase() : event.code];
    if (step && go(step)) event.preventDefault();
  });
}

function isTyping(target) {
  return target.isContentEditable || (["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.type !== "checkbox");
}

// In the list the next comment is focused, on the page of one the next page is opened.
function go(step) {
  const items = [...document.querySelectorAll("[data-item]")];
  if (!items.length) {
    const link = document.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]");
    link?.click();
    return Boolean(link);
  }
  const here = items.findIndex((item) => item.closest("li").contains(document.activeElement) && item.closest("li") === document.activeElement.closest("li"));
  const next = items[here < 0 ? (step > 0 ? 0 : items.length - 1) : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "center" });
  return Boolean(next);
}

const form = document.querySelector("form[data-answer]");
if (form) {
  form.addEventListener("change", show);
  show();
}

function show() {
  const chosen = form.querySelector("[name=verdict]:checked")?.value;
  for (const part of form.querySelectorAll("[data-for]")) {
    const wanted = part.dataset.for.split(" ");
    part.hidden = Boolean(chosen) && (wanted.includes("reply") ? chosen === "duplicate" : !wanted.includes(chosen));
  }
}
