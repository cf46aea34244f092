"""Everyday words are read apart from entries, at their line, and never get in the way of them."""

from __future__ import annotations

import pytest

from ancrage.load import load
from ancrage.pipeline import read
from ancrage.search.analysis import key_of, words
from ancrage.search.documents import documents, prose_pages
from ancrage.staging import hand_written
from ancrage.views import Views

from .conftest import PORTAL, ROOT, real_portal

FILE = "glossary/equivalents.yml"
QUESTIONS = "glossary/questions.yml"
ONCE = "gardez-le à un seul endroit"


def rewritten(root, text, file=FILE):
    """Return the problems of a portal whose everyday words, or questions, are these."""
    (root / file).write_text(text, encoding="utf-8")
    return [str(problem) for problem in read(root)[1]]


def test_equivalents_keep_their_order_and_know_where_they_were_read():
    portal, _ = load(PORTAL)
    assert [record.id for record in portal.equivalents[:3]] == ["chaloupe", "fioul", "veilleuse"]
    assert portal.equivalents[0].say == ("chaloupe", "barque")
    assert portal.equivalents[1].entries == ("huile-de-lampe",)
    assert portal.equivalents[2].means == ("feu", "lanterne")
    assert [record.id for record in portal.equivalents[3:]] == ["ecouter-la-sirene", "entretenir-la-lampe"]
    assert [record.place.path for record in portal.equivalents] == [FILE] * 3 + [QUESTIONS] * 2
    assert portal.equivalents[1].place.line("entries") == 7


def test_a_portal_without_equivalents_is_whole(portal_copy):
    (portal_copy / FILE).unlink()
    (portal_copy / QUESTIONS).unlink()
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "- id: fioul\n  say: [où trouver du fioul]\n  entries: [huile-de-lampe]\n",
            f":1: id : « fioul » existe déjà : {FILE}:5 [id-en-double]",
        ),
        (
            "- id: a\n  say: [Barque]\n  entries: [signal]\n",
            f":2: say[0] : « Barque » se dit déjà dans « chaloupe » ({FILE}:2) : {ONCE} [mot-en-double]",
        ),
        (
            "- id: a\n  say: [où lire la suite]\n  entries: [guide]\n",
            ":3: entries[0] : « guide » n'existe pas. Vouliez-vous dire « guides »? [renvoi-inconnu]",
        ),
    ],
)
def test_questions_obey_the_rules_of_everyday_words_across_both_files(text, told, portal_copy):
    assert rewritten(portal_copy, text, QUESTIONS) == [QUESTIONS + told]


def test_a_question_may_be_answered_by_a_hand_written_page_while_a_sheet_may_not_name_one(portal_copy):
    asked = "- id: a\n  say: [qui garde mes secrets]\n  entries: [a-propos/confidentialite, a-propos, index]\n"
    assert rewritten(portal_copy, asked, QUESTIONS) == []
    sheet = portal_copy / "practices" / "needs" / "huile-de-lampe.yml"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "related: [a-propos]\n", encoding="utf-8")
    assert [problem.rule for problem in read(portal_copy)[1]] == ["renvoi-inconnu"]


def test_what_people_say_and_ask_names_the_entries_and_pages_that_answer():
    portal, _ = load(PORTAL)
    found = {doc.id: doc for doc in documents(Views(portal), prose_pages(hand_written(PORTAL / "docs"), Views(portal)))}
    assert found["signal"].nicknames == ("que faire quand la sirène sonne", "on entend la sirène")
    assert found["guides"].hints == found["signal"].nicknames
    assert found["huile-de-lampe"].nicknames == ("fioul", "comment remplir la lampe")


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
    portal = real_portal()
    return portal, documents(Views(portal), prose_pages(hand_written(ROOT / "docs"), Views(portal)))


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
def test_more_than_260_questions_are_each_asked_in_two_to_four_ways_that_say_something(real):
    asked = [record for record in real[0].equivalents if record.place.path == QUESTIONS]
    assert len(asked) >= 260
    assert [record.id for record in asked if not 2 <= len(record.say) <= 4 or not record.entries] == []
    ways = [way for record in asked for way in record.say]
    assert len(ways) >= 800
    assert [way for way in ways if "?" in way or " " not in key_of(way)] == []


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
