"""What the service worker of a site keeps: every file under its digest, the essential first, within a limit."""

from __future__ import annotations

import hashlib
import json

import pytest

from ancrage.exports import offline
from ancrage.problems import RefusedError

from .offline_site import pack_of, served_file


def digest_of(content: bytes) -> str:
    """Return the whole digest of a file."""
    return hashlib.sha256(content).hexdigest()


@pytest.mark.slow
def test_what_is_kept_is_what_is_served(first_site):
    pack = pack_of(first_site)
    for path, digest in pack["files"].items():
        assert path.endswith(f"-{digest}.json") or digest_of(served_file(first_site, path)).startswith(digest)
    rest = list(pack["files"])
    for name, count in pack["lots"]:
        content = (first_site / offline.LOTS / f"lot-{name}.json").read_bytes()
        assert digest_of(content).startswith(name)
        assert [text.encode() for text in json.loads(content)] == [
            served_file(first_site, path) for path in rest[:count]
        ]
        rest = rest[count:]
    assert rest == []
    left_out = [path for path in pack["files"] if path.startswith(("api/", "telecharger/")) or "sitemap" in path]
    assert left_out == []


@pytest.mark.slow
def test_the_manifest_names_pages_and_icons_that_exist(first_site):
    manifest = json.loads((first_site / offline.MANIFEST).read_text(encoding="utf-8"))
    assert manifest["lang"] == "fr-CA"
    for shortcut in manifest["shortcuts"]:
        assert (first_site / shortcut["url"] / "index.html").is_file()
    for icon in manifest["icons"]:
        content = (first_site / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            side = int.from_bytes(content[16:20], "big")
            assert icon["sizes"] == f"{side}x{int.from_bytes(content[20:24], 'big')}"


def test_a_shortcut_to_a_page_that_is_not_there_is_left_out():
    source = json.dumps({"shortcuts": [{"url": "recherche/"}, {"url": "carnet/"}]}).encode()
    kept = json.loads(offline.web_manifest(source, {"recherche/": b""}))["shortcuts"]
    assert kept == [{"url": "recherche/"}]


def test_a_pack_over_the_limit_is_refused_with_its_heaviest_pages():
    noise = "".join(digest_of(str(at).encode()) for at in range(offline.LIMIT // 30)).encode()
    with pytest.raises(RefusedError) as refused:
        offline.finish({"index.html": b"accueil", "fiches/grosse/index.html": noise})
    message = str(refused.value)
    assert message.startswith("site/sw.js:1: paquet hors ligne : ")
    assert "fiches/grosse/" in message
    assert message.endswith("[paquet-hors-ligne]")


SMALL = {
    "index.html": b"a",
    "fiches/x/index.html": b"b",
    "fiches/index.html": b"c",
    "css/a.css": b"d",
    "assets/recherche/mots-00000002.json": b"{}",
    "assets/recherche/mots-00000001.json": b"{1}",
    "images/photo.png": b"\x89\xff",
    "api/v1/e.json": b"[]",
}


def test_the_same_site_gives_the_same_worker_and_the_essential_comes_first():
    assert list(offline.pack(SMALL)) == [
        "",
        "assets/recherche/mots-00000001.json",
        "assets/recherche/mots-00000002.json",
        "css/a.css",
        "fiches/",
        "images/photo.png",
        "fiches/x/",
    ]
    finished = offline.finish(SMALL)
    assert finished == offline.finish(dict(reversed(SMALL.items())))
    assert offline.finish({**SMALL, **finished}) == finished
    read = offline.read_pack(finished["sw.js"])
    assert list(read["files"]) == list(offline.pack(SMALL))
    assert [count for _, count in read["lots"]] == [6, 1]
    assert read["essential"] == 1


def test_a_file_that_is_not_a_text_comes_by_itself():
    (paths, content), _ = offline.lots(offline.pack(SMALL))
    assert json.loads(content)[paths.index("images/photo.png")] is None


def test_a_lot_never_grows_beyond_what_one_may_have_to_fetch_again():
    site = {f"fiches/f{number}/index.html": b"x" * 70_000 for number in range(10)}
    assert [len(paths) for paths, _ in offline.lots(offline.pack(site))] == [4, 4, 2]


def test_an_address_with_an_accent_is_kept_as_browsers_write_it():
    assert list(offline.pack({"fiches/été/index.html": b""})) == ["fiches/%C3%A9t%C3%A9/"]
