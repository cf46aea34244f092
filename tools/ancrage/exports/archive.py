"""Office files whose bytes depend only on what they say: dates of the archive and of the properties are fixed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date

DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every file of an archive: the first that a ZIP can tell."""
FIXED_DAY = date(2000, 1, 1)
"""The day written in the properties where that of the content is not known."""

_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of these files, in this order."""
    holder = io.BytesIO()
    with zipfile.ZipFile(holder, "w", zipfile.ZIP_DEFLATED) as target:
        for path, content in files:
            info = zipfile.ZipInfo(path, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return holder.getvalue()


def stable(office: bytes, day: date | None = None) -> bytes:
    """Return an Office file (DOCX, PPTX, XLSX) with fixed dates, those of the workbooks inside it too."""
    told = rf"\g<1>{day or FIXED_DAY}T00:00:00Z\g<2>".encode()
    files = []
    with zipfile.ZipFile(io.BytesIO(office)) as source:
        for path in source.namelist():
            content = source.read(path)
            if path == "docProps/core.xml":
                content = _DATES.sub(told, content)
            files.append((path, stable(content, day) if path.endswith(".xlsx") else content))
    return zipped(files)
