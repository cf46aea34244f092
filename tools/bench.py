"""Print the figures of the build: a guide, the site cold, unchanged, one record changed; and 1,000 pages beside stock.

Usage: python tools/bench.py [--pages N]. Works on copies in a temporary folder; changes nothing of the project.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ancrage.exports import offline
from ancrage.folders import files_of

ROOT = Path(__file__).resolve().parent.parent
ANCRAGE = [sys.executable, "-c", "from ancrage.cli import main; main()"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def timed(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Return wall seconds, CPU seconds and peak memory (MB, of its largest process) of a command."""
    return measured(command, folder)[0]


def measured(command: list[str], folder: Path) -> tuple[tuple[float, float, float], str]:
    """Return what a command costs, as `timed` says it, and what it printed."""
    start = time.monotonic()
    with subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - a pipe
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[-4:])} : {printed[-1600:]}")
    return (time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), printed


def told(name: str, limit: str, figures: tuple[float, float, float]) -> None:
    """Print one line of figures."""
    wall, cpu, memory = figures
    print(f"{name:<44}{wall:7.2f} s   CPU {cpu:6.2f} s   {memory:5.0f} Mo   ({limit})")  # noqa: T201


def copy(target: Path) -> Path:
    """Copy what a build reads."""
    for name in ("practices", "glossary", "docs"):
        shutil.copytree(ROOT / name, target / name)
    for name in ("mkdocs.yml", "requirements.lock", "build_index.py"):
        shutil.copy(ROOT / name, target / name)
    return target


def real_site(folder: Path) -> None:
    """Time the real site."""
    project = copy(folder / "projet")
    told("vrai site, à froid", "≤ 15 s, ≤ 400 Mo", timed([*ANCRAGE, "site"], project))
    told("rien de changé", "≤ 2 s", timed([*ANCRAGE, "site"], project))
    before = offline.read_pack((project / "site" / "sw.js").read_bytes())
    alone = sum(offline.weight(content) for content in offline.pack(files_of(project / "site")).values())
    print(  # noqa: T201
        f"paquet hors ligne : {before['size'] / 1e6:.2f} Mo compressés en {len(before['lots'])} lots (≤ 3 Mo); "
        f"{alone / 1e6:.2f} Mo pour les {len(before['files'])} fichiers un à un"
    )
    record = project / "practices" / "strategies" / "presence-parcs.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("Les enfants viennent;", "Les enfants viennent les premiers;"), encoding="utf-8")
    told("une fiche changée", "≤ 6 s", timed([*ANCRAGE, "site"], project))
    update_cost(project / "site", before["files"])
    told("ancrage check, vrai contenu", "≤ 1 s pour 600 fiches", timed([*ANCRAGE, "check"], project))
    counted = subprocess.run([*ANCRAGE, "check"], cwd=project, capture_output=True, text=True, check=False)  # noqa: S603
    print(f"  {counted.stdout.strip().splitlines()[-1]}")  # noqa: T201


def guide(folder: Path) -> None:
    """Time a guide of about 90 pages: one of the real guides without one of its chapters."""
    project = copy(folder / "guide")
    book = project / "practices" / "guides" / "joindre-et-accompagner.yml"
    chapter = r"^  - id: aller-ou-sont-les-familles\n.*?(?=^  - id: )"
    book.write_text(re.sub(chapter, "", book.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE), "utf-8")
    for form in ("pdf", "docx"):
        cost, printed = measured([*ANCRAGE, "export", "guide", book.stem, "--format", form], project)
        pages = re.search(r"\d+ pages", printed)
        told(f"un guide, {pages[0] if pages else 'le même'}, {form.upper()}", "≤ 10 s, ≤ 300 Mo", cost)


def update_cost(site: Path, before: dict[str, str]) -> None:
    """Print what a device that has the version before fetches to have this one."""
    after = offline.read_pack((site / "sw.js").read_bytes())["files"]
    changed = [path for path in after if before.get(path) != after[path]]
    files = [site / path / "index.html" if not path or path.endswith("/") else site / path for path in changed]
    cost = sum(offline.weight(path.read_bytes()) for path in [*files, site / "sw.js"])
    print(f"mise à jour d'une fiche : {cost / 1e3:.0f} ko, {len(changed)} fichiers et sw.js (≤ 60 ko)")  # noqa: T201


def many_pages(folder: Path, count: int) -> None:
    """Time this portal and stock Material with navigation.prune on the same Markdown."""
    ours = copy(folder / "nombreux")
    sheets = sorted((ours / "practices" / "fiches").glob("*.yml"))
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    for number in range(count):
        text, stem = texts[number % len(texts)], sheets[number % len(sheets)].stem
        name = f"essai-{number:04d}"
        text = text.replace(f"id: {stem}\n", f"id: {name}\n", 1).replace(f"[[{stem}.", f"[[{name}.")
        (ours / "practices" / "fiches" / f"{name}.yml").write_text(text, encoding="utf-8")
    told(f"ancrage check, {count} fiches de plus", "", timed([*ANCRAGE, "check"], ours))
    told(f"ancrage index, {count} fiches de plus", "", timed([*ANCRAGE, "index"], ours))
    generator = [sys.executable, "-m", "mkdocs", "build", "-q", "-d"]
    our_cost = timed([*generator, str(folder / "site-ancrage")], ours)
    told(f"générateur seul, thème d'Ancrage, +{count}", "", our_cost)
    stock = folder / "stock"
    shutil.copytree(ours / "build" / "docs", stock / "docs", ignore=shutil.ignore_patterns("js", "css"))
    for page in (stock / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8").replace("{{", "{ {")
        page.write_text(re.sub(r"^template: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    (stock / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    stock_cost = timed([*generator, str(folder / "site-stock")], stock)
    told(f"générateur seul, Material + prune, +{count}", "", stock_cost)
    print(f"CPU, Ancrage / Material + prune : {our_cost[1] / stock_cost[1]:.2f} (≤ 1)")  # noqa: T201
    for name in ("site-ancrage", "site-stock"):
        sizes = [path.stat().st_size for path in (folder / name / "fiches").rglob("index.html")]
        print(f"{name} : {sum(sizes) / len(sizes) / 1000:.1f} ko par page, {len(sizes)} pages")  # noqa: T201


STOCK = """\
site_name: Stock
theme:
  name: material
  language: fr
  font: false
  features: [navigation.prune]
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, md_in_html, tables, toc]
"""


def main() -> None:
    """Run every bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as name:
        guide(Path(name))
        real_site(Path(name))
        many_pages(Path(name), pages)


if __name__ == "__main__":
    main()
