"""Files offered for download: every link leads to a file, a missing library takes its links away, commands say so."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from ancrage.cli import main
from ancrage.downloads import Offer, handed_out
from ancrage.exports import announced, pdf, plan, works
from ancrage.exports.works import Made
from ancrage.model import Guide, TrainingSession
from ancrage.pages import pages
from ancrage.pipeline import read
from ancrage.text import NBSP
from ancrage.views import Views

from .conftest import PORTAL, ROOT

FABRICATED = Views(read(PORTAL)[0])
LINK = re.compile(r'href="((?:\.\./)*telecharger/[^"]+)"')
SESSION, SHEET, TEMPLATE = "seance-nuit-claire", "veille-partagee", "gabarit-releve-du-quart"


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments))


def offered(formats: set[str]) -> set[str]:
    """Return the files that pages link to when these formats can be made."""
    made = pages(FABRICATED, "", Offer(frozenset(formats)))
    return {link.replace("../", "") for text in made.values() for link in LINK.findall(text)}


@pytest.mark.parametrize("formats", [set(), {"pdf"}, {"docx"}, {"pptx"}, {"pdf", "docx", "pptx"}])
def test_pages_link_to_exactly_what_is_made(formats):
    works_ = works.listed(FABRICATED, Offer(frozenset(formats)))
    shop = _shop(FABRICATED)
    paths = {works._RECIPES[work.sort](shop, work)[0] for work in works_}
    assert offered(formats) == paths
    assert bool(paths) == bool(formats)
    assert [work for batch in works.batches(works_) for work in batch] == works_


@pytest.mark.parametrize("name", FABRICATED.portal.measures)
def test_a_figure_whose_passport_changes_remakes_what_prints_it_and_nothing_else(name):
    portal = FABRICATED.portal
    changed = portal.measures[name].model_copy(update={"locator": "Registre › page recopiée"})
    shops = [
        _shop(views) for views in (FABRICATED, Views(replace(portal, measures={**portal.measures, name: changed})))
    ]
    works_ = works.listed(FABRICATED, Offer(frozenset({"pdf", "docx", "pptx"})))
    kept, remade = [], []
    for work in works_:
        sources = {works._RECIPES[work.sort](shop, work)[2] for shop in shops}
        texts = {_text(shop, work) for shop in shops}
        assert len(texts) <= len(sources), work
        (kept if len(sources) == 1 else remade).append(work)
    assert kept
    assert name != "premieres-marees.trois-lunes" or remade


def _shop(views: Views) -> works.Shop:
    return works.Shop(views, pages(views), "", None)


def _text(shop: works.Shop, work: works.Work) -> str:
    """Return all that a file is drawn from."""
    entry = shop.views.portal.entries[work.id]
    if isinstance(entry, Guide):
        return repr(shop.volume(entry))
    if work.sort == "feuille":
        return shop.sheet(work.id)
    if isinstance(entry, TrainingSession) and work.sort == "feuilles":
        return "".join(map(shop.sheet, handed_out(entry)))
    if isinstance(entry, TrainingSession) and work.form != "pptx":
        return repr(plan.plan(shop.views, shop.pages, entry, "", None))
    return hashlib.sha256(works._RECIPES[work.sort](shop, work)[3]()[0]).hexdigest()


def test_what_a_file_is_becomes_part_of_its_link(tmp_path):
    page = tmp_path / "a.html"
    page.write_text('<a href="telecharger/x.pdf">X</a><span class="poids" data-fichier="telecharger/x.pdf"></span>')
    (tmp_path / "b.html").write_text("rien")
    found = announced.pages(tmp_path, [Made("telecharger/x.pdf", b"0" * 39_400, 3)])
    assert list(found) == ["a.html"]
    assert f"(3{NBSP}pages, 39{NBSP}ko)" in found["a.html"].decode()
    assert "data-fichier" not in found["a.html"].decode()


def test_weights_are_in_french():
    assert announced.weight(1_240_000) == f"1,2{NBSP}Mo"
    assert announced.weight(9_600) == f"10{NBSP}ko"


@pytest.fixture
def without(monkeypatch):
    """A function that takes a library away, in this process and in those it forks."""

    def take(module: str) -> None:
        real = works.find_spec
        monkeypatch.setattr(works, "find_spec", lambda name: None if name == module else real(name))

    return take


@pytest.mark.parametrize(
    ("module", "command", "library"),
    [
        ("docx", ["template", TEMPLATE], "python-docx"),
        ("pptx", ["session", SESSION], "python-pptx"),
        ("weasyprint", ["handout", SHEET], "weasyprint"),
        ("resvg_py", ["session", SESSION, "--format", "docx"], "resvg_py"),
    ],
)
def test_a_missing_library_is_one_message_that_says_what_to_install(without, tmp_path, module, command, library):
    without(module)
    result = run("export", *command, "--root", str(PORTAL), "--out", str(tmp_path))
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert library in result.output
    assert "make site" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("reason", ["_PANGO", "_FONTS"])
def test_without_pango_or_a_font_a_handout_says_what_to_install(monkeypatch, tmp_path, reason):
    monkeypatch.setattr(pdf, "reason_absent", lambda: getattr(pdf, reason))
    result = run("export", "handout", SHEET, "--root", str(PORTAL), "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "apt install" in result.output
    assert "Traceback" not in result.output


@pytest.mark.slow
def test_without_pdf_the_site_builds_says_so_once_and_no_link_is_broken(project, monkeypatch):
    monkeypatch.setattr(pdf, "reason_absent", lambda: pdf._PANGO)
    result = run("site", "--root", str(project))
    assert result.exit_code == 0, result.output
    assert result.output.count("pas de PDF") == 1
    site = project / "site"
    assert list(site.rglob("*.pdf")) == []
    assert _links(site)
    assert all(path.is_file() for path in _links(site))


@pytest.mark.slow
def test_every_download_of_the_site_is_there_and_says_what_it_is(project):
    result = run("site", "--root", str(project))
    assert result.exit_code == 0, result.output
    site = project / "site"
    assert {path.suffix for path in _links(site)} >= {".pdf", ".docx", ".pptx"}
    assert all(path.is_file() for path in _links(site))
    html = (site / "former/seances" / SESSION / "index.html").read_text(encoding="utf-8")
    assert re.search(rf"\(\d+{NBSP}pages?, \d+{NBSP}ko\)", html)
    assert "data-fichier" not in "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    kept = {path.name: path.read_bytes() for path in (project / "build/telecharger").iterdir()}
    assert run("site", "--root", str(project), "--no-files").exit_code == 0
    assert _links(site) == set()
    again = run("site", "--root", str(project), "--force")
    assert again.exit_code == 0
    assert {path.name: path.read_bytes() for path in (project / "build/telecharger").iterdir()} == kept


def _links(site: Path) -> set[Path]:
    return {
        (page.parent / link).resolve()
        for page in site.rglob("*.html")
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not link.endswith(".zip")
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["session", SESSION, "--format", "pptx"],
        ["session", SESSION, "--format", "docx"],
        ["session", SESSION, "--format", "pdf"],
        ["handout", SHEET, "quai-du-matin"],
        ["handout", "--session", SESSION, "--size", "a4"],
        ["template", TEMPLATE, "--language", "ar"],
    ],
)
def test_two_processes_make_the_same_bytes(arguments, tmp_path):
    digests = set()
    for seed in ("1", "2"):
        out = tmp_path / seed
        out.mkdir()
        command = [sys.executable, "-c", "from ancrage.cli import main; main()", "export", *arguments]
        command += ["--root", str(PORTAL), "--out", str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tools")}
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        (made,) = out.iterdir()
        digests.add((made.name, hashlib.sha256(made.read_bytes()).hexdigest()))
    assert len(digests) == 1


def test_a_command_says_where_the_file_is_and_how_many_pages_it_has(tmp_path):
    result = run("export", "handout", SHEET, "--root", str(PORTAL), "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert re.fullmatch(rf"{re.escape(str(tmp_path / f'{SHEET}.pdf'))}, \d+ pages?\.\n", result.output)
    named = tmp_path / "ailleurs" / "feuille.pdf"
    assert run("export", "handout", SHEET, "--root", str(PORTAL), "--out", str(named)).exit_code == 0
    assert named.read_bytes() == (tmp_path / f"{SHEET}.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["session", "seance-nuit-clair"], "Vouliez-vous dire « seance-nuit-claire »"),
        (["handout", "veille-partage"], "Vouliez-vous dire « veille-partagee »"),
        (["template", TEMPLATE, "--language", "es"], "Langues : fr, "),
        (["template", SHEET], "identifiant inconnu"),
        (["handout"], "l'un ou l'autre"),
        (["handout", SHEET, "--session", SESSION], "l'un ou l'autre"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(arguments, told):
    result = run("export", *arguments, "--root", str(PORTAL))
    assert result.exit_code == 2
    assert told in result.output
    assert result.output.count("\n") == 1


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize(
    "path",
    [
        "former/seances/seance-frontieres/",
        "guides/joindre-et-accompagner/",
        "gabarits/gabarit-consentement/",
        "fiches/codeveloppement/",
    ],
)
def test_on_a_phone_the_format_and_the_weight_of_a_file_are_never_parted(phone, address, path):
    phone.goto(f"{address}{path}")
    told = phone.locator(".telecharger .fichier")
    assert told.count()
    heights = told.evaluate_all("all => all.map(one => one.getClientRects().length)")
    assert set(heights) == {1}
    texts = told.all_inner_texts()
    assert all(re.fullmatch(rf"(PDF|DOCX|PPTX) \((\d+{NBSP}pages?, )?[\d,]+{NBSP}[kM]o\)", text) for text in texts), (
        texts
    )
    assert min(phone.locator(".telecharger a").evaluate_all("all => all.map(one => one.offsetHeight)")) >= 44
