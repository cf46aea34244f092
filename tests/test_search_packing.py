"""What the browser's index writes down is read back the same, in both languages."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ancrage.search.packing import ALPHABET, after, cut, front_coded, packed_documents, packed_levels
from tests.node import needs_node, node

NUMBERS = st.lists(st.integers(0, 200_000), unique=True, max_size=40).map(sorted)
TERMS = st.lists(st.text("abcdefg ", min_size=1, max_size=8), unique=True, max_size=40).map(sorted)


def test_front_coding_shares_the_letters_of_neighbours():
    assert front_coded(["arrimage", "arrime", "parc"]) == "0arrimage,5e,0parc"
    assert after("premi contact", "premier contact") == "5er contact"


def test_digits_need_no_escape_and_separate_nothing():
    assert len(set(ALPHABET)) == len(ALPHABET) == 90
    assert not set(ALPHABET) & set('",\\ \n')


@needs_node
@settings(max_examples=3)
@given(st.lists(st.tuples(NUMBERS, TERMS), min_size=60, max_size=60))
def test_the_browser_reads_what_python_writes(cases):
    levels = [{number: number % 43 + 1 for number in numbers} for numbers, _ in cases]
    written = [
        [packed_levels(own), packed_documents(numbers), front_coded(terms)]
        for own, (numbers, terms) in zip(levels, cases, strict=True)
    ]
    expected = [
        [numbers, list(own.values()), numbers, terms] for own, (numbers, terms) in zip(levels, cases, strict=True)
    ]
    assert node("unpack.mjs", written) == expected


@given(TERMS, st.integers(1, 5), st.integers(5, 50))
def test_shards_hold_every_term_once_in_order(terms, every, most):
    shards = cut(terms, len, every=every, most=most)
    assert [term for shard in shards for term in shard] == terms
    assert all(sum(map(len, shard)) <= most or len(shard) == 1 for shard in shards)


def test_a_new_term_changes_only_the_shard_it_falls_in():
    terms = [f"mot{number:04d}" for number in range(1_000)]
    before = {tuple(shard) for shard in cut(terms, len, every=30, most=100_000)}
    after_it = {tuple(shard) for shard in cut(sorted([*terms, "mot0500a"]), len, every=30, most=100_000)}
    assert len(before - after_it) == 1
