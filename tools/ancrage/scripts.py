"""Scripts as browsers get them: without comments, which are a third of their weight. Nothing else of them changes."""

from __future__ import annotations

import re

_INSIDE = r"(?:(?!\*/).)*"
_COMMENTS = re.compile(
    rf"^[ \t]*/\*{_INSIDE}\*/[ \t]*\n|/\*\* @{_INSIDE}\*/ ?|^[ \t]*//[^\n]*\n|^[ \t]*\n", re.DOTALL | re.MULTILINE
)
"""Those that stand alone on their lines, types written inside a line, and empty lines. None may be inside a string."""


def without_comments(script: str) -> str:
    """Return a script without its comments; one under a licence keeps them, for they hold it."""
    return script if "Copyright" in script else _COMMENTS.sub("", script)
