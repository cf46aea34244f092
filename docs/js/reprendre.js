/** On the home page: the week and the step where the person is. Nothing when she began no pathway. */

import { weekToResume } from "./parcours/calendar.js";

const BASE = new URL("../", import.meta.url);
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-reprendre]"));

/** What the pathway page left for the home page; a stored value may be anything. */
function fill(/** @type {HTMLElement} */ holder) {
  const stored = localStorage.getItem("ancrage.reprendre");
  if (!stored) return;
  const resume = JSON.parse(stored);
  const found = weekToResume(resume, new Date().toLocaleDateString("sv"));
  const link = document.createElement("a");
  const strong = document.createElement("strong");
  const url = new URL(`${resume.url}${found ? `#semaine-${found.week}` : ""}`, BASE);
  if (!url.href.startsWith(BASE.href)) return;
  link.href = url.href;
  strong.textContent = found ? `Reprendre\u00a0: semaine ${found.week}` : "Parcours terminé";
  link.append(strong, found?.next ? ` Prochaine étape\u00a0: ${found.next.title}` : ` ${resume.title}`);
  holder.replaceChildren(link);
  holder.hidden = false;
}

if (place && location.protocol !== "file:") {
  try {
    fill(place);
  } catch {
    place.hidden = true; // storage refused, or a text that is not what the pathway wrote
  }
}
