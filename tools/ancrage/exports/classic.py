"""The ES modules of the site as one classic script: browsers refuse modules to pages opened from `file://`.

Our modules keep to a few forms (named imports and exports, one statement a line, relative paths); whatever else they
would use is refused here by name and line, so that the script is right or is not made.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping

from ancrage.problems import AncrageError

_IMPORT = re.compile(r'^import\s+(?:(\{[^{}]*\}|\*\s+as\s+\w+)\s+from\s+)?"(\.{1,2}/[^"]+)";', re.MULTILINE)
_LATER = re.compile(r"(?<![\w.$])import\(")
_DECLARED = re.compile(r"^export\s+(?=(?:async\s+)?(?:function\*?|class|const)\s+(\w+))", re.MULTILINE)
_LISTED = re.compile(r"^export\s*\{([^{}]*)\};", re.MULTILINE)
_UNKNOWN = re.compile(r"^\s*(?:import|export)\b[^\n]*|\bimport\.meta[^\n]*", re.MULTILINE)


def classic_script(modules: Mapping[str, str]) -> str:
    """Return the modules, by path from the root of the site, as one object of functions: `{"js/menu.js": (…) => …}`."""
    return "{\n" + "".join(f"{json.dumps(path)}: {_function(path, text)},\n" for path, text in modules.items()) + "}"


def _function(path: str, text: str) -> str:
    """Return a module as a function of its exports, of what gives another module, now or later, and of its address."""
    names: dict[str, str] = {}

    def near(found: str) -> str:
        return json.dumps(posixpath.normpath(posixpath.join(posixpath.dirname(path), found)))

    def imported(match: re.Match[str]) -> str:
        what = re.sub(r"\bas\b", ":", match[1] or "")
        given = f"$given({near(match[2])});"
        if what.startswith("*"):
            what = what.partition(":")[2].strip()
        # As many lines as before: an error keeps its line.
        return f"const {what} = {given}" if what else given

    def declared(match: re.Match[str]) -> str:
        names[match[1]] = match[1]
        return ""

    def listed(match: re.Match[str]) -> str:
        for item in filter(None, (piece.strip() for piece in match[1].split(","))):
            inside, _, outside = (part.strip() for part in item.partition(" as "))
            names[outside or inside] = inside
        return ""

    body = _IMPORT.sub(imported, text)
    body = _LATER.sub("$later(", body)
    body = _LISTED.sub(listed, _DECLARED.sub(declared, body)).replace("import.meta.url", "$address")
    left = _UNKNOWN.search(body)
    if left:
        line = text[: text.find(left[0].strip())].count("\n") + 1
        raise AncrageError(
            f"docs/{path}:{line}: script : « {left[0].strip()[:60]} » ne peut pas aller dans la copie pour clé USB. "
            'Formes admises : import { x } from "./y.js"; export function, class, const; import(…); '
            "import.meta.url"
        )
    exports = ", ".join(f"{outside}: {{enumerable: true, get: () => {inside}}}" for outside, inside in names.items())
    later = "const $later = async (name) => $given(new URL(name, $address));"
    head = f'"use strict"; {later} Object.defineProperties($exports, {{{exports}}});'
    return f"($exports, $given, $address) => {{ {head}\n{body}}}"
