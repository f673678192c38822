"""The navigator's trees as one Qt model: regions, groups of regions, markets and goods under heads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from app.data.tree_values import RowValues
from app.explorer.provenance import value_text
from app.explorer.surroundings import NavigatorValues
from app.ui import figure_text
from app.ui.models.occurrences import Occurrence, Path, Unfolded, sections
from app.ui.models.roles import NOWHERE, AnyIndex, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.model.dimension import Dimension, DimensionName
    from app.model.selection import Selection
    from app.model.words import Words
    from app.ui.models.filter_index import FilterIndex, Kept

NAME: Final = 0
SPARK: Final = 1
VALUE: Final = 2
GROWTH: Final = 3
COLUMNS: Final = 4
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALIGNMENTS: Final = (_LEFT, _LEFT, _RIGHT, _RIGHT)
_NO_VALUES: Final = NavigatorValues(rows={}, sparks={}, spark_note={}, headings={})


@dataclass(frozen=True, slots=True)
class RowFace:
    """Everything that is drawn of a row, so that a paint asks the model once a cell."""

    is_head: bool
    name: str
    chosen: bool
    level: str
    level_known: bool
    derived: bool
    growth: str
    growth_known: bool
    declining: bool
    spark: tuple[float, ...] | None


class TreeModel(QAbstractItemModel):
    """Rows are occurrences of members; values change in place, a filter or other data reset the model."""

    def __init__(
        self,
        dimensions: Mapping[DimensionName, Dimension],
        indexes: Mapping[DimensionName, FilterIndex],
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dimensions = dimensions
        self._indexes = indexes
        self._words = words
        self._sections = sections(dimensions)
        self._values = _NO_VALUES
        self._present: dict[DimensionName, frozenset[str]] = {}
        self._kept: dict[DimensionName, Kept] | None = None
        self._chosen: dict[DimensionName, str] = {}
        self._branch = ""
        self._faces: dict[Path, RowFace] = {}
        self._meanings: Mapping[str, str] = {}
        self._rows = self._unfold()
        self._readers: dict[int, Callable[[Occurrence, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: lambda occurrence, _: self._spoken(occurrence),
            Qt.ItemDataRole.TextAlignmentRole: lambda _, column: _ALIGNMENTS[column],
            Role.HEAD: lambda occurrence, _: not occurrence.code,
            Role.OCCURRENCE: lambda occurrence, _: occurrence,
            Role.CHOSEN: lambda occurrence, _: self._is_chosen(occurrence),
            Role.FIGURE: self._figure,
            Role.SPARK: lambda occurrence, _: self._spark(occurrence),
            Role.MEMBER: lambda occurrence, _: occurrence.code,
            Role.FACE: lambda occurrence, _: self._face(occurrence),
        }

    def explain(self, meanings: Mapping[str, str]) -> None:
        """Add to the tips of names what terms mean, by their English names in small letters."""
        self._meanings = meanings

    def _unfold(self) -> Unfolded:
        return Unfolded(self._sections, self._kept, self._present, self._weight)

    def _weight(self, dimension: DimensionName, code: str) -> float | None:
        values = self._row_values(dimension, code)
        if values.value is not None and values.value.value is not None:
            return values.value.value
        growth_alone = values.growth is not None and values.growth.value is not None
        return -math.inf if growth_alone else None

    def _row_values(self, dimension: DimensionName, code: str) -> RowValues:
        return self._values.rows.get(dimension, {}).get(code) or RowValues()

    # What the navigator tells the model

    def set_filter(self, typed: str) -> None:
        """Keep the rows that match in any language or code, with what is above them."""
        kept: dict[DimensionName, Kept] = {}
        for name, index in self._indexes.items():
            found = index.find(typed)
            if found is not None:
                kept[name] = found
        if (kept or None) == self._kept:
            return
        self.beginResetModel()
        self._kept = kept or None
        self._rows = self._unfold()
        self.endResetModel()

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""
        return self._kept is not None

    def is_match(self, index: AnyIndex) -> bool:
        """Whether the filter names this row itself; every row is one without a filter."""
        occurrence = self.occurrence(index)
        if self._kept is None or occurrence is None:
            return True
        kept = self._kept.get(occurrence.dimension)
        return kept is not None and kept.matches(occurrence.code)

    def leads_to_match(self, index: AnyIndex) -> bool:
        """Whether something below this row matches the filter."""
        if self._kept is None:
            return False
        below = [self._rows[child].occurrence for child in self._rows.children(index.internalId())]
        return any(self._kept[row.dimension].shows(row.code) for row in below)

    def match_count(self) -> int:
        """How many members the filter matches."""
        return sum(kept.count for kept in (self._kept or {}).values())

    def set_values(self, values: NavigatorValues) -> None:
        """Show other figures; rows stay, unless other members have any."""
        self._faces.clear()
        if values.present != self._values.present:
            self.beginResetModel()
            self._values = values
            self._present = {
                name: self._dimensions[name].with_above(codes) for name, codes in values.present.items()
            }
            self._rows = self._unfold()
            self.endResetModel()
            return
        self._values = values
        self._resort()
        self._announce_change()

    def set_chosen(self, selection: Selection) -> None:
        """Mark the rows of the selected region, market and product."""
        chosen: dict[DimensionName, str] = {
            "region": selection.region,
            "market": selection.market,
            "product": selection.product,
        }
        if (chosen, selection.branch) != (self._chosen, self._branch):
            self._chosen, self._branch = chosen, selection.branch
            self._faces.clear()
            self._announce_change()

    def _resort(self) -> None:
        orders = self._rows.out_of_order()
        if not orders:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        numbers = [index.internalId() for index in old]
        self._rows.put_in_order(orders)
        new = [self._index_of(number, index.column()) for number, index in zip(numbers, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _announce_change(self) -> None:
        for number in self._rows.top:
            index = self._index_of(number, NAME)
            self.dataChanged.emit(index, index.siblingAtColumn(GROWTH))
        for node in self._rows.unfolded():
            children = node.children or []
            self.dataChanged.emit(self._index_of(children[0], NAME), self._index_of(children[-1], GROWTH))

    # What the navigator asks

    def occurrence(self, index: AnyIndex) -> Occurrence | None:
        """What a row stands for."""
        return self._rows[index.internalId()].occurrence if index.isValid() else None

    def index_of_path(self, path: Path) -> QModelIndex:
        """The row at a path, unfolding what is above it; an invalid index where there is none."""
        level = self._rows.top
        for depth in range(1, len(path) + 1):
            found = next((n for n in level if self._rows[n].occurrence.path == path[:depth]), None)
            if found is None:
                return QModelIndex()
            if depth == len(path):
                return self._index_of(found, NAME)
            level = self._rows.children(found)
        return QModelIndex()

    def chosen_paths(self) -> list[Path]:
        """Where the selected members stand; a region in the branch that it was chosen in."""
        return [path for name in self._chosen if (path := self._chosen_path(name))]

    def _chosen_path(self, dimension: DimensionName) -> Path:
        code, tree = self._chosen[dimension], self._dimensions[dimension]
        if code not in tree:
            return ()
        if dimension == "region" and self._branch in tree:
            return ("region-group", self._branch, code)
        if dimension == "region" and tree[code].level == "group":
            return ("region-group", code)
        way = tree.lineage(code)
        return (dimension, *way) if dimension == "region" else (dimension, *way[1:]) if way[1:] else ()

    def heads(self) -> list[QModelIndex]:
        """The rows that head the sections."""
        return [self._index_of(number, NAME) for number in self._rows.top]

    def _index_of(self, number: int, column: int) -> QModelIndex:
        return self.createIndex(self._rows[number].row, column, number)

    # Texts

    def _name(self, occurrence: Occurrence) -> str:
        if occurrence.code:
            return self._words.name(occurrence.member)
        headings = self._values.headings
        match occurrence.section.key:
            case "region-group":
                return self._words.text("Groups of provinces")
            case "region":
                return headings.get("region") or self._words.text("Regions")
            case "market":
                return headings.get("market") or self._words.text("Markets")
            case "product":
                return headings.get("product") or self._words.text("Goods")

    def _text(self, occurrence: Occurrence, column: int) -> str:
        if column == NAME:
            return self._name(occurrence)
        if not occurrence.code:
            return ""
        values = self._row_values(occurrence.dimension, occurrence.code)
        match column:
            case 2:
                shown = figure_text.overview(values.value, self._words)
                return shown or figure_text.brief_gap(values.growth, self._words)
            case 3:
                return figure_text.growth(values.growth)
        return ""

    def _tip(self, occurrence: Occurrence, column: int) -> str:
        if column == SPARK or not occurrence.code:
            return self._values.spark_note.get(occurrence.dimension, "")
        values = self._row_values(occurrence.dimension, occurrence.code)
        if column == VALUE:
            shown = values.value
            if shown is None:
                return figure_text.short_gap(values.value, values.growth, self._words)
            return value_text(shown, self._words)
        member = occurrence.member
        parts = (self._words.name(member), self._words.other_name(member), member.iso, member.code)
        named = " · ".join(dict.fromkeys(part for part in parts if part))
        meaning = self._meanings.get(member.name_en.casefold(), "")
        return f"{named}\n{meaning}" if meaning else named

    def _figure(self, occurrence: Occurrence, column: int) -> object:
        values = self._row_values(occurrence.dimension, occurrence.code)
        return {VALUE: values.value, GROWTH: values.growth}.get(column)

    def _spark(self, occurrence: Occurrence) -> tuple[float, ...] | None:
        return self._values.sparks.get(occurrence.dimension, {}).get(occurrence.code)

    def _face(self, occurrence: Occurrence) -> RowFace:
        """What is drawn of a row, put together once until values or the choice change."""
        known = self._faces.get(occurrence.path)
        if known is None:
            values = self._row_values(occurrence.dimension, occurrence.code)
            level, growth = values.value, values.growth
            known = self._faces[occurrence.path] = RowFace(
                is_head=not occurrence.code,
                name=self._name(occurrence),
                chosen=self._is_chosen(occurrence),
                level=self._text(occurrence, VALUE),
                level_known=level is not None and level.value is not None,
                derived=level is not None and level.status == "derived",
                growth=self._text(occurrence, GROWTH),
                growth_known=growth is not None and growth.value is not None,
                declining=growth is not None and figure_text.is_decline(growth),
                spark=self._spark(occurrence),
            )
        return known

    def _is_chosen(self, occurrence: Occurrence) -> bool:
        code, name = occurrence.code, occurrence.dimension
        if not code or self._chosen.get(name) != code:
            return False
        if name == "region":
            return occurrence.branch == (self._branch if self._branch in self._dimensions[name] else "")
        return code != self._dimensions[name].root

    def _spoken(self, occurrence: Occurrence) -> str:
        parts = [self._text(occurrence, column) for column in (NAME, VALUE, GROWTH)]
        return self._words.listing([part for part in parts if part])

    # Qt

    def index(self, row: int, column: int, parent: AnyIndex = NOWHERE) -> QModelIndex:
        if not 0 <= column < COLUMNS or row < 0:
            return QModelIndex()
        level = self._rows.children(parent.internalId()) if parent.isValid() else self._rows.top
        return self.createIndex(row, column, level[row]) if row < len(level) else QModelIndex()

    @overload
    def parent(self) -> QObject: ...
    @overload
    def parent(self, index: AnyIndex) -> QModelIndex: ...
    def parent(self, index: AnyIndex | None = None) -> QModelIndex | QObject:
        if index is None:
            return super().parent()
        if not index.isValid():
            return QModelIndex()
        above = self._rows[index.internalId()].parent
        return self._index_of(above, NAME) if above >= 0 else QModelIndex()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        if not parent.isValid():
            return len(self._rows.top)
        return len(self._rows.children(parent.internalId())) if parent.column() == NAME else 0

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return COLUMNS

    def hasChildren(self, parent: AnyIndex = NOWHERE) -> bool:
        if not parent.isValid():
            return bool(self._rows.top)
        return parent.column() == NAME and self._rows.has_children(parent.internalId())

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        reader = self._readers.get(role)
        if reader is None:
            return None
        return reader(self._rows[index.internalId()].occurrence, index.column())
