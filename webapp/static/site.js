// What pages do beyond what links and forms do. Every page works without this.

import { listenForKeys } from "./keys.js";
import { followContents } from "./contents.js";
import { offerCopies } from "./copies.js";
import { explainTerms } from "./terms.js";

listenForKeys();
followContents();
offerCopies();
explainTerms();

// Moments by the clocks of Almaty are shown by the reader's own too, where a page has any.
if (document.querySelector("time[data-yours]")) import("./zones.js");

// On small screens long side lists start folded.
if (matchMedia("(max-width: 62rem)").matches) {
  for (const fold of document.querySelectorAll("details[data-fold]")) fold.open = false;
}

// A change of the text's languages keeps the place: the address of the provision on screen goes along.
for (const link of document.querySelectorAll("a[data-columns]")) {
  link.addEventListener("click", () => {
    const top = [...document.querySelectorAll(".text .row[id]")].find((row) => row.getBoundingClientRect().bottom > 120);
    const isReading = top && document.querySelector(".text").getBoundingClientRect().top < 0;
    if (isReading) link.hash = top.id;
    else if (location.hash) link.hash = location.hash;
  });
}

// The interface's languages keep the place too.
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    const reading = document.querySelector(".contents a[aria-current]");
    link.hash = location.hash || (reading && scrollY > 200 ? reading.hash : "");
  });
}
