"""The workshop of cases: the same refusals as Python's, files that come back as they went, a Word document, the page."""

from __future__ import annotations

import base64
import copy
import gzip
import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ancrage.check import check
from ancrage.load import parse
from ancrage.load.refusals import refusals
from ancrage.model import CaseStudy, Place
from ancrage.pages.case import case_page
from ancrage.pages.workshop import PAGE, workshop_data, workshop_page
from ancrage.pipeline import read
from ancrage.scripts import without_comments
from ancrage.text import typographic
from ancrage.views import Views

from .conftest import DATA, PORTAL, ROOT
from .search_corpus import needs_node

FABRICATED = read(PORTAL)[0]
REAL = read(ROOT)[0]
KNOWN_FABRICATED, KNOWN_REAL = workshop_data(Views(FABRICATED)), workshop_data(Views(REAL))
PUBLISHED = sorted((ROOT / "practices" / "cases").glob("*.yml"))
INVENTED = sorted((PORTAL / "practices" / "cases").glob("*.yml"))
SPOILT = sorted(DATA.glob("bad/*/practices/cases/*.yml"))
GUESSED = re.compile(r" Vouliez-vous dire « [^»]* »\?| Clés permises : .*|^« [^»]* »(?= n'est pas permis)")
"""What Python alone says: the close name, the key that the workshop leaves out, a value that is no text."""

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A whole list goes to node at once: the failing text is shown, and looking for a shorter list takes minutes."""


def asked(asks: list[list[object]], known=KNOWN_REAL) -> list:
    """Return what the modules answer, in one run of node."""
    text = json.dumps({"known": known, "asks": asks}, default=lambda value: {"$decimal": str(value)})
    done = subprocess.run(
        ["node", ROOT / "tests" / "js" / "atelier.mjs"], input=text, capture_output=True, text=True, check=True
    )
    return json.loads(
        done.stdout, object_hook=lambda value: Decimal(value["$decimal"]) if "$decimal" in value else value
    )


def texts(paths: list[Path]) -> list[str]:
    """Return the texts of files."""
    return [path.read_text("utf-8") for path in paths]


# The same refusals


def refused(value: object) -> list[tuple[str, str, str]]:
    """Return what the loader refuses in a record: place, rule, message without what only Python says."""
    try:
        CaseStudy.model_validate(value)
    except ValidationError as error:
        found = refusals(error, CaseStudy, value, Place("", {}))
        return sorted((one.field, one.rule, GUESSED.sub("", one.message)) for one in found)
    return []


def told(problems: list[dict]) -> list[tuple[str, str, str]]:
    """Return the problems of the browser in the same form."""
    return sorted((one["field"], one["rule"], GUESSED.sub("", one["message"])) for one in problems)


WRONG = [
    None, True, False, 0, 3, -1, 1000, Decimal("3.5"), Decimal("101.0"), Decimal("1234567890123456.0"), Decimal("0.00"),
    "", "  ", "x", "12", "é" * 121, "y" * 401, "z" * 8001, "deux\nlignes", "a-b", "a.b", "A b", "rural", "≥", "%", "% des",
    "2024", "2024-13", "2024-04/2024-10", "non-precisee", "\U0001f600" * 120, [], ["x"], ["", 3], [{}], {}, {"x": 1}, {"value": 3},
]  # fmt: skip


def places(value: object, where=()) -> list[tuple]:
    """Return the place of every part of a document."""
    found = [where] if where else []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [place for key, part in pairs for place in places(part, (*where, key))]


def spoil(document: object, chance: random.Random) -> object:
    """Return a document with one to three defects, or a change that is none."""
    document = copy.deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        where = chance.choice(places(document) or [()])
        if not where:
            continue
        holder = document
        for key in where[:-1]:
            holder = holder[key]
        match chance.randint(0, 4):
            case 0:
                del holder[where[-1]]
            case 1 if isinstance(holder, dict):
                holder[chance.choice(["territory", "situation", "label", "measure", "reading", "x", "goal"])] = (
                    chance.choice(WRONG)
                )
            case 2 if isinstance(holder, list):
                holder.append(chance.choice(WRONG))
            case _:
                holder[where[-1]] = chance.choice(WRONG)
    return document


@needs_node
def test_the_browser_refuses_what_python_refuses_at_the_same_places_in_the_same_words():
    chance = random.Random(20261125)  # noqa: S311 - reproducible
    sources = [parse(text, "")[0] for text in texts([*PUBLISHED, *INVENTED, *SPOILT])]
    documents = [*sources, *WRONG_ROOTS, *(spoil(chance.choice(sources), chance) for _ in range(700))]
    found = asked([["validate", document] for document in documents])
    compared = [(refused(document), told(problems)) for document, problems in zip(documents, found, strict=True)]
    assert [pair for pair in compared if pair[0] != pair[1]] == []
    assert sum(bool(expected) for expected, _ in compared) > 400
    assert len({rule for expected, _ in compared for _, rule, _ in expected}) >= 7


WRONG_ROOTS = [{}, {"territory": {}}, {"situation": {}}, {"situation": None, "territory": None}]
OF_RECORDS = {
    "situation-reelle", "cas-sans-source", "cas-invente-source", "indicateur-inconnu", "indicateur-sans-cible", "unite-differente",
    "renvoi-inconnu", "source-inconnue",
}  # fmt: skip
SAME = {"renvoi-mauvais-genre": "renvoi-inconnu"}
"""The page does not hold the names of every kind: what exists elsewhere is unknown to it."""

MENDABLE = ["x-inconnu", "marine", "allumer-ensemble", "delai", "phares", "gardienne-q1", "releve-2031", "heures", "jours",
            "Voir [[baie-inventee.phares]].", "**[[a.b]]**\n\n- Un [[c\n  d]]", "[[a]] et [[b.c]]", True, False]  # fmt: skip


def checked(document: dict) -> list[tuple[str, str]]:
    """Return what the rules of cases and of names find in a document that the model takes."""
    place = Place("cas.yml", {})
    case = CaseStudy.model_validate(document).placed(place)
    portal = replace(
        FABRICATED, entries={**FABRICATED.entries, case.id: case}, places={**FABRICATED.places, case.id: place}
    )
    found = {(one.field, SAME.get(one.rule, one.rule)) for one in check(portal) if one.path == "cas.yml"}
    return sorted(one for one in found if one[1] in OF_RECORDS and not one[0].startswith("related"))


@needs_node
def test_the_browser_knows_the_rules_of_cases_and_the_names_that_the_page_holds():
    chance = random.Random(11)  # noqa: S311 - reproducible
    sources = [parse(text, "")[0] for text in texts(INVENTED)]
    documents = [*sources, *({**one, "fabricated": not one["fabricated"]} for one in sources)]
    while len(documents) < 120:
        document = copy.deepcopy(chance.choice(sources))
        for _ in range(chance.randint(1, 2)):
            where = chance.choice(
                [place for place in places(document) if place[-1] not in ("id", "related") and "related" not in place]
            )
            holder = document
            for key in where[:-1]:
                holder = holder[key]
            if isinstance(holder[where[-1]], str | bool):
                holder[where[-1]] = chance.choice(MENDABLE)
        if not refused(document):
            documents.append(document)
    found = asked([["check", document] for document in documents], KNOWN_FABRICATED)
    browser = [sorted({(one["field"], one["rule"]) for one in problems}) for problems in found]
    python = [checked(document) for document in documents]
    assert [pair for pair in zip(python, browser, strict=True) if pair[0] != pair[1]] == []
    assert {rule for one in python for _, rule in one} == OF_RECORDS


# YAML


def plain(value: object) -> object:
    """Return a parsed value with nothing of Python's left in it but decimals."""
    return json.loads(
        json.dumps(value, default=lambda one: {"$decimal": str(one)}),
        object_hook=lambda one: Decimal(one["$decimal"]) if "$decimal" in one else one,
    )


@needs_node
def test_the_yaml_of_the_portal_is_read_as_python_reads_it_line_by_line():
    paths = [
        path
        for folder in ("practices", "glossary")
        for root in (ROOT, PORTAL)
        for path in (root / folder).rglob("*.yml")
    ]
    files = texts([path for path in paths if path.stat().st_size < 200_000])
    for text, answer in zip(files, asked([["yaml", text] for text in files]), strict=True):
        value, lines, problems = parse(text, "")
        assert problems == []
        assert answer.get("fault") is None, text[:80]
        assert answer["value"] == plain(value)
        known = {tuple(json.loads(where)): line for where, line in answer["lines"]}
        assert {where: known.get(where) for where in lines} == lines


REFUSED = {
    "a: b\n\tc: d": 2, "a: *x": 1, "a: !t b": 1, "a: b: c": 1, "a: b\na: c": 2, "a: 'b": 1, "a: [b": 1, "a: [b, ]]": 1,
    "a: b\n  c: d": 2, "a:\n  - b\n c: d": 3, "a: {b: c": 1, "a: b\n---\nc: d": 2,
    "a: |x\n  b": 1, "a: @b": 1, "a: 'b' c": 1, "a:\n  b\n  c: d": 3, "- a\nb: c": 2, 'a: "\\q"': 1, "a: \u200bb": 1,
    "a: [b: c: d]": 1, "a: b # c\n  d": 2, "a: {x: 1, x: 2}": 1, "a: {b: [c}": 1,
}  # fmt: skip


@needs_node
def test_what_is_not_read_is_refused_at_its_line_and_python_refuses_it_too():
    answers = asked([["yaml", text] for text in REFUSED])
    for (text, line), answer in zip(REFUSED.items(), answers, strict=True):
        assert parse(text, "")[2], text
        assert answer["fault"]["line"] == line, (text, answer)
        assert len(answer["fault"]["what"]) > 8


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=60),
    st.sampled_from(["true", "~", "12", "3.50", "a: b", "# x", "- a", "'", '"', "[x]", "oui: non", "a #b", " x ", "|", ">-", "deux\n\n  lignes\n", "x" * 200, "mot " * 60]),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


@needs_node
@settings(max_examples=8, deadline=None, phases=WITHOUT_SHRINKING)
@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), TREES, min_size=1, max_size=5),
            st.booleans(),
            st.sampled_from([40, 80, 1000]),
        ),
        min_size=20,
        max_size=40,
    )
)
def test_what_a_library_writes_is_read_back(trees):
    files = [
        yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=width, sort_keys=False)
        for tree, flow, width in trees
    ]
    kept = [text for text in files if not parse(text, "")[2]]
    for text, answer in zip(kept, asked([["yaml", text] for text in kept]), strict=True):
        assert answer.get("value") == plain(parse(text, "")[0]), text


@needs_node
def test_every_case_of_the_portal_comes_in_and_goes_out_as_the_same_record():
    sources = texts([*PUBLISHED])
    for text, out in zip(sources, asked([["written", text] for text in sources]), strict=True):
        value, _, problems = parse(out, "")
        assert problems == []
        assert trimmed(value) == trimmed(parse(text, "")[0])


def trimmed(value: object) -> object:
    """Return a value with its texts trimmed and its spaces at ends of lines gone, as the form keeps them."""
    if isinstance(value, str):
        return re.sub(r"[ \u00a0]+$", "", value, flags=re.MULTILINE).strip()
    if isinstance(value, list):
        return [trimmed(item) for item in value]
    return {key: trimmed(item) for key, item in value.items()} if isinstance(value, dict) else value


@needs_node
@pytest.mark.slow
def test_what_is_exported_is_accepted_in_the_folder_of_cases(tmp_path):
    target = tmp_path / "portail"
    shutil.copytree(PORTAL, target)
    folder = target / "practices" / "cases"
    for path, out in zip(
        INVENTED, asked([["written", text] for text in texts(INVENTED)], KNOWN_FABRICATED), strict=True
    ):
        (folder / path.name).write_text(out, encoding="utf-8")
    assert read(target)[1] == []
    real = tmp_path / "vrai"
    for name in ("practices", "glossary"):
        shutil.copytree(ROOT / name, real / name)
    for path, out in zip(PUBLISHED, asked([["written", text] for text in texts(PUBLISHED)]), strict=True):
        (real / "practices" / "cases" / path.name).write_text(out, encoding="utf-8")
    assert [one for one in read(real)[1] if "/cases/" in one.path] == []


PROSE = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from("\n\n#-*>\\ :'\"|"),
    min_size=1,
    max_size=120,
)


@needs_node
@settings(max_examples=10, deadline=None, phases=WITHOUT_SHRINKING)
@given(st.lists(st.tuples(PROSE, PROSE, PROSE), min_size=10, max_size=20))
def test_whatever_is_typed_survives_yaml_and_markdown(typed):
    cases = []
    for one, two, three in typed:
        indicator = {
            "lever": "formaliser-trajectoires",
            "indicator": "delai",
            "reading": {"value": 3, "unit": "jours", "period": "2024", "origin": three},
        }
        theme = {"title": " ".join(two.split()) or "x", "text": three, "view": "agent"}
        cases += [
            {"id": "x", "title": "X", "summary": one, "fabricated": True, "situation": {"context": two, "needs": [three, one], "steps_taken": [two], "question": three}},
            {"id": "x", "title": "X", "summary": one, "fabricated": False, "territory": {"setting": "rural", "sectors": ["mfa"], "themes": [theme], "indicators": [indicator]}},
        ]  # fmt: skip
    sources = [json.dumps(case, ensure_ascii=False) for case in cases]
    written = asked([["written", source] for source in sources])
    through = asked([["throughMarkdown", source] for source in sources])
    again = asked([["written", out] for out in written])
    for source, out, back, twice in zip(sources, written, through, again, strict=True):
        value, _, problems = parse(out, "")
        assert problems == [], out
        assert back == out, source
        assert twice == out
        assert isinstance(value, dict)


# Markdown


@needs_node
def test_every_case_survives_its_markdown():
    sources = texts(PUBLISHED)
    written = asked([["written", text] for text in sources])
    assert asked([["throughMarkdown", text] for text in sources]) == written


@needs_node
@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("## En bref", "## En gros", "En gros"),
        ("- **Cas inventé**", "- **Cas imaginé**", "Cas imaginé"),
        (": oui", ": peut-être", "oui"),
        ("## Voir aussi", "###### Voir aussi", "saute un niveau"),
        ("(rural)", "(lunaire)", "lunaire"),
        ("- **Secteur**", "Secteur", "lue ici"),
        ("(pap-q2-pratique)", "(pap-q99)", "pap-q99"),
        ("### Tensions", "### Thèmes", "deux fois"),
        ("# Exemple rempli", "Exemple rempli", "titre"),
    ],
)
def test_a_markdown_that_was_damaged_is_refused_at_its_line(before, after, what):
    source = (ROOT / "practices" / "cases" / "cas-invente-territoire.yml").read_text("utf-8")
    [markdown] = asked([["markdown", source]])
    assert before in markdown
    damaged = markdown.replace(before, after, 1)
    [answer] = asked([["import", "cas.md", damaged]])
    assert answer["value"] is None
    [fault, *_] = answer["faults"]
    assert what in fault["what"]
    rows = damaged.split("\n")
    assert after in rows[fault["line"] - 1] or before.startswith("# ")


@needs_node
def test_files_that_are_not_cases_are_refused_and_told_why():
    lever = (ROOT / "practices" / "levers" / "clarifier-roles.yml").read_text("utf-8")
    template = (ROOT / "README.md").read_text("utf-8")
    foreign = {"levier.yml": lever, "lisez.md": template, "vide.yml": "", "liste.yml": "- a\n- b", "donnees.json": '{"format": "ancrage-mes-donnees"}',
               "binaire.yml": "PK\x03\x04", "deux.yml": "situation: {}\nterritory: {}", "tronque.yml": 'id: x\ntitle: "X'}  # fmt: skip
    for name, answer in zip(foreign, asked([["import", *pair] for pair in foreign.items()]), strict=True):
        assert answer["value"] is None, name
        assert answer["faults"][0]["line"] >= 1
        assert answer["faults"][0]["what"], name


@needs_node
def test_an_unfinished_case_comes_back_as_it_was():
    source = "title: ''\nsituation:\n  needs: [x]\nterritory:\n"
    half = "territory:\n  people: [{sector: mfa, agents: quelques-uns}]\n  indicators:\n    - {lever: formaliser-trajectoires, indicator: delai, reading: {value: environ 3, unit: jours, period: hier}}\n"
    answers = asked([["import", "a.yml", source], ["import", "b.yml", half]])
    assert [answer["faults"] for answer in answers] == [[], []]
    assert answers[1]["value"]["written"]["territory"]["people"][0]["agents"] == "quelques-uns"


# Word


def opened(source: str, known=KNOWN_REAL):
    """Return the Word document of a case, opened, and its bytes."""
    [encoded] = asked([["docx", source]], known)
    data = base64.b64decode(encoded)
    return docx.Document(io.BytesIO(data)), data


@needs_node
def test_the_word_document_has_real_headings_lists_and_tables_in_french_of_canada():
    source = (ROOT / "practices" / "cases" / "cas-invente-territoire.yml").read_text("utf-8")
    document, data = opened(source)
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert styles[0] == ("Title", "Exemple rempli\u00a0: trois secteurs, une vallée")
    assert ("Heading 1", "Tensions") in styles
    assert ("Heading 2", "Vu du terrain") in styles
    assert sum(name == "List Bullet" for name, _ in styles) >= 8
    assert [len(table.rows) for table in document.tables] == [4, 4, 6, 6, 5]
    assert all(
        "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
        for table in document.tables
    )
    assert [cell.text for cell in document.tables[4].rows[1].cells] == [
        "Délai du premier contact à la prise en charge", "3,5\u00a0jours, 2024–2025", "≤\u00a02\u00a0jours", "cible pas encore atteinte",
    ]  # fmt: skip
    assert document.core_properties.title == "Exemple rempli\u00a0: trois secteurs, une vallée"
    assert document.core_properties.language == "fr-CA"
    assert 'w:lang w:val="fr-CA"' in document.styles.element.xml
    assert "NUMPAGES" in document.sections[0].footer._element.xml
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


@needs_node
def test_the_same_case_gives_the_same_bytes_and_a_sign_that_xml_refuses_does_not_break_it():
    [source, *_] = texts(INVENTED)
    assert opened(source, KNOWN_FABRICATED)[1] == opened(source, KNOWN_FABRICATED)[1]
    odd = json.dumps(
        {
            "title": "A < B & C",
            "situation": {"context": "é\ud83d\ude00 <b>", "needs": ["x"], "steps_taken": [], "question": "?"},
        }
    )
    document, _ = opened(odd)
    assert document.paragraphs[0].text == "A < B & C"


@needs_node
def test_an_empty_case_is_still_a_document():
    document, _ = opened("situation: {context: Un banc.}\n")
    assert document.paragraphs[0].text == "Cas sans titre"


@needs_node
@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice absent : le rendu du document n'est pas vérifié"
)
def test_libreoffice_opens_the_document_and_makes_pages_of_it(tmp_path):
    source = (ROOT / "practices" / "cases" / "cas-invente-territoire.yml").read_text("utf-8")
    (tmp_path / "cas.docx").write_bytes(opened(source)[1])
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    subprocess.run(["soffice", "--headless", profile, "--convert-to", "pdf", "cas.docx", "--outdir", tmp_path], cwd=tmp_path, capture_output=True, timeout=180, check=True)  # fmt: skip
    assert (tmp_path / "cas.pdf").read_bytes().startswith(b"%PDF")


def test_what_makes_a_word_document_weighs_less_than_five_kilobytes():
    weights = [
        len(gzip.compress(without_comments((ROOT / "docs" / "js" / "atelier" / name).read_text("utf-8")).encode(), 9))
        for name in ("docx.js", "zip.js")
    ]
    assert sum(weights) < 5_000


# Words and page


@needs_node
def test_both_typographies_agree():
    samples = ["« a » : b ; c ! 12 %", "à 9 h 30, 5 305 familles", "l'eau: «x»", "12 $ ? 3 h", *texts(INVENTED)]
    assert asked([["typographic", text] for text in samples]) == [typographic(text) for text in samples]


@needs_node
def test_a_situation_takes_twelve_screens_at_most_and_every_field_of_the_schema_has_its_screen():
    situation, territory = asked([["steps", "situation"], ["steps", "territory"]])
    assert len(situation) <= 12
    for shape, steps, hidden in (("situation", situation, set()), ("territory", territory, {"territory", "met"})):
        record = {"situation": "FamilySituation", "territory": "TerritoryCase"}[shape]
        shown = {where[1] for _, fields in steps for where in fields if where[0] == shape}
        assert shown == set(KNOWN_REAL["schema"]["$defs"][record]["properties"]) - hidden
        assert {where[0] for _, fields in steps for where in fields} >= {"title", "summary", "fabricated"}
    assert {step for step, _ in territory} >= {question["id"] for question in KNOWN_REAL["questions"]}


def test_the_page_carries_its_data_and_speaks_without_javascript():
    path, markdown = workshop_page(Views(FABRICATED))
    assert path == PAGE
    [data] = re.findall(r'<script type="application/json" id="atelier-donnees">(.*?)</script>', markdown)
    assert json.loads(data) == KNOWN_FABRICATED
    assert "Sans lui, préparez votre cas sur papier" in markdown
    assert "Measure" not in data


@pytest.mark.real_data
def test_the_data_of_the_page_stay_light():
    _, markdown = workshop_page(Views(REAL))
    assert len(gzip.compress(markdown.encode(), 9)) < 20_000


@pytest.mark.real_data
def test_each_case_leads_to_the_workshop_for_its_own_shape():
    views = Views(REAL)
    for case in REAL.of_kind("cas"):
        shape = "situation" if case.situation else "territoire"
        assert f"atelier.md?nouveau={shape}" in case_page(views, case)[1]
