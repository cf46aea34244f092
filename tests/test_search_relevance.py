"""The right sheet is first: judged queries on the real portal, and the browser's answers are those of the command line."""

from collections import Counter
from itertools import chain

import pytest

from ancrage.search import query, whoosh_index
from mesures.corpus import portal_corpus
from mesures.scores import ALL, by_class, read_set
from tests.node import needs_node, node
from tests.search_corpus import TESTS, browser_files

pytestmark = pytest.mark.real_data

SETS = {name: read_set(TESTS / "data" / f"{name}.yml") for name in ("relevance", "relevance-temoin")}
CLASSES = {
    "exact", "unaccented", "inflected", "typo", "prefix", "acronym", "synonym", "elision", "inclusive", "question",
}  # fmt: skip


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The documents of the real portal, and the folder of their index."""
    found = portal_corpus()
    folder = tmp_path_factory.mktemp("recherche") / "index"
    whoosh_index.write(found.documents, folder, found.synonyms)
    return found.documents, folder


@pytest.fixture(scope="module")
def answers(real):
    """What the command line answers to each set, as ids."""
    with whoosh_index.open_index(real[1]) as index:
        return {
            name: [[hit.id for hit in query.answer(index, one.query).hits] for one in judged]
            for name, judged in SETS.items()
        }


def test_queries_are_many_different_and_of_ten_classes():
    assert len(SETS["relevance"]) >= 150
    asked = [one.query for one in chain(*SETS.values())]
    assert [text for text, count in Counter(asked).items() if count > 2] == []
    for judged in SETS.values():
        assert {one.kind for one in judged} == CLASSES
        assert min(Counter(one.kind for one in judged).values()) >= 15


def test_everything_expected_exists_under_one_id(real):
    ids = Counter(document.id for document in real[0])
    assert [name for name, count in ids.items() if count > 1] == []
    expected = {name for judged in SETS.values() for one in judged for name in one.expect}
    assert expected - ids.keys() == set()


def test_the_right_sheet_is_first(answers):
    scores = by_class(SETS["relevance"], answers["relevance"])
    assert scores[ALL].mrr >= 0.95
    assert scores[ALL].first >= 0.92
    assert scores[ALL].five >= 0.99
    assert {kind: own.mrr for kind, own in scores.items() if own.mrr < 0.88} == {}


def test_what_was_tuned_holds_for_queries_not_read_while_tuning(answers):
    scores = by_class(SETS["relevance-temoin"], answers["relevance-temoin"])
    assert scores[ALL].mrr >= 0.95
    assert scores[ALL].first >= 0.92


@needs_node
def test_the_browser_answers_every_judged_query_as_the_command_line_does(real, answers):
    asked = [one.query for one in chain(*SETS.values())]
    found = node("rank.mjs", {"files": browser_files(real[1]), "queries": asked, "limit": 10})
    theirs = [[name for name, _ in answer["hits"]] for answer in found]
    ours = [ids for name in SETS for ids in answers[name]]
    assert [case for case in zip(asked, ours, theirs, strict=True) if case[1] != case[2]] == []
