/** The panel of results under a search field. */

import { announcer, asked, asker, failure, isFirst, linesBefore, onKeys, recentBlock, toldAs } from "./answers.js";
import { remember } from "./recent.js";
import { answerCard, element, fill, queryLink, resultItem } from "./results.js";

const SHOWN = 6;
const TWO_LINES = 180;
const HINT = "Les résultats s’affichent à mesure que vous écrivez. Flèche vers le bas pour y aller.";

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function mountPanel(form, input) {
  const panel = element("div", "recherche-panneau");
  const live = element("p", "hors-ecran");
  live.setAttribute("role", "status");
  const hint = element("p", "hors-ecran", HINT);
  hint.id = `${input.id || "recherche"}-aide`;
  input.setAttribute("aria-describedby", hint.id);
  panel.hidden = true;
  form.append(panel, live, hint);
  const announce = announcer(live);

  let scrolled = false; // reading or writing scrollTop at each key would cost a layout
  panel.addEventListener("scroll", () => (scrolled = true), { passive: true });
  const display = (/** @type {(Node | string)[]} */ ...content) => {
    fill(panel, ...content);
    panel.hidden = !content.length;
    if (scrolled) panel.scrollTop = 0;
    scrolled = false;
  };
  const follow = (/** @type {string} */ query) => {
    input.value = query;
    input.focus();
    update();
  };
  const { ask, drop } = asker({
    show(answer, query) {
      const { hits, card, stems, total, nearest } = answer;
      const list = element("ol", "recherche-liste");
      list.setAttribute("aria-label", "Résultats");
      list.append(...hits.map((hit, at) =>
        at === 0 && isFirst(card, hits) ? answerCard(hit, stems, "li") : resultItem(hit, stems, TWO_LINES).item));
      const lines = linesBefore(answer, query, follow);
      const all = queryLink(query, total > 1 ? `Voir les ${total} résultats` : "Voir sur la page de recherche");
      all.className = "recherche-tout";
      display(...lines, ...(hits.length ? [list] : []), ...(nearest || !hits.length ? [] : [all]));
      announce(toldAs(answer));
    },
    wait: () => panel.hidden && display(element("p", "recherche-ligne", "Recherche…")),
    fail() {
      display(failure(asked(input), () => follow(input.value)));
      announce("La recherche n’a pas pu se charger.");
    },
  });
  const update = () => {
    const query = asked(input);
    if (query) return void ask(query, { limit: SHOWN });
    drop();
    announce("");
    const recent = recentBlock(follow);
    display(...(recent ? [recent] : []));
  };
  const close = () => {
    drop();
    announce("");
    panel.hidden = true;
  };

  input.addEventListener("input", update);
  input.addEventListener("focus", () => panel.hidden && update());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    input.focus();
    close();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !form.contains(/** @type {Node} */ (relatedTarget))) close();
  });
  document.addEventListener("click", ({ target }) => {
    if (/** @type {Node} */ (target).isConnected && !form.contains(/** @type {Node} */ (target))) close();
  });
  form.addEventListener("submit", () => {
    input.value = asked(input);
    remember(input.value);
  });
  panel.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest(".recherche-lien, .recherche-tout")) remember(asked(input));
  });
  onKeys(form, input, panel);
  if (document.activeElement === input) update();
}
