"""« Nos relevés »: what a few answers let one say, small groups that cannot be worked out, the same in both languages."""

from __future__ import annotations

import json
import random
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ancrage import surveys
from ancrage.evidence import wilson
from ancrage.pages.surveys import surveyed_strategies
from ancrage.sections import as_csv, as_markdown
from ancrage.surveys import EFFECTS, SETTINGS, SMALL, USES, read_survey
from ancrage.text import NBSP

from .conftest import ROOT, real_views
from .node import needs_node, node
from .test_cli import run

pytestmark = pytest.mark.real_data
KNOWN = surveyed_strategies(real_views())
IDS = [strategy.id for strategy in KNOWN]
SEVEN = {"from": "2025-04", "to": "2025-10"}
_count = iter(range(10**6))


def draft(answers, setting="rural", period=SEVEN, name=None) -> dict:
    """What a worker noted."""
    return {"id": name or f"{next(_count):016x}", "setting": setting, "period": period, "answers": answers}


def text_of(value: dict, **changes) -> str:
    """The file of an account."""
    return json.dumps({"format": "ancrage-releve", "version": 1, **value, **changes}, ensure_ascii=False, indent=1)


def survey_of(value: dict) -> surveys.Survey:
    """An account, read back from its file."""
    survey, problems = read_survey(text_of(value), "releve.json", IDS)
    assert problems == []
    return survey


def merged_of(*drafts: dict) -> surveys.Merged:
    """Accounts put together."""
    return surveys.merge([survey_of(value) for value in drafts], KNOWN)


def row_of(merged: surveys.Merged, name: str = "presence-parcs"):
    """One strategy."""
    return next(row for row in merged.rows if row.id == name)


def parks(effect="efficace", use="cinq-ou-plus", **more) -> dict:
    """An answer on parks."""
    return {"presence-parcs": {"use": use, "effect": effect, **more}}


def test_the_strategies_are_those_that_the_questionnaire_asked_both_questions_of():
    assert {strategy.approach for strategy in KNOWN} == {"demarchage", "reseautage"}
    assert len(KNOWN) == 16
    (found,) = [strategy for strategy in KNOWN if strategy.id == "presence-parcs"]
    assert (found.use.value, found.effect.value) == (67, 52)


def test_four_answers_are_not_shown_and_five_are():
    assert row_of(merged_of(*(draft(parks()) for _ in range(4)))).all == surveys.model.Cell(None, None)
    shown = row_of(merged_of(*(draft(parks()) for _ in range(5)))).all
    assert (shown.effect.k, shown.effect.n) == (5, 5)


def test_the_interval_of_five_alike_is_wide():
    found = row_of(merged_of(*(draft(parks()) for _ in range(5)))).all.effect
    assert (surveys.whole(found.low), surveys.whole(found.high)) == (57, 100)
    low, high = wilson(1, 5)
    assert abs(found.low - 100 * low) < 0.01
    assert abs(found.high - 100 * high) < 0.01


def test_a_small_setting_takes_another_with_it_so_that_it_cannot_be_subtracted():
    merged = merged_of(*(draft(parks(), "urbain") for _ in range(6)), *(draft(parks(), "rural") for _ in range(2)))
    row = row_of(merged)
    assert row.all.effect.n == 8
    assert row.settings["rural"].effect is None
    assert row.settings["urbain"].effect is None
    assert merged.settings == {"urbain": None, "rural": None, "mixte": 0}


@given(st.dictionaries(st.sampled_from(SETTINGS), st.integers(0, 12), min_size=3, max_size=3))
@settings(max_examples=300)
def test_no_small_group_can_be_worked_out_from_what_is_shown_with_the_total(counts):
    shown = surveys.shown_groups(counts)
    assert all(counts[name] == 0 or counts[name] >= SMALL for name in shown)
    left = sum(counts.values()) - sum(counts[name] for name in shown)
    assert len(counts) - len(shown) != 1, "what is left of the total is the only hidden group"
    if sum(counts.values()) >= SMALL:
        assert left == 0 or left >= SMALL


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((5, 0, 0, 0), 0), ((0, 0, 0, 7), 0), ((3, 0, 0, 3), 1), ((0, 3, 3, 0), 0.3333), ((2, 1, 1, 2), 0.9259)],
)
def test_the_spread_is_0_when_all_agree_and_1_when_half_stand_at_each_end(counts, expected):
    assert surveys.spread(counts) == expected


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4).filter(sum))
def test_the_spread_is_the_mean_distance_between_two_answers_over_the_greatest_there_can_be(counts):
    answers = [degree for degree, count in enumerate(counts) for _ in range(count)]
    mean = sum(abs(one - other) for one in answers for other in answers) / len(answers) ** 2
    assert surveys.spread(counts) == pytest.approx(mean / 1.5, abs=1e-4)


def test_one_voice_alone_is_not_pointed_at_and_two_are_a_disagreement():
    alone = merged_of(*(draft(parks()) for _ in range(5)), draft(parks("pas-efficace")))
    assert alone.disagreements == ()
    assert row_of(alone).counts is None
    two = merged_of(*(draft(parks()) for _ in range(5)), *(draft(parks("pas-efficace")) for _ in range(2)))
    assert two.disagreements == ("presence-parcs",)
    assert row_of(two).counts == (2, 0, 5, 0)


def test_who_never_used_a_strategy_or_gives_no_opinion_is_not_in_the_base_of_opinions():
    never = [draft({"presence-parcs": {"use": "jamais"}}) for _ in range(3)]
    unsure = draft(parks("sans-avis", use="moins-de-cinq"))
    row = row_of(merged_of(*(draft(parks()) for _ in range(5)), *never, unsure))
    assert (row.all.use.k, row.all.use.n) == (5, 9)
    assert (row.all.effect.k, row.all.effect.n) == (5, 5)


def test_use_over_another_duration_does_not_compare_with_the_pilot():
    short = {"from": "2025-09", "to": "2025-10"}
    merged = merged_of(*(draft(parks(), period=short) for _ in range(5)))
    assert not merged.comparable
    assert row_of(merged).use_standing == "incomparable"
    assert row_of(merged).effect_standing == "pas-departage"


def test_a_difference_is_told_only_beyond_both_intervals():
    many = [draft(parks("pas-efficace", use="moins-de-cinq")) for _ in range(30)]
    row = row_of(merged_of(*many))
    assert (row.use_standing, row.effect_standing) == ("au-dessous", "au-dessous")
    told = as_markdown("", "", surveys.sections(merged_of(*many), KNOWN))
    assert "Parcs, efficacité perçue : plus bas chez vous" in told.replace(NBSP, " ")


def test_reasons_come_sorted_and_only_where_enough_people_answered():
    few = [draft(parks(why=f"Raison {rank}.")) for rank in (3, 1, 2)]
    assert row_of(merged_of(*few)).whys == ()
    more = [draft(parks(why="")) for _ in range(2)]
    assert row_of(merged_of(*few, *more)).whys == ("Raison 1.", "Raison 2.", "Raison 3.")


def test_a_line_that_tells_is_left_out_and_its_answer_stays():
    told = survey_of(draft(parks(why="Voir Untel.")))
    plain_one = survey_of(draft(parks(why="Y retourner.")))
    kept, left = surveys.discreet([told, plain_one], lambda why: "Untel" in why)
    assert left == 1
    assert [item.answers["presence-parcs"].why for item in kept] == ["", "Y retourner."]
    assert kept[0].answers["presence-parcs"].effect == "efficace"


SPOILT = {
    "{": (1, "fichier"),
    "pas du JSON": (1, "fichier"),
    text_of(draft(parks()))[:-30]: (None, "fichier"),
    text_of(draft(parks())) + "}": (None, "fichier"),
    text_of(draft(parks())).replace('"version": 1,', '"version": 1, "version": 1,'): (3, "fichier"),
    text_of(draft(parks()), format="ancrage-mes-donnees"): (2, "format"),
    text_of(draft(parks()), version=2): (3, "version"),
    text_of(draft(parks()), version=True): (3, "version"),
    text_of(draft(parks()), setting="banlieue"): (5, "setting"),
    text_of(draft(parks()), id="Josée"): (4, "id"),
    text_of(draft(parks()), name="Josée"): (None, "name"),
    text_of(draft(parks(), period={"from": "2025-04-01", "to": "2025-10"})): (7, "period.from"),
    text_of(draft(parks(), period={"from": "2025-10", "to": "2025-04"})): (6, "period"),
    text_of(draft({})): (None, "answers"),
    text_of(draft({"presence-lune": {"use": "jamais"}})): (11, "answers.presence-lune"),
    text_of(draft({"presence-parcs": {"use": "souvent"}})): (12, "answers.presence-parcs.use"),
    text_of(draft({"presence-parcs": {"use": "jamais", "effect": "efficace"}})): (13, "answers.presence-parcs.effect"),
    text_of(draft({"presence-parcs": {"use": "jamais", "why": "a\nb"}})): (13, "answers.presence-parcs.why"),
    text_of(draft({"presence-parcs": {"use": "jamais", "nom": "x"}})): (13, "answers.presence-parcs.nom"),
    '{"format": "ancrage-releve", "version": 1}': (1, "id"),
    "[" * 50: (1, "fichier"),
    '{"a": tru}': (1, "fichier"),
    '{"a": "\\x"}': (1, "fichier"),
    "[]": (1, "format"),
}


@pytest.mark.parametrize(("text", "place"), SPOILT.items(), ids=range(len(SPOILT)))
def test_a_damaged_file_is_refused_with_its_place(text, place):
    survey, problems = read_survey(text, "releve.json", IDS)
    assert survey is None
    line, field = place
    assert problems[0].field == field
    assert line is None or problems[0].line == line


def generated(seed: int) -> list[dict]:
    """Some accounts of any shape."""
    chance = random.Random(seed)  # noqa: S311 - generated examples, not secrets
    periods = [SEVEN, SEVEN, {"from": "2024-11", "to": "2025-05"}, {"from": "2025-01", "to": "2025-01"}]
    period = chance.choice(periods)
    found = []
    for _ in range(chance.randint(2, 30)):
        answers = {}
        for name in IDS:
            if chance.random() < chance.choice([0.2, 0.9]):
                answers[name] = {"use": chance.choice(list(USES))}
                if answers[name]["use"] != "jamais" and chance.random() < 0.85:
                    answers[name]["effect"] = chance.choice([*EFFECTS, "sans-avis"])
                if chance.random() < 0.2:
                    answers[name]["why"] = chance.choice(
                        ["L'été surtout.", " école ", "Œuf", "=2+2", "œuf", "Zut | *a*"]
                    )
        answers = answers or {IDS[0]: {"use": "jamais"}}
        found.append(
            draft(
                answers,
                chance.choice(SETTINGS),
                period if chance.random() < 0.95 else periods[2],
                f"{chance.getrandbits(64):016x}",
            )
        )
    return found


def plain(words: str) -> str:
    """Words without their typography."""
    return words.replace("’", "'").replace(NBSP, " ")


@pytest.mark.slow
@needs_node
def test_the_browser_reads_merges_and_refuses_alike():
    sets = [generated(seed) for seed in range(220)]
    given = {"strategies": [asdict(item) for item in KNOWN], "sets": sets, "texts": list(SPOILT)}
    answered = node("releves.mjs", given)
    for drafts, theirs in zip(sets, answered["merges"], strict=True):
        accounts = [read_survey(text, "x", IDS)[0] for text in theirs["files"]]
        assert accounts == [survey_of(value) for value in drafts]
        merged = surveys.merge(accounts, KNOWN)
        parts = surveys.sections(merged, KNOWN)
        assert theirs["merged"] == json.loads(json.dumps(asdict(merged)))
        assert theirs["markdown"] == as_markdown(surveys.TITLE, surveys.LEAD, parts)
        assert theirs["csv"] == as_csv(parts)
    for text, theirs in zip(SPOILT, answered["refusals"], strict=True):
        ours = [(item.line, item.field, plain(item.message)) for item in read_survey(text, "x", IDS)[1]]
        assert [(item["line"], item["field"], plain(item["message"])) for item in theirs] == ours


def test_the_file_shown_on_the_page_is_right():
    from ancrage.pages.surveys import _FILE

    survey, problems = read_survey(_FILE, "exemple.json", IDS)
    assert problems == []
    assert survey.months == 7


@pytest.fixture
def files(tmp_path):
    """Six files of accounts."""
    found = []
    for rank in range(6):
        path = tmp_path / f"releve-{rank}.json"
        path.write_text(text_of(draft(parks("efficace" if rank < 4 else "pas-efficace"))), "utf-8")
        found.append(path)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_the_command_merges_files_in_every_form(files, form):
    code, out, err = run("cases", "survey", *files, "--root", ROOT, "--format", form)
    assert (code, err) == (0, "")
    assert "4 sur 6 (67 %; intervalle de 30 à 90 %)" in plain(out) or json.loads(out)["count"] == 6


@pytest.mark.slow
def test_the_command_refuses_the_same_account_twice_and_a_damaged_file(files):
    copy = files[0].with_name("copie.json")
    copy.write_bytes(files[0].read_bytes())
    code, out, _ = run("cases", "survey", *files, copy, "--root", ROOT)
    assert code == 1
    assert f"{copy}:1: id : ce relevé est déjà réuni, par {files[0]}" in out
    copy.write_text(copy.read_text("utf-8").replace("rural", "banlieue"), "utf-8")
    code, out, _ = run("cases", "survey", *files, copy, "--root", ROOT)
    assert code == 1
    assert f"{copy}:5: setting" in out
    copy.write_bytes(b"\xff\xfe")
    assert run("cases", "survey", *files, copy, "--root", ROOT)[0] == 1
    assert run("cases", "survey", files[0], "--root", ROOT)[0] == 2
    assert run("cases", "survey", *files, "absent.json", "--root", ROOT)[0] == 2
