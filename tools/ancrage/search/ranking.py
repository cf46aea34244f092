"""Every number that decides the order of results, tuned on `tests/data/relevance.yml` (`make relevance`).

What a stem weighs in a document is computed when the index is read (`index.py`), from the constants of the first
part; the browser gets the outcome. It reads the second part, `AT_QUERY_TIME`, from the index it loads.
"""

from __future__ import annotations

FIELDS: dict[str, tuple[float, float]] = {
    "title": (2.5, 0.3),
    "aliases": (1.5, 0.3),
    "nicknames": (0.8, 0.3),
    "headings": (1.2, 0.3),
    "body": (1.0, 0.6),
}
"""Searched fields: boost, and how much length counts against a field (b of BM25F)."""

K1 = 1.6
"""Saturation of repeated words (BM25F, Robertson and Zaragoza 2009, section 3.6)."""

NAME_PARTS = {"title": 2.6, "alias": 2.2, "nickname": 1.4, "hint": 1.0}
"""What a word adds to a document that it alone names; a name of n words gives each 1/n of it, to `NAME_SHARE`."""

LONGEST_SAID = 4
"""Telling words of the longest everyday name."""

NAME_SHARE = 0.75
"""Power of 1/n above: less than 1, as a word of a long name still tells much."""

LEVELS = 43
"""Highest level. What a word weighs in a document is kept as a level: its square counts, so that small weights are
told apart and a level fits in one character."""

LEVEL_SCALE = 300.0
"""Square of the level of a weight of 1."""

WEIGHT_SCALE = 10
"""The rarity of a stem (idf) is kept as a whole number of 1/WEIGHT_SCALE: same sums in both languages."""

PAIRED = 3
"""Documents in which two words must follow each other for the pair to be kept: rarer ones are found by their words."""

KIND_WEIGHTS = {
    "acronyme": 0.7,
    "divergence": 0.6,
    "document": 0.8,
    "message": 0.7,
    "mesure": 0.5,
    "page": 0.9,
    "question": 0.7,
    "region": 0.8,
    "retombee": 0.7,
    "seance": 0.7,
    "synonyme": 0.5,
}
"""Kinds that point elsewhere or comment weigh less than what a practitioner reads; the others weigh 1."""

KIND_RANKS = 10
"""How much less firmly a name designates a document of a kind that weighed nothing."""

SIGNPOSTS = ("acronyme", "synonyme")
"""Kinds that only name another entry: called by name, they come after it."""

ANSWERS = ("terme", "acronyme", "mesure")
"""Kinds that answer by themselves: a definition, an expansion, a figure (see `query.card`)."""

NAME_RANKS = {"title": 40, "nickname": 32, "alias": 30, "page": 24, "hint": 20, "signpost": 15}
"""How firmly a name designates a document, when the query is this name as written. A page's headings name it less;
an everyday word names the entry that the glossary chose for it, before those that only bear it among others."""

SYNONYMS = {"synonym": 0.8, "meaning": 0.8, "saying": 0.5}
"""What another word is worth: of the glossary (both ways), what an everyday word means, how people say a word."""

SYNONYMS_KEPT = 4
"""Synonyms of one name, the best first: each may send a phone for one more file."""

AT_QUERY_TIME: dict[str, float] = {
    "scale": WEIGHT_SCALE * LEVEL_SCALE,  # what a score is divided by, to be read by people
    "max_chars": 400,  # of a query; the rest is not read
    "max_words": 16,  # telling words of a query
    "prefix_letters": 2,  # from how many letters the word being typed may be the start of another
    "prefix": 0.8,  # the word being typed, completed
    "prefix_known": 0.4,  # the same, when it already is a word of the site
    "prefix_floor": 0.5,  # share of that weight which does not depend on how much was typed
    "prefix_forms": 60,  # completions tried, shortest first
    "typo_letters_1": 4,  # from how many letters one mistake is forgiven
    "typo_letters_2": 8,  # and two
    "typo_1": 0.7,
    "typo_2": 0.45,
    "typo_start": 0.6,  # a mistake in the first letter is rarer: its corrections weigh this much less
    "typo_typing": 0.5,  # the word being typed, corrected and completed
    "typo_forms": 24,  # corrections tried, nearest first
    "unknown": 60,  # rarity of a word that nothing matches
    "synonym_words": 4,  # longest name looked for in a query
    "pair": 0.5,  # two words of the query that follow each other in a document, in share of the rarer one's weight
    "pair_level": 400,  # squared level that such a pair counts for
    "coverage": 0.5,  # share of the score that depends on how much of the query a document has, rare words first
    "named": 100_000,  # for each rank of a document that the query names
    "named_stems": 0.5,  # share of that for a name that only has the same stems
    "named_start": 0.3,  # share of it for a name that goes on after what is being typed
    "named_read": 0.25,  # share of it for a name that the query becomes once corrected or completed
    "readings": 8,  # words tried for one that is unknown, in search of such a name
    "card_rank": 5,  # rank from which a term or an acronym answers by itself
    "card_among": 12,  # the answer card is looked for among so many results
    "card_words": 2,  # telling words from which a query may ask for a figure
    "figure_among": 60,  # a figure is looked for among so many results
    "figures_read": 3,  # figures whose label is read
    "suggest_among": 6,  # results whose titles and summaries say how a corrected word is written, accents included
    "phrase_among": 60,  # a quoted phrase is looked for in the text of so many results
}
