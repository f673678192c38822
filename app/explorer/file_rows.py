"""Whether a figure stands in a row of a file that was imported, without loading what reads files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.data.store import BUNDLED

if TYPE_CHECKING:
    from app.data.library import Library
    from app.explorer.views import View
    from app.model.figure import Figure


def has_row(library: Library, figure: Figure, view: View) -> bool:
    """Whether reading the file again would find the row of a figure, which does not name it itself."""
    is_known = figure.value is None or figure.note.startswith("Row ")
    is_own = library.dataset_of(view.selection.dataflow) != BUNDLED
    return is_own and figure.status == "reported" and not is_known
