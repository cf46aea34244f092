"""The measures of search are right: what a rank is worth, what a set must hold, the same queries each time."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ancrage.search.documents import SearchDocument
from mesures import browsing, command_line, peers, whoosh_stock
from mesures.corpus import Corpus, enlarged
from mesures.engines import ANCRAGE, PEERS
from mesures.french_docs import sections
from mesures.known_items import cut_short, known_items, misspelt, plain, swapped
from mesures.scores import ALL, Judged, by_class, failures, rank, read_set, scores
from mesures.served import Sent, served
from tests.search_corpus import corpus, synonyms

SET = [
    Judged("parc", "exact", ("presence-parcs",)),
    Judged("garderie", "quotidien", ("cpe", "service-garde")),
    Judged("papa", "quotidien", ("peres",)),
]
ANSWERS = [["presence-parcs", "parc"], ["parc", "halte", "service-garde", "cpe"], ["a", "b"]]


def test_a_rank_is_the_place_of_the_first_expected_among_ten():
    assert rank(["a", "b", "c"], {"b", "c"}) == 2
    assert rank(["a"], {"b"}) == 0
    assert rank([*"abcdefghij", "k"], {"k"}) == 0


def test_scores_are_means_over_queries():
    assert scores([1, 2, 0, 6]) == pytest.approx(((1 + 1 / 2 + 1 / 6) / 4, 1 / 4, 2 / 4, 4))
    assert scores([]) == (0, 0, 0, 0)


def test_each_class_is_judged_apart_then_all_together():
    tables = by_class(SET, ANSWERS)
    assert list(tables) == ["exact", "quotidien", ALL]
    assert tables["exact"] == (1, 1, 1, 1)
    assert tables["quotidien"] == pytest.approx(((1 / 3 + 0) / 2, 0, 1 / 2, 2))
    assert tables[ALL] == pytest.approx(((1 + 1 / 3) / 3, 1 / 3, 2 / 3, 3))


def test_failures_tell_what_came_first_instead():
    assert failures(SET, ANSWERS) == [(SET[1], 3, ["parc", "halte", "service-garde"]), (SET[2], 0, ["a", "b"])]


def test_a_set_is_read_as_written(tmp_path):
    path = tmp_path / "jeu.yml"
    path.write_text('- {query: "4/5", class: nombre, expect: [faim]}\n', "utf-8")
    assert read_set(path) == [Judged("4/5", "nombre", ("faim",))]


@pytest.mark.parametrize("item", ["parc", "{query: parc, class: exact}", "{query: parc, class: exact, expect: []}"])
def test_a_set_that_says_too_little_is_refused(tmp_path, item):
    path = tmp_path / "jeu.yml"
    path.write_text(f"- {item}\n", "utf-8")
    with pytest.raises(ValueError, match="requête 1"):
        read_set(path)


def named(number, title, body="", **more):
    return SearchDocument(f"d{number}", "page", title, f"d{number}/", body=body, **more)


TITLES = [
    "Présence dans les parcs", "Écoute empathique", "Réseautage avec les écoles", "Épuisement professionnel",
    "Porte-à-porte planifié", "Premiers contacts", "Premier contact", "Mandat des organismes", "Les leviers", "Levier",
]  # fmt: skip
DOCUMENTS = [named(number, title, "Un texte sur les familles isolées.") for number, title in enumerate(TITLES)]


def test_known_items_are_the_same_each_time():
    assert known_items(DOCUMENTS, 5) == known_items(DOCUMENTS, 5)
    assert {asked.kind for asked in known_items(DOCUMENTS, 5)} == {
        "exact", "sans accents", "fléchi", "coquille", "1re lettre", "préfixe",
    }  # fmt: skip


def test_known_items_come_from_titles_that_one_document_bears():
    asked = {asked.expect[0] for asked in known_items(DOCUMENTS, 20)}
    assert asked == {
        f"d{number}" for number, title in enumerate(TITLES) if title[:7] != "Premier" and "evier" not in title
    }


def test_a_prefix_may_mean_every_title_that_begins_so():
    documents = [named(1, "Accompagnement"), named(2, "Accompagnements divers")]
    assert [(a.query, a.expect) for a in known_items(documents, 5) if a.kind == "préfixe" and a.expect[0] == "d1"] == [
        ("Accompagne", ("d1", "d2"))
    ]


@given(st.integers(), st.booleans())
def test_a_mistake_changes_one_word_and_gives_no_known_word(seed, first):
    known = {"presence", "dans", "les", "parcs", "parc"}
    dice = random.Random(seed)  # noqa: S311 - reproducible
    pairs = zip(
        misspelt("présence dans les parcs", dice, known, first=first).split(), TITLES[0].lower().split(), strict=True
    )
    changed = [(wrong, right) for wrong, right in pairs if wrong != right]
    assert len(changed) == 1
    wrong, right = changed[0]
    assert plain(wrong) not in known
    assert not first or wrong.endswith(right[2:])


@pytest.mark.parametrize(
    ("title", "cut"),
    [("Présence dans les parcs", ""), ("Premier contact", "Premier conta"), ("Réseautage", "Réseaut"), ("4/5", "")],
)
def test_a_prefix_stops_at_two_thirds_of_a_long_last_word(title, cut):
    assert cut_short(title) == cut


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("parc", "parcs"),
        ("familles", "famille"),
        ("réseau", "réseaux"),
        ("local", "locaux"),
        ("écouter", ""),
        ("de", ""),
    ],
)
def test_a_word_is_put_in_the_other_number(word, other):
    assert swapped(word) == other


def test_pages_are_cut_at_their_headings_into_french_sections():
    text = "Le parc est un lieu pour les familles, dans la ville et dans les villages. " * 3
    english = "This is not a text that anyone would take for what it is not, here or there. " * 3
    page = f"<head><title>x</title></head><h1>1.2. Le parc</h1><p>{text}</p><h2>Court</h2>Rien.<h2>Suite¶</h2>{text}<h2>E</h2>{english}"
    found = list(sections(page))
    assert [(section.title, section.page) for section in found] == [("Le parc", "Le parc"), ("Suite", "Le parc")]
    assert found[0].text == text.strip()


def test_without_manuals_sections_are_spliced_to_the_size_asked(tmp_path, monkeypatch):
    monkeypatch.setattr("mesures.corpus.french_sections", lambda _: [])
    figure = SearchDocument("parc.usage", "mesure", "Usage des parcs", "parc/")
    found = enlarged(Corpus([*DOCUMENTS, figure]), 30, tmp_path)
    assert [*found.documents[: len(DOCUMENTS)], found.documents[-1]] == [*DOCUMENTS, figure]
    assert len({document.id for document in found.documents}) == 30
    assert "mêlés" in found.source
    assert found == enlarged(Corpus([*DOCUMENTS, figure]), 30, tmp_path)


SMALL = Corpus(corpus(), synonyms())
ASKED = ["démarchage", "Présence dans les parcs", "Écoute"]
EXPECTED = ["demarchage", "presence-parcs", "ecoute"]


@pytest.mark.browser
def test_the_browser_and_the_command_line_are_asked_by_their_own_doors(tmp_path):
    found = ANCRAGE.answers(SMALL, ASKED, tmp_path)
    assert [names[0] for names in found] == EXPECTED
    assert command_line.answers(SMALL, ASKED, tmp_path) == found


@pytest.mark.browser
def test_material_answers_through_its_own_field_and_worker(tmp_path):
    material = next(peer for peer in PEERS if peer.name == "material")
    found = material.answers(SMALL, [*ASKED, ASKED[-1], "zzzz"], tmp_path)
    assert [name in names for name, names in zip(EXPECTED, found, strict=False)] == [True] * 3
    assert found[3:] == [found[2], []]


def test_stock_whoosh_reads_signs_of_its_query_language_as_plain_text(tmp_path):
    found = whoosh_stock.answers(SMALL, ["presence-parcs* AND (parcs", "est-ce mon mandat?", "titre:"], tmp_path)
    assert "presence-parcs" in found[0]


def test_a_file_weighs_what_a_host_sends_of_it(tmp_path):
    (tmp_path / "plein.json").write_bytes(b"a" * 10_000)
    (tmp_path / "serre.bin").write_bytes(random.Random(1).randbytes(5_000))  # noqa: S311 - cannot be compressed
    with served(tmp_path) as server:
        full, tight = server.weighed(["plein.json", "serre.bin", "plein.json", "absent"])
    assert (full.raw, tight.raw, tight.gzip, tight.brotli) == (10_000, 5_000, 5_000, 5_000)
    assert 0 < full.brotli <= full.gzip < 100


def test_search_does_not_pay_for_what_every_page_fetches():
    where = browsing.place(ANCRAGE, ["index.html", "js/menu.js", "js/recherche/interface.js"])
    files = [
        "recherche/index.html",
        "css/a.css",
        "js/menu.js",
        "js/recherche/interface.js",
        "js/neuf.js",
        "assets/x.json",
    ]
    assert [path for path in files if where.counted(path)] == files[3:]


def test_keys_are_told_by_their_median_and_their_95th_percentile():
    assert browsing.summed([float(number) for number in range(101)]) == (50, 95)


def test_files_fetched_before_a_result_are_told_by_sort():
    files = [Sent("js/recherche/engine.js", 9, 4_000, 3_000), Sent("assets/recherche/mots-1a.json", 9, 1_000, 900)]
    first = browsing.First("parc", 1.25, [*files, Sent("assets/recherche/mots-2b.json", 9, 500, 400)])
    assert (first.gzip, first.brotli) == (5_500, 4_300)
    assert first.told() == "« parc » 1.2 s, 5.5 ko : js 1 (4.0 ko), mots 2 (1.5 ko)"


def test_a_peer_that_cannot_be_had_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(peers, "_HOME", tmp_path / "pairs")
    monkeypatch.setattr(peers.shutil, "which", lambda _: None)
    for name in peers.NPM:
        with pytest.raises(peers.UnavailableError, match=f"{name}@.*laissé de côté"):
            getattr(peers, name)(SMALL, tmp_path / name)
