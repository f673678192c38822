"""Keeps the Chinese catalogue in step with the texts in the code: ``python3 -m tests.translations``.

Reads every ``words.text("...")`` below ``app/``, adds new messages to the catalogue, drops those that
are gone, and compiles what the program loads. The conformance tests fail until nothing is missing.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "translations" / "zh" / "LC_MESSAGES" / "third-pole.po"


@dataclass(frozen=True, slots=True)
class Text:
    """A message of the interface where it is written."""

    message: str
    file: str
    line: int
    given: frozenset[str] | None
    """Names of the values that it is filled with; None where that cannot be seen."""


_MESSAGES = ("app.model.message", "app.data.imports.messages")
"""Where the `say` of messages comes from; that of the first start speaks English alone."""

DECLARED: Mapping[str, tuple[int | str, ...]] = {
    "say": (0,),
    "Kind": ("title", "question"),
    "Option": (1,),
    "OptionValue": (1,),
    "ActionRow": (1,),
    "Preset": (1,),
    "Importer": (1,),
}
"""Functions that declare a message to be translated where it is shown, with its place among the arguments."""


def texts_in_code(folder: Path = ROOT / "app") -> Iterator[Text]:
    """Every message with where it stands: what `words.text` is given, and what is declared for it."""
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        says = any(name in source for name in _MESSAGES)
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and (_name(call) != "say" or says):
                file = path.relative_to(folder.parent).as_posix()
                for message in _messages(call):
                    yield Text(message, file, call.lineno, _given(call))


def _given(call: ast.Call) -> frozenset[str] | None:
    unseen = any(word.arg is None for word in call.keywords)
    return None if unseen or _name(call) not in ("text", "say") else _names(call)


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr if call.func.attr == "text" else ""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _names(call: ast.Call) -> frozenset[str]:
    return frozenset(word.arg for word in call.keywords if word.arg)


def _messages(call: ast.Call) -> Iterator[str]:
    places = (0,) if _name(call) == "text" else DECLARED.get(_name(call), ())
    for place in places:
        if isinstance(place, int):
            found = call.args[place : place + 1]
        else:
            found = [word.value for word in call.keywords if word.arg == place]
        for expression in found:
            yield from _literals(expression)


def _literals(expression: ast.expr) -> Iterator[str]:
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str) and expression.value:
        yield expression.value
    if isinstance(expression, ast.IfExp):
        yield from _literals(expression.body)
        yield from _literals(expression.orelse)


def template() -> Catalog:
    """All messages of the code, without translations."""
    catalogue = Catalog(project="third-pole", fuzzy=False)
    for text in texts_in_code():
        catalogue.add(text.message, locations=[(text.file, text.line)])
    return catalogue


def read() -> Catalog:
    """The Chinese catalogue as it is committed."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh")


def compiled(catalogue: Catalog) -> bytes:
    """What gettext loads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> list[str]:
    """Bring catalogue and compiled file up to date; gives the messages without a translation."""
    catalogue = read()
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True, sort_output=True, omit_header=False)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue))
    return [str(message.id) for message in catalogue if message.id and not message.string]


if __name__ == "__main__":
    missing = update()
    for message in missing:
        sys.stdout.write(f"not translated: {message}\n")
    sys.exit(1 if missing else 0)
