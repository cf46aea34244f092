/**
 * The page /recherche/: the results of the header, all of them, with filters. The query and the filters are in the
 * address, the place in the page is in the history: Back finds everything again. At each key the first results are
 * drawn at once; the others, the filters and the passages follow when typing pauses.
 */

import {
  announcer, asked, asker, failure, isFirst, linesBefore, onKeys, openEngine, recentBlock, toldAs,
} from "./answers.js";
import { facetsView, readAddress, writeAddress } from "./facets.js";
import { remember } from "./recent.js";
import { answerCard, button, counted, fill, fillMarked, resultItem } from "./results.js";

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./facets.js").Filters} Filters */

const AT_ONCE = 6;
const A_PAGE = 20;
const PAUSE = 250;
const WIDE = "(min-width: 64em)";

class Page {
  constructor(/** @type {HTMLElement} */ root) {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    this.input = /** @type {HTMLInputElement} */ (find("input[name=q]"));
    this.body = find(".recherche-corps");
    this.results = find(".recherche-resultats");
    this.before = find(".recherche-avant");
    this.list = find(".recherche-liste");
    this.count = find(".recherche-etat");
    this.place = /** @type {HTMLDetailsElement} */ (find(".facettes"));
    this.announce = announcer(find("[role=status]"));
    this.showFacets = facetsView(this.place, (filters) => this.choose(filters));
    this.more = button("recherche-bouton recherche-plus", "Plus de résultats", () => this.showMore());
    this.list.after(this.more);
    this.asker = asker({
      show: (answer) => this.draw(answer),
      wait: () => {
        fill(this.count, "Recherche…");
        this.body.hidden = false;
      },
      fail: () => this.fail(),
    });
    this.title = document.title;
    this.query = "";
    /** @type {Filters} */
    this.filters = {};
    this.wanted = A_PAGE;
    this.settling = 0;
    this.pause = 0;
    /** Whether filters can be had; without them, results come all the same. */
    this.filterable = true;
    /** A typed query takes a new place in the history when the one before was meant (Enter, a link, a filter). */
    this.meant = true;
    /** @type {{key: string, hits: Hit[], bare: [Hit, HTMLElement][]}} */
    this.drawn = { key: "", hits: [], bare: [] };
    /** @type {IntersectionObserver | undefined} */
    this.seen = undefined;
    /** Done once after the next drawing: the place in the page, the focus. @type {() => void} */
    this.after = () => {};
    this.listen(find("form"), root);
    this.restore();
    if (!this.query) this.input.focus({ preventScroll: true });
  }

  listen(/** @type {HTMLElement} */ form, /** @type {HTMLElement} */ root) {
    this.input.addEventListener("input", () => this.run(PAUSE));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.input.blur();
      remember(asked(this.input));
      this.run(0);
      this.meant = true;
    });
    this.body.addEventListener("click", ({ target }) => {
      if (!(/** @type {Element} */ (target).closest(".recherche-lien"))) return;
      remember(this.query);
      this.keepPlace();
    });
    const wide = matchMedia(WIDE);
    const unfold = () => void (this.place.open = wide.matches);
    wide.addEventListener?.("change", unfold);
    unfold();
    history.scrollRestoration = "manual";
    let scrolling = 0;
    addEventListener("scroll", () => {
      clearTimeout(scrolling);
      scrolling = window.setTimeout(() => this.keepPlace(), 150);
    }, { passive: true });
    addEventListener("popstate", () => this.restore());
    onKeys(root, this.input, this.results);
  }

  /** Shows what the address and the history say. */
  restore() {
    const { query, filters } = readAddress(location.search);
    const { wanted = A_PAGE, scroll = 0 } = history.state ?? {};
    this.input.value = query || (history.state ? "" : this.input.value); // what was typed before this script came
    Object.assign(this, { filters, wanted, meant: true });
    if (scroll) this.after = () => scrollTo({ top: scroll, behavior: "instant" });
    this.run(0, history.state ? wanted : AT_ONCE);
  }

  /** Keeps the question in the address. */
  keep(/** @type {boolean} */ apart) {
    document.title = this.query ? `${this.query} · ${this.title}` : this.title;
    const address = writeAddress(this.query, this.filters) || location.pathname;
    if (address === (location.search || location.pathname)) return;
    try {
      history[apart ? "pushState" : "replaceState"]({ wanted: this.wanted, scroll: scrollY }, "", address);
    } catch {
      // Some browsers refuse after a hundred changes: the results matter more than the address.
    }
  }

  /** Keeps the place in the page. */
  keepPlace() {
    try {
      history.replaceState({ wanted: this.wanted, scroll: scrollY }, "");
    } catch {
      // As above.
    }
  }

  /** Asks for the first results, then, after a pause, for the rest. */
  run(/** @type {number} */ pause, limit = AT_ONCE) {
    clearTimeout(this.settling);
    this.filterable = true;
    const query = asked(this.input);
    if (query !== this.query && pause) this.wanted = A_PAGE;
    this.query = query;
    if (!query) return this.rest();
    this.pause = pause;
    return this.asker.ask(query, { limit, ...this.filters });
  }

  /** Asks for all that is wanted, filters included, and keeps the question in the address. */
  settle() {
    this.keep(this.meant && this.pause > 0);
    if (this.pause) this.meant = false;
    this.askAll();
  }

  askAll() {
    this.asker.ask(this.query, { limit: this.wanted, facets: this.filterable, ...this.filters });
  }

  /** Nothing is asked: the recent searches. */
  rest() {
    this.asker.drop();
    this.keep(false);
    const recent = recentBlock((query) => this.follow(query));
    this.drawn = { key: "", hits: [], bare: [] };
    fill(this.before, ...(recent ? [recent] : []));
    fill(this.list);
    fill(this.count);
    this.announce("");
    this.place.hidden = this.more.hidden = true;
    this.body.hidden = !recent;
    this.done();
  }

  /** Draws an answer; only what comes after, when what is there already begins alike. */
  draw(/** @type {Answer} */ answer) {
    const { hits, total, card, facets, nearest, stems } = answer;
    const key = writeAddress(this.query, this.filters);
    const there = this.drawn.key === key ? this.drawn.hits : [];
    const same = there.length > 0 && there.every((hit, at) => hit.id === hits[at]?.id);
    const bare = same ? this.drawn.bare : [];
    const items = hits.slice(same ? there.length : 0).map((hit, at) => {
      if (at === 0 && !same && isFirst(card, hits)) return answerCard(hit, stems, "li");
      const { item, excerpt } = resultItem(hit, stems);
      if (excerpt) bare.push([hit, excerpt]);
      return item;
    });
    if (!same) {
      fill(this.before, ...linesBefore(answer, this.query, (query) => this.follow(query)));
      if (!hits.length && key.includes("&")) this.before.append(button("recherche-bouton", "Retirer les filtres", () => this.choose({})));
      fill(this.list);
    }
    this.list.append(...items);
    this.drawn = { key, hits, bare };
    fill(this.count, nearest ? "Rien d’exact" : counted(total));
    this.more.hidden = nearest || total <= hits.length;
    this.body.hidden = false;
    this.announce(toldAs(answer));
    this.done();
    if (!facets && this.filterable) {
      this.place.hidden = !total;
      this.settling = window.setTimeout(() => this.settle(), this.pause);
      return;
    }
    if (facets) this.showFacets(facets);
    else this.place.hidden = true;
    this.showPassages(stems);
  }

  done() {
    const after = this.after;
    this.after = () => {};
    after();
  }

  /**
   * Where no word of a summary is marked, shows the passage of the text that has the words; texts are only fetched for
   * the results that come on screen.
   */
  showPassages(/** @type {Set<string>} */ stems) {
    this.seen?.disconnect();
    const waiting = new Map(this.drawn.bare.map(([hit, excerpt]) => [excerpt, hit]));
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        const excerpt = /** @type {HTMLElement} */ (target);
        const hit = waiting.get(excerpt);
        if (!isIntersecting || !hit) continue;
        waiting.delete(excerpt);
        seen.unobserve(excerpt);
        void showPassage(hit, excerpt, stems);
      }
    });
    for (const excerpt of waiting.keys()) seen.observe(excerpt);
    this.seen = seen;
  }

  showMore() {
    const first = this.drawn.hits.length;
    this.wanted = first + A_PAGE;
    this.after = () => {
      /** @type {HTMLElement | null} */ (this.list.children[first]?.querySelector("a"))?.focus({ preventScroll: true });
      this.keepPlace();
    };
    this.askAll();
  }

  choose(/** @type {Filters} */ filters) {
    this.keepPlace();
    Object.assign(this, { filters, wanted: A_PAGE, meant: true });
    this.keep(true);
    this.run(0);
  }

  follow(/** @type {string} */ query) {
    this.keepPlace();
    this.input.value = query;
    Object.assign(this, { query, wanted: A_PAGE, meant: true });
    this.keep(true);
    this.after = () => this.count.focus({ preventScroll: true });
    this.run(0);
  }

  fail() {
    if (this.drawn.key && this.drawn.key === writeAddress(this.query, this.filters)) { // only the rest is missing
      if (!this.filterable) return;
      this.filterable = false;
      this.askAll();
      return;
    }
    this.drawn = { key: "", hits: [], bare: [] };
    fill(this.before, failure(this.query, () => this.run(0)));
    fill(this.list);
    fill(this.count);
    this.place.hidden = this.more.hidden = true;
    this.body.hidden = false;
    this.announce("La recherche n’a pas pu se charger.");
  }
}

async function showPassage(
  /** @type {Hit} */ hit, /** @type {HTMLElement} */ excerpt, /** @type {Set<string>} */ stems,
) {
  try {
    const [{ store }, { passage }] = await Promise.all([openEngine(), import("./passage.js")]);
    const text = await passage(store, hit, stems);
    if (text && text !== hit.excerpt) fillMarked(excerpt, text, stems);
  } catch (error) {
    console.error(error); // the summary is there
  }
}

export const mountPage = (/** @type {HTMLElement} */ root) => void new Page(root);
