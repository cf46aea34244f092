"""Print how well search ranks, class by class: this portal's, in the browser and on the command line, and its peers.

Usage: python tools/relevance.py [--set FILE] [--only ENGINE …] [--failures] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ancrage.search.documents import SearchDocument
from mesures import ours, whoosh_stock
from mesures.corpus import ROOT, portal_documents
from mesures.scores import ALL, Judged, Scores, by_class, failures, read_set

Engine = Callable[[Sequence[SearchDocument], Sequence[str], Path], list[list[str]]]
ENGINES: dict[str, tuple[str, Engine]] = {
    "navigateur": ("Ancrage, navigateur (Chromium)", ours.in_browser),
    "commande": ("Ancrage, ligne de commande", ours.on_command_line),
    "whoosh": ("Whoosh, analyse française d'origine", whoosh_stock.answers),
}
SET = ROOT / "tests" / "data" / "relevance.yml"


def main() -> None:
    """Judge every engine asked for."""
    options = arguments()
    documents = portal_documents()
    try:
        judged = read_set(options.set)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    tell_unknown(judged, documents)
    answers: dict[str, list[list[str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in options.only or ENGINES:
            answers[name] = ENGINES[name][1](documents, [asked.query for asked in judged], Path(folder))
    tables = {name: by_class(judged, found) for name, found in answers.items()}
    if options.json:
        print(json.dumps(as_json(tables, judged, answers), ensure_ascii=False, indent=1))
        return
    print(f"{len(judged)} requêtes, {len(documents)} documents. MRR@10 / succès à 1 / succès à 5")
    for name, table in tables.items():
        print(f"\n{ENGINES[name][0]}")
        print_table(table)
    if options.failures:
        name = next(iter(answers))
        print(f"\nPremier résultat non attendu ({ENGINES[name][0]}) :")
        print_failures(judged, answers[name])


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=SET, help="jeu de requêtes jugées (YAML)")
    parser.add_argument("--only", nargs="+", choices=ENGINES, help="seulement ces moteurs")
    parser.add_argument("--failures", action="store_true", help="requêtes dont le premier résultat n'est pas attendu")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def tell_unknown(judged: Sequence[Judged], documents: Sequence[SearchDocument]) -> None:
    """Say which expected ids no document bears."""
    known = {document.id for document in documents}
    for asked in judged:
        if missing := [name for name in asked.expect if name not in known]:
            print(f"« {asked.query} » attend un id sans document : {', '.join(missing)}", file=sys.stderr)


def print_table(table: dict[str, Scores]) -> None:
    """Print one line a class."""
    for kind, found in table.items():
        figures = f"{found.mrr:.3f} / {found.first:.3f} / {found.five:.3f}"
        print(f"  {kind:<16}{figures}   ({found.count})")


def print_failures(judged: Sequence[Judged], answers: Sequence[Sequence[str]]) -> None:
    """Print one line a query: its class, the rank of the first id expected, what was expected, what came first."""
    for asked, place, found in failures(judged, answers):
        where = f"{place}e" if place else "absent"
        print(f"  [{asked.kind}] « {asked.query} » {where} : {' '.join(asked.expect)} ← {' · '.join(found) or 'rien'}")


def as_json(
    tables: dict[str, dict[str, Scores]], judged: Sequence[Judged], answers: dict[str, list[list[str]]]
) -> dict[str, object]:
    """Return every figure and every failure, by engine."""
    return {
        name: {
            "classes": {kind: found._asdict() for kind, found in table.items() if kind != ALL},
            "all": table[ALL]._asdict(),
            "failures": [
                {"query": asked.query, "class": asked.kind, "expect": asked.expect, "rank": place, "found": found}
                for asked, place, found in failures(judged, answers[name])
            ],
        }
        for name, table in tables.items()
    }


if __name__ == "__main__":
    main()
