"""Whoosh as it comes: its French analyzer, its BM25F, the words of a query joined by OR."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import LanguageAnalyzer
from whoosh.qparser import MultifieldPlugin, OrGroup, QueryParser, WhitespacePlugin

from ancrage.search.documents import SearchDocument
from mesures.scores import DEPTH

SEARCHED = ("title", "aliases", "headings", "body")


def answers(documents: Sequence[SearchDocument], queries: Sequence[str], folder: Path) -> list[list[str]]:
    """Return the ids found for each query. Signs of Whoosh's query language are read as plain text."""
    text = fields.TEXT(analyzer=LanguageAnalyzer("fr"))
    schema = fields.Schema(id=fields.STORED, **dict.fromkeys(SEARCHED, text))
    (folder / "whoosh").mkdir(parents=True)
    made = index.create_in(folder / "whoosh", schema)
    writer = made.writer()
    for document in documents:
        names = {"aliases": "\n".join(document.aliases), "headings": "\n".join(document.headings)}
        writer.add_document(id=document.id, title=document.title, body=document.body, **names)
    writer.commit(optimize=True)
    plugins = [WhitespacePlugin(), MultifieldPlugin(SEARCHED)]
    parser = QueryParser(None, schema, plugins=plugins, group=OrGroup)
    with made.searcher() as searcher:
        return [[hit["id"] for hit in searcher.search(parser.parse(text), limit=DEPTH)] for text in queries]
