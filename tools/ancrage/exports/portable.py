"""The whole site as a ZIP for a USB key: it opens from `file://`, search included, and asks nothing of the network.

Three things differ from the site. Links lead to files, since no server turns a folder into its index. Scripts are one
classic script, since modules do not load. Data comes as scripts, since `fetch` is refused. `usb.js`, beside this
module, does the rest.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ancrage.exports.classic import classic_script

PATH = "telecharger/ancrage-hors-ligne.zip"
SCRIPT = "ancrage-usb.js"
_RUNTIME = Path(__file__).with_name("usb.js")
FOLDER = "ancrage"
_LEFT_OUT = re.compile(
    r"telecharger/[^/]*\.zip$|(images/icones|assets/hors-ligne|js)/|images/apercu\.png$|404\.html$|sitemap\.|sw\.js$|manifest\.webmanifest$"
)
_LINK = re.compile(r'\b(href|action)="([^":?#]*)((?:[?#][^"]*)?)"')
_MODULE = re.compile(r'<script src="((?:\.\./)*)(js/[^"]+)" type="module"></script>')
_DROPPED = re.compile(r'<link rel="(?:manifest|apple-touch-icon|preload|modulepreload)"[^>]*>\s*')
_DOWNLOAD = re.compile(rf'<a href="[^"]*{re.escape(PATH)}"[^>]*>(.*?)</a>')
_README = """Ancrage, copie pour clé USB

Ouvrez le fichier index.html avec un navigateur (Firefox, Chrome, Edge, Safari).
Décompressez d'abord le dossier : il ne s'ouvre pas depuis l'archive.
Tout fonctionne sans réseau. Rien de ce que vous tapez n'est conservé.
"""
_DATE = (1980, 1, 1, 0, 0, 0)


def archive(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the ZIP of a finished site, by its path in it; the same site gives the same bytes."""
    holder = io.BytesIO()
    with zipfile.ZipFile(holder, "w", zipfile.ZIP_DEFLATED) as target:
        for path, content in sorted(portable_files(site).items()):
            info = zipfile.ZipInfo(f"{FOLDER}/{path}", _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return {PATH: holder.getvalue()}


def portable_files(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of the copy, by path."""
    files = {"LISEZ-MOI.txt": _README.replace("\n", "\r\n").encode("utf-8-sig")}
    data = []
    for path, content in site.items():
        if _LEFT_OUT.match(path):
            continue
        if path.endswith(".html"):
            files[path] = page(path, content.decode()).encode()
        elif path.endswith(".json") and not path.startswith("api/"):
            data.append(path)
            files[f"{path}.js"] = b"ancrageUsb.data(" + json.dumps(path).encode() + b"," + content.strip() + b");\n"
        else:
            files[path] = content
    modules = {path: site[path].decode() for path in sorted(site) if path.startswith("js/") and path.endswith(".js")}
    above = f"const DATA = {json.dumps(data)};\nconst MODULES = {classic_script(modules)};\n"
    files[SCRIPT] = above.encode() + _RUNTIME.read_bytes()
    return files


def page(path: str, html: str) -> str:
    """Return a page whose links lead to files, with the one script instead of its modules."""
    html = _DROPPED.sub("", _DOWNLOAD.sub(r"\1", html))
    html = _LINK.sub(_to_file, html)
    html = _MODULE.sub(r'<script type="text/plain" data-module="\2"></script>', html)
    root = "../" * (len(PurePosixPath(path).parts) - 1)
    return html.replace("</head>", f'<script src="{root}{SCRIPT}"></script>\n</head>', 1)


def _to_file(match: re.Match[str]) -> str:
    """Return a link to a folder as a link to its index."""
    name, path, rest = match.groups()
    if path and path.rsplit("/", 1)[-1] in ("", ".", ".."):
        path = f"{path.rstrip('/')}/index.html" if path != "/" else path
    return f'{name}="{path}{rest}"'
