"""Which sentences there are to translate, so that a test can ask every language for all of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rex.text.catalogue import Catalogue, fill, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SAYING = {"_": 1, "N_": 1, "Message": 1, "say": 1, "t": 1, "tell": 1, "say_n": 2}
"""What says a sentence, and how many of its first arguments are one; `t` is the speaker's, `tell` the progress's."""
_DECLARED = {"metric": ("title", "group"), "check": ("title",), "Importer": ("title", "where")}
"""What a plug-in says of itself in its declaration; whoever shows it says it through `Speaker.t`."""
_TEMPLATES = frozenset({".html", ".md", ".txt", ".j2"})
_Names = dict[str, list[ast.expr]]


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One sentence to translate and where it is said first; `plural` is empty unless it comes in two forms."""

    singular: str
    plural: str
    file: str
    line: int


def sentences(package: Path, templates: Path | None = None) -> tuple[Sentence, ...]:
    """List every sentence of the code below `package` and the templates below `templates`, once, in order of place.

    In code: the first string of `_`, `N_`, `Message`, `say`, `t` and `tell`, the first two of `say_n`, written there
    or in a variable beside it, and what plug-ins declare of themselves; in templates Jinja's `_("...")`.
    A file that Python or Jinja cannot read raises their error.
    """
    found: dict[tuple[str, str], Sentence] = {}
    for file in sorted(package.rglob("*.py")):
        for sentence in _of_code(file, package.parent):
            found.setdefault((sentence.singular, sentence.plural), sentence)
    if templates is not None:
        for file in sorted(templates.rglob("*")):
            if file.suffix in _TEMPLATES and file.is_file():
                for sentence in _of_template(file, templates.parent):
                    found.setdefault((sentence.singular, sentence.plural), sentence)
    return tuple(found.values())


def _of_template(file: Path, root: Path) -> Iterator[Sentence]:
    from babel.messages.extract import extract

    # Jinja's extractor skips what it cannot read unless told to complain.
    options: dict[str, Any] = {"encoding": "utf-8", "silent": "false"}
    with file.open("rb") as opened:
        for line, message, _comments, _context in extract("jinja2", opened, keywords={"_": None}, options=options):
            yield Sentence(str(message), "", file.relative_to(root).as_posix(), line)


def _of_code(file: Path, root: Path) -> list[Sentence]:
    # Babel's own reader of Python stops at the outermost of nested calls and does not look into f-strings.
    name = file.relative_to(root).as_posix()
    said = _said(ast.parse(file.read_text(encoding="utf-8"), name), {})
    return [Sentence(one, many, name, line) for line, _column, one, many in sorted(said)]


def _said(node: ast.AST, names: _Names) -> Iterator[tuple[int, int, str, str]]:
    """Find what `node` says, as line, column, sentence and its plural; `names` are the variables it can see."""
    if isinstance(node, (ast.Module, ast.FunctionDef)):
        names = {**names, **_variables(node)}
    if isinstance(node, ast.Call):
        yield from _by_call(node, names)
    for child in ast.iter_child_nodes(node):
        yield from _said(child, names)


def _variables(scope: ast.AST) -> _Names:
    """Give what each variable of a scope is ever set to."""
    found: _Names = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _by_call(call: ast.Call, names: _Names) -> Iterator[tuple[int, int, str, str]]:
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    keywords = {word.arg: word.value for word in call.keywords}
    if called in _SAYING:
        first = call.args[: _SAYING[called]] or [keywords[word] for word in ("text", "plural") if word in keywords]
        plurals = [text.value for text in _strings(first[1], names)] if len(first) > 1 else []
        for i, text in enumerate(_strings(first[0], names) if first else ()):
            yield text.lineno, text.col_offset, str(text.value), str(plurals[i]) if i < len(plurals) else ""
    for word in _DECLARED.get(called, ()):
        for text in _strings(keywords[word], names) if word in keywords else ():
            shown = _shown_group(str(text.value)) if word == "group" else str(text.value)
            yield text.lineno, text.col_offset, shown, ""


def _strings(node: ast.expr, names: _Names) -> list[ast.Constant]:
    """Give the strings that an expression can be: itself, both sides of a choice, what a variable is set to."""
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) and node.value else []
    parts: list[ast.expr] = []
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.Name):
        parts, names = names.get(node.id, []), {}
    return [text for part in parts for text in _strings(part, names)]


def _shown_group(name: str) -> str:
    """Write a group of KPIs as it is said where `rex.render.words` has no word of its own for it."""
    return name.replace("_", " ").capitalize()


def untranslated(lang: str, said: Iterable[Sentence], folder: Path | None = None) -> tuple[Sentence, ...]:
    """List the sentences a language lacks, or whose translation names other places than the English one."""
    catalogue = Catalogue(lang, folder)
    return tuple(one for one in said if _has_words(one.singular) and not _is_complete(catalogue, one))


def _has_words(sentence: str) -> bool:
    """Say whether a sentence has anything to translate: "{what}" has not."""
    return any(char.isalpha() for char in fill(sentence, dict.fromkeys(places(sentence), "")))


def _is_complete(catalogue: Catalogue, said: Sentence) -> bool:
    forms = catalogue.translations(said.singular, said.plural)
    wanted = places(said.singular) | places(said.plural)
    # A form for "one" may leave its number unsaid; no form may ask for a place that the code does not fill.
    return bool(forms) and all(places(form) <= wanted for form in forms) and places(forms[-1]) == wanted
