"""Whoosh as it comes: its French analyzer, its BM25F, the words of a query joined by OR."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import LanguageAnalyzer
from whoosh.qparser import MultifieldPlugin, OrGroup, QueryParser, WhitespacePlugin

from mesures.corpus import Corpus, names
from mesures.scores import DEPTH

SEARCHED = ("title", "aliases", "headings", "body")


def answers(corpus: Corpus, queries: Sequence[str], folder: Path) -> list[list[str]]:
    """Return the ids found for each query. Signs of Whoosh's query language are read as plain text."""
    text = fields.TEXT(analyzer=LanguageAnalyzer("fr"))
    schema = fields.Schema(id=fields.STORED, **dict.fromkeys(SEARCHED, text))
    (folder / "whoosh").mkdir(parents=True)
    made = index.create_in(folder / "whoosh", schema)
    writer = made.writer()
    for document in corpus.documents:
        listed = {"aliases": "\n".join(names(document)), "headings": "\n".join(document.headings)}
        writer.add_document(id=document.id, title=document.title, body=document.body, **listed)
    writer.commit(optimize=True)
    plugins = [WhitespacePlugin(), MultifieldPlugin(SEARCHED)]
    parser = QueryParser(None, schema, plugins=plugins, group=OrGroup)
    with made.searcher() as searcher:
        return [[hit["id"] for hit in searcher.search(parser.parse(text), limit=DEPTH)] for text in queries]
