"""One YAML text → plain values and the line of each, refusing what only YAML can hide."""

from __future__ import annotations

import re
from decimal import Decimal

import yaml

from ancrage.model import Key
from ancrage.problems import Problem, field_name

MAX_DEPTH = 12
MAX_BRACKETS = 60

Lines = dict[tuple[Key, ...], int]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_NESTED = re.compile(r"^ *(?:[-?] +){12,}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,12}")
_TAGS = ("str", "int", "float", "bool", "null", "seq", "map", "timestamp", "merge", "value")
_KNOWN_TAGS = {f"tag:yaml.org,2002:{name}" for name in _TAGS}
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


def parse(text: str, path: str) -> tuple[object, Lines, list[Problem]]:
    """Return the plain value of a YAML text, the line of each of its parts, and what is wrong with it."""
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            problems.append(Problem(path, number, "fichier", "tabulation; mettez des espaces", "tabulation"))
        elif _CONTROL.search(line.rstrip("\r")):
            message = "caractère de contrôle ou invisible; retapez la ligne"
            problems.append(Problem(path, number, "fichier", message, "caractere-interdit"))
    deep = _too_deep(text)
    if deep:
        message = f"plus de {MAX_DEPTH} niveaux, ou crochets jamais refermés"
        problems.append(Problem(path, deep, "fichier", message, "imbrication-trop-profonde"))
    if problems:
        return None, {}, problems
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        number = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, {}, [Problem(path, number, "fichier", _yaml_message(error), _yaml_rule(error))]
    except (yaml.YAMLError, ValueError, RecursionError):
        return None, {}, [Problem(path, 1, "fichier", "YAML illisible", "yaml-invalide")]
    builder = _Builder(path)
    value = None if node is None else builder.build(node, ())
    return value, builder.lines, builder.problems


def _too_deep(text: str) -> int:
    """Return the line where nesting gets out of hand, or 0: the parser's own recursion would end the process."""
    match = _NESTED.search(text)
    if match:
        return text.count("\n", 0, match.start()) + 1
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > MAX_BRACKETS:
            return text.count("\n", 0, bracket.start()) + 1
    return 0


_YAML_FRENCH = {
    "could not find expected ':'": "il manque un « : » après une clé, ou des guillemets autour du texte",
    "mapping values are not allowed in this context": "« : » dans un texte : mettez-le entre guillemets, ou après >-",
    "did not find expected key": "retrait inégal, ou guillemet mal fermé",
    "did not find expected ',' or ']'": "crochet mal fermé",
    "did not find expected ',' or '}'": "accolade mal fermée",
    "found unexpected end of stream": "guillemet ou crochet jamais refermé",
    "found undefined alias": "alias inconnu; les alias sont d'ailleurs refusés",
    "found character that cannot start any token": "un texte qui commence par %, @ ou ` se met entre guillemets",
    "but found another document": "un seul document par fichier : retirez « --- »",
}


def _yaml_message(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    for english, french in _YAML_FRENCH.items():
        if english in problem or english in str(error.context):
            return f"YAML invalide : {french}"
    return "YAML invalide : vérifiez les retraits, les guillemets et les « : » de cette ligne et de la précédente"


def _yaml_rule(error: yaml.MarkedYAMLError) -> str:
    return "alias-interdit" if "alias" in (error.problem or "") else "yaml-invalide"


class _Builder:
    """Turns YAML nodes into plain values, refusing what only YAML can hide."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: Lines = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, where: tuple[Key, ...]) -> object:
        """Return the value of a node, or None after noting why it is refused."""
        line = self.lines.setdefault(where, node.start_mark.line + 1)
        refusal = self._refusal(node, where)
        self._seen.add(id(node))
        if refusal:
            self._refuse(line, where, *refusal)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*where, index)) for index, item in enumerate(node.value)]
        return _scalar(node)

    def _refusal(self, node: yaml.Node, where: tuple[Key, ...]) -> tuple[str, str] | None:
        """Return the message and the rule against a node: an alias is a node met twice."""
        if id(node) in self._seen:
            return "alias interdit : recopiez le contenu", "alias-interdit"
        if node.tag not in _KNOWN_TAGS:
            return f"étiquette « {node.tag[:60]} » interdite", "balise-interdite"
        if len(where) > MAX_DEPTH:
            return f"plus de {MAX_DEPTH} niveaux", "imbrication-trop-profonde"
        return None

    def _mapping(self, node: yaml.MappingNode, where: tuple[Key, ...]) -> dict[str, object]:
        value: dict[str, object] = {}
        for key_node, item in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(line, where, "une clé est un simple mot", "yaml-invalide")
                continue
            key = str(key_node.value)
            if key in value:
                message = f"clé « {key[:60]} » écrite deux fois : gardez-en une"
                self._refuse(line, (*where, key), message, "cle-en-double")
                continue
            self.lines[(*where, key)] = line
            value[key] = self.build(item, (*where, key))
        return value

    def _refuse(self, line: int, where: tuple[Key, ...], message: str, rule: str) -> None:
        self.problems.append(Problem(self.path, line, field_name(where), message, rule))


def _scalar(node: yaml.Node) -> object:
    """Return what a scalar means: only plain ones are numbers, true, false or nothing, as in YAML 1.2."""
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text)
    return Decimal(text) if _FLOAT.fullmatch(text) else text
