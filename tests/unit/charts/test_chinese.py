"""Every text of the charts has a Chinese translation with the same placeholders."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po

from app.charts.kind import discover

ROOT = Path(__file__).resolve().parents[3]
CHARTS = ROOT / "app" / "charts"
PART = ROOT / "resources" / "translations" / "parts" / "charts.po"


def _texts() -> set[str]:
    found: set[str] = set()
    for path in CHARTS.rglob("*.py"):
        source = io.BytesIO(path.read_bytes())
        found |= {
            message
            for _, message, _, _ in extract("python", source, {"text": None})
            if isinstance(message, str)
        }
    kinds = discover().values()
    return found | {kind.title for kind in kinds} | {kind.question for kind in kinds}


def _translated(part: Path) -> dict[object, object]:
    catalogue = read_po(io.BytesIO(part.read_bytes()), locale="zh")
    return {message.id: message.string for message in catalogue if message.id}


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_every_text_is_translated_and_no_translation_is_left_over() -> None:
    translated = _translated(PART)
    elsewhere = {text for part in PART.parent.glob("*.po") for text in _translated(part)}
    assert set(translated) <= _texts()
    assert elsewhere >= _texts()
    for english, chinese in translated.items():
        assert isinstance(english, str)
        assert isinstance(chinese, str)
        assert chinese
        assert _placeholders(english) == _placeholders(chinese), english
