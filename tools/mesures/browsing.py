"""What a search costs on an old phone: bytes and seconds before the first result, milliseconds a key."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, TimeoutError  # noqa: A004 - Playwright's own

from mesures.engines import ANCRAGE, PAGES, Engine
from mesures.served import Sent, Server, served

PLAIN = ("parc", "écoute active", "premier contact", "isolement des mères", "ressources du milieu")
"""Queries whose first result is timed."""
MISSPELT = "demarchge"
TYPED = ("présence dans les parcs", "comment joindre un père", "garderie", "ecole secondaire",
         "demarchge porte a porte", "banque alimentaire", "clsc", "formation des bénévoles")  # fmt: skip
"""Queries typed letter by letter; one has a mistake."""
SLOWED = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
TOO_LONG = 8.0
"""Seconds after which a first result is timed only once."""

_TYPE = """async ({ queries, limit }) => {
  const times = [];
  await ask("a", limit);
  for (const query of queries) {
    for (let end = 1; end <= query.length; end++) {
      const start = performance.now();
      await ask(query.slice(0, end), limit);
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


@dataclass(frozen=True)
class Place:
    """Where an engine answers: a page with a query in its address, what a result is, what search does not cost."""

    engine: Engine
    start: str
    first: str
    besides: str

    def counted(self, path: str) -> bool:
        """Return whether a file is fetched for search: not the page, its style or what every page has."""
        return not re.search(rf"\.(html|css|svg|png|ico|woff2?|webmanifest)$|{self.besides}", path)


class First(NamedTuple):
    """What came before the first result of a query: seconds, and the files fetched for search."""

    query: str
    seconds: float
    files: list[Sent]

    @property
    def gzip(self) -> int:
        """Bytes fetched, with gzip."""
        return sum(one.gzip for one in self.files)

    @property
    def brotli(self) -> int:
        """Bytes fetched, with brotli."""
        return sum(one.brotli for one in self.files)

    def told(self) -> str:
        """Return in one line how many files of each sort were fetched, and their bytes with gzip."""
        sorts: dict[str, list[int]] = defaultdict(list)
        for one in self.files:
            name = Path(one.path)
            sorts["js" if name.suffix in {".js", ".mjs"} else name.stem.partition("-")[0]].append(one.gzip)
        parts = [f"{sort} {len(sizes)} ({sum(sizes) / 1000:.1f} ko)" for sort, sizes in sorts.items()]
        return f"« {self.query} » {self.seconds:.1f} s, {self.gzip / 1000:.1f} ko : {', '.join(parts)}"


class Keys(NamedTuple):
    """Milliseconds a key: median and 95th percentile."""

    p50: float
    p95: float


def place(engine: Engine, idle: Sequence[str] = ()) -> Place:
    """Return where to time an engine; `idle` is what a page of this portal fetches when nobody searches."""
    if engine is ANCRAGE:
        others = [re.escape(path) for path in idle if "recherche/" not in path]
        return Place(engine, "recherche/", "a[data-entry-id]", "|".join(f"^{path}$" for path in others) or "^$")
    if engine.name == "material":
        return Place(engine, "", ".md-search-result__item", "bundle")
    return Place(engine, "", "li", "^$")


@contextmanager
def opened(browser: Browser, scripts: Sequence[str], *, network: bool) -> Iterator[Any]:
    """Give a new page on a slowed processor, and on a slow network if asked, that runs some scripts first."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(180_000)
    for script in scripts:
        page.add_init_script(script)
    phone = context.new_cdp_session(page)
    if network:
        phone.send("Network.enable")
        phone.send("Network.emulateNetworkConditions", SLOW_4G)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    try:
        yield page
    finally:
        context.close()


def idle_paths(browser: Browser, server: Server) -> list[str]:
    """Return what the home page of this portal fetches when nobody searches."""
    server.asked.clear()
    with opened(browser, [], network=False) as page:
        page.goto(server.address, wait_until="networkidle")
    return list(server.asked)


def first_result(browser: Browser, server: Server, where: Place, query: str, patience: float = 60.0) -> First | None:
    """Return what comes before the first result of a query, in a browser that has nothing yet; None when none comes."""
    bare = where.engine.name in {"pagefind", "minisearch"}
    scripts = [where.engine.script, PAGES / "depart.js"] if bare else []
    texts = [f"globalThis.premierResultat = {json.dumps(where.first)};", _text(PAGES / "guet.js"), *map(_text, scripts)]
    server.asked.clear()
    with opened(browser, texts, network=True) as page:
        page.goto(f"{server.address}{where.start}?q={quote(query)}", wait_until="commit")
        try:
            page.wait_for_function("globalThis.firstAt", timeout=1000 * patience)
        except TimeoutError:
            return None
        at = page.evaluate("globalThis.firstAt")
        later = page.evaluate(
            "(at) => performance.getEntriesByType('resource').filter((r) => r.startTime > at).map((r) => r.name)", at
        )
    after = {urlsplit(name).path.lstrip("/") for name in later}
    sent = server.weighed(path for path in server.asked if path not in after and where.counted(path))
    return First(query, at / 1000, sent)


def first_results(browser: Browser, server: Server, where: Place) -> list[First]:
    """Return what comes before the first result of several queries; one is enough where the wait is long."""
    found: list[First] = []
    for query in PLAIN:
        if first := first_result(browser, server, where, query):
            found.append(first)
            if first.seconds > TOO_LONG:
                break
    return found


class Typing(NamedTuple):
    """Keys in the engine alone: its files fetched from this machine, kept by the browser, then already read."""

    fetched: Keys
    kept: Keys
    read: Keys


def keys_in_engine(browser: Browser, server: Server, engine: Engine) -> Typing:
    """Return how long the engine takes a key. What the browser keeps is what a service worker gives a phone."""
    with opened(browser, [_text(engine.script)], network=False) as page:
        passes = []
        for _ in range(2):
            page.goto(server.address, wait_until="load")
            passes.append(page.evaluate(_TYPE, {"queries": TYPED, "limit": 10}))
        passes.append(page.evaluate(_TYPE, {"queries": TYPED, "limit": 10}))
    return Typing(*map(summed, passes))


def keys_on_screen(browser: Browser, server: Server) -> Keys:
    """Return how long after a key the results are in the search page of this portal, waiting on purpose included."""
    with opened(browser, [_text(PAGES / "frappe.js")], network=False) as page:
        page.goto(f"{server.address}recherche/?q=a", wait_until="networkidle")
        times = [time for query in TYPED for time in page.evaluate("(query) => typeInto(query)", query)]
    return summed(times)


def summed(times: Sequence[float]) -> Keys:
    """Return the median and the 95th percentile of some milliseconds."""
    return Keys(median(times), quantiles(times, n=20, method="inclusive")[-1])


@contextmanager
def site_served(engine: Engine, built: Path, portal: Path) -> Iterator[Server]:
    """Serve an engine's site; this portal's index is laid over its real site."""
    if engine is not ANCRAGE:
        with served(built) as server:
            yield server
        return
    laid = built.with_name("seulement-index")
    laid.mkdir(exist_ok=True)
    if not (laid / "assets").exists():
        (laid / "assets").symlink_to(built / "assets", target_is_directory=True)
    with served(laid, portal) as server:
        yield server


def _text(path: Path) -> str:
    return path.read_text("utf-8")
