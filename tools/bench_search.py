"""Print what search costs: bytes, cold time, milliseconds a key, building; at several sizes, beside its peers.

Times are medians over a few queries; on a busy machine, look at the ratios. The local server speaks HTTP/1.1: many
small files wait for one another more than on a host that speaks HTTP/2. This portal is timed on its real search page,
Material on its own, Pagefind and MiniSearch on a bare page: the ratio of cold times is harsh for this portal.

Usage: python tools/bench_search.py [--sizes 0 1000 …] [--no-peers] [--files]. Size 0 is the real portal.

It reads site/ (`make site`).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from mesures import browsing
from mesures.corpus import ROOT, Corpus, enlarged, names, portal_corpus
from mesures.engines import ANCRAGE, PEERS, SITE, Engine, built
from mesures.peers import UnavailableError
from mesures.served import chromium, gzipped

ROWS: dict[str, str] = {
    "gzip": "octets avant le 1er résultat, gzip (ko)",
    "brotli": "les mêmes, brotli (ko)",
    "typo": "avec une coquille, gzip (ko)",
    "cold": "1er résultat, 4G lente, CPU ÷ 4 (s)",
    "p50": "une touche, CPU ÷ 4, p50 (ms)",
    "p95": "p95, fichiers déjà lus (ms)",
    "kept": "p95, fichiers gardés par le navigateur (ms)",
    "fetched": "p95, fichiers à demander (ms)",
    "screen": "de la touche à l'écran, p95 (ms)",
    "build": "construction de l'index (s)",
    "cpu": "la même, temps de processeur (s)",
    "linear": "construction par mot / à la 1re taille",
    "total": "index entier, gzip (ko)",
}
WANTED = {
    0: {"gzip": 45, "cold": 1.5, "p95": 8, "kept": 8, "build": 4},
    5000: {"gzip": 65, "cold": 1.7, "p95": 16, "kept": 16, "build": 20},
}
INDEXES = {"ancrage": "assets/recherche", "material": "search", "pagefind": "pagefind", "minisearch": "index.json"}
PATIENCE = 30.0
"""Seconds after which a misspelt word is said to find nothing."""
_WIDTH = 13
Figures = dict[str, float]


def main() -> None:
    """Measure each engine at each size."""
    options = arguments()
    if not (ROOT / "site" / "recherche" / "index.html").is_file():
        sys.exit("site/ manque : lancez « make site ».")
    real = portal_corpus()
    engines = [ANCRAGE] if options.no_peers else [ANCRAGE, *PEERS]
    base = 0.0
    for size in options.sizes:
        corpus = enlarged(real, size) if size else real
        load, cores = os.getloadavg()[0], os.cpu_count()
        told = f"{len(corpus.documents)} documents, {words(corpus)} mots ({corpus.source})"
        print(f"\n{told}; charge de la machine : {load:.1f} pour {cores} processeurs", flush=True)
        figures: dict[str, Figures] = {}
        for engine in engines:
            try:
                figures[engine.label] = measured(engine, corpus, files=options.files)
            except UnavailableError as error:
                print(error, file=sys.stderr)
        ours = figures[ANCRAGE.label]
        cost = ours["cpu"] / words(corpus)
        base = base or cost
        ours["linear"] = cost / base
        print_table(figures, WANTED.get(size, {}))


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 1000, 5000, 10000], help="0 : le vrai portail")
    parser.add_argument("--no-peers", action="store_true", help="Ancrage seulement")
    parser.add_argument("--files", action="store_true", help="fichiers demandés avant le premier résultat")
    return parser.parse_args()


def measured(engine: Engine, corpus: Corpus, *, files: bool) -> Figures:
    """Return every figure of an engine on some documents."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        wall, cpu = time.perf_counter(), _cpu()
        site = built(engine, corpus, folder)
        figures = {"build": time.perf_counter() - wall, "cpu": _cpu() - cpu}
        figures["total"] = weight(site / INDEXES[engine.name]) / 1000
        with browsing.site_served(engine, site, ROOT / SITE) as server:
            idle = browsing.idle_paths(browser, server) if engine is ANCRAGE else []
            where = browsing.place(engine, idle)
            found = browsing.first_results(browser, server, where)
            figures |= {
                "cold": median(one.seconds for one in found),
                "gzip": median(one.gzip for one in found) / 1000,
                "brotli": median(one.brotli for one in found) / 1000,
            }
            if found[-1].seconds < browsing.TOO_LONG:
                wrong = browsing.first_result(browser, server, where, browsing.MISSPELT, PATIENCE)
                figures |= {"typo": wrong.gzip / 1000} if wrong else {}
                found += [wrong] if wrong else []
            if engine is ANCRAGE and files:
                print("\n".join(one.told() for one in found), flush=True)
            keys = browsing.keys_in_engine(browser, server, engine)
            figures |= {"p50": keys.read.p50, "p95": keys.read.p95}
            figures |= {"kept": keys.kept.p95, "fetched": keys.fetched.p95}
            if engine is ANCRAGE:
                figures["screen"] = browsing.keys_on_screen(browser, server).p95
    return figures


def words(corpus: Corpus) -> int:
    """Return how many words the documents hold."""
    texts = ((one.title, *names(one), *one.headings, one.body) for one in corpus.documents)
    return sum(len(" ".join(text).split()) for text in texts)


def weight(path: Path) -> int:
    """Return the bytes of a file, or of the files of a folder, with gzip."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(min(len(raw), len(gzipped(raw))) for raw in (file.read_bytes() for file in files))


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def print_table(figures: dict[str, Figures], wanted: Figures) -> None:
    """Print one line a figure: this portal, what is wanted of it, its peers, and its ratio to the best of them."""
    ours, *others = figures
    names = [engine.split()[0].strip(",") for engine in figures]
    heads = [names[0], "seuil", *names[1:], *(["/ meilleur"] if others else [])]
    print(f"{'':46}" + "".join(f"{head:>{_WIDTH}}" for head in heads))
    for row, label in ROWS.items():
        peers = [figures[other].get(row) for other in others]
        known = [value for value in peers if value]
        limit = f"≤ {_written(wanted[row])}" if row in wanted else ""
        cells = [_written(figures[ours].get(row)), limit, *map(_written, peers)]
        if known and row in figures[ours]:
            cells.append(_written(figures[ours][row] / min(known)))
        print((f"{label:<46}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)).rstrip())


def _written(value: float | None) -> str:
    if value is None:
        return "–"
    text = f"{value:.0f}" if value >= 100 else f"{value:.2g}" if value < 1 else f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",")


if __name__ == "__main__":
    main()
