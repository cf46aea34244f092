"""What may make a person known: found, told why, alike in both languages; and how well, counted on sentences."""

from __future__ import annotations

import random
import shutil
import time
import unicodedata
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ancrage.cli import main
from ancrage.confidentiality import Hit, Scanner
from ancrage.exports.confidentiality import script
from ancrage.model import Portal, Sentences, Sign, WordList
from ancrage.pipeline import read
from ancrage.recognition import read_label, recognition
from ancrage.signs import rules_of

from .conftest import PORTAL, ROOT, real_portal
from .node import needs_node, node


@pytest.fixture(scope="module")
def real() -> Portal:
    """The real content."""
    return real_portal()


@pytest.fixture(scope="module")
def scanner(real) -> Scanner:
    """What finds in texts, with the real signs."""
    return Scanner(rules_of(real))


FABRICATED = Scanner(rules_of(read(PORTAL)[0]))


def rules(hits: list[Hit]) -> list[str]:
    """The rules of hits, in their order."""
    return [hit.rule for hit in hits]


@given(
    st.lists(st.sampled_from(["Goélande", "Sternin", "999-555-0101", " ", "é", "😀", "trois mousses", "îlot", "\n"]))
)
def test_what_is_found_is_what_stands_there_and_never_overlaps(pieces):
    text = unicodedata.normalize("NFC", "".join(pieces))
    hits = FABRICATED.scan(text)
    assert all(text[hit.start : hit.end] == hit.found for hit in hits if hit.rule != "combinaison")
    apart = [hit for hit in hits if hit.rule != "combinaison"]
    assert all(one.end <= other.start for one, other in pairwise(apart))


def test_a_name_gets_the_same_letter_each_time_and_another_name_another():
    hits = FABRICATED.scan("Goélande parle. Sternin écoute Goélande.")
    assert [hit.replacement for hit in hits] == ["Personne A", "Personne B", "Personne A"]


def test_a_letter_already_borne_by_the_text_goes_to_no_other_name():
    hits = FABRICATED.scan("Personne A parle. C'est Sternin qui écoute.")
    assert [hit.replacement for hit in hits] == ["Personne B"]


def test_a_name_followed_by_another_is_a_certain_identifier():
    hit = FABRICATED.scan("La barque de Goélande Marsouin.")[0]
    assert (hit.rule, hit.level, hit.found) == ("nom-complet", "certain", "Goélande Marsouin")


def test_a_text_in_decomposed_form_is_read_like_any_other():
    text = "La barque de Goélande."
    assert FABRICATED.scan(unicodedata.normalize("NFD", text)) == FABRICATED.scan(text)


@pytest.mark.real_data
def test_words_that_lead_to_a_place_go_with_it(scanner):
    hits = scanner.scan("Ils vivent à Sayabec depuis peu.")
    assert [(hit.found, hit.replacement) for hit in hits] == [("à Sayabec", "dans une municipalité rurale")]


@pytest.mark.real_data
def test_a_replacement_that_opens_a_sentence_keeps_its_capital(scanner):
    assert scanner.scan("À Sayabec, on se connaît.")[0].replacement == "Dans une municipalité rurale"


@pytest.mark.real_data
def test_what_is_put_instead_is_never_flagged(real, scanner):
    signs = [sign for sign in real.confidential if isinstance(sign, Sign) and sign.level != "indice"]
    instead = {text.replace("{lettre}", "A") for sign in signs for text in (sign.replacement, *sign.leads.values())}
    assert len(instead) > 20
    assert {text: found for text in instead if (found := rules(scanner.scan(f"On le sait, {text}.")))} == {}


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le NAS 046 454 286.", ["nas"]),
        ("Le reçu 046 454 287.", []),
        ("Carte XAVB 9052 1412.", ["ramq"]),
        ("Lot XAVB 9083 1412.", []),
        ("Composez le 811 ou le 1 800 555-0123.", []),
    ],
)
def test_numbers_are_identifiers_only_when_their_digits_hold(scanner, text, found):
    assert rules(scanner.scan(text)) == found


def test_details_cross_from_one_field_to_another_of_a_situation_but_not_of_a_territory():
    parts = {"context": "Trois mousses dorment.", "question": "Et sur l'îlot?"}
    assert rules(FABRICATED.scan_case({"situation": parts})) == ["combinaison"]
    answers = [{"question": "gardienne-q1", "text": text} for text in parts.values()]
    assert FABRICATED.scan_case({"territory": {"answers": answers}}) == []


def test_the_answer_of_the_only_person_of_a_sector_is_told_by_role():
    people = [{"sector": "marine", "agents": 1, "managers": 2}]
    answers = [{"question": "gardienne-q1", "sector": "marine", "text": "Je vois la digue."}]
    alone = FABRICATED.scan_case({"territory": {"people": people, "answers": answers}})
    assert [(hit.rule, hit.path) for hit in alone] == [("agent-seul", ("territory", "answers", 0, "sector"))]
    assert FABRICATED.scan_case({"territory": {"people": [people[0] | {"agents": 2}], "answers": answers}}) == []


def test_an_editor_confirms_a_false_alarm_in_the_record_word_by_word(portal_copy):
    path = portal_copy / "practices" / "cases" / "anse-au-brouillard.yml"
    text = path.read_text("utf-8").replace("La gardienne a levé", "Goélande et Sternin ont levé")
    path.write_text(text, encoding="utf-8")
    assert {problem.rule for problem in read(portal_copy)[1]} == {"identifiant-possible"}
    path.write_text(text + "confirmed: [goelande]\n", encoding="utf-8")
    assert [problem.message[:13] for problem in read(portal_copy)[1]] == ["« Sternin ». "]
    path.write_text(text + "confirmed: [Goélande, Sternin]\n", encoding="utf-8")
    assert read(portal_copy)[1] == []


def test_labels_name_what_is_to_be_found_where_it_stands():
    text, labels = read_label("[prenom|Goélande] dort. ## combinaison")
    assert text == "Goélande dort."
    assert [(label.kind, label.start, label.end) for label in labels] == [("prenom", 0, 8), ("combinaison", 0, 14)]


def test_rates_count_what_is_missed_and_what_is_wrongly_found():
    rates = recognition(read(PORTAL)[0])[0]
    assert (rates.found.count, rates.found.total) == (3, 4)
    assert [(share.name, share.count, share.total) for share in rates.recall] == [
        ("combinaison", 1, 1), ("prenom", 1, 2), ("telephone", 1, 1),
    ]  # fmt: skip
    assert (rates.alarmed.count, rates.alarmed.total) == (0, 2)
    assert rates.missed == ("prenom : [prenom|Albatrosse] dort encore.",)


@pytest.mark.real_data
def test_enough_sentences_are_labelled_half_of_them_clean(real):
    sets = [record for record in real.confidential if isinstance(record, Sentences)]
    flagged = sum(len(record.flagged.splitlines()) for record in sets)
    clean = sum(len(record.clean.splitlines()) for record in sets)
    assert flagged + clean >= 150
    assert 0.45 <= clean / (flagged + clean) <= 0.55


@pytest.mark.slow
@pytest.mark.real_data
def test_the_command_prints_the_rates_and_shows_only_failures_of_the_tuned_sentences(real):
    result = CliRunner().invoke(main, ["cases", "confidentiality", "--failures", "--root", str(ROOT)])
    assert result.exit_code == 0
    for rates in recognition(real):
        assert f"({rates.id})" in result.output
        assert str(rates.found) in result.output
        shown = [line for line in rates.missed + rates.mistaken if line in result.output]
        assert not shown or rates.id == "reglage"


@pytest.mark.real_data
def test_what_was_found_when_the_signs_were_set_is_still_found(real):
    rates = {rates.id: rates for rates in recognition(real)}
    assert rates["reglage"].found.count >= 0.8 * rates["reglage"].found.total
    assert rates["reglage"].wrong.count <= 0.05 * rates["reglage"].wrong.total
    assert rates["epreuve"].found.count >= 0.9 * rates["epreuve"].found.total
    assert rates["epreuve"].wrong.count <= 0.1 * rates["epreuve"].wrong.total


@pytest.mark.real_data
@pytest.mark.parametrize(
    "repeated",
    [
        "a",
        "Aa-",
        "a.",
        "-",
        "1 ",
        "deux ",
        "deux, ",
        "née ",
        "Amina Aa ",
        "école de ",
        "12 rue ",
        "a@a.",
        "www.a/",
        "Lac-",
    ],
)
def test_no_text_however_odd_takes_long_to_read(scanner, repeated):
    start = time.process_time()
    scanner.scan(repeated * (20_000 // len(repeated)))
    assert time.process_time() - start < 2


def twin(portal: Portal, folder: Path, texts: list[str], cases: list[object]) -> dict[str, list]:
    """Return what the browser's engine finds in texts and cases."""
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    shutil.copy(ROOT / "docs" / "js" / "confidentialite" / "scan.js", folder)
    (folder / "rules.js").write_text(script(portal), encoding="utf-8")
    return node("scan.mjs", {"module": str(folder / "scan.js"), "texts": texts, "cases": cases})


def units(text: str, index: int) -> int:
    """Return a position in UTF-16 units."""
    return len(text[:index].encode("utf-16-le")) // 2


def in_units(hit: Hit, text: str, *, with_path: bool) -> dict[str, object]:
    """Return a hit as the browser tells it."""
    told = asdict(hit) | {"start": units(text, hit.start), "end": units(text, hit.end), "path": list(hit.path)}
    return told if with_path else {key: value for key, value in told.items() if key != "path"}


JUNK = (
    " ", " ", " ", "\n", ". ", ", ", " : ", "-", "’", "'", "\u00a0", "\u202f", "–", "!", "…", "« ", " »", "(", ")", "@", "/", "#",
    "😀", "é", "e\u0301", "İ", "ß", "Σ", "œ", "ÿ", "ﬁ", "K", "ſ", "中", "م", "0", "12", "2024", "418", "555", "0142", "J0K", "1S0",
    "rue", "rang", "né le", "mars", "Mme", "famille", "s'appelle", "à", "de", "d'", "trois enfants", "village", "jumeaux", "pompier",
    "incendie", "kurde", "A", "Personne B", "C'est", "\t", "\u2011", "_", "*", "M.", "www.", "https://", ".ca",
)  # fmt: skip


def generated(portal: Portal, count: int, seed: int) -> list[str]:
    """Return texts made of pieces of what the signs look for, and of what troubles engines."""
    draw = random.Random(seed)  # noqa: S311
    words = [word for record in portal.confidential if isinstance(record, WordList) for word in record.entries]
    whole = [text for sign in portal.confidential if isinstance(sign, Sign) for text in (*sign.examples, *sign.clean)]
    whole += [
        read_label(line)[0]
        for record in portal.confidential
        if isinstance(record, Sentences)
        for line in (*record.flagged.splitlines(), *record.clean.splitlines())
    ]

    def piece() -> str:
        kind = draw.random()
        if kind < 0.35:
            return draw.choice(JUNK)
        text = draw.choice(words) if kind < 0.7 else draw.choice(whole)
        if kind > 0.9:  # cut anywhere
            start = draw.randrange(len(text))
            text = text[start : start + draw.randrange(1, 30)]
        return draw.choice(
            (text, text, text, text.lower(), text.upper(), text.title(), unicodedata.normalize("NFD", text))
        )

    return ["".join(piece() + draw.choice(("", " ")) for _ in range(draw.randrange(1, 12))) for _ in range(count)]


def differences(portal: Portal, folder: Path, texts: list[str]) -> list[tuple[str, object, object]]:
    """Return the texts of which both engines do not say the same."""
    scanner = Scanner(rules_of(portal))
    found = twin(portal, folder, texts, [])["texts"]
    composed = [unicodedata.normalize("NFC", text) for text in texts]
    mine = [[in_units(hit, text, with_path=False) for hit in scanner.scan(text)] for text in composed]
    assert sum(map(len, mine)) > len(texts)  # texts in which nothing is found would prove nothing
    return [(text, ours, theirs) for text, ours, theirs in zip(texts, mine, found, strict=True) if ours != theirs]


@needs_node
@pytest.mark.real_data
def test_both_engines_find_the_same_in_a_few_hundred_texts(real, tmp_path):
    assert differences(real, tmp_path, generated(real, 400, seed=1)) == []


@needs_node
@pytest.mark.slow
@pytest.mark.real_data
def test_both_engines_find_the_same_in_thousands_of_texts(real, tmp_path):
    assert differences(real, tmp_path, generated(real, 6000, seed=7)) == []


@needs_node
@pytest.mark.real_data
def test_both_engines_find_the_same_in_cases(real, tmp_path):
    draw = random.Random(3)  # noqa: S311
    texts = [unicodedata.normalize("NFC", text) for text in generated(real, 400, seed=5)]
    questions = list(rules_of(real)["guides"])

    def case(rank: int) -> dict[str, object]:
        told = [draw.choice(texts) for _ in range(6)]
        if rank % 2:
            return {
                "id": "x",
                "title": told[0],
                "situation": {"context": told[1], "needs": told[2:4], "question": told[4]},
            }
        people = [
            {"sector": sector, "agents": draw.randrange(3), "managers": draw.randrange(3)}
            for sector in ("mfa", "meq", "x")
        ]
        answers = [
            {"question": draw.choice(questions), "sector": draw.choice(("mfa", "meq", "x", None)), "text": text}
            for text in told
        ]
        return {"title": told[0], "territory": {"territory": "a", "people": people, "answers": answers, "met": ["a.b"]}}

    cases = [case(rank) for rank in range(150)]
    scanner = Scanner(rules_of(real))

    def text_at(value: object, hit: Hit) -> str:
        for key in hit.path:
            value = value[key]  # type: ignore[index]
        return value if isinstance(value, str) else ""

    mine = [[in_units(hit, text_at(value, hit), with_path=True) for hit in scanner.scan_case(value)] for value in cases]
    assert {hit["rule"] for hits in mine for hit in hits} >= {"agent-seul", "combinaison", "prenom"}
    assert twin(real, tmp_path, [], cases)["cases"] == mine
