"""How texts are written: what the editorial guide refuses is found, what it allows is left in peace."""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ancrage.cli import main
from ancrage.markup import plain
from ancrage.model import prose
from ancrage.pipeline import read
from ancrage.problems import WARNINGS
from ancrage.text import fold, typographic
from ancrage.writing import LONG_PARAGRAPH, LONG_SENTENCE, ORDINARY_ACRONYMS, check_writing, passages

from .conftest import PORTAL, ROOT
from .test_check import spoilt

PORTAL_READ = read(PORTAL)[0]
WORD = st.text("aàâbcçdeéèfglmnoprstuv", min_size=3, max_size=9).filter(lambda word: word not in ("are", "about"))


def problems(markdown):
    """Return the problems of one hand-written page."""
    return [
        problem
        for problem in check_writing(PORTAL_READ, passages(PORTAL_READ, {"docs/p.md": markdown}))
        if problem.path == "docs/p.md"
    ]


def rules(markdown):
    return {problem.rule for problem in problems(markdown)}


def texts(markdown):
    return [passage.text for passage in passages(PORTAL_READ, {"docs/p.md": markdown}) if passage.path == "docs/p.md"]


@pytest.mark.parametrize("word", [
    "intervenant·e·s", "tous·tes", "agent-e-s", "travailleur-euse", "intervenant.e.s", "directeur.trice", "étudiant(e)s",
    "agent/e", "infirmier(ère)", "agent•e", "né(e)s", "tou(te)s", "éducatrice/eur",
])  # fmt: skip
def test_inclusive_marks_inside_a_word_are_refused(word):
    assert rules(f"Parlez aux {word} du quai.") == {"point-median"}


@pytest.mark.parametrize("text", [
    "Le porte-à-porte, dit-elle, peut-être.", "Un ou plusieurs enfant(s).", "[A](a.md) · [B](b.md)", "Le 9 h 30 du 1er.",
    "Écrivez à quelqu-un@exemple.example ou voyez https://exemple.example/agent.e.", "Est-ce à moi? Vas-y.",
        "La mère/le père, ou www.parents.es.",
])  # fmt: skip
def test_ordinary_hyphens_dots_and_brackets_are_left_in_peace(text):
    assert rules(text) == set()


@pytest.mark.parametrize("text", [
    'On dit "bonjour".', "On attend...", "On vient !", "Vraiment ?", "Un\u00a0; deux.", "Le quai: là.", "Le «quai» là.",
    "Deux  espaces.", "**Le quai**: là.",
])  # fmt: skip
def test_typography_that_the_author_must_mend_is_refused(text):
    assert rules(text) == {"typographie"}


@pytest.mark.parametrize("text", [
    "Le quai : là.", "« Vraiment? », dit-il.", "On attend…", "À 9:30, ou https://a.example/b: non.", "`a: b...`",
    "| Un | Deux |\n|:---|---:|\n| a  | b |", '!!! note "Un titre"\n    Un texte.', "Fin de ligne.  \nSuite.",
    '<p class="x" title="a...">Texte.</p>', "```yaml\ntitle: \"x\"...\n```", "Un titre\n\nUn texte { .en-bref }",
])  # fmt: skip
def test_what_rendering_sets_and_what_is_not_prose_are_left_in_peace(text):
    assert "typographie" not in rules(text)


@given(
    st.lists(st.sampled_from(["« ", "«", " »", "»", "a", "b", " ;", " !", "\u00a0? ", " : ", "é", "' "]), max_size=30)
)
def test_no_space_that_rendering_sets_is_asked_of_it_again(parts):
    advice = [problem.message for problem in problems(typographic("".join(parts))) if problem.rule == "typographie"]
    assert [message for message in advice if "pas d'espace avant" in message] == []


def test_an_acronym_is_known_by_the_glossary_an_alias_or_custom():
    assert rules("La GPH, la G.P.H. et un PDF au chapitre XIV.") == set()
    assert [p.message.split()[1] for p in problems("La GRM, la G.R.M. et l'IJKL-GPH.")] == ["GRM", "G.R.M", "IJKL"]


def test_acronyms_are_not_judged_when_the_glossary_cannot_be_read(portal_copy):
    (portal_copy / "glossary" / "acronyms.yml").write_text("- id: [", encoding="utf-8")
    assert {problem.rule for problem in read(portal_copy)[1]} == {"yaml-invalide"}


def test_the_acronyms_allowed_without_an_entry_look_like_acronyms():
    assert all(name.isupper() and 2 <= len(name) <= 6 for name in ORDINARY_ACRONYMS)


def test_english_is_refused_but_in_italics():
    assert rules("Ask the keeper about the light.") == {"anglais"}
    assert rules("Le guide *Ask the keeper about the light* existe.") == set()
    assert rules("Le « for » intérieur ne compte pas.") == set()


@pytest.mark.parametrize("text", [
    "Il est important de saluer.", "Il est important d’y être.", "N’hésitez pas à saluer.", "Dans le cadre du quai.",
    "La clientèle arrive.", "Les familles cibles arrivent.", "Une famille lourde.", "Des familles résistantes.",
])  # fmt: skip
def test_set_phrases_are_refused(text):
    assert rules(text) == {"formule-interdite"}


def test_a_set_phrase_may_be_quoted_to_be_spoken_of():
    assert rules("On n'écrit pas « clientèle ». Un cadre solide, une charge lourde.") == set()


@given(st.lists(WORD, min_size=1, max_size=80))
def test_a_sentence_is_long_past_its_limit_and_only_then(words):
    found = problems(" ".join(words).capitalize() + ".")
    assert ("phrase-longue" in {p.rule for p in found}) == (len(words) > LONG_SENTENCE)


@given(
    st.lists(st.integers(1, LONG_SENTENCE), min_size=1, max_size=9), st.sampled_from([". ", "! ", "? ", "… ", ". » "])
)
def test_sentences_are_told_apart_and_a_paragraph_is_long_past_its_limit_only(lengths, end):
    text = "".join("Mot" + " mot" * (length - 1) + end for length in lengths)
    assert ("paragraphe-long" in rules(text)) == (sum(lengths) > LONG_PARAGRAPH)
    assert "phrase-longue" not in rules(text)


def test_items_and_cells_are_paragraphs_of_their_own():
    item = " ".join(["mot"] * 30)
    assert rules("\n".join(f"- {item}" for _ in range(6))) == set()
    assert rules(f"| {item} | {item} |\n|---|---|\n| {item} | {item} |") == set()


@given(st.text(max_size=300))
def test_any_page_is_read_and_its_problems_are_on_its_lines(markdown):
    assert all(1 <= problem.line <= markdown.count("\n") + 1 for problem in problems(markdown))


@given(st.lists(st.lists(WORD, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6))
def test_paragraphs_come_out_whole_each_on_its_line(paragraphs):
    found = list(passages(PORTAL_READ, {"docs/p.md": "\n\n".join(paragraphs)}))[-len(paragraphs) :]
    assert [(p.text, p.line) for p in found] == [(text, 1 + 2 * index) for index, text in enumerate(paragraphs)]


def test_a_page_is_read_without_its_marks():
    page = (
        '---\ntitle: Le quai\ntemplate: x.html\ndescription: "Un texte."\n---\n# Le quai { #quai }\n\n'
        '<div class="x" markdown>\nVoir {{ fiche("quai", "l\'écart, ici") }}, {{ liste("fiche", "equipe") }}.\n</div>\n'
        "1. Un [lien](x.md){ .porte }\n   suite\n\n<!-- rien -->\n"
    )
    assert texts(page) == ["Le quai", "Un texte.", "Le quai", "Voir l'écart, ici, \ufffc.", "Un lien suite"]
    assert [p.line for p in passages(PORTAL_READ, {"docs/p.md": page}) if p.path == "docs/p.md"] == [2, 4, 6, 9, 11]


def test_every_text_of_every_record_is_read():
    heard = {passage.text for passage in passages(PORTAL_READ)}
    for entry in PORTAL_READ.entries.values():
        assert entry.title in heard
        for _, text in prose(entry):
            if "[[" not in text:
                assert set(plain(text).split("\n")) <= heard


@pytest.mark.parametrize("rule", sorted(WARNINGS))
def test_a_warning_is_printed_and_counted_but_stops_nothing(rule, tmp_path):
    root = spoilt(rule, tmp_path)
    result = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert result.exit_code == 0
    assert f"[{rule}]" in result.stdout
    assert result.stderr == "1 avertissement.\n"
    for command in (["index"], ["new", "fiche", "essai-tout-neuf"]):
        assert CliRunner().invoke(main, [*command, "--root", str(root)]).exit_code == 0


def test_warnings_come_after_problems(portal_copy):
    path = portal_copy / "practices" / "fiches" / "veille-partagee.yml"
    long = " ".join(["mot"] * 40)
    path.write_text(path.read_text(encoding="utf-8").replace("Tout raconter", f"Tout {long}..."), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(portal_copy)])
    assert result.exit_code == 1
    assert [line.rsplit("[", 1)[1] for line in result.stdout.splitlines()] == ["typographie]", "phrase-longue]"]


WORDS = ROOT / "tools" / "orthographe.txt"


def has_french():
    if shutil.which("hunspell") is None:
        return False
    return "/fr_CA" in subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False).stderr


needs_hunspell = pytest.mark.skipif(not has_french(), reason="hunspell n'est pas installé en français")


def spell(root, **options):
    script = ROOT / "tools" / "orthographe.py"
    return subprocess.run([sys.executable, script, root], capture_output=True, text=True, check=False, **options)


def without_other_pages(root, kept):
    """Return the root without the pages whose titles have no accents."""
    for page in (root / "docs").rglob("*.md"):
        if page != kept:
            page.unlink()
    return root


@needs_hunspell
def test_a_misspelt_word_is_told_with_its_own_line(portal_copy):
    path = portal_copy / "practices" / "strategies" / "quai-du-matin.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("why: On y", "why: >-\n  On y.\n  On y rancontre"), "utf-8"
    )
    page = portal_copy / "docs" / "a-propos" / "index.md"
    page.write_text("Une page.\n\n\n\nD’autres gardiènes, `codde`, *lighthouse*.\n", "utf-8")
    result = spell(without_other_pages(portal_copy, page))
    assert result.stdout.splitlines() == [
        "docs/a-propos/index.md:5: gardiènes",
        "practices/strategies/quai-du-matin.yml:11: rancontre",
    ]
    assert result.returncode == 1


@needs_hunspell
def test_good_spelling_says_nothing(portal_copy):
    result = spell(without_other_pages(portal_copy, portal_copy / "docs" / "index.md"))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_without_the_spell_checker_one_line_says_so(tmp_path):
    result = spell(PORTAL, env={"PATH": str(tmp_path)})
    assert result.returncode == 0
    assert result.stdout.count("\n") == 1
    assert "hunspell" in result.stdout


def test_the_list_of_words_is_sorted_without_doubles():
    words = WORDS.read_text(encoding="utf-8").splitlines()
    assert words == sorted(set(words), key=lambda word: (fold(word), word))
    assert all(unicodedata.is_normalized("NFC", word) and word == word.strip() for word in words)
