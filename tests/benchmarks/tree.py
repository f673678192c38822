"""A tree of 200,000 goods: what each keystroke of the filter, each page and each unfolding takes.

Run by hand: ``python -m tests.benchmarks.tree``. Every figure is the time from the gesture until the
navigator has been painted; processor time stands beside, for machines with other work.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from app import places
from app.data.tree_values import RowValues
from app.explorer.surroundings import NavigatorValues
from app.model.catalog import Catalog
from app.model.dimension import Dimension, Member, by_code
from app.model.figure import Figure
from app.model.words import Words
from app.ui.fonts import load_typeface
from app.ui.icons import Icons
from app.ui.look import Look
from app.ui.navigator import Navigator
from app.ui.theme import theme_named
from app.ui.trees import Trees

TYPED = ("elec", "circuits of silicon", "8542", "horse", "machine 9")
_WORDS = (
    "Electric",
    "circuits",
    "machine",
    "horses",
    "silicon",
    "cotton",
    "steel",
    "parts",
    "frozen",
    "other",
)


def goods(count: int) -> Dimension:
    """Chapters, headings and subheadings, about so many."""
    members = [Member("ALL", "", "all", "All products", "全部商品")]
    per_chapter = count // 97
    for chapter in range(1, 98):
        code = f"{chapter:02d}"
        members.append(
            Member(code, "ALL", "chapter", f"Chapter {code} of {_WORDS[chapter % 10]}", f"第{code}章")
        )
        for heading in range(max(1, per_chapter // 50)):
            above = f"{code}{heading:02d}"
            members.append(
                Member(above, code, "heading", f"{_WORDS[heading % 10]} and parts", f"品目{above}")
            )
            for good in range(49):
                words = (_WORDS[good % 10], "of", _WORDS[(good + heading) % 10], str(good))
                members.append(
                    Member(f"{above}{good:02d}", above, "subheading", " ".join(words), f"商品{good}")
                )
    return Dimension("product", "ALL", by_code(members))


def single(name: str) -> Dimension:
    """A dimension that has but its root."""
    if name == "region":
        return Dimension("region", "100000", by_code([Member("100000", "", "country", "China", "中国")]))
    return Dimension("market", "WORLD", by_code([Member("WORLD", "", "world", "World", "世界")]))


class Clock:
    """Takes the time of gestures, each until everything that it led to has been painted."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def tell(self, name: str, gesture: Callable[[], object], goal: int) -> None:
        """Make the gesture and say what it took."""
        self._application.processEvents()
        begun, worked = time.perf_counter(), time.process_time()
        gesture()
        self._application.processEvents()
        passed, work = time.perf_counter() - begun, time.process_time() - worked
        print(f"{name:34} {passed * 1e3:6.1f} ms, processor {work * 1e3:6.1f} ms (goal {goal})", flush=True)


def main() -> None:
    """Filter, scroll and unfold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=200_000)
    arguments = parser.parse_args()
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    products = goods(arguments.members)
    catalog = Catalog(
        regions=single("region"), markets=single("market"), products=products, dataflows={}, sources={}
    )
    words = Words("en", places.resources() / "translations")
    look = Look(words, theme_named("light"), load_typeface(), Icons())
    clock = Clock(application)
    print(f"{len(products.members):,} members")
    navigator = Navigator(Trees().model(catalog, words), look)
    navigator.resize(340, 800)
    navigator.show()
    figures = {code: RowValues(Figure(float(place), "USD")) for place, code in enumerate(products.members)}
    values = NavigatorValues({"product": figures}, {}, {}, {}, {"product": frozenset(products.members)})
    clock.tell("first values", lambda: navigator.show_values(values), 300)
    clock.tell("other values", lambda: navigator.show_values(values), 300)
    for text in TYPED:
        for length in range(1, len(text) + 1):
            goal = 50 if length >= 3 else 300
            typed = text[:length]
            clock.tell(f"filter '{typed}'", partial(navigator.filter.setText, typed), goal)
        clock.tell("filter emptied", navigator.filter.clear, 300)
    tree = navigator.tree
    chapter = tree.model().index(0, 0, _head(navigator))
    clock.tell("unfold a chapter", lambda: tree.setExpanded(chapter, True), 33)
    heading = tree.model().index(0, 0, chapter)
    clock.tell("unfold a heading", lambda: tree.setExpanded(heading, True), 33)
    bar = tree.verticalScrollBar()
    for page in range(1, 6):
        clock.tell(f"scroll to page {page}", partial(bar.setValue, page * 700), 33)


def _head(navigator: Navigator) -> QModelIndex:
    model = navigator.tree.model()
    return model.index(model.rowCount() - 1, 0)


if __name__ == "__main__":
    main()
