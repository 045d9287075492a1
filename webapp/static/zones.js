/* Beside moments by the clocks of Almaty: the same by the reader's own, where they differ. */

const LOCALES = { kk: "ru", ru: "ru", en: "en-GB" };
const language = document.documentElement.lang;
const month = language === "kk" ? "2-digit" : "long"; // Browsers do not know the months in Kazakh.
const style = { day: "numeric", month, year: "numeric", hour: "2-digit", minute: "2-digit" };

function shown(moment, zone, more = {}) {
  const format = new Intl.DateTimeFormat(LOCALES[language], { ...style, ...more, timeZone: zone });
  return format.format(moment);
}

for (const time of document.querySelectorAll("time[data-yours]")) {
  const moment = new Date(time.dateTime);
  if (shown(moment, "Asia/Almaty") === shown(moment, undefined)) continue;
  const yours = document.createElement("span");
  yours.className = "yours";
  yours.textContent = time.dataset.yours.replace("{}", shown(moment, undefined, { timeZoneName: "short" }));
  time.after(yours);
}
