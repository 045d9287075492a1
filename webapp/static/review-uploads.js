// Files are uploaded when they are chosen, and named in the form; what cannot be taken is told at once.

export function uploadAtOnce(form) {
  for (const place of form.querySelectorAll("[data-files]")) {
    const input = place.querySelector("input[type=file]");
    input.addEventListener("change", async () => {
      for (const file of [...input.files]) await upload(form, place, file);
      input.value = "";
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

async function upload(form, place, file) {
  const words = place.dataset;
  if (file.size > Number(words.largest)) { tell(place, words.tooLarge, file, true); return; }
  tell(place, words.uploading, file);
  const fields = new FormData();
  fields.set("csrf_token", form.elements.csrf_token.value);
  fields.set("role", words.role);
  fields.set("files", file);
  const answer = await fetch(words.upload, { method: "POST", body: fields }).catch(() => null);
  if (answer?.status === 201) {
    add(place, await answer.text());
    tell(place, words.uploaded, file);
  } else if (answer?.status === 400 && answer.headers.get("Content-Type")?.startsWith("text/plain")) {
    tell(place, await answer.text(), file, true);
  } else {
    tell(place, words.failed, file, true);
  }
}

function add(place, html) {
  const line = new DOMParser().parseFromString(html, "text/html").querySelector("li");
  const id = line.querySelector("[name=file]").value;
  const known = place.querySelector(`[name=file][value="${CSS.escape(id)}"]`);
  if (known) known.checked = true;
  else place.querySelector("[data-kept]").append(line);
}

function tell(place, words, file, isProblem = false) {
  const told = place.querySelector("[data-told]");
  told.textContent = words.replace("{name}", file.name);
  told.classList.toggle("problem", isProblem);
}
