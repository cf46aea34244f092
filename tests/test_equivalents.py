"""Everyday words are read apart from entries, at their line, and never get in the way of them."""

from __future__ import annotations

import pytest

from ancrage.load import load
from ancrage.pipeline import hand_written, read
from ancrage.search.analysis import key_of, words
from ancrage.search.documents import documents, prose_pages
from ancrage.views import Views

from .conftest import PORTAL, ROOT

FILE = "glossary/equivalents.yml"


def rewritten(root, text):
    """Return the problems of a portal whose everyday words are these."""
    (root / FILE).write_text(text, encoding="utf-8")
    return [str(problem) for problem in read(root)[1]]


def test_equivalents_keep_their_order_and_know_where_they_were_read():
    portal, _ = load(PORTAL)
    assert [record.id for record in portal.equivalents] == ["chaloupe", "fioul", "veilleuse"]
    assert portal.equivalents[0].say == ("chaloupe", "barque")
    assert portal.equivalents[1].entries == ("huile-de-lampe",)
    assert portal.equivalents[2].means == ("feu", "lanterne")
    assert [record.place.path for record in portal.equivalents] == [FILE] * 3
    assert portal.equivalents[1].place.line("entries") == 7


def test_a_portal_without_equivalents_is_whole(portal_copy):
    (portal_copy / FILE).unlink()
    portal, problems = read(portal_copy)
    assert portal.equivalents == ()
    assert problems == []


def test_an_equivalent_may_bear_the_id_of_an_entry(portal_copy):
    assert rewritten(portal_copy, "- id: signal\n  say: [lueur]\n  entries: [signal]\n") == []
    portal, _ = load(portal_copy)
    assert portal.entries["signal"].kind == "terme"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- id: a\n  say: [b]\n", ":1: fiche : donnez `means` ou `entries`, au moins l'un des deux [champ-manquant]"),
        ("- id: a\n  say: []\n  means: [feu]\n", ":2: say : hors limites (min_length 1) [valeur-hors-limites]"),
        (
            "- id: a\n  say: [b]\n  entries: [signal, capitaine, capitainerie, fanal]\n",
            ":3: entries : hors limites (max_length 3) [valeur-hors-limites]",
        ),
        (
            "- id: a\n  say: [b]\n  entries: [signale]\n",
            ":3: entries[0] : « signale » n'existe pas. Vouliez-vous dire « signal »? [renvoi-inconnu]",
        ),
        (
            "- id: b\n  say: [x]\n  means: [feu]\n- id: a\n  say: [y]\n  means: [feu]\n",
            ":4: id : « a » vient après « b » : triez les notices par identifiant [ordre]",
        ),
        (
            "- id: a\n  say: [x]\n  means: [feu]\n- id: a\n  say: [y]\n  means: [feu]\n",
            f":4: id : « a » existe déjà : {FILE}:1 [id-en-double]",
        ),
        (
            "- id: a\n  say: [là-bas, La Bas]\n  means: [feu]\n",
            f":2: say[1] : « La Bas » se dit déjà dans « a » ({FILE}:2) : gardez-le à un seul endroit [mot-en-double]",
        ),
        (
            "- id: a\n  say: [Fanal]\n  entries: [signal]\n",
            ":2: say[0] : « Fanal » est déjà un nom de « signal » : retirez ce mot, ou retirez `entries` [mot-deja-nom]",
        ),
    ],
)
def test_a_spoilt_equivalent_is_told_at_its_line(text, told, portal_copy):
    assert rewritten(portal_copy, text) == [FILE + told]


def test_a_name_of_another_entry_than_the_first_may_be_said(portal_copy):
    assert rewritten(portal_copy, "- id: a\n  say: [fanal]\n  entries: [huile-de-lampe, signal]\n") == []


def test_a_refused_equivalent_hides_no_other_problem(portal_copy):
    bad = portal_copy / "practices" / "needs" / "huile-de-lampe.yml"
    bad.write_text(bad.read_text(encoding="utf-8") + "related: [fioule]\n", encoding="utf-8")
    found = rewritten(portal_copy, "- id: fioule\n  say: [x]\n")
    assert [problem.rsplit("[", 1)[1] for problem in found] == ["champ-manquant]", "renvoi-inconnu]"]


def test_words_that_an_unread_record_may_write_are_not_called_absent(portal_copy):
    (portal_copy / "practices" / "qualities" / "patience-marine.yml").write_text("id: [", encoding="utf-8")
    found = rewritten(portal_copy, "- id: a\n  say: [b]\n  means: [ressac]\n")
    assert [problem.rsplit("[", 1)[1] for problem in found] == ["yaml-invalide]"]


# The real words


@pytest.fixture(scope="module")
def real():
    """The real portal and its documents as search sees them."""
    portal, _ = load(ROOT)
    return portal, documents(Views(portal), prose_pages(hand_written(ROOT / "docs"), portal))


@pytest.mark.real_data
def test_people_s_words_lead_somewhere_in_more_than_250_ways(real):
    pairs = {
        (word, answer)
        for record in real[0].equivalents
        for word in record.say
        for answer in record.means + record.entries
    }
    assert len({word for word, _ in pairs}) >= 250
    assert len(pairs) >= 250


@pytest.mark.real_data
def test_every_everyday_word_adds_to_what_the_engine_already_finds(real):
    portal, searched = real
    names = {doc.id: {key_of(name) for name in (doc.title, *doc.aliases)} for doc in searched}
    said: dict[str, str] = {}
    useless = []
    for record in portal.equivalents:
        for word in record.say:
            stems = key_of(word)
            twin = said.setdefault(stems, word)
            named = bool(record.entries) and stems in names[record.entries[0]]
            if not stems or twin != word or named or stems in {key_of(meant) for meant in record.means}:
                useless.append(f"{record.id}: {word}")
    assert useless == []


@pytest.mark.real_data
def test_all_the_words_of_what_is_meant_are_in_one_page_at_least(real):
    portal, searched = real
    texts = [" ".join([doc.title, *doc.aliases, *doc.headings, doc.body]) for doc in searched]
    pages = [{stem for word in words(text) for stem in word.stems} for text in texts]
    lost = [
        f"{record.id}: {meant}"
        for record in portal.equivalents
        for meant in record.means
        if not any(set(key_of(meant).split()) <= page for page in pages)
    ]
    assert lost == []
