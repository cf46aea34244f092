"""Print how well search ranks, class by class: in the browser, on the command line, and its peers' search.

Usage: python tools/relevance.py [--set FILE | --known SIZE] [--only ENGINE …] [--failures] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from mesures import command_line, whoosh_stock
from mesures.corpus import ROOT, Corpus, enlarged, portal_corpus
from mesures.engines import ANCRAGE, PEERS
from mesures.known_items import known_items
from mesures.peers import UnavailableError
from mesures.scores import ALL, Judged, Scores, by_class, failures, read_set

Answers = list[list[str]]
ENGINES: dict[str, tuple[str, Callable[[Corpus, Sequence[str], Path], Answers]]] = {
    "navigateur": (ANCRAGE.label, ANCRAGE.answers),
    "commande": ("Ancrage, commande", command_line.answers),
    **{peer.name: (peer.label, peer.answers) for peer in PEERS},
    "whoosh": ("Whoosh, analyse « fr »", whoosh_stock.answers),
}
SET = ROOT / "tests" / "data" / "relevance.yml"
WANTED = {
    False: "ensemble ≥ 0,95 / 0,92 / 0,99, aucune classe sous 0,88",
    True: "MRR ≥ 0,96, 1re lettre ≥ 0,95 à 5 000",
}


def main() -> None:
    """Judge every engine asked for."""
    options = arguments()
    corpus, judged = questions(options)
    tables, answers = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for name in options.only:
            try:
                answers[name] = ENGINES[name][1](corpus, [asked.query for asked in judged], Path(folder))
            except UnavailableError as error:
                print(error, file=sys.stderr)
                continue
            tables[name] = by_class(judged, answers[name])
    if options.json:
        print(json.dumps(as_json(tables, judged, answers), ensure_ascii=False, indent=1))
        return
    told = f"{len(corpus.documents)} documents ({corpus.source})"
    print(f"{len(judged)} requêtes, {told} : MRR@10, succès à 1, succès à 5. Visé : {WANTED[bool(options.known)]}.")
    print_tables(tables)
    if options.failures and answers:
        name = next(iter(answers))
        print(f"\nPremier résultat non attendu, {ENGINES[name][0]} :")
        print_failures(judged, answers[name])


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=SET, help="jeu de requêtes jugées (YAML)")
    parser.add_argument("--known", type=int, metavar="N", help="requêtes tirées des titres de N documents")
    parser.add_argument("--only", nargs="+", choices=ENGINES, default=list(ENGINES), help="seulement ces moteurs")
    parser.add_argument("--failures", action="store_true", help="requêtes dont le premier résultat n'est pas attendu")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def questions(options: argparse.Namespace) -> tuple[Corpus, list[Judged]]:
    """Return the documents and the queries."""
    corpus = portal_corpus()
    if options.known:
        corpus = enlarged(corpus, options.known)
        return corpus, known_items(corpus.documents)
    try:
        judged = read_set(options.set)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    known = {document.id for document in corpus.documents}
    for asked in judged:
        if missing := [name for name in asked.expect if name not in known]:
            print(f"« {asked.query} » attend un id sans document : {', '.join(missing)}", file=sys.stderr)
    return corpus, judged


def print_tables(tables: dict[str, dict[str, Scores]]) -> None:
    """Print one line a class, one column an engine."""
    print(f"\n{'':20}" + "".join(f"{ENGINES[name][0]:<24}" for name in tables))
    for kind, first in next(iter(tables.values()), {}).items():
        cells = [table[kind] for table in tables.values()]
        figures = "".join(f"{found.mrr:.3f} {found.first:.3f} {found.five:.3f}".ljust(24) for found in cells)
        print(f"{kind + f' ({first.count})':<20}{figures}".rstrip())


def print_failures(judged: Sequence[Judged], answers: Sequence[Sequence[str]]) -> None:
    """Print one line a query: its class, the rank of the first id expected, what was expected, what came first."""
    for asked, place, found in failures(judged, answers):
        where = f"{place}e" if place else "absent"
        print(f"  [{asked.kind}] « {asked.query} » {where} : {' '.join(asked.expect)} ← {', '.join(found) or 'rien'}")


def as_json(
    tables: dict[str, dict[str, Scores]], judged: Sequence[Judged], answers: dict[str, Answers]
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
