// What helps in writing a comment: it is saved while one types, wordings show what they change, files
// are uploaded when they are chosen. Submitting stays a button's matter, and the browser's.

import { keepSaved } from "./review-saving.js";
import { showChanges } from "./review-redline.js";
import { uploadAtOnce } from "./review-uploads.js";

const saving = new WeakMap();

export function helpToWrite(form) {
  if (!form || saving.has(form)) return;
  saving.set(form, keepSaved(form));
  for (const field of form.querySelectorAll("textarea[data-wording]")) showChanges(form, field);
  for (const button of form.querySelectorAll("[data-without-scripts]")) button.remove();
  uploadAtOnce(form);
}

// The form is to go away: what is not saved yet is saved now; tell whether it is.
export async function finishWriting(form) {
  return (await saving.get(form)?.()) ?? true;
}
