"""Lines below a table that say something of it: 'Source: China Customs', 注：数据为初步数."""

from __future__ import annotations

import re

from app.data.sql import literal

_NOTE = r"^[\s\"'*,;]*(注|备注|说明|数据来源|资料来源|来源|notes?|(data )?sources?)\s*[\d.]*\s*[：:.]"


def is_note(line: str) -> bool:
    """Whether a line begins as a note does."""
    return re.match(_NOTE, line, re.IGNORECASE) is not None


def note_sql(text: str) -> str:
    """SQL for whether a text begins as a note does."""
    return f"regexp_matches(coalesce({text}, ''), {literal(_NOTE)}, 'i')"
