// The contents follow what is on screen.

export function followContents() {
  const list = document.querySelector(".contents ol");
  if (!list) return;
  const links = new Map([...list.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const rows = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const edge = (parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0) * 2;
  let current = null;

  const update = () => {
    let reached = null;
    for (const row of rows) {
      if (row.getBoundingClientRect().top > edge) break;
      reached = row;
    }
    const link = reached && links.get(reached.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    link?.setAttribute("aria-current", "true");
    if (link) keepInView(link);
  };

  let waits = false;
  addEventListener("scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; update(); });
  }, { passive: true });
  update();
}

function keepInView(link) {
  const box = link.closest(".contents");
  const { top, bottom } = link.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) box.scrollTop += top - frame.top - frame.height / 3;
}
