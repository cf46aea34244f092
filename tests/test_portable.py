"""The copy for a USB key: its links and its one script, then the copy opened from `file://` in a real Chromium."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from ancrage.cli import main
from ancrage.exports import portable
from ancrage.exports.classic import classic_script
from ancrage.problems import AncrageError

from .conftest import make_project


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../../strategies/", "../../strategies/index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../#urbain", "../index.html#urbain"),
        ("recherche/?q=parc", "recherche/index.html?q=parc"),
        ("../images/favicon.svg", "../images/favicon.svg"),
        ("#contenu", "#contenu"),
        ("?s=x", "?s=x"),
        ("https://creativecommons.org/licenses/", "https://creativecommons.org/licenses/"),
        ("mailto:a@b.ca", "mailto:a@b.ca"),
    ],
)
def test_a_link_to_a_folder_leads_to_its_index(link, expected):
    assert f'href="{expected}"' in portable.page("a/index.html", f'<a href="{link}">x</a>')


def test_a_page_has_the_one_script_instead_of_its_modules_and_no_manifest():
    page = portable.page(
        "a/b/index.html",
        '<head><link rel="manifest" href="../../manifest.webmanifest"></head><body>'
        '<a href="../../telecharger/ancrage-hors-ligne.zip" download>la copie</a>'
        '<script src="../../js/menu.js" type="module"></script></body>',
    )
    assert 'type="module"' not in page
    assert "manifest" not in page
    assert ".zip" not in page
    assert "la copie" in page
    assert '<script src="../../ancrage-usb.js"></script>' in page
    assert 'data-module="js/menu.js"' in page


def run(modules: dict[str, str], entry: str) -> str:
    """Return what a module prints when it is run from the one script."""
    script = f"""const MODULES = {classic_script(modules)};
    const held = {{}};
    const given = (asked) => {{
      const path = String(asked).replace("file:///cle/", "");
      if (!held[path]) {{ held[path] = {{}}; MODULES[path](held[path], given, "file:///cle/" + path); }}
      return held[path];
    }};
    given("{entry}");"""
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(not shutil.which("node"), reason="sans Node")
def test_modules_keep_their_meaning_in_one_script():
    modules = {
        "js/a.js": 'import { two as deux, Three } from "./sous/b.js";\nimport * as all from "./sous/b.js";\n'
        'import "./c.js";\nconst address = import.meta.url;\n'
        "console.log(deux(), new Three().name, Object.keys({ ...all }).length, address);\n"
        'const name = "b";\nimport(`./sous/${name}.js`).then(({ later }) => console.log(later));\n',
        "js/c.js": 'console.log("c");\n',
        "js/sous/b.js": 'import { four } from "../d.js";\nexport function two() {\n  return four / 2;\n}\n'
        'export class Three {\n  name = "trois";\n}\nconst inside = "plus tard";\nexport { inside as later };\n'
        "export const five = 5;\n",
        "js/d.js": "export const four = 4;\n",
    }
    assert run(modules, "js/a.js").split("\n") == ["c", "2 trois 4 file:///cle/js/a.js", "plus tard"]


@pytest.mark.parametrize(
    "line",
    [
        "export default function () {}",
        "export let count = 0;",
        'import thing from "./b.js";',
        'export { x } from "./b.js";',
        "console.log(import.meta.env);",
    ],
)
def test_what_cannot_go_into_one_script_is_refused_by_name_and_line(line):
    with pytest.raises(AncrageError, match=r"docs/js/a\.js:2: "):
        classic_script({"js/a.js": f"// un\n{line}\n"})


def test_the_same_site_gives_the_same_copy():
    site = {"index.html": b"<head></head>", "js/a.js": b"", "assets/recherche/x.json": b"{}", "api/v1/e.json": b"[]"}
    one, two = portable.archive(site), portable.archive(dict(reversed(site.items())))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one[portable.PATH])) as copy:
        names = copy.namelist()
    assert "ancrage/assets/recherche/x.json.js" in names
    assert "ancrage/api/v1/e.json" in names
    assert "ancrage/js/a.js" not in names


def unzipped(site: Path, target: Path) -> Path:
    """Open the copy that a site offers, as a person would, in a folder with a space and an accent."""
    with zipfile.ZipFile(site / portable.PATH) as copy:
        copy.extractall(target / "Clé USB")
    return target / "Clé USB" / "ancrage"


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> Path:
    """The copy of the fabricated portal."""
    project = make_project(tmp_path_factory.mktemp("cle") / "projet")
    result = CliRunner().invoke(main, ["site", "--root", str(project)])
    assert result.exit_code == 0, result.output
    return unzipped(project / "site", project)


@pytest.fixture
def reader(browser):
    """A page that notes errors, and requests for anything but files of the device."""
    context = browser.new_context(viewport={"width": 1300, "height": 800}, locale="fr-CA")
    page = context.new_page()
    trouble = []
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or trouble.append(asked.url))
    page.on("requestfailed", lambda asked: asked.failure == "net::ERR_ABORTED" or trouble.append(asked.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: said.type == "error" and trouble.append(said.text))
    yield page
    assert trouble == []
    context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_every_page_of_the_copy_opens_and_every_link_leads_to_a_file(reader, key):
    pages = sorted(key.rglob("*.html"))
    assert len(pages) > 30
    broken = []
    for page in pages:
        reader.goto(page.as_uri(), wait_until="domcontentloaded")
        assert reader.locator("html.avec-js").count() == 1
        links = reader.locator("a[href]").evaluate_all(
            """found => found.map((a) => {
              a.dispatchEvent(new Event("pointerover", {bubbles: true}));
              return new URL(a.getAttribute("href"), document.baseURI).href;
            })"""
        )
        files = {link.split("#")[0].split("?")[0] for link in links if link.startswith("file:")}
        broken += [(page.name, link) for link in files if not Path(unquote(urlsplit(link).path)).is_file()]
    assert broken == []


@pytest.mark.browser
@pytest.mark.slow
def test_the_menu_works_and_search_answers_from_a_folder(reader, key):
    reader.set_viewport_size({"width": 360, "height": 720})
    reader.goto((key / "index.html").as_uri())
    reader.get_by_role("button", name="Menu").click()
    reader.locator("#menu").get_by_role("link", name="Fiches").click()
    expect(reader).to_have_url(re.compile(r"/fiches/index\.html$"))
    reader.locator("form.recherche input[name=q]").fill("quai")
    result = reader.locator('.recherche-panneau [data-entry-id="quai-du-matin"]')
    result.click()
    expect(reader).to_have_url(re.compile(r"/strategies/quai-du-matin/index\.html"))
    reader.locator("form.recherche input[name=q]").fill("veille")
    reader.locator("form.recherche input[name=q]").press("Enter")
    expect(reader).to_have_url(re.compile(r"/recherche/index\.html\?q=veille"))
    expect(reader.locator('.recherche-liste [data-entry-id="veille-partagee"]')).to_be_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_is_kept_from_a_folder(reader, key):
    reader.goto((key / "hors-ligne" / "index.html").as_uri())
    expect(reader.locator("[data-hors-ligne]")).to_contain_text("Vous lisez la copie pour clé USB")
    reader.locator("[data-theme-bascule]").click()
    assert reader.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.real_data
def test_the_copy_of_the_real_portal_opens_whole_and_searches(reader, real_site, tmp_path):
    key = unzipped(real_site, tmp_path)
    for page in sorted(key.rglob("*.html")):
        reader.goto(page.as_uri(), wait_until="domcontentloaded")
    reader.goto((key / "recherche" / "index.html").as_uri() + "?q=ecoute")
    expect(reader.locator('[data-entry-id="ecoute"]').first).to_be_visible()
