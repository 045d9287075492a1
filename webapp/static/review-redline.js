// What a suggested wording would change, shown below it while one types.

const PAUSE = 500;

export function showChanges(form, field) {
  const place = form.querySelector(`[data-redline-of="${field.lang}"]`);
  if (!place) return;
  let waits = 0;
  let asked = null;
  const update = async () => {
    asked?.abort();
    if (field.value.trim() === field.dataset.said.trim()) { place.replaceChildren(); return; }
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.redline, { method: "POST", body: question(form, field), signal: asked.signal });
      if (!answer.ok) return;
      const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...shown.body.childNodes);
    } catch {
      // Without a connection what was shown last stays; the next letter asks again.
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(update, PAUSE);
  });
  if (!place.childElementCount) update();
}

function question(form, field) {
  const fields = new FormData();
  fields.set("csrf_token", form.elements.csrf_token.value);
  fields.set("eid", form.dataset.eid);
  fields.set("language", field.lang);
  fields.set("wording", field.value);
  return fields;
}
