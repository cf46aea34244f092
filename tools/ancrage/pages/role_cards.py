"""Cards that say the role in one minute: a page each, a list, and what one prints, four on a sheet, to cut out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import segno

from ancrage.model import RoleCard
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, typographic
from ancrage.urls import location
from ancrage.views import Views

INDEX = "role-en-une-minute/index.md"
STYLE = "css/cartes.css"
SCRIPT = "js/partage.js"
ON_A_SHEET = 4
TITLE = "Dire mon rôle en une minute"
LEAD = (
    "Une carte par partenaire : la phrase à dire, ce que je fais, ce que je ne fais pas, quand m'appeler. Dites-la, "
    "partagez-la, ou imprimez-la en quatre exemplaires à découper."
)
_OWN_WORDS = "Dites-le à votre façon, et remplacez « la maison des familles » par le nom de votre organisme."
_LISTS = (
    ("Ce que je fais", "je-fais", "i_do"),
    ("Ce que je ne fais pas", "je-ne-fais-pas", "i_do_not"),
    ("Appelez-moi quand", "appelez-moi", "call_me_when"),
)


def role_card_pages(views: Views, address: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the list of cards and of each card; nothing where there are none.

    `address` is that of the site: QR codes lead there. Without it there are none.
    """
    cards = [card for card in views.kind(RoleCard.kind) if isinstance(card, RoleCard)]
    if cards:
        yield INDEX, _index(views, cards, address)
        yield from ((location(card).page, _page(views, card, address)) for card in cards)


def qr_code(address: str) -> str:
    """Return the QR code of an address as an inline drawing, black on white whatever the theme."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return drawn.replace("<svg ", '<svg role="img" aria-label="Code QR de cette carte" ', 1)


def _index(views: Views, cards: list[RoleCard], address: str) -> str:
    writer = Writer(views, INDEX)
    chunks = [
        parts.breadcrumb(writer, ("cadre/index.md", "Cadre de référence"), TITLE),
        f"# {writer.words(TITLE)}",
        parts.block("en-bref", writer.text(LEAD)) + f"\n\n{parts.PROPOSED}",
        parts.cards(writer, cards),
        _gestures("Imprimer toutes les cartes"),
        _sheets(writer, cards, address),
    ]
    head = parts.front_matter(title=TITLE, description=typographic(LEAD), sommaire=False, style=STYLE, script=SCRIPT)
    return parts.assembled(head, chunks)


def _page(views: Views, card: RoleCard, address: str) -> str:
    writer = Writer(views, location(card).page)
    basis = f" · {parts.PROPOSED}" if card.basis == "portail" else ""
    chunks = [
        parts.breadcrumb(writer, (INDEX, TITLE), card.title),
        f"# {writer.words(card.title)}",
        f'<p class="genre">Carte{basis}</p>',
        parts.block("en-bref", writer.text(card.summary)),
        parts.heading("À dire, en une minute", "a-dire"),
        parts.block("a-dire", writer.text(card.say)),
        writer.words(_OWN_WORDS),
        *_lists(writer, card),
        parts.heading("Premier pas ensemble", "premier-pas"),
        parts.block("premier-pas", writer.text(card.bridge)),
        parts.heading("Partager la carte", "partager"),
        _gestures("Imprimer quatre cartes"),
        *_code(card, address),
        *_ends(writer, card),
        _sheets(writer, [card] * ON_A_SHEET, address),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=card.title, description=parts.description(views, card), entry=card.id, kind=card.kind, sommaire=False,
        style=STYLE, script=SCRIPT,
    )  # fmt: skip
    return parts.assembled(head, chunks)


def _lists(writer: Writer, card: RoleCard) -> Iterator[str]:
    for title, anchor, field in _LISTS:
        yield parts.heading(title, anchor)
        yield parts.block(anchor, _items(writer, getattr(card, field)))


def _items(writer: Writer, texts: Iterable[str]) -> str:
    return "\n".join(f"- {writer.line(text)}" for text in texts)


def _gestures(printing: str) -> str:
    return (
        '<p class="gestes"><button type="button" data-partager hidden>Partager le lien</button> '
        f'<button type="button" data-imprimer hidden>{printing}</button></p>'
    )


def _code(card: RoleCard, address: str) -> Iterator[str]:
    if address:
        url = address + location(card).url
        yield (
            '<details class="code-qr">\n<summary>Montrer le code QR</summary>\n'
            f"{qr_code(url)}\n<p>{_shown(url)}</p>\n</details>"
        )


def _shown(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


def _ends(writer: Writer, card: RoleCard) -> Iterator[str]:
    entries = writer.views.portal.entries
    related = [entries[name] for name in (*([card.partner] if card.partner else []), *card.related)]
    shown = {item.id for item in related}
    if related:
        yield parts.heading("Voir aussi", "voir-aussi")
        yield parts.block("voir-aussi", parts.see_also(writer, related))
    yield from parts.leading_here(writer, card, shown)
    yield parts.block("citer", f"**Citer cette page**{NBSP}: {parts.how_to_cite(writer, card)}")


def _sheets(writer: Writer, cards: list[RoleCard], address: str) -> str:
    """Return cards for paper only, four on a sheet; hidden from the screen, where they would repeat the page."""
    starts = range(0, len(cards), ON_A_SHEET)
    sheets = ["\n\n".join(_paper(writer, card, address) for card in cards[i : i + ON_A_SHEET]) for i in starts]
    return "\n\n".join(parts.block("planche", sheet) for sheet in sheets)


def _paper(writer: Writer, card: RoleCard, address: str) -> str:
    url = address + location(card).url
    code = f'<div class="carte-code">{qr_code(url)}<p>{_shown(url)}</p></div>' if address else ""
    lists = "\n\n".join(
        f"**{writer.words(title)}**\n\n{_items(writer, getattr(card, field))}" for title, _, field in _LISTS
    )
    owner = (
        '<p class="carte-nom">Personne travailleuse de proximité</p>'
        '<p class="carte-ligne">Nom, organisme</p><p class="carte-ligne">Téléphone, heures</p>'
    )
    return parts.block(
        "carte-papier",
        f'<div class="carte-tete"><div>{owner}</div>{code}</div>\n\n'
        f"{parts.block('carte-dire', writer.text(card.say))}\n\n{lists}",
    )
