"""Progress and cancelling of a long reading, and queries that stop at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb

from app.data.imports.messages import ImportCancelledError

Progress = Callable[[int, int], None]
"""Called with the bytes read and the rows written so far; from a thread of its own while a query runs."""

_INTERVAL = 0.05  # s


def _silent(_bytes: int, _rows: int) -> None:
    return


@dataclass
class Watch:
    """Who wants to know how far the work is, and who may stop it."""

    progress: Progress = _silent
    cancel: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """End the work where the user asked for it.

        Raises:
            ImportCancelledError: It was asked for.
        """
        if self.cancel.is_set():
            raise ImportCancelledError

    def query(
        self,
        cursor: duckdb.DuckDBPyConnection,
        sql: str,
        parameters: object = None,
        size: int = 0,
        rows: int = 0,
    ) -> list[tuple[Any, ...]]:
        """Run a query that stops when cancelled and tells its progress as a share of bytes and rows.

        Raises:
            ImportCancelledError: The user stopped it.
            duckdb.Error: The query failed.
        """
        with self._followed(cursor, size, rows):
            return cursor.execute(sql, parameters).fetchall()

    def columns(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
        """Run a query that stops when cancelled, and give an array for each of its columns.

        Raises:
            ImportCancelledError: The user stopped it.
            duckdb.Error: The query failed.
        """
        with self._followed(cursor):
            return dict(cursor.execute(sql).fetchnumpy())

    @contextmanager
    def _followed(self, cursor: duckdb.DuckDBPyConnection, size: int = 0, rows: int = 0) -> Iterator[None]:
        self.check()
        finished = threading.Event()
        watcher = threading.Thread(target=self._follow, args=(cursor, finished, size, rows), daemon=True)
        watcher.start()
        try:
            yield
        except duckdb.InterruptException:
            raise ImportCancelledError from None
        finally:
            finished.set()
            watcher.join()

    def _follow(
        self, cursor: duckdb.DuckDBPyConnection, finished: threading.Event, size: int, rows: int
    ) -> None:
        while not finished.wait(_INTERVAL):
            if self.cancel.is_set():
                cursor.interrupt()
            elif size:
                share = max(0.0, min(1.0, cursor.query_progress() / 100))
                self.progress(round(size * share), round(rows * share))
