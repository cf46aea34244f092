"""The rules of the confidentiality check as a script, which the browser reads without asking anything of a server."""

from __future__ import annotations

import json

from ancrage.model import Portal
from ancrage.signs import rules_of

PATH = "js/confidentialite/rules.js"


def script(portal: Portal) -> str:
    """Return the module that holds the rules."""
    rules = json.dumps(rules_of(portal), ensure_ascii=False, separators=(",", ":"))
    return f"export const RULES = {rules};\n"
