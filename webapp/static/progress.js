// Marks of reading are sent without leaving the page; without this script the same form goes the long way.

const form = document.querySelector("[data-reading]");
const told = document.getElementById("told");

async function send(button) {
  const fields = new FormData(form);
  fields.set(button.name, button.value);
  const answer = await fetch(form.action, {
    method: "POST",
    body: fields,
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).read;
}

function show(button, isRead) {
  button.name = isRead ? "unread" : "read";
  button.setAttribute("aria-pressed", String(isRead));
  button.classList.toggle("reading--done", isRead);
  button.querySelector(".reading__words").textContent = isRead ? form.dataset.unread : form.dataset.read;
}

form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button?.classList.contains("reading")) return;
  event.preventDefault();
  button.disabled = true;
  try {
    show(button, await send(button));
  } catch {
    if (told) told.textContent = form.dataset.failed;
  } finally {
    button.disabled = false;
    button.focus();
  }
});
