"""The part of the command line that loads Qt to write reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.explorer.profile import Profiler
from app.ui.offscreen import OffscreenQt
from app.ui.report.builders import profile_report, story_report
from app.ui.report.html import report_html
from app.ui.report.pdf import report_pdf

if TYPE_CHECKING:
    from app.explorer.explorer import Explorer
    from app.explorer.stories import Story
    from app.model.dimension import DimensionName
    from app.model.words import Words
    from app.ui.report.document import Report


class Reporter:
    """Writes reports in one language."""

    def __init__(self, explorer: Explorer, words: Words) -> None:
        self._explorer = explorer
        self._words = words
        self._qt = OffscreenQt()

    def profile(self, dimension: DimensionName, code: str, form: str, dataflow: str = "") -> bytes:
        """The profile of a region or market as a file of that form."""
        cursor = self._explorer.open_cursor()
        try:
            profiler = Profiler(self._explorer)
            profile = profiler.profile(cursor, dimension, code, self._words, dataflow=dataflow)
        finally:
            cursor.close()
        return self._written(profile_report(profile, self._words), form)

    def story(self, story: Story, form: str) -> bytes:
        """The report of a story as a file of that form."""
        cursor = self._explorer.open_cursor()
        try:
            report = story_report(self._explorer, cursor, story, self._words)
        finally:
            cursor.close()
        return self._written(report, form)

    def _written(self, report: Report, form: str) -> bytes:
        write = report_html if form == "html" else report_pdf
        return write(report, self._qt.typeface)
