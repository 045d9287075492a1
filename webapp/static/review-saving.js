// Unfinished text is saved on the server while one types. Without a connection it stays in the page
// and is sent when there is one; who leaves before is warned.

const PAUSE = 1200;
const AGAIN = [3000, 6000, 12000, 30000];

export function keepSaved(form) {
  const told = form.querySelector("[data-saved-told]");
  const words = form.dataset;
  let waits = 0;
  let tries = 0;
  let isChanged = false;
  let isOver = false;
  let sending = null;

  const say = (message, isProblem = false) => {
    told.textContent = message;
    told.classList.toggle("problem", isProblem);
  };
  const later = (after) => {
    clearTimeout(waits);
    waits = setTimeout(save, after);
  };

  async function save() {
    clearTimeout(waits);
    if (!isChanged || isOver) return;
    if (sending) await sending;
    isChanged = false;
    sending = send(form).catch(() => null);
    const answer = await sending;
    sending = null;
    if (isOver) return;
    if (answer?.status === 204) {
      tries = 0;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
      say(words.saved.replace("{time}", time));
      return;
    }
    isChanged = true;
    if ([400, 409].includes(answer?.status) && answer.headers.get("Content-Type")?.startsWith("text/plain")) {
      say(await answer.text(), true);
      return;
    }
    say(answer && answer.status < 500 ? words.signedOut : words.offline, true);
    later(AGAIN[Math.min(tries, AGAIN.length - 1)]);
    tries += 1;
  }

  const warn = (event) => { if (isChanged || sending) event.preventDefault(); };
  const onOnline = () => { if (isChanged) later(0); };
  const onHidden = () => { if (document.visibilityState === "hidden") save(); };
  addEventListener("beforeunload", warn);
  addEventListener("online", onOnline);
  document.addEventListener("visibilitychange", onHidden);
  form.addEventListener("input", () => { isChanged = true; later(PAUSE); });

  const end = () => {
    isOver = true;
    clearTimeout(waits);
    removeEventListener("beforeunload", warn);
    removeEventListener("online", onOnline);
    document.removeEventListener("visibilitychange", onHidden);
  };
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) end(); });
  return async () => {
    await save();
    await sending;
    if (isChanged) return false;
    end();
    return true;
  };
}

function send(form) {
  const fields = new FormData(form);
  fields.delete("files");
  return fetch(form.dataset.unfinished, { method: "POST", body: fields, redirect: "manual" });
}
