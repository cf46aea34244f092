"""The measures of search are right: what a rank is worth, what a set must hold, the same queries each time."""

import pytest

from mesures.scores import ALL, Judged, by_class, failures, rank, read_set, scores

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
