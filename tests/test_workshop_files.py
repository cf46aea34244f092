"""The files of the workshop: YAML and Markdown, out and in again; what is damaged or foreign is refused at its line."""

from __future__ import annotations

import json
import random
import re
import shutil

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ancrage.load import parse
from ancrage.pipeline import read

from .conftest import PORTAL, ROOT
from .node import needs_node
from .workshop_node import INVENTED, KNOWN_FABRICATED, PUBLISHED, WITHOUT_SHRINKING, asked, plain, texts


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
    st.sampled_from(["true", "~", "12", "3.50", "3٠", "١٢", "१.५", "a: b", "# x", "- a", "'", '"', "[x]", "oui: non", "a #b", " x ", "|", ">-", "deux\n\n  lignes\n", "x" * 200, "mot " * 60]),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.slow
@needs_node
@settings(max_examples=8, phases=WITHOUT_SHRINKING)
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


@pytest.mark.slow
@needs_node
@settings(max_examples=10, phases=WITHOUT_SHRINKING)
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


SIGNS = [*":-#'\"[]{},>|&*!%@` \n\\~?", "  ", "\n  ", " #", ": ", "- ", "'\n", "|-\n", ">-\n", "\n\n"]


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with one to four signs added, or some letters gone."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        text = (
            text[:start] + chance.choice(["", chance.choice(SIGNS)]) + text[start + chance.choice([0, 0, 1, 3, 20]) :]
        )
    return text


@needs_node
def test_a_damaged_file_is_refused_or_read_as_python_reads_it():
    chance = random.Random(5)  # noqa: S311 - reproducible
    sources = texts([*PUBLISHED, *INVENTED])
    files = [damaged(chance.choice(sources), chance) for _ in range(700)]
    answers = asked([["yaml", text] for text in files])
    taken = [(text, answer["value"]) for text, answer in zip(files, answers, strict=True) if not answer.get("fault")]
    assert len(taken) > 150
    for text, value in taken:
        expected, _, problems = parse(text, "")
        assert problems == [], text
        assert value == plain(expected), text


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
