"""Python and JavaScript, the command line and the browser, answer alike."""

import random
import re
import subprocess

import pytest

from ancrage.search import query, whoosh_index
from ancrage.search.analysis import STOP_WORDS, words
from tests.node import NODE, needs_node, node
from tests.search_corpus import TESTS, browser_files, corpus, write_index

pytestmark = needs_node

ROOT = TESTS.parent
VERBS = """
accompagner accueillir aider animer arrimer chercher collaborer coordonner créer démarcher écouter échanger
enseigner évaluer financer former joindre inviter jumeler libérer mobiliser nommer observer orienter outiller
parler partager planifier préparer protéger référer rejoindre rencontrer repérer respecter soutenir tisser
travailler valoriser visiter épuiser isoler négocier apprivoiser réconforter dépanner déménager
"""
NAMES = """
acteur agent allié animateur bénévole cadre centre chercheur citoyen collègue comité communauté conseiller
contact coordonnateur cuisine demande dépanneur directeur école éducateur enfant épicerie équipe étape famille
fête figure frère garderie gestionnaire grand-mère immigrant infirmier intervenant jardin lien lieu locataire
logement maman mandat médiateur mère méfiance milieu ministère municipalité naissance nourrice nouveau
organisme parc parent partenaire père pivot portrait poste professionnel projet psychologue quartier rang
région relais rencontre repas réseau ressource retombée rôle secteur service signalement soutien stagiaire
territoire trajectoire travailleur vécu village voisin heureux isolé anxieux sportif public neuf discret seul
premier
"""
ENDINGS = """
s e es x nt ment ments ons ez ent ait aient ais ions iez é ée és ées er era erait eront ant ante ants antes
eur euse eurs euses trice trices age ages ation ations isme iste ité ités if ive ifs ives ique iques al aux
"""


def vocabulary() -> list[str]:
    """Return more than 5,000 forms: the words of the repository's content, and made-up inflections."""
    files = [path for folder in ("practices", "glossary", "docs") for path in (ROOT / folder).rglob("*")]
    texts = [path.read_text("utf-8") for path in sorted(files) if path.suffix in {".yml", ".md"}]
    written = {form for text in texts for form in re.findall(r"[^\W_]+(?:[-’'·.(/][^\W_]+\)?)*", text)}
    made = {verb[:-2] + ending for verb in VERBS.split() for ending in ENDINGS.split()} | {
        part
        for name in NAMES
        for ending in ENDINGS
        for part in (name + ending, f"l’{name}·{ending}", f"{name}({ending})")
    }
    return sorted(written | made)


def analysed(texts: list[str]) -> list[list[object]]:
    """Return what the Python analysis says of each text, in the shape of `tests/js/analyse.mjs`."""
    return [[[list(w.forms), list(w.stems), w.stop] for w in words(text)] for text in texts]


def test_both_analyses_agree_on_thousands_of_forms():
    forms = vocabulary()
    assert len(forms) >= 5_000
    different = [
        (form, ours, theirs)
        for form, ours, theirs in zip(forms, analysed(forms), node("analyse.mjs", forms), strict=True)
        if ours != theirs
    ]
    assert different == []


def test_both_analyses_agree_on_noise():
    dice = random.Random(2)  # noqa: S311 - reproducible noise
    signs = "aàéeinostuœç lqu'’·-.()/ ,%$0145\u00a0\u0301🙂بж\u0130ſK\ud800\n"
    texts = ["".join(dice.choices(signs, k=dice.randint(1, 40))) for _ in range(3_000)]
    assert analysed(texts) == node("analyse.mjs", texts)


def test_the_browser_has_the_same_stop_words():
    script = (ROOT / "docs" / "js" / "recherche" / "analysis.js").read_text("utf-8")
    listed = script[script.index("STOP_WORDS") : script.index('.split(" ")')]
    assert set(" ".join(re.findall(r'"([^"]*)"', listed)).split()) == STOP_WORDS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_index(tmp_path_factory.mktemp("recherche") / "index")


def queries() -> list[str]:
    """Return every title and other name, whole, unaccented, cut short and misspelt, and questions."""
    dice = random.Random(7)  # noqa: S311 - reproducible noise
    found = []
    for document in corpus():
        for name in (document.title, *document.aliases):
            at = dice.randrange(len(name))
            found += [name, name[: max(3, len(name) * 2 // 3)], name[:at] + name[at + 1 :], f"{name} famille"]
            found.append(name[:at] + dice.choice("aeirst") + name[at:])
    return [
        *found,
        "comment joindre une famille isolée?", '"premier contact"', "« l'écoute »", "titre:parc", "titre : mandat famille",
        "efficacité des parcs", "garderies fermées", "aller vers les familles", "intervenant(e)s", "4/5", "de la", "", "   ", "zzzz", "😀", "مرحبا",
        "<img src=x onerror=alert(1)>", "a", "porte à porte à porte", "l’", "x" * 10_000, "famille " * 1_000,
        "\ud800ptp", "qui fait quoi", "PTP PG PAP", "p", "pa", "par", "parc", "parcs ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "filters", [{}, {"kind": "strategie"}, {"setting": "rural"}, {"role": "ptp"}, {"approach": "demarchage"}]
)
def test_browser_and_command_line_answer_alike(folder, filters):
    asked = queries() if not filters else queries()[::10]
    assert len(asked) >= 60
    with whoosh_index.open_index(folder) as index:
        answers = [query.answer(index, text, **filters) for text in asked]
    expected = [
        {
            "hits": [[hit.id, hit.score] for hit in found.hits],
            "total": found.total,
            "card": found.card.id if found.card else None,
            "suggestion": found.suggestion,
            "nearest": found.nearest,
        }
        for found in answers
    ]
    told = {"files": browser_files(folder), "queries": asked, "limit": 10, "options": filters}
    theirs = node("rank.mjs", told)
    for found in theirs:
        found["hits"] = [[name, round(score, 4)] for name, score in found["hits"]]
    assert [case for case in zip(asked, expected, theirs, strict=True) if case[1] != case[2]] == []


def test_the_browser_modules_pass_their_own_tests():
    scripts = sorted(str(path) for path in (TESTS / "js").glob("*.test.js"))
    done = subprocess.run([str(NODE), "--test", *scripts], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:]
