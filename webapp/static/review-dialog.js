// The form of a comment in a dialog beside the text; where that cannot be, on its own page.

import { finishWriting, helpToWrite } from "./review-form.js";

export async function openForm(address, { opener, suggests = false }) {
  const form = await fetched(address);
  if (!form) {
    location.assign(address);
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "comment-dialog";
  const heading = form.querySelector("h1");
  heading.id = "comment-dialog-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  form.querySelector(".crumbs")?.remove();
  dialog.append(form);
  document.body.append(dialog);
  dialog.addEventListener("close", () => closed(dialog, opener));
  for (const link of dialog.querySelectorAll("a[data-cancel]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); dialog.close(); });
  }
  helpToWrite(dialog.querySelector("form[data-slot]"));
  dialog.showModal();
  begin(dialog, suggests);
}

// The part of the page that holds the form; nothing if something else is answered.
async function fetched(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form[data-slot]");
    return form && document.adoptNode(form.closest(".narrow"));
  } catch {
    return null;
  }
}

function begin(dialog, suggests) {
  const wordings = dialog.querySelector("details[data-wordings]");
  if (suggests && wordings) {
    wordings.open = true;
    const language = dialog.querySelector("form[data-slot]").dataset.language;
    const field = wordings.querySelector(`textarea[lang="${language}"]`) ?? wordings.querySelector("textarea");
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    return;
  }
  dialog.querySelector("[name=type]")?.focus();
}

async function closed(dialog, opener) {
  if (!(await finishWriting(dialog.querySelector("form[data-slot]")))) {
    dialog.showModal();  // What was typed is nowhere else yet.
    return;
  }
  dialog.remove();
  opener?.focus({ preventScroll: true });
}
