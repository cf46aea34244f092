"""Pages made from data: `pages(views)` returns {path in the staged tree: Markdown}."""

from __future__ import annotations

from ancrage.downloads import NOTHING, Offer
from ancrage.model import CaseStudy, Decision, Pathway, Sheet
from ancrage.pages.alphabet import alphabet_page
from ancrage.pages.case import case_page
from ancrage.pages.compare import compare_page
from ancrage.pages.decision import decision_page
from ancrage.pages.grouped import grouped_pages
from ancrage.pages.guide import guide_pages
from ancrage.pages.handouts import handout_links
from ancrage.pages.interview import interview_pages
from ancrage.pages.passports import passports_page
from ancrage.pages.pathway import pathway_page
from ancrage.pages.plots import plots_pages
from ancrage.pages.role_cards import role_card_pages
from ancrage.pages.session import session_pages
from ancrage.pages.sheet import sheet_page
from ancrage.pages.strategy_map import strategy_map_pages
from ancrage.pages.templates import template_pages
from ancrage.views import Views


def pages(views: Views, address: str = "", offer: Offer = NOTHING) -> dict[str, str]:
    """Return every generated page, sorted by path.

    `address`: that of the site, where QR codes lead; `offer`: the formats in which files are made for download.
    """
    entries = views.portal.entries.values()
    made = dict(grouped_pages(views))
    made.update(sheet_page(views, entry) for entry in entries if isinstance(entry, Sheet))
    made.update(pathway_page(views, entry) for entry in entries if isinstance(entry, Pathway))
    made.update(decision_page(views, entry) for entry in entries if isinstance(entry, Decision))
    made.update(case_page(views, entry) for entry in entries if isinstance(entry, CaseStudy))
    made.update(interview_pages(views))
    made.update(role_card_pages(views, address))
    made.update(session_pages(views, offer))
    made.update(template_pages(views, offer))
    made.update(guide_pages(views, offer))
    made.update([passports_page(views), compare_page(views), alphabet_page(views)])
    made.update(strategy_map_pages(views))
    made.update(plots_pages(views))
    made.update(handout_links(views, made, offer))
    return dict(sorted(made.items()))
