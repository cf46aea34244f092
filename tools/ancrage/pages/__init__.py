"""Pages made from data: `pages(views)` returns {path in the staged tree: Markdown}."""

from __future__ import annotations

from ancrage.model import Sheet
from ancrage.pages.grouped import grouped_pages
from ancrage.pages.passports import passports_page
from ancrage.pages.sheet import sheet_page
from ancrage.views import Views


def pages(views: Views) -> dict[str, str]:
    """Return every generated page, sorted by path."""
    made = dict(grouped_pages(views))
    made.update(sheet_page(views, entry) for entry in views.portal.entries.values() if isinstance(entry, Sheet))
    made.update([passports_page(views)])
    return dict(sorted(made.items()))
