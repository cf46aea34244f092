"""Every number that decides the order of results. The browser reads `AT_QUERY_TIME` from the index it loads."""

from __future__ import annotations

FIELDS: dict[str, tuple[float, float]] = {
    "title": (5.0, 0.3),
    "aliases": (4.0, 0.3),
    "headings": (2.0, 0.3),
    "body": (1.0, 0.6),
}
"""Searched fields: boost, and how much length counts against a field (b of BM25)."""

K1 = 1.2
"""Saturation of repeated words (BM25)."""

IMPACT_SCALE = 10
"""What a word weighs in a document is a whole number of 1/IMPACT_SCALE: small files, same sums everywhere."""

KIND_WEIGHTS = {
    "acronyme": 0.7,
    "divergence": 0.6,
    "document": 0.8,
    "message": 0.8,
    "page": 0.9,
    "question": 0.7,
    "region": 0.8,
    "synonyme": 0.5,
}
"""Kinds that point elsewhere or comment weigh less than what a practitioner reads; the others weigh 1."""

SIGNPOSTS = ("acronyme", "synonyme")
"""Kinds that only name another entry: called by name, they come after it."""

AT_QUERY_TIME: dict[str, float] = {
    "scale": IMPACT_SCALE,
    "max_chars": 400,  # of a query; the rest is not read
    "max_words": 16,  # telling words of a query
    "prefix_letters": 2,  # from how many letters the word being typed may be the start of another
    "prefix": 0.75,  # the word being typed, completed
    "prefix_known": 0.3,  # the same, when it already is a word of the site
    "prefix_floor": 0.5,  # share of that weight which does not depend on how much was typed
    "prefix_forms": 60,  # completions tried, shortest first
    "typo_letters_1": 4,  # from how many letters one mistake is forgiven
    "typo_letters_2": 8,  # and two
    "typo_1": 0.55,
    "typo_2": 0.3,
    "typo_forms": 20,  # corrections tried, nearest first
    "synonym": 0.7,  # another name of the same entry
    "synonym_words": 4,  # longest name tried as a synonym, and longest looked for in a query
    "synonym_names": 16,  # synonyms tried for one name
    "coverage": 0.4,  # share of the score that depends on how many words of the query a document has
    "named": 1000,  # added for each rank of a document that the query names
    "named_title": 4,
    "named_alias": 3,
    "named_stems": 2,
    "named_signpost": 1,
}
