// MiniSearch at its best in French: words without accents, as written and by their stem; prefixes and mistakes.
import { fold, stem } from "./analysis.js";

export const settings = {
  fields: ["title", "aliases", "headings", "body"],
  storeFields: ["title"],
  processTerm: (term) => {
    const form = fold(term);
    return form.length > 1 && [...new Set([form, stem(form)])];
  },
  searchOptions: { boost: { title: 5, aliases: 4, headings: 2 }, prefix: true, fuzzy: 0.2 },
};
