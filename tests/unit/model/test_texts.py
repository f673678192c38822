"""The texts of the interface in the code: filled with what they name, looked up as they are written."""

from __future__ import annotations

import ast
from string import Formatter

from tests.translations import ROOT, texts_in_code


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def test_every_text_is_filled_with_what_it_names() -> None:
    wrong = [
        f"{text.file}:{text.line} {text.message!r} is given {sorted(text.given)}"
        for text in texts_in_code()
        if text.given is not None and placeholders(text.message) != text.given
    ]
    assert not wrong, "\n".join(wrong)


def test_placeholders_have_names() -> None:
    wrong = [
        f"{text.file}:{text.line} {text.message!r}"
        for text in texts_in_code()
        if any(not name.isidentifier() for name in placeholders(text.message))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_text_is_put_together_before_it_is_looked_up() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(call.args[0])}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "text"
        and call.args
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert not wrong, "\n".join(wrong)
