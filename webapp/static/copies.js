// The sign beside a provision offers its link, its citation and its own page; without this it is a link to it.

const told = document.getElementById("told");

export function offerCopies() {
  const text = document.querySelector("[data-text]");
  text?.addEventListener("click", (event) => {
    const anchor = event.target.closest("a.anchor");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(anchor, text);
  });
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.copy, told.dataset.citationCopied));
  }
}

function open(anchor, text) {
  close();
  history.replaceState(null, "", anchor.hash);
  const link = location.href;
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.append(
    choice(told.dataset.copyLink, () => copy(link, told.dataset.linkCopied)),
    choice(told.dataset.copyCitation, () => copy(citation(anchor, text, link), told.dataset.citationCopied)),
    ownPage(anchor),
  );
  document.body.append(menu);
  const place = anchor.getBoundingClientRect();
  menu.style.top = `${place.bottom + scrollY}px`;
  menu.style.left = `${Math.max(8, Math.min(place.left + scrollX, innerWidth - menu.offsetWidth - 8))}px`;
  menu.firstChild.focus();
  menu.addEventListener("keydown", (event) => onKey(event, menu, anchor));
  setTimeout(() => addEventListener("click", onClick));
}

function onKey(event, menu, anchor) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  if (event.key === "Escape" || event.key === "Tab") { close(); anchor.focus(); }
  else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus();
  else return;
  event.preventDefault();
}

function onClick(event) {
  if (!event.target.closest(".menu")) close();
}

function close() {
  removeEventListener("click", onClick);
  document.querySelector(".menu")?.remove();
}

function choice(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", () => { act(); close(); });
  return button;
}

function ownPage(anchor) {
  const link = document.createElement("a");
  link.href = new URL(anchor.hash.slice(1), location.origin + location.pathname.replace(/[^/]*$/, ""));
  link.textContent = told.dataset.ownPage;
  return link;
}

function citation(anchor, text, link) {
  const { title, edition } = text.dataset;
  const quoted = /[А-Яа-яӘәІі]/.test(title) ? `«${title}»` : `“${title}”`;
  return `${quoted}, ${anchor.dataset.cite}${edition ? ` (${edition})` : ""}. ${link}`;
}

async function copy(words, message) {
  try {
    await navigator.clipboard.writeText(words);
    tell(message);
  } catch {
    tell(words);
  }
}

function tell(message) {
  told.textContent = message;
  setTimeout(() => { told.textContent = ""; }, 4000);
}
