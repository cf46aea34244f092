"""Citations of the documents as files: `citations/<key>.bib` and `citations/<key>.json` (CSL-JSON)."""

from __future__ import annotations

import json

from ancrage.citations import bibtex, citation_key, csl
from ancrage.model import Document
from ancrage.views import Views


def citation_files(views: Views) -> dict[str, bytes]:
    """Return {path in the API: content}; a CSL file is a list of one item, as reference managers import it."""
    files: dict[str, bytes] = {}
    for entry in views.portal.of_kind("document"):
        if isinstance(entry, Document):
            path = f"citations/{citation_key(entry)}"
            files[f"{path}.bib"] = bibtex(entry).encode()
            files[f"{path}.json"] = (json.dumps([csl(entry)], ensure_ascii=False, indent=1) + "\n").encode()
    return files
