"""Whatever a practitioner types, the right entry is first; whatever anyone types, search answers."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ancrage.search import query, whoosh_index
from tests.search_corpus import corpus, write_index


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recherche") / "index"
    write_index(folder)
    with whoosh_index.open_index(folder) as opened:
        yield opened


def ids(index, text, **options):
    """Return the ids found, best first."""
    return [hit.id for hit in query.answer(index, text, **options).hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("démarchage", "demarchage"), ("demarchage", "demarchage"), ("DEMARCHAGE", "demarchage"),
        ("l'écoute", "ecoute"), ("l’écoute", "ecoute"), ("ecoute", "ecoute"), ("d'écoutes", "ecoute"),
        ("PTP", "ptp"), ("P.T.P.", "ptp"), ("ptp", "ptp"), ("la PTP", "ptp"), ("ocf", "organisme-famille"),
        ("clsc", "cisss"), ("garderie", "petite-enfance"), ("garderies", "petite-enfance"),
        ("service de garde", "petite-enfance"), ("facebook", "reseaux-numeriques"), ("burnout", "autosoin"),
        ("papas", "pere"), ("mere seule", "monoparentale"), ("outreach", "demarchage"),
        ("demarchge", "demarchage"), ("demrachage", "demarchage"), ("emarchage", "demarchage"),
        ("depaneur", "commerces-proximite"), ("transprt", "transport"), ("reseatage", "reseautage"),
        ("demarch", "demarchage"), ("présence dans les par", "presence-parcs"), ("logem", "logement"),
        ("porte a porte", "porte-a-porte"), ("porte-à-porte", "porte-a-porte"), ("savoir etre", "savoir-etre"),
        ("role ecole", "partenaire-ecole"), ("agent-e de proximité", "pap"), ("oeuvre", "lien-confiance"),
        ("travailleuse de proximite", "ptp"), ("nouveau arrivant", "nouveaux-arrivants"), ("4/5", "faim"),
        ("comment joindre une famille isolée?", "famille-isolee"), ("est-ce mon mandat?", "mandat-clair"),
        ("qui fait quoi", "clarifier-roles"), ("semaine 1", "guides/premier-mois#semaine-1"),
    ],
)  # fmt: skip
def test_what_people_type_finds_the_right_entry_first(index, text, first):
    assert ids(index, text)[:1] == [first]


def test_every_title_finds_its_own_entry_first(index):
    titles = {document.title: document.id for document in corpus() if document.kind not in {"acronyme", "synonyme"}}
    assert {title: ids(index, title)[0] for title in titles} == titles


def test_another_name_also_finds_pages_that_use_the_first(index):
    assert "halte" in ids(index, "service de garde")


def test_results_are_ordered_limited_and_scored(index):
    found = query.answer(index, "famille", limit=3)
    hits = found.hits
    assert found.total > 3
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert set(hits[0].as_json()) == {"id", "kind", "title", "url", "score", "excerpt"}


def test_a_kind_and_a_setting_narrow_the_results(index):
    assert {hit.kind for hit in query.answer(index, "famille", kind="besoin").hits} == {"besoin"}
    rural = ids(index, "parents", setting="rural", limit=100)
    assert "presence-parcs" not in rural
    assert "mefiance" in rural


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "de la", "?", "😀" * 500, "مرحبا", "<script>alert(1)</script>", "\x00\x1b[31m", "\ud800",
        "(a+)+$", "titre:parc AND (", "*", "../..", "a" * 10_000, "famille " * 1_250, "abcdefgh" * 1_250,
        "é\u0301" * 5_000, "zqxwv zqxwu zqxwt zqxws zqxwr zqxwp zqxwo zqxwn", "l'" * 5_000, "a.b." * 2_500,
    ],
)  # fmt: skip
def test_hostile_queries_are_answered_at_once(index, text):
    query.answer(index, text)
    start = time.perf_counter()
    query.answer(index, text)
    assert time.perf_counter() - start < 0.25


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(), max_size=600))
def test_any_text_is_answered(index, text):
    assert len(query.answer(index, text, limit=5).hits) <= 5
