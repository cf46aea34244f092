"""The French analysis gives the answers written in `tests/data/analysis.json`."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ancrage.search.analysis import MAX_FORM, fold, key_of, stem, words, written_of
from tests.search_corpus import TESTS

CASES = json.loads((TESTS / "data" / "analysis.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['about']}-{ascii(case['text'])[1:25]}")
def test_each_case_gives_its_words(case):
    found = [{"forms": list(w.forms), "stems": list(w.stems), "stop": w.stop} for w in words(case["text"])]
    assert found == case["words"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("famille isolée", "familles isolees"),
        ("L’ÉCOUTE", "ecoute"),
        ("médiatrice", "médiateur"),
        ("travailleuses", "travailleur"),
        ("intervenant(e)s", "intervenante"),
        ("P.T.P.", "ptp"),
        ("œuvre", "oeuvres"),
        ("conseillère", "conseillers"),
    ],
)
def test_two_ways_of_writing_share_a_stem(one, other):
    assert {s for w in words(one) for s in w.stems} & {s for w in words(other) for s in w.stems}


def test_a_name_is_recognised_with_and_without_its_small_words():
    assert written_of("Présence dans les parcs") == "presence dans les parcs"
    assert key_of("Présence dans les parcs") == key_of("présences au parc") == "presenc parc"
    assert key_of("Est-ce mon mandat?") != key_of("mandat")


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_gives_short_ascii_words(text):
    for word in words(text):
        assert word.forms
        assert all(0 < len(form) <= MAX_FORM + MAX_FORM and form.isascii() for form in word.forms)


@given(st.text(alphabet="aeiost-·().'/1 ,%$’lqu", max_size=200))
def test_signs_of_inclusive_writing_never_lose_a_letter_run(text):
    kept = "".join(form for word in words(text) for form in word.forms)
    assert fold(text).replace("'", " ").split() == [] or kept or not any(c.isalnum() for c in fold(text))


@pytest.mark.parametrize("text", ["a.", "a-e", "l'", "1 000 ", "aa(e)", "co-", "e·s·", "(", "é\u0301", "1,1/"])
def test_a_repeated_pattern_is_read_in_linear_time(text):
    start = time.perf_counter()
    list(words(text * 20_000))
    assert time.perf_counter() - start < 3


def test_a_stem_is_stable_under_plural():
    assert all(stem(f"{form}s") == stem(form) for form in ("famille", "parent", "strategie", "isolee", "educatrice"))
