// The meaning of a defined term, shown on hover and on focus; a click leads to where it is defined.

let meanings = null;
let tip = null;

export function explainTerms() {
  const text = document.querySelector("[data-text]");
  if (!text) return;
  text.addEventListener("pointerover", (event) => onTerm(event));
  text.addEventListener("focusin", (event) => onTerm(event));
  text.addEventListener("pointerout", hide);
  text.addEventListener("focusout", hide);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

async function onTerm(event) {
  const term = event.target.closest("a.term");
  if (!term) return;
  const shown = await meaningOf(term);
  if (!shown || !(term.matches(":hover") || term === document.activeElement)) return;
  hide();
  tip = document.createElement("div");
  tip.className = "tip";
  tip.role = "tooltip";
  tip.id = "tip";
  tip.lang = shown.lang;
  if (shown.name) tip.append(Object.assign(document.createElement("strong"), { textContent: shown.name }));
  tip.append(shown.meaning);
  document.body.append(tip);
  term.setAttribute("aria-describedby", "tip");
  const place = term.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8)) + scrollX}px`;
  const above = place.top - tip.offsetHeight - 8;
  tip.style.top = `${(above > 0 ? above : place.bottom + 8) + scrollY}px`;
}

function hide() {
  document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
  tip?.remove();
  tip = null;
}

async function meaningOf(term) {
  const here = term.getAttribute("href");
  const lang = term.closest("[lang]").lang;
  if (here.startsWith("#")) {
    const cell = document.querySelector(`${CSS.escape ? `#${CSS.escape(here.slice(1))}` : here} > .cell[lang="${lang}"] p`);
    return cell && { meaning: cell.textContent, lang };
  }
  const address = new URL(here, location.href);
  meanings ??= {};
  meanings[lang] ??= fetch(new URL(`/${lang}/glossary/terms.json`, location.origin)).then((answer) => answer.json());
  try {
    const found = (await meanings[lang])[address.hash.slice(1)];
    return found && { ...found, lang };
  } catch {
    return null;
  }
}
